"""The resumen ejecutivo of the informe, beside the oracle."""

from dataclasses import replace

from reports.documents.base import Document
from reports.documents.summary import Summary
from tests.oracle import lineas, months, shapes, totals
from tests.oracle.beside_tablero import compare_points
from tests.oracle.stage import Stage

LATE = ("red", "amber")


def compare_executive(stage: Stage, place: str, quarter: int, document: Document) -> None:
    """Compare the resumen ejecutivo of a quarter, where its institution prints it."""
    for chapter in document.chapters:
        for part in chapter.parts:
            if isinstance(part, Summary):
                _compare(stage, f"{place} resumen ejecutivo", quarter, part)


def _compare(stage: Stage, place: str, quarter: int, made: Summary) -> None:
    programa, begun = stage.stored(quarter)
    tally = stage.tally
    corte = stage.oracle.trimestres[quarter].corte
    # A quarter may be closed before it ends: then its last months were not over.
    over = months.over(programa, corte.day if corte else stage.today)
    cut = totals.Cut(programa, min(over, 3 * quarter))
    reader = totals.Reader.of(stage.oracle, full=True)
    tareas: list[shapes.Tarea] = [tarea for _, tarea in totals.calendar(programa)]
    compare_points(tally, place, tareas, cut, reader, made.curve)
    # It never shows the semáforo of an earlier quarter.
    board = totals.board_lines(programa, quarter, begun, full=True)
    lines = [replace(each, verdict=each.read.verdict, carried="") for each in board]
    shown = [(word.text, int(number.text)) for word, number in made.semaforos.rows]
    tally.same("resumen", f"{place} semáforos", totals.semaforos(lines), shown)
    late = {each.linea.number: each for each in lines if each.verdict.color in LATE}
    tally.same("resumen", f"{place} cuántas", bool(late), bool(made.late))
    for line in made.late:
        # A number may have words of its own, as "3 bis".
        each = late[max((n for n in late if line.title.startswith(f"{n} ")), key=len)]
        done = each.read.accumulated
        programmed = lineas.programmed_to_date(each.linea, each.read)
        between = "de" if programmed[:1].isdigit() else "·"
        wanted = f"{done} {between} {programmed}" if programmed else done
        quantity = line.quantity.replace("\n", " ")
        if quantity != "Varias cantidades":
            tally.same("resumen", f"{place} {each.linea.number}", wanted, quantity)
        tally.same("resumen", f"{place} {each.linea.number}", each.verdict.word, line.semaforo.word)
    first = min((LATE.index(each.verdict.color) for each in late.values()), default=None)
    if first is not None:
        tally.same("resumen", f"{place} primero", LATE[first], made.late[0].semaforo.color)
