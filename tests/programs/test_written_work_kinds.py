"""Titles and metas of two kinds of work, and those that look so and are of one."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.kinds import TEXT
from programs.received.informes.structure import read_blocks
from programs.values.checks.finding import Code
from programs.values.checks.informe.title_meta import title_meta
from programs.values.wording.work_kinds import are_apart
from tests.programs.office_cases import said_of

QUARTER = "Avance: 25 %."
APART = [
    ("Capacitar a las corporaciones policiales en conflicto de interés", "6 convenios suscritos",
     "Tres convenios fueron suscritos con los ayuntamientos de Tejas y Ocuila.", "Avance: 50 %."),
    ("Conservar en buen estado el parque vehicular mediante servicios de mantenimiento",
     "8 licencias de software", "Dos licencias se renovaron el 12 de enero.", QUARTER),
    ("Impartir talleres de ética pública al personal", "8 actas de arqueo a fondos revolventes",
     "Se levantaron dos actas, una por el fondo de la Delegación Sur.", QUARTER),
    ("Depuración y puesta al día del padrón de proveedores", "8 sesiones del comité de ética",
     "El comité de ética sesionó dos veces: hubo dos sesiones.", QUARTER),
    ("Poner al día el inventario de muebles y equipo", "8 pláticas de ética",
     "Se dieron dos pláticas de ética, una de ellas al personal de intendencia.", QUARTER),
    ("Enseñar a los enlaces municipales a llenar su declaración patrimonial",
     "8 boletines de prensa", "Se enviaron dos boletines.", QUARTER),
    ("Conservar al día el portal de internet", "8 arqueos al fondo revolvente",
     "Se practicaron dos arqueos sin faltante.", QUARTER),
    ("Restauración de documentos dañados", "8 boletines de prensa",
     "Se redactaron dos boletines sobre el ciclo de cine documental.", QUARTER),
    ("Levantar encuestas de salida", "8 licitaciones públicas",
     "Se resolvieron dos licitaciones públicas.", QUARTER),
    ("Depurar el archivo de concentración", "8 spots de radio",
     "Salieron al aire dos spots de radio.", QUARTER),
]  # fmt: skip
JOINED = [
    # The narrative joins them.
    ("Capacitar a las corporaciones policiales", "8 convenios suscritos",
     "Se suscribieron dos convenios, con los que la academia dará los cursos.", QUARTER),
    # A custom does: what is taught is told in sessions and media, a title of any end by all.
    ("Difundir el código de ética", "8 talleres", "Se dieron dos talleres.", QUARTER),
    ("Fortalecer la cultura de la legalidad", "8 convenios", "Se firmaron dos convenios.", QUARTER),
    ("Vigilar los fondos revolventes", "8 arqueos", "Se practicaron dos arqueos.", QUARTER),
    # A word of both.
    ("Capacitar en materia de archivo", "8 legajos clasificados",
     "Se clasificaron dos legajos.", QUARTER),
    ("Sesiones del comité de adquisiciones", "8 licitaciones resueltas",
     "Se resolvieron dos licitaciones.", QUARTER),
    # By what means.
    ("Promover la denuncia mediante actividades de difusión en plazas", "8 carteles",
     "Se pegaron dos carteles.", QUARTER),
    # Its unit is of any work.
    ("Seguimiento a recomendaciones de auditoría", "8 cédulas de seguimiento",
     "Se firmaron dos cédulas de seguimiento.", QUARTER),
    ("Resguardo de la memoria institucional", "8 expedientes digitalizados",
     "El archivo digitalizó dos expedientes.", QUARTER),
    ("Formar públicos", "8 visitas guiadas", "Hubo dos visitas guiadas.", QUARTER),
    ("Formar comités ciudadanos", "8 sesiones", "Hubo dos sesiones.", QUARTER),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing"), APART)
def test_a_meta_of_another_work_than_its_title_is_doubted(title, meta, told, closing):
    assert said_of(title, meta, told, closing) == {Code.TITLE_META}


@pytest.mark.parametrize(("title", "meta", "told", "closing"), JOINED)
def test_a_meta_that_something_joins_with_its_title_is_not_questioned(title, meta, told, closing):
    assert said_of(title, meta, told, closing) == set()


TABLE = """Informe del tercer trimestre de 2024

