"""A plan of whose name one word is another later on, and two plans that differ in one word."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_one_plan import BODY
from tests.programs.test_written_variety import codes_in

ONE = [
    # The word within is another, in a later sentence of one paragraph.
    ("El Programa Institucional de Archivo y Gestión Documental 2025, aprobado en enero, pide "
     "cuatro inventarios. Para el trimestre que sigue, conforme al Programa Institucional de "
     "Archivo y Gobierno Documental 2025, se levantará otro.", ""),
    ("Continuó la consulta del Programa Municipal de Ordenamiento Ecológico Territorial. Lo que se "
     "opinó irá a la versión final del Programa Municipal de Ordenamiento Urbano Territorial.", ""),
    ("Se ejecuta el Programa de Cultura Cívica y Participación Ciudadana.",
     "Con lo expuesto quedan concluidos los trabajos del Programa de Cultura Política y "
     "Participación Ciudadana."),
    ("Se reporta el Programa de Mejora de la Gestión Hospitalaria.",
     "Las fija el Programa de Mejora de la Atención Hospitalaria."),
    ("Se opera el Programa de Vigilancia y Control Sanitario.",
     "Son las previstas en el Programa de Vigilancia y Fomento Sanitario."),
    # The last one, of the same years.
    ("Se da cuenta del Programa Institucional de Igualdad y No Discriminación 2022-2027.",
     "Se hizo conforme al Programa Institucional de Igualdad y No Violencia 2022-2027."),
    # Of a rank and of the same years, each as what the informe follows.
    ("Se rinde en el marco del Programa Estatal de Cultura Hídrica 2021-2027. Se instalaron tres "
     "espacios, tal como lo prevé el Programa Estatal de Educación Hídrica 2021-2027.", ""),
    ("Se da seguimiento a las metas del Programa Municipal de Movilidad Activa 2024-2027. Se "
     "pintaron tres ciclovías, según lo establece el Programa Municipal de Seguridad Activa "
     "2024-2027.", ""),
    ("Se reporta el Programa Estatal para la Igualdad entre Mujeres y Hombres 2022-2028.",
     "Lo dispone el Programa Estatal para la Equidad entre Mujeres y Hombres 2022-2028."),
    # Both are told as the plan that is reported.
    ("El Plan Institucional de Desarrollo Archivístico 2025 comprende las líneas que enseguida se "
     "informan.",
     "Con lo anterior se informa el segundo trimestre del Plan Institucional de Desarrollo "
     "Administrativo 2025."),
    ("En este documento se rinden cuentas del Programa Anual de Mejora Regulatoria 2025.",
     "Es cuanto se informa del Programa Anual de Mejora Administrativa 2025."),
    ("El Plan Anual de Fiscalización Superior 2025 contiene las dos metas que aquí se reportan.",
     "Así se da cuenta del avance del Plan Anual de Fiscalización Interna 2025."),
    ("Se informa de la meta única del Programa Integral para Prevenir y Atender la Violencia.",
     "Es del Programa Integral para Prevenir y Sancionar la Violencia."),
    ("Se informa del Plan Municipal de Movilidad Urbana Sustentable.",
     "El Plan Municipal de Vialidad Urbana Sustentable la contiene."),
    # The first says what is done, by another word for it.
    ("Se da cuenta del Programa de Implementación de la Política Estatal Anticorrupción.",
     "En el marco del Programa de Instrumentación de la Política Estatal Anticorrupción hubo "
     "seis mesas."),
    ("Se reporta el Programa de Fomento a la Lectura y la Escritura.",
     "Los tres forman parte del Programa de Promoción a la Lectura y la Escritura."),
    ("Se informa del Plan de Manejo Integral de Residuos Sólidos.",
     "Lo ordena el Plan de Gestión Integral de Residuos Sólidos."),
    ("Se informa del Programa de Rescate de Espacios Públicos Barriales.",
     "El Programa de Recuperación de Espacios Públicos Barriales tuvo tres obras."),
    ("Se informa del Programa de Capacitación en Materia Archivística Municipal.",
     "Son cursos del Programa de Formación en Materia Archivística Municipal."),
    # Of one year and about one thing, each with a word that any plan may have.
    ("Se cumple el Plan de Acción por la Niñez Segura 2023.",
     "Las actividades del Plan de Atención por la Niñez Segura 2023 continuarán."),
    ("Se integraron las fichas del Plan de Acción contra el Soborno 2024-2027.",
     "Las fichas del Plan de Trabajo contra el Soborno 2024-2027 son ocho."),
    # The end of a line cuts the name.
    ("Se cumple el Plan Institucional de Rescate Documental 2023-2025.",
     "Se darán a conocer al Consejo Estatal de\nArchivos, que es quien vigila la ejecución del "
     "Plan\nInstitucional de Resguardo Documental 2023-2025."),
    # Rows of a table of one instrument.
    ("PROGRAMA ESTATAL DE COMBATE A LA CORRUPCIÓN 2023-2027\n\nInstrumento\tMeta\tHecho\n"
     "Programa Estatal de Combate a la Corrupción 2023-2027\t10 estudios\t5\n"
     "Programa Estatal de Combate a la Corrupción 2023-2027\t6 foros\t3\n"
     "Programa Estatal de Prevención de la Corrupción 2023-2027\t8 guías\t4", ""),
    ("Instrumento\tMeta\tHecho\n"
     "Plan Municipal de Protección Civil Integral\t10 rutas\t5\n"
     "Plan Municipal de Prevención Civil Integral\t6 brigadas\t3\n"
     "Plan Municipal de Protección Civil Integral\t8 guías\t4", ""),
]  # fmt: skip
TWO = [
    ("Se informa del Programa de Fomento a la Lectura y la Escritura y del Programa de Promoción a "
     "la Lectura y la Escritura.", ""),
    ("Se informa del Programa de Fomento a la Lectura y la Escritura.",
     "Por su parte, el Programa de Promoción a la Lectura y la Escritura lo opera otra unidad."),
    ("Se informa del Programa de Vigilancia de Espacios Públicos Barriales.",
     "El Programa de Rescate de Espacios Públicos Barriales tuvo tres obras."),
    ("Se informa del Programa de Fomento a la Lectura.",
     "El Programa de Promoción a la Escritura tuvo tres actos."),
    ("Se rinde en el marco del Programa Estatal de Cultura Hídrica 2021-2027. Hubo además una "
     "reunión del Programa Estatal de Infraestructura Hídrica 2021-2027.", ""),
    ("Se rinde en el marco del Programa Estatal de Cultura Hídrica 2021-2027. Lo que prevé el "
     "Programa Estatal de Cultura Hídrica 2021-2027 se cumplió.", ""),
    ("Rigen el Programa Municipal de Ordenamiento Ecológico Territorial y el Programa Municipal de "
     "Ordenamiento Urbano Territorial. El Programa Municipal de Ordenamiento Urbano Territorial "
     "se consultó en abril.", ""),
    ("Se consultó el Programa Municipal de Ordenamiento Ecológico Territorial. Por su parte, el "
     "Programa Municipal de Ordenamiento Urbano Territorial se envió al cabildo.", ""),
    ("Se consultó el Programa Municipal de Ordenamiento Ecológico Territorial. Un segundo "
     "instrumento, el Programa Municipal de Ordenamiento Urbano Territorial, sigue en estudio.",
     ""),
    ("El Programa de Cultura Cívica y Participación Ciudadana tuvo dos talleres. En cuanto al "
     "Programa de Cultura Política y Participación Ciudadana, tuvo otros dos.", ""),
    ("Programa\tResponsable\n"
     "Programa de Apoyo a Mujeres Emprendedoras\tUnidad A\n"
     "Programa de Apoyo a Jóvenes Emprendedores\tUnidad B\n"
     "Programa de Apoyo a Artesanas Emprendedoras\tUnidad C", ""),
    ("- Programa de Becas a Mujeres Indígenas: dos talleres.\n"
     "- Programa de Becas a Jóvenes Indígenas: un taller.", ""),
    ("El Programa Institucional de Igualdad y No Discriminación 2022-2027 se reporta aquí.",
     "Así lo pide también el Programa Institucional de Igualdad y No Violencia 2022-2027, a cargo "
     "de otra unidad."),
    ("Se informan los avances del Programa de Becas a Mujeres Indígenas.",
     "La Coordinación participa, además, en el Programa de Becas a Niñas Indígenas."),
    ("Se reporta el Programa Institucional de Igualdad y No Discriminación 2022-2027.",
     "Así lo marca el Programa Institucional de Igualdad 2022-2027."),
    ("Se reporta el Programa Sectorial de Desarrollo Social 2022-2027.",
     "Son del Programa Sectorial de Desarrollo Económico 2022-2027."),
    ("Se reporta el Plan Municipal de Desarrollo Urbano 2024-2027.",
     "Son del Plan Municipal de Desarrollo Rural 2024-2027."),
    ("El Programa de Vigilancia y Control Sanitario 2024 concluyó en marzo.",
     "Son las previstas en el Programa de Vigilancia y Fomento Sanitario 2025."),
    ("El Programa Estatal de Manejo Integral del Agua fija las metas.",
     "Se revisó el Programa Municipal de Manejo Integral del Agua."),
    ("El Programa Anual de Desarrollo Archivístico (PADA) 2025 fija las metas.",
     "El PADA 2025 las pide, y el Programa de Desarrollo Archivístico lo confirma."),
    # Each of two areas, or of two líneas, has its own.
    ("La Dirección de Mujeres lleva el Programa de Crédito a Mujeres Artesanas.",
     "La Dirección de Juventud lleva el Programa de Crédito a Jóvenes Artesanos."),
    ("La Dirección opera el Programa de Salud Mental Escolar, con dos talleres. La Subdirección "
     "opera el Programa de Salud Bucal Escolar, con tres.", ""),
    ("El Programa de Cultura Cívica y Participación Ciudadana cambió de nombre en abril.",
     "La contiene el Programa de Cultura Política y Participación Ciudadana."),
    ("El Programa de Becas de Educación Básica Estatal tuvo una meta.",
     "El Programa de Becas de Educación Media Estatal inicia en julio."),
    ("Se cumple el Plan de Acción por la Niñez Segura 2023.",
     "El Plan de Acción por la Niñez Segura 2024 se aprobará en enero."),
    ("Se cumple el Programa Anual de Trabajo 2025.",
     "Las metas del Programa Anual de Trabajo por Dirección 2025 se cumplieron."),
    ("Conforme al Plan de Gobierno Digital 2025 se informa.",
     "Así lo pide el Plan de Gobierno Abierto 2025."),
]  # fmt: skip


def told(*texts):
    return codes_in(HEAD.format(quarter="segundo") + BODY.format(*texts))


@pytest.mark.parametrize("texts", ONE)
def test_another_word_in_the_name_of_one_plan_is_doubted(texts):
    assert Code.PLAN_NAMES in told(*texts)


@pytest.mark.parametrize("texts", TWO)
def test_two_plans_that_differ_in_one_word_are_two(texts):
    assert Code.PLAN_NAMES not in told(*texts)
