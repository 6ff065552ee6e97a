"""Hechos of the cast, recorded as its enlace records them."""

import re
from datetime import date
from html import unescape

from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from programs.models import AvanceDeComponente, AvanceTrimestral, Hecho, TipoDeHecho, User
from programs.services.desglose import rule_save
from programs.services.hechos import HechoData, hecho_add
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.rules import Rule, RuleKind
from tests.factories import YEAR


def kind_of(cast, key: str) -> HechoKind:
    """Return a kind of the cast's institution."""
    return TipoDeHecho.objects.get(institucion=cast.institucion, key=key).value


def record(avance: AvanceTrimestral, name: str, *, kind="sesion", counts=True, **values) -> Hecho:
    """Record a hecho of a línea's quarter."""
    return hecho_add(
        avance.pk,
        key=f"{kind}-{name}"[:100],
        data=HechoData(kind, name, date(2026, 2, 3), values),
        counts=counts,
        by=User.objects.get(username="enlace"),
        now=timezone.now(),
    )


def quantity_of(avance: AvanceTrimestral) -> AvanceDeComponente:
    """Return the quantity of an entry as it is stored."""
    return AvanceDeComponente.objects.select_related("rule_kind").get(avance=avance)


def make_rule(cast, avance, kind="sesion", field="", where="", value="") -> AvanceDeComponente:
    """Let the quantity of an entry follow of its hechos."""
    row = quantity_of(avance)
    how = RuleKind.SUM if field else RuleKind.COUNT
    rule = Rule(how, kind_of(cast, kind), field, where, value)
    by = User.objects.get(username="enlace")
    return rule_save(row.pk, avance_pk=avance.pk, rule=rule, by=by, version=row.version).row


def capture(cast, place: int = 0) -> str:
    """Return the address of a línea's first quarter."""
    return reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea(place).pk, 1])


def register(cast) -> str:
    """Return the address of the register of the first quarter."""
    return reverse("hechos_register", args=[cast.institucion.slug, YEAR, 1])


def origin(cast, order: int = 1) -> str:
    """Return the address of a figure of the first línea."""
    place = [cast.institucion.slug, YEAR, cast.linea().pk, 1, order]
    return reverse("figure_origin", args=place)


def words(response) -> str:
    """Return what a page says, without its marks."""
    return " ".join(unescape(strip_tags(response.text)).split())


def form_of(html: str, value: str) -> dict[str, str]:
    """Return what the form that holds a value sends as it was drawn, without its token."""
    (form,) = [each for each in re.findall(r"<form.*?</form>", html, re.DOTALL) if value in each]
    pairs = re.findall(r'<input[^>]*\sname="(\w+)"\s+value="([^"]*)"', form)
    return {name: unescape(text) for name, text in pairs if name != "csrfmiddlewaretoken"}
