"""How a PDF is finished: plain, tagged, or the official file with its data attached.

Plain values that pass as JSON from whoever asks for a document to the process that renders it.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

# A preview: neither tags nor a profile, so that nobody takes it for the official file.
PREVIEW = ""
# PDF/UA-1 (ISO 14289-1): tagged for who reads with a screen reader.
TAGGED_VARIANT = "pdf/ua-1"
# PDF/A-3a (ISO 19005-3) and PDF/UA-1 in one file, which may carry files of any kind inside.
OFFICIAL_VARIANT = "pdf/a-3a"
VARIANTS = (PREVIEW, TAGGED_VARIANT, OFFICIAL_VARIANT)
PAYLOAD_NAME = "datos.json"


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF: the data that it prints (AFRelationship Data).

    `text` is its content, written as UTF-8. `made_at` is a moment in ISO 8601 with its offset, the
    one at which the data were fixed: never that of rendering, which would change the bytes.
    """

    name: str
    text: str
    made_at: str
    description: str = ""

    def __post_init__(self) -> None:
        """Refuse with ValueError a moment without offset: its bytes would depend on the host."""
        if self.moment.tzinfo is None:
            raise ValueError("the moment of an attached file needs its offset")

    @property
    def moment(self) -> datetime:
        """When the data were fixed."""
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True)
class Finish:
    """The profile of a PDF and the files inside it; only the official file carries any.

    The document is dated as the latest of its files. Raises ValueError for a variant that is none
    of `VARIANTS` and for files in a variant that does not take them.
    """

    variant: str = PREVIEW
    attachments: tuple[Attached, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no PDF can be."""
        if self.variant not in VARIANTS:
            raise ValueError(f"no variant of a document: {self.variant}")
        if self.attachments and self.variant != OFFICIAL_VARIANT:
            raise ValueError("only the official file carries files inside")

    @property
    def is_tagged(self) -> bool:
        """Tell whether the PDF has a tree of tags."""
        return self.variant != PREVIEW

    @property
    def dated(self) -> str:
        """The date of the PDF in ISO 8601, in UTC, "" where nothing gives one."""
        moments = [attached.moment for attached in self.attachments]
        return f"{max(moments).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moments else ""

    def as_json(self) -> dict[str, Any]:
        """Return what `from_json` reads again."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Finish":
        """Return the finish that `as_json` gave."""
        attachments = tuple(Attached(**attached) for attached in content["attachments"])
        return cls(content["variant"], attachments)


PLAIN = Finish()
TAGGED = Finish(TAGGED_VARIANT)


def official(payload: str, made_at: datetime) -> Finish:
    """Return the finish of the official file of a payload (JSON as it is stored).

    `made_at` is the moment at which the payload was fixed, aware.
    """
    description = "Datos con los que se hizo este documento"
    attached = Attached(PAYLOAD_NAME, payload, made_at.isoformat(), description)
    return Finish(OFFICIAL_VARIANT, (attached,))
