"""Title and meta that speak of different things, and kinds that the meta does not name."""

from dataclasses import replace

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.kinds import other_kind
from programs.values.checks.informe.mixed import mixed_in, under_way
from programs.values.checks.informe.other_things import begun_counted, other_thing
from programs.values.checks.informe.title_meta import title_meta
from programs.values.wording.metas import amounts_of

from .written_cases import FIRST, written_linea

SAID = "Del 100% de la meta programada, se tiene un avance del 25%."


def codes(title, text, meta, closing=SAID):
    linea = replace(
        written_linea(text, title=title, meta=meta, closing=closing), amounts=amounts_of(meta)
    )
    found = [*title_meta(linea, FIRST), *other_kind(linea, FIRST)]
    assert all(each.severity is Severity.DOUBT for each in found)
    return [each.code for each in found]


OTHER_THINGS = [
    ("Comité de Transparencia: coordinar sus sesiones.",
     "Llevó a cabo tres sesiones ordinarias e igual número de sesiones extraordinarias.",
     "4 mecanismos de avisos de privacidad, evaluaciones de impacto y/o documento de seguridad"),
    ("Comité de Ética: celebrar las sesiones del Comité.",
     "El Comité de Ética celebró dos sesiones ordinarias y una extraordinaria.",
     "12 campañas de difusión"),
    ("Atención a solicitudes de acceso.", "Se atendieron 14 solicitudes de acceso.",
     "4 dictámenes"),
    ("Impartir talleres de contraloría social.", "Fueron impartidos cinco talleres.",
     "8 convenios de colaboración"),
    ("Firma de convenios de colaboración con universidades", "Se recargaron dos extintores.",
     "8 extintores recargados"),
    ("Firma de convenios de colaboración con universidades",
     "Se efectuó una inspección al almacén central.", "3 inspecciones a almacenes"),
    ("Promoción turística de la región Selva", "Se expidieron 20 actas de nacimiento.",
     "80 actas de nacimiento"),
    ("Combate a incendios forestales", "Se entregaron 100 certificados de estudios.",
     "400 certificados de estudios"),
    ("MANTENIMIENTO DE PATRULLAS", "Se aplicaron 45 exámenes psicométricos.",
     "45 EXAMENES PSICOMETRICOS APLICADOS A ASPIRANTES"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "meta"), OTHER_THINGS)
def test_a_meta_of_which_nobody_speaks_is_questioned(title, text, meta):
    assert codes(title, text, meta) == [Code.TITLE_META]


OTHER_KINDS = [
    ("Sesiones del Consejo.", "Se llevó a cabo la Tercera Sesión Extraordinaria del Consejo.",
     "6 sesiones ordinarias", "Se alcanzó el 17% de la meta."),
    ("Capacitación.", "Se impartieron cuatro cursos presenciales.", "16 cursos virtuales", SAID),
    ("Mantenimiento.", "Se realizaron 12 mantenimientos correctivos.",
     "48 mantenimientos preventivos", SAID),
    ("Sesiones", "Se celebraron dos sesiones ordinarias y una extraordinaria.",
     "12 sesiones ordinarias", SAID),
    ("Capacitar a mujeres.", "Se capacitó a 30 hombres del sector agrícola.", "120 mujeres",
     SAID),
]  # fmt: skip


OTHER_KINDS += [
    ("Resoluciones", "Se dictaron 30 sentencias interlocutorias.", "60 sentencias definitivas",
     "Avance: 50%"),
    ("Cabildo", "El cabildo sesionó de manera extraordinaria en seis ocasiones.",
     "24 sesiones ordinarias de cabildo", SAID),
    ("Reportes", "Se presentaron 3 informes trimestrales.", "12 informes mensuales", SAID),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "meta", "closing"), OTHER_KINDS)
def test_a_kind_that_the_meta_does_not_name_is_told(title, text, meta, closing):
    assert codes(title, text, meta, closing) == [Code.OTHER_KIND]


RIGHT = [
    ("Soporte técnico a las áreas.", "Se dio mantenimiento a 39 equipos.", "156 mantenimientos"),
    ("Proveer de recursos.", "Se entregaron 15 paquetes de papelería.", "12 solicitudes"),
    ("Comité de Ética.", "Se celebraron 3 sesiones ordinarias.", "12 sesiones"),
    ("Capacitar a servidores públicos.", "Se capacitó a 45 servidores públicos.", "4 cursos"),
    ("Interconexión.", "Se conectaron 12 sujetos obligados.", "48 interconexiones"),
    ("Sesiones.", "Se celebraron tres sesiones ordinarias e igual número de extraordinarias.",
     "12 sesiones ordinarias"),
    ("Sesiones del Comité.", "Se celebró la Segunda Sesión Ordinaria, en la que se aprobó el acta "
     "de la Primera Sesión Extraordinaria.", "4 sesiones ordinarias"),
    ("Elaborar estudios.", "Se elaboraron 2 estudios.", "8 documentos"),
    ("Difundir en medios.", "Se publicaron 25 infografías.", "100 publicaciones"),
    ("Dar seguimiento a recomendaciones.", "Se dio seguimiento a 10 recomendaciones.",
     "4 informes de seguimiento"),
    ("Sistema de quejas.", "Se recibieron 12 quejas ciudadanas.", "4 reportes"),
    ("Organizar foros ciudadanos.", "Se organizó el foro con 120 asistentes.", "4 eventos"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "meta"), RIGHT)
