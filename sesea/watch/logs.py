"""The log: a line for each record, in JSON or as text, in which nobody can write another line.

It never holds bodies, queries, passwords or tokens: `paths` hides those of addresses. Of an error
of the database it leaves out the values of the row.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from sesea.watch.context import facts, note
from sesea.watch.paths import logged_path

# PostgreSQL repeats the values of a row, which people wrote: all up to the end of its message.
_VALUES = re.compile(
    r"^(DETAIL|CONTEXT|QUERY): .*?(?=\n\n(?:The above|During handling)|\Z)",
    re.MULTILINE | re.DOTALL,
)
# Ends of lines, orders to a terminal, marks that turn the direction of a text, halves of signs.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
SERVER_ERROR = 500
LONGEST = 4000


def escaped(text: str) -> str:
    r"""Return a text on one line, with every sign that is not seen written as \u000a."""
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def message_of(record: logging.LogRecord) -> str:
    """Return what a record says, without the values of rows, cut where it is very long."""
    return _VALUES.sub(r"\1: …", record.getMessage())[:LONGEST]


def trace_of(record: logging.LogRecord) -> str:
    """Return the traceback of a record, "" for none; without the values of rows."""
    if not record.exc_info or record.exc_info[1] is None:
        return ""
    lines = "".join(traceback.format_exception(record.exc_info[1])).rstrip()
    return _VALUES.sub(r"\1: …", lines)


class JsonFormatter(logging.Formatter):
    """One JSON object for each record: when, level, logger, message, process, and the facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            "process": record.process,
            **facts(),
        }
        if trace := trace_of(record):
            line["traceback"] = trace
        # What is a sign of JSON's own is escaped already: here only what a text can hold is left.
        return escaped(json.dumps(line, ensure_ascii=False, default=str))


class TextFormatter(logging.Formatter):
    """A line for people: when, level, logger, message and facts; then the traceback, indented."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record."""
        known = " ".join(f"{name}={value}" for name, value in facts().items())
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {message_of(record)}"
        lines = [f"{head} [{known}]" if known else head]
        if trace := trace_of(record):
            lines += trace.split("\n")
        return "\n    | ".join(map(escaped, lines))


class RefusalFilter(logging.Filter):
    """Keeps of what Django tells about answers the errors of ours, each with its folio.

    An expected refusal (400, 403, 404, 429) has its line as a request, with why it was refused; a
    storage that is away (503) has said so itself.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is written; that of an error names its folio and its path."""
        if not record.name.startswith(("django.request", "django.security")):
            return True
        status = getattr(record, "status_code", SERVER_ERROR)
        if status != SERVER_ERROR:
            if record.name.startswith("django.security."):
                note(reason=record.name.rpartition(".")[2])
            return False
        request = getattr(record, "request", None)
        if request is not None and "folio" in facts():
            record.msg = "Folio %s: %s %s"
            record.args = (facts()["folio"], request.method, logged_path(request))
        return True
