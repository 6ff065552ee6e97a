"""The history that people read: sessions of work, with what was before and after."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.enums import MarkStatus
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
)
from programs.selectors.historial import (
    TEXT_SHOWN,
    area_sessions,
    linea_sessions,
    mark_sessions,
)
from programs.services import bloques, captura, cierre, figuras
from programs.services.presentacion import section_get
from tests.factories import YEAR, make_cast, make_person
from tests.programs.review_cast import Review, area_of, name_second_validator, quarter, where
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
HERE = ["propia", YEAR, 1, "juridica"]
AREA = reverse("historial_area", args=HERE)


def at(row, minutes: int) -> None:
    """Date the latest trace of a row some minutes from now."""
    trace = row.history.order_by("-history_id").first()
    trace.history_date = timezone.now() + timedelta(minutes=minutes)
    trace.save(update_fields=["history_date"])


def test_a_draft_that_was_saved_many_times_reads_as_one_change(cast):
    block = cast.avance().bloques.get(kind="text")
    for minute, text in enumerate(("Uno", "Uno dos", "Uno dos tres")):
        values = {"html": f"<p>{text}</p>"}
        bloques.block_save(block.pk, values=values, by=cast.people["enlace"], version=None)
        at(block, minute)
    (session,) = linea_sessions(cast.linea())

    assert session.author == "enlace"
    assert [(c.what, c.after) for c in session.changes] == [("Texto", "Uno dos tres")]
    assert session.changes[0].where == "1er trimestre · Texto 1"


def test_a_pause_of_half_an_hour_and_another_person_begin_another_entry(cast):
    avance = cast.avance()
    for minute, who, cause in ((0, "enlace", "a"), (10, "titular", "b"), (55, "enlace", "c")):
        captura.cause_save(avance.pk, cause=cause, by=cast.people[who], version=None)
        at(avance, minute)
    sessions = linea_sessions(cast.linea())

    assert [(s.author, s.changes[0].before, s.changes[0].after) for s in sessions] == [
        ("enlace", "b", "c"),
        ("titular", "a", "b"),
        ("enlace", "sin registro", "a"),
    ]


def test_a_quantity_says_its_unit_and_both_figures(cast):
    row = AvanceDeComponente.objects.get(avance=cast.avance())
    for quantity in (4, 5):
        captura.quantity_save(
            row.pk,
            avance_pk=row.avance_id,
            quantity=quantity,
            received=None,
            reason="",
            by=cast.people["enlace"],
            version=None,
        )
        at(row, 40 * quantity)
    change = linea_sessions(cast.linea(), quarter=1)[0].changes[0]

    assert (change.where, change.before, change.after) == ("1er trimestre · documentos", "4", "5")
    assert not linea_sessions(cast.linea(), quarter=2)


def test_a_month_keeps_what_it_was(cast):
    marca = MarcaMensual.objects.filter(tarea__linea=cast.linea()).first()
    for status, reason in ((MarkStatus.DONE, ""), (MarkStatus.NOT_DONE, "Sin sistema")):
        marca.status, marca.reason, marca.reported_at = status, reason, timezone.now()
        marca._history_user = cast.people["enlace"]
        marca.save()
    (session,) = mark_sessions(marca)
    changes = {change.what: (change.before, change.after) for change in session.changes}

    assert changes["Avance"][1] == "No realizada"
    assert changes["Motivo"] == ("vacío", "Sin sistema")


def test_the_pages_take_the_same_queries_for_a_long_history(
    cast, sign_in, django_assert_max_num_queries
):
    client = sign_in("auditoria")
    linea = cast.linea()
    address = reverse("historial_linea", args=[cast.institucion.slug, YEAR, linea.pk])
    block = cast.avance().bloques.get(kind="text")
    for number in range(40):
        bloques.block_save(
            block.pk, values={"html": f"<p>{number}</p>"}, by=cast.people["enlace"], version=None
        )
        at(block, 40 * number)
    with django_assert_max_num_queries(15):
        html = client.get(address).content.decode()

    assert "Página 1 de 2" in html
    assert html.count("timeline-entry") == 30


def test_the_months_of_a_quarter_are_those_of_that_quarter(cast):
    marks = MarcaMensual.objects.filter(tarea__linea=cast.linea(), month__in=(3, 4))
    for marca in marks:
        marca.status, marca.reported_at = MarkStatus.DONE, timezone.now()
        marca.save()

    def months(number: int) -> list[str]:
        sessions = linea_sessions(cast.linea(), quarter=number)
        return [change.where.split()[0] for session in sessions for change in session.changes]

    assert (months(1), months(2), months(3)) == (["Marzo"], ["Abril"], [])


def test_two_rows_of_one_name_keep_their_own_changes(cast):
    LineaDeAccion.objects.filter(eje__programa=cast.programa).update(title="El mismo texto")
    for place, cause in ((0, "a"), (1, "b")):
        avance = cast.avance(place)
        captura.cause_save(avance.pk, cause=cause, by=cast.people["enlace"], version=None)
    (session,) = area_sessions(quarter(cast), area_of(cast))

    assert sorted(change.after for change in session.changes) == ["a", "b"]


def test_a_long_text_is_shown_where_it_changed(cast):
    block = cast.avance().bloques.get(kind="text")
    long = "palabra " * (TEXT_SHOWN // 4)
    for minute, end in ((0, "antes"), (40, "después")):
        values = {"html": f"<p>{long}{end}</p>"}
        bloques.block_save(block.pk, values=values, by=cast.people["enlace"], version=None)
        at(block, minute)
    change = linea_sessions(cast.linea())[0].changes[0]

    assert change.before.startswith("…palabra") and change.before.endswith("palabra antes")
    assert change.after.startswith("…palabra") and change.after.endswith("palabra después")


def test_what_is_said_of_a_picture_does_not_add_it(cast):
    figure = cast.avance().bloques.get(kind="figures").figuras.get()
    figure.alt, figure._history_user = "Mesa llena", cast.people["enlace"]
    figure.save()
    (change,) = linea_sessions(cast.linea())[0].changes

    assert (change.what, change.before, change.after) == (
        "¿Qué se ve?", "sin registro", "Mesa llena",
    )  # fmt: skip


def test_a_picture_that_was_taken_out_says_so(cast):
    figure = cast.avance().bloques.get(kind="figures").figuras.get()
    figuras.figure_remove(figure.pk, by=cast.people["enlace"])
    (gone,) = linea_sessions(cast.linea())[0].changes
    figuras.figure_restore(figure.pk, by=cast.people["enlace"])
    back = figure.history.order_by("history_id").last()
    back.history_date = timezone.now() + timedelta(minutes=40)
    back.save(update_fields=["history_date"])
    (again,) = linea_sessions(cast.linea())[0].changes

    assert (gone.what, gone.after) == ("Foto", "quitada")
    assert (again.before, again.after) == ("quitada", "agregada")


# The quarter of an área -------------------------------------------------------------------------


@pytest.fixture
def reviewed(cast) -> Review:
    """A quarter with its months, its part of the presentación, an extension, and two rounds."""
    review, enlace = Review(cast), cast.people["enlace"]
    marca = MarcaMensual.objects.get(tarea__linea=cast.linea(), month=2)
    other = MarcaMensual.objects.get(tarea__linea=cast.linea(), month=4)
    foreign = MarcaMensual.objects.filter(tarea__area=area_of(cast, "archivo"), month=2)[0]
    with review.later():
        for row in (marca, other, foreign):
            row.status, row.reason, row.reported_at = "not_done", "Sin sistema", review.now
            row._history_user = enlace
            row.save()
        section = section_get(quarter(cast).pk, area=area_of(cast), by=enlace)
        block = bloques.block_add(seccion_pk=section.pk, kind="text", key="parte", by=enlace)
        values = {"html": "<p>Lo que hizo el área.</p>"}
        bloques.block_save(block.pk, values=values, by=enlace, version=None)
    review.act(
        cierre.entrega_extend,
        **where(cast),
        until=date(YEAR, 4, 30),
        reason="Cambio de oficinas",
        by=cast.people["planeacion"],
    )
    review.submit()
    review.observe(cast.avance())
    review.give_back()
    return review


def test_the_quarter_of_an_area_tells_all_that_it_hands_in(cast, reviewed):
    sessions = area_sessions(quarter(cast), area_of(cast))
    told = {
        (session.author, change.where, change.what, change.before, change.after)
        for session in sessions
        for change in session.changes
    }
    handed, linea = "Entrega del área", f"Línea {cast.linea().title}"
    month = f"Febrero 2026 · Elaborar el documento de la línea {cast.linea().pk}"

    assert [session.author for session in sessions] == [
        "secretario", "titular", "planeacion", "enlace",
    ]  # fmt: skip
    assert {
        ("enlace", month, "Motivo", "sin registro", "Sin sistema"),
        ("enlace", "Presentación · Texto 1", "Texto", "vacío", "Lo que hizo el área."),
        ("planeacion", handed, "Prórroga hasta", "vacío", "30 de abril de 2026"),
        ("planeacion", handed, "Motivo de la prórroga", "vacío", "Cambio de oficinas"),
        ("titular", handed, "Trámite", "En captura", "Enviada"),
        ("titular", handed, "Folio del acuse", "vacío", "PROPIA-2026-T1-JURIDICA-01"),
        ("titular", linea, "Trámite", "sin registro", "Enviada"),
        ("secretario", handed, "En revisión desde", "vacío", "10 de abril de 2026, 10:04"),
        ("secretario", handed, "Trámite", "Enviada", "Con observaciones"),
        ("secretario", linea, "Trámite", "Enviada", "Con observaciones"),
    } <= told
    # Neither another quarter's months nor another área's.
    months = {where for _, where, *_ in told if where.startswith(("Febrero", "Abril"))}
    assert months == {month}


def test_another_area_tells_nothing_of_it(cast, reviewed):
    (session,) = area_sessions(quarter(cast), area_of(cast, "archivo"))

    assert {change.what for change in session.changes} == {"Avance", "Motivo"}
    assert EntregaDeArea.history.exists()


def _write_everything(one) -> None:
    """Leave a trace in every row of the área's quarter, and of its submission."""
    area, enlace = area_of(one), one.people["enlace"]
    section = section_get(quarter(one).pk, area=area, by=enlace)
    bloques.block_add(seccion_pk=section.pk, kind="text", key=f"p{section.pk}", by=enlace)
    rows = [
        *AvanceTrimestral.objects.filter(trimestre=quarter(one), linea__area=area),
        *AvanceDeComponente.objects.filter(
            avance__trimestre=quarter(one), avance__linea__area=area
        ),
        *MarcaMensual.objects.filter(tarea__area=area, month__lte=3),
        EntregaDeArea.objects.create(trimestre=quarter(one), area=area),
    ]
    blocks = Bloque.objects.filter(avance__trimestre=quarter(one), avance__linea__area=area)
    rows += [*blocks, *(figure for block in blocks for figure in block.figuras.all())]
    for row in rows:
        for text in ("uno", "dos"):
            for name in ("cause", "reason", "caption", "alt", "extension_reason"):
                if hasattr(row, name):
                    setattr(row, name, text)
            row._history_user = enlace
            row.save()


