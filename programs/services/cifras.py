"""Tying the numbers of a text to data: put one in, tie a typed one, leave one as text."""

from django.db import transaction

from programs.enums import BlockKind
from programs.errors import DomainError
from programs.models import Bloque, User
from programs.models.versions import require_version
from programs.services.bloques import TAKEN_OUT, block_lock, block_save
from programs.values.tie_offers import appended, is_done, with_tie, without_tie
from programs.values.ties import Figures, KnownFigure

GONE = "Esa cifra ya no está en la lista. Vuelva a cargar la página y elija otra."
NOT_A_TEXT = "Una cifra se liga en un bloque de texto."
MOVED = "El número ya no está donde estaba. Vuelva a cargar la página e inténtelo otra vez."


@transaction.atomic
def figure_insert(pk: int, *, source: str, figures: Figures, by: User) -> Bloque:
    """Put a tied number at the end of a text.

    It asks for no version: what stands there stays, whoever wrote it; a second time nothing
    happens. Raises `DomainError` for a
    figure that is not among `figures`, a block that is no text and one that was taken out.
    """
    block, figure = _text_lock(pk, by=by), _figure(source, figures)
    return _saved(block, appended(block.html, figure), by=by)


@transaction.atomic
def figure_tie(
    pk: int,
    *,
    at: int,
    number: str,
    source: str,
    figures: Figures,
    by: User,
    version: int | None,
) -> Bloque:
    """Tie the number that stands at a place of the stored text; without `source` leave it as text.

    A second time nothing happens. Raises `Conflict` for a text that somebody changed meanwhile,
    `DomainError` as `figure_insert` and where no such number stands.
    """
    block = _text_lock(pk, by=by)
    if is_done(block.html, at, number, source):
        return block
    require_version(block, version, ("html",))
    if source:
        html = with_tie(block.html, at, number, _figure(source, figures))
    else:
        html = without_tie(block.html, at)
    if html is None:
        raise DomainError(MOVED)
    return _saved(block, html, by=by)


def _text_lock(pk: int, *, by: User) -> Bloque:
    block = block_lock(pk=pk, by=by)
    if block.kind != BlockKind.TEXT:
        raise DomainError(NOT_A_TEXT)
    if block.removed_at is not None:
        raise DomainError(TAKEN_OUT)
    return block


def _figure(source: str, figures: Figures) -> KnownFigure:
    figure = figures.find(source)
    if figure is None or not figure.is_offered:
        raise DomainError(GONE)
    return figure


def _saved(block: Bloque, html: str, *, by: User) -> Bloque:
    """Save the text of a locked block as any other save of it: one version, one history row."""
    return block_save(block.pk, values={"html": html}, by=by, version=block.version)
