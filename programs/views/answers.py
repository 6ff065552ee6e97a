"""Answers of the capture endpoints, the same for a plain form and for a script.

A script sends `Accept: application/json`. A plain form gets a redirect after a save and, after a
refusal, a page that keeps everything that was typed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BooleanField, Field, Model
from django.forms import BaseForm, BoundField, ChoiceField, ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import strip_tags

from programs.errors import EXPIRED, Conflict, DomainError, Locked, Versioned
from programs.received.signs import clean_text
from programs.values.phrases import long_date, number_text

# What travels with every form and is not something that the person wrote.
NOT_TYPED = {"csrfmiddlewaretoken", "version", "use", "marks"}
THEIRS = "Quedó lo de la otra persona. Lo suyo está en el historial."
CHECK_FIELDS = "Revise lo que escribió: un dato no se puede guardar así."

ErrorTexts = dict[str, list[str]]


@dataclass(frozen=True)
class Compared:
    """How the form of a conflict is compared, each of its fields with what stands now.

    `stored` gives that of the row, by the form's fields, as the form cleans them; `sent` gives what
    else the form sends otherwise the next time, as what it read.
    """

    form: BaseForm
    stored: Callable[[Any], Mapping[str, object]]
    sent: Callable[[Any], Mapping[str, str]] = lambda row: {}


class SeeOther(HttpResponseRedirect):
    """A redirect after a POST: the browser asks for the page by GET."""

    status_code = HTTPStatus.SEE_OTHER


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script of ours asks: a browser's own navigation accepts HTML first."""
    accept = request.headers.get("Accept", "")
    return "application/json" in accept and "text/html" not in accept


def chose_theirs(request: HttpRequest) -> bool:
    """Tell whether who compared two texts on the page of a conflict chose the other person's."""
    return request.POST.get("use") == "theirs"


