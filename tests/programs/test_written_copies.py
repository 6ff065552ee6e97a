"""Courses, captions, contents, plans and remarks in wordings of many institutions."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.checks.informe.caption_copies import caption_copies
from tests.programs.written_cases import written_informe, written_linea

# (what may be found, whether it is, the text as people paste it); the two of a pair are alike.
TEXTS = [
    (Code.COURSE_TWICE, True, """Universidad Autónoma, Contraloría General. Tercer trimestre 2024
Tarea A. Conferencias para estudiantes
Meta: 2 conferencias
Se dictó la conferencia 'Ciudadanía y rendición de cuentas' el 11 de septiembre de 2024 en el \
aula magna.
Avance acumulado: 50%
Tarea B. Semana de la integridad
Meta: 4 actividades
En la Semana de la Integridad se contó con la conferencia 'Ciudadanía y Rendición de Cuentas' \
(11 de septiembre, aula magna).
Avance acumulado: 25%"""),
    (Code.COURSE_TWICE, False, """Universidad Autónoma, Contraloría General. Tercer trimestre 2024
Tarea A. Conferencias para estudiantes
Meta: 2 conferencias
Se dictó la conferencia 'Ciudadanía y rendición de cuentas' el 11 de septiembre de 2024 en el \
aula magna.
Avance acumulado: 50%
Tarea B. Semana de la integridad
Meta: 4 actividades
En la Semana de la Integridad se contó con la conferencia 'Ciudadanía digital y redes' (12 de \
septiembre, aula magna).
Avance acumulado: 25%"""),
    (Code.COURSE_TWICE, True, """Informe oct-dic 2024
UNIDAD DE TRANSPARENCIA
Línea 1. Capacitación de enlaces
Meta: 2 capacitaciones
Webinar "Versiones públicas: cómo testar documentos", 5 de noviembre de 2024, 52 asistentes. Se \
cumple el 50% de la meta.
UNIDAD DE ARCHIVO
Línea 1. Capacitación de responsables de archivo
Meta: 2 capacitaciones
Webinar "Versiones públicas", 5 de noviembre de 2024, 52 asistentes. Se cumple el 50% de la \
meta."""),
    (Code.COURSE_TWICE, False, """Informe oct-dic 2024
UNIDAD DE TRANSPARENCIA
Línea 1. Capacitación de enlaces
Meta: 2 capacitaciones
Webinar "Versiones públicas: cómo testar documentos", 5 de noviembre de 2024, 52 asistentes. Se \
cumple el 50% de la meta.
UNIDAD DE ARCHIVO
Línea 1. Capacitación de responsables de archivo
Meta: 2 capacitaciones
Webinar "Versiones públicas", 26 de noviembre de 2024, 31 asistentes. Se cumple el 50% de la \
meta."""),
    (Code.COURSE_TWICE, True, """Informe primer trimestre 2024. Fiscalía
Coordinación de Peritos
Actividad 2. Cursos
Meta: 3 cursos
El veinte de febrero, peritos de esta Coordinación cursaron «Cadena de custodia digital», con \
duración de ocho horas. Avance: 33%
Coordinación de Policía
Actividad 2. Cursos
Meta: 3 cursos
Se impartió el curso «Cadena de custodia digital» (20/02/2024, 8 horas) a policías y peritos. \
Avance: 33%"""),
    (Code.COURSE_TWICE, False, """Segundo trimestre 2025. Unidad de Igualdad
Acción 1. Pláticas
Meta: 4 pláticas
Se dio la plática "Nuevas paternidades" el 15 de mayo de 2025. Avance: 25%
Acción 2. Eventos conmemorativos
Meta: 2 eventos
En el marco del Día de la Familia, el 15 de mayo de 2025, se llevó a cabo el cine debate "Roma". \
Avance: 50%"""),
    (Code.COURSE_TWICE, True, """Cuarto trimestre 2024. Cursos impartidos
Dependencia\tCurso\tFecha
DIF\tLengua de señas mexicana\t14/11/2024
Salud\tCódigo infarto\t15/11/2024
Educación\tLengua de Señas Mexicana\t14/11/2024"""),
    (Code.COURSE_TWICE, False, """Cuarto trimestre 2024. Cursos impartidos
