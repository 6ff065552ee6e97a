"""From the address of a document to the rows that it is about, for a person who may read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from programs.enums import TrimestreStatus
from programs.getters import (
    area_get,
    avance_of,
    corte_get,
    entrega_get,
    programa_get,
    trimestre_get,
)
from programs.models import (
    AvanceTrimestral,
    Corte,
    EntregaDeArea,
    Institucion,
    Programa,
    Trimestre,
    User,
)
from programs.permissions import can_read_drafts, can_read_informe, can_read_observations
from programs.reading.lessons import previous_of
from programs.reading.sealed import seal_check, sealed_corte
from programs.selectors.acuse import submission_act
from reports.documents.registry import Subject
from reports.getters import issued_get
from reports.models import IssuedReport
from reports.selectors.tablero import TableroPage, tablero_page

# What `document_of` takes: the row, and what its subject takes beside.
Rows = tuple[Any, ...]
About = Mapping[str, Any]


def _programa(user: User, about: About, now: datetime) -> Rows:
    return (programa_get(user, about["slug"], about["year"]),)


def _years(user: User, about: About, now: datetime) -> Rows:
    """Return a programme and that of the year before; 404 without one."""
    (programa,) = _programa(user, about, now)
    before = previous_of(programa)
    if before is None:
        raise Http404
    return programa, before


def _trimestre(user: User, about: About, now: datetime) -> Rows:
    """Return a quarter whose informe the person reads; 403 while it is open for some."""
    trimestre = trimestre_get(user, about["slug"], about["year"], about["number"])
    if not can_read_informe(user, trimestre):
        raise PermissionDenied
    return (trimestre,)


def _corte(user: User, about: About, now: datetime) -> Rows:
    (trimestre,) = _trimestre(user, about, now)
    return (corte_get(trimestre, about["corte"]),)


def _linea(user: User, about: About, now: datetime) -> Rows:
    """Return one línea's quarter; 403 for who reads only validated figures."""
    avance = avance_of(user, about["slug"], about["year"], about["number"], about["pk"])
    if not can_read_drafts(user, avance.trimestre.programa.institucion):
        raise PermissionDenied
    return (avance,)


def _area(user: User, about: About, now: datetime) -> Rows:
    """Return the quarter and the área, to who reads the quarter's informe."""
    (trimestre,) = _trimestre(user, about, now)
    return trimestre, area_get(user, trimestre.programa.institucion, about["code"])


def _acuse(user: User, about: About, now: datetime) -> Rows:
    """Return the submission of a folio and its act; 404 for one older than the ledger."""
    entrega = entrega_get(user, about["slug"], about["year"], about["number"], about["code"])
    institucion = entrega.trimestre.programa.institucion
    if not can_read_observations(user, institucion, entrega.area):
        raise PermissionDenied
    act = submission_act(entrega, about["folio"])
    if act is None:
        raise Http404
    return entrega, act


def _tablero(user: User, about: About, now: datetime) -> Rows:
    page = tablero_page(user, about["query"], now.date())
    if page is None:
        raise Http404
    if about.get("full") and not page.scope.full:
        raise PermissionDenied  # what was a draft when it was asked for is not theirs any more
    return (page, now)


def _issued(user: User, about: About, now: datetime) -> Rows:
    return (issued_get(user, about["folio"]),)


@dataclass(frozen=True)
class Reach:
    """How a subject is reached from an address, to whom it belongs, and which corte it prints.

    `corte` answers None where the subject prints what stands in the rows today. `more` is what of
    the rows the address does not say, and who opens the document later must reach as well.
    """

    rows: Callable[[User, About, datetime], Rows]
    institucion: Callable[[Any], Institucion]
    corte: Callable[[Any], Corte | None] = lambda row: None
    more: Callable[[Any, About], About] = lambda row, about: {}


def _programa_owner(programa: Programa) -> Institucion:
    return programa.institucion


def _trimestre_owner(trimestre: Trimestre) -> Institucion:
    return trimestre.programa.institucion


def _corte_owner(corte: Corte) -> Institucion:
    return _trimestre_owner(corte.trimestre)


def _linea_owner(avance: AvanceTrimestral) -> Institucion:
    return _trimestre_owner(avance.trimestre)


def _acuse_owner(entrega: EntregaDeArea) -> Institucion:
    return _trimestre_owner(entrega.trimestre)


def _issued_owner(issued: IssuedReport) -> Institucion:
    return issued.institucion


def _tablero_owner(page: TableroPage) -> Institucion:
    return page.scope.programa.institucion


def _board_seen(page: TableroPage, about: About) -> About:
    query = {**about["query"], "programa": page.scope.slug}
    return {"query": query, "full": page.scope.full}


def _of_quarter(trimestre: Trimestre) -> Corte | None:
    closed = trimestre.status == TrimestreStatus.CLOSED
    return sealed_corte(trimestre) if closed else None


def _itself(corte: Corte) -> Corte:
    seal_check(corte)
    return corte


REACHES: dict[Subject, Reach] = {
    Subject.PROGRAMA: Reach(_programa, _programa_owner),
    Subject.TRIMESTRE: Reach(_trimestre, _trimestre_owner, _of_quarter),
    Subject.CORTE: Reach(_corte, _corte_owner, _itself),
    Subject.ISSUED: Reach(_issued, _issued_owner),
    Subject.LINEA: Reach(_linea, _linea_owner),
    Subject.AREA: Reach(_area, _trimestre_owner, _of_quarter),
    Subject.ACUSE: Reach(_acuse, _acuse_owner),
    Subject.YEARS: Reach(_years, _programa_owner),
    Subject.TABLERO: Reach(_tablero, _tablero_owner, more=_board_seen),
}


def subject_rows(subject: Subject, user: User, about: About, now: datetime) -> Rows:
    """Return what a document is about: the row, and what its subject takes beside.

    `about` are the parts of its address, `now` a moment in local time. Raises Http404 for what the
    person does not reach and PermissionDenied for what they may not read.
    """
    return REACHES[subject].rows(user, about, now)


def owner_of(subject: Subject, rows: Rows) -> Institucion:
    """Return the institution of what a document is about."""
    return REACHES[subject].institucion(rows[0])


def about_of(subject: Subject, about: About, rows: Rows) -> dict[str, Any]:
    """Return the parts of an address so that they lead to the same rows for ever."""
    return {**about, **REACHES[subject].more(rows[0], about)}


def printed_corte(subject: Subject, rows: Rows) -> Corte | None:
    """Return the corte that a document prints, which is not read; None where it prints rows.

    Raises `AlteredCorte` where the acts deny it.
    """
    return REACHES[subject].corte(rows[0])
