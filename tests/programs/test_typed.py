"""How a typed number is read, the same at every door, and what is asked of an ambiguous point."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programs.admin.forms import TypedDecimalField
from programs.forms.ajustes import AdjustmentForm
from programs.forms.captura import ClosingForm, QuantityField, quantity_doubts
from programs.models import AvanceDeComponente, ComponenteDeMeta
from programs.resources.cells import CellError, QuantityCell
from programs.values.typed import BLANKS, NUMBERS_ONLY, NotANumber, read_number, thousands_doubt
from programs.values.wording.numbers import numbers_of
from tests.programs.admin_cast import avance_of, client_of, errors_of, filled, url

MIL = "Escribió 1.000: se guardó 1. Si quiso decir mil, escriba 1000."
SCRIPT = {"headers": {"Accept": "application/json"}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.000", "1"),
        ("1,000", "1000"),
        ("1,000,000", "1000000"),
        ("1 000", "1000"),
        ("1\u00a0250\u202f000.5", "1250000.5"),
        ("12.5", "12.5"),
        (".5", "0.5"),
        ("1,234.500", "1234.5"),
        ("0", "0"),
    ],
)
def test_the_point_divides_and_the_comma_groups(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.000.000", "1,000,000 o 1000000"),
        ("12.345.678", "12,345,678 o 12345678"),
        ("12,5", "los decimales con punto"),
        ("0,500", "los decimales con punto"),
        ("00,123", "los decimales con punto"),
        ("1,2345", "los decimales con punto"),
        (",5", "los decimales con punto"),
        ("0,500,000", NUMBERS_ONLY),
        ("1.000,5", NUMBERS_ONLY),
        (".", NUMBERS_ONLY),
        ("", NUMBERS_ONLY),
        ("1e5", NUMBERS_ONLY),
        ("1 2 3", BLANKS),
        ("12 50", BLANKS),
        ("1 250 00", BLANKS),
        ("1250 000", BLANKS),
        ("1, 250", BLANKS),
        ("0 500", BLANKS),
    ],
)
def test_what_has_no_one_reading_is_refused(text, sentence):
    with pytest.raises(NotANumber, match=sentence):
        read_number(text)


def test_a_zero_opens_no_thousands_in_a_text():
    told = numbers_of("Se limpiaron 0,500 hectáreas y 1,500 metros.")
    assert [each.value for each in told] == [Decimal(1500)]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("1.000", MIL),
        (" 1.000 % ", MIL),
        ("-1.000", MIL),
        ("12.500", "Escribió 12.500: se guardó 12.5. Si quiso decir 12,500, escriba 12500."),
        ("2.375", "Escribió 2.375: se guardó 2.375. Si quiso decir 2,375, escriba 2375."),
        (
            " 84  177 ",
            "Escribió 84 177: se guardó 84,177. Si son dos números, escriba solo uno.",
        ),
        (
            "84 177 261",
            "Escribió 84 177 261: se guardó 84,177,261. Si son varios números, escriba solo uno.",
        ),
        (
            "84 177.5",
            "Escribió 84 177.5: se guardó 84,177.5. Si son dos números, escriba solo uno.",
        ),
        ("0.125", ""),
        ("1.0000", ""),
        ("1.00", ""),
        ("1,000", ""),
        ("1,234.500", ""),
        ("1234.500", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_only_one_point_before_three_digits_is_asked_about(text, question):
    assert thousands_doubt(text) == question


@pytest.mark.parametrize("text", ["1.000", "1,000", "1 250", "12.5", "85"])
def test_every_door_reads_the_same(text):
    read = read_number(text)

    assert QuantityField().clean(text) == read
    assert QuantityCell().clean(text) == read
    assert TypedDecimalField(max_digits=14, decimal_places=4).clean(text) == read


def test_every_door_refuses_blanks_that_group_nothing():
    for clean in (
        QuantityField().clean,
        QuantityCell().clean,
        TypedDecimalField(max_digits=14, decimal_places=4).clean,
    ):
        with pytest.raises(Exception, match="espacios entre las cifras"):
            clean("1 2 3")
        assert clean(" 5 ") == 5


def test_every_door_refuses_points_for_millions():
    for clean in (
        QuantityField().clean,
        QuantityCell().clean,
        TypedDecimalField(max_digits=14, decimal_places=4).clean,
    ):
        with pytest.raises(Exception, match="1,000,000 o 1000000") as refusal:
            clean("1.000.000")
        assert isinstance(refusal.value, CellError) or refusal.value.messages


def test_a_number_of_excel_is_no_typed_text():
    assert QuantityCell().doubt(1.0) == ""
    assert QuantityCell().doubt("1.000").startswith("Escribió 1.000: se leyó 1.")


def test_the_forms_ask_of_every_quantity_that_they_take():
    adjustment = AdjustmentForm({"version": 1, "adjustment": "-1.000", "adjustment_reason": "Sí"})
    closing = ClosingForm(
        {"version": 1, "closing": "stated", "stated_percent": "1.000", "closing_reason": "Sí"}
    )

    assert quantity_doubts(adjustment, "cursos") == {"adjustment": MIL}
    assert quantity_doubts(closing, "%") == {"stated_percent": MIL}


@pytest.mark.parametrize(
    ("typed", "unit", "question"),
    [
        ("3%", "informes", "Escribió 3%: se guardó 3. Aquí va cuántos fueron, no un porcentaje."),
        ("-3 %", "informes", "Escribió -3%: se guardó -3. Aquí va cuántos fueron"),
        ("3%", "% de las solicitudes", ""),
        ("3", "informes", ""),
        ("1.000%", "informes", MIL),
    ],
)
def test_a_share_of_what_is_counted_one_by_one_is_asked_about(typed, unit, question):
    form = AdjustmentForm({"version": 1, "adjustment": typed, "adjustment_reason": "Sí"})
    asked = quantity_doubts(form, unit).get("adjustment", "")
    assert asked.startswith(question) and bool(asked) is bool(question)


@pytest.mark.django_db
class TestCapture:
    """The question beside the field, and above the page without scripts."""

    def test_the_answer_to_a_script_asks(self, cast, sign_in):
        row = AvanceDeComponente.objects.get(avance=cast.avance())
        address = reverse("quantity_save", args=[row.pk])
        data = {"quantity": "1.000", "reason": "", "version": row.version}
        answer = sign_in("enlace").post(address, data, **SCRIPT).json()
        row.refresh_from_db()

        assert row.quantity == 1
        assert answer["asked"] == {"quantity": MIL}
        again = {**data, "quantity": "1000", "version": answer["version"]}
        assert sign_in("enlace").post(address, again, **SCRIPT).json()["asked"] == {}

    def test_the_answer_asks_of_a_percentage_of_things(self, cast, sign_in):
        row = AvanceDeComponente.objects.get(avance=cast.avance())
        address = reverse("quantity_save", args=[row.pk])
        data = {"quantity": "3%", "reason": "", "version": row.version}
        asked = sign_in("enlace").post(address, data, **SCRIPT).json()["asked"]

        assert asked["quantity"].startswith("Escribió 3%: se guardó 3.")

    def test_a_plain_form_is_asked_above_the_page(self, cast, sign_in):
        row = AvanceDeComponente.objects.get(avance=cast.avance())
        data = {"quantity": "1.000", "reason": "", "version": row.version}
        page = sign_in("enlace").post(reverse("quantity_save", args=[row.pk]), data, follow=True)

        assert MIL in page.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("admin_rows")
class TestAdministration:
    """The administration reads and asks as the pages do."""

    def test_it_reads_thousands_and_asks_of_the_point(self):
        client, componente = client_of("planeacion"), _componente()
        address = url(ComponenteDeMeta, "change", componente.pk)
        data = filled(client.get(address), quantity="1,000", programmed_q1="1.000")
        page = client.post(address, data, follow=True)
        componente.refresh_from_db()

        assert (componente.quantity, componente.programmed_q1) == (1000, 1), errors_of(page)
        assert f"Programado t1: {MIL}" in page.content.decode()

    def test_the_quantities_of_a_quarter_are_asked_about_too(self):
        client, avance = client_of("enlace"), avance_of("uaa")
        address = url(type(avance), "change", avance.pk)
        data = filled(client.get(address), **{"cantidades-0-quantity": "1.000"})

        assert MIL in client.post(address, data, follow=True).content.decode()


def _componente() -> ComponenteDeMeta:
    """A quantity of the plan that planeación of the cast keeps."""
    rows = ComponenteDeMeta.objects.filter(meta__linea__eje__programa__institucion__slug="sesaech")
    return rows.order_by("pk")[0]
