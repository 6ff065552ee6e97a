"""Reads what the forms of the months send. Field names end in the tarea and the month.

`w-12-6` holds what the page showed, as a JSON list [version, status, reason, note]; `m-12-6` is
the box of *realizada*; only the list sends `x-12-6` (no realizada), `c-12-6` (a common reason),
`r-12-6` (its own words) and `n-12-6` (a note).
"""

from django.http import QueryDict

from programs.enums import MarkStatus
from programs.errors import DomainError
from programs.models import Programa
from programs.received.sent_json import json_read
from programs.received.signs import clean_text
from programs.selectors.month_numbers import QUANTITY_KEY
from programs.services.meses import MarkChange
from programs.values.months import MONTHS

UNREADABLE = "No pudimos leer lo que envió la página. Ábrala de nuevo y vuelva a marcar."
BOTH = "both"  # no status of a mark: the service asks to choose one
MAX_CHANGES = 2000


def programa_key(programa: Programa) -> str:
    """Return how the addresses and forms of the months name a programme: "muestra-2026"."""
    return f"{programa.institucion.slug}-{programa.year}"


def month_of(text: str) -> int | None:
    """Return a month of the period (1 to 12), or None for anything else."""
    return int(text) if text in {str(month) for month in MONTHS} else None


def changes_of(post: QueryDict) -> list[MarkChange]:
    """Return the cells that a person changed. Raises `DomainError` for what cannot be read."""
    if "changes" in post:
        return _script_changes(post.get("changes", ""))
    changes = []
    for name in post:
        if name.startswith("w-") and not name.startswith(f"w-{QUANTITY_KEY}"):
            change = _plain_change(post, name.removeprefix("w-"), post.get(name, ""))
            if change:
                changes.append(change)
    return changes


def _script_changes(raw: str) -> list[MarkChange]:
    """Read `changes`: a JSON list of {t: tarea, m: month, s: status, r: reason, n: note, v}."""
    try:
        rows = json_read(raw)
        changes = [
            MarkChange(
                tarea_pk=whole(row["t"]),
                month=whole(row["m"]),
                status=text_of(row["s"]),
                reason=text_of(row.get("r", "")),
                note=text_of(row.get("n", "")),
                version=whole(row["v"]),
            )
            for row in rows
            if not str(row["t"]).startswith(QUANTITY_KEY)
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DomainError(UNREADABLE) from error
    if len(changes) > MAX_CHANGES:
        raise DomainError(UNREADABLE)
    return changes


def _plain_change(post: QueryDict, place: str, raw: str) -> MarkChange | None:
    """Return what a plain form changed in one cell, or None where it left it as it was."""
    try:
        tarea, month = (whole(int(part)) for part in place.split("-"))
        version, status, reason, note = json_read(raw)
        version, status = whole(version), text_of(status)
        seen = (status, text_of(reason), text_of(note))
    except (ValueError, TypeError) as error:
        raise DomainError(UNREADABLE) from error
    done, not_done = f"m-{place}" in post, f"x-{place}" in post
    wanted: tuple[str, str, str]
    if f"r-{place}" not in post:  # the grid: one box, which says nothing of reason and note
        if done == (status == MarkStatus.DONE):
            return None
        wanted = (MarkStatus.DONE if done else MarkStatus.UNREPORTED, "", seen[2] if done else "")
    else:
        wanted = _wanted(post, place, seen, done=done, not_done=not_done)
    if wanted == seen:
        return None
    return MarkChange(tarea, month, *wanted, version)


def _wanted(
    post: QueryDict, place: str, seen: tuple[str, str, str], *, done: bool, not_done: bool
) -> tuple[str, str, str]:
    """Return (status, reason, note) as the list says them.

    Ticking the other box changes one's mind; only both ticked anew contradict each other.
    """
    if done and not_done:
        if seen[0] == MarkStatus.UNREPORTED:
            return BOTH, reason_of(post, place), typed_of(post, f"n-{place}")
        done = seen[0] != MarkStatus.DONE
        not_done = not done
    note = typed_of(post, f"n-{place}")
    if done:
        return MarkStatus.DONE, "", note
    if not_done:
        return MarkStatus.NOT_DONE, reason_of(post, place), note
    return MarkStatus.UNREPORTED, "", ""


def reason_of(post: QueryDict, place: str) -> str:
    """The person's own words, else the common reason that they chose."""
    return typed_of(post, f"r-{place}") or typed_of(post, f"c-{place}")


def typed_of(post: QueryDict, name: str) -> str:
    """Return what was typed in a box of the page, clean and without spaces around it."""
    return clean_text(post.get(name, "")).strip()


def answers_of(post: QueryDict, month: int) -> list[MarkChange]:
    """Return what the confirmation says of each blank.

    `fue-12` is done, not_done, or "not_done: Faltó quórum", where one list asks for both.
    """
    answers = []
    for name in post:
        tarea = name.removeprefix("fue-")
        status, _, listed = post.get(name, "").partition(":")
        if name == tarea or not (tarea.isascii() and tarea.isdecimal() and len(tarea) < 19):
            continue
        version = post.get(f"v-{tarea}", "")
        if status in (MarkStatus.DONE, MarkStatus.NOT_DONE):
            told = reason_of(post, tarea) or clean_text(listed).strip()
            reason = told if status == MarkStatus.NOT_DONE else ""
            note = typed_of(post, f"n-{tarea}")
            seen = int(version) if version.isdecimal() and len(version) < 9 else 0
            answers.append(MarkChange(int(tarea), month, status, reason, note, seen))
    return answers


def typed_answer(post: QueryDict, tarea: str) -> dict[str, str]:
    """Return what was typed about one blank, to show it again."""
    status, _, listed = post.get(f"fue-{tarea}", "").partition(":")
    return {
        "status": status,
        "choice": post.get(f"c-{tarea}", "") or listed.strip(),
        "reason": post.get(f"r-{tarea}", ""),
        "note": post.get(f"n-{tarea}", ""),
        "done": post.get(f"d-{tarea}", ""),
    }


def whole(value: object) -> int:
    """Return a row's number or a version; ValueError for what no row of ours can have."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError(value)
    return value


def text_of(value: object) -> str:
    """Return a text of a script's request, clean. Raises `ValueError` for anything else."""
    if not isinstance(value, str):
        raise ValueError(value)
    return clean_text(value)
