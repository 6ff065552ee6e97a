"""Tables and sentences of offices whose rows, kinds and turns are told in plain words."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.written import PassageKind

HEAD = "Instituto de Prueba\nUnidad de Programas\n{quarter} trimestre de 2025\n\n"


def codes_of(told, quarter="Segundo"):
    """Return the codes of what is said of a paste of one quarter."""
    text = HEAD.format(quarter=quarter) + told
    return [each.finding.code for each in reading_of(TEXT, text.encode()).findings]


@pytest.mark.parametrize(("share", "wrong"), [("ochenta", False), ("noventa", True)])
def test_a_row_of_the_quarter_and_one_of_the_year_are_not_added(share, wrong):
    told = (
        "Línea 1. Inspección de establecimientos\n"
        "Meta: sesenta inspecciones durante el año, quince en cada trimestre.\n\n"
        "Concepto | Programado | Realizado\nInspecciones del trimestre | 15 | 12\n"
        "Inspecciones del año | 60 | 12\n\n"
        f"Se llegó al {share} por ciento de lo que tocaba en el trimestre, que equivale al veinte "
        "por ciento de lo anual.\n"
    )
    assert codes_of(told, "Primer") == ([Code.WRITTEN_PERCENT] if wrong else [])


@pytest.mark.parametrize(("share", "wrong"), [("50", False), ("70", True)])
def test_verificaciones_are_the_visitas_de_verificacion_of_a_meta(share, wrong):
    told = (
        "Línea 6. Visitas de verificación\nMeta: noventa visitas de verificación en el año.\n"
        "El primer trimestre cerró con veinte visitas de verificación. En el segundo se efectuaron "
        f"otras veinticinco verificaciones. La suma es de cuarenta y cinco verificaciones.\n"
        f"Avance del {share}% de la meta.\n"
    )
    assert codes_of(told) == ([Code.WRITTEN_PERCENT] if wrong else [])


@pytest.mark.parametrize("other", ["Conferencias de literatura", "Visitas de orientación"])
def test_a_table_that_sums_another_thing_for_the_meta_is_doubted(other):
    table = (
        "Línea 2. Cursos de lengua\nMeta: diez cursos de lengua en el año.\n\n"
        f"Realizado | Cantidad\nCursos de lengua | {{}}\n{other} | {{}}\nTotal | 5\n\n"
        "Con cinco de diez, la meta se halla al cincuenta por ciento.\n"
    )
    assert Code.OTHER_KIND in codes_of(table.format(3, 2))
    wider = table.format(3, 2).replace("Realizado | Cantidad", "Concepto | Ene-mar | Suma")
    rows = wider.replace("| 3\n", "| 1 | 3\n").replace("| 2\n", "| 1 | 2\n")
    assert Code.OTHER_KIND in codes_of(rows.replace("| 5\n", "| 2 | 5\n"))
    own = table.format(3, 2).replace(other, "Cursos de lengua para docentes")
    assert codes_of(own) == []


def test_two_lineas_of_a_table_headed_by_objetivo_may_count_one_event():
    table = (
        "Objetivo | Meta anual | Qué se hizo de abril a junio | Avance anual\n"
        '1. Eventos de difusión | 2 eventos | Un evento: foro "Voces contra el acoso", 11 de mayo '
        "de 2025 | 50 por ciento\n"
        '2. Eventos con estudiantes | 4 eventos | Un evento: foro "{}", {} de 2025 | 25 por '
        "ciento\n3. Protocolos revisados | 2 protocolos | Se revisó un protocolo | 50 por ciento\n"
    )
    assert codes_of(table.format("Voces contra el acoso", "11 de mayo")) == [Code.COURSE_TWICE]
    assert codes_of(table.format("Ciencia abierta", "20 de junio")) == []


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [(("primer", "tercer"), True), (("primer", "segundo", "tercer"), False)],
)
def test_a_row_for_each_quarter_shows_the_one_that_is_left_out(rows, wrong):
    days = {"primer": "27 de marzo", "segundo": "26 de junio", "tercer": "25 de septiembre"}
    table = "".join(f"Boletín del {row} trimestre | {days[row]} de 2025\n" for row in rows)
    share = {2: "cincuenta", 3: "setenta y cinco"}[len(rows)]
    told = (
        "Compromiso 2. Boletín estadístico trimestral\nMeta: publicar un boletín por trimestre, "
        f"cuatro en el año.\n\nBoletín publicado | Fecha de publicación\n{table}\n"
        f"Se llevan publicados {len(rows)} de cuatro, {share} por ciento de la meta.\n"
    )
    assert codes_of(told, "Tercer") == ([Code.DUTY_GAP] if wrong else [])


@pytest.mark.parametrize(("told", "wrong"), [("el del quinto mes, el 30 de mayo, y ", False),
                                             ("", True)])  # fmt: skip
def test_a_month_may_be_told_by_its_ordinal(told, wrong):
    linea = (
        "Actividad 1. Cortes mensuales de ingresos\nMeta: entregar un corte de ingresos por mes, "
        "doce en el año.\nSe entregaron los cortes de enero, febrero y marzo. El corte de abril se "
        f"entregó el 30 de ese mes; {told}el corte de junio, el día 27.\n"
        "Avance de la meta: cincuenta por ciento.\n"
    )
    assert (Code.DUTY_GAP in codes_of(linea)) is wrong


@pytest.mark.parametrize("rest", ["las restantes {} en persona", "las {} restantes en persona"])
def test_the_rest_closes_a_sum(rest):
    told = (
        "Objetivo 3. Denuncias\nMeta: atender el cien por ciento de las denuncias que se reciban.\n"
        "Se recibieron y atendieron veintiocho denuncias, de las cuales doce llegaron por buzón, "
        f"nueve por correo y {rest}.\nEl cumplimiento es del cien por ciento.\n"
    )
    assert codes_of(told.format("siete")) == []
    assert codes_of(told.format("cinco")) == [Code.SUM]


def test_what_is_accumulated_is_told_beside_the_quarter():
    told = (
        "| Actividad | Meta anual | Avance del trimestre | Acumulado | % |\n"
        "| Educación ambiental | 20 pláticas | 5 charlas | 15 | 75% |\n"
        "| Recolección de pilas | 100 kg | 25 kilogramos | 75 kilogramos | 75% |\n"
    )
    assert codes_of(told, "Tercer") == []
    assert codes_of(told.replace("| 15 |", "| |"), "Tercer") == [Code.WRITTEN_PERCENT]


@pytest.mark.parametrize(
    "told",
    [
        "Las 900 personas capacitadas a la fecha nos sitúan en {} por ciento de la meta anual.",
        "Las 900 personas acumuladas representan el {}% de la meta.",
        "Las 900 personas formadas en lo que va del año equivalen al {}% de la meta.",
        "Con las 900 personas atendidas hasta ahora se llega al {}% de la meta.",
        "Las 900 personas capacitadas hasta la fecha son el {}% de la meta anual.",
    ],
)
@pytest.mark.parametrize(("share", "wrong"), [("75", False), ("80", True)])
def test_what_is_summed_up_behind_its_number_lacks_no_quarter(told, share, wrong):
    text = f"Línea 2. Formación\nMeta: capacitar a 1,200 personas al año\n{told.format(share)}\n"
    assert codes_of(text, "Tercer") == ([Code.WRITTEN_PERCENT] if wrong else [])


def test_what_earlier_months_summed_up_may_lack_those_of_the_quarter():
    told = "Línea 2. Visitas\nMeta: 40 visitas al año\nEn el trimestre se hicieron visitas. {}\n"
    for said in (
        "Las 22 visitas acumuladas a junio ya eran más de la mitad. La meta va en 75%.",
        "Con las 22 visitas hechas hasta junio y las nuevas la meta va en 75%.",
    ):
        assert codes_of(told.format(said), "Tercer") == []


CARD = (
    "Compromiso 2 | Formación\n{label} | Capacitar a 1,200 personas servidoras públicas\n"
    "{head} | Personas capacitadas\n{rows}\n\n"
    "Comentario del área: las 900 personas capacitadas a la fecha nos sitúan en {share}% de la "
    "meta anual.\n"
)


@pytest.mark.parametrize("label", ["Meta", "Qué se prometió para el año"])
@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (
            "Periodo",
            "Enero-marzo | 310\nAbril-junio | 265\nJulio-septiembre | 325\nAcumulado | 900",
        ),
        ("Trimestre", "Primer trimestre | 310\nSegundo trimestre | 265\nTercer trimestre | 325"),
        ("Mes", "Julio | 410\nAgosto | 165\nSeptiembre | 325\nSuma | 900"),
    ],
)
def test_a_card_with_a_table_of_its_turns_is_both(label, head, rows):
    def text(share):
        return CARD.format(label=label, head=head, rows=rows, share=share)

    reading = reading_of(TEXT, (HEAD.format(quarter="Tercer") + text(75)).encode())
    (linea,) = reading.written.lineas
    assert (linea.number, linea.title) == ("2", "Formación")
    (table,) = linea.of_kind(PassageKind.TABLE)
    assert table.rows[0] == (head, "Personas capacitadas")
    assert codes_of(text(75), "Tercer") == []
    assert codes_of(text(80), "Tercer") == [Code.WRITTEN_PERCENT]


def test_the_labels_of_a_card_with_figures_are_no_turns():
    told = (
        "Compromiso 2 | Visitas\nMeta | 12 visitas\nResponsable | Ana\nProgramado | 3\nLogrado | 3"
    )
    reading = reading_of(TEXT, (HEAD.format(quarter="Primer") + told).encode())
    (linea,) = reading.written.lineas
    assert (linea.title, list(linea.of_kind(PassageKind.TABLE))) == ("Visitas", [])
