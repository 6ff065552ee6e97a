"""What a closing keeps of a quarter beside its corte: how many rows, which ones, which pictures.

The corte holds what is printed. The rows from which it came, what their history says and the files
of its pictures lie elsewhere, where somebody with the database or the disk at hand could change
them. The act of the closing keeps their count and digest, and `traces_faults` compares them.

A row is digested by the columns that it had on that day, which the act names: a later migration
that adds one changes nothing.
"""

import hashlib
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    CantidadMensual,
    ConfirmacionMensual,
    Corte,
    EntregaDeArea,
    Evidencia,
    Figura,
    HallazgoAceptado,
    Hecho,
    HechoEnLinea,
    MarcaMensual,
    Observacion,
    Seccion,
    Trimestre,
)
from programs.received.storage import StoreRefused
from programs.received.stored import UNREADABLE, stored_digest

# As the act keeps them: JSON.
Traces = dict[str, Any]
# Of the hash of a picture, so much as tells it from any other.
SHORT = 16


def _months(trimestre: Trimestre) -> Q:
    return Q(month__in=trimestre.months)


# What nothing changes while a quarter is closed: its row, its cortes, and the rows of
# `closed_rows.QUARTER_OF`.
ROWS: dict[type[Model], Callable[[Trimestre], Q]] = {
    Trimestre: lambda t: Q(pk=t.pk),
    Corte: lambda t: Q(trimestre=t),
    AvanceTrimestral: lambda t: Q(trimestre=t),
    AvanceDeComponente: lambda t: Q(avance__trimestre=t),
    Evidencia: lambda t: Q(avance__trimestre=t),
    EntregaDeArea: lambda t: Q(trimestre=t),
    Observacion: lambda t: Q(entrega__trimestre=t),
    HallazgoAceptado: lambda t: Q(trimestre=t),
    Seccion: lambda t: Q(trimestre=t),
    Bloque: lambda t: Q(avance__trimestre=t) | Q(seccion__trimestre=t),
    Figura: lambda t: Q(bloque__avance__trimestre=t) | Q(bloque__seccion__trimestre=t),
    MarcaMensual: lambda t: Q(tarea__eje__programa=t.programa_id) & _months(t),
    CantidadMensual: lambda t: Q(componente__meta__linea__eje__programa=t.programa_id) & _months(t),
    ConfirmacionMensual: lambda t: Q(programa=t.programa_id) & _months(t),
    Hecho: lambda t: Q(trimestre=t),
    HechoEnLinea: lambda t: Q(hecho__trimestre=t),
}


def _of_bloques(trimestre: Trimestre, kept: Traces) -> Q:
    return Q(avance__trimestre=trimestre) | Q(seccion__in=kept["sections"])


# The history of a quarter. What was closed may be reopened, and a section then be deleted: its
# blocks are found by the ids of sections, and the files by their keys, that the act keeps.
HISTORY: dict[type[Model], Callable[[Trimestre, Traces], Q]] = {
    AvanceTrimestral: lambda t, kept: Q(trimestre=t),
    AvanceDeComponente: lambda t, kept: Q(avance__trimestre=t),
    EntregaDeArea: lambda t, kept: Q(trimestre=t),
    Bloque: _of_bloques,
    # A block without history has one from the moment in which it is deleted.
    Figura: lambda t, kept: (
        Q(bloque__in=Bloque.objects.filter(_of_bloques(t, kept)).values("pk"))
        | Q(bloque__in=_history_of(Bloque).filter(_of_bloques(t, kept)).values("id"))
    ),
    MarcaMensual: lambda t, kept: Q(tarea__eje__programa=t.programa_id) & _months(t),
    CantidadMensual: lambda t, kept: (
        Q(componente__meta__linea__eje__programa=t.programa_id) & _months(t)
    ),
    Evidencia: lambda t, kept: Q(avance__trimestre=t) | Q(key__in=kept["pictures"]["each"]),
    Hecho: lambda t, kept: Q(trimestre=t),
    # A hecho may be taken away later: what its history says of its líneas stays.
    HechoEnLinea: lambda t, kept: Q(hecho__in=_history_of(Hecho).filter(trimestre=t).values("id")),
}


def quarter_traces(trimestre: Trimestre) -> Traces:
    """Return what the act of a closing keeps, in a fixed number of queries.

    Called inside the transaction of the closing, when its corte is stored. Files have their hash
    since they came, and so have the copies that people see and documents print: only those of
    before 1.0 are read. A store that does not answer for them stops the closing: `StoreRefused`.
    """
    pictures = _pictures_of(trimestre)
    each = {row.key: _copies_digest(row, _received_hash) for row in pictures}
    traces: Traces = {
        "sections": list(
            Seccion.objects.filter(trimestre=trimestre).order_by("pk").values_list("pk", flat=True)
        ),
        "pictures": {"count": len(each), "sha256": _digest(sorted(each.items())), "each": each},
        "rows": {},
        "history": {},
    }
    for model, of_quarter in ROWS.items():
        columns = _columns(model)
        values = _values(_rows_of(model).filter(of_quarter(trimestre)), columns)
        traces["rows"][model._meta.model_name] = _trace(values, columns)
    for model, of_history in HISTORY.items():
        columns = _columns(_history_of(model).model)
        values = _values(_history_of(model).filter(of_history(trimestre, traces)), columns)
        last = max((row[columns.index("history_id")] for row in values), default=0)
        traces["history"][model._meta.model_name] = {**_trace(values, columns), "last": last}
    return traces


