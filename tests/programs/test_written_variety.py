"""Wordings of other states, both ways: what is said of each, and what is left alone."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.checks.informe.evidence import evidence_of
from programs.values.checks.informe.set_aside import is_set_aside
from programs.values.wording.counted import counted_of
from programs.values.wording.courses import courses_of
from programs.values.wording.dated import dated_deeds
from programs.values.wording.oficios import oficios_of
from programs.values.wording.placeholders import left_in
from programs.values.wording.plan_names import plan_names
from programs.values.wording.summed import labelled_parts, shared_next
from programs.values.wording.turns import listed_quarters
from tests.programs.written_cases import FIRST, written_linea

OPENING = """Informe trimestral
Enero-marzo de 2024

PRESENTACIÓN
{said}

DIRECCIÓN DE SISTEMAS

Línea de acción 1. Dar mantenimiento a los equipos de cómputo
Meta: {meta}
{told}
Se alcanzó el 25 por ciento de la meta.
"""


def codes_in(text: str) -> set[Code]:
    """Return what the revisor finds in a pasted text."""
    return {each.finding.code for each in reading_of(TEXT, text.encode()).findings}


@pytest.mark.parametrize(
    ("said", "meta", "told", "differs"),
    [
        (
            "En el trimestre se dio mantenimiento a 64 equipos.",
            "184 mantenimientos",
            "Los mantenimientos de enero a marzo fueron 46.",
            True,
        ),
        (
            "En el trimestre se dio mantenimiento a 46 equipos.",
            "184 mantenimientos",
            "Los mantenimientos de enero a marzo fueron 46.",
            False,
        ),
        (
            "Al 31 de marzo hay treinta y un entes conectados.",
            "116 entes conectados",
            "Se conectaron 29 entes públicos.",
            True,
        ),
        (  # of another time
            "Desde 2019 se han conectado treinta y un entes.",
            "116 entes conectados",
            "Se conectaron 29 entes públicos.",
            False,
        ),
        (  # who was there is no result
            "La Secretaría se reunió con 31 personas.",
            "116 personas",
            "Se capacitó a 29 personas.",
            False,
        ),
        (  # the percentage confirms no number of the narrative: nobody knows which is right
            "Hay treinta y un entes conectados.",
            "200 entes conectados",
            "Se conectaron entes públicos de todo el estado.",
            False,
        ),
    ],
)
def test_the_presentacion_is_held_against_what_a_percentage_confirms(said, meta, told, differs):
    text = OPENING.format(said=said, meta=meta, told=told)

    assert (Code.OPENING_FIGURE in codes_in(text)) is differs


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Se instalaron tres observatorios: el de Tula el 24 de enero de 2024, el de Apan el "
            "15 de febrero de 2024 y el de Santa Lucía el 9 de abril de 2024.",
            ["24/01", "15/02", "09/04"],
        ),
        (
            "En el trimestre que se informa se realizaron dos talleres, a saber: el del 13 de "
            "febrero de 2024, con personal de Obras, y el del 24 de abril de 2024, con Salud.",
            ["13/02", "24/04"],
        ),
        (  # papers of any day
            "Se revisaron dos contratos, a saber: el del 4 de enero de 2020 y el del 8 de mayo "
            "de 2021.",
            [],
        ),
        ("En el primer trimestre no hubo evaluaciones programadas.", []),
    ],
)
def test_each_day_of_a_list_is_that_of_a_deed(text, days):
    assert [f"{deed.first:%d/%m}" for deed in dated_deeds(text, FIRST)] == days


def test_a_list_of_oficios_goes_on_behind_semicolons():
    text = (
        "Se entregaron los estados mediante los oficios CF/201/2024, de 8 de enero de 2024; "
        "CF/229/2024, de 7 de febrero de 2024, y CF/263/2024, de 9 de abril de 2024."
    )

    numbers = [each.number for each in oficios_of(text, FIRST)]
    deeds = [(deed.oficio, deed.first.month) for deed in dated_deeds(text, FIRST)]

    assert numbers == ["CF/201/2024", "CF/229/2024", "CF/263/2024"]
    assert deeds == [("CF/201/2024", 1), ("CF/229/2024", 2), ("CF/263/2024", 4)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Se remitieron tres informes financieros, uno por cada mes.", [3]),
        ("Se entregaron cuatro reportes, uno por trimestre.", [4]),
        ("De las 36 quejas, 32 se resolvieron y 4 no han recibido respuesta.", [36, 32, 4]),
        ("Se tomó el 4to acuerdo y se instaló una mesa.", [1]),
    ],
)
def test_what_a_text_counts(text, values):
    assert [int(each.value) for each in counted_of(text)] == values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Las 40 visitas se repartieron así: enero, 12; febrero, 15; marzo, 14.", (40, 41)),
        (
            "Se atendieron 60 consultas: presenciales, 31; por teléfono, 18 y en línea, 11.",
            (60, 60),
        ),
        (
            "Se hicieron 3 foros: en Tula, con 40 personas; en Apan, con 35, y en Ixmi, con 20.",
            None,
        ),
    ],
)
def test_parts_behind_their_names_are_summed(text, told):
    found = [
        (int(total.value), int(sum(part.value for part in parts)))
        for total, parts in labelled_parts(text)
    ]

    assert found == ([told] if told else [])


def test_quarters_are_listed_with_how_many_of_each():
    text = "Los del primer trimestre (30), del segundo trimestre (30) y del cuarto trimestre (30)"

    assert [each.turns for each in listed_quarters(text)] == [(1, 2, 4)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se revisaron diez portales. Falta actualizar este párrafo con lo de marzo.", True),
        ("Hay que corregir la cifra de asistentes.", True),
        ("Falta actualizar el padrón de proveedores de tres municipios.", False),
        ("Hay que agregar los municipios de la sierra al programa.", False),
    ],
)
def test_what_one_colleague_asks_of_another_is_no_narrative(text, found):
    assert bool(left_in(text)) is found


@pytest.mark.parametrize(
    ("text", "name", "days"),
    [
        (
            "Se organizó un foro, el denominado “Compras íntegras”, el 12 de enero.",
            "Compras íntegras",
            12,
        ),
        (
            "Hubo un foro en la Cámara de Comercio, “Compras íntegras”, el 12 de enero.",
            "Compras íntegras",
            12,
        ),
        ("Se participó en la Segunda Feria de la Integridad, el 17 de enero.", "Integridad", 17),
    ],
)
def test_an_event_is_named_behind_its_place(text, name, days):
    (found,) = courses_of(text, FIRST)

    assert found.name == name
    assert found.days and found.days[0].day == days


def test_the_plan_of_which_something_follows_is_the_own_one():
    text = "Se aprobó el Programa Anual de Trabajo 2024, del que se desprenden seis metas."

    assert [each.key for each in plan_names(text)] == ["programa|before"]


TWO_NAMES = """Informe del primer trimestre de 2024

