"""Text is compressed for who takes it; files pass as they are, with their length."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from sesea.compression import TextGZipMiddleware
from tests.factories import make_cast
from tests.programs.permission_cases import CASES
from tests.programs.permission_stage import make_stage

pytestmark = pytest.mark.django_db
TAKES = {"headers": {"accept-encoding": "gzip, deflate, br"}}


def test_a_page_is_compressed_for_who_takes_it():
    cast = make_cast()
    client = Client()
    client.force_login(cast.people["enlace"])

    plain, small = client.get(reverse("home")), client.get(reverse("home"), **TAKES)

    assert small["Content-Encoding"] == "gzip"
    assert int(small["Content-Length"]) == len(small.content) < len(plain.content) / 2
    assert "<h1" in gzip.decompress(small.content).decode()
    assert "Accept-Encoding" in small["Vary"]
    assert "Content-Encoding" not in plain


def test_the_length_of_a_page_tells_nothing_twice():
    """The form's token is masked anew and the file padded at random (BREACH)."""
    address = reverse("account_login")

    assert len({len(Client().get(address, **TAKES).content) for _ in range(30)}) > 1


@pytest.mark.parametrize("name", ["figure_image", "evidencia_original", "institution_emblem"])
def test_a_file_passes_as_it_is(name):
    stage = make_stage(4)
    client = Client()
    client.force_login(stage.people["enlace"])
    address = reverse(name, args=CASES[name].args(stage))

    plain, asked = client.get(address), client.get(address, **TAKES)

    assert "Content-Encoding" not in asked
    assert int(asked["Content-Length"]) == len(b"".join(plain.streaming_content))


def test_a_pdf_passes_as_it_is():
    answer = HttpResponse(b"%PDF-1.7" * 1000, content_type="application/pdf")
    request = RequestFactory().get("/", **TAKES)

    assert TextGZipMiddleware(lambda _: answer)(request).content == b"%PDF-1.7" * 1000
    assert "Content-Encoding" not in answer