| Clave | Actividad | Unidad de medida | Meta anual |
| 7.1 | Elaboración de contratos de servicios | Contrato | 60 |
| 7.2 | {} | Persona capacitada | 80 |
| 7.3 | Asesoría jurídica a unidades académicas | Asesoría | 40 |
"""


@pytest.mark.parametrize(
    ("title", "apart"),
    [("Actualización del inventario de bienes muebles", True), ("Formación continua", False)],
)
def test_a_row_without_narrative_is_read_by_its_unit_of_measure(title, apart):
    found = reading_of(TEXT, TABLE.format(title).encode()).findings
    assert ("title-meta" in {each.finding.code.value for each in found}) is apart


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Atender auditorías externas", "reuniones de enlace"),
        ("Renovación del parque vehicular", "vehículos adquiridos"),
        ("Integrar el padrón de contratistas", "visitas"),
        ("Actualizar la normatividad interna", "reuniones de trabajo"),
        ("Revisar los contratos", "dictámenes"),
        ("Defensa jurídica", "contestaciones de demanda"),
        ("Dar a conocer los resultados de la fiscalización", "infografías"),
        ("Evaluar la capacitación", "encuestas"),
    ],
)
def test_works_that_are_measured_by_others_are_not_apart(title, unit):
    assert not are_apart(title, unit)


@pytest.mark.parametrize(
    "meta",
    ["formar a ciento veinte servidores públicos en materia hacendaria",
     "capacitar a 120 servidoras y servidores públicos en control vehicular",
     "profesionalizar a 60 personas en materia hacendaria",
     "adiestrar a 40 cajeros en impuesto predial",
     "instruir a 80 servidores en materia contable",
     "sensibilizar a 50 servidores públicos de la tesorería"],
)  # fmt: skip
def test_a_meta_that_does_what_its_title_names_may_count_whom_it_likes(meta):
    text = (
        "Tesorería Municipal\nSegundo trimestre de 2024\n\n"
        f"Objetivo 2. Profesionalización de la plantilla\n\nMeta: {meta} durante 2024.\n\n"
        "De enero a marzo se atendió a 25 y de abril a junio a 35 más, todos de las cajas.\n"
    )
    written = read_blocks(blocks_of_text(text)).written
    assert [each for line in written.lineas for each in title_meta(line, written.period)] == []


def titles_of_table(title, meta, told):
    text = (
        "Secretaría Ejecutiva de Llano Grande\nTercer trimestre de 2025\n\n"
        "Línea | Título | Meta anual | Lo realizado | Avance\n"
        "1 | Asesoría archivística | 20 asesorías en materia de archivo | 15 asesorías | 75%\n"
        f"2 | {title} | {meta} | {told} | 75%\n"
        "3 | Baja documental | 2 bajas documentales | 1 baja documental | 50%\n"
    )
    written = read_blocks(blocks_of_text(text)).written
    return [each.code for line in written.lineas for each in title_meta(line, written.period)]


ASKED = ("Dar respuesta a 60 solicitudes de acceso a la información", "45 solicitudes respondidas")


@pytest.mark.parametrize(
    "title",
    ["Actualización del catálogo de disposición documental", "Depurar el padrón de proveedores",
     "Actualizar el directorio de enlaces municipales", "Integración del registro de peritos"],
)  # fmt: skip
def test_a_catalogo_is_not_brought_up_to_date_by_solicitudes_de_acceso(title):
    assert titles_of_table(title, *ASKED) == [Code.TITLE_META]


@pytest.mark.parametrize(
    ("title", "meta", "told"),
    [("Atención a solicitudes de acceso a la información", *ASKED),
     ("Actualización del catálogo de disposición documental", "1 catálogo actualizado",
      "1 catálogo en revisión"),
     ("Depurar el padrón de proveedores", "60 solicitudes de inscripción", "45 solicitudes"),
     ("Actualización del registro de solicitudes", *ASKED)],
)  # fmt: skip
def test_what_brings_a_register_up_to_date_may_be_counted(title, meta, told):
    assert titles_of_table(title, meta, told) == []


BODIES = [
    ("Comité de Adquisiciones", "4 sesiones ordinarias",
     "Con oficio DRM/118/2025 se convocó a los vocales a la primera sesión ordinaria, celebrada el "
     "12 de marzo."),
    ("Junta de Mejora Regulatoria", "4 sesiones", "La sesión del 14 de marzo tuvo quórum."),
    ("Órgano de Gobierno", "4 sesiones ordinarias", "Se celebró la primera sesión ordinaria."),
    ("Grupo Interdisciplinario de Archivos", "4 reuniones", "Se realizó una reunión en marzo."),
    ("Pleno del Consejo de Participación", "4 sesiones", "Se celebró una sesión en febrero."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told"), BODIES)
def test_a_body_of_persons_is_told_by_its_sessions(title, meta, told):
    assert Code.TITLE_META not in said_of(title, meta, told, "La meta se halla al 25%.")


CARED = [
    ("Atención psicológica a niñas y niños víctimas de violencia",
     "bachear 12,000 metros cuadrados de calles",
     "Las cuadrillas bachearon 3,000 metros cuadrados en la colonia Obrera."),
    ("Saneamiento de arroyos urbanos", "4 sesiones de cabildo", "Hubo una sesión de cabildo."),
    ("Apoyo alimentario a familias vulnerables", "60 kilómetros de caminos rastreados",
     "Se rastrearon 15 kilómetros de caminos saca cosechas."),
    ("Festival de danza folclórica", "100 expedientes laborales digitalizados",
     "Se digitalizaron 25 expedientes laborales."),
    ("Promoción turística en ferias nacionales", "200 expedientes clínicos digitalizados",
     "Se digitalizaron 50 expedientes clínicos."),
    ("Reparación de fugas en la red", "8 números de la gaceta municipal",
     "Se editaron dos números de la gaceta municipal."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told"), CARED)
def test_services_to_persons_are_not_measured_by_works_or_papers(title, meta, told):
    assert Code.TITLE_META in said_of(title, meta, told, "Avance: 25% de la meta.")


JOINED = [
    ("Saneamiento de arroyos urbanos", "80 toneladas de desechos",
     "Se retiraron 20 toneladas en los arroyos El Tecolote y La Joya."),
    ("Turismo accesible", "8 rampas construidas", "Se construyeron dos rampas en el malecón."),
    ("Atención a personas adultas mayores", "4 techos reparados en el centro de día",
     "Se reparó un techo del centro de día al que acuden las personas mayores."),
    ("Festival de danza folclórica", "4 licitaciones para escenario y sonido",
     "Se adjudicó una licitación, la de escenario."),
    ("Atención a migrantes", "400 raciones de comida", "Se sirvieron 100 raciones en el comedor."),
    ("Calles dignas y seguras", "12,000 metros cuadrados de calles",
     "Se bachearon 3,000 metros cuadrados de calles."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told"), JOINED)
def test_a_service_is_measured_by_what_its_narrative_joins(title, meta, told):
    assert Code.TITLE_META not in said_of(title, meta, told, "Avance: 25% de la meta.")


PERMITS = """Dirección de Salud y Comercio
Informe enero-marzo 2025

