"""Families of wordings of a whole informe, each both ways: what is told of it, and when nothing is.

They are read as they are pasted, since a wording that the reader loses is missed too.
"""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT

FIRST = "Informe del primer trimestre de 2025"
SECOND = "Informe del segundo trimestre de 2025"
COUNTED = {"written-percent", "uncounted"}
KIND = {"other-kind", "written-percent"}


def codes(title, meta, text, value=25, quarter=FIRST, closing=""):
    said = closing or f"Del 100% de la meta programada, se tiene un avance del {value}%."
    whole = f"{quarter}\nLínea de acción 3. {title}\nMeta: {meta}\n{text}\n{said}\n"
    return {found.finding.code.value for found in reading_of(TEXT, whole.encode()).findings}


def sums(text):
    whole = f"{SECOND}\nLínea 3. Apoyos a la población\n{text}\n"
    return [found.finding.code.value for found in reading_of(TEXT, whole.encode()).findings]


ABOVE = "En abril y mayo se dieron seis asesorías a los ayuntamientos."


def test_a_percentage_above_the_quarter_is_questioned_where_no_other_quarter_is_named():
    assert codes("Asesorar", "24 asesorías", ABOVE, 50, SECOND) & COUNTED


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("Se dieron seis asesorías, que sumadas a las seis del trimestre anterior hacen doce.", ""),
        ("Se dieron 6 asesorías; con las 6 del primer trimestre se llega a la mitad.", ""),
        ("Se dieron 6 asesorías adicionales a las reportadas en marzo.", ""),
        (ABOVE, "El avance acumulado es del 50%."),
        (ABOVE, "A la fecha se lleva el 50% de la meta."),
    ],
)
def test_earlier_quarters_that_are_named_may_make_up_a_percentage(text, closing):
    assert codes("Asesorar", "24 asesorías", text, 50, SECOND, closing) == set()


@pytest.mark.parametrize(
    ("meta", "text", "value"),
    [
        ("20 asesorías", "Se brindaron diversas asesorías a las áreas, a los municipios y a las "
         "organizaciones que lo pidieron.", 20),
        ("12 talleres", "Se continuó con la impartición de talleres al personal.", 25),
        ("60 solicitudes", "Se atendieron las solicitudes presentadas en tiempo y forma.", 25),
        ("8 inventarios", "Se ha trabajado con las áreas en la elaboración de los inventarios, con "
         "buena disposición de los responsables.", 25),
        ("6 estudios", "Mediante Oficio No. CM/214/2025, de fecha 18 de febrero de 2025, se "
         "solicitó información a las áreas.", 50),
    ],
)  # fmt: skip
def test_a_percentage_without_a_number_of_its_unit_is_questioned(meta, text, value):
    assert codes("Cumplir el programa", meta, text, value) & COUNTED


@pytest.mark.parametrize(
    ("meta", "text"),
    [
        ("4 manuales", "Se concluyó el manual de la Dirección Jurídica."),
        ("8 reuniones", "Se llevaron a cabo diversas reuniones: con el DIF el 3 de febrero y con "
         "la Fiscalía el 8 de marzo."),
        ("4 boletines", "Se publicó el boletín de enero a marzo."),
    ],
)  # fmt: skip
def test_things_that_are_told_one_by_one_need_no_number(meta, text):
    assert codes("Cumplir el programa", meta, text) == set()


@pytest.mark.parametrize(
    ("title", "meta", "text"),
    [
        ("Capacitar al personal en ética", "300 luminarias", "Se colocaron 75 luminarias."),
        ("Atender quejas de la ciudadanía", "40 conciertos", "Se ofrecieron 10 conciertos."),
        ("Llevar las sesiones del Comité", "80 esterilizaciones caninas",
         "Se hicieron 20 esterilizaciones."),
        ("Actualizar la plataforma informática", "20 torneos", "Se organizaron cinco torneos."),
        ("Realizar auditorías internas", "400 libros prestados", "Se prestaron 100 libros."),
    ],
)  # fmt: skip
def test_a_title_and_a_meta_of_two_fields_are_questioned(title, meta, text):
    assert codes(title, meta, text) == {"title-meta"}


