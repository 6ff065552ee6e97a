"""A monthly or quarterly duty, of which the turn between two that are told is told nowhere."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

QUARTER = "Contraloría del Estado\nTercer trimestre de 2025: julio, agosto y septiembre\n\n"
YEAR = "Instituto de Vivienda\nInforme del cuarto trimestre de 2024\n\n"

MONTHLY = [
    "Obligación: el listado de proveedores inhabilitados debe actualizarse mes con mes.\n\nQué se "
    "hizo: la actualización de julio se subió al portal el 31 de julio, con 14 registros. La "
    "actualización de septiembre se subió el 30 de septiembre, con 17 registros.",
    "Línea 3. Arqueo mensual de la caja\nMeta: 12 arqueos\n\nSe hicieron dos arqueos. El primero "
    "fue el 31 de julio y el segundo el 30 de septiembre.\n\nAvance: 66.7% (8 de 12).",
    "El boletín sale una vez al mes.\n\nEn julio se dedicó a la contraloría social. En septiembre "
    "se habló de la declaración patrimonial. Ambos números se mandaron a las dependencias.",
    "Conciliación bancaria (obligación de cada mes)\n\nMes\tFecha en que se firmó\tQuién firmó\n"
    "Julio\t12 de agosto\tTesorera y Contralor\nSeptiembre\t30 de septiembre\tTesorera y "
    "Contralor\n\nMeta: 12 conciliaciones. Con las seis del semestre van 8, que dan 66.7%.",
    "Compromiso: sesión mensual del Comité de Adquisiciones.\n\nSesionó el 10 de julio (acta 7) y "
    "el 11 de septiembre (acta 9).",
    "Línea 4. Respaldo de la base de datos, todos los meses\nMeta: 12 respaldos\n\n- 31 de julio: "
    "respaldo completo, disco 1.\n- 30 de septiembre: respaldo completo, disco 2.\n\nAvance: 8 de "
    "12, 66.7%.",
    "Tenemos que rendir cuentas a la Sindicatura mes tras mes. Rendimos las de julio el 8 de "
    "agosto y las de septiembre el 7 de octubre.",
    "Línea 4. Revisión mensual de extintores\nMeta: 12 revisiones\n\nFolio | Fecha | Resultado\n"
    "R-7 | 14/07/2025 | Sin fallas\nR-9 | 12/09/2025 | Uno vencido\n\nAvance: 8 de 12, 66.7%.",
    "Por reglamento el Consejo se reúne una vez al mes. Se reunió el 3 de julio, con nueve "
    "consejeros, y el 4 de septiembre, con diez.",
]
MONTHLY += [
    "Línea 4. Levantar cada mes el inventario de medicamentos\nMeta: 12 inventarios\n\nMes: julio. "
    "Inventario levantado el día 30.\nMes: septiembre. Inventario levantado el día 28.\n\nAvance: "
    "66.7%",
    # What was done in the next month is of the one before.
    "La carga de la nómina debe hacerse cada mes. Carga de julio: 2 de agosto. Carga de "
    "septiembre: 1 de octubre.",
]
YEARLY = [
    "Sesiones ordinarias del Consejo (una por trimestre)\n\nSesión | Fecha\nPrimera ordinaria | 14 "
    "de marzo de 2024\nSegunda ordinaria | 13 de junio de 2024\nTercera ordinaria | 5 de diciembre "
    "de 2024\n\nMeta: 4 sesiones. Avance: 75%.",
    "Compromiso 8 | Entregar a la Auditoría, una vez por trimestre, el estado del ejercicio.\n\n"
    "Entregas hechas en 2024\nTrimestre | Día de la entrega | Forma\nEnero-marzo | 20 de marzo | "
    "Oficialía\nAbril-junio | 19 de junio | Oficialía\nOctubre-diciembre | 11 de diciembre | "
    "Plataforma\n\nObservaciones del área: la plataforma entró en funciones en noviembre.",
    "Línea 5. Actualización de las fracciones cada tres meses\nMeta: 4 actualizaciones\n\nSe "
    "actualizó en marzo, en junio y en diciembre.\n\nAvance: 75%.",
    "Compromiso: simulacro de evacuación en cada trimestre.\n\nSimulacros del año: 15 de febrero, "
    "16 de mayo y 21 de noviembre.",
    "Cada trimestre debe sesionar la Junta de Gobierno.\n\nPrimera sesión: 21 de marzo.\nSegunda "
    "sesión: 20 de junio.\nTercera sesión: 13 de diciembre.",
    "Línea de acción 8. Mantenimiento de servidores\nMeta: Dar mantenimiento a los servidores de "
    "manera trimestral.\n\nSe dio mantenimiento en el primer trimestre (17 de marzo), en el "
    "segundo trimestre (16 de junio) y en el cuarto trimestre (8 de diciembre).",
]


@pytest.mark.parametrize("text", [*(QUARTER + e for e in MONTHLY), *(YEAR + e for e in YEARLY)])
def test_the_turn_between_two_is_missing(text):
    assert Code.DUTY_GAP in codes_in(text)


ALL_TOLD = [
    "Obligación: el listado debe actualizarse mes con mes en el portal.\n\nLa actualización de "
    "julio se subió el 31 de julio. La actualización de agosto, el 29. La actualización de "
    "septiembre se subió el 30 de septiembre.",
    "Obligación: el listado debe actualizarse mes con mes.\n\nLa actualización de julio se subió "
    "el 31 de julio. La actualización de septiembre se subió el 30 de septiembre. En agosto no "
    "hubo altas ni bajas.",
    "Línea 3. Arqueo mensual de la caja\nMeta: 12 arqueos\n\nSe hicieron tres arqueos. En el del "
    "31 de julio faltaron 20 pesos y en el del 30 de septiembre sobraron 5.\n\nAvance: 75% (9 de "
    "12).",
    "Línea 3. Arqueo mensual de la caja\nMeta: 12 arqueos\n\nEn el arqueo del 31 de julio faltaron "
    "20 pesos y en el del 30 de septiembre sobraron 5.\n\nAvance: 75%.",
    "Informe mensual de actividades\n\nEn julio se visitaron tres planteles y en septiembre dos. "
    "Se dio un taller el 10 de julio y otro el 4 de septiembre.",
    "Línea 6. Visitas a los módulos cada mes\nMeta: 36 visitas\n\nEn julio se visitó Centro y en "
    "septiembre Norte.\n\nAvance: 75% (27 de 36).",
    "Se lleva un registro mensual de consumo. En julio se gastaron 300 litros y en septiembre "
    "280, los dos meses con más comisiones.",
    "El Comité sesiona cada dos meses. Sesionó el 10 de julio y el 11 de septiembre.",
    "La Unidad rinde un parte mensual. En julio hubo 12 incidentes y en septiembre 9; los partes "
    "están en el anexo 3.",
    "Por reglamento el Consejo se reúne una vez al mes. Se reunió el 3 de julio, con nueve "
    "consejeros, el 7 de agosto, con ocho, y el 4 de septiembre, con diez.",
]
ALL_TOLD += [
    "El informe de gasto se manda mes por mes. Los tres del trimestre se mandaron a tiempo; los de "
    "julio y septiembre llevaron anexos.",
    "La Regiduría tiene la obligación de rendir un informe cada mes. Todos se presentaron en "
    "tiempo. El informe de julio fue el más largo y el informe de septiembre el más breve.",
    "Línea 4. Levantar cada mes el inventario\nMeta: 12 inventarios\n\nEn julio y septiembre hubo "
    "faltantes en el inventario. En total se levantaron 3.\n\nAvance: 75%",
    "La caja se arquea cada mes. El arqueo de julio y el de septiembre los practicó la "
    "Sindicatura; el otro, la Contraloría.",
    "Línea 4. Revisión mensual de extintores\nMeta: 12 revisiones\n\nFecha | Incidencia\n"
    "14/07/2025 | Sin presión\n12/09/2025 | Uno vencido\n\nAvance: 75%.",
]
ALL_OF_YEAR = [
    "Compromiso: simulacro de evacuación en cada trimestre.\n\nSimulacros del año: 15 de febrero, "
    "16 de mayo, 19 de septiembre y 21 de noviembre.",
    "Línea 5. Entregar cada trimestre el reporte de inventarios\nMeta: 4 reportes\n\nSe entregaron "
    "los cuatro reportes en 2024. El del primer trimestre, en abril, fue el más largo; el del "
    "segundo y el del cuarto se hicieron en dos tomos.\n\nAvance: 100%.",
    "Cada trimestre debe sesionar la Junta.\n\nEste trimestre sesionó el 13 de diciembre.",
]


@pytest.mark.parametrize(
    "text", [*(QUARTER + e for e in ALL_TOLD), *(YEAR + e for e in ALL_OF_YEAR)]
)
def test_a_turn_that_may_be_told_otherwise_is_not_missing(text):
    assert Code.DUTY_GAP not in codes_in(text)