def test_the_page_of_an_area_takes_the_same_queries_for_forty_lineas(client):
    def queries(one) -> int:
        _write_everything(one)
        client.force_login(one.people["auditoria"])
        address = reverse("historial_area", args=[one.institucion.slug, YEAR, 1, "juridica"])
        return queries_of(lambda: client.get(address))

    few, many = queries(make_cast(4, "a")), queries(make_cast(40, "b"))

    assert few == many <= 15


def test_the_pages_name_the_quarter_in_words(cast, sign_in):
    client = sign_in("auditoria")
    html = client.get(AREA).content.decode()
    linea = reverse("historial_linea", args=["propia", YEAR, cast.linea().pk])

    assert "<h1>Historial del 1er trimestre 2026</h1>" in html
    assert ">1er trimestre</a>" in html and "Trimestre 1" not in html
    assert "Nadie ha escrito aquí todavía" in html
    html = client.get(f"{linea}?trimestre=3").content.decode()
    assert "<h1>Historial de la línea, 3er trimestre 2026</h1>" in html
    assert "<h1>Historial de la línea</h1>" in client.get(linea).content.decode()


# The way there ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "name", "args"),
    [
        ("enlace", "home", []),
        ("titular", "entrega_review", HERE),
        ("planeacion", "entrega_receipt", HERE),
        ("secretario", "revision_detail", HERE),
    ],
)
def test_the_history_of_an_area_is_one_click_away(cast, reviewed, sign_in, who, name, args):
    client = sign_in(who)
    html = client.get(reverse(name, args=args)).content.decode()

    assert f'href="{AREA}">Historial' in html
    page = client.get(AREA)
    assert page.status_code == 200 and "Con observaciones" in page.content.decode()


def test_who_reads_only_what_is_validated_is_led_nowhere(cast, reviewed, sign_in):
    client = sign_in("consulta")

    assert AREA not in client.get(reverse("home")).content.decode()
    assert client.get(AREA).status_code == 403
    assert sign_in("outsider").get(AREA).status_code == 404


def test_the_second_person_who_validates_reads_it_whatever_their_function(cast, reviewed, client):
    person = make_person("segunda", cast.institucion, "consulta")
    name_second_validator(cast, person)
    client.force_login(person)

    assert f'href="{AREA}"' in client.get(reverse("revision_detail", args=HERE)).content.decode()
    assert client.get(AREA).status_code == 200
