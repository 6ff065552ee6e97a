"""The blocks of a narrative, of an entry or of a section: add, write, move, remove, put back.

The same endpoints serve every page with blocks; each goes back to the page of the block's owner.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from programs.enums import BlockKind
from programs.errors import EXPIRED, DomainError
from programs.forms.bloques import FIELDS, FORMS, KEY, new_key
from programs.forms.pagina import typed_block
from programs.getters import avance_get, bloque_get, seccion_get
from programs.models import AvanceTrimestral, Bloque, Seccion
from programs.reading.addresses import block_add_url
from programs.selectors.avance import workflow_with
from programs.selectors.bloques import block_edits, blocks_to_write, proposed_alts
from programs.selectors.cifras import said_now
from programs.selectors.evidencia import removed_figures
from programs.services import bloques, captura
from programs.values.checks.finding import block_anchor
from programs.values.tied import has_ties
from programs.views.answers import (
    answer_error,
    answer_saved,
    chose_theirs,
    version_of,
    wants_json,
)
from programs.views.captura import avance_page, workflow_fragment
from programs.views.methods import post_only
from programs.views.pagina import save_sent, section_sent
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)
PK_DIGITS = 18  # what the database takes for a number of a row


def _of_avance(request: PersonRequest, pk: int) -> str:
    return owner_url(avance_get(request.user, pk), "narrativa")


def _of_section(request: PersonRequest, pk: int) -> str:
    return owner_url(seccion_get(request.user, pk), "narrativa")


def _of_block(request: PersonRequest, pk: int) -> str:
    block = bloque_get(request.user, pk)
    return owner_url(block.narrative, block_anchor(block.key))


@post_only(_of_avance)
def block_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a block to an entry, after saving what came with it of a page without script."""
    avance = avance_get(request.user, pk)
    return save_sent(request, avance) or _add(request, avance, avance_pk=pk)


@post_only(_of_section)
def section_block_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a block to a section, after saving what came with it of a page without script."""
    section = seccion_get(request.user, pk)
    return section_sent(request, section) or _add(request, section, seccion_pk=pk)


def _add(request: PersonRequest, owner: AvanceTrimestral | Seccion, **pks: int) -> HttpResponse:
    """Add below the block that the address names (`?debajo=`), or at the end."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    try:
        if not KEY.fullmatch(key):
            raise DomainError(EXPIRED)
        below = request.GET.get("debajo", "")
        pk = int(below) if below.isdecimal() and len(below) < PK_DIGITS else None
        block = bloques.block_add(kind=kind, key=key, by=request.user, below=pk, **pks)
    except REFUSED as error:
        return answer_error(request, error, owner_url(owner, "narrativa"))
    back = owner_url(owner, block_anchor(block.key))
    return answer_saved(
        request,
        {**block_answer(request, block), "new_key": new_key()},
        back,
        f"Se agregó un bloque: {BlockKind(block.kind).label}.",
    )


