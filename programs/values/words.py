"""The printed words of the documents, each with its box, and who may override them.

S0 and S2 call the same things by different words, and S0 even prints one heading in two ways
("ÁREA RESPONSABLE" and "AREA RESPONSABLE"). A word is looked up from the narrowest place that
states it: eje, then programa, then institución, then the neutral one below.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from programs.values.phrases import FINISHED, PERCENT, PROGRESS

ORGANISM = "{siglas}"
QUARTER = "{trimestre}"


@dataclass(frozen=True)
class Word:
    """One printed word: the name of its box, what it prints, and the text of nobody's own.

    `slot` is what the text must keep, once: the system writes something there. A `sentence` ends
    with a period. One `of_document` prints outside of the ejes, which have no box for it.
    """

    name: str
    prints: str
    default: str
    slot: str = ""
    sentence: bool = False
    of_document: bool = False


WORDS: dict[str, Word] = {
    "heading": Word(
        "Nivel superior", "El nombre del nivel superior: eje, órgano administrativo.", "Eje"
    ),
    "heading_plural": Word(
        "Nivel superior, en plural", "El mismo nombre, en plural.", "Ejes", of_document=True
    ),
    "objective": Word("Objetivo del programa", "Objetivo, en la tarjeta del eje.", "Objetivo"),
    "responsible": Word(
        "Área responsable", "Quién responde, en la tarjeta del eje.", "Área responsable"
    ),
    "lines": Word(
        "Líneas de acción", "El título de las líneas en la tarjeta del eje.", "Líneas de acción"
    ),
    "line": Word("Línea de acción", "El título de cada línea en el informe.", "Línea de acción"),
    "line_number": Word(
        "Número de la línea", "Columna de número, en la tarjeta del eje.", "N.º"
    ),
    "task": Word("Tarea, en el programa", "Columna de tareas del programa.", "Tarea"),
    "projection": Word(
        "Proyección mensual", "Columna de proyección mensual.", "Proyección mensual"
    ),
    "goal": Word("Meta de la tarea", "Columna de metas de las tareas.", "Meta"),
    "expected": Word(
        "Resultados esperados", "Columna de resultados esperados.", "Resultados esperados"
    ),
    "verification": Word(
        "Medio de verificación",
        "Lo que va antes del medio de verificación de una línea o de una tarea.",
        "Medio de verificación",
    ),
    "calendar_number": Word("Número del calendario", "Columna de número del calendario.", "N.º"),
    "calendar_activities": Word(
        "Actividades del calendario", "Columna de actividades del calendario.", "Actividades"
    ),
    "calendar_month": Word("Meses del calendario", "Encabezado de los doce meses.", "Mes"),
    "contents": Word("Índice", "Título del índice.", "Contenido", of_document=True),
    "plan_heading": Word(
        "Título de los ejes",
        "Título de la parte con las tarjetas de los ejes, si el programa no le escribe otro.",
        "Programa de trabajo",
        of_document=True,
    ),
    "tasks_heading": Word(
        "Título de las tareas",
        "Título de la parte con las tablas de tareas, si el programa no le escribe otro.",
        "Implementación y seguimiento",
        of_document=True,
    ),
    "calendar_heading": Word(
        "Título del calendario",
        "Título de la parte con los calendarios, si el programa no le escribe otro.",
        "Calendario de actividades",
        of_document=True,
    ),
    "opening_heading": Word(
        "Título de la presentación",
        "Título de la presentación del informe, si el trimestre no le escribe otro.",
        "Presentación",
        of_document=True,
    ),
    "report_heading": Word(
        "Título de las líneas del informe",
        "Título de la parte con las líneas, si el trimestre no le escribe otro. Conserve "
        f"{QUARTER}: ahí va «primer». El año y los meses van después.",
        f"Informe del {QUARTER} trimestre",
        slot=QUARTER,
        of_document=True,
    ),
    "report_title": Word(
        "Título del informe",
        f"Título de la portada. Conserve {QUARTER}: ahí va «Primer». Las siglas van después.",
        f"{QUARTER} Informe Trimestral de Actividades",
        slot=QUARTER,
        of_document=True,
    ),
    "organism": Word(
        "Siglas con artículo",
        "Las siglas en el título del informe: «Actividades de la SESEA», «del CPC».",
        f"de {ORGANISM}",
        slot=ORGANISM,
        of_document=True,
    ),
    "report_objective": Word("Objetivo, en el informe", "Título del objetivo.", "Objetivo"),
    "report_strategy": Word("Estrategia, en el informe", "Título de la estrategia.", "Estrategia"),
    "report_goal": Word("Meta de la línea", "Meta, en el recuadro de la línea.", "Meta"),
    "report_start": Word(
        "Fecha de inicio", "Fecha de inicio, en el recuadro de la línea.", "Fecha de inicio"
    ),
    "report_end": Word(
        "Fecha de término", "Fecha de término, en el recuadro de la línea.", "Fecha de término"
    ),
    "report_activities": Word(
        "Actividades de la línea",
        "Título de lo que se hizo en una línea.",
        "Actividades desarrolladas",
    ),
    "report_task": Word("Tarea, en el informe", "Columna de tareas del informe.", "Tarea"),
    "own_activities": Word(
        "Actividades sin línea",
        "Título de las actividades que son del eje y de ninguna línea.",
        "Otras actividades",
    ),
    "source": Word("Fuente", "Lo que va antes de la fuente de una tabla.", "Fuente:",
                   of_document=True),
    "progress": Word(
        "Frase de avance",
        f"La frase de cierre con el porcentaje. Conserve {PERCENT}: ahí va «del 25%».",
        f"Se tiene un avance {PERCENT} de la meta anual.",
        slot=PERCENT,
        sentence=True,
    ),
    "finished": Word(
        "Frase de meta cumplida",
        "La frase de cierre de una meta que termina en el trimestre y se cumplió.",
        "La meta se cumplió al 100% en este trimestre.",
        sentence=True,
    ),
}  # fmt: skip
DEFAULTS: dict[str, str] = {key: word.default for key, word in WORDS.items()}
# What documents printed before these were words, and what stands for one that came later: what was
# stored before does not hold them.
FIXED: dict[str, str] = {
    "line_number": "N.º",
    "verification": "Medio de verificación",
    "plan_heading": "PROGRAMA DE TRABAJO",
    "tasks_heading": "IMPLEMENTACIÓN Y SEGUIMIENTO",
    "calendar_heading": "CALENDARIZACIÓN DE IMPLEMENTACIÓN",
    "opening_heading": "PRESENTACIÓN",
    "report_heading": f"INFORME DEL {QUARTER} TRIMESTRE",
    "report_title": f"{QUARTER} Informe Trimestral del Desempeño de las Actividades",
    "organism": f"de la {ORGANISM}",
    "report_task": "Tarea",
    "own_activities": "Actividades sin línea de acción",
    "source": "Fuente:",
    "progress": PROGRESS,
    "finished": FINISHED,
}


def resolve(*overrides: Mapping[str, str]) -> dict[str, str]:
    """Return every word; later mappings win over earlier ones, and over the defaults."""
    words = dict(DEFAULTS)
    for mapping in overrides:
        words.update(mapping)
    return words


def complete(words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a snapshot, with those that were fixed when it was stored."""
    return {**FIXED, **words}


def why_not(key: str, text: str) -> str:
    """Return why a text cannot be the word of this key, "" when it can."""
    word = WORDS[key]
    slots = re.findall(r"\{[^}]*\}?|\}", text)
    if slots != ([word.slot] if word.slot else []):
        if word.slot:
            return f"Conserve {word.slot} una vez, sin otras llaves: ahí escribe el sistema."
        return "Quite las llaves { }: en este texto el sistema no escribe nada."
    if word.sentence and not text.rstrip().endswith("."):
        return "Termine la frase con punto."
    return ""
