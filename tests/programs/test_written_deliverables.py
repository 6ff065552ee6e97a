"""Titles whose own work neither meta nor narrative ever names, and titles that are general."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.checks.informe.title_meta import title_meta
from programs.values.wording.metas import amounts_of
from tests.programs.written_cases import FIRST, written_linea

APART = [
    ("Exposiciones temporales", "12 quejas resueltas",
     "En el trimestre se resolvieron 3 quejas, todas contra conductores de taxi."),
    ("Impartir charlas sobre acoso laboral", "40 luminarias",
     "Se colocaron 10 luminarias en la avenida principal y en dos callejones."),
    ("Prevención de adicciones en planteles de educación básica", "640 bienes muebles",
     "Se verificaron y etiquetaron 160 bienes muebles en los edificios A y C."),
    ("Profesionalización del personal docente", "120 becas de transporte a estudiantes",
     "Fueron otorgadas 114 becas de transporte; las 6 restantes no se asignaron."),
    ("Profesionalización del personal policial", "6 casetas de vigilancia",
     "En julio quedó rehabilitada la caseta de la colonia Obrera; suman 3 casetas."),
    ("Manuales de organización", "8 visitas a albergues",
     "Se visitaron dos albergues, el de la colonia Norte y el de la estación."),
    ("Seminarios sobre memoria legislativa", "20 arqueos a fondos fijos",
     "Se practicaron cinco arqueos sin diferencias en las cajas recaudadoras."),
    ("Cursos de primeros auxilios", "24 conciliaciones bancarias",
     "Se elaboraron seis conciliaciones de las dos cuentas del organismo."),
    ("Torneos de ajedrez", "30 licitaciones", "Se resolvieron ocho licitaciones de papelería."),
    ("Asesorías para la declaración patrimonial", "500 árboles",
     "La cuadrilla plantó 125 encinos y fresnos en la ribera oriente del arroyo."),
    ("Revisión de declaraciones patrimoniales",
     "20 cápsulas de radio sobre los derechos de la niñez",
     "Se grabaron cinco cápsulas de radio, en maya y en español."),
    ("Actas de entrega-recepción", "12 pláticas de prevención de adicciones en secundarias",
     "Se ofrecieron tres pláticas en las secundarias de la zona norte."),
    ("Pago de la nómina", "16 talleres sobre embarazo adolescente",
     "Se impartieron cuatro talleres en los bachilleratos de la costa."),
    ("Levantamiento del inventario", "8 conferencias en materia de cáncer de mama",
     "Se dictaron dos conferencias en el teatro de la ciudad."),
    ("Integración de la cuenta pública", "24 spots contra la violencia hacia las mujeres",
     "Se transmitieron seis spots en la estación de la sierra."),
    ("Conciliaciones bancarias", "10 carteles alusivos a los pueblos originarios",
     "Se imprimieron tres carteles y se pegaron en las plazas."),
]  # fmt: skip
ONE = [
    ("Revisión de declaraciones patrimoniales", "20 cápsulas sobre el llenado del formato",
     "Se grabaron cinco cápsulas de radio, en maya y en español."),
    ("Revisión de declaraciones patrimoniales", "8 cursos sobre violencia laboral",
     "Se impartieron dos cursos, uno en marzo y otro en abril."),
    ("Difusión de la declaración patrimonial", "20 cápsulas para jóvenes",
     "Se grabaron cinco cápsulas de radio, en maya y en español."),
    ("Revisión de declaraciones patrimoniales", "20 cápsulas sobre los derechos de la niñez",
     "Se grabaron cinco cápsulas mientras se revisaban las declaraciones."),
    ("Bienes muebles para la primera infancia", "4 ferias de la niñez",
     "Se montó una feria en la plaza con muebles para los pequeños."),
    ("Exposiciones temporales", "4 muestras", "Se montó una muestra de grabado en la sala dos."),
    ("Reforestación de cañadas", "600 árboles",
     "La siembra se adelantó en dos cañadas con riego; se sembraron 150."),
    ("Prevención de adicciones", "12 pláticas",
     "Se ofrecieron tres pláticas sobre consumo de alcohol en secundarias."),
    ("Profesionalización del personal docente", "20 becas de maestría",
     "Se otorgaron cinco becas a docentes de secundaria para su posgrado."),
    ("Cursos de archivo", "200 personas", "Se inscribieron 50 personas de ocho oficinas."),
    ("Activación física en plazas", "120 sesiones",
     "Los promotores dirigieron treinta sesiones, diez por mes."),
    ("Producción de plántula", "16 lotes producidos", "Se produjeron cuatro lotes."),
    ("Capacitación", "12 mesas", "Se instalaron tres mesas con los enlaces municipales."),
    ("Visitas a albergues", "12 recorridos", "Se hicieron tres recorridos por el centro."),
    ("Asesorías a municipios", "12 reuniones",
     "Se sostuvieron tres reuniones para orientar a los ayuntamientos."),
    ("Almacén", "4 inventarios", "Se levantó un inventario de papelería el 29 de marzo."),
    ("Formar públicos", "20 visitas guiadas",
     "Se condujeron cinco visitas guiadas, todas con grupos de secundaria."),
    ("Sembrar la cultura de la legalidad", "52 funciones",
     "La compañía dio trece funciones en primarias de la sierra."),
]  # fmt: skip


def found(title, meta, text):
    amounts = [(each.quantity, each.unit) for each in amounts_of(meta)]
    linea = written_linea(text, title=title, meta=meta, amounts=amounts)
    return list(title_meta(linea, FIRST))


@pytest.mark.parametrize(("title", "meta", "text"), APART)
def test_a_title_whose_work_nobody_names_is_of_another_linea(title, meta, text):
    assert [each.code for each in found(title, meta, text)] == [Code.TITLE_META]


@pytest.mark.parametrize(("title", "meta", "text"), ONE)
def test_a_general_title_or_other_words_for_it_are_of_one_linea(title, meta, text):
    assert found(title, meta, text) == []


def test_a_heading_in_capitals_titles_the_linea_below_it():
    text = (
        "Informe que rinde el Museo Regional por el tercer trimestre de 2025.\n\n"
        "ACTUALIZACIÓN DEL PORTAL DE TRANSPARENCIA\n"
        "Lo que nos comprometimos a hacer: ofrecer 20 recorridos guiados para grupos en 2025.\n"
        "Lo que hicimos: al mes de septiembre se acumulan 16 recorridos guiados, todos a grupos "
        "de primaria.\nDónde estamos: 80% del compromiso anual.\n"
    )
    read = reading_of(TEXT, text.encode())
    assert [each.finding.code for each in read.findings] == [Code.TITLE_META]
    other = text.replace("ACTUALIZACIÓN DEL PORTAL DE TRANSPARENCIA", "EL MUSEO PARA LA NIÑEZ")
    assert list(reading_of(TEXT, other.encode()).findings) == []
