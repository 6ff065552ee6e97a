"""The base tables of a programme, read with SQL into `shapes`.

Nothing is added up here: a quarter of a quantity by month is what `monthly` makes of its months.
"""

import json
from collections import Counter, defaultdict
from copy import deepcopy
from datetime import UTC, date, datetime
from fractions import Fraction
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from tests.oracle.monthly import Months, programmed_of, quantity_of
from tests.oracle.shapes import (
    QUARTERS,
    Avance,
    Bloque,
    Change,
    Componente,
    Corte,
    Eje,
    Institucion,
    Linea,
    Marca,
    Meta,
    Programa,
    Said,
    Seccion,
    Tarea,
    Trimestre,
)


def select(sql: str, *values: object) -> list[SimpleNamespace]:
    """Return the rows of a question, their columns by name."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def exact(value: Any) -> Fraction | None:
    """Return a stored quantity, of at most four decimals, as a fraction; None stays None."""
    return None if value is None else Fraction(str(value))


def local_day(moment: datetime | None) -> date | None:
    """Return the day of a stored moment where the institution is."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def stored_json(value: Any) -> Any:
    """Return a JSON column as its value, whatever the engine gives."""
    return json.loads(value) if isinstance(value, str) else value


def programas() -> list[Programa]:
    """Return every programme of the database, in the order of their keys."""
    return [programa(row.id) for row in select("SELECT id FROM programs_programa ORDER BY id")]


def programa(pk: int) -> Programa:
    """Return one programme with its rows."""
    (row,) = select(
        "SELECT id, year, start_month, status, labels, institucion_id FROM programs_programa"
        " WHERE id = %s",
        pk,
    )
    institucion = _institucion(row.institucion_id)
    words = institucion.words | stored_json(row.labels)
    return Programa(
        pk=pk,
        year=row.year,
        start_month=row.start_month,
        approved=row.status == "approved",
        institucion=institucion,
        trimestres=_trimestres(pk),
        ejes=_ejes(pk, words, nested=institucion.nested),
    )


def as_of(programa: Programa, day: date) -> Programa:
    """Return a programme without the changes of metas that were agreed after a day."""
    earlier = deepcopy(programa)
    for _, linea in earlier.lineas:
        for componente in linea.meta.componentes if linea.meta else ():
            componente.changes = [c for c in componente.changes if c.agreed_on <= day]
    return earlier


def _institucion(pk: int) -> Institucion:
    (row,) = select("SELECT * FROM programs_institucion WHERE id = %s", pk)
    off = select("SELECT day FROM programs_diainhabil WHERE institucion_id = %s", pk)
    return Institucion(
        pk=pk,
        slug=row.slug,
        words=stored_json(row.labels),
        nested=row.line_numbering == "nested",
        red=row.red_below,
        amber=row.amber_below,
        green=row.green_to,
        month_days=row.month_due_days,
        days_off=frozenset(each.day for each in off),
        pta_verifies="verification" in stored_json(row.pta_parts),
        informe_verifies="verification" in stored_json(row.informe_parts),
    )


def _trimestres(programa: int) -> dict[int, Trimestre]:
    found = {}
    for row in select(
        "SELECT id, number, status, due_on FROM programs_trimestre"
        " WHERE programa_id = %s ORDER BY number",
        programa,
    ):
        cortes = select(
            "SELECT made_at, missing_reason FROM programs_corte"
            " WHERE trimestre_id = %s ORDER BY number DESC",
            row.id,
        )
        last = Corte(local_day(cortes[0].made_at), cortes[0].missing_reason) if cortes else None
        corte = last if row.status == "closed" else None
        found[row.number] = Trimestre(row.id, row.number, row.status, row.due_on, corte)
    return found


