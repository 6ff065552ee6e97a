"""The one línea whose title and meta share no word, where those of all others do.

In a table of proyectos each meta counts what its title names ("Limpieza de barrancas", "10
barrancas limpias"); "Reforestación de camellones" beside "800 luminarias sustituidas" is a row that
slipped. What any field counts (informes, sesiones, personas) is never questioned.
Source: UT 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.title_meta import title_meta
from programs.values.wording.fields import differ, field_of
from programs.values.wording.numbers import folded
from programs.values.wording.units import is_general, share_root, speaks_of, stems, unit_of
from programs.values.wording.work_kinds import works_counted
from programs.values.written import Written, WrittenLinea

# So many others show the custom; a single one may always be worded in another way.
_FEWEST = 3
_ROOT = 5  # letters
_COMMON = ("training", "meetings", "media", "papers", "surveys", "inspection", "law", "arts")


def titles_apart(written: Written) -> Iterator[PlacedFinding]:
    """Yield the one línea whose meta counts nothing that its title names, as all others do."""
    told = [linea for linea in written.lineas if linea.title and amounts_in(linea)]
    apart = [linea for linea in told if not _speaks(linea)]
    if len(apart) != 1 or len(told) - 1 < _FEWEST or not _is_odd(apart[0]):
        return
    (linea,) = apart
    if any(title_meta(linea, written.period)):
        return  # said already
    finding = Finding(
        Code.TITLE_META,
        Severity.DOUBT,
        "La meta no cuenta lo que nombra el título, y en las demás líneas sí",
        linea.key,
        quote=linea.meta,
    )
    yield PlacedFinding(finding, linea.key, linea_place(linea))


def _speaks(linea: WrittenLinea) -> bool:
    """Tell whether title and meta have a word of one root."""
    title = stems(folded(linea.title))
    units = [word for amount in amounts_in(linea) for word in stems(folded(amount.unit))]
    return bool({*title} & {*units}) or share_root(title, units, _ROOT)


def _is_odd(linea: WrittenLinea) -> bool:
    """Tell whether a meta is of things of one field alone, which nothing in its title does."""
    title = frozenset(stems(folded(linea.title)))
    for amount in amounts_in(linea):
        unit = unit_of(amount.unit)
        if _is_by_hand(linea.title) and works_counted(amount.unit) == _TAUGHT:
            continue  # "Fumigación de los depósitos" and "40 enlaces de archivo capacitados"
        if not unit.heads or amount.unit.startswith("%") or speaks_of(unit, title):
            return False
        if any(is_general(head) or field_of(head) in _COMMON for head in unit.heads):
            return False
        if not differ(linea.title, amount.unit):
            return False
    return True


def _is_by_hand(title: str) -> bool:
    """Tell whether a title is of work done on things, and names none who learn it."""
    plain = folded(title)
    return bool(_BY_HAND.match(plain)) and not _LEARN.search(plain)


_TAUGHT = frozenset(("training",))
_BY_HAND = re.compile(
    r"\W*(?:fumig|limpi|pod[ao]|pint(?:a|ura)|repara|rehabilit|bache|paviment|restaura[cr]|desazolv|desinfec"
    r"|impermeab|sustitu|instala|recolec|digitali|encuadern|constru|amplia|remodel|reforest|siembra|planta"
    r"|esterili|depura|expurg|mantenimiento\sde|conservacion\sde|equipa|alumbr|colocac|demol|desmont|chape)"
)
_LEARN = re.compile(r"\b(?:capac|form[ae]|curso|taller|ensen|personal|brigad|enlaces|responsables)")
WHOLE = (WholeCheck((Code.TITLE_META,), titles_apart),)
