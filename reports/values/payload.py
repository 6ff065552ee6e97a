"""The payload of an issued document: canonical JSON, the very text that is kept, hashed and drawn.

A document is drawn from its payload and from the act of the ledger that issued it, which the
payload cannot hold since the act holds its hash. What it prints of the plan is a frozen snapshot
(`programs.values.frozen`), whose own format is read by `thaw` for ever; a payload that gains,
loses or renames a key of its own makes another `FORMAT`.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from programs.errors import UnreadableCorte
from programs.values.snapshot import SignerSnapshot

Content = dict[str, Any]  # an object of JSON
FORMAT = 1
# How many characters of its payload's hash name a document beside its folio.
SHORT_HASH = 10


ALTERED = (
    "Los datos de este documento no son los que se emitieron: no se muestran ni se imprimen. "
    "Avise a quien administra el sistema, para que los compare con un respaldo."
)
UNKNOWN_FORMAT = (
    "Este documento se emitió con un formato que el sistema no conoce. Sus archivos siguen "
    "guardados. Avise a quien administra el sistema."
)


class UnreadableIssue(UnreadableCorte):
    """An issued document that is not what was issued, or that this version cannot read."""


@dataclass(frozen=True)
class Change:
    """What a document says differently from the one that it replaces: where, what, from, to.

    One of `before` and `after` is "" where the thing stands in one of both only.
    """

    place: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class IssueContent:
    """What is issued, before it has a folio; it is what two issues are compared by.

    `snapshot` is frozen; `signers` are those of the day of issue, not its own. `source` says what
    it is a copy of ("Corte 2 del 12/07/2026"), and `source_sha256` is the hash of that corte, ""
    for a PTA.
    """

    kind: str
    year: int
    institution: str
    short_name: str
    title: str
    period: str
    source: str
    source_sha256: str
    snapshot: Content
    signers: tuple[SignerSnapshot, ...]


@dataclass(frozen=True)
class Issue:
    """An issued document as plain values: all that its print takes.

    `site` is the address of the installation that issued it, where anybody verifies it; `replaces`
    the folio that it replaces, "" for none. `act_number` and `act_hash` are those of
    its act; `sha256` is the hash of its payload.
    """

    content: IssueContent
    folio: str
    number: int
    issued_at: datetime
    issued_by: str
    site: str
    replaces: str
    errata: tuple[Change, ...]
    sha256: str
    act_number: int
    act_hash: str


def write_payload(
    content: IssueContent,
    *,
    folio: str,
    number: int,
    issued_at: datetime,
    issued_by: str,
    site: str,
    replaces: str,
    errata: tuple[Change, ...],
) -> str:
    """Return the payload as canonical JSON: sorted keys, no blanks.

    `issued_at` is kept with its offset: the date that is printed is that of where it was issued,
    whatever host prints it again.
    """
    values = {
        "format": FORMAT,
        "folio": folio,
        "number": number,
        "issued_at": issued_at.isoformat(timespec="microseconds"),
        "issued_by": issued_by,
        "site": site,
        "replaces": replaces,
        "errata": [asdict(change) for change in errata],
        # Not `asdict`, which would copy the whole snapshot.
        **vars(content),
        "signers": [asdict(signer) for signer in content.signers],
    }
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read_payload(payload: str, *, sha256: str, act_number: int, act_hash: str) -> Issue:
    """Return an issued document from its payload.

    Raises `UnreadableIssue` where the text is not that of its hash, or has a format that this
    version does not know.
    """
    if text_hash(payload) != sha256:
        raise UnreadableIssue(ALTERED)
    values: Content = json.loads(payload)
    if values.pop("format") != FORMAT:
        raise UnreadableIssue(UNKNOWN_FORMAT)
    own = {
        name: values.pop(name)
        for name in ("folio", "number", "issued_at", "issued_by", "site", "replaces", "errata")
    }
    signers = tuple(SignerSnapshot(**signer) for signer in values.pop("signers"))
    return Issue(
        content=IssueContent(**values, signers=signers),
        folio=own["folio"],
        number=own["number"],
        issued_at=datetime.fromisoformat(own["issued_at"]),
        issued_by=own["issued_by"],
        site=own["site"],
        replaces=own["replaces"],
        errata=tuple(Change(**change) for change in own["errata"]),
        sha256=sha256,
        act_number=act_number,
        act_hash=act_hash,
    )


def text_hash(text: str) -> str:
    """Return the SHA-256, in hexadecimal, of a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
