"""What is left out of the informe does not print and takes no number; minors need a reason."""

import pytest
from django.urls import reverse

from programs.models import Bloque, Evidencia, Figura
from programs.models.figura import MINORS_ASK, PEOPLE_ASK
from programs.reading.corte import trimestre_snapshot
from programs.reading.known import known_of
from programs.selectors.bloques import labels_of
from programs.selectors.historial import linea_sessions
from programs.services.evidencia import picture_store
from programs.services.figuras import figure_remove, figure_restore
from tests.factories import CLOSED, YEAR
from tests.pictures import jpeg
from tests.reports.documents import informe_document

JSON = {"HTTP_ACCEPT": "application/json"}
LEFT_OUT = "No sale en el informe: no lleva número."


@pytest.fixture
def figures(cast) -> list[Figura]:
    """Two pictures with files in one block of the first línea."""
    block = Bloque.objects.get(avance=cast.avance(), kind="figures")
    Bloque.objects.filter(pk=block.pk).update(caption="Sesión")
    first = block.figuras.get()
    rows = [first, Figura(bloque=block, order=2, alt="Firma")]
    for place, figure in enumerate(rows):
        figure.evidencia = picture_store(
            jpeg(30 + place, 20),
            name=f"{place}.jpg",
            institucion=cast.institucion,
            by=cast.people["enlace"],
        )
        figure.save()
    return rows


def save(client, figure: Figura, **values):
    """Send what the page sends of a picture that nobody marked, with these answers."""
    figure.refresh_from_db()
    sent = {"alt": figure.alt, "in_informe": "true", "version": figure.version} | values
    answer = client.post(reverse("figure_save", args=[figure.pk]), sent, **JSON)
    figure.refresh_from_db()
    return answer


def images_of(chapters) -> dict[str, int]:
    """Return {label: pictures} of the groups that the informe prints in its líneas."""
    blocks = [
        block
        for chapter in chapters
        for part in chapter.parts
        for line in getattr(part, "lines", ())
        for block in line.blocks
        if block.kind == "figures"
    ]
    sets = [one for block in blocks for one in block.figure_sets]
    return {one.label: sum(map(len, one.rows)) for one in sets}


def test_a_picture_left_out_neither_prints_nor_counts_anywhere(cast, sign_in, figures):
    trimestre, client = cast.avance().trimestre, sign_in("enlace")
    block = figures[0].bloque
    other = Bloque.objects.get(avance=cast.avance(1), kind="figures")

    def seen() -> tuple[dict[str, int], dict[str, str]]:
        labels = labels_of(cast.programa)[1]
        snapshot = trimestre_snapshot(trimestre)
        told = {b.key: b.label for line in snapshot.lineas for b in line.avance.blocks if b.label}
        assert told == labels, "A page numbers as the document does."
        return images_of(informe_document(trimestre).chapters), labels

    images, labels = seen()
    assert images == {"Fotografías 1 y 2": 2, **{f"Fotografía {n}": 1 for n in (3, 4, 5)}}
    assert save(client, figures[0], in_informe="false").json()["in_informe"] is False
    images, labels = seen()
    assert images == {f"Fotografía {n}": 1 for n in (1, 2, 3, 4)}
    assert (labels[block.key], labels[other.key]) == ("Fotografía 1", "Fotografía 2")

    save(client, figures[1], in_informe="false")
    images, labels = seen()
    assert images == {f"Fotografía {n}": 1 for n in (1, 2, 3)} and block.key not in labels
    assert not Bloque.objects.printed().filter(pk=block.pk).exists()


def test_pages_for_reading_do_not_show_it_and_the_capture_says_so(cast, sign_in, figures):
    client = sign_in("enlace")
    edit = reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])
    hidden = client.get(edit).content.decode()
    save(client, figures[1], in_informe="false")
    shown = client.get(edit).content.decode()
    assert hidden.count(LEFT_OUT) == shown.count(LEFT_OUT) == 2
    assert hidden.count("data-left-out hidden") == 2
    assert shown.count("data-left-out hidden") == 1

    page = client.get(reverse("linea_detail", args=[cast.institucion.slug, YEAR, cast.linea().pk]))
    keys = [figure.evidencia.key in page.content.decode() for figure in figures]
    assert keys == [True, False]
    save(client, figures[0], in_informe="false")
    page = client.get(page.request["PATH_INFO"]).content.decode()
    assert "todavía no tiene imágenes" not in page and "Sesión" not in page


def test_who_reads_what_was_validated_does_not_reach_what_was_left_out(cast, sign_in, figures):
    urls = [reverse("figure_image", args=[f.evidencia.key, 30 + n]) for n, f in enumerate(figures)]
    save(sign_in("enlace"), figures[1], in_informe="false")
    type(cast.avance().trimestre).objects.filter(programa=cast.programa).update(**CLOSED)
    client = sign_in("consulta")

    assert [client.get(url).status_code for url in urls] == [200, 404]


