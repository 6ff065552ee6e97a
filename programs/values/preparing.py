"""The seven steps that make an institution ready, in order, each told by what stands in the data.

A step is one entry of `STEPS`: its page, the bar, Inicio and the order follow from the entry.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Facts:
    """What an institution has, as far as the steps ask.

    `reviewer` and `capturer`: an active person who reviews, and one who captures for an área.
    """

    governing_body: bool
    own_emblem: bool
    own_words: bool
    areas: bool
    reviewer: bool
    capturer: bool
    days_off: bool
    own_deadlines: bool
    programa: bool


@dataclass(frozen=True)
class Step:
    """One step: the end of its address, its name, what it is for, and what it prints.

    `is_done` tells whether the data alone show it done. `by_sight`: what stands there already may
    be right as it is, so that who saw it can say so; it is then done too.
    """

    key: str
    title: str
    purpose: str
    prints: str
    is_done: Callable[[Facts], bool]
    by_sight: bool = False


STEPS: tuple[Step, ...] = (
    Step(
        "nombres",
        "Nombres y emblema",
        "Dice cómo se llama la institución, qué órgano recibe sus informes y con qué color.",
        "La portada y el encabezado de los dos documentos, y la cabecera de estas páginas.",
        lambda facts: facts.governing_body and facts.own_emblem,
        by_sight=True,
    ),
    Step(
        "palabras",
        "Palabras impresas",
        "Cada institución llama distinto a lo mismo: eje, rubro u objetivo. Elija las suyas.",
        "Los títulos, las columnas y las frases de cierre de los dos documentos.",
        lambda facts: facts.own_words,
        by_sight=True,
    ),
    Step(
        "areas",
        "Áreas",
        "Las áreas responden por las líneas y reportan cada mes y cada trimestre.",
        "Quién responde por cada eje, y el organigrama.",
        lambda facts: facts.areas,
    ),
    Step(
        "personas",
        "Personas",
        "Cada persona entra con su cuenta. Hacen falta quien captura por un área y quien revisa.",
        "Nada: firman los documentos quienes usted nombre para eso.",
        lambda facts: facts.reviewer and facts.capturer,
    ),
    Step(
        "dias",
        "Días inhábiles",
        "Los plazos se cuentan en días hábiles y saltan estos días.",
        "Nada: mueven las fechas límite y los avisos.",
        lambda facts: facts.days_off,
        by_sight=True,
    ),
    Step(
        "plazos",
        "Plazos y semáforo",
        "Dice cuándo vence lo que se reporta, a quién se avisa y qué avance va en verde.",
        "El semáforo del tablero y del resumen ejecutivo del informe.",
        lambda facts: facts.own_deadlines,
        by_sight=True,
    ),
    Step(
        "programa",
        "Programa",
        "Crea el ejercicio. Después vienen sus ejes, líneas, metas y tareas.",
        "El título y el año de los dos documentos.",
        lambda facts: facts.programa,
    ),
)
BY_KEY: dict[str, Step] = {step.key: step for step in STEPS}


def done_keys(facts: Facts, seen: Collection[str]) -> frozenset[str]:
    """Return the keys of the steps that are done: by the data, or because somebody said so."""
    return frozenset(
        step.key for step in STEPS if step.is_done(facts) or (step.by_sight and step.key in seen)
    )


def steps_text(seen: Collection[str]) -> str:
    """Return the steps that somebody said are right, in words and in their order."""
    return "; ".join(step.title for step in STEPS if step.key in seen)


def validate_seen(value: object) -> None:
    """Refuse what is no list of keys of steps that can be done by sight, each once."""
    known = {step.key for step in STEPS if step.by_sight}
    if not isinstance(value, list) or not all(key in known for key in value):
        raise ValidationError(f"Elija entre estos pasos: {', '.join(sorted(known))}.")
    if len(set(value)) < len(value):
        raise ValidationError("Cada paso se elige una vez.")
