"""What does not agree in a hecho by itself is said alike at each of its doors."""

from datetime import date

import pytest
from django.urls import reverse

from programs.models import Hecho
from programs.received.hecho_rows import columns_in_order
from programs.values.hechos.kinds import FieldKind
from tests.factories import YEAR
from tests.programs.hechos_cast import capture, kind_of, words

pytestmark = pytest.mark.django_db

# A kind, what its form says beside its name and day, and the sentence.
CASES = [
    (
        "oficio",
        {"desde": "05/08/2025", "hasta": "01/07/2025"},
        "Abarca un periodo que termina antes de empezar.",
    ),
    (
        "curso",
        {"mujeres": "5", "hombres": "6", "publico": "20"},
        "Suma 11 por sexo y 20 por sector",
    ),
    ("solicitud", {"dias": "1.250"}, "se guardó 1.25. Si quiso decir 1,250, escriba 1250."),
    ("curso", {"day": "05/11/2026"}, "Lleva la fecha 5 de noviembre de 2026, fuera del trimestre"),
    ("curso", {"mujeres": "5", "hombres": "6", "publico": "11"}, ""),
]


@pytest.mark.parametrize(("kind", "values", "told"), CASES)
@pytest.mark.parametrize("counts", [True, False])
def test_each_door_says_it(cast, sign_in, kind, values, told, counts):
    client, avance = sign_in("enlace"), cast.avance()
    day = values.get("day", "03/02/2026")
    fields = kind_of(cast, kind).fields
    row = "\t".join(["Uno 1", day, *(values.get(field.key, "") for field in fields)])
    assert len(columns_in_order(kind_of(cast, kind))) == len(fields) + 2
    url = reverse("hechos_paste", args=[avance.pk])
    seen = client.post(url, {"kind": kind, "token": "uno", "rows": row})
    assert seen.status_code == 200
    assert (told in words(seen)) if told else ("Revise:" not in words(seen))

    typed = {f"dato_{key}": _iso(fields, key, text) for key, text in values.items() if key != "day"}
    body = {"kind": kind, "key": f"hecho-{1:024x}", "name": "Uno 1", "day": day, **typed}
    body |= {"counts": "on"} if counts else {}
    assert client.post(reverse("hecho_add", args=[avance.pk]), body).status_code == 303
    pk = Hecho.objects.get().pk
    place = [cast.institucion.slug, YEAR, 1]
    for address in (
        capture(cast),
        reverse("hecho_edit", args=[pk]),
        reverse("hechos_register", args=place),
        reverse("congruencia", args=place),
    ):
        text = words(client.get(address)).casefold()
        if told:
            assert told.casefold() in text, address
        elif "congruencia" not in address:
            assert "revise: " not in text, address


def _iso(fields, key: str, text: str) -> str:
    """Return what the form of a browser sends of a field."""
    kind = next(field.kind for field in fields if field.key == key)
    if kind is not FieldKind.DATE:
        return text
    day, month, year = map(int, text.split("/"))
    return date(year, month, day).isoformat()
