"""Windows of a quarter: opening, moving, extending, closing with its corte, reopening."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, TrimestreStatus
from programs.errors import Conflict, DomainError, Locked, UnreadableCorte
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    EntregaDeArea,
    Notice,
    Programa,
    Trimestre,
)
from programs.reading.corte import trimestre_snapshot
from programs.services import captura, cierre, revision_plan
from programs.services.vencimientos import deadlines_notify
from programs.values.frozen import freeze, payload_hash, thaw
from tests.factories import make_cast, make_person, send_to_review
from tests.reports.documents import informe_document
from tests.reports.drawn import no_drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter(cast) -> Trimestre:
    """The first quarter, open, everything in it validated."""
    Trimestre.objects.filter(programa=cast.programa, number=1).update(
        status=TrimestreStatus.OPEN, due_on=date(2026, 4, 20)
    )
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    AvanceTrimestral.objects.filter(trimestre=trimestre).update(
        status=AvanceStatus.VALIDATED, validated_at=timezone.now()
    )
    return trimestre


def close(trimestre, by, **values):
    """Close a quarter with what a form gives."""
    given = {"typed": "T1 2026", "missing_reason": "", "now": timezone.now()} | values
    return cierre.trimestre_close(trimestre.pk, by=by, **given)


def acts(cast) -> list[str]:
    """Return the codes of the acts of the institution, oldest first."""
    rows = AuditEntry.objects.filter(institucion=cast.institucion).order_by("number")
    return list(rows.values_list("action", flat=True))


def test_closing_stores_the_quarter_as_it_was(cast, quarter):
    snapshot = trimestre_snapshot(quarter)
    corte = close(quarter, cast.people["secretario"])
    corte.refresh_from_db()
    quarter.refresh_from_db()

    assert quarter.status == TrimestreStatus.CLOSED
    assert quarter.closed_by == cast.people["secretario"]
    assert thaw(corte.payload) == snapshot
    assert corte.sha256 == payload_hash(freeze(snapshot)) == payload_hash(corte.payload)
    assert acts(cast) == ["trimestre_close"]


def test_a_closed_quarter_prints_its_corte_whatever_changes_later(cast, quarter):
    before = informe_document(quarter)
    close(quarter, cast.people["secretario"])
    quarter.refresh_from_db()
    cast.programa.ejes.update(name="Otro nombre")
    cast.programa.ejes.first().lineas.update(title="Otro título")

    after = informe_document(quarter)
    assert after.standing.words.startswith("Corte 1 del ")
    assert replace(after, standing=before.standing) == before


def test_nothing_is_saved_in_a_closed_quarter_and_the_sentence_says_who_closed_it(cast, quarter):
    AvanceTrimestral.objects.filter(trimestre=quarter).update(status=AvanceStatus.DRAFT)
    close(quarter, cast.people["secretario"], missing_reason="El área no entregó.")
    avance = cast.avance()

    why = r"está cerrado desde el .* Lo cerró secretario\. .* reabrirlo"
    with pytest.raises(Locked, match=why):
        captura.cause_save(avance.pk, cause="Tarde", by=cast.people["enlace"], version=None)


def test_what_is_not_validated_needs_a_reason(cast, quarter):
    avance = cast.avance()
    AvanceTrimestral.objects.filter(pk=avance.pk).update(status=AvanceStatus.DRAFT)

    with pytest.raises(DomainError, match="Falta una línea por validar"):
        close(quarter, cast.people["secretario"])
    quarter.refresh_from_db()
    assert quarter.status == TrimestreStatus.OPEN

    corte = close(quarter, cast.people["secretario"], missing_reason="Sin titular.")
    assert corte.missing_reason == "Sin titular."


@pytest.mark.parametrize("typed", ["t1 2026", "  T1   2026 "])
def test_the_name_of_the_quarter_is_read_as_people_type(cast, quarter, typed):
    assert close(quarter, cast.people["secretario"], typed=typed).number == 1


@pytest.mark.parametrize("typed", ["", "T2 2026", "T1 2025", "sí"])
def test_closing_needs_the_name_of_the_quarter(cast, quarter, typed):
    with pytest.raises(DomainError, match="Para cerrar escriba T1 2026"):
        close(quarter, cast.people["secretario"], typed=typed)


@pytest.mark.parametrize("who", ["enlace", "titular", "planeacion", "consulta", "superuser"])
def test_only_the_secretario_closes_and_reopens(cast, quarter, who):
    with pytest.raises(Locked, match="Secretario Técnico"):
        close(quarter, cast.people[who])
    close(quarter, cast.people["secretario"])
    with pytest.raises(Locked, match="Secretario Técnico"):
        cierre.trimestre_reopen(
            quarter.pk, reason="Porque sí", by=cast.people[who], now=timezone.now()
        )


def test_reopening_needs_a_reason_and_keeps_the_earlier_corte(cast, quarter):
    by = cast.people["secretario"]
    first = close(quarter, by)
    with pytest.raises(DomainError, match="por qué se reabre"):
        cierre.trimestre_reopen(quarter.pk, reason=" ", by=by, now=timezone.now())
    cierre.trimestre_reopen(quarter.pk, reason="Error de captura", by=by, now=timezone.now())
    second = close(quarter, by)
    first.refresh_from_db()

    assert (first.number, second.number) == (1, 2)
    assert payload_hash(first.payload) == first.sha256
    assert acts(cast) == ["trimestre_close", "trimestre_reopen", "trimestre_close"]


def test_a_stale_page_does_not_close(cast, quarter):
    cierre.trimestre_move(
        quarter.pk,
        due_on=date(2026, 4, 24),
        by=cast.people["planeacion"],
        now=timezone.now(),
        version=quarter.version,
    )
    with pytest.raises(Conflict):
        close(quarter, cast.people["secretario"], version=quarter.version)


def test_planeacion_opens_and_tells_who_captures(cast):
    Trimestre.objects.filter(programa=cast.programa, number=2).update(
        status=TrimestreStatus.UPCOMING
    )
    trimestre = Trimestre.objects.get(programa=cast.programa, number=2)
    cierre.trimestre_open(
        trimestre.pk, due_on=date(2026, 7, 14), by=cast.people["planeacion"], now=timezone.now()
    )
    trimestre.refresh_from_db()

    assert (trimestre.status, trimestre.due_on) == (TrimestreStatus.OPEN, date(2026, 7, 14))
    told = set(Notice.objects.values_list("person__username", flat=True))
    assert told == {"enlace", "titular"}


def kinds(cast, name="enlace") -> list[str]:
    """Return the kinds of the open notices of a person, oldest first."""
    rows = Notice.objects.filter(person=cast.people[name], done_at__isnull=True)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def test_reopening_tells_who_captures_and_takes_back_the_closing(cast, quarter):
    by = cast.people["secretario"]
    close(quarter, by)
    assert kinds(cast) == kinds(cast, "titular") == ["closed"]
    cierre.trimestre_reopen(quarter.pk, reason="Error de\ncaptura.", by=by, now=timezone.now())

    assert kinds(cast) == kinds(cast, "titular") == ["reopened"]
    notice = Notice.objects.get(person=cast.people["enlace"], kind="reopened")
    assert notice.text == "Se reabrió el 1er trimestre 2026: Error de captura."
    close(quarter, by)
    assert kinds(cast) == ["closed"]


def test_moving_the_date_tells_it_and_ends_what_was_said_of_the_old_one(cast, quarter):
    AvanceTrimestral.objects.filter(trimestre=quarter).update(status=AvanceStatus.DRAFT)
    by, now = cast.people["planeacion"], timezone.now()
    deadlines_notify(date(2026, 4, 21), now)
    assert sorted(kinds(cast)) == ["late"] * 4
    cierre.trimestre_move(quarter.pk, due_on=date(2026, 5, 29), by=by, now=now)

    assert sorted(kinds(cast)) == ["late"] * 3 + ["moved"], "The months are late all the same."
    notice = Notice.objects.get(person=cast.people["enlace"], kind="moved")
    assert notice.text == (
        "Cambió la fecha límite del 1er trimestre 2026. Ahora vence el 29 de mayo de 2026."
    )
    cierre.trimestre_move(quarter.pk, due_on=date(2026, 5, 29), by=by, now=now)
    assert Notice.objects.filter(kind="moved", person=cast.people["enlace"]).count() == 1
    cierre.trimestre_move(quarter.pk, due_on=date(2026, 6, 1), by=by, now=now)
    assert kinds(cast).count("moved") == 1


def test_a_date_of_a_quarter_that_is_not_open_tells_nobody(cast, quarter):
    second = Trimestre.objects.get(programa=cast.programa, number=2)
    cierre.trimestre_move(
        second.pk, due_on=date(2026, 7, 14), by=cast.people["planeacion"], now=timezone.now()
    )
    assert not Notice.objects.exists()


def test_an_extension_tells_its_area_only(cast, quarter):
    make_person("archivo", cast.institucion, "titular", "archivo")
    AvanceTrimestral.objects.filter(trimestre=quarter).update(status=AvanceStatus.DRAFT)
    by, now = cast.people["planeacion"], timezone.now()
    deadlines_notify(date(2026, 4, 21), now)
    area = cast.institucion.areas.get(code="juridica")
    cierre.entrega_extend(
        trimestre_pk=quarter.pk, area_pk=area.pk, until=date(2026, 5, 4), reason="Mudanza",
        by=by, now=now,
    )  # fmt: skip

    assert sorted(kinds(cast)) == ["extended", "late", "late", "late"]
    notice = Notice.objects.get(person=cast.people["titular"], kind="extended")
    assert notice.text == (
        "Dirección juridica tiene prórroga en el 1er trimestre 2026. Vence el 4 de mayo de 2026."
    )
    assert not Notice.objects.filter(kind="extended", area__code="archivo").exists()
    archivo = Notice.objects.filter(person__username="archivo", done_at__isnull=True)
    assert archivo.filter(month=None).exists()


def test_a_deadline_comes_after_the_quarter(cast, quarter):
    with pytest.raises(DomainError, match="después del 31 de marzo de 2026"):
        cierre.trimestre_move(
            quarter.pk,
            due_on=date(2026, 3, 31),
            by=cast.people["planeacion"],
            now=timezone.now(),
        )


def test_an_extension_is_of_one_area_with_a_reason(cast, quarter):
    area = cast.institucion.areas.get(code="juridica")
    given = {
        "trimestre_pk": quarter.pk,
        "area_pk": area.pk,
        "by": cast.people["planeacion"],
        "now": timezone.now(),
    }
    with pytest.raises(DomainError, match="motivo"):
        cierre.entrega_extend(until=quarter.due_on + timedelta(3), reason="", **given)
    with pytest.raises(DomainError, match="después del 20 de abril"):
        cierre.entrega_extend(until=quarter.due_on, reason="Mudanza", **given)
    entrega = cierre.entrega_extend(until=quarter.due_on + timedelta(3), reason="Mudanza", **given)

    assert entrega.due_on == date(2026, 4, 23)
    assert acts(cast) == ["entrega_extend"]


# The page ---------------------------------------------------------------------------------------


def address(cast, name="trimestre_closing", *more) -> str:
    """Return an address of the first quarter."""
    return reverse(name, args=[cast.institucion.slug, cast.programa.year, 1, *more])


def test_the_checklist_says_what_each_area_lacks(cast, quarter, sign_in):
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(status=AvanceStatus.DRAFT)
    page = sign_in("secretario").get(address(cast)).context["page"]
    assert [(area.missing, area.words) for area in page.areas] == [
        (1, "1 de 2 líneas validadas; 1 en captura."),
        (0, "2 de 2 líneas validadas."),
    ]


def closing_page(cast, sign_in, day: date):
    """Return the answer of the page of the closing at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("America/Mexico_City"))
    with time_machine.travel(noon, tick=False):
        return sign_in("secretario").get(address(cast))


