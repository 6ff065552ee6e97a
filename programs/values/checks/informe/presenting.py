"""Which parts of an informe present it or an área of it, and what of their figures differs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.places import opening_place
from programs.values.checks.side import Side
from programs.values.wording.figures import Figure, figures_of
from programs.values.wording.numbers import NumberMention, folded
from programs.values.written import Passage, PassageKind, Period, Written, WrittenSection

NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)
PRESENTS = re.compile(
    r"\b(?:presentacion|introduccion|resumen|mensaje|panorama|sintesis|balance|palabras|carta|"
    r"exordio|destacad[oa]s?|en\s+breve|datos\s+(?:relevantes|clave)|(?:en|principales)\s+cifras"
    r"|(?:cifras|numeros)\s+(?:relevantes|principales|clave|generales|del\s(?:trimestre|periodo))"
    r"|principales\s+(?:resultados|logros)|bienvenida|(?:de|en)\sun\svistazo|puntos\sclave"
    r"|(?:lo|datos)\s(?:mas\s)?(?:importantes?|relevantes?|sobresalientes?|esencial)"
    r"|en\spocas\spalabras)\b"
)


def presenting(written: Written) -> list[WrittenSection]:
    """Return the sections that present the informe or an área of it."""
    front = written.sections[:1] if any(area.lineas for area in written.areas) else ()
    # What stands under the name of an área, above its líneas, presents it.
    above = [
        WrittenSection(area.key, "", area.name, area.name, area.opening)
        for area in written.areas
        if area.name and area.lineas and any(each.kind in NARRATIVE for each in area.opening)
    ]
    return [
        *(
            each
            for each in written.sections
            if each.area or presents(each) or (each in front and not each.heading)
        ),
        *above,
    ]


def presents(section: WrittenSection) -> bool:
    """Tell whether a section presents the informe, by its heading."""
    return bool(PRESENTS.search(folded(section.heading)))


def section_figures(section: WrittenSection, period: Period | None) -> list[tuple[Passage, Figure]]:
    """Return the figures of the prose of a section, each with its passage."""
    return [
        (passage, figure)
        for passage in section.passages
        if passage.kind in NARRATIVE
        for figure in figures_of(passage.text, period)
        if not _is_had(passage.text, figure)
    ]


def table_figures(section: WrittenSection, period: Period | None) -> list[tuple[Passage, Figure]]:
    """Return the figures of the tables of a section that tell what was done, each with its row.

    "Asunto | Cifra del trimestre" above "Pozos inspeccionados | 36".
    """
    rows = [
        replace(passage, kind=PassageKind.ITEM, text=f"{row[0].strip()}: {row[1].strip()}", rows=())
        for passage in section.passages
        if passage.kind is PassageKind.TABLE and passage.rows and _tells_done(passage.rows[0])
        for row in passage.rows[1:_MOST_ROWS]
        if len(row) == 2 and not _DUE.search(folded(row[0]))
    ]
    return [(row, figure) for row in rows for figure in figures_of(row.text, period)]


def _tells_done(head: Sequence[str]) -> bool:
    """Tell whether a table has two columns, the second of what was done in the quarter."""
    plain = folded(head[1]) if len(head) == 2 else ""
    return bool(_OF_DONE.search(plain)) and not _DUE.search(plain)


_MOST_ROWS = 40
_OF_DONE = re.compile(
    r"\b(?:cifras?|resultados?|cantidad|total|numero|valor|realizad|logrado|hecho|alcanzado"
    r"|trimestre|(?:de )?enero (?:a|-) [a-z]{4,10}$)"
)
_DUE = re.compile(
    r"\b(?:meta|program|comprometid|pendient|falta|anual|ano\b|acumulad|anterior|%|porcent|por\s)"
)
# "El Instituto cuenta con 14 oficinas": what there is, and nothing done.
_HAS = re.compile(
    r"\b(?:cuenta|cuentan|opera|operan|dispone|disponen)\s(?:actualmente\s)?(?:con|de)\s$"
    r"|\b(?:tiene|tienen|posee|existen|(?:esta|estan)\s(?:integrad|conformad)[oa]s?\spor)\s$"
)
_BY_DEED = re.compile(r"\b[a-z]{3,}[aiu]?[dt][oa]s\b")


def _is_had(text: str, figure: Figure) -> bool:
    """Tell whether a figure is of what the institution has: nothing tells what was done to it."""
    plain = folded(text[max(0, figure.start - 60) : figure.start])
    behind = folded(text[figure.start : figure.end + 30])
    return bool(_HAS.search(plain)) and not _BY_DEED.search(behind)


def told_apart(
    section: WrittenSection,
    passage: Passage,
    figure: Figure | NumberMention,
    side: Side,
    value: Decimal,
) -> PlacedFinding:
    """Return that a part which presents tells a figure of which a línea or área tells another."""
    here = passage.text[figure.start : figure.end]
    finding = Finding(
        Code.OPENING_FIGURE,
        Severity.DOUBT,
        f"La presentación dice «{here}», y {side.name} dice {value:,f}",
        passage.anchor,
        arithmetic=f"{figure.value:,f} ≠ {value:,f}",
        quote=here,
    )
    return PlacedFinding(finding, section.key, opening_place(section), (), (side,))
