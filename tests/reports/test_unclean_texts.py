"""What was stored before texts were cleaned prints and shows; what stops a document is named."""

import json
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from programs.models import AvanceTrimestral, Bloque, LineaDeAccion
from programs.received.signs import clean_text
from programs.values.frozen import freeze, payload_hash
from reports.documents.places import failed_places
from reports.documents.registry import INFORME
from reports.forking import html_to_pdf_in_child
from reports.rendering import RenderError, Sources
from reports.services.documents import document_html, document_of, quarter_record
from tests.cortes import keep_corte
from tests.factories import YEAR, Cast
from tests.programs.test_captura import block
from tests.programs.test_received_fields import store_raw
from tests.reports.drawn import failing

pytestmark = pytest.mark.django_db
SIGNS = "uno\x0bdos\x0c\x1c\x1d\x1e\x1f\x7f\x85\u2028\u2029\ufffe\ufdd0"
# What only SQLite could store: half an emoji stopped the closing itself, so no corte holds one.
IN_SQLITE = "\x00" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else ""
HALF = "\ud83d" if IN_SQLITE else ""


def informe(cast: Cast) -> str:
    """Return the address of the informe of the first quarter."""
    return reverse("informe_document", args=[cast.institucion.slug, YEAR, 1])


def preview(cast: Cast) -> str:
    """Return the address of the preview of the first línea."""
    args = [cast.institucion.slug, YEAR, cast.linea().pk, 1]
    return reverse("linea_preview", args=args)


def test_stored_rows_print(cast, sign_in):
    linea, avance, row = cast.linea(), cast.avance(), block(cast)
    store_raw(LineaDeAccion, linea.pk, title=f"Línea {SIGNS}")
    store_raw(AvanceTrimestral, avance.pk, cause=f"se debió a {SIGNS}")
    cells = json.dumps([[SIGNS + IN_SQLITE + HALF, "x"], ["\x0b", "y"]])
    store_raw(Bloque, row.pk, kind="table", html="", rows=cells, caption=SIGNS, title=SIGNS)

    answer = sign_in("enlace").get(preview(cast))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    page = reverse("avance_edit", args=[cast.institucion.slug, YEAR, linea.pk, 1])
    assert sign_in("enlace").get(page).status_code == 200


TYPED = {"title", "html", "caption", "cause", "text", "sentence", "heading", "name", "rows"}


def dirtied(value: Any, typed: bool = False) -> Any:
    """Return a payload with the signs added to every text of people in it."""
    if isinstance(value, dict):
        return {key: dirtied(item, key in TYPED) for key, item in value.items()}
    if isinstance(value, list):
        return [dirtied(item, typed) for item in value]
    return f"{value} {SIGNS}{IN_SQLITE}" if typed and isinstance(value, str) else value


def test_a_closed_quarter_prints_and_keeps_its_bytes(cast, client):
    row = block(cast)
    Bloque.objects.filter(pk=row.pk).update(kind="table", rows=[["a", "b"]], caption_kind="table")
    quarter = cast.avance().trimestre
    payload = dirtied(freeze(quarter_record(quarter)[0]))
    corte = keep_corte(quarter, payload)
    client.force_login(corte.made_by)
    quarter.refresh_from_db()

    html = document_html(document_of(INFORME, quarter))
    assert html == clean_text(html)
    assert len(re.findall(r"uno\ndos", html)) > 10
    assert client.get(informe(cast)).status_code == 200
    place = {"programa": f"{cast.institucion.slug}-{YEAR}", "trimestre": 1}
    assert client.get(reverse("tablero"), place).status_code == 200
    corte.refresh_from_db()
    assert payload_hash(corte.payload) == payload_hash(payload) == corte.sha256


# The renderer's own words -----------------------------------------------------------------------


def test_a_message_with_a_line_end_is_one_message(tmp_path, caplog):
    signs = "".join(f"<p>uno{sign}dos</p>" for sign in "\x0b\x0c\x1c\x85\u2028")
    html = f'<html lang="es-MX"><body>{signs}</body></html>'
    with caplog.at_level(logging.WARNING, logger="reports.forking"):
        pdf = html_to_pdf_in_child(html, Sources(tmp_path, tmp_path))

    assert pdf.startswith(b"%PDF")
    assert "U+000B" in caplog.text and "U+0085" in caplog.text


def fails(message: str) -> Callable[..., bytes]:
    """Return a renderer that complains."""

    def render(*args: object) -> bytes:
        raise RenderError(message)

    return render


@pytest.mark.parametrize(
    ("complaint", "told"),
    [
        (".notdef glyph for U+E001", "Línea de Acción 1.1, bloque 1 (Texto): el signo U+E001."),
        ("sobre U+e001 y U+E002", "bloque 1 (Texto): los signos U+E001, U+E002."),
        ("U+2603 aquí", "Línea de Acción 1.1, frase de cierre y causa: el signo U+2603."),
        ("the renderer took more than 90 s", "bloque 1 (Tabla): la celda de la fila 1"),
    ],
)
def test_a_failed_document_names_line_block_and_sign(cast, sign_in, monkeypatch, complaint, told):
    row = block(cast)
    Bloque.objects.filter(pk=row.pk).update(html="<p>privado \ue001\ue002</p>")
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(cause="se debió a \u2603")
    if "Tabla" in told:
        Bloque.objects.filter(pk=row.pk).update(kind="table", html="", rows=[["a" * 700]])
    failing(monkeypatch, complaint)
    answer = sign_in("enlace").get(preview(cast))

    assert answer.status_code == 503
    assert told in answer.content.decode()


def test_a_missing_picture_and_a_heavy_block_are_named(cast):
    document = document_of(INFORME, cast.avance().trimestre)
    assert failed_places(document, "nothing of it") == ()

    Bloque.objects.filter(pk=block(cast).pk).update(kind="table", rows=[["abc"] * 10] * 120)
    heavy = document_of(INFORME, cast.avance().trimestre)
    (told,) = failed_places(heavy, "the renderer ended with code -9")
    assert told == "Línea de Acción 1.1, bloque 1 (Tabla): es de los bloques más largos."


def test_the_command_names_the_place(cast, monkeypatch, tmp_path):
    Bloque.objects.filter(pk=block(cast).pk).update(html="<p>privado \ue001</p>")
    command = "reports.management.commands.build_document.html_to_pdf_in_child"
    monkeypatch.setattr(command, fails("U+E001"))
    target = str(tmp_path / "x.pdf")
    with pytest.raises(CommandError, match=r"bloque 1 \(Texto\): el signo U\+E001"):
        call_command(
            "build_document", "informe", cast.institucion.slug, "2026", "1", "--output", target
        )
