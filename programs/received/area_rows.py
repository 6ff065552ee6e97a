"""Áreas as people paste them: a column of names, or name, clave, tipo and on which they depend."""

import re
from dataclasses import dataclass

from programs.enums import AreaKind
from programs.received.pasted import (
    PastedCells,
    PastedRow,
    PasteProblem,
    columns_of,
    pasted_rows,
    refuse_formula,
)
from programs.values.typed import plain

# What the columns of the table hold.
MAX_NAME, MAX_CODE = 200, 20
NAME, CODE, KIND, PARENT = "name", "code", "kind", "parent"
HEADINGS = {
    NAME: ("nombre", "área", "áreas", "nombre del área", "unidad administrativa", "denominación"),
    CODE: ("clave", "código", "clave del área", "no.", "núm.", "número"),
    KIND: ("tipo", "nivel"),
    PARENT: ("depende de", "área superior", "superior", "adscripción"),
}
_CODE = re.compile(r"[A-Za-z0-9_-]+")
# A first column of such cells is one of claves: short, in one word, with a figure.
_LOOKS_LIKE_CODE = re.compile(r"(?=\S*\d)\S{1,8}")
_KINDS = {plain(label): kind.value for kind in AreaKind for label in (kind.label, kind.value)}


@dataclass(frozen=True)
class AreaRow:
    """An área of a paste as its row says it: `code`, `kind` and `parent` are "" where it does not.

    `depth` is larger for a row that is indented below another.
    """

    number: int
    name: str
    code: str
    kind: str
    parent: str
    depth: int


def read_areas(text: str) -> tuple[list[AreaRow], list[tuple[int, str]]]:
    """Return the áreas of a paste, and the (number, sentence) of rows that cannot be used.

    Raises `PasteProblem` for what is no paste of rows.
    """
    rows = pasted_rows(text)
    order = (CODE, NAME, KIND, PARENT) if _begins_with_codes(rows) else (NAME, CODE, KIND, PARENT)
    found, problems = [], []
    for cells in columns_of(rows, HEADINGS, order):
        try:
            found.append(_area(cells))
        except PasteProblem as problem:
            problems.append((cells.number, str(problem)))
    return found, problems


def _begins_with_codes(rows: list[PastedRow]) -> bool:
    return all(
        len(row.cells) > 1
        and _LOOKS_LIKE_CODE.fullmatch(row.cells[0])
        and len(row.cells[1]) > len(row.cells[0])
        for row in rows
    )


def _area(row: PastedCells) -> AreaRow:
    name, code, kind = row.get(NAME), row.get(CODE), row.get(KIND)
    if not name:
        raise PasteProblem("Falta el nombre del área. Escríbalo en su columna.")
    for cell, what in ((name, "El nombre"), (code, "La clave"), (row.get(PARENT), "«Depende de»")):
        refuse_formula(cell, what)
    if len(name) > MAX_NAME:
        raise PasteProblem(f"El nombre lleva hasta {MAX_NAME} letras, y tiene {len(name)}.")
    if code and not (_CODE.fullmatch(code) and len(code) <= MAX_CODE):
        raise PasteProblem(
            f"La clave «{code[:40]}» no sirve: lleva hasta {MAX_CODE} letras sin acento, cifras o "
            "guiones, sin espacios."
        )
    if kind and plain(kind) not in _KINDS:
        options = ", ".join(AreaKind.labels)
        raise PasteProblem(f"«{kind[:40]}» no es un tipo. Escriba uno de estos: {options}.")
    return AreaRow(
        number=row.number,
        name=name,
        code=code,
        kind=_KINDS.get(plain(kind), ""),
        parent=row.get(PARENT),
        depth=row.depth,
    )
