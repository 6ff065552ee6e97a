"""`manage.py seed_scale`: institutions for measuring whose rows keep every rule."""

import io
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse

from programs.demo import scale
from programs.models import (
    AvanceTrimestral,
    Corte,
    EntregaDeArea,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Programa,
    Trimestre,
    User,
)
from tests.factories import make_institucion
from tests.programs.demo_state import texts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# The first half of a year, so that there are a closed quarter, one under review and one running.
TODAY = "2026-07-08"


def load(count: int, *args: str) -> str:
    """Run the command with a single year for each institution and return what it printed."""
    out = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(
            DEBUG=True, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
        ),
    ):
        patch.setattr(scale, "YEARS", 1)
        call_command("seed_scale", str(count), "--today", TODAY, *args, stdout=out)
    return out.getvalue()


def said_of(institucion: Institucion) -> dict[str, str]:
    """Return what the rows of an institution say, without its own names."""

    def neutral(value: object) -> str:
        text = str(value)
        for name in (institucion.slug, institucion.slug.upper(), institucion.short_name):
            text = text.replace(name, "*")
        return text

    return {
        neutral(key): neutral(value)
        for key, value in texts().items()
        if institucion.slug in key and key[0] != "User"
    }


def test_each_institution_is_whole_valid_and_says_the_same_every_time(client):
    printed = load(2)

    assert "escala-01: se cargó." in printed and "escala-02: se cargó." in printed
    assert "escala-02: ya existe y se conserva como está." in load(2)
    for institucion in Institucion.objects.all():
        assert Membresia.objects.filter(institucion=institucion).count() == 60
        lineas = LineaDeAccion.objects.filter(eje__programa__institucion=institucion)
        assert lineas.count() == 40
        call_command("verify_audit", institucion.slug, stdout=io.StringIO())
    # What the database itself does not ask of rows that were made in bulk.
    for model in (Institucion, Programa, Trimestre, LineaDeAccion, AvanceTrimestral, MarcaMensual):
        for row in model.objects.order_by("pk")[:60]:
            row.full_clean(validate_unique=False, validate_constraints=False)
    windows = Counter(Trimestre.objects.values_list("number", "status"))
    assert windows == {(1, "closed"): 2, (2, "open"): 2, (3, "open"): 2, (4, "upcoming"): 2}
    assert Corte.objects.count() == 2
    assert set(EntregaDeArea.objects.values_list("status", flat=True)) == {"submitted", "validated"}
    first, second = (said_of(institucion) for institucion in Institucion.objects.order_by("slug"))
    assert first == second
    assert len(first) > 500

    client.force_login(User.objects.get(username="secretario.escala-01"))
    for name in ("home", "tablero"):
        assert client.get(reverse(name), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("debug", "count", "sentence"),
    [
        (True, 0, "de 1 a 99; no «0»"),
        (True, 100, "de 1 a 99; no «100»"),
        (False, 1, "no se cargan con DEBUG=0"),
        (True, 1, r"ya tiene instituciones reales \(REAL\)"),
    ],
)
def test_it_refuses_production_and_a_base_with_real_work(debug, count, sentence):
    make_institucion("real")

    with override_settings(DEBUG=debug), pytest.raises(CommandError, match=sentence) as refusal:
        call_command("seed_scale", str(count), "--today", TODAY)

    assert refusal.value.returncode == 2
    assert Institucion.objects.count() == 1