Dependencia\tCurso\tFecha
DIF\tLengua de señas mexicana\t14/11/2024
Salud\tCódigo infarto\t15/11/2024
Educación\tLengua de Señas Mexicana\t21/11/2024"""),
    (Code.CAPTION_TWICE, True, """Protección Civil, trimestre julio-septiembre 2025
Acción 1. Se supervisaron albergues temporales.
Foto 1 Supervisión de albergue en Catemaco
Acción 2. Se capacitó a comités de barrio.
Foto 2 Capacitación de comité de barrio en Lerdo
Acción 3. Se revisaron instalaciones de gas.
Foto 3 Supervisión de albergue en Catemaco"""),
    (Code.CAPTION_TWICE, False, """Protección Civil, trimestre julio-septiembre 2025
Acción 1. Se supervisaron albergues temporales.
Foto 1 Supervisión de albergue en Catemaco
Foto 2 Supervisión de albergue en Catemaco (dormitorio)
Acción 2. Se capacitó a comités de barrio.
Foto 3 Capacitación de comité de barrio en Lerdo"""),
    (Code.CAPTION_SESSION, True, """Tercer trimestre 2024. SESEA
Se asistió a la 3a reunión plenaria de secretarios técnicos, celebrada en Mérida los días 12 y \
13 de septiembre.
Fotografías 1 a 3. 5a reunión plenaria de secretarios técnicos, Mérida."""),
    (Code.CAPTION_SESSION, False, """Tercer trimestre 2024. SESEA
Se asistió a la 3a reunión plenaria de secretarios técnicos, celebrada en Mérida los días 12 y \
13 de septiembre.
Fotografías 1 a 3. Tercera reunión plenaria de secretarios técnicos, Mérida."""),
    (Code.CAPTION_SESSION, True, """Segundo trimestre 2024. Cabildo
Sesiones celebradas:
- Sesión ordinaria 45, 12 de abril
- Sesión ordinaria 46, 10 de mayo
- Sesión ordinaria 47, 14 de junio
Imagen 1. Sesión ordinaria 48 de Cabildo"""),
    (Code.CAPTION_SESSION, False, """Segundo trimestre 2024. Cabildo
Sesiones celebradas:
- Sesión ordinaria 45, 12 de abril
- Sesión ordinaria 46, 10 de mayo
- Sesión ordinaria 47, 14 de junio
Imagen 1. Sesión ordinaria 46 de Cabildo"""),
    (Code.CONTENTS, True, """ÍNDICE GENERAL
I. Mensaje
II. Diagnóstico
III. Resultados del segundo trimestre

I. Mensaje
Se agradece la confianza ciudadana.
II. Contexto estatal
La entidad tiene 84 municipios.
III. Resultados del segundo trimestre
Se instalaron 3 mesas de trabajo."""),
    (Code.CONTENTS, False, """ÍNDICE GENERAL
I. Mensaje
II. Diagnóstico
III. Resultados del segundo trimestre

I. MENSAJE
Se agradece la confianza ciudadana.
II. DIAGNÓSTICO
La entidad tiene 84 municipios.
III. RESULTADOS DEL SEGUNDO TRIMESTRE
Se instalaron 3 mesas de trabajo."""),
    (Code.CONTENTS, True, """Contenido
- Presentación
- Estructura
- Logros

PRESENTACIÓN
Informe del primer trimestre 2026.
ESTRUCTURA
Hay dos jefaturas.
FINANZAS
Se gastaron 30 mil pesos."""),
    (Code.CONTENTS, False, """Contenido
- Presentación
- Estructura
- Logros

PRESENTACIÓN
Informe del primer trimestre 2026.
ESTRUCTURA
Hay dos jefaturas.
LOGROS
Se gastaron 30 mil pesos."""),
    (Code.CONTENTS, True, """ÍNDICE
A. Objetivo
B. Alcance
C. Resultados

A. OBJETIVO
Dar cuenta del primer trimestre de 2024.
B. RESULTADOS
Se emitieron 14 opiniones.
C. ALCANCE
Todo el estado."""),
    (Code.CONTENTS, False, """ÍNDICE
A. Objetivo
B. Alcance
C. Resultados

