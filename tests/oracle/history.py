"""A programme as it was known at the end of a past day, from the tables of the history.

Section 3 of the issue of step 6: a past cut-off shows what was known on that day. A row with no
saving in the history stays as it is today.
"""

from copy import deepcopy
from datetime import UTC, date, datetime
from types import SimpleNamespace

from tests.oracle.rows import exact, local_day, select, stored_json
from tests.oracle.shapes import Avance, Bloque, Marca, Programa, Said, Tarea

Key = tuple[int, ...]
Last = dict[Key, SimpleNamespace | None]
NOTHING = Said(None, None, None, "")


def _saved_on(moment: datetime | str) -> date:
    """Return the day of a saving; SQLite gives stored moments as text in UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    day = local_day(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    assert day is not None
    return day


def last_savings(table: str, key: tuple[str, ...], day: date) -> Last:
    """Return {key: the last saving by the end of the day}, None for what was not there yet."""
    found: Last = {}
    for row in select(
        f"SELECT * FROM programs_historical{table} ORDER BY history_date, history_id"
    ):
        name = tuple(getattr(row, column) for column in key)
        found.setdefault(name, None)
        if _saved_on(row.history_date) <= day:
            found[name] = None if row.history_type == "-" else row
    return found


def as_known(programa: Programa, day: date) -> Programa:
    """Return a programme with the marks, entries, quantities and windows of the end of a day."""
    then = deepcopy(programa)
    marks = last_savings("marcamensual", ("tarea_id", "month"), day)
    for eje in then.ejes:
        for tarea in eje.tareas:
            _marks(tarea, marks)
    entries = last_savings("avancetrimestral", ("id",), day)
    blocks = _blocks(day)
    said = _said(then, day)
    for _, linea in then.lineas:
        for avance in linea.avances.values():
            if (avance.pk,) in entries:
                _entry(avance, entries[avance.pk,], blocks.get(avance.pk, []))
        for componente in linea.meta.componentes if linea.meta else ():
            for quarter, kept in componente.said.items():
                componente.said[quarter] = said.get((id(componente), quarter), kept)
    _windows(then, day)
    return then


def _marks(tarea: Tarea, marks: Last) -> None:
    for month, marca in list(tarea.marcas.items()):
        if (tarea.pk, month) not in marks:
            continue
        row = marks[tarea.pk, month]
        if row:
            tarea.marcas[month] = Marca(month, bool(row.programmed), row.status, row.reason)
        elif marca.programmed:
            tarea.marcas[month] = Marca(month, True, "unreported", "")
        else:
            del tarea.marcas[month]


def _entry(avance: Avance, row: SimpleNamespace | None, blocks: list[Bloque]) -> None:
    avance.status = row.status if row else "draft"
    avance.ready = bool(row and row.ready)
    avance.cause = row.cause if row else ""
    avance.closing = row.closing if row else "automatic"
    avance.stated = exact(row.stated_percent) if row else None
    avance.reason = row.closing_reason if row else ""
    avance.bloques = blocks


def _blocks(day: date) -> dict[int, list[Bloque]]:
    pictured = {row.bloque_id for row in last_savings("figura", ("id",), day).values() if row}
    found: dict[int, list[Bloque]] = {}
    for row in last_savings("bloque", ("id",), day).values():
        if row and row.removed_at is None and row.avance_id:
            prints = bool(row.html.strip() or stored_json(row.rows) or row.id in pictured)
            bloque = Bloque(row.id, row.kind, prints, "", "", None, 0)
            found.setdefault(row.avance_id, []).append(bloque)
    return found


def _said(programa: Programa, day: date) -> dict[tuple[int, int], Said]:
    """Return {(identity of a component, quarter): what it said then}."""
    places = {
        row.id: (row.componente_id, row.number)
        for row in select(
            "SELECT q.id, q.componente_id, t.number FROM programs_avancedecomponente q"
            " JOIN programs_avancetrimestral a ON a.id = q.avance_id"
            " JOIN programs_trimestre t ON t.id = a.trimestre_id WHERE t.programa_id = %s",
            programa.pk,
        )
    }
    owners = {}
    for _, linea in programa.lineas:
        rows = select(
            "SELECT c.id FROM programs_componentedemeta c JOIN programs_meta m ON m.id = c.meta_id"
            ' WHERE m.linea_id = %s ORDER BY c.meta_id, c."order"',
            linea.pk,
        )
        for row, componente in zip(rows, linea.meta.componentes if linea.meta else (), strict=True):
            owners[row.id] = id(componente)
    found = {}
    for (pk,), row in last_savings("avancedecomponente", ("id",), day).items():
        if pk in places:
            componente, quarter = places[pk]
            found[owners[componente], quarter] = (
                Said(
                    exact(row.quantity),
                    exact(row.received),
                    exact(row.adjustment),
                    row.adjustment_reason,
                )
                if row
                else NOTHING
            )
    return found


def _windows(programa: Programa, day: date) -> None:
    """Give each quarter the window that it had: closed by then, and not opened again by then."""
    for row in select(
        "SELECT * FROM programs_trimestre WHERE programa_id = %s ORDER BY number", programa.pk
    ):
        trimestre = programa.trimestres[row.number]
        made = [
            _saved_on(each.made_at)
            for each in select("SELECT made_at FROM programs_corte WHERE trimestre_id = %s", row.id)
        ]
        if not made and row.status == "closed":
            made = [_saved_on(row.closed_at)]
        closed = [each for each in made if each <= day]
        opened_again = row.reopened_at and max(closed, default=day) <= _saved_on(row.reopened_at)
        if closed and not (opened_again and _saved_on(row.reopened_at) <= day):
            trimestre.status = "closed"
        elif row.opened_at and _saved_on(row.opened_at) > day:
            trimestre.status = "upcoming"
        elif row.status != "upcoming":
            trimestre.status = "open"
        trimestre.corte = trimestre.corte if trimestre.status == "closed" else None
