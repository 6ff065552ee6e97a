"""What was pasted into a narrative, of an entry or of a section: its blocks, all or none."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from programs.errors import DomainError
from programs.forms.pegado import PasteForm
from programs.getters import avance_get, seccion_get
from programs.models import AvanceTrimestral, Seccion
from programs.services.pegado import blocks_paste as add_pasted
from programs.values.checks.finding import block_anchor
from programs.views.answers import answer_error, answer_saved
from programs.views.bloques import blocks_drawn, owner_answer, owner_url
from programs.views.methods import post_only
from programs.views.request import PersonRequest


@post_only(lambda request, pk: owner_url(avance_get(request.user, pk), "narrativa"))
def blocks_paste(request: PersonRequest, pk: int) -> HttpResponse:
    """Add to an entry the blocks of a paste."""
    return _paste(request, avance_get(request.user, pk), avance_pk=pk)


@post_only(lambda request, pk: owner_url(seccion_get(request.user, pk), "narrativa"))
def section_blocks_paste(request: PersonRequest, pk: int) -> HttpResponse:
    """Add to a section the blocks of a paste."""
    return _paste(request, seccion_get(request.user, pk), seccion_pk=pk)


def _paste(request: PersonRequest, owner: AvanceTrimestral | Seccion, **pks: int) -> HttpResponse:
    form = PasteForm(request.POST)
    back = owner_url(owner, "narrativa")
    try:
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        data = form.cleaned_data
        added = add_pasted(after=data["after"], pasted=data["blocks"], by=request.user, **pks)
    except (DomainError, ValidationError) as error:
        return answer_error(request, error, back)
    if not added:
        return answer_saved(request, {"blocks": []}, back)
    drawn = [
        {"key": block.key, "html": part["html"]}
        for block, part in zip(added, blocks_drawn(request, added), strict=True)
    ]
    payload = {"blocks": drawn, **owner_answer(added[-1])}
    place = owner_url(owner, block_anchor(added[-1].key))
    return answer_saved(request, payload, place, "Se agregó a la narrativa.")
