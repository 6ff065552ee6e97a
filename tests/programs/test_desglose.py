"""A rule never erases what somebody typed: it asks before, and what was typed returns."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programs.enums import HechoRule
from programs.services.captura import quantity_save
from programs.services.desglose import QuantityMoves, rule_save
from programs.values.hechos.rules import BARE, Rule, RuleKind
from tests.programs.hechos_cast import kind_of, make_rule, quantity_of, record, words

pytestmark = pytest.mark.django_db


def typed(cast, avance, quantity: int | None) -> None:
    row = quantity_of(avance)
    quantity_save(
        row.pk,
        avance_pk=avance.pk,
        quantity=None if quantity is None else Decimal(quantity),
        received=None,
        reason="",
        by=cast.people["enlace"],
        version=row.version,
    )


def choose(client, avance, rule: str, **more):
    row = quantity_of(avance)
    body = {"rule": rule, "version": row.version, **more}
    return client.post(reverse("rule_save", args=[row.pk]), body)


def test_a_figure_that_would_be_lost_is_asked_about_and_kept(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    typed(cast, avance, 9)
    record(avance, "Primera", actas="1")
    for name in ("Segunda", "Tercera"):
        record(avance, name)
    asked = choose(client, avance, "sum:sesion:actas")
    assert asked.status_code == 200
    text = words(asked)
    assert (
        "La cantidad pasará de 9 a sin dato: a 2 de los 3 hechos que cuentan les falta «Actas»."
        in text
    )
    assert "Segunda" in text and "Primera" not in text and "Cambiar la cantidad" in text
    row = quantity_of(avance)
    assert (row.quantity, row.rule) == (9, HechoRule.NONE)


def test_who_agrees_gets_that_change_and_no_other(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    typed(cast, avance, 3)
    record(avance, "Primera")
    assert "pasará de 3 a 1." in words(choose(client, avance, "count:sesion"))
    record(avance, "Segunda")
    again = choose(client, avance, "count:sesion", agreed="3>1")
    assert again.status_code == 200 and "pasará de 3 a 2." in words(again)
    saved = choose(client, avance, "count:sesion", agreed="3>2")
    assert saved.status_code == 303 and quantity_of(avance).quantity == 2
    text = words(client.get(saved.url.split("#")[0]))
    assert "Desglose: Número de sesiones. La cantidad es 2." in text


@pytest.mark.parametrize("before", [None, 1])
def test_what_loses_no_figure_is_saved_at_once(cast, sign_in, before):
    avance, client = cast.avance(), sign_in("enlace")
    typed(cast, avance, before)
    record(avance, "Primera")
    assert choose(client, avance, "count:sesion").status_code == 303
    assert quantity_of(avance).quantity == 1


def test_the_quantity_that_was_typed_returns_without_the_rule(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    typed(cast, avance, 9)
    choose(client, avance, "sum:sesion:actas", agreed="9>sin dato")
    row = quantity_of(avance)
    assert (row.quantity, row.rule) == (None, HechoRule.SUM)
    record(avance, "Primera", actas="2")
    choose(client, avance, "count:sesion", agreed="2>1")
    saved = choose(client, avance, "none")
    assert saved.status_code == 303
    row = quantity_of(avance)
    assert (row.quantity, row.rule, row.version) == (9, HechoRule.NONE, row.version)
    text = words(client.get(saved.url.split("#")[0]))
    assert "Sin desglose. Vuelve la última cantidad escrita: 9." in text


def test_what_was_blanked_before_the_rule_does_not_return(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    typed(cast, avance, 9)
    typed(cast, avance, None)
    record(avance, "Primera")
    choose(client, avance, "count:sesion")
    saved = choose(client, avance, "none")
    assert quantity_of(avance).quantity == 1
    text = words(client.get(saved.url.split("#")[0]))
    assert "Sin desglose. La cantidad queda en 1 y puede escribirse." in text


def test_what_came_without_history_returns_too(cast):
    avance, by = cast.avance(), cast.people["enlace"]
    row = quantity_of(avance)
    type(row).objects.filter(pk=row.pk).update(quantity=5)
    row.history.all().delete()
    make_rule(cast, avance)
    assert quantity_of(avance).quantity is None
    saved = rule_save(row.pk, avance_pk=avance.pk, rule=BARE, by=by, version=None)
    assert (saved.row.quantity, saved.restored) == (5, True)


def test_a_figure_that_nobody_typed_stays_as_it_stands(cast):
    avance, by = cast.avance(), cast.people["enlace"]
    rows = type(quantity_of(avance)).objects.filter(avance=avance)
    rows.update(quantity=None)
    make_rule(cast, avance)
    record(avance, "Primera")
    saved = rule_save(quantity_of(avance).pk, avance_pk=avance.pk, rule=BARE, by=by, version=None)
    assert (saved.row.quantity, saved.restored) == (1, False)


def test_a_script_is_told_the_change_and_nothing_is_written(cast):
    avance, by = cast.avance(), cast.people["enlace"]
    typed(cast, avance, 9)
    rule = Rule(RuleKind.COUNT, kind_of(cast, "sesion"))
    with pytest.raises(QuantityMoves, match="de 9 a sin dato: todavía no hay hechos que cuenten"):
        rule_save(
            quantity_of(avance).pk,
            avance_pk=avance.pk,
            rule=rule,
            by=by,
            version=None,
            agreed="",
        )


def test_the_list_of_rules_is_by_kind_and_begins_with_those_of_the_linea(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    record(avance, "Primera", actas="2")
    html = client.get(reverse("avance_edit", args=_place(cast))).text.split("</select>")[0]
    groups = html.split("<optgroup ")[1:]
    assert 'label="Sesiones"' in groups[0] and "Suma de actas de las sesiones: 2" in groups[0]
    assert "Número de sesiones: 1" in groups[0] and "sin dato" not in groups[0]
    assert "Número de sesiones, solo las de tipo Ordinaria: sin dato" in groups[1]
    assert "Número de oficios y memorándums: sin dato" in groups[1] and "solo los" not in groups[1]
    assert 'label="Sin dato todavía"' in groups[1] and len(groups) == 2
    assert "Número de la sesión" not in "".join(groups).split("</select>")[0]


def _place(cast) -> list[object]:
    return [cast.institucion.slug, cast.avance().trimestre.programa.year, cast.linea().pk, 1]
