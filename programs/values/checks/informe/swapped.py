"""A meta that is another línea's matter: "Sensibilización en igualdad" that counts expedientes.

Told only where the title of that other línea names what is counted, this one's title and narrative
never do, and what its narrative counts is of another field of work.
"""

from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.evidence import amounts_in
from programs.values.wording.counted import counted_of
from programs.values.wording.fields import field_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import is_anything, speaks_of, stems, unit_of
from programs.values.written import Written, WrittenLinea

_MOST = 400  # líneas; each is compared with those whose title has its word


def swapped_metas(written: Written) -> Iterator[PlacedFinding]:
    """Yield each línea whose meta counts what only another línea is about."""
    lineas = list(written.lineas)[:_MOST]
    titles = [frozenset(stems(folded(linea.title))) for linea in lineas]
    for place, linea in enumerate(lineas):
        head = _stray_head(linea, titles[place])
        if not head or not any(
            head in title and _counts(lineas[other], head)
            for other, title in enumerate(titles)
            if other != place
        ):
            continue
        unit = amounts_in(linea)[0].unit
        finding = Finding(
            Code.TITLE_META,
            Severity.DOUBT,
            f"La meta cuenta {unit}, de lo que habla otra línea y no esta",
            linea.key,
            quote=linea.meta,
        )
        yield PlacedFinding(finding, linea.key, linea_place(linea))


def _stray_head(linea: WrittenLinea, title: frozenset[str]) -> str:
    """Return the noun of a meta of which its línea never speaks, "" where it cannot be told."""
    amounts = amounts_in(linea)
    if len(amounts) != 1:
        return ""
    unit = unit_of(amounts[0].unit)
    if len(unit.heads) != 1 or is_anything(unit.heads[0]):
        return ""
    texts = [passage.text for passage in linea.prose]
    said = title | frozenset(word for text in texts for word in stems(folded(text)))
    field = field_of(unit.heads[0])
    if field in ("", "papers") or speaks_of(unit, said) or unit.complement & title:
        return ""
    told = [each for text in texts for each in counted_of(text) if each.told is Told.DONE]
    first = next((stems(each.noun)[:1] for each in told if each.noun), ())
    other = field_of(first[0]) if first else ""
    return unit.heads[0] if other and other != field else ""


def _counts(linea: WrittenLinea, head: str) -> bool:
    """Tell whether the meta of a línea counts a noun."""
    return any(head in unit_of(each.unit).heads for each in amounts_in(linea))


CHECKS = (WholeCheck((Code.TITLE_META,), swapped_metas),)
