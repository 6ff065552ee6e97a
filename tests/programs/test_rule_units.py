"""A rule that counts another thing than its meta is told; one that may count it is not."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from programs.models import AvanceTrimestral, TipoDeHecho
from programs.selectors.congruencia import quarter_found
from programs.services.cierre import trimestre_close
from programs.services.congruencia import hallazgo_accept
from programs.values.checks import Code
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.hechos.rule_units import rule_doubt
from programs.values.hechos.rules import BARE, PEOPLE, Rule, RuleKind
from tests.factories import YEAR
from tests.programs.hechos_cast import capture, make_rule, quantity_of, record, words
from tests.programs.review_cast import DETAIL, Review, quarter
from tests.queries import queries_of

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
    assert rule_doubt(made, unit) == f"La meta cuenta {unit} y el desglose cuenta {counted}"


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


ASKED = "La meta cuenta informes y el desglose cuenta sesiones"


@pytest.fixture
def sessions_for_reports(cast):
    """The quantity of a línea counts its sessions; its meta counts informes."""
    avance = cast.avance()
    record(avance, "Primera")
    row = make_rule(cast, avance)
    name_unit(row, "informes")
    return cast


def name_unit(row, unit: str) -> None:
    """Say what the meta of a quantity counts."""
    rows = type(row.componente).objects.filter(pk=row.componente_id)
    rows.update(unit=unit)


def told_of_rules(cast):
    """Return what is found of rules in the quarter."""
    found = quarter_found(quarter(cast)).found
    return [each for each in found if each.finding.code is Code.RULE_UNIT]


def aviso_in(page) -> bool:
    items = [each for each in page.text.split('class="found-item') if ASKED in each]
    return bool(items) and all('class="found-word">Aviso' in each for each in items)


@pytest.mark.django_db
def test_it_stands_beside_the_quantity_as_an_aviso(sessions_for_reports, sign_in):
    cast, client = sessions_for_reports, sign_in("enlace")
    page = client.get(capture(cast))
    beside = page.text.partition('id="junto-cantidad-1"')[2].partition("</ul>")[0]
    assert ASKED in beside
    assert words(page).count(ASKED) == 2  # there, and in the list of the page
    assert 'href="#cantidad-1"' in page.text
    name_unit(quantity_of(cast.avance()), "sesiones")
    assert ASKED not in words(client.get(capture(cast)))


@pytest.mark.django_db
def test_every_page_of_findings_tells_it(sessions_for_reports, sign_in):
    cast = sessions_for_reports
    place = quarter(cast).place
    assert aviso_in(sign_in("enlace").get(reverse("congruencia", args=place)))
    assert aviso_in(sign_in("titular").get(reverse("entrega_review", args=[*place, "juridica"])))
    secretario = sign_in("secretario")
    assert aviso_in(secretario.get(reverse("trimestre_closing", args=place)))
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_congruencia", "propia", f"{YEAR}", "1", stdout=out)
    assert ASKED in out.getvalue()
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(cause="Faltó una sesión.")
    Review(cast).submit()  # it holds nothing back
    assert aviso_in(sign_in("secretario").get(DETAIL))


@pytest.mark.django_db
def test_a_reason_stands_for_it_until_the_meta_or_the_rule_changes(sessions_for_reports, sign_in):
    cast = sessions_for_reports

    def accept():
        (found,) = told_of_rules(cast)
        hallazgo_accept(
            quarter(cast).pk,
            code=found.finding.code,
            subject=found.placed.subject,
            fingerprint=found.placed.fingerprint,
            reason="Cada sesión da un informe.",
            by=cast.people["enlace"],
            now=timezone.now(),
        )

    accept()
    (found,) = told_of_rules(cast)
    assert (found.word, found.reason) == ("Explicado", "Cada sesión da un informe.")
    page = sign_in("enlace").get(capture(cast))
    assert ASKED not in page.text.partition('id="junto-cantidad-1"')[2].partition("</div>")[0]
    name_unit(quantity_of(cast.avance()), "planes")
    (found,) = told_of_rules(cast)
    assert found.word == "Aviso" and "cuenta planes" in found.finding.message
    name_unit(quantity_of(cast.avance()), "informes")
    make_rule(cast, cast.avance(), kind="curso")
    (found,) = told_of_rules(cast)
    assert found.word == "Aviso" and "cuenta cursos y eventos" in found.finding.message


@pytest.mark.django_db
def test_it_is_told_before_any_hecho_counts(cast):
    name_unit(make_rule(cast, cast.avance(), "curso", PEOPLE), "reportes")
    (found,) = told_of_rules(cast)
    assert found.finding.message == "La meta cuenta reportes y el desglose cuenta participantes"


@pytest.mark.django_db
def test_a_closed_quarter_names_the_kinds_with_which_it_closed(sessions_for_reports):
    cast = sessions_for_reports
    now = datetime(2026, 4, 20, 18, tzinfo=UTC)
    row = quarter(cast)
    trimestre_close(
        row.pk, typed=str(row), missing_reason="Sin validar.", version=row.version,
        by=cast.people["secretario"], now=now,
    )  # fmt: skip
    (found,) = told_of_rules(cast)
    assert found.finding.message == ASKED
    TipoDeHecho.objects.filter(institucion=cast.institucion, key="sesion").update(
        plural="Reuniones del comité"
    )
    (found,) = told_of_rules(cast)
    assert found.finding.message == ASKED


@pytest.mark.django_db
def test_it_takes_no_query_more(sessions_for_reports, sign_in):
    cast, client = sessions_for_reports, sign_in("enlace")
    place = reverse("congruencia", args=quarter(cast).place)
    few = queries_of(lambda: client.get(place))
    record(cast.avance(1), "Otra")
    name_unit(make_rule(cast, cast.avance(1)), "informes")
    assert len(told_of_rules(cast)) == 2
    assert queries_of(lambda: client.get(place)) == few
