"""Inicio: what is missing by deadline, each with its exact place; each role its own."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, MarkStatus, ProgramaStatus, TrimestreStatus
from programs.models import (
    AvanceTrimestral,
    ConfirmacionMensual,
    DiaInhabil,
    EntregaDeArea,
    MarcaMensual,
    Membresia,
    Programa,
    Trimestre,
)
from programs.models.locks import locks_lifted
from programs.selectors.pendientes import due_words
from tests.factories import CLOSED, YEAR, make_cast, send_to_review
from tests.markup import folded

APRIL = "2026-04-02 18:00:00+00:00"


def page_of(client):
    """Return the page of Inicio on 2 April 2026, after the first quarter."""
    with time_machine.travel(APRIL, tick=False):
        answer = client.get(reverse("home"))
    assert answer.status_code == 200
    return answer.context["page"], folded(answer.content.decode())


def report(cast, *months: int, confirm: bool = True) -> None:
    """Report these months of the área juridica as done, and confirm them."""
    area = cast.institucion.areas.get(code="juridica")
    MarcaMensual.objects.filter(tarea__area=area, month__in=months).update(
        status=MarkStatus.DONE, reported_at=timezone.now()
    )
    if confirm:
        ConfirmacionMensual.objects.bulk_create(
            ConfirmacionMensual(
                programa=cast.programa,
                area=area,
                month=month,
                confirmed_by=cast.people["enlace"],
                confirmed_at=timezone.now(),
            )
            for month in months
        )


def set_entries(cast, **values) -> None:
    """Set the entries of the first quarter of the área juridica."""
    AvanceTrimestral.objects.filter(
        linea__area__code="juridica", trimestre__programa=cast.programa, trimestre__number=1
    ).update(**values)


def captured_at(linea):
    """Return where the first quarter of a línea is captured."""
    return reverse("avance_edit", args=["propia", YEAR, linea.pk, 1])


def test_what_is_missing_stands_by_deadline_with_its_place(cast, sign_in):
    report(cast, 1)
    page, html = page_of(sign_in("enlace"))

    assert "Dirección juridica: le faltan 3 cosas" in html
    assert [(item.text, item.due_on) for item in page.missing] == [
        ("Febrero: faltan 2 de 2 tareas por reportar", date(2026, 3, 6)),
        ("Marzo: faltan 2 de 2 tareas por reportar", date(2026, 4, 7)),
        ("1er trimestre: 0 de 2 líneas listas", date(2026, 4, 17)),
    ]
    assert [item.late for item in page.missing] == [True, False, False]
    assert "vence el 7 de abril de 2026 (en 5 días)" in html
    assert "venció el 6 de marzo de 2026 (hace 27 días)" in html
    assert "?programa=propia-2026&amp;area=juridica&amp;mes=2#mes-2" in html
    first = reverse("avance_edit", args=["propia", YEAR, cast.linea(0).pk, 1])
    assert f'href="{first}">Seguir con la línea 1.1<' in html
    assert [item.action for item in page.coming] == ["Reportar abril"]


def test_the_next_linea_is_the_returned_one_or_the_first_not_ready(cast, sign_in):
    second = cast.avance(1)
    AvanceTrimestral.objects.filter(pk=second.pk).update(
        status=AvanceStatus.RETURNED, returned_at=timezone.now()
    )
    page, html = page_of(sign_in("titular"))
    assert page.missing[-1].url == captured_at(second.linea)
    assert "1er trimestre: 0 de 2 líneas listas, 1 línea devuelta" in html

    AvanceTrimestral.objects.filter(pk=second.pk).update(status=AvanceStatus.DRAFT, ready=True)
    page, html = page_of(sign_in("titular"))
    assert page.missing[-1].url == captured_at(cast.linea(0))
    assert "1er trimestre: 1 de 2 líneas listas" in html


def test_ready_is_not_sent(cast, sign_in):
    report(cast, 1, 2, 3)
    set_entries(cast, ready=True)
    page, html = page_of(sign_in("titular"))
    assert [item.text for item in page.missing] == [
        "1er trimestre: 2 de 2 líneas listas, sin enviar"
    ]
    assert "le falta 1 cosa" in html
    assert "Sus trimestres" not in html

    # Nothing is left for the enlace, who is told who goes on.
    page, html = page_of(sign_in("enlace"))
    assert page.missing == ()
    assert "Dirección juridica: todo al corriente" in html
    told = ("Listo: lo envía su titular.", "Vence el 17 de abril de 2026 (en 15 días).")
    assert page.envios[0].sentences == told
    assert f"<span>{' '.join(told)}</span>" in html


def test_nothing_missing_says_what_comes_next(cast, sign_in):
    report(cast, 1, 2, 3)
    set_entries(cast, status=AvanceStatus.SUBMITTED, submitted_at=timezone.now())
    page, html = page_of(sign_in("enlace"))

    assert page.missing == ()
    assert "Dirección juridica: todo al corriente" in html
    assert "Lo siguiente" in html
    assert "Abril: faltan 2 de 2 tareas por reportar" in html
    assert "vence el 8 de mayo de 2026 (en 36 días)" not in html
    assert "vence el 7 de mayo de 2026 (en 35 días)" in html


def test_a_reported_month_waits_for_its_confirmation(cast, sign_in):
    report(cast, 1, 2, 3, confirm=False)
    page, _ = page_of(sign_in("enlace"))

    assert [item.action for item in page.missing[:3]] == [
        "Confirmar enero",
        "Confirmar febrero",
        "Confirmar marzo",
    ]


def test_days_off_move_the_deadline_and_closed_months_are_owed_no_more(cast, sign_in):
    DiaInhabil.objects.create(institucion=cast.institucion, day=date(2026, 4, 3), name="Viernes")
    page, _ = page_of(sign_in("enlace"))
    months = {item.number: item.due_on for item in page.missing if item.kind == "month"}
    assert months[3] == date(2026, 4, 8)

    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
    Trimestre.objects.filter(programa=cast.programa, number=2).update(status=TrimestreStatus.OPEN)
    page, _ = page_of(sign_in("enlace"))
    assert page.missing == ()
    assert [item.text for item in page.coming] == [
        "Abril: faltan 2 de 2 tareas por reportar",
        "2do trimestre: 0 de 2 líneas listas",
    ]


def test_own_lineas_tell_what_is_programmed_and_done(cast, sign_in):
    page, html = page_of(sign_in("enlace"))
    (quarter,) = page.quarters

    assert [(own.line.linea.number, own.programmed, own.target) for own in quarter.lines] == [
        ("1.1", "", 25),
        ("1.2", "", 25),
    ]
    for own in quarter.lines:
        row = html[html.rindex(own.line.capture_url) :].partition("</tr>")[0]
        reading = own.line.reading
        assert all(text in row for text in (reading.annual, reading.semaforo.word))
    assert "A marzo" in html
    assert "Dirección archivo" not in html


def test_several_areas_are_told_together(cast, sign_in):
    Membresia.objects.create(
        user=cast.people["enlace"],
        institucion=cast.institucion,
        role="enlace",
        area=cast.institucion.areas.get(code="archivo"),
    )
    page, html = page_of(sign_in("enlace"))

    assert "Le faltan 8 cosas" in html
    months = [item.url for item in page.missing if item.kind == "month"]
    assert {area for url in months for area in re.findall(r"area=(\w+)", url)} == {
        "juridica",
        "archivo",
    }


def test_the_secretario_starts_at_the_tablero(cast, sign_in):
    answer = sign_in("secretario").get(reverse("home"))

    assert (answer.status_code, answer["Location"]) == (302, reverse("tablero"))


@pytest.mark.parametrize("who", ["planeacion", "superuser"])
def test_who_follows_the_areas_sees_the_late_ones_first(cast, sign_in, who):
    report(cast, 1, 2, 3)
    set_entries(cast, status=AvanceStatus.SUBMITTED, submitted_at=timezone.now())
    page, html = page_of(sign_in(who))
    board = next(b for b in page.boards if b.programa == cast.programa)

    assert [(area.code, area.state, area.days_late) for area in board.areas] == [
        ("archivo", "late", 55),
        ("juridica", "review", 0),
    ]
    assert board.areas[0].quarter_words == "2 de 2 líneas sin enviar"
    assert board.areas[0].months_words == "Enero: faltan 2 de 2; febrero: faltan 2 de 2"
    assert board.areas[1].quarter_words == "2 por revisar, 0 de 2 validadas"
    where = ", PROPIA" if who == "superuser" else ""
    assert f"1er trimestre 2026{where}: 1 área atrasada, 1 por revisar" in html
    assert ("Secretaría Ejecutiva ajena" in html) == (who == "superuser")


def boards_of(client):
    """Return (quarter, late áreas) of each board of Inicio, as they stand, and the HTML."""
    page, html = page_of(client)
    return [(board.number, board.late) for board in page.boards], html


def test_every_open_quarter_and_every_late_month_has_its_board(cast, sign_in):
    rows = Trimestre.objects.filter(programa=cast.programa)
    rows.filter(number=2).update(status=TrimestreStatus.OPEN, due_on=date(2026, 7, 14))
    boards, html = boards_of(sign_in("planeacion"))
    assert boards == [(1, 2), (2, 0)]
    assert "2do trimestre 2026: ninguna área atrasada" in html

    # The first quarter is reopened while the second runs: what is late comes first.
    rows.filter(number=1).update(due_on=date(2026, 4, 17))
    report(cast, 1, 2, 3)
    MarcaMensual.objects.filter(tarea__area__code="archivo").delete()
    rows.filter(number=2).update(due_on=date(2026, 4, 1))
    boards, html = boards_of(sign_in("planeacion"))
    assert boards == [(2, 2), (1, 0)]

    rows.update(status=TrimestreStatus.UPCOMING)
    MarcaMensual.objects.filter(tarea__area__code="juridica", month=1).update(
        status="unreported", reported_at=None
    )
    boards, _ = boards_of(sign_in("planeacion"))
    assert boards == [], "Nobody approved or opened this plan."
    approve(cast)
    boards, html = boards_of(sign_in("planeacion"))
    assert boards == [(1, 1)]
    assert "Todavía no se abre." in html
    assert "Enero: faltan 2 de 2" in html


def test_a_quarter_without_deadline_is_said(cast, sign_in):
    MarcaMensual.objects.all().delete()
    Trimestre.objects.filter(programa=cast.programa, number=1).update(due_on=None)
    _, html = boards_of(sign_in("planeacion"))

    assert "1er trimestre 2026: sin fecha límite" in html
    assert "ninguna área atrasada" not in html


def test_what_waits_for_the_reviewer_says_for_how_long(cast, sign_in):
    report(cast, 1, 2, 3)
    set_entries(cast, status=AvanceStatus.SUBMITTED, submitted_at=timezone.now())
    EntregaDeArea.objects.create(
        trimestre=Trimestre.objects.get(programa=cast.programa, number=1),
        area=cast.institucion.areas.get(code="juridica"), status="submitted", folio="F",
        submitted_by=cast.people["titular"], submitted_at=datetime(2026, 3, 30, 18, tzinfo=UTC),
    )  # fmt: skip
    page, html = page_of(sign_in("planeacion"))

    assert [area.days_waiting for area in page.boards[0].areas] == [0, 3]
    assert "3 días" in html


def approve(cast) -> None:
    """Record the approval of the plan."""
    Programa.objects.filter(pk=cast.programa.pk).update(
        status=ProgramaStatus.APPROVED, approval_agreement="A/1", approval_session="Primera",
        approved_on=date(2026, 1, 5),
    )  # fmt: skip


class TestNextSteps:
    """Who keeps the dates always reads what can be done next, with its place."""

    @staticmethod
    def steps(client) -> dict[str, str]:
        """Return {words of the link: its address} and check that each is on the page."""
        page, html = page_of(client)
        assert all(f'href="{step.url}">{step.action}<' in html for step in page.steps)
        return {step.action: step.url for step in page.steps}

    def test_a_plan_is_approved_and_its_next_quarter_opened(self, cast, sign_in):
        plazos = reverse("plazos", args=["propia", YEAR])
        opens = {"Abrir el 2do trimestre 2026": f"{plazos}#trimestre-2"}
        review = reverse("revision_plan", args=["propia", YEAR])
        reviews = {"Revisar y enviar el plan 2026": review}
        approves = {"Ver lo que falta para aprobar 2026": review}
        assert self.steps(sign_in("planeacion")) == reviews | opens

        send_to_review(cast.programa)
        assert self.steps(sign_in("planeacion")) == approves | opens

        approve(cast)
        assert self.steps(sign_in("planeacion")) == opens

    def test_what_is_all_validated_waits_for_its_closing(self, cast, sign_in):
        AvanceTrimestral.objects.filter(trimestre__number=1).update(
            status=AvanceStatus.VALIDATED, validated_at=timezone.now()
        )
        steps = self.steps(sign_in("planeacion"))
        place = reverse("trimestre_closing", args=["propia", YEAR, 1])
        assert steps["Ver el cierre del 1er trimestre 2026"] == place

    def test_after_the_last_quarter_the_next_year_is_prepared(self, cast, sign_in):
        approve(cast)
        Trimestre.objects.filter(programa=cast.programa).update(**CLOSED)
        Programa.objects.filter(pk=cast.programa.pk).update(year=2025)
        client = sign_in("planeacion")
        assert self.steps(client) == {
            "Preparar el programa 2026": reverse("preparar_step", args=["propia", "programa"])
        }
        _, html = page_of(client)
        assert '<h1 id="siguiente-paso">Ningún trimestre abierto</h1>' in html

        with locks_lifted():
            Programa.objects.all().delete()
        # Without any programme its Planeación starts at the preparation.
        answer = client.get(reverse("home"))
        assert answer.url == reverse("preparar", args=["propia"])

    @pytest.mark.parametrize("who", ["enlace", "titular", "consulta", "auditoria"])
    def test_nobody_else_is_told(self, sign_in, who):
        assert self.steps(sign_in(who)) == {}


@pytest.mark.parametrize("who", ["consulta", "auditoria"])
def test_who_only_reads_sees_programmes(cast, sign_in, who):
    page, html = page_of(sign_in(who))

    assert page.boards == page.missing == page.quarters == ()
    assert "1er trimestre 2026" in html
    assert reverse("programa_detail", args=["propia", YEAR]) in html
    assert reverse("mes") + "?" not in html


@pytest.mark.parametrize("who", ["enlace", "planeacion", "superuser", "consulta"])
def test_the_queries_are_few_and_the_same(db, client, who):
    counts = []
    for lineas, prefix in ((4, "chica-"), (40, "grande-")):
        client.force_login(make_cast(lineas=lineas, prefix=prefix).people[who])
        with CaptureQueriesContext(connection) as queries:
            page_of(client)
        marks = ("SAVEPOINT", "RELEASE")
        counts.append(sum(not query["sql"].startswith(marks) for query in queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 20


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 7, 5), "vence el 5 de julio de 2026 (en 4 días)"),
        (date(2026, 7, 2), "vence el 2 de julio de 2026 (en 1 día)"),
        (date(2026, 7, 1), "vence hoy, 1 de julio de 2026"),
        (date(2026, 6, 30), "venció el 30 de junio de 2026 (ayer)"),
        (None, "sin fecha límite"),
    ],
)
def test_deadlines_in_words(due, words):
    assert due_words(due, date(2026, 7, 1)) == words
