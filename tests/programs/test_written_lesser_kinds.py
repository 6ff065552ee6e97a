"""Other things counted toward a meta, as offices write it: lesser ones, and other words for it."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

HEAD = "Instituto Estatal de Pruebas\nDirección de Vinculación\nEnero-marzo de 2025\n\n"
OTHERS = [
    (
        "Línea 1. Formación\n"
        "Meta: 8 talleres de lectura en el año.\n"
        "En el trimestre se ofrecieron dos charlas en la plaza; no hubo talleres por "
        "falta de aula.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Auditorías\n"
        "Meta: 12 auditorías.\n"
        "Se practicaron dos auditorías a nómina y se hizo una visita de inspección al "
        "almacén.\n"
        "Avance de la meta: 25%."
    ),
    (
        "Línea 1. Convenios\n"
        "Meta: suscribir 10 convenios.\n"
        "Se firmó un convenio con la universidad y se enviaron cuatro cartas de "
        "intención a los ayuntamientos.\n"
        "Con ello la meta se encuentra al 50%."
    ),
    (
        "Línea 1. Sesiones del comité\n"
        "Meta: 4 sesiones ordinarias.\n"
        "El 14 de enero se celebró la sesión ordinaria y el 3 de marzo la sesión "
        "extraordinaria.\n"
        "Cumplimiento: 50%."
    ),
    (
        "Línea 1. Capacitación\n"
        "Meta: 10 cursos.\n"
        "- Curso de archivo, 20 de enero\n"
        "- Conferencia sobre ética, 5 de febrero\n"
        "Avance: 20%."
    ),
    (
        "Actividad 2. Auditorías\n"
        "Meta: 10 auditorías.\n"
        "Tabla 1. Auditorías practicadas\n"
        "No.\tActividad\tFecha\n"
        "1\tAuditoría a nómina\t15/01/2025\n"
        "2\tVisita de orientación a caja\t20/02/2025\n"
        "Avance: 20%."
    ),
    (
        "Línea 1. Publicaciones\n"
        "Meta: editar 4 libros.\n"
        "Se imprimió un folleto sobre el agua.\n"
        "La meta avanza 25%."
    ),
    (
        "Línea 1. Vigilancia sanitaria\n"
        "Meta: 40 visitas de verificación.\n"
        "Se hicieron 10 llamadas telefónicas a los establecimientos.\n"
        "La meta se encuentra al 25%."
    ),
    (
        "Línea 1. Sesiones\n"
        "Meta: celebrar 6 sesiones ordinarias del Consejo.\n"
        "Se celebraron dos sesiones ordinarias y una extraordinaria.\n"
        "Con las tres sesiones la meta llega al 50%."
    ),
    (
        "Línea 1. Formación\n"
        "Meta: 8 diplomados.\n"
        "Se impartieron 2 webinars de dos horas.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Actividad 4. Cursos de manejo seguro\n"
        "Meta: Impartir 20 cursos en el año.\n"
        "Se dictaron 5 conferencias en el auditorio. No se programaron cursos en el periodo.\n"
        "Cumplimiento: Se han realizado 5 de 20, lo que equivale al 25% de la meta anual."
    ),
    (
        "1.- Compromiso: firmar ocho convenios de colaboración con municipios.\n"
        "2.- Acciones: se enviaron dos cartas de intención, una a Cerro Pelón y otra a "
        "Laguna Larga.\n"
        "3.- Avance: con estos dos documentos se llega al 25% de los ocho comprometidos."
    ),
    (
        "Este año el Comité habrá de reunirse en cuatro sesiones ordinarias. El 25 de "
        "enero tuvo verificativo la primera sesión ordinaria y el 13 de marzo la primera "
        "sesión extraordinaria. Celebradas así dos de las cuatro sesiones comprometidas, "
        "la tarea anual va por el 50 por ciento."
    ),
    (
        "Meta anual | Primer bimestre | Marzo | Acumulado | Avance\n"
        "8 auditorías de cumplimiento | 3 auditorías | 3: una auditoría a Nómina y dos "
        "visitas de inspección | 6 | 75%\n"
        "20 declaraciones verificadas | 10 declaraciones | 5 declaraciones | 15 | 75%"
    ),
]
ITS_OWN = [
    (
        "Línea 1. Vigilancia\n"
        "Meta: 40 recorridos de vigilancia.\n"
        "Se hicieron 10 rondines nocturnos.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Vigilancia\n"
        "Meta: 40 rondines.\n"
        "Se realizaron 10 recorridos por el perímetro.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Capacitación\n"
        "Meta: 8 cursos.\n"
        "Se dieron dos cursos y, fuera de la meta, tres conferencias.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Auditorías\n"
        "Meta: 8 auditorías.\n"
        "Se practicaron dos auditorías, para lo cual se hicieron 6 visitas.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Convenios\n"
        "Meta: 8 convenios.\n"
        "Se firmaron dos convenios y se enviaron tres cartas de intención, que no se cuentan.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Reforestación\n"
        "Meta: plantar 400 árboles.\n"
        "Se plantaron 100 ejemplares de encino.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Asesorías\n"
        "Meta: 40 asesorías.\n"
        "Se brindaron 10 orientaciones a municipios.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Difusión\n"
        "Meta: 40 publicaciones en redes.\n"
        "Se subieron 10 posts a la cuenta oficial.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Despensas\n"
        "Meta: 400 despensas.\n"
        "Se repartieron 100 paquetes alimentarios.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Sesiones\n"
        "Meta: 4 sesiones ordinarias.\n"
        "Se celebró la primera sesión ordinaria y una extraordinaria.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Talleres\n"
        "Meta: 8 talleres.\n"
        "Se impartieron 2 cursos-taller de lectura.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea 1. Auditorías\n"
        "Meta: 8 auditorías.\n"
        "En el semestre previo se practicaron 4 auditorías. No se programaron auditorías "
        "en este. Se hicieron 2 visitas.\n"
        "La meta sigue en 50%."
    ),
    (
        "Línea 1. Supervisiones\n"
        "Meta: 8 supervisiones.\n"
        "Se realizaron 2 visitas de supervisión.\n"
        "La meta lleva un avance del 25%."
    ),
    (
        "Línea de acción 1 – Fortalecimiento del arbolado\n"
        "Meta anual – Plantar 900 encinos y fresnos\n"
        "Descripción – Se plantaron 130 encinos y 95 fresnos, 225 ejemplares en total.\n"
        "Situación – La meta lleva un 25% de avance."
    ),
    (
        "Meta anual | Primer bimestre | Marzo | Acumulado | Avance\n"
        "8 auditorías de cumplimiento | 3 auditorías | 3: una auditoría a Nómina y dos "
        "auditorías a Caja | 6 | 75%\n"
        "20 declaraciones verificadas | 10 declaraciones | 5 declaraciones | 15 | 75%"
    ),
]


def codes_of(text):
    return [each.finding.code for each in reading_of(TEXT, f"{HEAD}{text}".encode()).findings]


@pytest.mark.parametrize("text", OTHERS)
def test_another_thing_is_not_what_the_meta_counts(text):
    assert set(codes_of(text)) & {Code.OTHER_KIND, Code.WRITTEN_PERCENT}


@pytest.mark.parametrize("text", ITS_OWN)
def test_what_is_not_counted_or_is_the_same_in_other_words_stays_silent(text):
    assert codes_of(text) == []


THREE = "tres cursos, uno de compras, uno de denuncia y uno de faltas administrativas"


def promised_in_prose(told):
    """The codes of an informe whose meta, of ten cursos, and progress stand in one paragraph."""
    text = (
        "Secretaría Ejecutiva de Mar de Fondo\nSegundo trimestre de 2024\n\n"
        "El compromiso anual de la Coordinación es impartir diez cursos de integridad. "
        f"{told} En las sesiones se aplicó una encuesta de satisfacción.\n"
    )
    return [each.finding.code for each in reading_of(TEXT, text.encode()).findings]


CLOSED = "Con estas cinco actividades se atiende la mitad de los cursos comprometidos, el 50 %."


@pytest.mark.parametrize(
    "told",
    [
        f"Al cierre de junio se llevan {THREE}, además de dos conferencias, una dictada en la "
        f"facultad y otra en la casa de la cultura. {CLOSED}",
        f"Al cierre de junio se llevan {THREE}, aparte de dos conferencias. {CLOSED}",
        f"Al cierre de junio se llevan {THREE}, y dos conferencias. {CLOSED}",
        f"Se impartieron {THREE}, seguidos de dos pláticas. {CLOSED}",
        f"Se impartieron tres cursos, así como dos conferencias. {CLOSED}",
        f"Se impartieron tres cursos, además de dos charlas, una por municipio. {CLOSED}",
    ],
)
def test_a_thing_told_besides_those_of_the_meta_is_none_of_them(told):
    assert {*promised_in_prose(told)} == {Code.OTHER_KIND}


@pytest.mark.parametrize(
    "told",
    [
        "Al cierre de junio se llevan cinco cursos, además de dos conferencias. Con ello se "
        "atiende la mitad de los cursos comprometidos, o sea, el 50 por ciento.",
        f"Se impartieron {THREE}, además de dos conferencias. Con los cursos se cubre el 30 por "
        "ciento de los cursos comprometidos.",
    ],
)
def test_what_is_told_besides_and_is_not_counted_is_right(told):
    assert promised_in_prose(told) == []
