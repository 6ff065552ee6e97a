"""A closed quarter and an approved programa, ready to be issued, and issuing them."""

from datetime import date

from django.utils import timezone

from programs.enums import AvanceStatus
from programs.models import AvanceTrimestral, Corte, Programa, Trimestre
from programs.services import cierre, revision_plan
from reports.enums import IssuedKind
from reports.models import IssuedReport
from reports.services.emision import document_issue
from tests.factories import Cast, send_to_review


def approve(cast: Cast) -> Programa:
    """Approve the programa of the cast, in review, as Planeación does."""
    send_to_review(cast.programa)
    return revision_plan.programa_approve(
        cast.programa.pk,
        agreement="A/1/2026",
        session="Primera sesión ordinaria",
        approved_on=date(2026, 1, 15),
        by=cast.people["planeacion"],
        now=timezone.now(),
    )


def close(cast: Cast, number: int = 1) -> Corte:
    """Validate a quarter of the cast whole, and close it as the Secretario does."""
    trimestre = Trimestre.objects.get(programa=cast.programa, number=number)
    if trimestre.status == "upcoming":
        Trimestre.objects.filter(pk=trimestre.pk).update(status="open", due_on=date(2026, 12, 20))
    AvanceTrimestral.objects.filter(trimestre=trimestre).update(
        status=AvanceStatus.VALIDATED, validated_at=timezone.now()
    )
    return cierre.trimestre_close(
        trimestre.pk,
        typed=str(trimestre),
        missing_reason="",
        by=cast.people["secretario"],
        now=timezone.now(),
    )


def reopen(cast: Cast, number: int = 1) -> Trimestre:
    """Open a closed quarter again as the Secretario does."""
    trimestre = Trimestre.objects.get(programa=cast.programa, number=number)
    return cierre.trimestre_reopen(
        trimestre.pk, reason="Error en una cifra", by=cast.people["secretario"], now=timezone.now()
    )


def issue_informe(cast: Cast, number: int = 1) -> IssuedReport:
    """Issue the informe of a closed quarter."""
    trimestre = Trimestre.objects.get(programa=cast.programa, number=number)
    return document_issue(
        IssuedKind.INFORME, trimestre.pk, by=cast.people["secretario"], now=timezone.now()
    )


def issue_pta(cast: Cast) -> IssuedReport:
    """Issue the PTA of an approved programa."""
    return document_issue(
        IssuedKind.PTA, cast.programa.pk, by=cast.people["secretario"], now=timezone.now()
    )