@pytest.mark.parametrize(
    ("day", "warning"),
    [
        (date(2026, 2, 15), "Febrero y marzo no han terminado. Si cierra hoy, esos meses ya no"),
        (date(2026, 3, 31), "Marzo no ha terminado. Si cierra hoy, ese mes ya no se reporta."),
        (date(2026, 4, 1), ""),
    ],
)
def test_closing_before_the_months_have_ended_warns(cast, quarter, sign_in, day, warning):
    page = closing_page(cast, sign_in, day)

    assert len(page.context["page"].warnings) == bool(warning)
    assert warning in page.text


def test_the_checklist_says_who_still_has_days(cast, quarter, sign_in):
    area = cast.institucion.areas.get(code="juridica")
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(status=AvanceStatus.DRAFT)
    EntregaDeArea.objects.create(
        trimestre=quarter, area=area, extended_to=date(2026, 4, 30), extension_reason="Mudanza"
    )
    page = closing_page(cast, sign_in, date(2026, 4, 30))
    assert [row.due_words for row in page.context["page"].areas] == [
        "Prórroga hasta el 30 de abril de 2026",
        "",
    ]
    assert "Todavía tienen plazo: Dirección juridica." in page.text

    over = closing_page(cast, sign_in, date(2026, 5, 1))
    assert not over.context["page"].areas[0].due_words
    Trimestre.objects.filter(pk=quarter.pk).update(due_on=date(2026, 5, 20))
    moved = closing_page(cast, sign_in, date(2026, 4, 30))
    assert not moved.context["page"].areas[0].due_words


