"""A reason falls when what its finding compares changes, on either side, and not with a number."""

from datetime import date

import pytest

from programs.values.checks import Code
from programs.values.checks.congruence import hecho_findings
from programs.values.checks.finding import PlacedFinding
from programs.values.checks.informe import findings_of_written
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.written import WrittenSection
from tests.programs.written_cases import FIRST, written_informe, written_linea, written_passages

COURSE = "El 12 de febrero de 2024 se impartió el curso «Introducción a la Integridad Pública»{}."
OFICIO = "Mediante oficio No. SE/UT/{} de fecha {} de 2024 se remitió {}. {}"
MORE = " Asistieron 20 personas."


def courses(here: str = "", there: str = "", number: str = "4", **found) -> PlacedFinding:
    return compared(Code.COURSE_TWICE, COURSE.format(there), COURSE.format(here), number, **found)


def compared(code: Code, there: str, here: str, number: str = "4", unit="cursos") -> PlacedFinding:
    """Return what is found of two líneas of two áreas, the first of which has a number."""
    one = written_linea(there, key="linea-1", number=number, amounts=((4, unit),), area="Archivo")
    other = written_linea(here, key="linea-2", amounts=((4, unit),), area="Vinculación")
    (found,) = [
        each for each in findings_of_written(written_informe(one, other))
        if each.finding.code == code
    ]  # fmt: skip
    return found


def test_a_course_is_read_on_both_sides_and_told_by_no_number():
    found = courses(" con 20 participantes", " con 30 participantes")
    same = courses(" con 20 participantes", " con 30 participantes", number="9")
    assert "línea 4" in found.finding.message and "línea 9" in same.finding.message
    assert same.fingerprint == found.fingerprint
    changed = [
        courses(" con 200 participantes", " con 30 participantes"),
        courses(" con 20 participantes", " con 3,000 participantes"),
        courses(" con 20 participantes. Se canceló", " con 30 participantes"),
        courses(" con 20 participantes", " con 30 participantes. Se pospuso"),
    ]
    assert len({each.fingerprint for each in [found, *changed]}) == 5


def test_what_stands_further_on_leaves_the_reason():
    found = courses(". Fue en línea", ". Fue en línea")
    more = courses(". Fue en línea. Hubo café", ". Fue en línea. Se entregaron hojas")
    assert more.fingerprint == found.fingerprint


def test_a_course_of_a_table_is_its_row():
    def table(*people: str):
        rows = [("Curso", "Asistentes"), ("Ética en el servicio público", people[0])]
        return [*rows, ("Archivos abiertos del estado", people[1])]

    def found(here, there) -> PlacedFinding:
        return next(
            each
            for each in findings_of_written(
                written_informe(
                    written_linea(table(*there), key="linea-1", amounts=((4, "cursos"),), area="A"),
                    written_linea(table(*here), key="linea-2", amounts=((4, "cursos"),), area="B"),
                )
            )
            if each.finding.code == Code.COURSE_TWICE and "Ética" in each.finding.message
        )

    base = found(("20", "30"), ("40", "50"))
    assert found(("20", "31"), ("40", "51")).fingerprint == base.fingerprint
    assert found(("21", "30"), ("40", "50")).fingerprint != base.fingerprint
    assert found(("20", "30"), ("41", "50")).fingerprint != base.fingerprint


@pytest.mark.parametrize(
    ("code", "there", "here", "other_there", "other_here"),
    [
        (
            Code.OFICIO_TWICE,
            OFICIO.format("12/2024", "3 de febrero", "el programa", ""),
            OFICIO.format("12/2024", "3 de febrero", "el informe", ""),
            OFICIO.format("12/2024", "3 de febrero", "el contrato", ""),
            OFICIO.format("12/2024", "3 de febrero", "el padrón", ""),
        ),
        (
            Code.OFICIO_DAYS,
            OFICIO.format("12/2024", "3 de febrero", "el programa", ""),
            OFICIO.format("12/2024", "5 de marzo", "el informe", ""),
            OFICIO.format("12/2024", "3 de febrero", "el contrato", ""),
            OFICIO.format("12/2024", "5 de marzo", "el padrón", ""),
        ),
        (
            Code.OFICIO_ALIKE,
            OFICIO.format("030/2024", "3 de febrero", "el programa", ""),
            OFICIO.format("0030/2024", "3 de febrero", "el informe", ""),
            OFICIO.format("030/2024", "3 de febrero", "el contrato", ""),
            OFICIO.format("0030/2024", "3 de febrero", "el padrón", ""),
        ),
    ],
)  # fmt: skip
def test_an_oficio_is_read_on_both_sides(code, there, here, other_there, other_here):
    found = compared(code, there, here, unit="oficios")
    assert compared(code, there, here, "9", unit="oficios").fingerprint == found.fingerprint
    changed = [
        compared(code, other_there, here, unit="oficios"),
        compared(code, there, other_here, unit="oficios"),
    ]
    assert len({each.fingerprint for each in [found, *changed]}) == 3


def test_the_presentacion_and_its_linea_are_both_read():
    def found(opening: str, told: str, number: str = "4") -> PlacedFinding:
        section = WrittenSection(
            "seccion-1", "", "Dirección de Pruebas", "Dirección de Pruebas",
            written_passages("s", (opening,)),
        )  # fmt: skip
        linea = written_linea(told, number=number, amounts=((28, "actas"),))
        return next(
            each
            for each in findings_of_written(written_informe(linea, sections=(section,)))
            if each.finding.code == Code.OPENING_FIGURE
        )

    base = found("Se elaboraron 28 actas.", "Se elaboraron 27 actas.")
    again = found("Se elaboraron 28 actas.", "Se elaboraron 27 actas.", "9")
    assert again.fingerprint == base.fingerprint
    here = found("Se elaboraron 28 actas, con las externas.", "Se elaboraron 27 actas.")
    there = found("Se elaboraron 28 actas.", "Se elaboraron 27 actas, sin las externas.")
    assert len({base.fingerprint, here.fingerprint, there.fingerprint}) == 3


def test_a_caption_that_names_another_session_is_read_whole():
    def found(caption: str) -> PlacedFinding:
        linea = written_linea(
            "Se celebró la Primera Sesión Ordinaria del Comité el 12 de febrero.", caption
        )
        return next(
            each
            for each in findings_of_written(written_informe(linea))
            if each.finding.code == Code.CAPTION_SESSION
        )

    base = found("Imagen 3. Tercera Sesión Ordinaria del Comité, en la sala.")
    moved = found("Imagen 7. Tercera Sesión Ordinaria del Comité, en la sala.")
    assert moved.fingerprint == base.fingerprint
    other = found("Imagen 3. Tercera Sesión Ordinaria del Comité, en el auditorio.")
    assert other.fingerprint != base.fingerprint


def test_a_hecho_is_compared_with_the_sentence_that_names_it():
    kinds = {kind.key: kind for kind in DEFAULT_KINDS}
    hecho = HechoValue(7, kinds["oficio"], "SE/UT/12/2024", date(2024, 2, 5), {})

    def found(what: str, further: str = "") -> PlacedFinding:
        linea = written_linea(OFICIO.format("12/2024", "3 de febrero", what, further))
        (told,) = hecho_findings(linea, (hecho,), FIRST)
        assert told.finding.code == Code.HECHO_TOLD
        return told

    base = found("el programa", "Se leyó. Se archivó.")
    assert found("el contrato", "Se leyó. Se archivó.").fingerprint != base.fingerprint
    assert found("el programa", "Se leyó. Se guardó.").fingerprint == base.fingerprint
