"""The administration, the log-in and the uploads answer any sign, and keep clean texts only."""

from collections.abc import Iterable

import pytest
from django.db import transaction
from django.db.models import JSONField, Model
from django.db.models import TextField as RawText
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from programs.admin.forms import LinesField, TableField
from programs.models import Bloque
from programs.received.fields import TextField
from programs.received.signs import clean_text
from tests.programs.admin_cast import MODELS, OWN, client_of, filled, sample, url
from tests.programs.test_received_fields import text_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admin_rows")]
# What a browser sends: it can hold no half of a pair.
SENT = "uno\x00\x0b\x85dos\u2028\uffff"
ASKED = ("q", "o", "p", "e", "all", "_changelist_filters", "_popup", "_to_field", "pk__in")


SIGNS = ("%0B", "%ED%A0%BD", "-1", "9" * 30, "%FF", "%25%5F%27")
ODD_IDS = ("x", "9" * 30, "-1", "a_0Bb", "_00", "0x1", "1.5", "%FF")


def person(name: str) -> Client:
    """Return a browser that shows an error as a page, as in production."""
    client = client_of(name)
    client.raise_request_exception = False
    return client


def failures(client: Client, addresses: Iterable[str]) -> list[str]:
    """Return the addresses that end in an error, each with its status."""
    answers = ((client.get(address, follow=True), address) for address in addresses)
    found = ((answer.status_code, address) for answer, address in answers)
    return [f"{status} {address}" for status, address in found if status >= 500]


def test_the_screens_answer_any_question():
    client = person("superuser")
    addresses = []
    for place, model in enumerate(MODELS):
        sign, odd = SIGNS[place % len(SIGNS)], ODD_IDS[place % len(ODD_IDS)]
        screen = url(model, "changelist")
        addresses += [
            f"{screen}?" + "&".join(f"{name}={sign}" for name in ASKED),
            f"{screen}?institucion__id__exact={sign}&kind__exact={sign}",
            f"{screen}{odd}/change/",
        ]

    assert failures(client, addresses) == []
    assert client.get(f"{url(Bloque, 'changelist')}?q=%00").status_code == 400


@pytest.mark.long
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_screen_answers_every_sign_at_every_place(model):
    screen = url(model, "changelist")
    names = (*ASKED, "institucion__id__exact", "kind__exact", "no_such__field")
    asked = [f"{screen}?{name}={sign}" for name in names for sign in SIGNS]
    odd = [f"{screen}{odd}/{end}/" for odd in ODD_IDS for end in ("change", "history", "delete")]

    assert failures(person("superuser"), asked + odd) == []


def typed_names(page: HttpResponse) -> set[str]:
    """Return the names of the boxes of a screen in which people write texts."""
    forms = [page.context["adminform"].form]
    for formset in page.context["inline_admin_formsets"]:
        forms += formset.formset.initial_forms
    kinds = (TextField, TableField, LinesField)
    return {bound.html_name for form in forms for bound in form if isinstance(bound.field, kinds)}


def sends_dirty(model: type[Model], *, one_by_one: bool) -> tuple[int, list[str]]:
    """Send the screen of a row with dirty texts; return how often it saved, and what went wrong.

    All at once, and each field by itself too where `one_by_one` says so.
    """
    client, row = person("superuser"), sample(model, OWN)
    address = url(model, "change", row.pk)
    page = client.get(address)
    if "adminform" not in page.context:
        return 0, []
    data = filled(page)
    dirty = {name: f"{data.get(name, '')}{SENT}" for name in typed_names(page)}
    sent = [dirty, *({name: value} for name, value in dirty.items() if one_by_one)]
    saved, failed = 0, []
    for changes in sent:
        with transaction.atomic():
            answer = client.post(address, data | changes)
            saved += answer.status_code == 302
            if answer.status_code >= 500:
                failed.append(f"{answer.status_code} {changes}")
            failed += unclean(model)
            transaction.set_rollback(True)
    return saved, failed


def unclean(model: type[Model]) -> list[str]:
    """Return the stored texts of a model that are not clean, as the database holds them."""
    found = []
    for field in text_fields():
        if field.model is model and not isinstance(field, JSONField):
            raw = Cast(field.name, output_field=RawText())
            texts = model.objects.annotate(raw=raw).values_list("raw", flat=True)
            found += [f"{field}: {text!r}" for text in texts if text != clean_text(text)]
    return found


def test_the_screens_keep_clean_texts_only():
    saved = 0
    for model in MODELS:
        found, failed = sends_dirty(model, one_by_one=False)
        saved += found
        assert failed == [], model

    assert saved > 8


@pytest.mark.long
def test_each_field_of_each_screen_keeps_a_clean_text_only():
    found = {model: sends_dirty(model, one_by_one=True) for model in MODELS}

    assert sum(saved for saved, _ in found.values()) > 60
    assert [failed for _, failed in found.values() if failed] == []


@pytest.mark.parametrize("sign", ["\x00", "\x0b\ufffd\u2028", "x" * 5000])
def test_the_log_in_answers_any_account_and_password(sign):
    address = reverse("account_login")
    client = Client(raise_request_exception=False)
    for data in (
        {"username": f"prueba{sign}", "password": "x"},
        {"username": "prueba.enlace", "password": f"x{sign}"},
    ):
        answer = client.post(f"{address}?next=/", data)
        assert answer.status_code in (200, 422), data
        assert not answer.wsgi_request.user.is_authenticated
        assert "nulos" in answer.content.decode() or sign != "\x00"
