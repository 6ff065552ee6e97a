"""A rule that counts another thing than its meta is told; one that may count it is not."""

import pytest

from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.hechos.rule_units import rule_doubt
from programs.values.hechos.rules import BARE, PEOPLE, Rule, RuleKind
from tests.programs.hechos_cast import make_rule, quantity_of, record
from tests.programs.test_hechos_pages import capture, words

KINDS = {kind.key: kind for kind in DEFAULT_KINDS}


def rule(kind: str, field: str = "") -> Rule:
    return Rule(RuleKind.SUM if field else RuleKind.COUNT, KINDS[kind], field)


@pytest.mark.parametrize(
    ("made", "unit", "counted"),
    [
        (rule("oficio"), "planes revisados", "oficios y memorándums"),
        (rule("oficio"), "convenios", "oficios y memorándums"),
        (rule("curso", PEOPLE), "reportes", "participantes"),
        (rule("curso", PEOPLE), "talleres", "participantes"),
        (rule("curso", "mujeres"), "informes", "participantes"),
        (rule("curso"), "personas capacitadas", "cursos y eventos"),
        (rule("curso"), "reportes", "cursos y eventos"),
        (rule("sesion"), "actas", "sesiones"),
        (rule("sesion", "acuerdos"), "sesiones", "acuerdos aprobados"),
    ],
)
def test_another_thing_is_told(made, unit, counted):
    assert rule_doubt(made, unit) == f"La meta cuenta {unit} y el desglose cuenta {counted}."


@pytest.mark.parametrize(
    ("made", "unit"),
    [
        (BARE, "reportes"),
        (rule("oficio"), "oficios"),
        (rule("oficio"), "documentos"),
        (rule("oficio"), "solicitudes enviadas"),
        (rule("oficio"), "acciones"),
        (rule("curso", PEOPLE), "personas"),
        (rule("curso", PEOPLE), "servidores públicos"),
        (rule("curso", "mujeres"), "mujeres"),
        (rule("curso"), "capacitaciones"),
        (rule("curso"), "mesas de trabajo"),
        (rule("curso"), "jornadas"),
        (rule("sesion"), "reuniones"),
        (rule("sesion", "actas"), "actas"),
        (rule("documento"), "planes revisados"),
        (rule("solicitud", "atendidas"), "solicitudes"),
        (rule("corte"), "reportes"),
    ],
)
def test_what_may_be_the_same_is_left_alone(made, unit):
    assert rule_doubt(made, unit) == ""


@pytest.mark.django_db
def test_it_stands_beside_the_quantity(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    record(avance, "Primera")
    make_rule(cast, avance)
    componente = quantity_of(avance).componente
    for unit, told in (("informes", True), ("sesiones", False)):
        type(componente).objects.filter(pk=componente.pk).update(unit=unit)
        page = words(client.get(capture(cast)))
        assert ("Revise: La meta cuenta informes y el desglose cuenta sesiones." in page) is told
