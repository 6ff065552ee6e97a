"""The months of a tarea: reporting one, and programming twelve."""

import pytest
from django.utils import timezone

from programs.enums import MarkStatus
from programs.errors import Conflict, DomainError
from programs.models import MarcaMensual, Tarea, User
from programs.services.meses import mark_save
from programs.services.programa import tarea_program_months
from tests.programs.admin_cast import OTHER, OWN, sample, world

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both documents, the cast and a row of every model, once for this module."""
    with django_db_blocker.unblock(), world():
        yield


@pytest.fixture
def marca(loaded, db) -> MarcaMensual:
    """A programmed month without a report."""
    return sample(MarcaMensual, OWN)


def person(name: str) -> User:
    """Return one of the cast."""
    return User.objects.get(username=f"prueba.{name}")


def report(marca, name="enlace", **changes):
    """Report a month as done, or as the changes say."""
    said = {"status": MarkStatus.DONE, "reason": "", "note": "", "version": None, **changes}
    return mark_save(marca, by=person(name), today=NOW.date(), now=NOW, **said)


def test_a_report_is_stamped_and_counted(marca):
    saved = report(marca, note=" Con acta ")
    assert (saved.reported_by.username, saved.reported_at) == ("prueba.enlace", NOW)
    assert (saved.note, saved.version) == ("Con acta", marca.version + 1)
    taken_back = report(marca, status=MarkStatus.UNREPORTED)
    assert (taken_back.reported_by, taken_back.reported_at, taken_back.note) == (None, None, "")
    traces = marca.history.values_list("history_user__username", "status")
    assert list(traces)[:2] == [("prueba.enlace", "unreported"), ("prueba.enlace", "done")]


def test_not_done_needs_a_reason(marca):
    with pytest.raises(DomainError, match="Escriba por qué no se realizó"):
        report(marca, status=MarkStatus.NOT_DONE, reason="  ")
    assert report(marca, status=MarkStatus.NOT_DONE, reason="Sin quórum").reason == "Sin quórum"


@pytest.mark.parametrize("name", ["planeacion", "secretario", "consulta", "auditoria", "outsider"])
def test_only_the_area_of_the_tarea_reports(marca, name):
    with pytest.raises(DomainError, match="Esta tarea la reporta|ya no está en el programa"):
        report(marca, name)
    assert MarcaMensual.objects.get(pk=marca.pk).status == MarkStatus.UNREPORTED


def test_an_area_of_another_institution_does_not_report(marca):
    with pytest.raises(DomainError):
        report(sample(MarcaMensual, OTHER))


def test_an_old_version_does_not_overwrite(marca):
    report(marca, "titular", version=marca.version)
    with pytest.raises(Conflict, match="prueba.titular guardó este dato"):
        report(marca, status=MarkStatus.UNREPORTED, version=marca.version)
    assert MarcaMensual.objects.get(pk=marca.pk).status == MarkStatus.DONE


def test_programming_keeps_what_was_said(marca):
    tarea = Tarea.objects.get(pk=marca.tarea_id)
    report(marca)
    tarea_program_months(tarea, {2, 8})
    rows = {row.month: (row.programmed, row.status) for row in tarea.marcas.all()}
    assert rows == {
        1: (False, MarkStatus.DONE),
        2: (True, MarkStatus.UNREPORTED),
        8: (True, MarkStatus.UNREPORTED),
    }
    report(tarea.marcas.get(month=2), status=MarkStatus.NOT_DONE, reason="Sin quórum")
    with pytest.raises(DomainError, match="Conserve su marca"):
        tarea_program_months(tarea, {8})
    assert tarea.marcas.count() == 3