A. OBJETIVO
Dar cuenta del primer trimestre de 2024.
B. ALCANCE
Todo el estado.
C. RESULTADOS
Se emitieron 14 opiniones."""),
    (Code.CONTENTS, True, """Índice
Apartado\tPágina
Mensaje de la titular\t2
Recursos ejercidos\t5
Metas alcanzadas\t8
MENSAJE DE LA TITULAR
Se rinde cuenta del cuarto trimestre de 2025.
METAS ALCANZADAS
Se repararon 14 pozos."""),
    (Code.CONTENTS, False, """Índice
Apartado\tPágina
Mensaje de la titular\t2
Metas alcanzadas\t8
MENSAJE DE LA TITULAR
Se rinde cuenta del cuarto trimestre de 2025.
METAS ALCANZADAS
Se repararon 14 pozos."""),
    (Code.PLAN_NAMES, True, """INFORME DE AVANCE AL PLAN DE TRABAJO ANUAL 2025 · TERCER TRIMESTRE
La Contraloría Interna rinde el presente informe del Programa Anual de Trabajo 2025, autorizado \
por el Magistrado Presidente."""),
    (Code.PLAN_NAMES, False, """INFORME DE AVANCE AL PLAN DE TRABAJO ANUAL 2025 · TERCER TRIMESTRE
La Contraloría Interna rinde el presente informe del Plan de Trabajo Anual 2025, que incluye el \
Programa Anual de Auditorías 2025 y el Programa Anual de Capacitación."""),
    (Code.PLAN_NAMES, True, """AVANCE DEL PROGRAMA ANUAL DE TRABAJO 2025
| Meta | Avance |
|---|---|
| Foros | 50% |
Fuente: Programa de Trabajo Anual 2025."""),
    (Code.REMARK_LEFT, True, """Informe abril-junio 2025
El Comité aprobó 12 acuerdos [Juan: ¿no eran 13? revisar acta] en su segunda sesión."""),
    (Code.REMARK_LEFT, False, """Informe abril-junio 2025
El Comité aprobó 12 acuerdos, entre ellos el que dice «se instruye a la Secretaría [...] para \
que publique el padrón»."""),
    (Code.REMARK_LEFT, True, """Informe julio-septiembre 2026
Se atendió a 50 familias. Nota para quien revise: falta que Planeación confirme este número."""),
    (Code.REMARK_LEFT, False, """Informe julio-septiembre 2026
Se atendió a 50 familias. Nota: las cifras son preliminares y fueron confirmadas por \
Planeación."""),
    (Code.REMARK_LEFT, True, """Tercer trimestre 2026
Se entregaron 40 becas. Karla, ¿me confirmas si fueron 40 o 45?"""),
    (Code.REMARK_LEFT, True, """Segundo trimestre 2024
Se atendieron 19 solicitudes (este dato es del trimestre anterior, actualizar)."""),
    (Code.REMARK_LEFT, False, """Segundo trimestre 2024
Se atendieron 19 solicitudes (el dato del trimestre anterior fue de 15)."""),
    (Code.REMARK_LEFT, True, """Informe julio-septiembre 2025

| Mes | Quejas |
|---|---|
| Julio | 14 |
| Agosto | por capturar |
| Septiembre | 11 |"""),
    (Code.REMARK_LEFT, False, """Informe julio-septiembre 2025

| Mes | Quejas |
|---|---|
| Julio | 14 |
| Agosto | N/D |
| Septiembre | 11 |"""),
    (Code.REMARK_LEFT, True, """Tercer trimestre 2025
REVISAR CON JURÍDICO
Se presentaron 4 demandas."""),
    (Code.REMARK_LEFT, False, """Tercer trimestre 2025
Se acordó revisar con Jurídico los contratos vigentes."""),
    (Code.COURSE_TWICE, True, """Actividades culturales, primer trimestre 2025

| Núm. | Área | Actividad o evento | Día | Aforo |
|---|---|---|---|---|
| 1 | Museo | Noche de estrellas | 14 de febrero | 200 |
| 2 | Biblioteca | Cuentacuentos | 20 de febrero | 60 |
| 3 | Planetario | Noche de las estrellas | 14 de febrero | 200 |"""),
    (Code.COURSE_TWICE, False, """Actividades culturales, primer trimestre 2025

