"""A closed quarter says its kinds of hechos as it closed with them, whatever their names now."""

from functools import partial
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from programs.models import Corte, TipoDeHecho, Trimestre
from programs.services.cierre import trimestre_close
from tests.factories import YEAR
from tests.programs.hechos_cast import make_rule, record
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(cast):
    """The pages that name the kinds of a quarter: of a figure, and its register."""
    avance = cast.avance()
    record(avance, "Ética", kind="curso", mujeres="5", hombres="6")
    make_rule(cast, avance, "curso", "mujeres")
    place = [cast.institucion.slug, YEAR]
    return (
        reverse("figure_origin", args=[*place, avance.linea_id, 1, 1]),
        reverse("hechos_register", args=[*place, 1]),
    )


def close(cast) -> Corte:
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    return trimestre_close(
        trimestre.pk,
        typed=str(trimestre),
        missing_reason="Se imprime lo que hay.",
        by=cast.people["secretario"],
        now=timezone.now(),
    )


def rename(cast) -> None:
    kind = TipoDeHecho.objects.get(institucion=cast.institucion, key="curso")
    kind.plural = "CAMBIADOS"
    kind.name = "CAMBIADO"
    kind.field_rows = [
        row | {"label": "DAMAS"} if row["key"] == "mujeres" else row for row in kind.field_rows
    ]
    kind.full_clean()
    kind.save()


def words(client, address: str) -> str:
    return " ".join(unescape(strip_tags(client.get(address).text)).split())


def test_a_closed_quarter_keeps_the_words_of_its_kinds(cast, sign_in, pages):
    client = sign_in("auditoria")
    close(cast)
    before = [words(client, page) for page in pages]
    spent = [queries_of(partial(client.get, page)) for page in pages]
    assert "Suma de mujeres de los cursos y eventos" in before[0]
    assert "Cursos y eventos" in before[1]
    rename(cast)
    assert [words(client, page) for page in pages] == before
    # Only now is the corte read, and compared with its act.
    assert [queries_of(partial(client.get, page)) for page in pages] == [
        count + 2 for count in spent
    ]


def test_an_open_quarter_says_its_kinds_as_they_are(cast, sign_in, pages):
    client = sign_in("auditoria")
    rename(cast)
    assert "suma de damas de los cambiados" in words(client, pages[0]).lower()
    assert "CAMBIADOS" in words(client, pages[1])
