"""Guardar without script: all that was changed in a page is saved, or nothing; nothing is lost."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from programs.models import AvanceDeComponente, Bloque, Seccion, Trimestre
from programs.services.bloques import block_save
from programs.services.pagina import GONE
from tests.factories import YEAR

pytestmark = pytest.mark.django_db


class PageForm(HTMLParser):
    """What the browser would send of the form `pagina` of a page, as it was drawn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        name = known.get("name") or ""
        if tag == "option" and "selected" in known:
            self.values[self._select] = known["value"] or ""
        if tag == "select":
            self._select = name
        if name == "marks":
            self.values[name] = known["value"] or ""
        if known.get("form") != "pagina" or not name or tag == "button":
            return
        if tag == "textarea":
            self._open = name
            self.values[name] = ""
        elif known.get("type") != "radio" or "checked" in known:
            self.values.setdefault(name, known.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.values[self._open] += data


@pytest.fixture
def enlace(sign_in):
    """The enlace of the área."""
    return sign_in("enlace")


def drawn(client, cast, quarter: int = 1) -> dict[str, str]:
    """Return what the page of the first línea sends as it is drawn."""
    args = [cast.institucion.slug, YEAR, cast.linea().pk, quarter]
    return PageForm(client.get(reverse("avance_edit", args=args)).content.decode()).values


def save(client, cast, sent, name="page_save", quarter: int = 1):
    """Send the page."""
    return client.post(reverse(name, args=[cast.avance(0, quarter).pk]), sent)


def quantity(cast, quarter: int = 1) -> AvanceDeComponente:
    return AvanceDeComponente.objects.get(avance=cast.avance(0, quarter))


def text(cast) -> Bloque:
    return Bloque.objects.get(avance=cast.avance(), kind="text")


def write(cast, html: str) -> None:
    """Let the titular write in the text meanwhile."""
    row = text(cast)
    block_save(row.pk, values={"html": html}, by=cast.people["titular"], version=row.version)


def test_a_page_that_saves_nothing_alone_says_what_would_be_lost(cast, enlace):
    place = [cast.institucion.slug, YEAR, cast.linea().pk, 1]
    html = enlace.get(reverse("avance_edit", args=place)).text
    form = html.partition('id="pagina"')[2].partition("</form>")[0]
    assert "lo que no se ha guardado se perdería" in " ".join(form.split())


def test_what_was_not_touched_is_not_saved(cast, enlace):
    sent = drawn(enlace, cast)
    write(cast, "<p>Con <strong>negritas</strong>.</p>")
    assert save(enlace, cast, sent).status_code == 303
    assert text(cast).html == "<p>Con <strong>negritas</strong>.</p>"
    assert (cast.avance().version, quantity(cast).version) == (1, 1)


def test_every_part_is_saved_at_once_also_where_two_share_a_version(cast, enlace):
    Trimestre.objects.filter(programa=cast.programa, number=2).update(
        status="open", due_on=date(YEAR, 7, 17)
    )
    row = quantity(cast, 2)
    changes = {
        "causa-0-cause": "se debió a una pausa",
        "declaracion-0-closing": "stated",
        "declaracion-0-stated_percent": "45",
        "declaracion-0-closing_reason": "Acta 3",
        f"cantidad-{row.pk}-quantity": "5",
        f"ajuste-{row.pk}-adjustment": "-1",
        f"ajuste-{row.pk}-adjustment_reason": "Se contó dos veces.",
    }
    sent = drawn(enlace, cast, 2)
    assert set(changes) <= {*sent}
    wrong = changes | {f"cantidad-{row.pk}-quantity": "cinco"}
    response = save(enlace, cast, sent | wrong, quarter=2)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'href="#cantidad-{row.pk}"' in html
    assert (cast.avance(0, 2).cause, quantity(cast, 2).adjustment) == ("", None)
    again = PageForm(html).values
    assert {name: again[name] for name in wrong} == wrong
    response = save(enlace, cast, again | {f"cantidad-{row.pk}-quantity": "5"}, quarter=2)
    assert response.status_code == 303
    avance, row = cast.avance(0, 2), quantity(cast, 2)
    stated = (avance.cause, avance.closing, avance.stated_percent)
    assert stated == ("se debió a una pausa", "stated", 45)
    assert (row.quantity, row.adjustment) == (5, -1)


def test_what_somebody_else_wrote_is_shown_and_both_stay(cast, enlace):
    sent = drawn(enlace, cast)
    write(cast, "<p>Lo del titular.</p>")
    field = f"bloque-{text(cast).pk}-html"
    mine = {field: "Lo mío.", f"cantidad-{quantity(cast).pk}-quantity": "5"}
    response = save(enlace, cast, sent | mine)
    html = response.content.decode()
    assert response.status_code == 422
    assert "titular guardó este dato" in html and "Ahora dice: «Lo del titular.»" in html
    assert quantity(cast).quantity == 3
    again = PageForm(html).values
    assert again[field] == "Lo mío."
    assert save(enlace, cast, again).status_code == 303
    assert (text(cast).html, quantity(cast).quantity) == ("<p>Lo mío.</p>", 5)
    assert "<p>Lo del titular.</p>" in text(cast).history.values_list("html", flat=True)


def test_a_part_that_is_gone_keeps_everything_from_being_saved_and_shows_what_was_typed(
    cast, enlace
):
    sent = drawn(enlace, cast)
    Bloque.objects.filter(pk=text(cast).pk).update(removed_at="2026-04-01T12:00Z")
    field = f"bloque-{text(cast).pk}-html"
    response = save(enlace, cast, sent | {field: "Lo mío.", "causa-0-cause": "se debió a algo"})
    assert response.status_code == 422
    assert "alguien lo quitó" in response.content.decode()
    assert "Lo mío." in response.content.decode()
    assert cast.avance().cause == ""


def test_lista_saves_the_page_first(cast, enlace):
    sent = drawn(enlace, cast) | {"causa-0-cause": "se debió a una pausa"}
    response = save(enlace, cast, sent, "ready_mark")
    assert response.status_code == 422
    assert "Falta reportar" in response.content.decode()
    assert cast.avance().cause == "se debió a una pausa"


def test_who_does_not_capture_saves_nothing(cast, enlace, sign_in):
    sent = drawn(enlace, cast) | {"causa-0-cause": "se debió a una pausa"}
    response = save(sign_in("consulta"), cast, sent)
    assert response.status_code in (403, 404)
    assert cast.avance().cause == ""


BROKEN = {
    "no marks": None,
    "not json": "{",
    "a number": "5",
    "a list": "[1, 2]",
    "a list of pairs": '[["cantidad-1", "x"]]',
    "a text": '"marks"',
    "nothing": "null",
    "deep": "[" * 50_000,
    "NUL": '{"cantidad-1\\u0000": "\\u0000"}',
    "empty": "{}",
    "other parts": '{"cantidad-999999999999999": "x", "bloque-1": 5, "causa-7": null}',
    "a wide number": "9" * 6_000,
}


@pytest.mark.parametrize("marks", BROKEN.values(), ids=BROKEN)
def test_what_was_typed_is_saved_also_where_the_marks_are_broken(cast, enlace, marks):
    sent = drawn(enlace, cast) | {"causa-0-cause": "se debió a una pausa"}
    del sent["marks"]
    response = save(enlace, cast, sent | ({} if marks is None else {"marks": marks}))
    assert (response.status_code, cast.avance().cause) == (303, "se debió a una pausa")


@pytest.mark.parametrize(
    "part",
    ["causa-0", "declaracion-0", "cantidad-{row}", "ajuste-{row}", "bloque-{text}", "bloque-9"],
)
def test_a_part_of_another_page_changes_nothing_and_what_was_typed_is_shown(cast, enlace, part):
    trimestre, code = cast.avance().trimestre, cast.avance().linea.area.code
    enlace.post(reverse("section_start", args=[trimestre.pk]), {"area": code})
    section = Seccion.objects.get(trimestre=trimestre, area__code=code)
    prefix = part.format(row=quantity(cast).pk, text=text(cast).pk)
    names = ("cause", "closing", "quantity", "adjustment", "html")
    sent = {f"{prefix}-{name}": "34567" for name in names} | {f"{prefix}-version": "1"}
    response = enlace.post(
        reverse("section_page_save", args=[section.pk]), sent | {"marks": f'{{"{prefix}": ""}}'}
    )
    page = response.content.decode()
    assert (response.status_code, GONE in page, "34567" in page) == (422, True, True)
    assert (cast.avance().version, quantity(cast).version, text(cast).version) == (1, 1, 1)


def test_a_new_block_saves_what_was_typed_in_the_page(enlace, cast):
    block, sent = text(cast), drawn(enlace, cast)
    name = f"bloque-{block.pk}-html"
    assert "key" in sent

    response = save(enlace, cast, sent | {name: "Escrito antes.", "kind": "table"}, "block_add")

    assert response.status_code == 303
    block.refresh_from_db()
    assert "Escrito antes." in block.html
    assert Bloque.objects.filter(avance=cast.avance(), key=sent["key"], kind="table").exists()


def test_a_page_that_is_refused_gets_no_new_block_and_keeps_what_was_typed(enlace, cast):
    sent = drawn(enlace, cast)
    name = f"cantidad-{quantity(cast).pk}-quantity"

    response = save(enlace, cast, sent | {name: "muchas", "kind": "text"}, "block_add")

    assert response.status_code == 422
    assert 'value="muchas"' in response.content.decode()
    assert not Bloque.objects.filter(key=sent["key"]).exists()


def test_a_word_in_the_place_of_a_sum_is_not_told_of_the_meta(cast, enlace):
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
    place = [cast.institucion.slug, YEAR, cast.linea().pk, 1]
    html = " ".join(enlace.get(reverse("avance_edit", args=place)).text.split())
    assert "<dt>Acumulado</dt> <dd>sin dato</dd>" in html
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=3)
    html = " ".join(enlace.get(reverse("avance_edit", args=place)).text.split())
    assert "<dt>Acumulado</dt> <dd>3 de 12</dd>" in html