@pytest.mark.parametrize(
    ("title", "meta", "text"),
    [
        ("Fomentar la lectura", "400 libros prestados", "Se prestaron 100 libros."),
        ("Cuidar el medio ambiente", "400 árboles", "Se plantaron 100 árboles."),
        ("Supervisar a las dependencias", "8 informes", "Se elaboraron dos informes."),
        ("Promover la integridad", "8 funciones de teatro guiñol", "Se ofrecieron dos funciones."),
        ("Coordinar el Comité de Ética", "8 acuerdos", "Se tomaron dos acuerdos."),
        ("Soporte técnico", "40 equipos", "Se atendieron 10 equipos."),
    ],
)
def test_a_meta_that_measures_its_title_by_other_words_is_left_alone(title, meta, text):
    assert codes(title, meta, text) == set()


@pytest.mark.parametrize(
    ("meta", "text"),
    [
        ("12 cursos presenciales", "Se impartieron tres cursos en línea."),
        ("12 talleres presenciales", "Se transmitieron tres seminarios virtuales."),
        ("12 capacitaciones estatales", "Se dieron tres capacitaciones municipales."),
        ("40 escuelas primarias visitadas", "Se visitaron 10 escuelas secundarias."),
        ("8 convenios firmados", "Se elaboraron dos proyectos de convenio."),
        ("8 videos", "Se diseñaron dos carteles."),
        ("40 actas", "Se giraron diez convocatorias."),
        ("200 personas capacitadas", "Se impartieron 50 cursos."),
        ("8 auditorías externas", "Concluyeron dos auditorías internas."),
    ],
)
def test_what_is_counted_of_another_kind_is_questioned(meta, text):
    assert codes("Cumplir el programa", meta, text) & KIND


@pytest.mark.parametrize(
    ("meta", "text"),
    [
        ("40 escuelas primarias visitadas", "Se visitaron 10 escuelas primarias."),
        ("12 cursos", "Se impartieron tres cursos en línea."),
        ("12 cursos en línea", "Se impartieron tres cursos virtuales."),
        ("12 cursos presenciales", "Se impartieron tres cursos presenciales y dos en línea."),
        ("4 sesiones ordinarias", "Se celebró la Primera Sesión Ordinaria y una extraordinaria."),
        ("8 convenios firmados", "Se firmaron dos convenios; hay tres proyectos en revisión."),
    ],
)
def test_what_is_counted_of_its_kind_is_left_alone(meta, text):
    assert codes("Cumplir el programa", meta, text) == set()


TOWNS = "Hubo {} despensas en tres municipios: 210 en Tuxtla, 180 en Comitán y 150 en Tila."
FATES = (
    "Ingresaron {} quejas; 14 fueron resueltas, 6 se turnaron a otras áreas y 4 siguen en curso."
)
REST = "Recibimos {} recursos; treinta ya fueron resueltos y los nueve restantes siguen en trámite."
AGES = "Asistieron {} personas. Según su edad, 20 son jóvenes, 25 adultas y 15 adultas mayores."


@pytest.mark.parametrize(("text", "right"), [(TOWNS, 540), (FATES, 24), (REST, 39), (AGES, 60)])
def test_a_total_is_compared_with_its_parts_wherever_they_stand(text, right):
    assert sums(text.format(right)) == []
    assert sums(text.format(right + 3)) == ["sum"]


def test_a_rest_without_a_number_leaves_a_list_open():
    text = (
        "Ingresaron 24 quejas; 14 fueron resueltas y 6 se remitieron a otra área, y el resto sigue."
    )
    assert sums(text) == []
    assert (
        sums("Asistieron 60 personas. Por sector, destacaron 20 empresarias y 15 docentes.") == []
    )