No. | Título | Meta 2025 | Hecho al 31 de marzo | Avance
1 | Vigilancia de purificadoras | Verificar 40 purificadoras | 10 purificadoras verificadas | 25 %
2 | {} | {} | {} | 50 %
3 | Control de mosquito | Nebulizar 20 colonias | 5 colonias nebulizadas | 25 %
"""


@pytest.mark.parametrize(
    ("title", "meta", "done", "apart"),
    [
        ("Vacunación de perros y gatos", "Refrendar 300 permisos de comercio ambulante",
         "150 permisos refrendados", True),
        ("Permisos de comercio en vía pública", "Aplicar 500 vacunas antirrábicas",
         "250 vacunas aplicadas", True),
        ("Esterilización de mascotas", "Expedir 200 licencias de funcionamiento",
         "100 licencias expedidas", True),
        ("Mantenimiento del parque vehicular", "Refrendar 90 permisos de anuncios",
         "45 permisos refrendados", True),
        ("Control de plagas en parques", "Expedir 250 licencias de construcción",
         "125 licencias expedidas", True),
        ("Poda de jardines públicos", "Refrendar 90 permisos de anuncios",
         "45 permisos refrendados", True),
        ("Fumigación en panteones", "Expedir 40 permisos de comercio ambulante",
         "20 permisos expedidos", True),
        ("Reforestación de áreas verdes", "Expedir 90 licencias de uso de suelo",
         "45 licencias expedidas", True),
        ("Control de plagas en parques", "Fumigar 80 predios", "40 predios fumigados", False),
        ("Poda de jardines públicos", "Retirar 90 toneladas de ramas", "45 toneladas", False),
        ("Parques y jardines", "Refrendar 90 permisos de vendedores",
         "45 permisos refrendados", False),
        ("Reforestación urbana", "Plantar 600 árboles", "300 árboles plantados", False),
        ("Ordenamiento de mercados", "Refrendar 300 permisos de comercio ambulante",
         "150 permisos refrendados", False),
        ("Inspección de giros", "Refrendar 90 licencias de funcionamiento",
         "45 licencias refrendadas", False),
        ("Ventanilla de ingresos", "Refrendar 90 licencias de alcoholes",
         "45 licencias refrendadas", False),
        ("Panteones", "Expedir 90 permisos de construcción de criptas",
         "45 permisos expedidos", False),
    ],
)  # fmt: skip
def test_permits_are_of_who_sells_builds_or_opens(title, meta, done, apart):
    found = reading_of(TEXT, PERMITS.format(title, meta, done).encode()).findings
    assert ("title-meta" in {each.finding.code.value for each in found}) is apart
