"""The capture of a línea's quarter by its endpoints: plain forms, scripts, budgets, refusals."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.enums import AvanceStatus, TrimestreStatus
from programs.forms.captura import QuantityField
from programs.getters import avances_visible
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    MarcaMensual,
    Trimestre,
)
from programs.selectors.avance import live_of
from programs.services import captura
from programs.values.typed import NUMBERS_ONLY
from tests.factories import CLOSED, YEAR, validate

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"Accept": "application/json"}}
MARKS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def page_of(cast, place: int = 0, quarter: int = 1) -> str:
    """Return the address of the capture page of a línea."""
    args = [cast.institucion.slug, YEAR, cast.linea(place).pk, quarter]
    return reverse("avance_edit", args=args)


def quantity(cast, place: int = 0) -> AvanceDeComponente:
    """Return the quantity of a línea in the first quarter."""
    return AvanceDeComponente.objects.get(avance=cast.avance(place))


def block(cast, kind: str = "text", place: int = 0) -> Bloque:
    """Return a block of a línea in the first quarter."""
    return Bloque.objects.get(avance=cast.avance(place), kind=kind)


def complete(cast, place: int = 0) -> AvanceTrimestral:
    """Leave a línea with nothing missing, without its picture and with its months."""
    avance = cast.avance(place)
    Bloque.objects.filter(avance=avance, kind="figures").delete()
    MarcaMensual.objects.filter(tarea__linea=avance.linea, month__lte=3).update(
        status="done", reported_at="2026-04-01T00:00:00Z"
    )
    return avance


def save_quantity(client, row, **typed):
    """Send a quantity as a script does."""
    data = {"quantity": "", "reason": "", "version": row.version} | typed
    return client.post(reverse("quantity_save", args=[row.pk]), data, **SCRIPT)


class TestQuantityField:
    """How people write numbers."""

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("12", "12"),
            (" 1,234.5 ", "1234.5"),
            ("1 250", "1250"),
            ("1\u00a0250", "1250"),
            (".5", "0.5"),
            ("0", "0"),
            ("85 %", "85"),
        ],
    )
    def test_reads(self, typed, value):
        assert QuantityField().clean(typed) == Decimal(value)

    def test_empty_is_not_zero(self):
        assert QuantityField().clean("  ") is None

    @pytest.mark.parametrize("typed", ["doce", "1.2.3", "12a", "1e5", "NaN", "1,23,4", "٣x"])
    def test_says_how_to_write_it(self, typed):
        with pytest.raises(Exception, match=NUMBERS_ONLY) as error:
            QuantityField().clean(typed)
        assert error.value.messages == [NUMBERS_ONLY]

    def test_a_decimal_comma_is_not_taken_for_thousands(self):
        with pytest.raises(Exception, match="decimales con punto"):
            QuantityField().clean("12,5")

    @pytest.mark.parametrize("typed", ["-1", "99999999999", "1.00001"])
    def test_refuses_what_does_not_fit(self, typed):
        with pytest.raises(Exception, match="cantidad"):
            QuantityField().clean(typed)


class TestPage:
    """Who gets the page and what it says."""

    @pytest.mark.parametrize("who", ["enlace", "titular", "superuser"])
    def test_the_area_writes(self, cast, sign_in, who):
        response = sign_in(who).get(page_of(cast))
        assert response.status_code == 200
        assert "data-autosave" in response.content.decode()

    @pytest.mark.parametrize("who", ["planeacion", "secretario", "auditoria", "consulta"])
    def test_who_only_reads_goes_to_the_linea(self, cast, sign_in, who):
        response = sign_in(who).get(page_of(cast))
        assert response.status_code == 302
        assert response["Location"].endswith(f"/lineas/{cast.linea().pk}/#trimestre-1")

    def test_another_area_reads_and_an_outsider_finds_nothing(self, cast, sign_in):
        assert sign_in("enlace").get(page_of(cast, place=3)).status_code == 302
        assert sign_in("outsider").get(page_of(cast)).status_code == 404

    @pytest.mark.parametrize(
        ("window", "words"),
        [(CLOSED, "está cerrado"), ({"status": TrimestreStatus.UPCOMING}, "aún no se abre")],
    )
    def test_a_closed_window_is_read_only_and_says_why(self, cast, sign_in, window, words):
        Trimestre.objects.filter(programa=cast.programa, number=1).update(**window)
        text = sign_in("enlace").get(page_of(cast)).content.decode()
        assert words in text
        assert "data-autosave" not in text
        response = save_quantity(sign_in("enlace"), quantity(cast), quantity="5")
        assert (response.status_code, quantity(cast).quantity) == (423, Decimal(3))

    def test_a_validated_entry_is_read_only(self, cast, sign_in):
        validate(cast.avance())
        text = sign_in("enlace").get(page_of(cast)).content.decode()
        assert "ya está validada" in text
        assert "Se elaboraron tres documentos" in text
        assert "data-autosave" not in text

    def test_forty_blocks_cost_what_two_cost(self, cast, sign_in):
        client = sign_in("enlace")
        few = self._queries(lambda: client.get(page_of(cast)))
        Bloque.objects.bulk_create(
            Bloque(
                institucion=cast.institucion,
                avance=cast.avance(),
                key=f"más-{n}",
                order=10 + n,
                kind="text",
                html="<p>Más.</p>",
            )
            for n in range(40)
        )
        assert self._queries(lambda: client.get(page_of(cast))) == few

    @staticmethod
    def _queries(ask) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert ask().status_code == 200
        return sum(not query["sql"].startswith(MARKS) for query in queries)


class TestQuantity:
    """Saving what was done of a component."""

    def test_answers_with_the_sentence_of_the_new_quantity(self, cast, sign_in):
        response = save_quantity(sign_in("enlace"), quantity(cast), quantity="6")
        data = response.json()
        assert "avance del 50%" in data["fragments"]["cierre"]
        assert data["version"] == quantity(cast).version == 2
        assert quantity(cast).history.first().history_user == cast.people["enlace"]

    def test_asks_about_what_is_unlikely_without_blocking(self, cast, sign_in):
        row = quantity(cast)
        data = save_quantity(sign_in("enlace"), row, quantity="12").json()
        assert "se habían programado 3" in data["unlikely"][str(row.pk)]
        assert quantity(cast).quantity == 12

    def test_a_stale_version_is_refused_with_both(self, cast, sign_in):
        row = quantity(cast)
        save_quantity(sign_in("titular"), row, quantity="5")
        response = save_quantity(sign_in("enlace"), row, quantity="7")
        assert response.status_code == 409
        assert response.json()["theirs"]["quantity"].startswith("5")
        assert response.json()["theirs"]["author"] == str(cast.people["titular"])
        assert quantity(cast).quantity == 5

    def test_a_wrong_number_keeps_what_was_typed(self, cast, sign_in):
        row = quantity(cast)
        address = reverse("quantity_save", args=[row.pk])
        data = {"quantity": "doce", "reason": "", "version": row.version}
        response = sign_in("enlace").post(address, data)
        text = response.content.decode()
        assert response.status_code == 422
        assert 'value="doce"' in text
        assert NUMBERS_ONLY in text
        assert sign_in("enlace").post(address, data, **SCRIPT).json()["errors"] == {
            "quantity": [NUMBERS_ONLY]
        }

    def test_a_plain_form_goes_back_with_a_redirect(self, cast, sign_in):
        row = quantity(cast)
        response = sign_in("enlace").post(
            reverse("quantity_save", args=[row.pk]), {"quantity": "4", "version": 1}
        )
        assert response.status_code == 303
        assert response["Location"] == f"{page_of(cast)}#cantidades"

    def test_what_cannot_be_saved_shows_no_draft_to_who_reads_none(self, cast, sign_in):
        address = reverse("quantity_save", args=[quantity(cast).pk])
        response = sign_in("consulta").post(address, {"quantity": "doce"})
        assert response.status_code == 403
        assert "tres documentos" not in response.content.decode()
        assert sign_in("consulta").post(address, {"quantity": "doce"}, **SCRIPT).status_code == 423

    @pytest.mark.parametrize(
        ("who", "status"),
        [("planeacion", 423), ("consulta", 423), ("secretario", 423), ("outsider", 404)],
    )
    def test_nobody_else_saves(self, cast, sign_in, who, status):
        assert save_quantity(sign_in(who), quantity(cast), quantity="9").status_code == status
        assert quantity(cast).quantity == 3


class TestConditions:
    """What only the table's conditions refuse is told in their words, and nothing is kept."""

    def test_the_database_refuses_with_the_sentence_of_its_condition(self, cast):
        with pytest.raises(ValidationError, match="motivo"):
            captura.closing_declare(
                cast.avance().pk,
                closing="stated",
                stated_percent=Decimal(45),
                reason=" ",
                by=cast.people["enlace"],
                version=1,
            )
        assert (cast.avance().closing, cast.avance().version) == ("automatic", 1)
        assert cast.avance().history.count() == 0

    def test_a_component_without_quantities_still_counts(self, cast):
        avance = avances_visible(cast.people["enlace"]).get(pk=cast.avance().pk)
        meta = avance.linea.meta
        meta.componentes.create(order=2, quantity=8, unit="cursos")
        live = live_of(avance)
        assert [component.unit for component in live.meta.facts.components] == [
            "documentos",
            "cursos",
        ]
        assert live.meta.facts.components[0].actual == (3, None, None, None)
        assert len(live.quantities) == 1


