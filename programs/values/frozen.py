"""A snapshot as JSON and back: what a `Corte` stores and an informe is printed from years later.

Plain values: the classes of `programs.values.snapshot` and `programs.values.progress`, read by
their own type hints. No database.

A payload holds every field of every class, and one that lacks a field is refused. So a class that
gains, loses or renames a field makes a new format: raise `FORMAT`, write in `UPGRADES` what turns
the content of the format before into the new one, and keep payloads of both in
`tests/data/cortes/`, which a test prints word for word.
"""

import copy
import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from programs.errors import UnreadableCorte
from programs.received.signs import clean_text
from programs.values.captions import with_labels
from programs.values.closing import with_closings
from programs.values.facts import quarters_outside
from programs.values.hechos.kinds import HechoKind
from programs.values.snapshot import Snapshot

Content = dict[str, typing.Any]  # an object of JSON
FORMAT = 6
# The first format that holds the sentences and the numbers of the captions.
FORMAT_WITH_SENTENCES = 2


def freeze(snapshot: Snapshot) -> Content:
    """Return a snapshot as what JSON can hold, with the number of this format."""
    return {"format": FORMAT, "snapshot": _plain(snapshot)}


def thaw(payload: Content) -> Snapshot:
    """Return the snapshot of a payload of any format so far.

    An older payload passes through the upgrades one by one. Those before
    `FORMAT_WITH_SENTENCES` get their sentences and captions by the rules of today, since they hold
    none. Raises `UnreadableCorte` for a format that this version does not know, and for a payload
    that does not hold exactly the fields of its format.
    """
    number = payload.get("format")
    if number != FORMAT and number not in UPGRADES:
        raise UnreadableCorte(
            f"Este trimestre se guardó con un formato que el sistema no conoce: {number}. "
            "Sus datos siguen guardados. Avise a quien administra el sistema."
        )
    content = payload["snapshot"]
    for step in range(number, FORMAT):
        content = UPGRADES[step](content)
    snapshot: Snapshot = _typed(Snapshot, content)
    return snapshot if number >= FORMAT_WITH_SENTENCES else with_labels(with_closings(snapshot))


def block_texts(payload: Content) -> Iterator[tuple[str, str]]:
    """Yield (key, markup) of the blocks of a payload, which are the same in every format.

    Without the rest of it: of 480 líneas that takes a twentieth of the time of `thaw`.
    """
    content = payload["snapshot"]
    entries = (linea["avance"] for eje in content["ejes"] for linea in eje["lineas"])
    for owner in (*content["sections"], *(entry for entry in entries if entry)):
        for block in owner["blocks"]:
            yield block["key"], clean_text(block["html"])


def stored_thresholds(payload: Content) -> tuple[int, int, int]:
    """Return the thresholds of a payload, which are the same in every format."""
    red, amber, green = payload["snapshot"]["institucion"]["thresholds"]
    return red, amber, green


def stored_kind(kind: HechoKind) -> Content:
    """Return a kind of hechos as a payload of this format holds it."""
    content: Content = _plain(kind)
    return content


def _from_1(content: Content) -> Content:
    """Return content of format 1 in the shape of format 2, its sentences and labels still blank.

    Format 1 had them written at each print. Fields that had a default in its classes take it.
    """
    content = copy.deepcopy(content)
    for section in content["sections"]:
        for block in section["blocks"]:
            block["label"] = ""
    for eje in content["ejes"]:
        eje["own_sentence"] = ""
        for linea in eje["lineas"]:
            linea["closing"] = None
            for block in linea["avance"]["blocks"] if linea["avance"] else ():
                block["label"] = ""
            if linea["meta"]:
                _fill_meta_of_1(linea["meta"])
        for tarea in _tareas(eje):
            tarea.setdefault("area_code", "")
    return content


def _fill_meta_of_1(meta: Content) -> None:
    meta.setdefault("adjustments", [])
    facts = meta["facts"]
    for name, value in (("rule", "pooled"), ("due_quarters", []), ("start", None), ("end", None)):
        facts.setdefault(name, value)
    for component in facts["components"]:
        for name in ("received", "adjustments"):
            component.setdefault(name, [None] * 4)


def _from_2(content: Content) -> Content:
    """Return content of format 2 in the shape of format 3.

    Format 2 did not hold why a quarter was closed unvalidated, nor when it was read: its months had
    all begun. The quarters outside the dates of a meta follow from what it held.
    """
    content = copy.deepcopy(content)
    trimestre = content["trimestre"]
    if trimestre:
        trimestre |= {"begun": trimestre["months"][-1], "missing_reason": ""}
    period_start = date(content["year"], content["start_month"], 1)
    for eje in content["ejes"]:
        for linea in eje["lineas"]:
            if linea["meta"]:
                facts = linea["meta"]["facts"]
                start, end = (
                    facts[name] and date.fromisoformat(facts[name]) for name in ("start", "end")
                )
                facts["outside"] = list(quarters_outside(start, end, period_start))
    return content