@post_only(_of_block)
def block_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save the texts of a block."""
    block = bloque_get(request.user, pk)
    form = FORMS[block.kind](request.POST)
    back = owner_url(block.narrative, block_anchor(block.key))
    try:
        if block.avance:
            captura.writer_check(block.avance, by=request.user)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        saved = bloques.block_save(
            pk,
            values={name: form.cleaned_data[name] for name in FIELDS[block.kind]},
            by=request.user,
            version=form.cleaned_data["version"],
            keep_theirs=chose_theirs(request),
        )
    except REFUSED as error:
        draw = _page_of(request, block)
        return answer_error(request, error, back, page=draw, keeps_both=True)
    payload = {"version": saved.version, **owner_answer(saved)}
    if saved.kind == BlockKind.FIGURES and wants_json(request):
        payload["proposed"] = proposed_alts(saved)
    return answer_saved(request, payload, back)


@post_only(_of_block)
def block_move(request: PersonRequest, pk: int) -> HttpResponse:
    """Change places with the block above (`to=up`) or below.

    A script gets the place in the page of the block that follows it now, as `before`.
    """
    block = bloque_get(request.user, pk)
    back = owner_url(block.narrative, block_anchor(block.key))
    up = request.POST.get("to") == "up"
    try:
        moved, following = bloques.block_move(pk, up=up, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    words = "Subió el bloque." if up else "Bajó el bloque."
    before = block_anchor(following.key) if following else ""
    return answer_saved(request, {"before": before, **owner_answer(moved)}, back, words)


@post_only(_of_block)
def block_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a block out; the page offers to put it back."""
    block = bloque_get(request.user, pk)
    try:
        version = version_of(request)
        removed = bloques.block_remove(pk, by=request.user, now=timezone.now(), version=version)
    except REFUSED as error:
        return answer_error(request, error, owner_url(block.narrative, block_anchor(block.key)))
    payload = {
        **owner_answer(removed),
        "html": render_to_string(
            "programs/_captura_removed.html", {"block": block_edits([removed])[0]}, request
        ),
    }
    return answer_saved(
        request,
        payload,
        owner_url(block.narrative, "quitados"),
        "Se quitó el bloque. Puede deshacerlo en «Bloques quitados».",
    )


@post_only(_of_block)
def block_restore(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a removed block back where it was."""
    block = bloque_get(request.user, pk)
    back = owner_url(block.narrative, block_anchor(block.key))
    try:
        restored = bloques.block_restore(pk, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    return answer_saved(request, block_answer(request, restored), back, "El bloque volvió.")


def owner_url(owner: AvanceTrimestral | Seccion, anchor: str) -> str:
    """Return the address of the page on which the owner's blocks are written."""
    address = owner.get_absolute_url()
    return f"{address}#{anchor}" if owner.trimestre_id else address


def owner_answer(block: Bloque) -> dict:
    """Return what a change of a block that a service locked changes in its entry.

    A section shows nothing of it.
    """
    owner = block.narrative
    if not isinstance(owner, AvanceTrimestral):
        return {}
    return {
        "avance_version": owner.version,
        "fragments": {"tramite": workflow_fragment(workflow_with(block, owner))},
    }


def block_answer(request: PersonRequest, block: Bloque) -> dict:
    """Return a block as markup for the page, to a script only."""
    if not wants_json(request):
        return {}
    (drawn,) = blocks_drawn(request, [block])
    return {"version": block.version, **drawn, **owner_answer(block)}


def blocks_drawn(request: PersonRequest, blocks: Sequence[Bloque]) -> list[dict[str, str]]:
    """Return the anchor and the markup of blocks of one narrative, in their order."""
    order = [block.pk for block in blocks]
    rows = {row.pk: row for row in blocks_to_write(Bloque.objects.filter(pk__in=order))}
    read = [rows[pk] for pk in order]
    add_url = block_add_url(avance=blocks[0].avance_id, seccion=blocks[0].seccion_id)
    return [
        {
            "anchor": edit.anchor,
            "html": render_to_string(
                "programs/_captura_block.html",
                {"block": replace(edit, last=True), "add_url": add_url},
                request,
            ),
        }
        for edit in block_edits(read, removed=removed_figures(read), said=_said(request, read))
    ]


def _said(request: PersonRequest, blocks: Sequence[Bloque]) -> Mapping[str, str]:
    """Return the tied numbers of now of blocks of one narrative: one that was put back may have."""
    if not any(has_ties(block.html) for block in blocks):
        return {}
    pk = blocks[0].avance_id
    return said_now(blocks, avance_get(request.user, pk) if pk else None)


def _page_of(
    request: PersonRequest, block: Bloque
) -> Callable[[Mapping[str, list[str]]], HttpResponse] | None:
    """Return how to draw the page of an entry again with what was typed in one of its blocks."""
    pk = block.avance_id
    if pk is None:
        return None

    def draw(errors: Mapping[str, list[str]]) -> HttpResponse:
        avance = avance_get(request.user, pk)
        typed = typed_block({name: request.POST[name] for name in request.POST}, errors)
        return avance_page(request, avance, blocks={block.pk: typed})

    return draw
