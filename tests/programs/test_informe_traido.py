"""An informe brought to a quarter: what is recognised, what is written, and what is refused."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Figura,
    Trimestre,
    User,
)
from programs.received.carried import carried_read, carried_sign
from programs.received.informes.child import reading_of
from programs.received.informes.reading import InformeReading
from programs.selectors.informe_traido import informe_carried
from programs.selectors.quarter_entries import QuarterEntries
from programs.services import informe_traido as services
from programs.services.captura import quantity_save
from programs.services.informe_traido import STARTED, NotBrought, informe_bring
from programs.values.brought.amounts import offers_of
from programs.values.brought.blocks import blocks_of
from programs.values.brought.carried import Carried, Chosen
from programs.values.brought.pairs import PlanLine, pairs_of
from programs.values.written import Passage, PassageKind
from programs.views import informe_traido as views
from tests.programs.brought import brought_docx
from tests.programs.written_cases import written_linea
from tests.seed_rows import load_rows
from tests.seedtext import SEEDS

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & <img src=x onerror='y'>"


@pytest.fixture(scope="module")
def s2_reading() -> InformeReading:
    """S2 as somebody pastes it."""
    return reading_of("text", SEEDS["sesaech"].read_bytes())


@pytest.fixture
def quarter() -> Trimestre:
    """The first quarter of S2's programme, open, with nothing captured."""
    load_rows("sesaech")
    found = Trimestre.objects.get(
        programa__institucion__slug="sesaech", programa__year=2024, number=1
    )
    assert found.status == TrimestreStatus.OPEN
    Figura.objects.filter(bloque__avance__trimestre=found).delete()
    Bloque.objects.filter(avance__trimestre=found).delete()
    AvanceDeComponente.objects.filter(avance__trimestre=found).update(quantity=None, received=None)
    AvanceTrimestral.objects.filter(trimestre=found).update(
        cause="", closing="automatic", stated_percent=None, closing_reason="", ready=False
    )
    return found


@pytest.fixture
def person() -> User:
    """Who may write everywhere."""
    return User.objects.create_superuser("raiz", password="Clave-larga-2026")


def carried_of(quarter: Trimestre, person: User, reading: InformeReading) -> Carried:
    return informe_carried(QuarterEntries(quarter, person), reading, source="s2.docx", sha256="ab")


def everything(carried: Carried) -> list[Chosen]:
    return [
        Chosen(place, linea.own, tuple(range(len(linea.blocks))), tuple(range(len(linea.offers))))
        for place, linea in enumerate(carried.lineas)
    ]


def bring(quarter: Trimestre, person: User, carried: Carried, chosen=None):
    return informe_bring(
        quarter.pk, carried, chosen or everything(carried), by=person, now=timezone.now()
    )


def test_s2_is_recognised_whole_and_its_texts_are_those_of_the_fixture(s2_reading):
    load_rows("sesaech")
    found = Trimestre.objects.get(programa__institucion__slug="sesaech", number=1)
    entries = list(AvanceTrimestral.objects.filter(trimestre=found).with_place())
    lines = [
        PlanLine(e.pk, e.linea.eje.name, e.linea.area.name, e.number, e.linea.title)
        for e in entries
    ]
    lineas = list(s2_reading.written.lineas)

    pairs = pairs_of(lineas, lines)

    assert [pairs[linea.key][0].pk for linea in lineas] == [entry.pk for entry in entries]
    same = 0
    for entry, linea in zip(entries, lineas, strict=True):
        own = [b.html for b in entry.bloques.kept().filter(kind="text").order_by("order")]
        read = [b.html for b in blocks_of(linea) if b.is_text]
        same += [words(html) for html in own] == [words(html) for html in read]
    assert same >= 23


def words(html: str) -> str:
    """The letters of a text alone: lists, quotes and breaks are typed in more than one way."""
    return "".join(re.findall(r"\w", unescape(re.sub(r"<[^>]*>", "", html))))


@pytest.mark.parametrize(
    ("when", "doubt"),
    [("enero", ""), ("noviembre", "Puede ser de otro periodo: «noviembre»")],
)
def test_an_informe_without_a_period_is_held_against_the_quarter(quarter, person, when, doubt):
    row = AvanceDeComponente.objects.filter(avance__trimestre=quarter, componente__monthly=False)
    row = row.filter(componente__kind="sum").select_related("componente", "avance__linea").first()
    row.avance.linea.meta.componentes.exclude(pk=row.componente_id).delete()
    ComponenteDeMeta.objects.filter(pk=row.componente_id).update(unit="reportes", quantity=4)
    linea = row.avance.linea
    text = (
        f"Línea de Acción 1\n{linea.title}\nMeta: 4 reportes\nSe entregaron 2 reportes en {when}."
    )
    reading = reading_of("text", text.encode())
    assert reading.written.period is None
    (offer,) = carried_of(quarter, person, reading).lineas[0].offers
    assert (offer.quantity, offer.doubt) == (2, doubt)


