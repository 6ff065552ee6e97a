"""Numbers of a text tied to data, of an entry or of a section: insert one, tie one, leave one."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from programs.errors import DomainError
from programs.forms.cifras import InsertForm, TieForm
from programs.getters import avance_get, bloque_get, seccion_get
from programs.models import AvanceTrimestral, Bloque, Seccion
from programs.reading.lines import lines_of
from programs.selectors.cifras import entry_figures, section_figures
from programs.services import captura, cifras
from programs.values.checks.finding import block_anchor
from programs.values.ties import Figures
from programs.views.answers import answer_error, answer_saved, cleaned
from programs.views.bloques import owner_answer, owner_url
from programs.views.methods import post_only
from programs.views.pagina import save_sent, section_sent
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)
ANCHOR = "cifras"


def _of_avance(request: PersonRequest, pk: int) -> str:
    return owner_url(avance_get(request.user, pk), ANCHOR)


def _of_section(request: PersonRequest, pk: int) -> str:
    return owner_url(seccion_get(request.user, pk), ANCHOR)


def _of_block(request: PersonRequest, pk: int) -> str:
    block = bloque_get(request.user, pk)
    return owner_url(block.narrative, block_anchor(block.key))


@post_only(_of_avance)
def figure_insert(request: PersonRequest, pk: int) -> HttpResponse:
    """Insert a figure in a text of an entry, after saving what came with it of the page."""
    avance = avance_get(request.user, pk)
    return save_sent(request, avance) or _insert(request, avance)


@post_only(_of_section)
def section_figure_insert(request: PersonRequest, pk: int) -> HttpResponse:
    """Insert a figure in a text of a section, after saving what came with it of the page."""
    section = seccion_get(request.user, pk)
    return section_sent(request, section) or _insert(request, section)


def _insert(request: PersonRequest, owner: AvanceTrimestral | Seccion) -> HttpResponse:
    back = owner_url(owner, ANCHOR)
    try:
        data = cleaned(InsertForm(request.POST))
        block = owner.bloques.kept().filter(pk=data["text"]).first()
        if block is None:
            raise DomainError("Ese texto ya no está en la página. Elija otro.")
        _check_writer(request, owner)
        saved = cifras.figure_insert(
            block.pk, source=data["source"], figures=_figures(owner), by=request.user
        )
    except REFUSED as error:
        return answer_error(request, error, back)
    words = "La cifra se insertó al final del texto, ligada a sus datos."
    return _answer(request, saved, words)


@post_only(_of_block)
def figure_tie(request: PersonRequest, pk: int) -> HttpResponse:
    """Tie a typed number of a block, or leave a tied one as text."""
    block = bloque_get(request.user, pk)
    avance = block.avance_id
    owner = avance_get(request.user, avance) if avance else block.narrative
    try:
        data = cleaned(TieForm(request.POST))
        _check_writer(request, owner)
        saved = cifras.figure_tie(
            pk,
            at=data["at"],
            number=data["number"],
            source=data["source"],
            figures=_figures(owner) if data["source"] else Figures(),
            by=request.user,
            version=data["version"],
        )
    except REFUSED as error:
        return answer_error(request, error, owner_url(owner, block_anchor(block.key)))
    words = "La cifra quedó ligada." if data["source"] else "La cifra quedó como texto."
    return _answer(request, saved, words)


def _check_writer(request: PersonRequest, owner: AvanceTrimestral | Seccion) -> None:
    if isinstance(owner, AvanceTrimestral):
        captura.writer_check(owner, by=request.user)


def _figures(owner: AvanceTrimestral | Seccion) -> Figures:
    """Return the figures that are offered to the texts of an owner."""
    if not isinstance(owner, AvanceTrimestral):
        return section_figures(owner).offered if owner.trimestre_id else Figures()
    (line,) = lines_of([owner])
    return entry_figures(owner, line)


def _answer(request: PersonRequest, block: Bloque, words: str) -> HttpResponse:
    back = owner_url(block.narrative, block_anchor(block.key))
    return answer_saved(request, {"version": block.version, **owner_answer(block)}, back, words)
