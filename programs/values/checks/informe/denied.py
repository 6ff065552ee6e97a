"""A closing that denies what its own narrative counts as done.

"Meta prevista para el cuarto trimestre, sin avance", under two supervisiones that were made in this
one. Source: P3 of the phrase grammar, section 2.3 of the domain document.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import Piece, amounts_in, evidence_of
from programs.values.checks.informe.statements import division, every_statement
from programs.values.phrases import number_text
from programs.values.wording.not_due import says_not_due
from programs.values.wording.numbers import folded
from programs.values.wording.percents import percents_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, stems, unit_of
from programs.values.written import Passage, Period, WrittenLinea

# "Sin avance en el periodo", "no registró avance", "no se realizó actividad alguna", "meta sin
# iniciar"
_NOTHING = re.compile(
    r"\b(?:sin|ningun|nulo|no\s+(?:se\s+)?(?:registr\w+|report\w+|present\w+|tuvo|hubo|tiene|logro|hay"
    r"|obtuvo|alcanzo))\s+(?:\w+\s+){0,2}?avances?\b(?!\s+(?:adicional|mayor|signific|respecto|el\s+rest))"
    r"|\b(?:meta|linea|actividad|accion)\s+(?:aun\s+)?(?:sin\s+(?:iniciar|comenzar|inicio|movimiento)"
    r"|no\s+(?:iniciada|comenzada))\b"
    r"|\bno\s+(?:se\s+)?(?:realizo|llevo\s+a\s+cabo|efectuo|ejecuto|hubo|reporto)\s+(?:actividad(?:es)?"
    r"|accion(?:es)?)?\s?(?:alguna|ninguna)\b"
    r"|\bno\s+(?:se\s+)?(?:ha\s+)?(?:inici[oa]d?[oa]?|comenz[oa]d?[oa]?|arranc[oa]d?[oa]?)\b"
    r"|\bno\s+(?:le\s+)?corresponde\s+(?:a\s+este|al|reportar|informar)\b"
)
# Done before its time, or of another one.
OTHER_TIME = re.compile(
    r"\b(?:anticip|adelant|prepar|antes\s+de|previ[oa]s?\b|anterior|pasad[oa]|piloto|ensayo|prueba"
    r"|ejercicio\s+20|extraordinari|fuera\s+de|adicional|no\s+cuent|no\s+se\s+cont|aun\s+no|todavia"
    r"|pendient|proyecto|borrador)"
)
_SHORT = 200  # signs
# Asked for, or to come: "se licitaron veinte viviendas".
_ON_ITS_WAY = re.compile(
    r"\b(?:licit|program|cotiz|convoc|solicit|gestion|identific|tramit|recib|ingres|turn|invit"
    r"|plane|calendariz|contrat|adjudic|anunci|propus|requi)\w*(?:\s\w+){0,2}\s$"
)
_OF = re.compile(r"\b(?:de|para|a)\s$")  # "se cotizó la producción de una cápsula"
# "Sin avance en los talleres": of a part of it.
_PARTLY = re.compile(r"\b(?:rest[ao]n|demas|otr[oa]s?|resto|faltan|complement|siguiente\s+etapa)")


def denied(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a closing tells of nothing done, and the narrative counts things of the meta."""
    amounts = amounts_in(linea)
    if len(amounts) != 1 or not amounts[0].quantity:
        return
    closing = next((each for each in _last_words(linea) if tells_nothing(each.text)), None)
    told = [folded(each.text) for each in linea.prose if not tells_nothing(each.text)]
    if any(each.value for each in every_statement(linea)):
        return
    if closing is None or any(OTHER_TIME.search(text) for text in told):
        return
    year = period.year_starts_on.year if period else None
    done = [
        each.counted.value
        for each in evidence_of(linea, amounts[0].unit, year).of(Fit.STRONG)
        if _is_done_now(each, closing)
    ]
    if not done and (told_one := _named_deed(linea, amounts[0].unit)):
        yield Finding(
            Code.NO_STATEMENT,
            Severity.DOUBT,
            f"El cierre dice que no hubo avance, y la narrativa cuenta lo hecho ({told_one})",
            closing.anchor,
            quote=closing.text,
        )
    if not done:
        return
    most, whole = max(done), amounts[0].quantity
    yield Finding(
        Code.NO_STATEMENT,
        Severity.DOUBT,
        "El cierre dice que no hubo avance, y la narrativa cuenta "
        f"{number_text(most)} ({amounts[0].unit})",
        closing.anchor,
        arithmetic=division(most, whole) if Fraction(most) <= Fraction(whole) else "",
        quote=closing.text,
    )


def _named_deed(linea: WrittenLinea, unit_words: str) -> str:
    """Return the one thing of the meta that a narrative tells as finished, "" for none.

    "En febrero se entregó el manual de Compras": no number, and one thing done.
    """
    heads = unit_of(unit_words).heads
    for passage in linea.prose:
        for found in _FINISHED.finditer(folded(passage.text)):
            noun = found["noun"] or found["first"]
            if set(stems(noun)) & {*heads} and not noun.endswith("s"):
                return str(noun)
    return ""


_VERB = (
    r"(?:se\s)?(?:entreg|termin|conclu|public|imparti|celebr|finaliz|difundi|suscribi|firm)(?:o|yo)"
)
_FINISHED = re.compile(
    rf"\b(?:{_VERB}(?:\s\w+d[oa])?\s(?:el|la|un|una)\s(?P<noun>\w{{4,}})"
    rf"|(?:el|la)\s(?P<first>\w{{4,}})\s{_VERB})\b"
)


def _last_words(linea: WrittenLinea) -> tuple[Passage, ...]:
    """Return what closes a línea, and the short paragraphs that stand last in it."""
    last = [each for each in linea.prose if len(each.text) <= _SHORT][-2:]
    return (*((linea.closing,) if linea.closing else ()), *reversed(last))


def tells_nothing(text: str) -> bool:
    """Tell whether a text says that nothing was done of the meta now."""
    plain = folded(text)
    if any(each.value for each in percents_of(text)) or _PARTLY.search(plain):
        return False
    return says_not_due(text, alone=True) or _NOTHING.search(plain) is not None


def _is_done_now(piece: Piece, closing: Passage) -> bool:
    counted, text = piece.counted, piece.passage.text
    before = folded(text[max(counted.sentence.start, counted.start - 50) : counted.start])
    of_another = _OF.search(before) or _ON_ITS_WAY.search(before)
    return (
        counted.told is Told.DONE
        and counted.value > 0
        and not (counted.base or piece.refers or piece.sums_up or of_another)
        and piece.passage != closing
    )


CHECKS = (LineaCheck((Code.NO_STATEMENT,), denied),)
