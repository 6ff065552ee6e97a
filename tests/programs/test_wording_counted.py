"""Counted things in prose, the units that they may be, and the deeds that a text tells."""

import re
from decimal import Decimal

import pytest

from programs.values.wording.counted import counted_of
from programs.values.wording.deeds import deeds_of, is_list_item, without_mark
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, contrast_of, fit_of, stem, unit_of

DONE, RECEIVED, PLANNED, LEFT, BEFORE = Told


def read(text):
    return [(each.value, each.noun.split(" ")[0], each.told) for each in counted_of(text)]


COUNTED = [
    ("Se impartieron cinco talleres y 2 cursos a 120 personas.",
     [(5, "talleres", DONE), (2, "cursos", DONE), (120, "personas", DONE)]),
    ("Celebró tres sesiones ordinarias e igual número de extraordinarias.",
     [(3, "sesiones", DONE), (3, "sesiones", DONE)]),
    ("Se dio mantenimiento a 39 (treinta y nueve) bienes informáticos.", [(39, "bienes", DONE)]),
    ("Se dio un taller en marzo y dos más en abril.",
     [(1, "taller", DONE), (2, "taller", DONE)]),
    ("Recibió 6 solicitudes, de las cuales 5 fueron respondidas y 1 se encontraba en trámite.",
     [(6, "solicitudes", RECEIVED), (5, "solicitudes", DONE), (1, "solicitudes", LEFT)]),
    ("De los 5 talleres programados se realizaron 3.",
     [(5, "talleres", PLANNED), (3, "talleres", DONE)]),
    ("Se realizaron 3 de los 5 talleres programados.",
     [(3, "talleres", DONE), (5, "talleres", PLANNED)]),
    ("De los 5 talleres programados, 3 se realizaron y 2 quedaron pendientes.",
     [(5, "talleres", PLANNED), (3, "talleres", DONE), (2, "talleres", LEFT)]),
    ("No se realizaron 2 sesiones por falta de quórum.", [(2, "sesiones", LEFT)]),
    ("Se tiene programado impartir 4 cursos en junio.", [(4, "cursos", PLANNED)]),
    ("En el trimestre anterior se habían realizado 3 talleres, a los que se suman 2.",
     [(3, "talleres", BEFORE), (2, "talleres", DONE)]),
    ("Una docena de asesorías fueron brindadas.", [(12, "asesorias", DONE)]),
    ("Total de capacitaciones impartidas: 9.", [(9, "capacitaciones", DONE)]),
    ("Se suscribió un convenio con la Universidad y otro con el Instituto.",
     [(1, "convenio", DONE), (1, "convenio", DONE)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_things_are_counted_with_what_became_of_them(text, expected):
    assert read(text) == [(Decimal(value), noun, told) for value, noun, told in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Del 1 al 5 de marzo se impartieron entre 3 y 4 talleres.",
        "El 15 de febrero de 2024, conforme al artículo 95, fracciones 2 y 3.",
        "Mediante oficio No. SESAECH/UAA/030/2024 de fecha 19/01/2024.",
        "Se ejercieron $1,200.50 y se alcanzó el 25% de la meta.",
        "Véase la Imagen 3 y las Fotografías 4 y 5, de 10:00 a 14:00 horas.",
        "A través del SISAI 2.0 se concluyó la etapa 1 de 4.",
        "Uno de los objetivos fue atender a cada uno de ellos.",
    ],
)
def test_dates_codes_articles_and_figures_count_nothing(text):
    assert read(text) == []


def test_a_year_of_the_sentence_is_kept():
    assert [each.year for each in counted_of("En 2023 se atendieron 12 quejas.")] == [2023]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("sesiones", "sesion"), ("talleres", "taller"), ("actas", "acta"), ("actos", "acto"),
        ("solicitudes", "solicitud"), ("servidoras", "servidor"), ("informes", "informe"),
        ("hombres", "hombre"), ("mujeres", "mujer"), ("ordinarias", "ordinario"),
        ("veces", "vez"), ("analisis", "analisis"), ("bienes", "bien"), ("padres", "padre"),
    ],
)  # fmt: skip
def test_words_are_known_by_their_stem(plural, singular):
    assert stem(plural) == stem(singular) == singular


FITS = [
    ("sesiones ordinarias", "sesiones", Fit.STRONG),
    ("sesiones ordinarias", "sesiones extraordinarias", Fit.FAINT),
    ("cursos", "talleres de etica", Fit.SOFT),
    ("cursos o talleres", "talleres", Fit.STRONG),
    ("actas", "actos", Fit.NONE),
    ("actas", "proyectos de acta", Fit.SOFT),
    ("Documentos", "convenios", Fit.SOFT),
    ("Documentos", "oficios", Fit.FAINT),
    ("personas", "servidores publicos", Fit.STRONG),
    ("Sujetos obligados", "sujetos obligados", Fit.STRONG),
    ("Reportes", "informes", Fit.STRONG),
    ("Asesorías", "personas", Fit.NONE),
]


@pytest.mark.parametrize(("unit", "noun", "fit"), FITS)
def test_a_noun_fits_a_unit_more_or_less_surely(unit, noun, fit):
    assert fit_of(unit_of(unit), noun) is fit


@pytest.mark.parametrize(
    ("unit", "heads"),
    [
        ("cápsulas sobre el ahorro de luz y de papel en las oficinas", ("capsula",)),
        ("folletos para madres y para padres", ("folleto",)),
        ("pláticas sobre drogas o sobre alcohol", ("platica",)),
        ("visitas a escuelas y a hospitales", ("visita",)),
        ("cursos y talleres", ("curso", "taller")),
        ("actas, minutas y acuerdos de comité", ("acta", "minuta", "acuerdo")),
        ("boletines o cápsulas con subtítulos", ("boletin", "capsula")),
    ],
)
def test_what_a_unit_is_of_is_not_counted(unit, heads):
    assert unit_of(unit).heads == heads