def test_titles_and_metas_that_go_together_are_left_alone(title, text, meta):
    assert codes(title, text, meta) == []


def kinds_of(text, meta, closing=SAID):
    linea = replace(
        written_linea(text, title="Trabajos", meta=meta, closing=closing), amounts=amounts_of(meta)
    )
    checks = (begun_counted, other_thing, mixed_in)
    return [each.code for check in checks for each in check(linea, FIRST)]


OTHERS = [
    ("Se iniciaron 2 obras.", "8 obras concluidas", SAID),
    ("Se encuentran en revisión 3 convenios.", "6 convenios suscritos", "Avance: 50%"),
    ("Se ofreció una plática de dos horas.", "4 diplomados", SAID),
    ("Se hicieron 2 arqueos de caja.", "8 auditorías", SAID),
    ("Fueron 9 inspecciones a pozos de la zona norte, 6 a pozos de la zona sur y 5 visitas a "
     "domicilios por aclaración de recibos.", "20 inspecciones a pozos", "Avance: 100%"),
    ("El Pleno sesionó de manera ordinaria el 11 de julio y el 12 de septiembre, y en forma "
     "extraordinaria el 22 de agosto.", "3 sesiones ordinarias", "Avance: 100%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "closing"), OTHERS)
def test_what_is_only_begun_less_or_mixed_is_told(text, meta, closing):
    assert kinds_of(text, meta, closing) == [Code.OTHER_KIND]


@pytest.mark.parametrize(
    ("text", "meta", "closing"),
    [
        ("Se concluyeron 2 obras y se iniciaron otras 5.", "8 obras concluidas", SAID),
        ("Se recibieron 10 solicitudes, a las que se dio atención.", "40 solicitudes atendidas",
         SAID),
        ("Concluyó un diplomado que se presentó con una plática.", "4 diplomados", SAID),
        ("Se comisionó a dos servidores públicos.", "8 visitas", SAID),
        ("Fueron 9 inspecciones a pozos de la zona norte, 6 a pozos de la zona sur y 5 a pozos de "
         "comités rurales.", "20 inspecciones a pozos", "Avance: 100%"),
    ],
)  # fmt: skip
def test_what_is_finished_or_of_the_meta_is_left_alone(text, meta, closing):
    assert kinds_of(text, meta, closing) == []


@pytest.mark.parametrize(
    ("title", "meta"),
    [
        ("Reclutamiento", "40 exámenes psicométricos a aspirantes"),
        ("Conservación del parque vehicular", "36 servicios preventivos a patrullas"),
        ("Profesionalización policial", "40 exámenes toxicológicos"),
        ("Ciudad limpia", "800 toneladas"),
        ("Prevención de accidentes viales", "12 operativos de alcoholímetro"),
        ("Control de la rabia en perros y gatos", "1,200 dosis"),
    ],
)
def test_works_of_one_field_are_left_alone(title, meta):
    assert codes(title, f"Se hicieron {meta}.", meta) == []


@pytest.mark.parametrize(
    ("title", "meta"),
    [
        ("Grupos de apoyo a familias.", "20 reuniones"),
        ("Círculo de lectura", "12 sesiones"),
        ("Red de madres lactantes", "6 reuniones"),
        ("Club de pacientes con diabetes", "24 reuniones"),
        ("Escuela de apoyo a cuidadoras", "10 talleres"),
    ],
)
def test_people_who_come_together_are_counted_by_their_meetings(title, meta):
    assert Code.TITLE_META not in codes(title, "Realizado: 6.", meta)


def under_way_in(text, meta="5 convenios firmados", closing="Meta cumplida."):
    linea = replace(written_linea(text, meta=meta, closing=closing), amounts=amounts_of(meta))
    return [each.code for each in under_way(linea, FIRST)]


@pytest.mark.parametrize(
    "text",
    [
        "Se cuenta con 5 convenios: dos con municipios, firmados en marzo; uno con el INALI; y dos "
        "con radios, cuyos proyectos se encuentran en revisión de las contrapartes.",
        "Se tienen 5 convenios, de los que dos están pendientes de firma.",
        "Se lograron cinco convenios, aunque uno sigue en proceso de firma.",
        "Hay 5 convenios con universidades, uno de ellos aún por firmarse.",
    ],
)
def test_what_is_under_way_is_not_yet_what_the_meta_counts(text):
    assert under_way_in(text) == [Code.OTHER_KIND]
    assert under_way_in(text, closing="Avance: 60 %") == []
    assert under_way_in(text, meta="5 convenios") == []


@pytest.mark.parametrize(
    "text",
    [
        "Se firmaron 5 convenios. Dos proyectos más se encuentran en revisión.",
        "Se firmaron 5 convenios; otros dos proyectos siguen en revisión y no se cuentan.",
        "Se firmaron 5 convenios, además de uno que está pendiente de firma.",
        "Se firmaron 5 convenios, todos publicados.",
        "Hay 3 convenios, uno en proceso de firma.",
    ],
)
def test_what_is_under_way_besides_is_left_alone(text):
    assert under_way_in(text) == []


def test_a_noun_of_the_root_of_the_title_is_what_it_names():
    title = "Movilidad estudiantil internacional"
    text = "12 estudiantes viajaron en agosto a universidades de Colombia."
    assert codes(title, text, "600 libros adquiridos para el acervo") == [Code.TITLE_META]
    assert codes(title, text, "16 estudiantes de intercambio") == []