Dirección de Planeación
Línea 1. Mesas
Meta: 16 mesas
Se abrieron cuatro mesas sobre la {one}.
Avance: 25 %.

Línea 2. Traducciones
Meta: 4 traducciones
Se hizo una traducción de la {other}.
Avance: 25 %.
"""


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            "Política Estatal de Combate a la Corrupción",
            "Política Estatal de Control de la Corrupción",
            True,
        ),
        ("Política Estatal Anticorrupción", "Política Nacional Anticorrupción", False),
        ("Política Estatal de Vivienda", "Política Estatal de Salud", False),
    ],
)
def test_a_policy_of_which_there_is_one_has_one_name(one, other, found):
    assert (Code.PLAN_NAMES in codes_in(TWO_NAMES.format(one=one, other=other))) is found


def test_what_a_text_leaves_out_of_the_meta_is_no_other_kind():
    linea = written_linea(
        "Hubo además una sesión extraordinaria el 22 de febrero, que no se suma a la meta.",
        amounts=[(3, "sesiones ordinarias")],
    )
    (piece,) = evidence_of(linea, "sesiones ordinarias", 2024).pieces

    assert is_set_aside(piece)


BASES = """Informe del segundo trimestre de 2024

Dirección de Riesgos
Línea 1. Evaluaciones
Meta anual: 10 evaluaciones
Se entregaron cuatro evaluaciones, todas de este trimestre.
{closing}
"""


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        (
            "Cumplimiento de lo programado: cien por ciento. Cumplimiento anual: 40 por ciento.",
            False,
        ),
        ("El avance anual es de 40 por ciento. El avance anual es de 60 por ciento.", True),
    ],
)
def test_two_progresses_of_two_bases_are_no_contradiction(closing, found):
    assert (Code.TWO_PERCENTS in codes_in(BASES.format(closing=closing))) is found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Se tramitaron 19 denuncias. Siete se turnaron, ocho se investigan y cinco se archivaron.",
         (19, 20)),
        ("Se tramitaron 19 denuncias. Siete se turnaron y ocho se investigan.", None),
        ("Se tramitaron 19 denuncias. Hubo siete quejas, ocho consultas y cinco visitas.", None),
    ],
)  # fmt: skip
def test_a_sentence_of_bare_numbers_shares_out_the_one_before(text, told):
    found = [
        (int(total.value), int(sum(part.value for part in parts)))
        for total, parts in shared_next(text)
    ]

    assert found == ([told] if told else [])


UPLOADS = """Informe del cuarto trimestre de 2025

