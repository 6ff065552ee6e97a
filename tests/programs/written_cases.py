"""Short informes for the tests of the checks that read words, made without any reader of files."""

import re
from datetime import date
from decimal import Decimal

from programs.values.written import (
    Amount,
    Passage,
    PassageKind,
    Period,
    Written,
    WrittenArea,
    WrittenLinea,
)

FIRST = Period(date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1), date(2024, 12, 31))


def written_passages(key: str, texts) -> tuple[Passage, ...]:
    """Return passages: a tuple of rows is a table, "- …" an item, "Imagen 3. …" a caption."""
    made = []
    for place, text in enumerate(texts, start=1):
        own = f"{key}-{place}"
        if not isinstance(text, str):
            rows = tuple(tuple(row) for row in text)
            made.append(Passage(own, own, PassageKind.TABLE, "", rows, 1))
        elif re.match(r"(Im[aá]gen(es)?|Fotograf[ií]as?|Tablas?) \d", text):
            made.append(Passage(own, own, PassageKind.CAPTION, text))
        elif text.startswith("- "):
            made.append(Passage(own, own, PassageKind.ITEM, text[2:]))
        else:
            made.append(Passage(own, own, PassageKind.TEXT, text))
    return tuple(made)


def written_linea(
    *texts,
    meta: str = "",
    amounts=(),
    closing: str = "",
    number: str = "1",
    title: str = "Realizar actividades",
    area: str = "Dirección de Pruebas",
    key: str = "linea-1",
    starts_on: date | None = None,
    ends_on: date | None = None,
    reported=(),
) -> WrittenLinea:
    """Return a línea; `amounts` are pairs of a number and its unit."""
    return WrittenLinea(
        key=key,
        area=area,
        number=number,
        title=title,
        meta=meta,
        amounts=tuple(
            Amount(None if quantity is None else Decimal(quantity), unit)
            for quantity, unit in amounts
        ),
        starts_on=starts_on,
        ends_on=ends_on,
        passages=written_passages(key, texts),
        closing=Passage(f"{key}-cierre", "cierre", PassageKind.TEXT, closing) if closing else None,
        reported=tuple(None if each is None else Decimal(each) for each in reported),
    )


def written_informe(*lineas: WrittenLinea, sections=(), period=FIRST, **kwargs) -> Written:
    """Return an informe of these líneas, in their áreas."""
    names = list(dict.fromkeys(linea.area for linea in lineas))
    return Written(
        title="Informe trimestral",
        period=period,
        contents=kwargs.get("contents", ()),
        sections=tuple(sections),
        areas=tuple(
            WrittenArea(f"area-{n}", name, (), tuple(x for x in lineas if x.area == name))
            for n, name in enumerate(names, start=1)
        ),
        headings=kwargs.get("headings", ()),
    )