def _from_3(content: Content) -> Content:
    """Return content of format 3 in the shape of format 4.

    Format 3 held nothing of the parts that a document may print beyond the order of the seeds:
    such a quarter prints none of them, as on the day that it was stored. It held a quarter that was
    over.
    """
    content = copy.deepcopy(content)
    if content["trimestre"]:
        content["trimestre"]["over"] = content["trimestre"]["months"][-1]
    content |= {"approval": None, "parts": []}
    content["institucion"] |= {"areas": [], "signers": []}
    for eje in content["ejes"]:
        for linea in eje["lineas"]:
            if linea["meta"]:
                linea["meta"] |= {"original_text": linea["meta"]["text"], "changes": []}
            if linea["avance"]:
                linea["avance"]["files"] = []
    return content


def _from_4(content: Content) -> Content:
    """Return content of format 4 in the shape of format 5.

    Format 4 knew an adecuación by the agreement and the date of each change of a meta alone: they
    are numbered as its documents counted them. No línea was added or cancelled, no month moved,
    nothing said how it is verified, and no quantity was reported by month.
    """
    content = copy.deepcopy(content)
    changes = [
        change
        for eje in content["ejes"]
        for linea in eje["lineas"]
        for change in (linea["meta"]["changes"] if linea["meta"] else ())
    ]
    found = {(change["agreed_on"], change["agreement"]): change for change in reversed(changes)}
    numbers = {key: number for number, key in enumerate(sorted(found), start=1)}
    content["adecuaciones"] = [
        {
            "number": number,
            "agreement": agreement,
            "session": "",
            "agreed_on": agreed_on,
            "from_quarter": found[agreed_on, agreement]["from_quarter"],
            "reason": found[agreed_on, agreement]["reason"],
        }
        for (agreed_on, agreement), number in numbers.items()
    ]
    for eje in content["ejes"]:
        eje["cancelled"] = []
        for linea in eje["lineas"]:
            linea |= {"added": None, "cancelled": None, "verification": ""}
            if linea["meta"]:
                linea["meta"]["months"] = []
                _fill_changes_of_4(linea["meta"], numbers)
        for tarea in _tareas(eje):
            tarea |= {"moves": [], "verification": ""}
    return content


def _fill_changes_of_4(meta: Content, numbers: dict[tuple[str, str], int]) -> None:
    text = meta["original_text"]
    for change in meta["changes"]:
        change |= {
            "number": numbers[change["agreed_on"], change["agreement"]],
            "original_text": text,
            "original_programmed": [None] * 4,
            "adjusted_programmed": [None] * 4,
            "original_due": [],
            "adjusted_due": [],
        }
        text = change["adjusted_text"] or text


def _from_5(content: Content) -> Content:
    """Return content of format 5 in the shape of format 6: it did not hold what was counted."""
    return content | {"hechos": None}


def _tareas(eje: Content) -> Iterator[Content]:
    """Yield every tarea of an eje's content; one of a línea stands there twice."""
    yield from eje["tareas"]
    for linea in eje["lineas"]:
        yield from linea["tareas"]


# What turns the content of a format into that of the next.
UPGRADES: dict[int, Callable[[Content], Content]] = {
    1: _from_1,
    2: _from_2,
    3: _from_3,
    4: _from_4,
    5: _from_5,
}


def payload_hash(payload: Content) -> str:
    """Return the SHA-256, in hexadecimal, of a payload written with sorted keys."""
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> typing.Any:
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        # Every digit: `normalize` would round a percentage to the 28 of the usual context.
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    return value


def _typed(kind: typing.Any, value: typing.Any) -> typing.Any:
    """Return a plain value as the type that a hint names."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _typed(next(item for item in inside if item is not type(None)), value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        names = {field.name for field in dataclasses.fields(kind)}
        if names != value.keys():
            raise UnreadableCorte(
                "Los datos guardados de este trimestre no corresponden a su formato "
                f"({kind.__name__}: {', '.join(sorted(names ^ value.keys()))}). "
                "Avise a quien administra el sistema."
            )
        return kind(**{name: _typed(hints[name], value[name]) for name in names})
    if origin is tuple:
        if len(inside) == 2 and inside[1] is Ellipsis:
            return tuple(_typed(inside[0], item) for item in value)
        return tuple(_typed(item, each) for item, each in zip(inside, value, strict=True))
    if origin in (set, frozenset):
        return origin(_typed(inside[0], item) for item in value)
    if origin is dict:
        return {_typed(inside[0], key): _typed(inside[1], item) for key, item in value.items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is Decimal:
        return Decimal(value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is int and isinstance(value, str):
        return int(value)  # a key of a JSON object
    # A quarter closed before texts were cleaned prints and shows too; its payload stays as it is.
    return clean_text(value) if isinstance(value, str) else value