Unidad de Acceso
Actividad 1. Renovar trimestralmente las obligaciones del portal.
Meta: 4 cargas
| Número de carga | Periodo cargado | Comprobante |
|---|---|---|
| Primera | octubre-diciembre de 2024 | Folio 11801 |
| Segunda | enero-marzo de 2025 | Folio 12377 |
| Tercera | {third} de 2025 | Folio 14020 |
Avance: 3 de 4 cargas, 75 por ciento.
"""


@pytest.mark.parametrize(("third", "found"), [("julio-septiembre", True), ("abril-junio", False)])
def test_spans_of_a_column_are_turns_of_a_duty(third, found):
    assert (Code.DUTY_GAP in codes_in(UPLOADS.format(third=third))) is found


@pytest.mark.parametrize(
    ("closing", "found"),
    [("Los 3 cursos previstos se impartieron.", False), ("Hubo buena respuesta.", True)],
)
def test_all_that_was_due_and_was_given_is_the_whole_meta(closing, found):
    text = (
        "Informe del primer trimestre de 2024\n\nÁrea de Personal\nLínea 1. Cursos\n"
        f"Meta: 3 cursos\nSe ofreció un curso. {closing}\nCumplimiento: 100 por ciento.\n"
    )

    assert (Code.WRITTEN_PERCENT in codes_in(text)) is found


TABLE = """Informe del primer trimestre de 2024

Dirección de Prevención
Línea 1. Talleres
Meta: 12 talleres
Fueron impartidos tres talleres.

Sede	Mujeres	Hombres	Asistentes
Río Hondo	34	27	{total}
Peña Blanca	18	22	40
Las Juntas	25	14	39

Avance: 25 %.
"""


@pytest.mark.parametrize(("total", "found"), [(62, True), (61, False)])
def test_rows_that_add_up_show_what_the_last_column_is(total, found):
    assert (Code.SUM in codes_in(TABLE.format(total=total))) is found


BEHIND = """Informe del primer trimestre de 2024

Subdirección de Convenios
Línea 1. Convenios
Meta: 14 convenios
Se firmaron siete convenios.

Línea 2. Reportes
Meta: 2 reportes
Se emitió un reporte.

Valoración de la línea 1: {first}
Valoración de la línea 2: cincuenta por ciento.
"""


@pytest.mark.parametrize(
    ("first", "found"), [("cincuenta por ciento.", False), ("setenta por ciento.", True)]
)
def test_what_is_told_behind_all_lineas_closes_its_own(first, found):
    codes = codes_in(BEHIND.format(first=first))

    assert Code.NO_STATEMENT not in codes
    assert (Code.WRITTEN_PERCENT in codes) is found