def version_of(request: HttpRequest) -> int:
    """Return the version that a form without other fields names; `DomainError` without one."""
    text = request.POST.get("version", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise DomainError(EXPIRED)
    return int(text)


def answer_saved(
    request: HttpRequest,
    payload: Mapping[str, object],
    redirect_to: str,
    message: str = "",
    asked: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Answer an accepted save.

    A script gets `payload` (its `version`, and what the page shows anew) with `saved_at` as
    "10:42" of the local clock; a plain form goes back to `redirect_to` with `message`. `asked` are
    the questions of what was saved, by field: a plain form gets them as warnings.
    """
    asked = asked or {}
    now = f"{timezone.localtime():%H:%M}"
    message = THEIRS if chose_theirs(request) else message
    if wants_json(request):
        return JsonResponse({"saved_at": now, "asked": dict(asked), **payload})
    messages.success(request, message or f"Guardado a las {now}.")
    for question in asked.values():
        messages.warning(request, question)
    return SeeOther(redirect_to)


def answer_error(
    request: HttpRequest,
    error: DomainError | ValidationError,
    redirect_to: str,
    *,
    page: Callable[[ErrorTexts], HttpResponse] | None = None,
    keeps_both: bool = False,
    compared: Compared | BaseForm | None = None,
) -> HttpResponse:
    """Answer a refused save.

    A script gets 409 (`Conflict`), 423 (`Locked`) or 422 with `message` and `errors`
    ({field: [texts]}; "__all__" is of no field). For a plain form, `page` draws the page again
    with those errors and what was typed, and its answer is given the status 422; without `page`,
    and for a conflict or a lock, a page of its own shows why, keeps what was typed and leads back
    to `redirect_to`. A lock is 403 there, since browsers have no page for 423. `keeps_both` says
    that the address takes `use=theirs`: what the person typed then goes to the history. `compared`
    is a form whose fields are compared with those of the row, each shown with its own control.
    """
    if isinstance(error, Conflict):
        if compared and not wants_json(request):
            each = compared if isinstance(compared, Compared) else _by_name(compared)
            return _answer_compared(request, error, redirect_to, each)
        return _answer_conflict(request, error, redirect_to, keeps_both=keeps_both)
    errors = error_texts(error)
    message = " ".join(errors.get(NON_FIELD_ERRORS, [])) or CHECK_FIELDS
    locked = isinstance(error, Locked)
    if wants_json(request):
        if locked:
            return JsonResponse({"message": message}, status=HTTPStatus.LOCKED)
        body = {"message": message, "errors": errors}
        return JsonResponse(body, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if page and not locked:
        response = page(errors)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
    texts = [text for field_texts in errors.values() for text in field_texts]
    return render(
        request,
        "programs/not_saved.html",
        {
            "texts": texts,
            "typed": typed_texts(request),
            "back": redirect_to,
        },
        status=HTTPStatus.FORBIDDEN if locked else HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def error_texts(error: DomainError | ValidationError) -> ErrorTexts:
    """Return the sentences of an error by field, "__all__" for those of no field."""
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            return error.message_dict
        return {NON_FIELD_ERRORS: error.messages}
    return {NON_FIELD_ERRORS: [str(error)]}


def typed_texts(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the person sent as (field, text), in the order of the form.

    Empty ones not, nor any password.
    """
    return [
        (name, text)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED and not name.endswith("-version") and "password" not in name
        for text in values
        if text
    ]


def _answer_conflict(
    request: HttpRequest, error: Conflict, redirect_to: str, *, keeps_both: bool
) -> HttpResponse:
    if not wants_json(request) and _is_repeated(request, error):
        return answer_saved(request, {}, redirect_to)
    if wants_json(request):
        body = {"message": str(error), "version": error.row.version, "theirs": error.theirs}
        # After a reply that never arrived, the script meets the person's own save here.
        body["own"] = error.theirs.get("author") == str(request.user)
        return JsonResponse(body, status=HTTPStatus.CONFLICT)
    author, at = error.theirs.get("author", ""), error.theirs.get("at", "")
    stored = {name: text for name, text in error.theirs.items() if name not in ("author", "at")}
    mine, along = [], []
    for name, texts in request.POST.lists():
        if name in NOT_TYPED:
            continue
        # What may be joined by hand is shown; what is equal, or is no text, goes along unseen.
        if name in stored and clean_text(texts[-1]) != stored[name]:
            mine.append({"name": name, "label": _label(error.row, name), "text": texts[-1]})
        else:
            along += [(name, text) for text in texts]
    context = {
        "message": str(error),
        "author": author,
        "at": at,
        "theirs": [
            {"label": _label(error.row, name), "text": _words(error.row, name, text)}
            for name, text in stored.items()
        ],
        "mine": mine,
        "keeps_both": keeps_both and bool(mine),
        "again": along,
        "version": error.row.version,
        "back": redirect_to,
    }
    return render(request, "programs/conflict.html", context, status=HTTPStatus.CONFLICT)


def _answer_compared(
    request: HttpRequest, error: Conflict, redirect_to: str, compared: Compared
) -> HttpResponse:
    """Show every field in which a form and its row differ, each to be edited and sent again."""
    stored = compared.stored(error.row)
    said = compared.form.cleaned_data
    differing = [
        field
        for field in compared.form.visible_fields()
        if _or_blank(said.get(field.name)) != _or_blank(stored.get(field.name))
    ]
    if not differing:
        return answer_saved(request, {}, redirect_to)  # what was sent stands already
    shown = {field.html_name for field in differing}
    sent = compared.sent(error.row)
    again = [
        (name, sent.get(name, text))
        for name, texts in request.POST.lists()
        if name not in NOT_TYPED | shown
        for text in texts
    ]
    context = {
        "message": str(error),
        "author": error.theirs.get("author", ""),
        "fields": [
            {"field": field, "theirs": _said(field, stored.get(field.name))} for field in differing
        ],
        "again": again,
        "version": error.row.version,
        "back": redirect_to,
    }
    return render(request, "programs/conflict.html", context, status=HTTPStatus.CONFLICT)


def _by_name(form: BaseForm) -> Compared:
    """Return how a form is compared whose fields are called as those of its row."""
    return Compared(form, lambda row: {name: getattr(row, name) for name in form.fields})


def _or_blank(value: object) -> object:
    return "" if value is None else value


def _said(bound: BoundField, value: object) -> str:
    """Return what stands in a field as people read it, "" for nothing."""
    field = bound.field
    if value in (None, ""):
        return ""
    if hasattr(field, "words"):
        return str(field.words(value))
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        return str(dict(cast(Iterable[Any], field.choices)).get(value, value))
    return str(value)


def _is_repeated(request: HttpRequest, error: Conflict) -> bool:
    """Tell whether a plain form met its own save: the same person, and each text as it stands."""
    if error.theirs.get("author") != str(request.user):
        return False
    typed = {name: texts[-1] for name, texts in request.POST.lists() if name in error.theirs}
    return bool(typed) and all(
        _plain(name, clean_text(text)) == _plain(name, error.theirs[name])
        for name, text in typed.items()
    )


def _plain(name: str, text: str) -> str | Decimal:
    """Return a text without what saving tidies: markup, blanks, the zeros of a number."""
    words = " ".join(readable(name, text).split())
    try:
        return Decimal(words)
    except InvalidOperation:
        return words


def readable(name: str, text: str) -> str:
    """Return the words of stored markup, each paragraph and item on its line."""
    return strip_tags(re.sub(r"</(?:p|li)>|<br>", "\n", text)).strip() if name == "html" else text


def _words(row: Versioned, name: str, text: str) -> str:
    """Return a stored value as people read it: a code and a yes or no by their word."""
    field = _field(row, name)
    if isinstance(field, BooleanField):
        return "Sí" if text == "True" else "No"
    return str(dict(field.flatchoices).get(text) or readable(name, text))


def _label(row: Versioned, name: str) -> str:
    """Return what pages call a field: its Spanish name in the model."""
    label = str(_field(row, name).verbose_name)
    return label[:1].upper() + label[1:]


def _field(row: Versioned, name: str) -> Field:
    fields = cast(Model, row)._meta.fields  # only rows of models are saved by version
    return next(field for field in fields if field.name == name)


def cleaned(form: BaseForm) -> dict[str, Any]:
    """Return the cleaned data of a bound form; ValidationError by field when it is not valid."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.cleaned_data