def traces_faults(
    trimestre: Trimestre, kept: Traces, *, standing: bool, purged: Container[object] = ()
) -> Iterator[str]:
    """Yield what is no longer as a closing left it, each as "what: how it differs".

    `standing` tells that the quarter is closed since then: only so are its rows to be the same.
    History and pictures only grow, so those of a closing stay whatever comes after it. Of the files
    whose keys an act `purged` only the row is left.
    """
    for model, of_quarter in ROWS.items() if standing else ():
        found = _rows_of(model).filter(of_quarter(trimestre))
        fault = _fault(found, kept["rows"].get(model._meta.model_name))
        if fault:
            yield f"{model._meta.verbose_name_plural}: {fault}"
    for model, of_history in HISTORY.items():
        trace = kept["history"].get(model._meta.model_name)
        if trace is None:
            continue
        rows = _history_of(model).filter(of_history(trimestre, kept), history_id__lte=trace["last"])
        fault = _fault(rows, trace)
        if fault:
            yield f"historial de {model._meta.verbose_name_plural}: {fault}"
    yield from _picture_faults(kept["pictures"], purged)


def _fault(rows: QuerySet, trace: Mapping[str, Any] | None) -> str:
    """Compare rows with their trace, None for a table that the act did not know yet."""
    if trace is None:
        return ""
    known = set(_columns(rows.model))
    if not known.issuperset(trace["columns"]):
        # A migration took a column away: what is left to compare is how many there are.
        found = {"count": rows.count()}
    else:
        found = _trace(_values(rows, trace["columns"]), trace["columns"])
    if found["count"] != trace["count"]:
        return f"al cerrar había {trace['count']} y hoy hay {found['count']}"
    if found.get("sha256", trace["sha256"]) != trace["sha256"]:
        return "cambiaron después del cierre"
    return ""


def _picture_faults(kept: Mapping[str, Any], purged: Container[object]) -> Iterator[str]:
    found = {row.key: row for row in Evidencia.objects.filter(key__in=kept["each"])}
    for key, digest in kept["each"].items():
        row = found.get(key)
        if row is None:
            yield f"archivo {key}: ya no está en la base"
        elif key in purged:
            continue
        elif _copies_digest(row, _lying_hash) != digest:
            yield f"archivo «{row.original_name}» ({key}): las copias que se imprimen cambiaron"
        elif row.original and _file_hash(row.original.name) != row.sha256:
            yield f"archivo «{row.original_name}» ({key}): el original cambió o no está"


def _pictures_of(trimestre: Trimestre) -> list[Evidencia]:
    """Return the files of a quarter: its pictures, those of its default sections, what backs it."""
    default = Q(seccion__in=Seccion.objects.of_report(trimestre).filter(trimestre__isnull=True))
    blocks = Bloque.objects.kept().filter(
        Q(avance__trimestre=trimestre) | Q(seccion__trimestre=trimestre) | default
    )
    shown = Figura.objects.filter(bloque__in=blocks.values("pk"), evidencia__isnull=False)
    rows = Evidencia.objects.filter(
        Q(pk__in=shown.values("evidencia")) | Q(avance__trimestre=trimestre)
    )
    return list(rows.order_by("key"))


def _copies_digest(row: Evidencia, hash_of: Callable[[Mapping[str, Any]], str]) -> str:
    """Return the beginning of the digest of a file's hash and of those of its copies."""
    copies = [[copy["name"], hash_of(copy)] for copy in row.renditions]
    return _digest([row.sha256, *copies])[:SHORT]


def _received_hash(copy: Mapping[str, Any]) -> str:
    """Return the hash of a copy as it was made."""
    return copy.get("sha256") or _lying_hash(copy)


def _lying_hash(copy: Mapping[str, Any]) -> str:
    """Return the hash of a copy as it lies there now."""
    return _file_hash(copy["name"])


def _file_hash(name: str | None) -> str:
    """Return the SHA-256 of a stored file, "" where it cannot be read.

    A store that does not answer now says nothing of the file: `StoreRefused`.
    """
    if not name:
        return ""
    try:
        return stored_digest(name)[1]
    except StoreRefused:
        raise
    except UNREADABLE:
        return ""


def _trace(values: list[tuple], columns: list[str]) -> dict[str, Any]:
    return {"count": len(values), "sha256": _digest(values), "columns": columns}


def _values(rows: QuerySet, columns: list[str]) -> list[tuple]:
    return list(rows.order_by("pk").values_list(*columns))


def _digest(values: Iterable[object]) -> str:
    """Return the SHA-256 of values as JSON, a line each, the same on both engines."""
    digest = hashlib.sha256()
    for value in values:
        line = json.dumps(value, sort_keys=True, ensure_ascii=False, default=_plain)
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"A trace does not hold {type(value).__name__}.")


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _rows_of(model: type[Model]) -> QuerySet:
    return QuerySet(model)


def _history_of(model: Any) -> QuerySet:
    return QuerySet(model.history.model)