def test_a_contrasting_kind_is_named():
    unit = unit_of("Sesiones ordinarias")
    assert contrast_of(unit, "sesiones extraordinarias") == "extraordinario"
    assert contrast_of(unit, "sesiones ordinarias") == "" == contrast_of(unit, "sesiones")
    assert contrast_of(unit_of("sesiones"), "sesiones extraordinarias") == ""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Se realizó el informe.", 1),
        ("El curso fue impartido por el Instituto. Se publicó la convocatoria.", 2),
        ("Concluyeron el Diplomado en Archivos.", 1),
        ("Se nos informó que aún no se podrán hacer las cargas.", 0),
        ("Se tiene programado impartir un curso.", 0),
        ("No se recibieron solicitudes.", 0),
        ("Se llevará a cabo en mayo.", 0),
    ],
)
def test_deeds_are_what_was_done(text, sentences):
    assert deeds_of(text).sentences == sentences


def test_items_are_known_by_their_mark():
    assert is_list_item("III. Proyecto de bases") and is_list_item("2) Convenio")
    assert not is_list_item("Dirección de Archivo")
    assert without_mark("III. Proyecto de bases") == "Proyecto de bases"


def test_an_abbreviation_ends_no_sentence():
    text = "Mediante oficio No. 3 la Lic. Ruiz firmó. Después se publicó; hubo 4.8 días."
    cut = [text[span.start : span.end] for span in sentences_of(text)]
    assert cut == [
        "Mediante oficio No. 3 la Lic. Ruiz firmó.",
        "Después se publicó;",
        "hubo 4.8 días.",
    ]


def actas_of(text: str) -> list[Decimal]:
    """Return the counts of actas and minutas of a text."""
    return [each.value for each in counted_of(text) if re.match("actas?|minutas?", each.noun)]


@pytest.mark.parametrize(
    "text",
    [
        "De dicha sesión se realizó lo siguiente: 26 convocatorias y 70 invitaciones, así como el "
        "proyecto del orden del día y del acta, en la que se aprobó el Programa.",
        "Para la sesión se hicieron 14 convocatorias, 4 invitaciones, el proyecto de orden del día "
        "y el proyecto de acta.",
        "Se elaboraron 7 convocatorias, así como los proyectos del orden del día y del acta.",
        "De la sesión se realizaron nueve invitaciones y el proyecto del acta correspondiente.",
        "Se prepararon 5 citatorios a los integrantes, además del orden del día y el acta.",
        "Se hicieron 12 invitaciones, la lista de asistencia y la minuta de la sesión.",
        "Se realizó 1 invitación, junto con el orden del día, el cuadernillo y la minuta.",
    ],
)
def test_an_acta_in_a_list_of_counted_papers_is_one(text):
    assert actas_of(text) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "El trabajo consistió en el proyecto del orden del día, las convocatorias e invitaciones "
        "de cada una de las sesiones, y la realización del acta de la sesión.",
        "Se enviaron 14 convocatorias y se aprobó el acta de la sesión anterior.",
        "Se enviaron 14 convocatorias y el acta de la sesión anterior.",
        "Se enviaron 14 convocatorias y el acta de la Cuarta Sesión Ordinaria.",
        "De dichas sesiones se hicieron 14 convocatorias, el orden del día y el acta.",
        "De cada una se hicieron 14 convocatorias, el orden del día y el acta.",
        "Se hicieron 14 convocatorias, el orden del día y el acta de cada sesión.",
        "Se entregaron 3 informes y el acta.",
        "La entrega consta en el acta de la sesión.",
        "Se hicieron 14 convocatorias y los proyectos de las actas.",
    ],
)
def test_an_acta_that_is_told_otherwise_is_not_counted(text):
    assert actas_of(text) == []


def test_an_acta_of_a_list_is_no_typed_number():
    text = "De la sesión se hicieron 26 convocatorias, así como el proyecto del acta."
    (acta,) = [each for each in counted_of(text) if each.noun == "acta"]
    assert acta.article and acta.told is Told.DONE and text[acta.start : acta.end] == "del"


@pytest.mark.parametrize(
    "noun", ["establecimientos", "estaciones", "representantes", "publicaciones", "conclusiones"]
)
def test_a_noun_that_begins_as_a_verb_is_no_verb(noun):
    (told,) = counted_of(f"Se verificaron 430 {noun}.")
    assert (told.own, told.elided) == (noun, False)


@pytest.mark.parametrize("verb", ["están en trámite", "estaban listas", "representan la mitad"])
def test_a_verb_behind_a_number_is_no_noun(verb):
    assert all(each.elided for each in counted_of(f"De las 40 quejas, 12 {verb}.")[1:])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Las 30 visitas representan el 75% de la meta.", Told.DONE),
        ("Las 30 visitas equivalen al 75% de la meta anual.", Told.DONE),
        ("Con 30 visitas se llega al 75% de la meta.", Told.DONE),
        ("Las 30 visitas dan ya tres cuartas partes de la meta.", Told.DONE),
        ("Las 30 visitas nos sitúan en setenta y cinco por ciento de la meta.", Told.DONE),
        ("Las 30 visitas de la meta se reparten por trimestre.", Told.PLANNED),
        ("Las 30 visitas programadas representan el 75% de la meta.", Told.PLANNED),
        ("Las 30 visitas que representan la meta anual.", Told.PLANNED),
    ],
)
def test_what_makes_a_share_of_the_meta_was_done(text, told):
    (counted,) = counted_of(text)
    assert (counted.value, counted.told) == (30, told)
