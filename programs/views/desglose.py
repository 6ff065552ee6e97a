"""How a quantity follows of the hechos of its línea: the act that says so."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from programs.errors import DomainError
from programs.forms.hechos import RuleForm
from programs.getters import avance_holding
from programs.selectors.hechos import rule_named
from programs.services import captura, desglose
from programs.values.hechos.moves import why_no_quantity
from programs.values.hechos.rules import Rule
from programs.values.phrases import number_text
from programs.views.answers import answer_error, answer_saved, cleaned, wants_json
from programs.views.captura import avance_url
from programs.views.hechos import part_page
from programs.views.methods import post_only
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)


def _of_quantity(request: PersonRequest, pk: int) -> str:
    return avance_url(avance_holding(request.user, pk), "cantidades")


@post_only(_of_quantity)
def rule_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Say how a quantity follows of the hechos of its línea."""
    avance = avance_holding(request.user, pk)
    back = avance_url(avance, "cantidades")
    form = RuleForm(request.POST)
    try:
        captura.writer_check(avance, by=request.user)
        data = cleaned(form)
        rule = rule_named(data["rule"], avance.trimestre.programa.institucion_id)
        if rule is None:
            raise DomainError(desglose.NO_KIND)
        saved = desglose.rule_save(
            pk,
            avance_pk=avance.pk,
            rule=rule,
            by=request.user,
            version=data["version"],
            agreed=data["agreed"],
        )
    except desglose.QuantityMoves as asked:
        if wants_json(request):
            return answer_error(request, asked, back)
        context = {"asked": asked, "form": form, "pk": pk, "back": back}
        return part_page(request, avance, "programs/desglose.html", "Cambiar la cantidad", context)
    except REFUSED as error:
        return answer_error(request, error, back)
    return answer_saved(request, {"version": saved.row.version}, back, _ruled(saved, rule))


def _ruled(saved: desglose.RuleSaved, rule: Rule) -> str:
    """Return what a saved rule made of its quantity, in words."""
    quantity = saved.row.quantity
    if rule.kind is None:
        if quantity is None:
            return "Sin desglose. La cantidad queda en blanco: escríbala."
        if saved.restored:
            return f"Sin desglose. Vuelve la última cantidad escrita: {number_text(quantity)}."
        return f"Sin desglose. La cantidad queda en {number_text(quantity)} y puede escribirse."
    text = f"Desglose: {rule.words}."
    if saved.outcome is None:
        return text
    if quantity is None:
        return f"{text} Queda sin dato: {why_no_quantity(rule, saved.outcome)}."
    return f"{text} La cantidad es {number_text(quantity)}."
