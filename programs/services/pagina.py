"""Saving at once what a page without script shows: all that was changed in it, or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction

from programs.errors import DomainError, Locked
from programs.models import Bloque, User
from programs.models.base import VersionedModel
from programs.services.ajustes import quantity_adjust
from programs.services.bloques import block_save
from programs.services.captura import avance_lock, cause_save, closing_declare, quantity_save
from programs.services.presentacion import seccion_lock

GONE = "Esto ya no está en la página: alguien lo quitó. Copie su texto."


@dataclass(frozen=True, eq=False)
class PagePart:
    """A part that the person changed: "bloque-12", the version they read, and its values.

    `pk` is 0 of what an entry has once: its cause and its declaration.
    """

    kind: str
    pk: int
    version: int
    values: Mapping[str, Any]

    @property
    def row(self) -> str:
        """Whose version it read: the cause and the declaration, or the two of a quantity, share."""
        return "avance" if not self.pk else f"{self.kind.replace('ajuste', 'cantidad')}-{self.pk}"


class PageRefused(DomainError):
    """Nothing of a page was saved: `errors` say why, by part."""

    def __init__(self, errors: dict[PagePart, DomainError | ValidationError]) -> None:
        super().__init__("No se guardó nada de la página. Corrija lo señalado y guarde otra vez.")
        self.errors = errors


@transaction.atomic
def page_save(
    owner: Mapping[str, int], *, parts: Sequence[PagePart], by: User, now: datetime
) -> None:
    """Save the parts of an entry's page ({"avance": pk}) or a section's ({"seccion": pk}).

    All or nothing: one refused part keeps the others from being saved, so that what stands in the
    page and what is stored are never mixed. Raises `PageRefused`; `Locked` for the whole page, and
    `DomainError` for a part that is gone.
    """
    if "seccion" in owner:
        seccion_lock(owner["seccion"], by=by)
    else:
        avance_lock(owner["avance"], by=by)
    refused: dict[PagePart, DomainError | ValidationError] = {}
    read: dict[str, tuple[int, int]] = {}
    for part in sorted(parts, key=lambda part: list(SAVES).index(part.kind)):
        before, after = read.get(part.row, (part.version, part.version))
        version = after if before == part.version else part.version
        try:
            saved = SAVES[part.kind](owner, part, by=by, now=now, version=version)
            read[part.row] = (part.version, saved.version)
        except Locked:
            raise
        except ObjectDoesNotExist:
            raise DomainError(GONE) from None
        except (DomainError, ValidationError) as error:
            refused[part] = error
    if refused:
        raise PageRefused(refused)


def _cause(
    owner: Mapping[str, int], part: PagePart, *, by: User, now: datetime, version: int
) -> VersionedModel:
    return cause_save(owner["avance"], cause=part.values["cause"], by=by, version=version)


def _closing(
    owner: Mapping[str, int], part: PagePart, *, by: User, now: datetime, version: int
) -> VersionedModel:
    return closing_declare(
        owner["avance"],
        closing=part.values["closing"],
        stated_percent=part.values["stated_percent"],
        reason=part.values["closing_reason"],
        by=by,
        version=version,
    )


def _quantity(
    owner: Mapping[str, int], part: PagePart, *, by: User, now: datetime, version: int
) -> VersionedModel:
    return quantity_save(
        part.pk,
        avance_pk=owner["avance"],
        quantity=part.values["quantity"],
        received=part.values["received"],
        reason=part.values["reason"],
        by=by,
        version=version,
    )


def _adjustment(
    owner: Mapping[str, int], part: PagePart, *, by: User, now: datetime, version: int
) -> VersionedModel:
    return quantity_adjust(
        part.pk,
        avance_pk=owner["avance"],
        adjustment=part.values["adjustment"],
        reason=part.values["adjustment_reason"],
        by=by,
        now=now,
        version=version,
    )


def _block(
    owner: Mapping[str, int], part: PagePart, *, by: User, now: datetime, version: int
) -> VersionedModel:
    Bloque.objects.kept().get(pk=part.pk, **owner)
    return block_save(part.pk, values=dict(part.values), by=by, version=version)


# In the order in which they are saved: a save of the others may take the mark of *lista* away,
# which is a version of the entry.
SAVES: dict[str, Callable[..., VersionedModel]] = {
    "causa": _cause,
    "declaracion": _closing,
    "cantidad": _quantity,
    "ajuste": _adjustment,
    "bloque": _block,
}