class TestClosing:
    """Another percentage is an act with a reason."""

    def declare(self, client, cast, **typed):
        avance = cast.avance()
        data = {"closing": "stated", "version": avance.version} | typed
        return client.post(reverse("closing_declare", args=[avance.pk]), data)

    def test_with_figure_and_reason(self, cast, sign_in):
        response = self.declare(
            sign_in("enlace"), cast, stated_percent="45", closing_reason="Acta 3"
        )
        assert response.status_code == 303
        assert cast.avance().stated_percent == 45

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"stated_percent": "45"}, "Escriba el motivo"),
            ({"closing_reason": "Acta 3"}, "Escriba el porcentaje, por ejemplo 45."),
            ({"closing": "omitted"}, "Escriba el motivo"),
        ],
    )
    def test_without_either_it_is_refused(self, cast, sign_in, typed, words):
        response = self.declare(sign_in("enlace"), cast, **typed)
        assert response.status_code == 422
        assert words in response.content.decode()
        assert cast.avance().closing == "automatic"


class TestReady:
    """The mark of lista tells exactly what is missing, or goes on."""

    def mark(self, client, avance, **typed):
        data = {"version": avance.version} | typed
        return client.post(reverse("ready_mark", args=[avance.pk]), data)

    def test_names_each_missing_thing_with_a_link_to_its_place(self, cast, sign_in):
        Bloque.objects.filter(pk=block(cast, "figures").pk).update(caption="")
        response = self.mark(sign_in("enlace"), cast.avance())
        text = response.content.decode()
        assert response.status_code == 422
        assert "<title>Error:" in text
        anchor = f"bloque-{block(cast, 'figures').key}-pie"
        assert f'href="#{anchor}"' in text
        assert f'id="{anchor}"' in text
        assert "&amp;mes=1#mes-1" in text
        assert cast.avance().ready is False

    def test_goes_on_with_the_next_linea_that_is_not_lista(self, cast, sign_in):
        response = self.mark(sign_in("enlace"), complete(cast))
        assert response.status_code == 303
        assert response["Location"] == page_of(cast, place=1)
        assert cast.avance().ready is True

    def test_a_stale_version_marks_nothing(self, cast, sign_in):
        avance = complete(cast)
        sign_in("titular").post(
            reverse("cause_save", args=[avance.pk]), {"cause": "x", "version": 1}, **SCRIPT
        )
        assert self.mark(sign_in("enlace"), avance).status_code == 409
        assert cast.avance().ready is False

    def test_can_be_taken_back(self, cast, sign_in):
        avance = complete(cast)
        AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True)
        self.mark(sign_in("enlace"), avance, ready="0")
        assert cast.avance().ready is False

    def test_returned_entries_are_captured_again(self, cast, sign_in):
        AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(
            status=AvanceStatus.RETURNED, returned_at="2026-04-02T00:00:00Z"
        )
        assert save_quantity(sign_in("enlace"), quantity(cast), quantity="4").status_code == 200


