"""Ordinary wordings of titles, kinds, lists and closings by many offices, right and wrong."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from tests.programs.office_cases import said_of

# Closings


@pytest.mark.parametrize(
    ("closing", "wrong"),
    [
        ("La meta no se alcanzó, pues los seis ciclos realizados son el 100 % de lo "
         "comprometido.", True),
        ("La meta no se cumplió: los seis ciclos hacen el 100 por ciento.", True),
        ("La meta no se cumplió, ya que los ciclos no son el 100 % de lo comprometido.", False),
    ],
)  # fmt: skip
def test_all_of_a_meta_is_not_unmet(closing, wrong):
    said = said_of("Ciclos de lectura", "6 ciclos", "Se realizaron seis ciclos.", closing)
    assert (Code.NO_STATEMENT in said) is wrong


# Titles


@pytest.mark.parametrize(
    ("title", "meta", "told", "wrong"),
    [
        ("Vida sin violencia", "12 pláticas en secundarias", "Se dieron tres pláticas.", False),
        ("Cuidado del agua", "12 pláticas en primarias", "Se dieron tres pláticas.", False),
        ("Formación archivística", "12 enlaces capacitados", "Se capacitó a tres.", False),
        ("Formación musical", "12 alumnos inscritos", "Se inscribieron tres alumnos.", False),
        ("Capacitar a las policías en primeros auxilios", "12 convenios suscritos",
         "Se suscribieron tres convenios.", True),
    ],
)  # fmt: skip
def test_where_a_thing_is_held_is_not_its_matter(title, meta, told, wrong):
    assert (Code.TITLE_META in said_of(title, meta, told, "Avance: 25 %.")) is wrong


# Kinds


LISTED = (
    "Sesiones del semestre:\n- 15 de febrero, primera ordinaria\n- 10 de marzo, primera "
    "extraordinaria\n- 19 de abril, segunda ordinaria\n- 21 de junio, segunda extraordinaria"
)


@pytest.mark.parametrize(
    ("closing", "wrong"),
    [
        ("Con ello se alcanza el 50 % de la meta.", {Code.OTHER_KIND}),
        ("Como la meta es solo de ordinarias, el avance es de 25 %.", set()),
    ],
)
def test_a_list_of_two_kinds_may_be_counted_by_one(closing, wrong):
    meta = ("Sesiones del Consejo", "8 sesiones ordinarias")
    assert said_of(*meta, LISTED, closing, quarter="segundo") == wrong


@pytest.mark.parametrize(
    ("meta", "told", "wrong"),
    [
        ("1,000 árboles frutales entregados", "Se entregaron 250 árboles frutales y, para las "
         "plazas, se entregaron 150 árboles de ornato. Suman 400 en el año.", True),
        ("1,000 árboles frutales entregados", "Se entregaron 250 árboles frutales en marzo y 150 "
         "árboles frutales en febrero. Suman 400 en el año.", False),
        ("1,000 metros lineales de banqueta", "Se construyeron 250 metros lineales y se repusieron "
         "150 metros cuadrados. Suman 400.", True),
        ("1,000 tomas domésticas", "Se instalaron 250 tomas domésticas y 150 tomas comerciales. "
         "Suman 400.", True),
        ("1,000 tomas domésticas y comerciales", "Se instalaron 250 tomas domésticas y 150 tomas "
         "comerciales. Suman 400.", False),
    ],
)  # fmt: skip
def test_the_sum_of_two_kinds_is_not_that_of_one(meta, told, wrong):
    said = said_of("Trabajos del año", meta, told, "Avance: 40 % de la meta.")
    assert (Code.OTHER_KIND in said) is wrong


TABLE = (
    'Evento\tFecha\tAsistentes\nTaller "Masculinidades"\t12 de abril\t22\n'
    'Taller "Lenguaje"\t3 de mayo\t30\nTaller "Cuidados"\t24 de mayo\t18\n{}\t7 de junio\t210\n'
)


@pytest.mark.parametrize(
    ("row", "share", "wrong"),
    [
        ("Feria de la igualdad", 40, True),
        ("Conferencia de la rectora", 40, True),
        ("Feria de la igualdad", 30, False),
        ('Taller "Paridad"', 40, False),
        ("Curso-taller de paridad", 40, False),
    ],
)
def test_a_row_of_another_thing_is_not_counted(row, share, wrong):
    text = (
        "Unidad de Igualdad\nInforme del segundo trimestre de 2024\n\n"
        "Línea de acción 1. Talleres de prevención\nMeta: 10 talleres\nActividades:\n\n"
        f"{TABLE.format(row)}\nCon lo anterior se llega al {share} % de la meta.\n"
    )
    codes = {each.finding.code for each in reading_of(TEXT, text.encode()).findings}
    assert (Code.OTHER_KIND in codes) is wrong


# Numbered titles


def test_a_title_between_two_that_announce_their_metas_heads_a_linea():
    text = (
        "Secretaría de Turismo\nInforme del primer trimestre de 2025\n\n"
        "1) Módulos de información\nMeta: 4 módulos. Avance: 25 %, pues se abrió un módulo.\n\n"
        "2) Certificación de guías\nVamos en 30 % de la meta de 50 guías certificados: son 15 los "
        "que ya aprobaron el examen.\n\n"
        "3) Limpieza de playas\nMeta: 24 jornadas. Se hicieron seis jornadas, o sea, la cuarta "
        "parte.\n"
    )
    reading = reading_of(TEXT, text.encode())
    assert [each.number for each in reading.written.lineas] == ["1", "2", "3"]
    assert reading.findings == ()
    alone = text.replace("2) Cert", "- Cert")
    assert [each.number for each in reading_of(TEXT, alone.encode()).written.lineas] == ["1", "3"]