def test_minors_take_it_out_until_somebody_says_why(cast, sign_in, figures):
    figure, client = figures[0], sign_in("enlace")
    minors = {"shows_minors": "true"}

    first = save(client, figure, **minors)
    assert first.status_code == 200 and first.json()["in_informe"] is False
    assert first.json()["asked"] == {"informe_reason": MINORS_ASK}
    refused = save(client, figure, **minors, informe_reason="  ")
    assert refused.status_code == 422
    assert refused.json()["errors"] == {"informe_reason": [MINORS_ASK]}
    assert not figure.in_informe

    why = "Autorización firmada por sus madres y padres."
    assert save(client, figure, **minors, informe_reason=why).json()["in_informe"] is True
    assert save(client, figure, **minors).status_code == 422, "The reason stays while it prints."
    assert (figure.in_informe, figure.informe_reason) == (True, why)
    traces = figure.history.order_by("-history_id").values_list("in_informe", "informe_reason")
    assert list(traces[:2]) == [(True, why), (False, "")]


def test_a_plain_form_says_by_the_field_why_it_was_not_saved(cast, sign_in, figures):
    figure, client = figures[0], sign_in("enlace")
    save(client, figure, shows_minors="on")
    url = reverse("figure_save", args=[figure.pk])
    sent = {"alt": "Niñas", "shows_minors": "on", "in_informe": "on", "version": figure.version}
    answer = client.post(url, sent)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert MINORS_ASK in page and "Niñas" in page, "What was typed stays."


def test_minors_of_a_file_take_out_its_other_places_but_not_a_closed_quarter(
    cast, sign_in, figures
):
    file = figures[0].evidencia
    places = {}
    for quarter in (1, 2):
        block = Bloque(
            institucion=cast.institucion,
            avance=cast.avance(1, quarter),
            key=f"otro-{quarter}",
            kind="figures",
            order=8,
        )
        block.save()
        places[quarter] = Figura.objects.create(bloque=block, order=1, evidencia=file)
    closed = cast.avance(1, 2).trimestre
    type(closed).objects.filter(pk=closed.pk).update(**CLOSED)
    save(sign_in("enlace"), figures[0], shows_minors="true")
    for figure in places.values():
        figure.refresh_from_db()

    assert [places[quarter].in_informe for quarter in (1, 2)] == [False, True]
    assert places[1].history.first().history_user == cast.people["enlace"]


def test_persons_ask_and_an_answer_settles_it(cast, sign_in, figures):
    figure, client = figures[0], sign_in("enlace")

    asked = save(client, figure, shows_people="true")
    assert asked.json()["asked"] == {"informe_reason": PEOPLE_ASK} and figure.in_informe
    answered = save(client, figure, shows_people="true", informe_reason="Firmaron.")
    assert answered.json()["asked"] == {}


def test_what_prints_is_a_change_of_the_linea_and_of_its_history(cast, sign_in, figures):
    avance, client = cast.avance(), sign_in("enlace")
    type(avance).objects.filter(pk=avance.pk).update(ready=True)
    save(client, figures[0], in_informe="false")
    avance.refresh_from_db()

    assert avance.ready is False
    changes = [change for part in linea_sessions(cast.linea()) for change in part.changes]
    assert ("Sale en el informe", "no") in [(change.what, change.after) for change in changes]


def test_a_picture_put_back_stays_out_where_minors_were_marked_since(cast, figures):
    figure, enlace = figures[0], cast.people["enlace"]
    figure_remove(figure.pk, by=enlace)
    Evidencia.objects.filter(pk=figure.evidencia_id).update(shows_people=True, shows_minors=True)

    assert figure_restore(figure.pk, by=enlace).figure.in_informe is False


def test_a_past_day_has_no_narrative_where_all_was_left_out(cast, sign_in, figures):
    block = figures[0].bloque
    Bloque.objects.filter(avance=block.avance).exclude(pk=block.pk).delete()
    block.save()
    day = block.history.first().history_date.date()
    known = [known_of(cast.programa, day).narrated[block.avance_id]]
    for figure in figures:
        save(sign_in("enlace"), figure, in_informe="false")
    known.append(known_of(cast.programa, day).narrated[block.avance_id])

    assert known == [True, False]


def test_before_sending_the_area_reads_what_is_still_asked(cast, sign_in, figures):
    client = sign_in("enlace")
    save(client, figures[0], shows_people="true")
    save(client, figures[1], shows_minors="true")
    area = figures[0].bloque.avance.linea.area
    url = reverse("entrega_review", args=[cast.institucion.slug, YEAR, 1, area.code])
    page = client.get(url).content.decode()

    assert page.count(PEOPLE_ASK) == 1 and f"#figura-{figures[0].pk}" in page
    assert MINORS_ASK not in page, "What does not print waits for nothing."
