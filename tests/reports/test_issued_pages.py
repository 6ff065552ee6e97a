"""The pages of what is issued: two clicks to issue, and reading it afterwards."""

import pytest
from django.urls import reverse

from reports.models import IssuedReport
from tests.reports.issue_cast import close

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 emitido"


def address(name: str, cast, *more: object) -> str:
    """Return an address of the programa of the cast, or of its first quarter."""
    return reverse(name, args=[cast.institucion.slug, cast.programa.year, *more])


def test_two_clicks_issue_the_informe_of_a_closed_quarter(cast, sign_in):
    close(cast)
    client = sign_in("secretario")
    closing = client.get(address("trimestre_closing", cast, 1)).content.decode()
    confirm = address("informe_issue", cast, 1)
    assert confirm in closing

    page = client.get(confirm)
    assert f"{cast.institucion.slug.upper()}-INF-2026-0001" in page.content.decode()
    form = {"seen": page.context["form"]["seen"].value()}
    first, again = (client.post(confirm, form) for _ in range(2))

    issued = IssuedReport.objects.get()
    assert first.status_code == again.status_code == 303
    assert first.url == again.url == issued.get_absolute_url()
    answer = client.get(first.url).content.decode()
    assert issued.payload_sha256 in answer and issued.act_hash in answer
    assert client.get(confirm).url == issued.get_absolute_url()
