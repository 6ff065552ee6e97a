"""Numbers tied to data on the pages: they follow it, stop with the corte, and are put in safely."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from programs.enums import TrimestreStatus
from programs.models import (
    AvanceDeComponente,
    Bloque,
    ComponenteDeMeta,
    Corte,
    Institucion,
    Seccion,
    TipoDeHecho,
    Trimestre,
)
from programs.reading.corte import trimestre_snapshot
from programs.services.bloques import block_save
from programs.services.cierre import trimestre_close
from programs.values.frozen import block_texts, freeze, thaw
from programs.values.tied import untied
from tests.factories import YEAR, reopen
from tests.programs.hechos_cast import record
from tests.programs.review_cast import DETAIL, Review
from tests.queries import queries_made, queries_of

pytestmark = pytest.mark.django_db


def capture(cast, place: int = 0, quarter: int = 1) -> str:
    place_ = [cast.institucion.slug, YEAR, cast.linea(place).pk, quarter]
    return reverse("avance_edit", args=place_)


def clave(cast, place: int = 0) -> str:
    return ComponenteDeMeta.objects.get(meta__linea=cast.linea(place)).clave


def tied(cast, measure: str = "done", place: int = 0, last: str = "1") -> str:
    return f'<data value="{clave(cast, place)}.{measure}">{last}</data>'


def text_of(cast, place: int = 0) -> Bloque:
    return Bloque.objects.get(avance=cast.avance(place), kind="text")


def say(cast, html: str, place: int = 0) -> Bloque:
    block = text_of(cast, place)
    Bloque.objects.filter(pk=block.pk).update(html=html)
    block.html = html
    return block


def report(cast, quantity, place: int = 0) -> None:
    AvanceDeComponente.objects.filter(avance=cast.avance(place)).update(quantity=quantity)


def said(markup: str) -> str:
    return " ".join(unescape(strip_tags(markup)).split())


def words(response) -> str:
    return said(response.text)


def snapshot_of(cast):
    rows = Trimestre.objects.select_related("programa__institucion")
    return trimestre_snapshot(rows.get(programa=cast.programa, number=1))


def snapshot_html(cast, place: int = 0, snapshot=None) -> str:
    snapshot = snapshot or snapshot_of(cast)
    linea = next(each for each in snapshot.lineas if each.pk == cast.linea(place).pk)
    return next(block.html for block in linea.avance.blocks if block.kind == "text")


def test_figures_that_wait_for_their_data_stand_after_the_others(cast, sign_in):
    report(cast, None)
    record(cast.avance(), "Curso uno", kind="curso", mujeres="84")
    html = sign_in("enlace").get(capture(cast)).text
    options = re.search(r'<select[^>]*id="cifra-fuente".*?</select>', html, re.DOTALL)[0]
    said, silent = options.split('<optgroup label="Sin dato todavía"')
    assert "documentos, meta anual: 12" in said and "cursos y eventos del trimestre: 84" in said
    assert "sin dato<" not in said
    shown = re.findall(r"<option.*?>(.*?)</option>", silent, re.DOTALL)
    assert "documentos del trimestre: sin dato" in shown
    assert all(each.endswith(": sin dato") for each in shown)


def test_a_tied_number_follows_its_data_wherever_the_text_is_read(cast, sign_in):
    say(cast, f"<p>Se elaboraron {tied(cast)} documentos.</p>")
    client = sign_in("enlace")
    for quantity, printed in ((3, "3"), (Decimal("1261"), "1,261"), (None, "sin dato")):
        report(cast, quantity)
        assert f">{printed}</data>" in snapshot_html(cast)
        assert f"&gt;{printed}&lt;/data&gt;" in client.get(capture(cast)).text
        place = reverse("linea_detail", args=[cast.institucion.slug, YEAR, cast.linea().pk])
        assert f"Se elaboraron {printed} documentos." in words(client.get(place))
    assert Bloque.objects.get(pk=text_of(cast).pk).html.count(">1</data>") == 1


def test_a_tie_without_data_is_an_error_beside_the_field(cast, sign_in):
    say(cast, f"<p>Se elaboraron {tied(cast)} documentos.</p>")
    report(cast, None)
    page = words(sign_in("enlace").get(capture(cast)))
    assert "La cifra ligada de «documentos del trimestre» no tiene dato" in page


def test_a_source_that_is_gone_leaves_its_number_and_an_aviso(cast, sign_in):
    say(cast, '<p>Se elaboraron <data value="gone.done">88</data> documentos.</p>')
    page = sign_in("enlace").get(capture(cast))
    assert "La cifra «88» ya no está ligada: su fuente no existe." in words(page)
    assert "Se elaboraron 88 documentos." in words(
        sign_in("auditoria").get(
            reverse("linea_detail", args=[cast.institucion.slug, YEAR, cast.linea().pk])
        )
    )


def test_hechos_of_the_linea_are_a_source_in_one_query_more(cast):
    avance = cast.avance()
    record(avance, "Primera sesión")
    record(avance, "Segunda sesión")
    source = f"{cast.linea().clave}.hechos.sesion"
    say(cast, f'<p>Hubo <data value="{source}">1</data> sesiones.</p>')
    assert ">2</data>" in snapshot_html(cast)


def test_the_presentacion_ties_any_linea_and_the_totals(cast, sign_in):
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    seccion = Seccion.objects.create(
        institucion=cast.institucion,
        trimestre=trimestre,
        kind="presentation",
        heading="Presentación",
        key="presentacion-1",
    )
    html = (
        f'<p>De <data value="trimestre.lineas">1</data> líneas, {tied(cast, place=2)} y '
        f"{tied(cast, 'annual_percent', place=2)}.</p>"
    )
    Bloque.objects.create(
        institucion=cast.institucion, seccion=seccion, key="p-1", kind="text", order=1, html=html
    )
    report(cast, 6, place=2)
    snapshot = trimestre_snapshot(
        Trimestre.objects.select_related("programa__institucion").get(pk=trimestre.pk)
    )
    (block,) = [block for section in snapshot.sections for block in section.blocks]
    assert re.findall(r">([^<]+)</data>", block.html) == ["4", "6", "50%"]
    page = sign_in("auditoria").get(reverse("presentacion_edit", args=trimestre.place))
    assert "De 4 líneas, 6 y 50%." in words(page)


def test_a_corte_holds_the_number_of_the_day_on_which_it_was_made(cast):
    say(cast, f"<p>Se elaboraron {tied(cast)} documentos.</p>")
    report(cast, 5)
    stored = freeze(snapshot_of(cast))
    report(cast, 9)
    assert ">5</data>" in snapshot_html(cast, snapshot=thaw(stored))
    assert ">9</data>" in snapshot_html(cast)


def test_ties_take_no_query_more_for_one_linea_or_for_all(cast, sign_in):
    client, trimestre = sign_in("enlace"), Trimestre.objects.select_related("programa__institucion")
    quarter = trimestre.get(programa=cast.programa, number=1)
    plain = queries_made(lambda: trimestre_snapshot(quarter))
    page = queries_of(lambda: client.get(capture(cast)))
    for place in range(4):
        say(cast, f"<p>Se elaboraron {tied(cast, place=place)} documentos.</p>", place)
        assert queries_made(lambda: trimestre_snapshot(quarter)) == plain
    assert queries_of(lambda: client.get(capture(cast))) == page


def insert_url(cast) -> str:
    return reverse("figure_insert", args=[cast.avance().pk])


def test_what_is_tied_to_hechos_leads_to_them_in_the_register(cast, sign_in):
    record(cast.avance(), "Primera sesión", tipo="Ordinaria")
    source = f"{cast.linea().clave}.hechos.sesion"
    say(cast, f'<p>Hubo <data value="{source}">1</data> sesión.</p>')
    where = reverse("hechos_register", args=[cast.institucion.slug, YEAR, 1])
    client = sign_in("enlace")
    assert f'href="{where}#tipo-sesion">De dónde sale' in client.get(capture(cast)).text
    assert 'id="tipo-sesion"' in client.get(where).text


def test_a_page_without_script_inserts_a_figure_and_keeps_what_was_typed(cast, sign_in):
    block, client = text_of(cast), sign_in("enlace")
    page = client.get(capture(cast))
    assert "documentos del trimestre: 3" in unescape(page.text)
    marks = unescape(re.search(r'name="marks" value="([^"]*)"', page.text)[1])
    typed = {f"bloque-{block.pk}-html": "Se elaboraron", f"bloque-{block.pk}-version": 1}
    chosen = {"source": f"{clave(cast)}.done", "text": block.pk}
    answer = client.post(insert_url(cast), {"marks": marks, **typed, **chosen})
    assert answer.status_code == 303
    block.refresh_from_db()
    assert block.html == f"<p>Se elaboraron {tied(cast, last='3')}</p>"
    assert (block.version, block.history.count()) == (3, 2)
    assert block.history.first().history_user.username == "enlace"
    page = client.get(capture(cast))
    assert "1 cifra ligada" in words(page)
    assert reverse("figure_origin", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1, 1]) in (
        page.text
    )


@pytest.mark.parametrize("source", ["", "x", "gone.done", "trimestre.lineas", '"><script>'])
def test_only_a_figure_of_the_list_is_inserted(cast, sign_in, source):
    block = text_of(cast)
    answer = sign_in("enlace").post(insert_url(cast), {"source": source, "text": block.pk})
    assert answer.status_code == 422
    assert Bloque.objects.get(pk=block.pk).html == block.html


def test_a_figure_goes_into_a_text_of_the_same_narrative_only(cast, sign_in):
    other = Bloque.objects.get(avance=cast.avance(1), kind="text")
    picture = Bloque.objects.get(avance=cast.avance(), kind="figures")
    for block in (other, picture):
        sent = {"source": f"{clave(cast)}.done", "text": block.pk}
        assert sign_in("enlace").post(insert_url(cast), sent).status_code == 422
        assert "data" not in Bloque.objects.get(pk=block.pk).html


def proposal_of(page) -> dict[str, str]:
    (form,) = [
        each for each in re.findall(r"<form.*?</form>", page.text, re.DOTALL) if "Ligar" in each
    ]
    pairs = re.findall(r'<input type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', form)
    return {name: unescape(text) for name, text in pairs if name != "csrfmiddlewaretoken"}


def test_an_equal_number_is_proposed_and_one_click_ties_only_it(cast, sign_in):
    text = "<p>Del 3 al 5 de marzo de 2026 se elaboraron 3 documentos en 3 días.</p>"
    block, client = say(cast, text), sign_in("enlace")
    page = client.get(capture(cast))
    assert "«3» es igual a documentos del trimestre" in words(page)
    sent = proposal_of(page)
    address = reverse("figure_tie", args=[block.pk])
    assert client.post(address, sent).status_code == 303
    block.refresh_from_db()
    assert block.html == text.replace("3 documentos", f"{tied(cast, last='3')} documentos")
    assert "Ligar" not in client.get(capture(cast)).text
    assert client.post(address, sent).status_code == 303  # it stands already
    moved = {**sent, "at": int(sent["at"]) + 1}
    assert client.post(address, moved).status_code == 409  # the version is an older one
    assert block.html == Bloque.objects.get(pk=block.pk).html


def under(text: str, block: Bloque) -> str:
    """Return what a page proposes right under the field of a text."""
    _, field, after = text.partition(f'id="texto-{block.pk}"')
    assert field, "the text has no field"
    _, place, own = after.partition(f'data-beside="ligar-bloque-{block.key}"')
    assert place and "<article" not in after[: after.index(place)]
    return own.partition("</div>")[0]


def test_a_proposal_stands_under_the_field_of_its_own_text(cast, sign_in):
    first, client = say(cast, "<p>Se elaboraron 3 documentos.</p>"), sign_in("enlace")
    other = Bloque.objects.create(
        institucion=cast.institucion,
        avance=cast.avance(),
        key="otro",
        kind="text",
        order=99,
        html="<p>Nada que ligar.</p>",
    )
    findings = reverse("avance_findings", args=[cast.avance().pk])
    page, after = client.get(capture(cast)).text, client.get(findings).text
    assert "«3» es igual a documentos del trimestre" in said(under(page, first))
    assert "Ligar" not in under(page, other)
    assert page.count("que se pueden ligar") == 1
    (part,) = re.findall(r'data-beside="ligar-([^"]+)"', after.partition("<template")[2])
    assert part == f"bloque-{first.key}"
    assert "csrfmiddlewaretoken" in after.partition(part)[2]


def test_a_tied_number_is_left_as_text_with_what_it_says(cast, sign_in):
    block = say(cast, f"<p>Se elaboraron {tied(cast, last='3')} documentos.</p>")
    sent = {"version": 1, "at": block.html.index("<data")}
    address = reverse("figure_tie", args=[block.pk])
    assert sign_in("enlace").post(address, sent).status_code == 303
    assert Bloque.objects.get(pk=block.pk).html == "<p>Se elaboraron 3 documentos.</p>"


def test_without_script_a_tie_stays_its_own_when_another_was_taken_out(cast, sign_in):
    report(cast, 3)
    text = say(cast, f"<p>Van {tied(cast, 'done')} de {tied(cast, 'annual')} talleres.</p>")
    own = clave(cast)
    shown = f"Van [cifra {own}.done: 3] de [cifra {own}.annual: 12] talleres"
    assert shown in sign_in("enlace").get(capture(cast)).text
    block_save(
        text.pk,
        values={"html": f"<p>La meta es de {tied(cast, 'annual')}.</p>"},
        by=cast.people["titular"],
        version=text.version,
    )
    text.refresh_from_db()
    block_save(
        text.pk,
        values={"html": f"<p>{shown}, ya.</p>"},
        by=cast.people["enlace"],
        version=text.version,
    )
    assert untied(snapshot_html(cast)) == "<p>Van 3 de 12 talleres, ya.</p>"


def test_a_number_that_moved_is_not_tied(cast, sign_in):
    block = say(cast, "<p>Van 23 documentos y 2026.</p>")
    for at in (3, 7, 8, 9, 30, 999):
        sent = {"version": 1, "at": at, "number": "3", "source": f"{clave(cast)}.done"}
        answer = sign_in("enlace").post(reverse("figure_tie", args=[block.pk]), sent)
        assert answer.status_code == 422
    assert Bloque.objects.get(pk=block.pk).html == block.html


def test_the_presentacion_lists_its_own_lineas_and_the_totals(cast, sign_in):
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    client = sign_in("enlace")
    client.post(reverse("section_start", args=[trimestre.pk]), {"area": "juridica"})
    section = Seccion.objects.get(trimestre=trimestre, area__code="juridica")
    block = Bloque.objects.create(
        institucion=cast.institucion,
        seccion=section,
        key="s1",
        kind="text",
        order=1,
        html="<p>x</p>",
    )
    page = client.get(f"{reverse('presentacion_edit', args=trimestre.place)}?parte={section.key}")
    options = re.findall(r'<option value="([\w.-]+)"', page.text)
    assert f"{clave(cast)}.done" in options
    assert f"{clave(cast, 3)}.done" not in options  # of the other área
    assert "trimestre.lineas" in options
    assert options.index(f"{clave(cast)}.done") < options.index("trimestre.lineas")
    address = reverse("section_figure_insert", args=[section.pk])
    answer = client.post(address, {"source": "trimestre.lineas", "text": block.pk})
    assert answer.status_code == 303
    block.refresh_from_db()
    assert block.html == '<p>x <data value="trimestre.lineas">4</data></p>'


def test_a_copy_for_another_document_keeps_the_number_and_no_tie(cast, sign_in):
    default = Seccion.objects.create(
        institucion=cast.institucion, kind="mission", heading="Misión", key="mision"
    )
    Bloque.objects.create(
        institucion=cast.institucion,
        seccion=default,
        key="mision-1",
        kind="text",
        order=1,
        html='<p>Son <data value="trimestre.lineas">4</data> líneas.</p>',
    )
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    sign_in("planeacion").post(
        reverse("section_customize", args=[trimestre.pk]), {"kind": "mission"}
    )
    copy = Bloque.objects.get(seccion__trimestre=trimestre, seccion__kind="mission")
    assert copy.html == "<p>Son 4 líneas.</p>"


def test_the_review_reads_the_number_of_now_and_proposes_plain_words(cast, sign_in):
    html = f"<p>Se elaboraron {tied(cast)} documentos.</p>"
    block = say(cast, html)
    review = Review(cast)
    review.submit()
    report(cast, 5)
    client = sign_in("secretario")
    page = client.get(f"{DETAIL}?linea={cast.linea().pk}")
    assert "Se elaboraron 5 documentos." in words(page)
    assert "&lt;data" not in page.text
    same = review.observe(
        cast.avance(), block, text="Revise.", proposed="Se elaboraron 5 documentos."
    )
    assert same.proposed == ""
    other = review.observe(
        cast.avance(), block, text="Revise.", proposed="Se hicieron 5 documentos."
    )
    assert other.proposed == "<p>Se hicieron 5 documentos.</p>"


def test_the_administration_keeps_a_tie_and_refuses_what_is_none(cast, sign_in):
    block = text_of(cast)
    tie = tied(cast)
    block.html = f'<p>Van {tie} y <data value="x">9</data>.</p>'
    block.full_clean()
    block.save()
    assert Bloque.objects.get(pk=block.pk).html == f"<p>Van {tie} y 9.</p>"
    superuser = sign_in("superuser")
    address = reverse("admin:programs_bloque_change", args=[block.pk])
    page = superuser.get(address)
    assert unescape(page.text).count(tie) == 1


def closed(cast, trimestre) -> Corte:
    return trimestre_close(
        trimestre.pk,
        typed=str(trimestre),
        missing_reason="Se imprime lo que hay.",
        by=cast.people["secretario"],
        now=timezone.now(),
    )


def test_a_closed_quarter_shows_the_numbers_of_its_corte(cast, sign_in):
    """Whatever becomes of thresholds, kinds and other quarters once it closed."""
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=1
    )
    linea = cast.linea()
    record(cast.avance(), "Primera sesión")
    record(cast.avance(), "Segunda sesión")
    say(cast, f'<p>Hubo <data value="{linea.clave}.hechos.sesion">1</data> sesiones.</p>')
    seccion = Seccion.objects.create(
        institucion=cast.institucion, trimestre=trimestre, kind="presentation", key="pres-1"
    )
    html = (
        '<p>Hay <data value="trimestre.red">9</data> en rojo y '
        '<data value="trimestre.green">9</data> en verde.</p>'
    )
    Bloque.objects.create(
        institucion=cast.institucion, seccion=seccion, key="p-1", kind="text", order=1, html=html
    )
    report(cast, 6, place=2)
    report(cast, 2, place=1)
    corte = closed(cast, trimestre)
    (said,) = [html for key, html in block_texts(corte.payload) if key == "p-1"]
    expected = strip_tags(said)
    assert "9" not in expected

    Institucion.objects.filter(pk=cast.institucion.pk).update(
        red_below=10, amber_below=15, green_to=1000
    )
    TipoDeHecho.objects.filter(institucion=cast.institucion, key="sesion").update(key="otra")
    Trimestre.objects.filter(programa=cast.programa, number=2).update(
        status=TrimestreStatus.OPEN, due_on=date(2026, 7, 20)
    )
    client = sign_in("auditoria")
    assert expected in words(client.get(reverse("presentacion_edit", args=trimestre.place)))
    place = reverse("linea_detail", args=[cast.institucion.slug, YEAR, linea.pk])
    assert "Hubo 2 sesiones." in words(client.get(place))
    assert "Hubo 2 sesiones." in words(sign_in("enlace").get(capture(cast)))
    assert "Hubo 2 sesiones." in words(sign_in("enlace").get(capture(cast, quarter=2)))


def test_a_quarter_that_closes_again_takes_its_numbers_anew(cast):
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    say(cast, f"<p>Se elaboraron {tied(cast)} documentos.</p>")
    for quantity in (3, 7):
        report(cast, quantity)
        texts = dict(block_texts(closed(cast, trimestre).payload))
        assert f">{quantity}</data>" in texts[text_of(cast).key]
        trimestre.refresh_from_db()
        reopen(trimestre)


def test_the_page_of_a_linea_keeps_the_semaforo_with_which_its_quarter_closed(cast, sign_in):
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=1
    )
    report(cast, 3)  # of 3 programmed: all of it
    closed(cast, trimestre)
    address = reverse("linea_detail", args=[cast.institucion.slug, YEAR, cast.linea().pk])
    client = sign_in("auditoria")

    def color() -> str:
        first, *_ = client.get(address).context["page"].entries
        return first.reading.semaforo.color

    assert color() == "green"
    few = queries_of(lambda: client.get(address))
    Institucion.objects.filter(pk=cast.institucion.pk).update(
        red_below=150, amber_below=160, green_to=170
    )
    assert color() == "green"
    assert queries_of(lambda: client.get(address)) == few + 2
    trimestre.refresh_from_db()
    reopen(trimestre)
    assert color() == "red"