def test_it_is_written_in_one_act_and_only_once(quarter, person, s2_reading):
    carried = carried_of(quarter, person, s2_reading)
    acts = AuditEntry.objects.count()

    done = bring(quarter, person, carried)

    assert (done.lineas, done.left) == (len(carried.lineas), 0)
    assert Bloque.objects.filter(avance__trimestre=quarter).count() == done.blocks > 40
    act = AuditEntry.objects.latest("number")
    assert AuditEntry.objects.count() == acts + 1
    assert (act.data["origin"], act.data["origin_sha256"]) == ("s2.docx", "ab")
    assert len(act.data["added"]) == done.lineas
    block = Bloque.objects.filter(avance__trimestre=quarter).first()
    assert block.history.count() == 1 and block.history.first().history_user == person
    again = bring(quarter, person, carried)
    assert (again.lineas, again.blocks, again.quantities) == (0, 0, 0)
    assert AuditEntry.objects.count() == acts + 1


def test_quantities_are_only_those_that_the_words_count(quarter, person, s2_reading):
    carried = carried_of(quarter, person, s2_reading)
    sure = {o.pk: o.quantity for line in carried.lineas for o in line.offers if not o.doubt}

    assert sorted(int(quantity) for quantity in sure.values()) == [2, 25, 39]
    bring(quarter, person, carried)
    rows = AvanceDeComponente.objects.filter(avance__trimestre=quarter)
    assert not rows.filter(quantity=0).exists()
    assert rows.get(pk=next(iter(sure))).version == 2


def test_many_lineas_ask_no_more_than_few(
    quarter, person, s2_reading, django_assert_max_num_queries
):
    carried = carried_of(quarter, person, s2_reading)

    with django_assert_max_num_queries(20):
        bring(quarter, person, carried)


def test_a_linea_with_content_takes_texts_at_its_end(quarter, person, s2_reading):
    first = carried_of(quarter, person, s2_reading)
    bring(quarter, person, first)
    second = carried_of(quarter, person, s2_reading)
    place, linea = next((n, line) for n, line in enumerate(second.lineas) if len(line.blocks) > 1)
    before = list(Bloque.objects.filter(avance=linea.own).values_list("pk", flat=True))

    done = bring(quarter, person, second, [Chosen(place, linea.own, (0, 1), ())])

    assert (done.blocks, done.left) == (1, 1)
    last = Bloque.objects.filter(avance=linea.own).order_by("order").last()
    assert last.kind == "text" and last.pk not in before


def test_what_changed_meanwhile_is_told_by_linea_and_nothing_is_written(
    quarter, person, s2_reading
):
    carried = carried_of(quarter, person, s2_reading)
    sent, typed, *_ = carried.lineas
    AvanceTrimestral.objects.filter(pk=sent.own).update(
        status=AvanceStatus.SUBMITTED, submitted_at=timezone.now(), submitted_by=person
    )
    AvanceTrimestral.objects.filter(pk=typed.own).update(cause="Otra persona escribió.")

    with pytest.raises(NotBrought) as caught:
        bring(quarter, person, carried)

    assert "ya se envió" in caught.value.refusals[0]
    assert caught.value.refusals[1] == STARTED
    assert not Bloque.objects.filter(avance__trimestre=quarter).exists()


def test_the_same_number_typed_by_somebody_else_is_a_change_meanwhile(quarter, person, s2_reading):
    carried = carried_of(quarter, person, s2_reading)
    place, linea = next((p, each) for p, each in enumerate(carried.lineas) if each.offers)
    offer = linea.offers[0]
    quantity_save(
        offer.pk,
        avance_pk=linea.own,
        quantity=offer.quantity,
        received=None,
        reason="",
        by=User.objects.create_superuser("otra"),
        version=offer.version,
    )
    parts = tuple(range(len(linea.blocks)))
    with pytest.raises(NotBrought) as caught:
        bring(quarter, person, carried, [Chosen(place, linea.own, parts, ())])
    assert caught.value.refusals == {place: STARTED}