class TestPreview:
    """The línea as it will print."""

    def address(self, cast):
        args = [cast.institucion.slug, YEAR, cast.linea().pk, 1]
        return reverse("linea_preview", args=args)

    def test_prints_only_that_linea(self, cast, sign_in):
        response = sign_in("enlace").get(self.address(cast))
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")

    def test_who_reads_only_validated_figures_may_not(self, cast, sign_in):
        assert sign_in("consulta").get(self.address(cast)).status_code == 403
        assert sign_in("outsider").get(self.address(cast)).status_code == 404


class TestSameAgain:
    """What stands already is no change: no version, no trace, and the mark of *lista* stays."""

    def ready(self, cast) -> AvanceTrimestral:
        """Return the first entry, marked *lista*, with a cause."""
        AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(ready=True, cause="Llovió.")
        return cast.avance()

    def test_of_a_quantity(self, cast):
        avance, row = self.ready(cast), cast.avance().cantidades.get()
        saved = captura.quantity_save(
            row.pk, avance_pk=avance.pk, quantity=row.quantity, received=None, reason=" ",
            by=cast.people["enlace"], version=row.version,
        )  # fmt: skip

        assert (saved.version, saved.history.count()) == (row.version, 0)
        assert cast.avance().ready is True

    def test_of_a_cause(self, cast):
        avance = self.ready(cast)
        saved = captura.cause_save(
            avance.pk, cause=" Llovió. ", by=cast.people["enlace"], version=avance.version
        )

        assert (saved.version, cast.avance().ready) == (avance.version, True)


@pytest.mark.parametrize(
    ("closing", "kept"), [("automatic", (None, "")), ("omitted", (None, "Se informa aparte."))]
)
def test_only_a_stated_percentage_keeps_its_figure(cast, closing, kept):
    saved = captura.closing_declare(
        cast.avance().pk, closing=closing, stated_percent=Decimal(40), reason="Se informa aparte.",
        by=cast.people["enlace"], version=None,
    )  # fmt: skip

    assert (saved.stated_percent, saved.closing_reason) == kept
