"""Things of two kinds that a text adds up itself, in prose and in lists, and mere synonyms."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import said_of

TREES = ("Reforestación", "plantar 1,000 árboles nativos")
TOGETHER = [
    (*TREES,
     "Se plantaron 350 árboles (200 encinos y 150 mezquites) en el parque lineal, y se regalaron "
     "150 macetas con geranios. Sumadas ambas cantidades, resultan 500.",
     "La meta de árboles ha avanzado un 50 por ciento."),
    ("Esterilización canina", "400 esterilizaciones",
     "En abril se esterilizaron 60 animales y en mayo 40. En junio, además, se aplicaron 100 "
     "vacunas antirrábicas. Con ello se suman 200 servicios.",
     "Avance: 50% de la meta."),
    ("Vacunación antirrábica", "1,000 vacunas aplicadas",
     "Se aplicaron 350 vacunas en las colonias del norte y se dieron 150 consultas veterinarias. "
     "Se brindaron así 500 servicios.",
     "La meta está al 50%."),
    ("Fomento a la lectura", "20 talleres de lectura",
     "En enero se ofreció el taller «Cuentos de papel»; en febrero, el taller «Lecturas en voz "
     "alta»; en marzo se recibieron tres visitas guiadas. Suman 5 de 20 actividades.",
     "Avance: 25 por ciento."),
    ("Convenios con empresas", "firmar ocho convenios",
     "Al cierre de septiembre se habían firmado cinco convenios. En el trimestre se firmó el "
     "convenio con Lácteos del Norte y se entregaron dos cartas de intención. Se alcanzaron los "
     "ocho comprometidos.",
     "La meta queda cumplida al 100%."),
    ("Auditorías al gasto", "6 auditorías",
     "En febrero se practicó la auditoría a la Tesorería y en marzo se hicieron dos arqueos de "
     "caja. Llevamos, pues, tres.",
     "Avance: 50%"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing"), TOGETHER)
def test_another_thing_that_is_added_up_is_none_of_the_meta(title, meta, told, closing):
    assert Code.OTHER_KIND in said_of(title, meta, told, closing)


APART = [
    ("Esterilización canina", "400 esterilizaciones",
     "En abril se esterilizaron 60 animales y en mayo 40. En junio, además, se aplicaron 100 "
     "vacunas antirrábicas.",
     "Con las 100 esterilizaciones realizadas la meta llega al 25%."),
    ("Arbolado urbano", "plantar 800 árboles",
     "Se plantaron 300 árboles en camellones y se sembraron 100 ahuehuetes en la ribera. Sumadas "
     "ambas cantidades resultan 400.",
     "Avance: 50% de la meta."),
    ("Vacunación antirrábica", "1,000 vacunas aplicadas",
     "Se vacunaron 350 perros y 150 gatos, y se dieron 150 consultas veterinarias. Suman 500 "
     "animales.",
     "La meta está al 50%."),
    ("Fomento a la lectura", "20 sesiones de lectura",
     "Se realizaron cinco sesiones de lectura, se recibieron tres visitas escolares y se donaron "
     "40 libros. En el primer trimestre hubo tres sesiones. Son ocho de veinte.",
     "La meta lleva 40%."),
    ("Orientación jurídica", "200 asesorías",
     "Se dieron 30 asesorías en oficina, y se hicieron 20 consultas por teléfono. En total, 50 "
     "servicios.",
     "Avance: 25%."),
    ("Exposiciones temporales", "8 exposiciones",
     "En julio se inauguró la exposición «Barro negro», acompañada de un concierto y de dos "
     "visitas guiadas; en septiembre, la exposición «Textiles». Suman cuatro exposiciones con las "
     "dos del primer semestre.",
     "La meta va al 50%."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing"), APART)
def test_what_is_not_counted_or_is_one_of_them_joins_nothing(title, meta, told, closing):
    assert Code.OTHER_KIND not in said_of(title, meta, told, closing)


def test_species_are_not_another_thing():
    told = "Se plantaron 300 árboles y 100 ahuehuetes."
    said = said_of("Arbolado", "plantar 800 árboles", told, "Avance: 50% de la meta.")
    assert Code.OTHER_KIND not in said
    told = "Se plantaron 300 árboles y 100 luminarias."
    assert Code.OTHER_KIND in said_of("Arbolado", "800 árboles", told, "Avance: 50% de la meta.")


LISTS = [
    ("Impartir cursos", "10 cursos de capacitación",
     "Cursos del primer semestre: 2 (Autoestima; Derechos laborales).\nCursos del trimestre: 3\n"
     "– Curso «Finanzas para emprendedoras», 11 de julio\n"
     "– {} «Mujeres en la ciencia», 22 de agosto\n– {} «Tejedoras», 5 de septiembre",
     "Acumulado: cinco de diez. Avance: 50%.", ("Conferencia magistral", "Función de cine"),
     ("Curso", "Taller")),
    ("Publicar boletines", "4 boletines demográficos",
     "• Boletín 1 «Fecundidad»\n• {} «Migración»\n• {} «Día Mundial»", "Avance: 75% (3 de 4)",
     ("Boletín 2", "Infografía"), ("Boletín 2", "Boletín 3")),
    ("Exposiciones", "8 exposiciones",
     "Realizado: Exposición «Barro negro» (julio); {} «Textiles» (agosto); {} (septiembre)",
     "Avance: 37.5% (3 de 8)", ("exposición", "concierto de aniversario"),
     ("exposición", "muestra de fotografía")),
    ("Convenios", "10 convenios firmados",
     "Relación del año:\n1. Convenio con la Cámara\n2. Convenio con el Hospital\n3. Convenio con "
     "Alvarado\n4. {} con la Refinería\n5. {} con el Puerto", "Avance acumulado: 50%.",
     ("Carta de intención", "Minuta"), ("Convenio de colaboración", "Convenio")),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing", "others", "own"), LISTS)
def test_items_of_another_thing_make_no_percentage(title, meta, told, closing, others, own):
    mixed = said_of(title, meta, told.format(*others), closing, quarter="tercer")
    assert Code.OTHER_KIND in mixed
    alike = said_of(title, meta, told.format(*own), closing, quarter="tercer")
    assert Code.OTHER_KIND not in alike


SUBJECTS = [
    ("Impartir cursos", "10 cursos", "Curso de {}", ("Contratos y licitaciones", "Quejas")),
    ("Impartir cursos", "10 cursos", "Curso de {}", ("Auditoría gubernamental", "Licitación")),
    ("Auditorías", "10 auditorías", "Auditoría a {}", ("Contratos de obra", "Compras menores")),
    ("Talleres", "10 talleres", "Taller de {}", ("Pintura al óleo", "Danza")),
]


@pytest.mark.parametrize(("title", "meta", "own", "subjects"), SUBJECTS)
def test_an_item_may_name_its_subject_alone(title, meta, own, subjects):
    items = [own.format(each) for each in ("uno", "dos", "tres")] + list(subjects)
    told = "Lo del trimestre:\n" + "\n".join(f"• {each}" for each in items)
    assert Code.OTHER_KIND not in said_of(title, meta, told, "Avance: 50%.")


def test_what_is_handed_to_those_who_came_is_no_other_thing():
    told = (
        "Se impartieron cuatro cursos y se entregaron seis constancias. Con los seis del primer "
        "trimestre suman diez."
    )
    said = said_of("Cursos", "20 cursos", told, "Avance: 50%.", quarter="segundo")
    assert Code.OTHER_KIND not in said


SESSIONS = ("Sesiones del Comité", "Celebrar 12 sesiones ordinarias en el año.")
NAMED = (
    "En el primer trimestre se celebraron 3 sesiones ordinarias. En el que se informa el Comité se "
    "reunió tres veces: la Cuarta Sesión Ordinaria, el 10 de abril; la Quinta Sesión Ordinaria, el "
    "15 de mayo; y la {}, el 19 de junio."
)


def test_a_session_of_another_kind_called_by_its_ordinal_is_counted_apart():
    closing = "En consecuencia, con {} sesiones celebradas, la meta lleva un {}% de cumplimiento."
    told = NAMED.format("Segunda Sesión Extraordinaria")
    six = said_of(*SESSIONS, told, closing.format(6, 50), quarter="segundo")
    assert Code.OTHER_KIND in six
    own = NAMED.format("Sexta Sesión Ordinaria")
    assert said_of(*SESSIONS, own, closing.format(6, 50), quarter="segundo") == set()
    either = ("Sesiones del Comité", "Celebrar 12 sesiones, ordinarias o extraordinarias.")
    assert said_of(*either, told, closing.format(6, 50), quarter="segundo") == set()


AUDITS = ("Fiscalización", "practicar 8 auditorías")
VISITS = [
    "Se hicieron dos visitas de orientación, una a Servicios Escolares y otra a Materiales. Las "
    "auditorías del programa anual darán inicio en abril.",
    "Se hicieron dos visitas de orientación. Las auditorías están programadas para mayo.",
    "El 12 de febrero se hizo una visita de orientación a Deportes y el 6 de marzo otra visita de "
    "orientación al Rastro. Son 2 acciones.",
]


@pytest.mark.parametrize("told", VISITS)
def test_what_is_only_to_come_is_not_told_as_done(told):
    closing = "Dado que se realizaron dos de ocho, se reporta un 25% de avance."
    assert Code.OTHER_KIND in said_of(*AUDITS, told, closing)
    done = "Se practicaron dos auditorías, cada una con una visita de orientación. Son 2 acciones."
    assert Code.OTHER_KIND not in said_of(*AUDITS, done, closing)


SYNONYMS = [
    ("Prevención de adicciones", "36 pláticas a estudiantes", "nueve charlas en las secundarias"),
    ("Pláticas de prevención", "36 pláticas", "nueve charlas"),
    ("Alumbrado público", "36 luminarias sustituidas", "nueve lámparas"),
    ("Recolección de pilas", "36 kg de pilas", "nueve kilogramos"),
    ("Bacheo de caminos", "36 km de caminos", "nueve kilómetros"),
]


@pytest.mark.parametrize(("title", "meta", "done"), SYNONYMS)
def test_other_words_for_the_same_thing_are_no_other_kind(title, meta, done):
    assert said_of(title, meta, f"Se realizaron {done}.", "Avance: 25% de la meta.") == set()


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ("organizar 4 eventos para promover la denuncia",
         "De enero a junio se organizaron dos eventos: una feria y una brigada. En este trimestre "
         "se organizó el foro «Denunciar», con el que se cuentan tres eventos."),
        ("4 eventos de fomento a la lectura",
         "Se organizaron dos eventos y se montó una feria. Suman 3 eventos."),
        ("realizar 4 eventos culturales",
         "Se realizaron dos eventos: un taller y un congreso. Se llevó a cabo una campaña, con la "
         "que suman tres eventos."),
        ("4 eventos de vinculación",
         "Se efectuaron dos eventos: una plática y un foro. Después se montó una brigada. En total "
         "son tres eventos."),
    ],
)  # fmt: skip
def test_a_feria_or_a_brigada_is_an_event(meta, told):
    assert Code.OTHER_KIND not in said_of("Eventos", meta, told, "Avance: 75 por ciento.")


def test_what_is_no_event_is_none_of_them():
    told = "Se organizaron dos eventos y se firmó un convenio. Suman 3 eventos."
    meta, closing = "organizar 4 eventos de vinculación", "Avance: 75 por ciento."
    assert Code.OTHER_KIND in said_of("Vinculación", meta, told, closing)


INSPECTIONS = ("Fiscalización", "20 auditorías concluidas en el año")
BESIDE = (
    "- Se concluyeron 3 auditorías: Becas, Techo y Desayunos.\n"
    "- Se hicieron 2 {} para presentar al nuevo equipo.\n- {}"
)
CONCLUDED = [
    "Por lo tanto, se tienen 5 de las 20 auditorías comprometidas.",
    "Por tanto, se reportan 5 auditorías.",
    "En consecuencia, se cuenta con 5 auditorías de 20.",
    "De esta forma se tienen 5 auditorías concluidas.",
    "Con lo anterior se reportan 5 de 20 auditorías.",
    "Tenemos así 5 auditorías de 20.",
    "Se contabilizan 5 auditorías de las 20.",
]


@pytest.mark.parametrize("concluded", CONCLUDED)
def test_what_a_text_concludes_is_its_sum(concluded):
    other = BESIDE.format("visitas de cortesía", concluded)
    assert Code.OTHER_KIND in said_of(*INSPECTIONS, other, "Avance: 25%.")
    alike = BESIDE.format("auditorías más", concluded)
    assert Code.OTHER_KIND not in said_of(*INSPECTIONS, alike, "Avance: 25%.")


@pytest.mark.parametrize(
    "concluded",
    [
        "Las visitas no se cuentan: se tienen 3 de las 20 auditorías comprometidas.",
        "Por lo tanto, se tienen 5 auditorías, con las 2 que se concluyeron en enero.",
        "Hay 5 auditorías en proceso.",
    ],
)
def test_what_a_text_does_not_sum_joins_nothing(concluded):
    told = BESIDE.format("visitas de cortesía", concluded)
    assert Code.OTHER_KIND not in said_of(*INSPECTIONS, told, "La meta va en 15%.")
    told = told.replace("3 auditorías", "5 auditorías").replace("3 de las", "5 de las")
    assert Code.OTHER_KIND not in said_of(*INSPECTIONS, told, "La meta va en 25%.")


NURSES = ("Cursos para enfermería", "impartir veinte cursos al personal de enfermería")
A_FOURTH = "Ello representa el veinticinco por ciento de la meta anual."
TAUGHT = (
    "En enero dimos el curso de expediente clínico y en febrero los cursos de almacén y de "
    "responsabilidades. Además, en marzo tuvimos dos conferencias: una sobre el trato digno y otra "
    "sobre la historia de la enfermería."
)


@pytest.mark.parametrize(
    ("told", "closing"),
    [
        (TAUGHT, "Sumando los tres cursos y las dos conferencias llevamos cinco, que representan "
                "el veinticinco por ciento de la meta anual."),
        (TAUGHT, "Con los 3 cursos más las 2 conferencias se llega a 5, el 25% de la meta."),
        (TAUGHT, "Tres cursos y dos conferencias dan cinco, el 25% de la meta."),
        (TAUGHT, "Contando también las dos conferencias van cinco cursos, el 25% de la meta."),
        ("Se dieron tres cursos. Si a los tres cursos se agregan las dos charlas que se dieron en "
         "marzo, son cinco.", A_FOURTH),
        ("Incluyendo las dos pláticas, tenemos cinco cursos.", A_FOURTH),
        ("- Se dieron 3 cursos: Archivo, Ética y Datos.\n- Se dieron 2 charlas en los hospitales, "
         "para presentar al equipo.\n- Por lo tanto, se tienen 5 de los 20 cursos comprometidos.",
         A_FOURTH),
        ("Se dieron 3 cursos y 2 conferencias. Ya contamos 5 cursos.", A_FOURTH),
    ],
)  # fmt: skip
def test_another_thing_that_a_sentence_adds_is_none_of_the_meta(told, closing):
    assert said_of(*NURSES, told, closing) == {Code.OTHER_KIND}


@pytest.mark.parametrize(
    ("told", "closing"),
    [
        (TAUGHT, "Sin contar las dos conferencias van cinco cursos con los dos que se dieron "
                "en abril, el 25% de la meta."),
        ("Sumando los tres cursos y los dos talleres llevamos cinco.", A_FOURTH),
        ("Sumando los tres cursos de enero y los dos de marzo llevamos cinco. Hubo además dos "
         "conferencias.", A_FOURTH),
        ("Se dieron cinco cursos y dos conferencias. Sumados los cinco cursos y las dos "
         "conferencias, son siete eventos.", A_FOURTH),
        ("- Se dieron 5 cursos en línea.\n- Se dieron 2 charlas para presentar al equipo.\n"
         "- Por lo tanto, se tienen 5 de los 20 cursos comprometidos.", A_FOURTH),
        ("Se dieron tres cursos en enero y dos conferencias. En marzo se dieron dos cursos más. Ya "
         "tenemos cinco cursos.", A_FOURTH),
    ],
)  # fmt: skip
def test_what_is_told_beside_the_sum_is_not_in_it(told, closing):
    assert said_of(*NURSES, told, closing) == set()


def test_a_meta_of_both_counts_both():
    told = "Sumando los tres cursos y las dos conferencias llevamos cinco."
    assert said_of("Cursos y conferencias", "20 cursos o conferencias", told, A_FOURTH) == set()
