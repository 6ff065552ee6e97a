"""Anybody asks whether a paper or a file was issued: what is told, what is counted, what is not."""

import hashlib
import random
import re
from datetime import timedelta
from io import StringIO

import pytest
import segno
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programs.models import AvanceDeComponente, TryCount
from programs.models.locks import locks_lifted
from reports.charts.qr import QUIET, qr_code
from reports.documents.issued import CODE_MM, CODE_TITLE
from reports.documents.registry import ISSUED
from reports.models import IssuedFile, IssuedReport
from reports.selectors.verificar import verify_path
from reports.services.documents import document_html, document_of
from reports.services.issued_files import rendition_add, signed_add
from reports.services.verificar import FREE_MISSES, FREE_OF_ALL
from reports.views.verificar import MAX_BYTES
from tests.files import pdf
from tests.reports.issue_cast import close, issue_informe, reopen

pytestmark = pytest.mark.django_db
NOT_ISSUED = "Este archivo no es uno que se haya emitido"
MADE = pdf(b"% an informe\n")


@pytest.fixture
def issued(cast) -> IssuedReport:
    """An informe that was issued, with its file."""
    close(cast)
    report = issue_informe(cast)
    rendition_add(report, MADE, versions={}, now=timezone.now())
    return report


def by_hash(data: bytes, address: str = "192.0.2.7"):
    """Ask as the browser does once it made the hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    return Client(REMOTE_ADDR=address).get(reverse("verificar"), {"sha256": sha256})


def by_upload(data: bytes, **extra):
    """Ask as a browser without scripts."""
    file = SimpleUploadedFile("informe.pdf", data, "application/pdf")
    return Client(REMOTE_ADDR="192.0.2.7").post(reverse("verificar"), {"archivo": file}, **extra)


@pytest.mark.parametrize("ask", [by_hash, by_upload])
def test_the_file_is_recognised_and_one_byte_more_is_not(issued, ask):
    yes, no = ask(MADE), ask(MADE + b"\n")

    assert yes.status_code == 200
    assert "Es el archivo que se emitió" in yes.text
    for told in (
        issued.folio,
        issued.title,
        issued.period,
        issued.institucion.name,
        issued.payload_sha256,
        issued.act_hash,
        hashlib.sha256(MADE).hexdigest(),
    ):
        assert told in yes.text
    assert no.status_code == 404
    assert NOT_ISSUED in no.text
    assert issued.folio not in no.text


def test_the_code_of_the_paper_answers_and_a_folio_alone_does_not(client, issued):
    path = verify_path(issued)
    assert path == f"/verificar/{issued.folio}/{issued.payload_sha256[:10]}/"
    assert "El documento con este folio sí se emitió" in client.get(path).text

    asked = client.get(reverse("verificar_asked", args=[issued.folio]))
    wrong = client.get(reverse("verificar_folio", args=[issued.folio, "0123456789"]))
    assert (asked.status_code, wrong.status_code) == (200, 404)
    for answer in (asked, wrong):
        assert issued.title not in answer.text
        assert issued.payload_sha256 not in answer.text
    assert f'value="{issued.folio}"' in asked.text


def test_the_form_takes_the_folio_as_people_type_it(client, issued):
    code = issued.payload_sha256[:10].upper()
    typed = {"folio": f" {issued.folio.lower()} ", "codigo": f"{code[:5]} {code[5:]}"}
    answer = client.get(reverse("verificar"), typed)
    assert answer.url == verify_path(issued)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"folio": "", "codigo": ""}, "Escriba el folio."),
        ({"folio": "X-INF-2026-0001", "codigo": ""}, "Escriba el código"),
        ({"folio": "informe; DROP", "codigo": "0123456789"}, "Copie el folio completo"),
        ({"folio": "X-INF-2026-0001", "codigo": "xyz"}, "El código tiene 10 signos"),
        ({"sha256": "abc"}, "La huella SHA-256 tiene 64"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_it_and_counts_for_nothing(client, typed, sentence):
    answer = client.get(reverse("verificar"), typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not TryCount.objects.exists()


def test_what_was_replaced_says_by_what(client, cast, issued):
    reopen(cast)
    quantity = AvanceDeComponente.objects.get(avance=cast.avance())
    AvanceDeComponente.objects.filter(pk=quantity.pk).update(quantity=7)
    close(cast)
    second = issue_informe(cast)

    answer = by_hash(MADE)
    assert "ya lo reemplaza otro documento" in answer.text
    assert f'href="{verify_path(second)}"' in answer.text
    assert "reemplaza" not in client.get(verify_path(second)).text


def test_a_scan_of_the_signed_copy_is_recognised_too(cast, issued):
    scan = pdf(b"% signed\n")
    by, now = cast.people["secretario"], timezone.now()
    signed_add(issued, SimpleUploadedFile("firmado.pdf", scan), by=by, now=now)
    answer = by_hash(scan).text
    assert "Copia firmada (PDF)" in answer and "no revisa qué dice" in answer
    assert "Es el archivo que se emitió" not in answer


def test_a_file_that_no_act_kept_is_not_confirmed(issued):
    forged = pdf(b"% forged\n")
    sha256 = hashlib.sha256(forged).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reports_issuedfile (issued_id, form, number, file, original_name, sha256,"
            " size, versions, added_at) VALUES (%s, 'signed', 5, 'x', '', %s, 1, '{}', %s)",
            [issued.pk, sha256, timezone.now()],
        )
    assert "No se puede confirmar" in by_hash(forged).text
    assert "Es el archivo que se emitió" in by_hash(MADE).text


def test_a_row_that_nobody_issued_puts_no_paper_out_of_force(client, issued):
    row = IssuedReport.objects.get(pk=issued.pk)
    row.pk, row.number, row.folio, row.replaces = None, row.number + 1, f"{row.folio}-X", issued
    row.save(force_insert=True)
    assert "reemplaza" not in client.get(verify_path(issued)).text


def test_data_that_were_forged_are_not_confirmed(client, issued):
    with locks_lifted(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reports_issuedreport SET payload = %s WHERE id = %s",
            [issued.payload.replace("2026", "2027"), issued.pk],
        )
    for answer in (by_hash(MADE), client.get(verify_path(issued))):
        assert "No se puede confirmar" in answer.text
        assert "Es el archivo que se emitió" not in answer.text


def test_a_length_that_is_no_number_is_refused(client):
    answer = client.generic("POST", reverse("verificar"), b"x", CONTENT_LENGTH="abc")
    assert answer.status_code == 400


def test_a_file_beyond_50_mb_is_refused_before_it_is_read(client):
    answer = client.generic(
        "POST",
        reverse("verificar"),
        b"--x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(MAX_BYTES * 2),
    )
    assert answer.status_code == 413
    assert "El archivo pasa de 50 MB" in answer.text


@pytest.mark.parametrize(("data", "status"), [(b"", 422), (None, 422)])
def test_without_a_file_or_with_an_empty_one_it_says_what_to_do(client, data, status):
    body = {} if data is None else {"archivo": SimpleUploadedFile("x.pdf", data)}
    answer = client.post(reverse("verificar"), body)
    assert answer.status_code == status
    assert "archivo" in answer.text


def test_nothing_that_is_sent_is_kept_and_nobody_signs_in(issued, django_assert_num_queries):
    files = IssuedFile.objects.count()
    answer = by_upload(MADE)
    assert IssuedFile.objects.count() == files
    assert not answer.cookies
    assert "page-quiet" in answer.text
    with django_assert_num_queries(4):
        by_hash(MADE)


def test_who_asks_in_vain_too_often_waits_and_who_asks_rightly_never(issued):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(FREE_MISSES):
            assert by_hash(b"%d" % number).status_code == 404
        refused = by_hash(b"again")
        assert refused.status_code == 429
        assert refused["Retry-After"] == "60"
        assert "Intente dentro de 1 minuto" in refused.text
        assert by_hash(b"again", address="192.0.2.8").status_code == 404
        assert by_hash(MADE).status_code == 200, "What was issued is known by its hash."
        clock.shift(timedelta(seconds=61))
        assert by_hash(b"again").status_code == 404
        assert by_hash(b"again")["Retry-After"] == "120"


def test_who_guesses_codes_waits_for_that_folio_and_the_office_asks_for_others(client, issued):
    def guess(folio: str, code: str) -> int:
        return client.get(reverse("verificar_folio", args=[folio, code])).status_code

    with time_machine.travel(timezone.now(), tick=False):
        codes = [f"{number:010x}" for number in range(FREE_OF_ALL)]
        assert {guess(issued.folio, code) for code in codes[:FREE_MISSES]} == {404}
        assert client.get(verify_path(issued)).status_code == 429
        assert guess("X-INF-2026-0001", codes[0]) == 404
        others = [guess(f"X-INF-2026-{number:04}", codes[0]) for number in range(FREE_OF_ALL)]
        assert others[-1] == 429


# The command ------------------------------------------------------------------------------------


def test_the_command_says_the_same_without_a_network(issued, tmp_path):
    file, other, out = tmp_path / "a.pdf", tmp_path / "b.pdf", StringIO()
    file.write_bytes(MADE)
    other.write_bytes(MADE[:-1])
    call_command("verify_document", str(file), stdout=out)

    assert issued.folio in out.getvalue()
    assert f"{issued.act_number}:{issued.act_hash}" in out.getvalue()
    for path, code, sentence in ((other, 1, "No es un archivo"), (tmp_path, 2, "No se puede leer")):
        with pytest.raises(CommandError, match=sentence) as refused:
            call_command("verify_document", str(path))
        assert refused.value.returncode == code


def test_the_head_that_is_printed_is_an_anchor_of_the_ledger(issued):
    out = StringIO()
    slug, anchor = issued.institucion.slug, f"{issued.act_number}:{issued.act_hash[:16]}"
    call_command("verify_audit", slug, "--anchor", anchor, stdout=out)
    assert "Libro correcto" in out.getvalue()
    with pytest.raises(CommandError, match="no coincide con la huella impresa"):
        call_command("verify_audit", slug, "--anchor", f"{issued.act_number}:{'0' * 16}")


# The square code --------------------------------------------------------------------------------


def test_the_code_draws_every_dark_module_once():
    chance = random.Random(7)
    for length in (20, 68, 120):
        address = "https://ejemplo.test/" + "".join(chance.choices("abcdef0123456789", k=length))
        drawn = qr_code(address, side=28, title="Código")
        cells = [
            (int(x) + step, int(y))
            for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawn)
            for step in range(int(run))
        ]
        matrix = segno.make_qr(address, error="m").matrix
        dark = {
            (x + QUIET, y + QUIET)
            for y, row in enumerate(matrix)
            for x, module in enumerate(row)
            if module
        }
        assert len(cells) == len(set(cells))
        assert set(cells) == dark


def test_the_paper_leads_to_the_page_that_answers_for_it(client, settings, issued):
    settings.SITE_URL = "https://otra.test"  # not the one of the day of issue
    html = document_html(document_of(ISSUED, issued))
    site = issued.content["site"]
    path = verify_path(issued)

    assert site == "http://127.0.0.1:8000"
    drawn = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    assert drawn.count(qr_code(f"{site}{path}", side=CODE_MM, title=CODE_TITLE)) == 2
    assert html.count("127.0.0.1:8000/verificar/") == 2
    assert html.count(issued.payload_sha256[:10]) >= 2
    assert "otra.test" not in html
    assert issued.folio in client.get(path).text
