"""What a meta promises by one means and was done by another: printed, or face to face.

"Doce talleres presenciales" and three "por videoconferencia"; "gacetas impresas" that only a page
of the network has. Source: Archivo 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.kinds import other_kind, sentence_with
from programs.values.checks.informe.statements import statements_of
from programs.values.wording.numbers import folded
from programs.values.wording.units import unit_of
from programs.values.written import Period, WrittenLinea


class Means(NamedTuple):
    """The kind of a unit that promises it, how another one is told, and what tells its own."""

    promised: str
    other: re.Pattern[str]
    own: re.Pattern[str]


_MEANS = (
    Means(
        "presencial",
        re.compile(
            r"\bvideo(?:conferencia|llamada)s?\b|\ben linea\b|\bvirtual(?:es)?\b|\bweb\b"
            r"|\bwebinar|\btelefonic[oa]s?\b|\bpor telefono\b|\ba distancia\b"
        ),
        re.compile(r"\bpresencial|\baulas?\b|\bauditorio|\bsalon|\bsala\b|\ben persona\b|\bhibrid"),
    ),
    Means(
        "impreso",
        re.compile(
            r"\b(?:pagina|sitio|portal)\s(?:electronic|web|de\sinternet|institucional|oficial)\w*"
            r"|\ben\slinea\b|\bdigital(?:es)?\b|\bdescargas?\b|\bpdf\b|\bcorreo\selectronico\b"
            r"|\bredes\ssociales\b"
        ),
        re.compile(r"\b(?:impri|impres|tiraje|tiro\sde|imprenta|ejemplares|reparti|encuadern)"),
    ),
)


def other_means(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that all that is told was done by another means than the meta promises."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1:
        return
    kinds = unit_of(amounts[0].unit).kinds
    for means in _MEANS:
        told = [each for each in linea.prose if means.promised in kinds and _in(means, each.text)]
        every = folded(" ".join(passage.words for passage in linea.passages)) if told else ""
        if told and not means.own.search(every) and not any(other_kind(linea, period)):
            word = _in(means, told[0].text)
            yield Finding(
                Code.OTHER_KIND,
                Severity.DOUBT,
                f"La meta es de {amounts[0].said}, y lo informado se hizo por otro medio ({word})",
                told[0].anchor,
                quote=sentence_with(told[0].text, word),
            )


def _in(means: Means, text: str) -> str:
    """Return the words of a text that tell another means, "" for none."""
    found = means.other.search(folded(text))
    return found[0] if found else ""


CHECKS = (LineaCheck((Code.OTHER_KIND,), other_means),)
