"""A título and a meta that speak of different things.

Titles and metas often share no word and are right ("Soporte técnico", mantenimientos). They are
questioned only where neither title nor narrative ever speaks of the meta's unit, and the narrative
counts what the title names. Source: UT 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import Piece, amounts_in, words_told
from programs.values.wording.counted import counted_of
from programs.values.wording.deliverables import is_of_another as names_another
from programs.values.wording.fields import (
    is_of_another,
    is_office,
    made_by,
    share_fields,
    speak_of_two,
)
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, is_wide, of_one_root, speaks_of, stems, unit_of
from programs.values.wording.work_kinds import are_apart, tells_of_title
from programs.values.wording.works import is_work_of, opens_with_work_of, teaches_by, work_unseen
from programs.values.written import Amount, Period, WrittenLinea

# Nouns of a title that everything has, and that are counted beside anything.
_COMMON = frozenset(
    ("area", "persona", "servidor", "ano", "trimestre", "mes", "dia", "hora", "vez", "parte",
     "informacion", "secretaria", "sistema", "ley", "institucion", "organo", 
     "responsable", "integrante", "ente", "municipio", "dependencia", "accion", "actividad",
     "objetivo", "estrategia", "linea", "meta", "programa")
)  # fmt: skip


# What may be written of anything that a title names.
_REPORTS = frozenset(
    ("informe", "reporte", "documento", "memoria", "bitacora", "registro", "alta", "inscripcion")
)


@lru_cache(maxsize=64)
def strays_of(linea: WrittenLinea) -> tuple[Piece, ...]:
    """Return what the narrative counts of a thing that its title names.

    Empty where title or narrative speak of the meta's unit at all.
    """
    amounts = amounts_in(linea)
    if not amounts or not all(each.unit and _has_nouns(each) for each in amounts):
        return ()
    title = frozenset(stems(folded(linea.title)))
    for amount in amounts:
        unit = unit_of(amount.unit)
        if speaks_of(unit, title) or (unit.complement - unit.kinds) & title:
            return ()
        if speaks_of(unit, words_told(linea)):
            return ()
        if teaches_by(linea.title, unit.heads):
            return ()  # "Enseñar a brigadistas": those who came to the cursos
        if is_work_of(linea.title, unit.heads) and opens_with_work_of(
            linea.title, " ".join(words_told(linea))
        ):
            return ()  # "Se auditaron dos fideicomisos" of a meta of auditorías
    named = title - _COMMON
    found: list[Piece] = []
    for passage in linea.prose:
        for each in counted_of(passage.text):
            head = stems(each.noun)[:1]
            done = each.told in (Told.DONE, Told.RECEIVED, Told.BEFORE)
            own = bool(head) and any(of_one_root(head[0], word) for word in named)
            place = _PLACE.search(folded(passage.text[max(0, each.start - 30) : each.start]))
            if done and own and not (each.article or each.base or each.elided or place):
                found.append(Piece(each, Fit.FAINT, passage, refers=False))
    return tuple(found)


# "La siembra se adelantó en dos cañadas": where it was done
_PLACE = re.compile(r"\b(?:en|dentro de|desde|hacia|entre|por)\s(?:l[oa]s\s)?$")


def _has_nouns(amount: Amount) -> bool:
    unit = unit_of(amount.unit)
    reports = all(head in _REPORTS for head in unit.heads)
    return bool(unit.heads) and not (amount.unit.startswith("%") or is_wide(unit) or reports)


def title_meta(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that title and narrative speak of one thing and the meta of another."""
    strays = strays_of(linea)
    if not strays:
        amounts = amounts_in(linea)
        titled = frozenset(stems(folded(linea.title)))
        own = any(is_work_of(linea.title, unit_of(each.unit).heads) for each in amounts)
        named = own or any(speaks_of(unit_of(each.unit), titled) for each in amounts)
        # Fields are compared where no word of the title says it: there are many of them.
        two = (
            not (named or is_office(linea.title) or _does_as_titled(linea))
            and bool(amounts)
            and (
                all(speak_of_two(linea.title, each.unit) for each in amounts)
                or _is_made_elsewhere(linea, amounts)
            )
        )
        doubted = two and not _told_together(linea, amounts)
        if doubted or (
            not own
            and (
                _tells_another_work(linea, amounts)
                or _is_of_two_works(linea, amounts)
                or _names_another(linea, amounts)
            )
        ):
            yield Finding(
                Code.TITLE_META,
                Severity.DOUBT,
                f"El título y la meta hablan de cosas distintas (la meta cuenta {amounts[0].unit})",
                linea.key,
                quote=linea.meta,
            )
        return
    first = strays[0].counted
    counted = first.noun.split()[0]
    yield Finding(
        Code.TITLE_META,
        Severity.DOUBT,
        f"La meta no cuenta lo que cuentan el título y la narrativa ({counted})",
        strays[0].passage.anchor,
        quote=linea.meta,
    )


