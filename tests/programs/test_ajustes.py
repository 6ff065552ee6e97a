"""A dated adjustment corrects earlier quarters from its own on, and never what they printed."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from programs.enums import ComponentKind, TrimestreStatus
from programs.errors import Conflict, DomainError, Locked
from programs.models import AuditEntry, AvanceDeComponente, ComponenteDeMeta, Trimestre
from programs.reading.corte import trimestre_snapshot
from programs.services.ajustes import quantity_adjust
from programs.values.facts import QUARTERS, ComponentFacts, Kind, accumulated_actual
from programs.values.frozen import freeze, thaw
from reports.services.documents import document_html
from tests.factories import CLOSED, reopen
from tests.reports.documents import informe_document

amounts = st.none() | st.decimals(-50, 50, places=2)
quantities = st.none() | st.decimals(0, 50, places=2)
SENTENCE = "Incluye un ajuste de −1 en documentos: se contó dos veces."


# The arithmetic ---------------------------------------------------------------------------------


@given(
    actual=st.tuples(*[quantities] * 4),
    adjustments=st.tuples(*[amounts] * 4),
    quarter=st.integers(2, 4),
    amount=amounts,
    kind=st.sampled_from([Kind.SUM, Kind.DEMAND, Kind.MILESTONE, Kind.PERCENT]),
)
def test_a_later_adjustment_never_changes_an_earlier_figure(
    actual, adjustments, quarter, amount, kind
):
    def facts(changes) -> ComponentFacts:
        return ComponentFacts("actas", kind, Decimal(90), (None,) * 4, actual, adjustments=changes)

    changed = tuple(
        amount if number == quarter else value
        for number, value in zip(QUARTERS, adjustments, strict=True)
    )
    for earlier in range(1, quarter):
        assert accumulated_actual(facts(adjustments), earlier) == accumulated_actual(
            facts(changed), earlier
        )


def test_the_accumulated_figure_takes_it_in_from_its_quarter_on():
    facts = ComponentFacts(
        "actas", Kind.SUM, Decimal(12), (None,) * 4, (Decimal(3), Decimal(4), None, Decimal(2)),
        adjustments=(None, Decimal(-1), None, None),
    )  # fmt: skip
    assert [accumulated_actual(facts, q) for q in QUARTERS] == [3, 6, 6, 8]


# The service ------------------------------------------------------------------------------------


@pytest.fixture
def second(cast) -> AvanceDeComponente:
    """The quantity of the second quarter, open, after a closed first one that reported 3."""
    quarters = Trimestre.objects.filter(programa=cast.programa)
    quarters.filter(number=1).update(**CLOSED)
    quarters.filter(number=2).update(status=TrimestreStatus.OPEN)
    row = cast.avance(quarter=2).cantidades.get()
    AvanceDeComponente.objects.filter(pk=row.pk).update(quantity=4)
    return AvanceDeComponente.objects.get(pk=row.pk)


def adjust(cast, row, **values) -> AvanceDeComponente:
    given = {"adjustment": Decimal(-1), "reason": "se contó dos veces", "by": cast.people["enlace"]}
    return quantity_adjust(row.pk, avance_pk=row.avance_id, now=timezone.now(), **(given | values))


def accumulated(cast, number: int) -> Decimal | None:
    trimestre = Trimestre.objects.get(programa=cast.programa, number=number)
    facts = trimestre_snapshot(trimestre).lineas[0].meta.facts
    return accumulated_actual(facts.components[0], number)


@pytest.mark.django_db
def test_it_is_saved_recorded_and_printed_after_the_sentence(cast, second):
    first = Trimestre.objects.get(programa=cast.programa, number=1)
    before = document_html(informe_document(first))
    adjust(cast, second)
    trimestre = Trimestre.objects.get(programa=cast.programa, number=2)

    assert (accumulated(cast, 1), accumulated(cast, 2)) == (3, 6)
    assert document_html(informe_document(first)) == before
    html = document_html(informe_document(trimestre))
    sentence = "Del 100% de la meta programada, se tiene un avance del 50%."
    assert html.index(sentence) < html.index(SENTENCE)
    assert html.count("Incluye un ajuste") == 2  # under the línea and in the annex
    act = AuditEntry.objects.get(action="quantity_adjust")
    assert (act.data["after"], act.data["reason"]) == ("−1", "se contó dos veces")
    snapshot = trimestre_snapshot(trimestre)
    assert thaw(freeze(snapshot)) == snapshot


@pytest.mark.django_db
def test_it_is_taken_back(cast, second):
    adjust(cast, second)
    saved = adjust(cast, second, adjustment=None, reason="")
    assert (saved.adjustment, saved.adjustment_reason) == (None, "")
    assert accumulated(cast, 2) == 7
    assert AuditEntry.objects.filter(action="quantity_adjust").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "text"),
    [({"reason": " "}, "motivo"), ({"adjustment": Decimal(-8)}, "quita más de lo que")],
)
def test_what_cannot_be_is_refused(cast, second, values, text):
    with pytest.raises(DomainError, match=text):
        adjust(cast, second, **values)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_there_must_be_something_to_correct(cast, second):
    first = cast.avance().trimestre
    reopen(first)
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
    Trimestre.objects.filter(pk=first.pk).update(status=TrimestreStatus.CLOSED)
    with pytest.raises(DomainError, match="no tienen cantidad que corregir"):
        adjust(cast, second)


@pytest.mark.django_db
def test_a_level_is_not_adjusted(cast, second):
    ComponenteDeMeta.objects.filter(pk=second.componente_id).update(kind=ComponentKind.PERCENT)
    with pytest.raises(DomainError, match="Solo se ajusta una cantidad que se suma"):
        adjust(cast, second)


@pytest.mark.django_db
def test_only_who_captures_and_only_in_an_open_quarter(cast, second):
    for name in ("planeacion", "secretario", "consulta"):
        with pytest.raises(Locked):
            adjust(cast, second, by=cast.people[name])
    with pytest.raises(Locked, match="20 de abril de 2026"):
        adjust(cast, cast.avance().cantidades.get())


@pytest.mark.django_db
def test_a_stale_page_adjusts_nothing(cast, second):
    adjust(cast, second, version=second.version)
    with pytest.raises(Conflict):
        adjust(cast, second, adjustment=Decimal(2), version=second.version)


# The page ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "reason", "status"),
    [("-1", "Se contó dos veces", 303), ("−1", "Se contó", 303), ("uno", "x", 422),
     ("-1", "", 422), ("0", "x", 422)],
)  # fmt: skip
def test_the_form_of_the_capture_page(cast, second, sign_in, typed, reason, status):
    address = reverse("adjustment_save", args=[second.pk])
    form = {"version": second.version, "adjustment": typed, "adjustment_reason": reason}
    page = sign_in("enlace").post(address, form)
    assert page.status_code == status
    second.refresh_from_db()
    assert second.adjustment == (Decimal(-1) if status == 303 else None)
    if status == 422:
        body = page.content.decode()
        assert "<title>Error: " in body and f'value="{typed}"' in body


@pytest.mark.django_db
def test_the_first_quarter_offers_no_adjustment(cast, second, sign_in):
    place = [cast.institucion.slug, 2026, cast.linea().pk]
    client = sign_in("enlace")
    text = "Corregir lo reportado en un trimestre anterior"
    assert text in client.get(reverse("avance_edit", args=[*place, 2])).content.decode()
    reopen(Trimestre.objects.get(programa=cast.programa, number=1))
    assert text not in client.get(reverse("avance_edit", args=[*place, 1])).content.decode()


# The edges --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "accepted"), [(-7, True), (-8, False)])
def test_an_adjustment_may_leave_nothing_and_never_less(cast, second, amount, accepted):
    # The first quarter reported 3 and this one 4.
    if accepted:
        assert adjust(cast, second, adjustment=Decimal(amount)).adjustment == amount
    else:
        with pytest.raises(DomainError, match="quita más de lo que se ha reportado"):
            adjust(cast, second, adjustment=Decimal(amount))


def test_an_adjustment_of_zero_is_none(cast, second):
    assert adjust(cast, second, adjustment=Decimal(0), reason="").adjustment is None


@pytest.mark.parametrize("kind", [ComponentKind.PERCENT, ComponentKind.UNQUANTIFIED])
def test_what_has_no_sum_takes_no_adjustment(cast, second, kind):
    ComponenteDeMeta.objects.filter(pk=second.componente_id).update(kind=kind)

    with pytest.raises(DomainError, match="Solo se ajusta una cantidad que se suma"):
        adjust(cast, second)


def test_the_same_adjustment_twice_is_one_act(cast, second):
    versions = {adjust(cast, second).version for _ in range(2)}

    assert len(versions) == 1
    assert AuditEntry.objects.filter(action="quantity_adjust").count() == 1


@pytest.mark.django_db
def test_an_adjustment_leaves_no_later_quarter_below_zero(cast, second):
    Trimestre.objects.filter(programa=cast.programa, number=3).update(status=TrimestreStatus.OPEN)
    third = cast.avance(quarter=3).cantidades.get()
    adjust(cast, third, adjustment=Decimal(-6))

    assert adjust(cast, second, adjustment=Decimal(-1)).adjustment == -1
    with pytest.raises(DomainError, match="quita más de lo que se ha reportado"):
        adjust(cast, second, adjustment=Decimal(-2))
