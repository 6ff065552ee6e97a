"""Purging evidence: only what is over, by an act that names it, and never what was issued cites."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.enums import AuditAction
from programs.keeping import purge as purging
from programs.keeping.purge import purge, purgeable
from programs.models import AuditEntry, Evidencia, Figura, Institucion
from programs.services.evidencia import documents_receive, picture_store, respaldos_receive
from programs.services.verification import institucion_verify
from programs.values.retention import Kept, may_go, term_ends
from tests.files import pdf
from tests.pictures import jpeg
from tests.reports.issue_cast import close, issue_informe

DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
YEARS = st.one_of(st.none(), st.integers(1, 30))


@settings(max_examples=500, deadline=None)
@given(
    since=DAYS, today=DAYS, years=YEARS, hold=st.sampled_from(["", " ", "Juicio 3/2026"]),
    cited=st.booleans(), printed=st.booleans(),
)  # fmt: skip
def test_nothing_goes_before_its_term_nor_while_anything_holds_it(
    since, today, years, hold, cited, printed
):
    goes = may_go(Kept(since, cited, printed), years=years, hold=hold, today=today)

    free = years is not None and not hold.strip() and not cited and not printed
    assert goes == (free and today.year - since.year > (years or 0))
    if goes:
        assert today > since.replace(day=1) + timedelta(days=365 * years)


def test_a_term_ends_with_a_year():
    assert term_ends(date(2026, 1, 1), 5) == term_ends(date(2026, 12, 31), 5) == date(2031, 12, 31)


@pytest.fixture
def media(tmp_path, settings) -> Path:
    """Received files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def told(*options: str) -> list[str]:
    """Return the lines of the command."""
    out = StringIO()
    call_command("purge", "propia", *options, stdout=out)
    return out.getvalue().splitlines()


def document(name: str) -> ContentFile:
    """Return a document that no other is like."""
    return ContentFile(pdf(b"% " + name.encode() + b"\n"), name=f"{name}.pdf")


@pytest.mark.django_db
def test_what_is_over_goes_by_an_act_and_all_else_stays(cast, media, sign_in, monkeypatch):
    by, institucion = cast.people["enlace"], cast.institucion
    area = institucion.areas.get(code="juridica")

    def received(name: str) -> Evidencia:
        (one,) = documents_receive(area, files=[document(name)], token="", by=by)
        return one.evidencia

    old, recent, reserved = received("viejo"), received("reciente"), received("otro")
    quarter = cast.avance()
    (cited,) = respaldos_receive(quarter.pk, files=[document("citado")], token="", by=by)
    picture = picture_store(jpeg(700, 500), name="a.jpg", institucion=institucion, by=by)
    figure = Figura.objects.filter(bloque__institucion=institucion).first()
    Figura.objects.filter(pk=figure.pk).update(evidencia=picture)
    Evidencia.objects.exclude(pk=recent.pk).update(uploaded_at=datetime(2019, 5, 2, 12, tzinfo=UTC))
    close(cast)
    issue_informe(cast)
    now = datetime(2040, 1, 2, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert told() == [
        "La institución no fijó plazo: la evidencia se conserva siempre.",
        "0 archivos vencidos, 0.0 MB.",
    ]
    hold = {"evidence_years": 6, "evidence_series": "4C.2", "legal_hold": "Juicio 3/2026"}
    Institucion.objects.filter(pk=institucion.pk).update(**hold)
    assert told("--remove") == [
        "Reserva legal: Juicio 3/2026. No se depura nada.",
        "0 archivos depurados, 0.0 MB.",
    ]
    Institucion.objects.filter(pk=institucion.pk).update(legal_hold="")
    Evidencia.objects.filter(pk=recent.pk).update(uploaded_at=datetime(2034, 1, 1, 7, tzinfo=UTC))
    Evidencia.objects.filter(pk=reserved.pk).update(uploaded_at=datetime(2033, 12, 31, tzinfo=UTC))
    trial = told()
    assert [line.rpartition("  ")[2] for line in trial[:-1]] == ["viejo.pdf", "otro.pdf"]
    assert trial[-1].startswith("2 archivos vencidos")
    assert default_storage.exists(old.original.name)

    acts = AuditEntry.objects.filter(action=AuditAction.EVIDENCE_PURGE)
    assert not acts.exists()
    real = told("--remove")
    assert [line.replace("depurados", "vencidos") for line in real] == trial
    act = acts.get()
    assert act.subject.endswith("serie 4C.2")
    assert [(f["key"], f["sha256"], f["name"]) for f in act.data["files"]] == [
        (row.key, row.sha256, row.original_name) for row in (old, reserved)
    ]
    gone = {row.original.name for row in (old, reserved)}
    there = {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
    assert not gone & there
    copies = {copy["name"] for copy in picture.renditions}
    assert there >= {cited.evidencia.original.name, recent.original.name, *copies}
    assert Evidencia.objects.filter(pk__in=[old.pk, reserved.pk]).count() == 2

    assert told("--remove") == ["0 archivos depurados, 0.0 MB."]
    assert institucion_verify(institucion).faults == ()
    out = StringIO()
    call_command("verify_files", stdout=out)
    assert "enteros y sin cambios" in out.getvalue()
    page = sign_in("planeacion").get(reverse("libro", args=["propia"]))
    assert "Depuración de evidencia" in page.text


@pytest.mark.django_db
def test_a_closed_quarter_that_was_never_issued_is_verified_without_what_was_purged(cast, media):
    (received,) = respaldos_receive(
        cast.avance().pk, files=[document("respaldo")], token="", by=cast.people["enlace"]
    )
    close(cast)
    Institucion.objects.filter(pk=cast.institucion.pk).update(evidence_years=1)
    later = timezone.now() + timedelta(days=365 * 4)
    cast.institucion.refresh_from_db()
    assert [each.row for each in purgeable(cast.institucion, later)] == [received.evidencia]
    sooner = datetime(cast.programa.year + 1, 12, 31, 12, tzinfo=UTC)
    assert purgeable(cast.institucion, sooner) == []
    purge(cast.institucion, later)
    assert institucion_verify(cast.institucion).faults == ()
    assert not default_storage.exists(received.evidencia.original.name)


@pytest.mark.django_db
def test_one_that_was_killed_before_the_files_went_is_finished(cast, media, monkeypatch):
    (received,) = documents_receive(
        cast.institucion.areas.get(code="juridica"),
        files=[document("viejo")], token="", by=cast.people["enlace"],
    )  # fmt: skip
    Institucion.objects.filter(pk=cast.institucion.pk).update(evidence_years=1)
    later = timezone.now() + timedelta(days=365 * 4)
    with monkeypatch.context() as patch:
        patch.setattr(purging, "purged_names", lambda: set())
        purge(cast.institucion, later)
    assert default_storage.exists(received.evidencia.original.name)
    assert purge(cast.institucion, later) == []
    assert not default_storage.exists(received.evidencia.original.name)
    assert AuditEntry.objects.filter(action=AuditAction.EVIDENCE_PURGE).count() == 1


@pytest.mark.django_db
def test_an_institution_that_is_not_there(db):
    with pytest.raises(CommandError, match="No existe la institución «nadie»") as refused:
        call_command("purge", "nadie")
    assert refused.value.returncode == 2
