"""Headings of somebody else's workbook: what each may be of ours, by its words.

A guess is shown to a person who decides; nothing is read by it alone. Plain values in, plain
values out.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from programs.values.typed import plain

# What stands for nothing of ours.
LEFT_OUT = ""
_QUARTERS = (("1er", "1o", "1ro", "primer", "i"), ("2o", "2do", "segundo", "ii"),
             ("3er", "3o", "3ro", "tercer", "iii"), ("4o", "4to", "cuarto", "iv"))  # fmt: skip
_ENOUGH = 0.72  # of 1, of two texts that are the same
# «2o trim» is nearly «1o trim»: a quarter is named by its own words or not at all.
_EXACT = ("q1", "q2", "q3", "q4")

# Words by which institutions call our columns, by the key of the column.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "eje": ("eje", "eje estrategico", "programa", "proyecto", "objetivo especifico", "rubro",
            "eje rector", "prioridad", "estrategia del eje"),
    "number": ("no", "no.", "num", "num.", "numero", "n", "consecutivo", "#", "id"),
    "title": ("linea de accion", "linea", "accion", "acciones", "actividad", "actividades",
              "accion estrategica", "descripcion de la accion", "descripcion"),
    "linea": ("linea de accion", "linea", "accion", "actividad"),
    "area": ("area", "area responsable", "unidad responsable", "responsable",
             "unidad administrativa", "area ejecutora", "responsables"),
    "text": ("meta", "metas", "descripcion de la meta", "tarea", "tareas",
             "subactividad", "texto", "contenido"),
    "quantity": ("cantidad", "cantidad anual", "meta anual", "meta programada", "total",
                 "total anual", "programado anual", "valor de la meta", "meta numerica"),
    "unit": ("unidad", "unidad de medida", "u. de medida", "u.m.", "um", "producto", "entregable"),
    "verification": ("medio de verificacion", "medios de verificacion", "evidencia",
                     "evidencias", "fuente de verificacion"),
    "starts_on": ("inicio", "fecha de inicio", "fecha inicial", "fecha inicio", "desde"),
    "ends_on": ("termino", "fecha de termino", "fin", "fecha final", "fecha fin",
                "fecha de conclusion", "conclusion", "hasta"),
    "objective": ("objetivo", "objetivo general", "objetivo del eje"),
    "strategy": ("estrategia", "estrategias"),
    "responsables": ("areas responsables", "corresponsables", "areas participantes"),
    "goal": ("meta", "meta de la tarea"),
    "expected_result": ("resultado esperado", "resultados esperados", "resultado"),
    "heading": ("titulo", "encabezado", "apartado"),
    "kind": ("tipo", "tipo de meta", "seccion"),
    **{
        f"q{number}": (f"t{number}", f"trim {number}", f"trimestre {number}", f"trim. {number}",
                       *(f"{word} {short}" for word in words
                         for short in ("trimestre", "trim")))
        for number, words in enumerate(_QUARTERS, 1)
    },
}  # fmt: skip


def guessed(written: Sequence[str], columns: Mapping[str, Iterable[str]]) -> list[str]:
    """Return, for each heading as it was written, the key of the column that it may be.

    `columns` are our headings by key; "" is a heading that looks like none. Each column is given
    to one heading only: the one most alike, the first of equals.
    """
    known = {
        key: {_bare(word) for word in (*words, *SYNONYMS.get(key, ()))}
        for key, words in columns.items()
    }
    pairs = sorted(
        (
            (likeness, -place, -rank, key)
            for place, heading in enumerate(written)
            for rank, (key, words) in enumerate(known.items())
            if (likeness := max((_alike(_bare(heading), word) for word in words), default=0))
            >= (1 if key in _EXACT else _ENOUGH)
        ),
        reverse=True,
    )
    found: dict[int, str] = {}
    for _likeness, place, _rank, key in pairs:
        if -place not in found and key not in found.values():
            found[-place] = key
    return [found.get(place, LEFT_OUT) for place in range(len(written))]


def _bare(written: str) -> str:
    """Return the words of a heading to compare, without the stops of what is shortened."""
    return plain(written).replace(".", "")


def _alike(heading: str, word: str) -> float:
    if heading == word:
        return 1.0
    if not heading or min(len(heading), len(word)) < len("meta"):
        return 0.0
    return SequenceMatcher(None, heading, word).ratio()