def _does_as_titled(linea: WrittenLinea) -> bool:
    """Tell whether what the meta says is to be done is of the field of the title.

    "Formar a 120 servidores públicos en materia hacendaria", of "Profesionalización".
    """
    number = next(iter(numbers_of(linea.meta)), None)
    return number is not None and share_fields(linea.title, linea.meta[: number.start])


def _is_made_elsewhere(linea: WrittenLinea, amounts: tuple[Amount, ...]) -> bool:
    """Tell whether the work of the title brings forth what neither meta nor narrative names.

    "Firma de convenios" beside "tres inspecciones" and a narrative of inspecciones alone.
    """
    made = made_by(linea.title)
    said = words_told(linea).union(*(stems(folded(each.unit)) for each in amounts))
    return (
        bool(made)
        and any(True for _ in linea.prose)
        and all(is_of_another(made, each.unit) for each in amounts)
        and not any(of_one_root(made, word) for word in said)
    )


def _tells_another_work(linea: WrittenLinea, amounts: tuple[Amount, ...]) -> bool:
    """Tell whether the narrative counts what the meta does, and nothing of the title's own work."""
    heads = tuple(head for amount in amounts for head in unit_of(amount.unit).heads)
    told = words_told(linea)
    if not heads or not all(head in told for head in heads):
        return False
    texts = (*(passage.text for passage in linea.prose), *(each.unit for each in amounts))
    return work_unseen(linea.title, heads, "\n".join(texts))


def _is_of_two_works(linea: WrittenLinea, amounts: tuple[Amount, ...]) -> bool:
    """Tell whether title and meta are of two kinds of work, and the narrative joins them nowhere.

    A row of a table has no narrative; one that tells of neither may be of both.
    """
    if not amounts or not all(are_apart(linea.title, each.unit) for each in amounts):
        return False
    texts = [passage.words for passage in linea.passages]
    if not texts:
        return True
    told = words_told(linea).union(*(stems(folded(text)) for text in texts))
    heads = [unit_of(each.unit).heads for each in amounts]
    if not all(any(head in told for head in own) for own in heads):
        return False
    return not tells_of_title(linea.title, "\n".join(texts)) and not _told_together(linea, amounts)


def _names_another(linea: WrittenLinea, amounts: tuple[Amount, ...]) -> bool:
    """Tell whether the narrative and the meta never name what the title itself brings forth."""
    told = [passage.words for passage in linea.passages]
    if not amounts:
        return False
    units = tuple(each.unit for each in amounts)
    return names_another(linea.title, units, "\n".join((linea.meta, *units, *told)))


def _told_together(linea: WrittenLinea, amounts: tuple[Amount, ...]) -> bool:
    """Tell whether a paragraph joins what the title names with what the meta counts.

    "El seminario se cursó en dos grupos", of a título "Seminario" and a meta of grupos.
    """
    title = _BODY.sub("", folded(linea.title))
    named = {word for word in stems(title) if len(word) > 3} - _COMMON
    heads = {head for amount in amounts for head in unit_of(amount.unit).heads} - named
    for passage in linea.prose:
        words = frozenset(stems(folded(passage.text)))
        if heads & words and (named & words or opens_with_work_of(linea.title, passage.text)):
            return True
    return False


# "El parque vehicular de la Secretaría de Obras": whose it is
_BODY = re.compile(
    r"\sdel?\s(?:la\s|los\s|las\s|el\s)?(?:secretaria|instituto|direccion|comision|consejo|fiscalia|unidad"
    r"|universidad|ayuntamiento|municipio|contraloria|tribunal|congreso|junta|oficialia|coordinacion)\b.*$"
)
CHECKS = (LineaCheck((Code.TITLE_META,), title_meta),)
