"""How many things a narrative tells as done where others of them are told as not done, by name.

"Impresas están la de obra y la de compras; la de denuncia no alcanzó a elaborarse" are two of
three. Source: the closings of section 2.3 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.informe.backing import THE_ONE, enumerated
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.wording.units import Fit, Unit, fit_of, stems
from programs.values.written import WrittenLinea

# Where one clause ends and the next begins.
_CLAUSE = re.compile(
    r";\s|,\s(?:pero|aunque|mientras(?:\sque)?|en\stanto(?:\sque)?|y\s(?=l[oa]s?\s(?:de|del|otr|rest)\b))\s?"
)
UNDONE = re.compile(
    r"\b(?:no|sin)\s(?:se\s)?(?:ha(?:n|bian?)?\s|fue(?:ron)?\s|pud\w+\s|logr\w+\s|lleg\w+\sa\s|alcanz\w+\sa\s)?\w{3,}"
    r"|\b(?:queda(?:n|ron)?|sigue[n]?|continuan?|permanecen?|estan?|se\sencuentran?|se\shallan?)\b[^.;]{0,30}?"
    r"\b(?:pendientes?|por\s\w{3,}[aei]r|en\s(?:captura|proceso|elaboracion|redaccion|revision|tramite|curso"
    r"|borrador|diseno|imprenta|licitacion|obra|espera|construccion|integracion)|detenid\w+|inconclus\w+|sin\s\w+)"
    r"|\bqued(?:o|a|an|aron)\s(?:para|por\s\w+[aei]r|pendient)"
    r"|\b(?:falta[n]?|faltaron|restan?|se\s(?:aplaz|difiri|difier|pospus|reprogram|cancel|suspend)\w+"
    r"|se\sdej(?:o|aron)\spara|pas(?:o|aron|an)\s(?:al?|para)|verant?\sla\sluz|esperan?\s(?:a\s)?(?:que|su|turno|la|el|respuesta))\b"
)


# "Los otros seis se harán de abril en adelante"
_TO_COME = re.compile(r"\b(?:se\s\w{2,}rán|serán|\w{3,}rán)\b")
# "De ellos, tres no se publicaron": some of those that are done
_SOME_OF = re.compile(r"\W*(?:de|entre)\s(?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s\scuales|dich[oa]s)\b")


def done_beside_left(linea: WrittenLinea, unit: Unit, whole: Decimal) -> Decimal | None:
    """Return how many are told as done, where those told as not done make up the whole."""
    done: set[Decimal] = set()
    left: set[Decimal] = set()
    for passage in linea.prose:
        for span in sentences_of(passage.text):
            for clause in _clauses(passage.text[span.start : span.end]):
                if _SOME_OF.match(folded(clause)):
                    continue
                sizes = {each for each in _sizes(clause, unit) if 0 < each < whole}
                undone = UNDONE.search(folded(clause)) or _TO_COME.search(clause)
                (left if undone else done).update(sizes)
                if not undone:  # of whatever the work is done on
                    done.update(each.value for each in counted_of(clause) if not each.base)
    for each in sorted(done, reverse=True):
        if whole - each in left and whole not in done:
            return each
    return None


def none_done(linea: WrittenLinea, unit: Unit) -> bool:
    """Tell whether a narrative says that none was made: "ninguno de los estudios se hizo"."""
    for passage in linea.prose:
        for found in _NONE.finditer(folded(passage.text)):
            if {*unit.heads} & {*stems(found["what"])}:
                return True
    return False


_MADE = (
    r"(?:elabor|realiz|conclu|entreg|public|celebr|impart|efectu|llev|termin|hac|hizo|hicier|emit|firm"
    r"|suscri|practic|inici|instal|imprim|aplic)"
)
_NONE = re.compile(
    rf"\bningun[oa]?\s(?:de\s(?:l[oa]s|est[oa]s)\s)?(?P<what>\w+)[^.,;:]{{0,30}}?\s(?:se\s(?:\w+\s)?{_MADE}\w*"
    rf"|(?:pudo|logro|alcanzo\sa)\s(?:ser\s)?{_MADE}\w*|fue\s{_MADE}\w*|lleg\w+\sa\s{_MADE}\w*)"
)


def _clauses(sentence: str) -> Iterator[str]:
    start = 0
    plain = folded(sentence)
    for cut in _CLAUSE.finditer(plain):
        yield sentence[start : cut.start()]
        start = cut.end()
    yield sentence[start:]


def _sizes(clause: str, unit: Unit) -> Iterator[Decimal]:
    """Yield how many things of the unit a clause may tell: by a number, a list, or one by one."""
    plain = folded(clause)
    for each in counted_of(clause):
        if not each.base and (each.elided or fit_of(unit, each.noun) >= Fit.SOFT):
            yield each.value
    yield from (Decimal(size) for size in enumerated(clause, plain, frozenset(unit.heads)))
    yield Decimal(len(THE_ONE.findall(plain)))
