"""No text that a person may write makes a check fail; if one did, the others would still speak."""

import logging
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.values.checks import informe
from programs.values.checks.finding import Code
from programs.values.checks.informe.base import LineaCheck
from programs.values.wording.metas import amounts_of
from programs.values.wording.oficios import normalised, taken_apart
from programs.values.written import Written, WrittenArea

from .written_cases import FIRST, written_linea

# What the checks look for, and what may stand beside it.
WORDS = (
    "3", "(3)", "doce", "(12)", "1,250", "33.3%", "por ciento", "²", "٣", "XX", "____", "de",
    "de los", "de las cuales", "y", "o", ",", ";", ":", ".", "(", ")", "«", "”", "/", "-", "n/a",
    "talleres", "personas", "mujeres", "hombres", "sesión", "sesiones", "ordinaria", "primera",
    "1.ª", "Comité", "acta", "acuerdos", "oficio", "Oficio No.", "SE/UA/0030/2024", "fecha",
    "31 de febrero de 2024", "01/01/2024", "marzo", "al", "del", "trimestre", "curso", "Foro",
    "impartido por", "el", "meta", "avance", "100", "total", "Total", "se", "realizaron",
    "acumulado", "Imagen 3.", "Fotografías 18 a 21.", "no", "programado", "\n", "\t",
)  # fmt: skip


def checked(*texts: str, meta: str = "12 talleres", title: str = "Impartir talleres") -> None:
    """Let each check read a línea and an informe of these texts; nobody catches what fails."""
    linea = written_linea(*texts, meta=meta, closing=texts[-1], title=title)
    linea = replace(linea, amounts=amounts_of(meta))
    area = WrittenArea("area-1", "Dirección de Pruebas", linea.passages, (linea, linea))
    written = Written("Informe", FIRST, (), (), (area,), ())
    for check in informe.LINEA_CHECKS:
        list(check.find(linea, FIRST))
    for whole in informe.WHOLE_CHECKS:
        list(whole.find(written))


@pytest.mark.parametrize(
    "text", ["Se cumplieron 3 de (3)", "Van doce de las (12) ", "3 de(3)", "3 de", "² de ²", "(3)"]
)
def test_a_number_that_nothing_follows_is_read(text):
    checked(text)
    checked("Se impartieron talleres.", meta=text, title=text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=3))
def test_no_words_make_a_check_fail(sentences):
    texts = [" ".join(words) for words in sentences]

    checked(*texts, meta=texts[0], title=texts[-1])


@pytest.mark.parametrize("number", ["²", "٣/²", "SE/²/2024", "²²/²²", ""])
def test_signs_that_are_no_digits_make_no_number_of_an_oficio(number):
    assert taken_apart(number).serial in (None, 3)
    assert isinstance(normalised(number), str)


def test_a_check_that_fails_is_told_and_takes_no_other_with_it(monkeypatch, caplog):
    def broken(linea, period):
        raise IndexError("tuple index out of range")
        yield

    failing = LineaCheck((Code.SUM,), broken)
    monkeypatch.setattr(informe, "LINEA_CHECKS", (failing, *informe.LINEA_CHECKS))
    linea = written_linea("Quedó XX por escribir.", meta="3 talleres")
    with caplog.at_level(logging.ERROR):
        found = informe.findings_of_linea(linea, FIRST)

    assert Code.BLANK_LEFT in [each.finding.code for each in found]
    assert "A check failed: sum" in caplog.text
