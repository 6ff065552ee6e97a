"""What people are told: the table of the kinds of notice, and what a person has open.

A new kind is a code of `NoticeKind` and an entry of `NOTICES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from programs.enums import NoticeKind
from programs.models import EntregaDeArea, Notice, Trimestre, User
from programs.staff import people_of_area, people_who_capture, people_who_review

# A notice is about a quarter as a whole, or about what one área hands in of it.
Subject = Trimestre | EntregaDeArea
# The only act on which a notice ends that the ledger does not record.
MONTH_CONFIRM = "month_confirm"


@dataclass(frozen=True)
class Rule:
    """What a kind of notice says, to whom, and until when.

    `text` takes {number} and {year}, {area} where it is about an área, and what its writer adds.
    `people` tells whom, given its subject, which is always a quarter or always what an área hands
    in; None for a deadline, whose people and address depend on what is owed
    (`services.vencimientos`). `page` is the name of the address it leads to. `asks` tells that
    something is to be done: what only tells is done once it is seen. `ended_by` are the acts that
    fulfil it or make it untrue. The e-mail of what is told `at_once` follows its act, the others
    wait for `send_notices`; what is not `mailed` is read in Avisos only. The subject of an e-mail
    names what has the most `urgency`.
    """

    text: str
    people: Callable[[Any], QuerySet[User]] | None = None
    page: str = ""
    asks: bool = True
    ended_by: frozenset[str] = frozenset()
    at_once: bool = True
    mailed: bool = True
    urgency: int = 1


def _capturers(trimestre: Trimestre) -> QuerySet[User]:
    return people_who_capture(trimestre.programa.institucion)


def _area(entrega: EntregaDeArea) -> QuerySet[User]:
    return people_of_area(entrega.area)


def _reviewers(entrega: EntregaDeArea) -> QuerySet[User]:
    """Those who review, but not who submitted it themselves."""
    people = people_who_review(entrega.trimestre.programa.institucion)
    author = entrega.submitted_by_id
    return people if author is None else people.exclude(pk=author)


REVIEWED = frozenset({"entrega_return", "entrega_validate", "trimestre_close"})
PAID = frozenset({"entrega_submit", MONTH_CONFIRM, "trimestre_close"})
PLAN_ENDS = frozenset({"programa_draft", "programa_approve"})
# A new deadline takes the word out of what was said of the old one.
NEW_DATE = frozenset({"trimestre_move", "entrega_extend"})

NOTICES: dict[NoticeKind, Rule] = {
    NoticeKind.OPENED: Rule(
        "Se abrió el {quarter}. Vence el {due}.",
        people=_capturers,
        page="trimestre_detail",
        asks=False,
        ended_by=frozenset({"trimestre_close", "trimestre_move"}),
        urgency=2,
    ),
    NoticeKind.REOPENED: Rule(
        "Se reabrió el {quarter}: {reason}",
        people=_capturers,
        page="trimestre_detail",
        asks=False,
        ended_by=frozenset({"trimestre_close"}),
        urgency=3,
    ),
    NoticeKind.MOVED: Rule(
        "Cambió la fecha límite del {quarter}. Ahora vence el {due}.",
        people=_capturers,
        page="trimestre_detail",
        asks=False,
        ended_by=frozenset({"trimestre_close", "trimestre_move"}),
        urgency=3,
    ),
    NoticeKind.EXTENDED: Rule(
        "{area} tiene prórroga en el {quarter}. Vence el {due}.",
        people=_area,
        page="entrega_review",
        asks=False,
        ended_by=frozenset({"trimestre_close", "entrega_submit", "entrega_extend"}),
        urgency=3,
    ),
    NoticeKind.SUBMITTED: Rule(
        "{area} envió el {quarter}. Revíselo.",
        people=_reviewers,
        page="revision_detail",
        ended_by=REVIEWED | {"entrega_withdraw"},
        urgency=4,
    ),
    NoticeKind.RETURNED: Rule(
        "Le devolvieron el {quarter} con observaciones. Corrija y envíe a más tardar el {due}.",
        people=_area,
        page="entrega_review",
        ended_by=frozenset({"entrega_submit", "trimestre_close"}),
        urgency=6,
    ),
    NoticeKind.ANSWERED: Rule(
        "{area} atendió sus observaciones del {quarter}.",
        people=_reviewers,
        page="revision_detail",
        ended_by=REVIEWED,
        urgency=4,
    ),
    NoticeKind.VALIDATED: Rule(
        "Se validó el {quarter} de {area}.",
        people=_area,
        page="entrega_review",
        asks=False,
    ),
    NoticeKind.DUE: Rule(
        "{owed}. Vence el {due}.", ended_by=PAID | NEW_DATE, at_once=False, urgency=5
    ),
    NoticeKind.LATE: Rule(
        "{owed}. Venció el {due}.", ended_by=PAID | NEW_DATE, at_once=False, urgency=7
    ),
    NoticeKind.ESCALATED: Rule(
        "Sigue con atraso. {owed}. Venció el {due}.",
        ended_by=PAID | NEW_DATE,
        at_once=False,
        urgency=9,
    ),
    NoticeKind.REMINDED: Rule(
        "{by} le recuerda: {owed}. Venció el {due}.", ended_by=PAID | NEW_DATE, urgency=8
    ),
    NoticeKind.CLOSED: Rule(
        "Se cerró el {quarter}.",
        people=_capturers,
        page="trimestre_detail",
        asks=False,
        ended_by=frozenset({"trimestre_reopen"}),
    ),
    # Of a plan and not of a quarter: `services.revision_plan` says whom they tell.
    NoticeKind.PLAN_REVIEW: Rule(
        "El plan {exercise} está en revisión. Observe lo que haya que corregir.",
        page="revision_plan",
        ended_by=PLAN_ENDS,
        urgency=4,
    ),
    NoticeKind.PLAN_OBSERVED: Rule(
        "{by} observó el plan {exercise}. Atienda sus observaciones.",
        page="revision_plan",
        ended_by=PLAN_ENDS,
        urgency=4,
    ),
    NoticeKind.PLAN_ANSWERED: Rule(
        "Se atendieron sus observaciones al plan {exercise}.",
        page="revision_plan",
        ended_by=PLAN_ENDS,
        urgency=3,
    ),
    # Of a person and not of a quarter: `services.people` says whom it tells.
    NoticeKind.FUNCTION: Rule("{by} cambió sus funciones el {day}. {what}", asks=False, urgency=3),
    # Superusers, and then who asked: `services.pedidas` says whom it tells and ends it.
    NoticeKind.FUNCTION_ASK: Rule("{by} pide una función para {who}: {what}.", urgency=4),
    NoticeKind.FUNCTION_END: Rule("{by} {did} la función de {who}: {what}.", asks=False),
    # The person whose way in changed: `services.people` says whom it tells.
    NoticeKind.SECURITY: Rule("{what}", page="security", asks=False, urgency=5),
    # Who asked for it: `reports` says what became of it, and ends it when it is opened.
    NoticeKind.DOCUMENT: Rule("{what}", asks=False, at_once=False, mailed=False),
}
# How long Inicio and a refusal say who changed the functions of a person.
FUNCTION_TOLD_FOR = timedelta(days=30)
TELLING = tuple(kind for kind, rule in NOTICES.items() if not rule.asks)
MAILED = tuple(kind for kind, rule in NOTICES.items() if rule.mailed)


def kinds_ended_by(act: str) -> list[NoticeKind]:
    """Return the kinds that an act fulfils."""
    return [kind for kind, rule in NOTICES.items() if act in rule.ended_by]


def address_of(kind: NoticeKind, subject: Subject) -> str:
    """Return where a notice about an act leads."""
    if isinstance(subject, Trimestre):
        return reverse(NOTICES[kind].page, args=subject.place)
    return reverse(NOTICES[kind].page, args=[*subject.trimestre.place, subject.area.code])


def latest_function_notice(user: User, now: datetime) -> Notice | None:
    """Return what the person was last told about their functions, if it is not long ago."""
    since = now - FUNCTION_TOLD_FOR
    rows = Notice.objects.filter(person=user, kind=NoticeKind.FUNCTION, created_at__gte=since)
    return rows.order_by("-created_at", "-pk").first()


def open_notices(user: User) -> QuerySet[Notice]:
    """Return what the person was told and is not done, newest first."""
    rows = Notice.objects.filter(person=user, done_at__isnull=True)
    return rows.select_related("institucion").order_by("-created_at", "-pk")
