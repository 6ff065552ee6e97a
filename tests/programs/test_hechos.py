"""Hechos: what a quarter counts, in which líneas it counts, and the quantities that follow."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.enums import HechoRule
from programs.errors import Conflict, DomainError, Locked
from programs.getters import avance_get
from programs.models import (
    Area,
    AuditEntry,
    AvanceTrimestral,
    ComponenteDeMeta,
    EntregaDeArea,
    Hecho,
    HechoEnLinea,
    LineaDeAccion,
    TipoDeHecho,
    Trimestre,
    User,
)
from programs.received.pasted import PasteProblem
from programs.selectors.avance import live_now
from programs.selectors.hechos import line_hechos
from programs.services import hechos
from programs.services.captura import quantity_save
from programs.services.desglose import rule_save
from programs.services.hechos import (
    HechoData,
    hecho_add,
    hecho_link,
    hecho_remove,
    hecho_update,
    hechos_paste,
)
from programs.values.hechos.rules import BARE, Rule, RuleKind
from tests.factories import CLOSED
from tests.programs.hechos_cast import kind_of, make_rule, quantity_of, record
from tests.programs.monthly_cast import monthly

pytestmark = pytest.mark.django_db


@pytest.fixture
def enlace(cast) -> User:
    return cast.people["enlace"]


def acts() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("number").values_list("action", "subject"))


def test_an_institution_begins_with_its_kinds(cast):
    kinds = TipoDeHecho.objects.filter(institucion=cast.institucion)
    assert list(kinds.values_list("key", flat=True)) == [
        "oficio",
        "sesion",
        "curso",
        "documento",
        "convenio",
        "solicitud",
        "corte",
    ]


def test_fields_in_use_stay(cast):
    kind = TipoDeHecho.objects.get(institucion=cast.institucion, key="sesion")
    kind.field_rows = kind.field_rows[1:]
    kind.full_clean()
    record(cast.avance(), "Primera")
    with pytest.raises(ValidationError, match="no quitarse"):
        kind.full_clean()


def changed(cast, key: str, field: str, **now) -> TipoDeHecho:
    """Return a kind, one of whose fields is written otherwise; nothing is saved."""
    kind = TipoDeHecho.objects.get(institucion=cast.institucion, key=key)
    kind.field_rows = [{**row, **now} if row["key"] == field else row for row in kind.field_rows]
    return kind


def test_the_fields_of_a_rule_stay_before_there_is_any_hecho(cast):
    numbers = {"kind": "text", "group": ""}
    changed(cast, "curso", "mujeres", **numbers).full_clean()
    make_rule(cast, cast.avance(), kind="curso", field="mujeres")
    with pytest.raises(ValidationError, match="Un desglose usa «Mujeres»"):
        changed(cast, "curso", "mujeres", **numbers).full_clean()
    with pytest.raises(ValidationError, match="Un desglose suma «Mujeres»"):
        changed(cast, "curso", "mujeres", group="aparte").full_clean()
    changed(cast, "curso", "mujeres", label="Servidoras").full_clean()
    changed(cast, "curso", "hombres", **numbers).full_clean()


def test_the_parts_of_those_who_took_part_stay_together(cast):
    changed(cast, "curso", "hombres", group="").full_clean()
    make_rule(cast, cast.avance(), kind="curso", field="+sexo")
    with pytest.raises(ValidationError, match="déjelo por sexo"):
        changed(cast, "curso", "hombres", group="").full_clean()


def test_options_that_hechos_or_rules_say_stay(cast):
    renamed = {"choices": ["Sesión ordinaria", "Extraordinaria"]}
    changed(cast, "sesion", "tipo", **renamed).full_clean()
    make_rule(cast, cast.avance(), where="tipo", value="Ordinaria")
    record(cast.avance(), "Primera", tipo="Solemne")
    with pytest.raises(ValidationError) as refused:
        changed(cast, "sesion", "tipo", **renamed).full_clean()
    words = " ".join(refused.value.message_dict["field_rows"])
    assert "«Ordinaria» de «Tipo»" in words and "«Solemne» de «Tipo»" in words
    assert "«Extraordinaria»" not in words
    more = {"choices": ["Solemne", "Privada", "Ordinaria"]}
    changed(cast, "sesion", "tipo", **more).full_clean()


def test_the_key_of_a_kind_stays(cast):
    kind = TipoDeHecho.objects.get(institucion=cast.institucion, key="oficio")
    kind.key = "oficios"
    with pytest.raises(ValidationError, match="La clave ya no cambia"):
        kind.full_clean()


def test_a_hecho_counts_where_somebody_said_yes(cast, enlace):
    first, second = cast.avance(0), cast.avance(1)
    assert first.linea.area_id == second.linea.area_id
    for avance in (first, second):
        make_rule(cast, avance)
    hecho = record(first, "Primera sesión ordinaria")

    assert quantity_of(first).quantity == 1
    assert quantity_of(second).quantity is None
    moved = hecho_link(second.pk, hecho.pk, counts=True, by=enlace, now=timezone.now())
    assert [each.sentence for each in moved] == ["La cantidad «documentos» pasó de sin dato a 1."]
    link = HechoEnLinea.objects.get(hecho=hecho, linea=second.linea_id)
    assert quantity_of(second).quantity == 1
    hecho_link(first.pk, hecho.pk, counts=False, by=enlace, now=timezone.now())
    assert quantity_of(first).quantity is None
    assert link.history.get().history_user == enlace
    assert acts()[0] == ("row_add", "Hecho: Primera sesión ordinaria")
    assert [action for action, _ in acts()] == ["row_add", "row_change", "row_change"]


def test_the_quantity_is_written_with_its_history_and_the_linea_is_lista_no_more(cast, enlace):
    avance = cast.avance()
    make_rule(cast, avance)
    AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True)
    record(avance, "Primera")

    row = quantity_of(avance)
    last = row.history.first()
    assert (last.quantity, last.history_user, last.history_change_reason) == (
        Decimal(1),
        enlace,
        "Sale de sus hechos",
    )
    avance.refresh_from_db()
    assert not avance.ready


def test_only_the_sessions_that_the_rule_names_count(cast):
    avance = cast.avance()
    make_rule(cast, avance, where="tipo", value="Ordinaria")
    record(avance, "Primera", tipo="Ordinaria")
    record(avance, "Segunda", tipo="Extraordinaria")
    record(avance, "Oficio", kind="oficio")
    record(avance, "Tercera", counts=False, tipo="Ordinaria")
    assert quantity_of(avance).quantity == 1


def test_a_sum_waits_for_every_number(cast, enlace):
    avance = cast.avance()
    make_rule(cast, avance, kind="curso", field="mujeres")
    record(avance, "Curso uno", kind="curso", mujeres="84")
    assert quantity_of(avance).quantity == 84
    silent = record(avance, "Curso dos", kind="curso")
    assert quantity_of(avance).quantity is None
    hecho_update(
        silent.pk,
        data=HechoData("curso", "Curso dos", silent.day, {"mujeres": "6"}),
        by=enlace,
        version=silent.version,
        now=timezone.now(),
    )
    assert quantity_of(avance).quantity == 90


def test_a_quantity_of_hechos_is_not_typed_and_a_bare_one_is(cast, enlace):
    avance = cast.avance()
    row = make_rule(cast, avance)
    typed = {"avance_pk": avance.pk, "received": None, "reason": "", "by": enlace}
    with pytest.raises(DomainError, match="sale de sus hechos"):
        quantity_save(row.pk, quantity=Decimal(7), version=row.version, **typed)
    row = rule_save(row.pk, avance_pk=avance.pk, rule=BARE, by=enlace, version=row.version).row
    assert quantity_save(row.pk, quantity=Decimal(7), version=row.version, **typed).quantity == 7


def test_months_and_other_kinds_refuse_a_rule(cast, enlace):
    monthly(cast)
    with pytest.raises(DomainError, match="no se forma con hechos"):
        make_rule(cast, cast.avance())
    ComponenteDeMeta.objects.filter(meta__linea=cast.linea(1)).update(kind="percent")
    with pytest.raises(DomainError, match="no se forma con hechos"):
        make_rule(cast, cast.avance(1))


def test_a_quantity_of_hechos_does_not_become_monthly(cast):
    make_rule(cast, cast.avance())
    componente = ComponenteDeMeta.objects.get(meta__linea=cast.linea())
    componente.monthly = True
    with pytest.raises(ValidationError, match="quite el desglose"):
        componente.clean()


def test_a_rule_names_what_its_kind_has(cast, enlace):
    avance = cast.avance()
    row = quantity_of(avance)
    for rule in (
        Rule(RuleKind.SUM, kind_of(cast, "sesion")),
        Rule(RuleKind.SUM, kind_of(cast, "sesion"), "sede"),
        Rule(RuleKind.COUNT, kind_of(cast, "sesion"), "", "tipo", "Secreta"),
        Rule(RuleKind.COUNT, None),
    ):
        with pytest.raises(DomainError, match="Elija"):
            rule_save(row.pk, avance_pk=avance.pk, rule=rule, by=enlace, version=row.version)
    assert quantity_of(avance).rule == HechoRule.NONE


def test_the_second_of_two_who_change_a_hecho_or_a_rule_sees_the_first(cast, enlace):
    avance = cast.avance()
    row = make_rule(cast, avance)
    with pytest.raises(DomainError, match="Otra persona"):
        rule_save(row.pk, avance_pk=avance.pk, rule=BARE, by=enlace, version=row.version - 1)
    hecho = record(avance, "Primera")
    data = HechoData("sesion", "Primera sesión", hecho.day, {})
    given = {"by": enlace, "version": 1, "now": timezone.now()}
    hecho_update(hecho.pk, data=data, **given)
    hecho_update(hecho.pk, data=data, **given)  # sent twice
    other = HechoData("sesion", "Sesión primera", hecho.day, {})
    with pytest.raises(Conflict):
        hecho_update(hecho.pk, data=other, **given)
    with pytest.raises(Conflict):
        hecho_remove(hecho.pk, **given)


def test_what_is_taken_away_leaves_its_history_and_an_act(cast, enlace):
    avance = cast.avance()
    make_rule(cast, avance)
    hecho = record(avance, "Primera")
    pk = hecho.pk
    hecho_remove(pk, by=enlace, version=1, now=timezone.now())

    assert not Hecho.objects.exists() and not HechoEnLinea.objects.exists()
    assert quantity_of(avance).quantity is None
    last = Hecho.history.filter(id=pk).first()
    assert (last.history_type, last.name, last.history_user) == ("-", "Primera", enlace)
    assert acts()[-1] == ("row_delete", "Hecho: Primera")


def test_the_same_hecho_is_recorded_once(cast, enlace):
    avance = cast.avance()
    record(avance, "SE/UAA/0030/2026", kind="oficio")
    with pytest.raises(ValidationError, match="ya está registrado"):
        record(cast.avance(1), "Oficio No. SE/UAA/030/2026", kind="oficio")
    record(avance, "SE/UAA/0030/2026", kind="documento")
    record(avance, "SE/UAA/0031/2026", kind="oficio")
    # The same form twice is one hecho.
    assert record(avance, "SE/UAA/0031/2026", kind="oficio").pk == Hecho.objects.last().pk
    assert Hecho.objects.count() == 3


def test_a_key_that_comes_again_with_something_else_is_no_second_send(cast, enlace):
    avance = cast.avance()
    record(avance, "Primera", actas="2")
    sent = {"key": "sesion-Primera", "counts": True, "by": enlace, "now": timezone.now()}
    for other in (
        HechoData("sesion", "Otra", date(2026, 2, 3), {"actas": "2"}),
        HechoData("sesion", "Primera", date(2026, 2, 4), {"actas": "2"}),
        HechoData("sesion", "Primera", date(2026, 2, 3), {"actas": "3"}),
    ):
        with pytest.raises(DomainError, match="venció|Abra|página"):
            hecho_add(avance.pk, data=other, **sent)
    given = {"kind_key": "oficio", "by": enlace, "now": timezone.now()}
    hechos_paste(avance.pk, PASTE, token="a", **given)
    for text, token in (
        ("SE/9/2026\t07/01/2026", "a"),
        (f"{PASTE}\nSE/9/2026\t07/01/2026", "a"),
        (PASTE, ""),
    ):
        with pytest.raises(DomainError):
            hechos_paste(avance.pk, text, token=token, **given)
    assert Hecho.objects.count() == 3


def test_changing_a_hecho_does_not_make_the_double_of_another(cast, enlace):
    record(cast.avance(), "SE/0030/2026", kind="oficio")
    hecho = record(cast.avance(), "SE/0031/2026", kind="oficio")
    given = {"by": enlace, "version": hecho.version, "now": timezone.now()}
    with pytest.raises(ValidationError, match="ya está registrado"):
        hecho_update(
            hecho.pk, data=HechoData("oficio", "SE/30/2026", date(2026, 2, 3), {}), **given
        )
    hecho_update(hecho.pk, data=HechoData("oficio", "SE/30/2026", date(2026, 2, 4), {}), **given)


def test_a_hecho_that_somebody_took_away_meanwhile_is_told_so(cast, enlace):
    pk = record(cast.avance(), "Primera").pk
    hecho_remove(pk, by=enlace, version=1, now=timezone.now())
    given = {"by": enlace, "version": 1, "now": timezone.now()}
    with pytest.raises(DomainError, match="quitó este hecho"):
        hecho_remove(pk, **given)
    with pytest.raises(DomainError, match="quitó este hecho"):
        hecho_update(pk, data=HechoData("sesion", "Otra", date(2026, 2, 3), {}), **given)


def test_so_is_one_that_goes_while_its_quarter_is_waited_for(cast, enlace, monkeypatch):
    hecho = record(cast.avance(), "Primera")
    lock = hechos.quarter_lock

    def late(**which):
        found = lock(**which)
        Hecho.objects.all().delete()
        return found

    monkeypatch.setattr(hechos, "quarter_lock", late)
    with pytest.raises(DomainError, match="quitó este hecho"):
        hecho_remove(hecho.pk, by=enlace, version=1, now=timezone.now())


def test_another_area_writes_nothing(cast):
    avance = cast.avance()
    hecho = record(avance, "Primera")
    now = timezone.now()
    data = HechoData("sesion", "Otra", hecho.day, {})
    for name in ("secretario", "planeacion", "consulta", "outsider"):
        by = cast.people[name]
        with pytest.raises(Locked):
            hecho_add(avance.pk, key=name, data=data, counts=True, by=by, now=now)
        with pytest.raises(Locked):
            hecho_update(hecho.pk, data=data, by=by, version=1, now=now)
        with pytest.raises(Locked):
            hecho_remove(hecho.pk, by=by, version=1, now=now)
        with pytest.raises(Locked):
            hecho_link(avance.pk, hecho.pk, counts=False, by=by, now=now)
        with pytest.raises(Locked):
            hechos_paste(avance.pk, "x", kind_key="sesion", token="t", by=by, now=now)
        with pytest.raises(Locked):
            make = quantity_of(avance)
            rule_save(make.pk, avance_pk=avance.pk, rule=BARE, by=by, version=1)


def test_a_hecho_of_another_area_does_not_count_here(cast, enlace):
    avance = next(
        cast.avance(place) for place in range(4) if cast.linea(place).area.code != "juridica"
    )
    by = cast.people["superuser"]
    data = HechoData("sesion", "Suya", date(2026, 2, 3), {})
    theirs = hecho_add(avance.pk, key="suya", data=data, counts=True, by=by, now=timezone.now())
    with pytest.raises(DomainError, match="otra área"):
        hecho_link(cast.avance().pk, theirs.pk, counts=True, by=enlace, now=timezone.now())


def test_whoever_captures_a_linea_may_stop_counting_what_another_area_left_in_it(cast, enlace):
    avance = cast.avance()
    make_rule(cast, avance)
    hecho = record(avance, "Primera")
    other = Area.objects.filter(institucion=cast.institucion).exclude(pk=hecho.area_id)[0]
    LineaDeAccion.objects.filter(pk=avance.linea_id).update(area=other)
    chief = cast.people["superuser"]
    given = {"by": chief, "now": timezone.now()}
    entry = avance_get(chief, avance.pk)
    live = line_hechos(entry, live_now(entry)[0])
    assert [(line.value.name, line.area) for line in live.own] == [("Primera", hecho.area.name)]
    with pytest.raises(Locked):
        hecho_remove(hecho.pk, by=enlace, version=1, now=timezone.now())
    hecho_link(avance.pk, hecho.pk, counts=False, **given)
    assert quantity_of(avance).quantity is None
    with pytest.raises(DomainError, match="otra área"):
        hecho_link(avance.pk, hecho.pk, counts=True, **given)
    hecho_remove(hecho.pk, by=enlace, version=1, now=timezone.now())


def test_a_hecho_waits_for_every_linea_in_which_it_counts(cast, enlace):
    first, second = cast.avance(0), cast.avance(1)
    hecho = record(first, "Primera")
    hecho_link(second.pk, hecho.pk, counts=True, by=enlace, now=timezone.now())
    AvanceTrimestral.objects.filter(pk=second.pk).update(
        status="submitted", submitted_at=timezone.now()
    )
    given = {"by": enlace, "version": 1, "now": timezone.now()}
    with pytest.raises(Locked, match="ya se envió"):
        hecho_update(hecho.pk, data=HechoData("sesion", "Otra", hecho.day, {}), **given)
    AvanceTrimestral.objects.filter(pk=second.pk).update(status="draft", submitted_at=None)
    hecho_update(hecho.pk, data=HechoData("sesion", "Otra", hecho.day, {}), **given)


def test_what_was_sent_or_closed_keeps_its_hechos(cast, enlace):
    avance = cast.avance()
    hecho = record(avance, "Primera", counts=False)
    given = {"by": enlace, "version": 1, "now": timezone.now()}
    EntregaDeArea.objects.create(
        trimestre=avance.trimestre,
        area=avance.linea.area,
        status="submitted",
        submitted_at=timezone.now(),
        submitted_by=enlace,
        folio="F-1",
    )
    with pytest.raises(Locked, match="ya envió"):
        hecho_remove(hecho.pk, **given)
    Trimestre.objects.filter(pk=avance.trimestre_id).update(**CLOSED)
    with pytest.raises(Locked, match="está cerrado"):
        hecho_remove(hecho.pk, **given)
    with pytest.raises(Locked, match="está cerrado"):
        record(avance, "Segunda")


PASTE = (
    "Número, como está escrito\tFecha\tDestinatario\n"
    "SE/1/2026\t05/01/2026\tSFP\nSE/2/2026\t2026-01-06\t"
)


def test_a_paste_records_all_or_nothing(cast, enlace):
    avance = cast.avance()
    make_rule(cast, avance, kind="oficio")
    given = {"kind_key": "oficio", "by": enlace, "now": timezone.now()}
    made = hechos_paste(avance.pk, PASTE, token="a", **given)
    assert [(hecho.name, hecho.day, hecho.values) for hecho in Hecho.objects.order_by("pk")] == [
        ("SE/1/2026", date(2026, 1, 5), {"destinatario": "SFP"}),
        ("SE/2/2026", date(2026, 1, 6), {}),
    ]
    assert quantity_of(avance).quantity == 2
    assert len(hechos_paste(avance.pk, PASTE, token="a", **given)) == len(made)
    assert acts() == [("rows_import", "Hechos: Oficios y memorándums")]
    assert Hecho.history.filter(history_user=enlace).count() == 2
    with pytest.raises(PasteProblem) as refused:
        hechos_paste(
            avance.pk,
            "SE/3/2026\t07/01/2026\nSE/01/2026\t05/01/2026\nSE/4\tayer",
            token="b",
            **given,
        )
    assert str(refused.value).split("\n") == [
        "Renglón 2: «SE/01/2026» repite «SE/1/2026», ya registrado con fecha 5 de enero de 2026.",
        "Renglón 3: «ayer» no es una fecha. Escriba día, mes y año: 18/03/2026.",
    ]
    assert Hecho.objects.count() == 2