@pytest.mark.parametrize(
    ("typed", "reason", "text"),
    [
        ("T2 2026", "Sin titular.", "Para cerrar escriba T1 2026."),
        ("T1 2026", " ", "Escriba por qué se cierra sin validar la línea que falta."),
    ],
)
def test_a_refused_closing_keeps_what_was_typed(cast, quarter, sign_in, typed, reason, text):
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(status=AvanceStatus.DRAFT)
    form = {"version": quarter.version, "typed": typed, "missing_reason": reason}
    page = sign_in("secretario").post(address(cast, "trimestre_close"), form)
    body = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: " in body and text in body and f'value="{typed}"' in body
    quarter.refresh_from_db()
    assert quarter.status == TrimestreStatus.OPEN


def test_the_page_after_the_closing_shows_what_can_be_checked(cast, quarter, sign_in):
    client = sign_in("secretario")
    form = {"version": quarter.version, "typed": "t1  2026"}
    assert client.post(address(cast, "trimestre_close"), form).status_code == 303
    corte = quarter.cortes.get()
    act = AuditEntry.objects.get(action="trimestre_close")
    body = client.get(address(cast)).content.decode()
    assert "Corte 1" in body and corte.sha256 in body and f"Acto {act.number}" in body
    assert address(cast, "corte_document", 1) in body

    assert client.post(address(cast, "trimestre_reopen"), {"version": 2}).status_code == 422
    form = {"version": 2, "reason": "Un error de captura"}
    assert client.post(address(cast, "trimestre_reopen"), form).status_code == 303
    assert "Un error de captura" in client.get(address(cast)).content.decode()


