"""The product beside the oracle: every page, the tablero, its summary and both documents."""

from tests.oracle.beside_lineas import compare_calendar, compare_pages, compare_quarter
from tests.oracle.beside_papers import compare_informe, compare_pta
from tests.oracle.beside_tablero import asked_of, compare_board
from tests.oracle.stage import Stage


def compare_programa(stage: Stage) -> None:
    """Compare everything of a programme."""
    for user, full in stage.people:
        for trimestre in stage.trimestres:
            compare_quarter(stage, trimestre, user, full=full)
        compare_calendar(stage, user, full=full)
        compare_board(stage, stage.address, user, full=full)
        if full or stage.thorough:
            compare_pages(stage, user, full=full)
            for asked in asked_of(stage):
                compare_board(stage, asked, user, full=full)
    for trimestre in stage.trimestres:
        compare_informe(stage, trimestre)
    compare_pta(stage)
