"""The pictures of an informe by their files: one shown twice, and one of another quarter."""

from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import linea_place
from programs.values.checks.side import Side
from programs.values.phrases import long_date
from programs.values.written import Passage, Period, Written, WrittenLinea

SHORT = 16


def pictures_dated(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each group with a picture whose file says that it was taken outside the quarter.

    The clock of a camera may be wrong: it is an aviso.
    """
    for group in _groups(linea) if period else ():
        for file in group.files:
            day = file.taken_on
            if day and period and not period.starts_on <= day <= period.ends_on:
                yield Finding(
                    Code.PICTURE_DATE,
                    Severity.DOUBT,
                    f"Una foto se tomó el {long_date(day)}, fuera del trimestre",
                    group.anchor,
                )
                break


def pictures_twice(written: Written) -> Iterator[PlacedFinding]:
    """Yield each línea with a picture that an earlier línea shows too: the same bytes."""
    first: dict[str, WrittenLinea] = {}
    for linea in written.lineas:
        told: set[str] = set()
        for group in _groups(linea):
            for file in group.files:
                before = first.setdefault(file.sha256, linea)
                if before is linea or before.key in told:
                    continue
                told.add(before.key)
                place = linea_place(before)
                yield PlacedFinding(
                    Finding(
                        Code.PICTURE_TWICE,
                        Severity.DOUBT,
                        f"Muestra la misma foto que {place}",
                        group.anchor,
                    ),
                    linea.key,
                    linea_place(linea),
                    (file.sha256[:SHORT],),
                    (Side(before.key, place),),
                )


def _groups(linea: WrittenLinea) -> Iterator[Passage]:
    return (passage for passage in linea.passages if passage.files)