def _ejes(programa: int, words: dict[str, str], *, nested: bool) -> list[Eje]:
    ejes = [
        Eje(row.id, row.order, row.name, words | stored_json(row.labels))
        for row in select(
            'SELECT id, "order", name, labels FROM programs_eje WHERE programa_id = %s'
            ' ORDER BY "order"',
            programa,
        )
    ]
    metas, avances = _metas(programa), _avances(programa)
    by_eje = _grouped(_lineas(programa), "eje_id")
    tareas = _tareas(programa)
    for eje in ejes:
        eje.tareas = tareas[eje.pk]
        for place, row in enumerate(by_eje[eje.pk], start=1):
            counted = f"{eje.order}.{place}" if nested else str(place)
            eje.lineas.append(
                Linea(
                    pk=row.id,
                    number=counted if row.auto_number else row.label,
                    title=row.title,
                    area=row.code,
                    area_name=row.name,
                    verification=row.verification,
                    meta=metas.get(row.id),
                    tareas=[tarea for tarea in eje.tareas if tarea.linea == row.id],
                    avances=avances[row.id],
                )
            )
    return ejes


def _lineas(programa: int) -> list[SimpleNamespace]:
    return select(
        "SELECT l.id, l.eje_id, l.auto_number, l.label, l.title, l.verification, a.code, a.name"
        " FROM programs_lineadeaccion l JOIN programs_eje e ON e.id = l.eje_id"
        " JOIN programs_area a ON a.id = l.area_id"
        ' WHERE e.programa_id = %s ORDER BY e."order", l."order"',
        programa,
    )