def test_each_corte_prints_what_it_held(cast, quarter, sign_in, monkeypatch):
    by, printed = cast.people["secretario"], []
    close(quarter, by)
    cierre.trimestre_reopen(quarter.pk, reason="Faltó uno", by=by, now=timezone.now())
    AvanceDeComponente.objects.filter(avance__trimestre=quarter).update(quantity=6)
    close(quarter, by)
    no_drawing(monkeypatch, lambda html: printed.append(html) or b"%PDF-1.7")
    client = sign_in("auditoria")
    for number in (1, 2):
        assert client.get(address(cast, "corte_document", number)).status_code == 200
    assert "avance del 25%" in printed[0] and "avance del 50%" in printed[1]
    assert client.get(address(cast, "corte_document", 3)).status_code == 404


def test_the_page_asks_as_much_for_forty_lineas(cast, quarter, sign_in):
    def queries(one) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(one)).status_code == 200
        return len(found)

    client = sign_in("secretario")
    few = queries(cast)
    many = make_cast(lineas=40, prefix="otra-")
    client.force_login(many.people["secretario"])
    assert queries(many) == few <= 24


@pytest.mark.parametrize("number", [0, 99, "1", None])
def test_a_corte_of_an_unknown_format_is_refused_by_its_number(cast, quarter, number):
    payload = freeze(trimestre_snapshot(quarter)) | {"format": number}

    with pytest.raises(UnreadableCorte, match=rf"formato que el sistema no conoce: {number}\."):
        thaw(payload)


def test_no_date_of_a_closed_quarter_moves(cast, quarter):
    close(quarter, cast.people["secretario"])
    planeacion, now = cast.people["planeacion"], timezone.now()
    area = cast.institucion.areas.get(code="juridica")

    with pytest.raises(Locked, match="está cerrado desde"):
        cierre.trimestre_move(quarter.pk, due_on=date(2026, 5, 20), by=planeacion, now=now)
    with pytest.raises(Locked, match="está cerrado desde"):
        cierre.entrega_extend(
            trimestre_pk=quarter.pk, area_pk=area.pk, until=date(2026, 5, 20), reason="Sí.",
            by=planeacion, now=now,
        )  # fmt: skip
    assert acts(cast) == ["trimestre_close"]


def test_a_closed_quarter_refuses_an_area_that_never_sent_with_its_sentence(cast, quarter, sign_in):
    close(quarter, cast.people["secretario"])
    place = ["propia", 2026, 1]
    area = cast.institucion.areas.get(code="juridica").pk
    prorroga = {"area": area, "until": "2026-05-20", "reason": "Sí.", "version": 1}
    extended = sign_in("planeacion").post(reverse("window_extend", args=place), prorroga)
    sent = sign_in("titular").post(
        reverse("entrega_review", args=[*place, "juridica"]), {"statement": "on", "version": ""}
    )

    assert (extended.status_code, sent.status_code) == (403, 403)
    assert "está cerrado desde" in extended.text
    assert "está cerrado desde" in sent.text


@pytest.mark.parametrize(("day", "accepted"), [(10, True), (11, False)])
def test_an_approval_is_of_today_at_the_latest(cast, day, accepted):
    # Eleven at night in Mexico City is the next day in UTC.
    now = datetime(2026, 1, 10, 23, tzinfo=ZoneInfo("America/Mexico_City"))

    send_to_review(cast.programa)

    def approve() -> Programa:
        return revision_plan.programa_approve(
            cast.programa.pk, agreement="OG/1", session="Primera", by=cast.people["planeacion"],
            approved_on=date(2026, 1, day), now=now,
        )  # fmt: skip

    if accepted:
        assert approve().approved_on == date(2026, 1, day)
    else:
        with pytest.raises(DomainError, match="no puede ser futura"):
            approve()