def test_two_lineas_do_not_go_to_one_and_nothing_marked_is_told(quarter, person, s2_reading):
    carried = carried_of(quarter, person, s2_reading)
    own = carried.lineas[0].own
    with pytest.raises(NotBrought) as caught:
        bring(quarter, person, carried, [Chosen(0, own, (0,), ()), Chosen(1, own, (0,), ())])
    assert caught.value.refusals == {1: services.TWICE}
    with pytest.raises(services.DomainError, match="No marcó nada"):
        bring(quarter, person, carried, [Chosen(0, own, (), ())])


def test_who_captures_an_area_brings_its_lineas_alone(quarter, s2_reading):
    area = quarter.avances.first().linea.area
    enlace = User.objects.create_user("enlace-x", password="Clave-larga-2026")
    enlace.membresias.create(institucion=quarter.programa.institucion, role="enlace", area=area)

    carried = carried_of(quarter, enlace, s2_reading)

    own = set(quarter.avances.filter(linea__area=area).values_list("pk", flat=True))
    assert {line.own for line in carried.lineas} == own
    assert len(carried.others) == 26 - len(own)
    other = quarter.avances.exclude(linea__area=area).first()
    with pytest.raises(NotBrought):
        bring(quarter, enlace, carried, [Chosen(0, other.pk, (0,), ())])


def test_a_signed_text_is_of_one_person_and_one_quarter(quarter, person, s2_reading):
    carried = carried_of(quarter, person, s2_reading)
    signed = carried_sign(carried, person.pk, quarter.pk)

    assert carried_read(signed, person.pk, quarter.pk) == carried
    for text, who, where in (
        (signed, person.pk + 1, quarter.pk),
        (signed, person.pk, quarter.pk + 1),
        (f"{signed}x", person.pk, quarter.pk),
        ("", person.pk, quarter.pk),
    ):
        with pytest.raises(views.FileRefused):
            carried_read(text, who, where)


def test_a_hostile_text_is_escaped_and_a_wide_table_says_why():
    rows = tuple(tuple("celda" for _ in range(14)) for _ in range(3))
    linea = replace(
        written_linea(),
        passages=(
            Passage("a", "a", PassageKind.TEXT, HOSTILE),
            Passage("b", "b", PassageKind.TABLE, "", rows),
            Passage("c", "c", PassageKind.TEXT, "a " * 70_000),
        ),
    )
    text, table, long = blocks_of(linea)

    assert "<script" not in text.html and "<img" not in text.html
    assert "columnas" in table.problem and table.rows == ()
    assert "letras" in long.problem and long.html == ""


@pytest.mark.parametrize(
    ("texts", "closing", "brought"),
    [
        ((), "Se celebró la Segunda Sesión el 15 de mayo, por lo que se lleva 75% de avance.", 1),
        ((), "Del 100% de la meta programada, se tiene un avance del 25%.", 0),
        (("Se impartió un curso.",), "Se impartió un curso, lo que da un avance de 25%.", 1),
    ],
)
def test_a_closing_that_alone_tells_what_was_done_is_not_lost(texts, closing, brought):
    assert len(blocks_of(written_linea(*texts, closing=closing))) == brought


# The pages --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_pages_bring_what_is_marked(client, quarter, person):
    client.force_login(person)
    page = client.get(quarter.get_absolute_url())
    url = reverse("informe_bring", args=quarter.place)
    assert url in page.text
    assert client.post(url, {}).status_code == 422
    understood = client.post(url, {"texto": SEEDS["sesaech"].read_text(encoding="utf-8")})
    assert understood.status_code == 200
    assert not Bloque.objects.filter(avance__trimestre=quarter).exists()
    sent = fields_of(understood.text)
    save = reverse("informe_bring_save", args=quarter.place)
    assert client.get(save).status_code == 302

    done = client.post(save, sent)

    assert (done.status_code, done.headers["Location"]) == (303, quarter.get_absolute_url())
    made = Bloque.objects.filter(avance__trimestre=quarter).count()
    assert made > 40
    assert "Se trajo a" in client.get(quarter.get_absolute_url()).text
    assert client.post(save, sent).status_code == 303
    assert Bloque.objects.filter(avance__trimestre=quarter).count() == made
    forged = client.post(save, {**sent, "leido": "otra"})
    assert forged.status_code == 422 and "Traiga otra vez el informe" in forged.text


@pytest.mark.slow
def test_a_file_is_read_too_and_what_is_of_no_linea_is_left_to_choose(client, quarter, person):
    client.force_login(person)
    url = reverse("informe_bring", args=quarter.place)

    page = client.post(url, {"archivo": SimpleUploadedFile("informe.docx", brought_docx())})

    assert page.status_code == 200 and "informe.docx" in page.text
    assert "No se reconoció" in page.text