def _grouped(rows: list[SimpleNamespace], column: str) -> defaultdict[Any, list[SimpleNamespace]]:
    found: defaultdict[Any, list[SimpleNamespace]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _metas(programa: int) -> dict[int, Meta]:
    of_programa = (
        " JOIN programs_lineadeaccion l ON l.id = m.linea_id"
        " JOIN programs_eje e ON e.id = l.eje_id WHERE e.programa_id = %s"
    )
    metas, by_linea = {}, {}
    for row in select(f"SELECT m.* FROM programs_meta m{of_programa}", programa):
        due = frozenset(int(number) for number in row.due_quarters.split(",") if number)
        metas[row.id] = Meta(row.text, row.starts_on, row.ends_on, row.rule, due)
        by_linea[row.linea_id] = metas[row.id]
    months: defaultdict[int, Months] = defaultdict(dict)
    for row in select("SELECT * FROM programs_cantidadmensual"):
        months[row.componente_id][row.month] = (exact(row.programmed), exact(row.done))
    componentes = {}
    for row in select(
        "SELECT c.* FROM programs_componentedemeta c"
        f' JOIN programs_meta m ON m.id = c.meta_id{of_programa} ORDER BY c.meta_id, c."order"',
        programa,
    ):
        programmed = {q: exact(getattr(row, f"programmed_q{q}")) for q in QUARTERS}
        if row.monthly:
            programmed = programmed_of(months[row.id])
        componente = Componente(row.kind, row.unit, exact(row.quantity), programmed)
        componentes[row.id] = componente
        metas[row.meta_id].componentes.append(componente)
    for row in select(
        "SELECT m.*, a.from_quarter, a.agreed_on, a.number FROM programs_modificaciondemeta m"
        " JOIN programs_adecuacion a ON a.id = m.adecuacion_id WHERE a.programa_id = %s",
        programa,
    ):
        if row.componente_id in componentes:
            componentes[row.componente_id].changes.append(
                Change(
                    row.from_quarter,
                    row.agreed_on,
                    row.number,
                    exact(row.adjusted),
                    row.adjusted_text,
                    {q: exact(getattr(row, f"adjusted_q{q}")) for q in QUARTERS},
                )
            )
    for row in select(
        "SELECT q.*, t.number FROM programs_avancedecomponente q"
        " JOIN programs_avancetrimestral a ON a.id = q.avance_id"
        " JOIN programs_trimestre t ON t.id = a.trimestre_id WHERE t.programa_id = %s",
        programa,
    ):
        by_month = months.get(row.componente_id)
        componentes[row.componente_id].said[row.number] = Said(
            quantity_of(by_month, row.number) if by_month else exact(row.quantity),
            exact(row.received),
            exact(row.adjustment),
            row.adjustment_reason,
        )
    return by_linea


def _avances(programa: int) -> defaultdict[int, dict[int, Avance]]:
    found: defaultdict[int, dict[int, Avance]] = defaultdict(dict)
    blocks = _bloques("avance_id")
    for row in select(
        "SELECT a.*, t.number FROM programs_avancetrimestral a"
        " JOIN programs_trimestre t ON t.id = a.trimestre_id WHERE t.programa_id = %s",
        programa,
    ):
        found[row.linea_id][row.number] = Avance(
            pk=row.id,
            status=row.status,
            ready=bool(row.ready),
            cause=row.cause,
            closing=row.closing,
            stated=exact(row.stated_percent),
            reason=row.closing_reason,
            bloques=blocks.get(row.id, []),
        )
    return found


def _bloques(owner: str) -> dict[int, list[Bloque]]:
    """Return {avance or section: its blocks} by the column that names the owner."""
    pictures = {
        row.bloque_id: row.n
        for row in select(
            "SELECT bloque_id, COUNT(*) AS n FROM programs_figura WHERE in_informe"
            " GROUP BY bloque_id"
        )
    }
    found: dict[int, list[Bloque]] = {}
    for row in select(
        f"SELECT * FROM programs_bloque WHERE {owner} IS NOT NULL AND removed_at IS NULL"
        ' ORDER BY "order", id'
    ):
        count = pictures.get(row.id, 0)
        found.setdefault(getattr(row, owner), []).append(
            Bloque(
                pk=row.id,
                kind=row.kind,
                prints=bool(row.html.strip() or stored_json(row.rows) or count),
                word=row.caption_kind,
                caption=row.caption,
                first=row.first_number,
                pictures=count,
            )
        )
    return found


def _tareas(programa: int) -> defaultdict[int, list[Tarea]]:
    tareas: defaultdict[int, list[Tarea]] = defaultdict(list)
    by_pk = {}
    numbered: Counter[int] = Counter()
    for row in select(
        "SELECT t.*, a.code, a.name FROM programs_tarea t JOIN programs_eje e ON e.id = t.eje_id"
        " JOIN programs_area a ON a.id = t.area_id"
        ' WHERE e.programa_id = %s ORDER BY e."order", t."order"',
        programa,
    ):
        number = row.calendar_label
        if row.in_calendar and row.auto_number:
            numbered[row.eje_id] += 1
            number = str(numbered[row.eje_id])
        tarea = Tarea(
            pk=row.id,
            linea=row.linea_id,
            area=row.code,
            area_name=row.name,
            text=row.text,
            calendar_text=row.calendar_text or row.text,
            in_table=bool(row.in_table),
            in_calendar=bool(row.in_calendar),
            number=number,
            verification=row.verification,
        )
        by_pk[row.id] = tarea
        tareas[row.eje_id].append(tarea)
    for row in select(
        "SELECT m.* FROM programs_marcamensual m JOIN programs_tarea t ON t.id = m.tarea_id"
        " JOIN programs_eje e ON e.id = t.eje_id WHERE e.programa_id = %s",
        programa,
    ):
        by_pk[row.tarea_id].marcas[row.month] = Marca(
            row.month, bool(row.programmed), row.status, row.reason
        )
    return tareas


def secciones(programa: Programa, trimestre: Trimestre | None) -> list[Seccion]:
    """Return the sections of a document: its own, and the institution's for the other kinds."""
    rows = select(
        "SELECT s.*, a.name AS area_name FROM programs_seccion s"
        " LEFT JOIN programs_area a ON a.id = s.area_id"
        ' WHERE s.institucion_id = %s ORDER BY s."order", s.id',
        programa.institucion.pk,
    )
    own = [
        row
        for row in rows
        if (trimestre and row.trimestre_id == trimestre.pk)
        or (not trimestre and row.programa_id == programa.pk)
    ]
    kinds = {row.kind for row in own}
    default = [
        row
        for row in rows
        if row.programa_id is None and row.trimestre_id is None and row.kind not in kinds
    ]
    blocks = _bloques("seccion_id")
    kept = [row for row in rows if row in own or row in default]
    return [Seccion(row.kind, row.area_name, row.heading, blocks.get(row.id, [])) for row in kept]
