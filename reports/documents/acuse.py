"""The receipt of an área's submission on paper: one page that always says the same.

All that it says of the submission is the act of the ledger, so that a later step, a new submission
or a person's new name changes no receipt that was given.
"""

from dataclasses import dataclass
from datetime import datetime

from programs.values.acuse import SENT_STEPS, hash_groups
from programs.values.phrases import long_date

KIND = "acuse"


@dataclass(frozen=True)
class Submission:
    """One submission: `sent_at` is local time, `lineas` how many líneas went, `digest` the act's.

    `about` is the área and the quarter as the act names them; `emblem`, `brand_color` and `sample`
    are the institution's, as in `reports.documents.base.Document`.
    """

    institution: str
    short_name: str
    emblem: str
    brand_color: str
    sample: bool
    about: str
    folio: str
    sent_at: datetime
    sent_by: str
    statement: str
    lineas: int
    act_number: int
    digest: str


@dataclass(frozen=True)
class Acuse:
    """The receipt. `facts` are its (label, text) rows; `groups` the hash of the act, in groups."""

    kind: str
    title: str
    institution: str
    short_name: str
    emblem: str
    brand_color: str
    sample: bool
    folio: str
    about: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    steps: tuple[str, ...]


def build(sent: Submission) -> Acuse:
    """Return the receipt of a submission."""
    noun = "línea de acción" if sent.lineas == 1 else "líneas de acción"
    what = f"{sent.lineas} {noun}" if sent.lineas else "Los meses de sus actividades"
    return Acuse(
        kind=KIND,
        title=f"Acuse {sent.folio}",
        institution=sent.institution,
        short_name=sent.short_name,
        emblem=sent.emblem,
        brand_color=sent.brand_color,
        sample=sent.sample,
        folio=sent.folio,
        about=sent.about,
        facts=(
            ("Fecha y hora", f"{long_date(sent.sent_at.date())}, {sent.sent_at:%H:%M} horas"),
            ("Envió", sent.sent_by),
            ("Declaró", sent.statement),
            ("Se envió", f"{what} y lo escrito en la presentación"),
            ("Registro", f"Acto número {sent.act_number} del libro de actos de la institución"),
        ),
        groups=hash_groups(sent.digest),
        steps=SENT_STEPS,
    )