| Núm. | Área | Actividad o evento | Día | Aforo |
|---|---|---|---|---|
| 1 | Museo | Noche de estrellas | 14 de febrero | 200 |
| 2 | Biblioteca | Cuentacuentos | 20 de febrero | 60 |
| 3 | Planetario | Noche de telescopios | 14 de febrero | 90 |"""),
    (Code.CAPTION_SESSION, True, """Tercer trimestre 2025
Las brigadas estuvieron en Jojutla el 9 de julio, en Tepalcingo el 13 de agosto y en Axochiapan \
el 10 de septiembre.
Foto 1. Brigada en Jojutla, 9 de julio
Foto 2. Brigada en Tepalcingo, 13 de agosto
Foto 3. Brigada en Zacatepec, 10 de septiembre"""),
    (Code.CAPTION_SESSION, False, """Tercer trimestre 2025
Las brigadas estuvieron en Jojutla el 9 de julio, en Tepalcingo el 13 de agosto y en Axochiapan \
el 10 de septiembre.
Foto 1. Brigada en Jojutla, 9 de julio
Foto 2. Doctora Elena Prieto en Tepalcingo, 13 de agosto
Foto 3. Brigada en Axochiapan, 10 de septiembre"""),
    (Code.CAPTION_SESSION, True, """Cuarto trimestre 2024
El Comité de Obras celebró dos sesiones: la novena sesión, el 16 de octubre; la décima se \
celebró el 4 de diciembre.
Imagen 1. Undécima sesión del Comité de Obras"""),
    (Code.CAPTION_SESSION, False, """Cuarto trimestre 2024
El Comité de Obras celebró dos sesiones: la novena sesión, el 16 de octubre; la décima se \
celebró el 4 de diciembre.
Imagen 1. Décima sesión del Comité de Obras"""),
    (Code.PLAN_NAMES, True, """Ayuntamiento. Primer trimestre 2025
Se informan los avances del Plan Municipal de Movilidad Segura 2024-2027.
Tres de las acciones del Plan Municipal de Movilidad Sustentable 2024-2027 arrancaron en \
marzo."""),
    (Code.PLAN_NAMES, False, """Ayuntamiento. Primer trimestre 2025
Se informan los avances del Plan Municipal de Movilidad Segura 2024-2027.
Tres de las acciones se comparten con el Programa Municipal de Vivienda Digna 2024-2027."""),
    (Code.PLAN_NAMES, False, """Se informa el avance del Programa Anual de Capacitación 2025 y \
el avance del Programa Anual de Auditoría 2025.
Las metas del Programa Anual de Capacitación 2025 se cumplieron; las metas del Programa Anual de \
Auditoría 2025 van a la mitad."""),
    (Code.BLANK_LEFT, True, """Instituto de Artesanías. T2 2025
Acción 1. Ferias. Programado: 2. Logro: 2 ferias con XXX expositores.
Acción 2. Cursos. Programado: 1. Logro: 1 curso con 20 alumnos."""),
    (Code.BLANK_LEFT, False, """Instituto de Artesanías. T2 2025
Acción 1. Ferias. Programado: 2. Logro: 2 ferias, entre ellas la XXX Feria de la Plata.
Acción 2. Cursos. Programado: 1. Logro: 1 curso con 20 alumnos."""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "found", "text"), TEXTS)
def test_a_text_is_told_of_its_error_and_of_no_other(code, found, text):
    codes = {each.finding.code for each in reading_of(TEXT, text.encode()).findings}
    assert (code in codes) is found


SHOWN = "Dos secciones: el directorio de enlaces (Imagen 1) y el formulario de queja (Imagen 2)."


def copies(text, one, other):
    linea = written_linea(text, f"Imagen 1. {one}", f"Imagen 2. {other}")
    return [each.finding.code for each in caption_copies(written_informe(linea))]


def test_a_caption_copied_to_the_picture_of_another_thing_is_found():
    own = "Vista del directorio de enlaces en el portal."
    assert copies(SHOWN, own, own) == [Code.CAPTION_TWICE]
    assert copies(SHOWN, own, "Vista del formulario de queja en el portal.") == []
    assert copies("Dos secciones nuevas (Imagen 1 e Imagen 2).", own, own) == []
    both = "Vista general de la página de inicio."
    assert copies(SHOWN, both, both) == []
