"""Shapes of other authors: metas in brackets, commas behind numbers, components, chronicles."""

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

COVER = "Informe del segundo trimestre de 2025\nUnidad de Turismo\n\n"


def written_of(text):
    return read_blocks(blocks_of_text(f"{COVER}{text}")).written


def told(written):
    return [
        (each.number, each.title, each.meta, each.closing and each.closing.text)
        for each in written.lineas
    ]


def test_a_meta_in_brackets_may_stand_before_its_narrative():
    assert told(
        written_of(
            "Compromiso 1 - Señalizar rutas (meta: 8 rutas). Se señalizaron dos rutas. 25%.\n"
            "Compromiso 2 - Editar mapas (meta: 2 mapas). Sin avance en el trimestre.\n"
        )
    ) == [
        ("1", "Señalizar rutas", "8 rutas", "25%."),
        ("2", "Editar mapas", "2 mapas", "Sin avance en el trimestre."),
    ]


def test_a_comma_may_stand_between_a_number_and_its_title():
    assert told(
        written_of(
            "Acción 1, brigadas informativas. Comprometido en el año: 8 brigadas. Hubo dos. "
            "Avance: 25 por ciento.\n\n"
            "Acción 2, buzones. Comprometido en el año: 5 buzones. Se instaló uno. "
            "Avance: 20 por ciento.\n"
        )
    ) == [
        ("1", "brigadas informativas", "8 brigadas.", "Avance: 25 por ciento."),
        ("2", "buzones", "5 buzones.", "Avance: 20 por ciento."),
    ]


def test_components_that_tell_at_once_are_lineas():
    assert [
        each[:2]
        for each in told(
            written_of(
                "Componente A: Esterilización\nSe esterilizaron 120 perros.\n\n"
                "Componente B: Adopciones\nSe entregaron en adopción 35 animales.\n"
            )
        )
    ] == [("A", "Esterilización"), ("B", "Adopciones")]


def test_components_above_a_table_of_lineas_are_none():
    table = (
        "Actividad | Meta | Realizado | %\nForos | 4 foros | 1 foro | 25%\nGuías | 8 | 2 | 25%\n"
    )
    written = written_of(f"Componente A: Diálogo\n{table}\nComponente B: Difusión\n{table}")
    assert not {"A", "B"} & {each.number for each in written.lineas}


def test_the_months_of_a_chronicle_are_headings_and_no_cover():
    written = written_of("ABRIL\nSe pidió el listado.\n\nMAYO\nSe citó al tesorero.\n")
    assert [each.heading for each in written.sections] == ["ABRIL", "MAYO"]
    assert "ABRIL" not in written.cover


def test_the_heads_of_a_table_may_be_cut_short():
    (linea,) = written_of(
        "Clave\tMeta\tUnidad\tProg. anual\tProg. trim.\tReal. trim.\n"
        "DIF-01\tEntregar despensas\tdespensa\t1,200\t300\t280\n"
    ).lineas
    assert (linea.title, linea.meta, linea.reported) == (
        "Entregar despensas",
        "1,200 despensa",
        (280,),
    )