def fields_of(html: str) -> dict[str, object]:
    """Return what a browser sends of the page as it stands."""
    signed = re.search(r'name="leido" value="([^"]*)"', html)
    assert signed
    sent: dict[str, object] = {"leido": signed[1]}
    for name in ("parte", "cantidad"):
        boxes = re.findall(rf'<input[^>]*name="{name}"[^>]*>', html)
        marked = [re.search(r'value="([^"]*)"', box) for box in boxes if " checked" in box]
        sent[name] = [found[1] for found in marked if found]
    for select in re.finditer(r'<select[^>]*name="(linea-\d+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="(\d+)"\s+selected', select[2])
        sent[select[1]] = chosen[1] if chosen else ""
    return sent


@pytest.mark.slow
def test_what_was_left_without_a_linea_is_told_and_asked_for_again(client, quarter, person):
    client.force_login(person)
    entry, other = AvanceTrimestral.objects.filter(trimestre=quarter).with_place()[:2]
    text = (
        f"Informe de avances\n\n{entry.linea.area.name}\n\n"
        f"Línea de Acción {entry.number}\n{entry.linea.title}\nMeta: 4 reportes\n"
        "Se entregó el reporte de enero.\n\n"
        "Línea de Acción 99\nOrganizar la feria de la rendición de cuentas\nMeta: 2 ferias\n"
        "Se eligió la sede de la feria.\n"
    )
    about = client.get(reverse("informe_bring", args=quarter.place)).text
    assert "No se trae la presentación del informe" in about
    page = client.post(reverse("informe_bring", args=quarter.place), {"texto": text})
    assert "1 línea reconocida" in page.text and "100% del texto" in page.text
    assert "La presentación del informe tampoco" in page.text
    save = reverse("informe_bring_save", args=quarter.place)

    rest = client.post(save, fields_of(page.text))

    assert rest.status_code == 200
    # A script that posts first and lets the browser post again would say that it had come before.
    assert "data-every-try-counts" in page.text
    assert "Se trajo a 1 línea: 1 bloque" in rest.text
    assert "Sin traer: 1 parte marcada de 1 línea en «No traer»." in rest.text
    assert "feria" in rest.text and "reporte de enero" not in rest.text
    sent = {**fields_of(rest.text), "linea-1": str(other.pk)}
    done = client.post(save, sent)
    assert done.headers["Location"] == other.get_absolute_url()
    texts = Bloque.objects.filter(avance__trimestre=quarter).values_list("avance", "html")
    assert sorted(texts) == sorted(
        [
            (entry.pk, "<p>Se entregó el reporte de enero.</p>"),
            (other.pk, "<p>Se eligió la sede de la feria.</p>"),
        ]
    )


@pytest.mark.slow
def test_where_no_linea_is_recognised_the_page_says_what_to_do(client, quarter, person):
    client.force_login(person)
    text = "Línea de Acción 99\nOrganizar la feria\nMeta: 2 ferias\nSe eligió la sede.\n"

    page = client.post(reverse("informe_bring", args=quarter.place), {"texto": text}).text

    assert "No se reconoció ninguna línea de su área" in page
    assert "elija a qué línea va cada texto" in page and "quite lo que no quiera" not in page
    label = re.search(r"<option[^>]*>\s*([^<]*?)\s*</option>", page.partition("No traer")[2])[1]
    assert re.match(r"[\d.]+\. \w", label)


@pytest.mark.parametrize(
    ("before", "doubt"), [("3", ""), ("2", "No da el porcentaje que la línea dice, 100%")]
)
def test_a_percentage_may_tell_of_the_whole_year(cast, person, before, doubt):
    """3 that the first quarter reported and 1 of now are 4 of 4."""
    second = Trimestre.objects.get(programa=cast.programa, number=2)
    Trimestre.objects.filter(pk=second.pk).update(status=TrimestreStatus.OPEN)
    rows = AvanceDeComponente.objects.filter(avance=cast.avance(0, 1))
    rows.update(quantity=before)
    (row,) = rows
    ComponenteDeMeta.objects.filter(pk=row.componente_id).update(quantity=4, unit="reportes")
    told = written_linea(
        "Se elaboró 1 reporte. Con ello se alcanzó el 100% de la meta anual.",
        amounts=[("4", "reportes")],
    )
    components = QuarterEntries(second, person).components(cast.avance(0, 2).pk)
    (offer,) = offers_of(replace(told, reported=()), components, None)
    assert (offer.quantity, offer.doubt) == (1, doubt)
