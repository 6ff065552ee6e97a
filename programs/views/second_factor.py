"""The second factor: its code at the log-in, and the pages by which a person keeps it."""

import time
from datetime import timedelta
from http import HTTPStatus

import segno
from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from programs.backends import TooManyTries
from programs.errors import DomainError
from programs.forms.second_factor import BACK, CodeForm, FirstCodeForm
from programs.getters import person_managed
from programs.selectors.second_factor import (
    enrolment_address,
    has_second_factor,
    recovery_codes_of,
    second_factor_of,
)
from programs.services.sealed import seal, unseal
from programs.services.second_factor import recovery_codes_renew, second_factor_end
from programs.views.answers import SeeOther
from programs.views.request import PersonRequest, client_address

STEP_PAGE = "registration/second_step.html"
START_PAGE = "registration/second_factor_on.html"
CODE_PAGE = "registration/second_factor_code.html"
# What a session keeps: the secret that an application is being given, and until when the recovery
# codes that were just made are shown.
SECRET, SHOWN_UNTIL = "second_factor_secret", "recovery_codes_until"
SHOWN_FOR = timedelta(minutes=15)
ELSEWHERE = '<a class="btn btn-link" href="{% url \'account_login\' %}">Entrar con otra cuenta</a>'
WAIT = "Espere para intentar otra vez"
FORMS = require_http_methods(["GET", "HEAD", "POST"])


def refused(request: HttpRequest, page: str, form: Form, **context: object) -> HttpResponse:
    """Show a refused form again: 422, or 429 where it has to wait."""
    for errors in form.errors.as_data().values():
        for error in errors:
            if isinstance(error, TooManyTries):
                response = render(
                    request,
                    page,
                    {**context, "form": form, "heading": WAIT},
                    status=HTTPStatus.TOO_MANY_REQUESTS,
                )
                response["Retry-After"] = str(error.seconds)
                return response
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, page, {**context, "form": form}, status=status)


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
@sensitive_post_parameters("code")
@FORMS
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a code after the right password, and let the person in."""
    stage = vars(request)["_login_stage"]
    person = stage.login.user
    if not has_second_factor(person):
        return stage.abort()
    form = CodeForm(
        request.POST if request.method == "POST" else None,
        person=person,
        address=client_address(request),
        act="Entrar",
        back=ELSEWHERE,
    )
    if request.method != "POST":
        return render(request, STEP_PAGE, {"form": form})
    if not form.is_valid():
        return refused(request, STEP_PAGE, form)
    post_authentication(request, form.spent)
    return stage.exit()


@require_safe
def security(request: PersonRequest) -> HttpResponse:
    """Show a person their account and what guards it."""
    factor = second_factor_of(request.user)
    return render(request, "registration/security.html", {"factor": factor})


@sensitive_post_parameters("code", "password")
@FORMS
def second_factor_on(request: PersonRequest) -> HttpResponse:
    """Give an application its secret, and turn the second factor on with the first code."""
    person = request.user
    if has_second_factor(person):
        return redirect("security")
    secret = _secret_of(request)
    form = FirstCodeForm(
        request.POST if request.method == "POST" else None,
        person=person,
        address=client_address(request),
        secret=secret,
        back="" if person.owes_second_factor else BACK,
    )
    address = enrolment_address(person, secret)
    context: dict[str, object] = {
        "address": address,
        "code": segno.make_qr(address, error="m").svg_data_uri(scale=5, border=4, light="#ffffff"),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "owed": person.owes_second_factor,
    }
    if request.method != "POST":
        return render(request, START_PAGE, context | {"form": form})
    if not form.is_valid():
        return refused(request, START_PAGE, form, **context)
    del request.session[SECRET]
    messages.success(request, "La verificación en dos pasos quedó activa.")
    return _show_codes(request)


@sensitive_post_parameters("code")
@FORMS
def recovery_codes_new(request: PersonRequest) -> HttpResponse:
    """Make new recovery codes, once a code shows that it is the person."""
    words = {
        "title": "Códigos de recuperación nuevos",
        "text": "Los anteriores dejan de servir, también los que no usó.",
    }
    answer = _with_code(request, "Hacer códigos nuevos", words)
    if answer is not None:
        return answer
    recovery_codes_renew(request.user, now=timezone.now())
    return _show_codes(request)


@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: PersonRequest) -> HttpResponse:
    """Show the recovery codes that this session just made, until the person says it kept them."""
    until = request.session.get(SHOWN_UNTIL, 0)
    if request.method == "POST":
        request.session.pop(SHOWN_UNTIL, None)
        return redirect("home")
    if until < time.time():
        messages.info(
            request,
            "Los códigos de recuperación se muestran una sola vez. Si no los guardó, haga otros.",
        )
        return redirect("security")
    codes = recovery_codes_of(request.user)
    return render(request, "registration/recovery_codes.html", {"codes": codes})


@sensitive_post_parameters("code")
@FORMS
def second_factor_off(request: PersonRequest) -> HttpResponse:
    """Turn the own second factor off, once a code shows that it is the person."""
    words = {
        "title": "Apagar la verificación en dos pasos",
        "text": "Para entrar bastará su contraseña. Si cambia de teléfono, o su función debe "
        "tenerla, actívela otra vez enseguida.",
    }
    answer = _with_code(request, "Apagar", words)
    if answer is not None:
        return answer
    second_factor_end(request.user, by=request.user, now=timezone.now())
    messages.success(request, "La verificación en dos pasos quedó apagada.")
    return SeeOther(reverse("security"))


@FORMS
def second_factor_reset(request: PersonRequest, pk: int) -> HttpResponse:
    """Take away the second factor of somebody who lost it: by who manages their account."""
    person = person_managed(request.user, pk)
    factor = second_factor_of(person)
    if request.method != "POST":
        page = "registration/second_factor_reset.html"
        return render(request, page, {"person": person, "factor": factor})
    try:
        second_factor_end(person, by=request.user, now=timezone.now())
        messages.success(
            request,
            f"Se quitó la verificación en dos pasos de {person}. La próxima vez entra con su "
            "contraseña.",
        )
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("admin:programs_user_change", person.pk)


def _with_code(request: PersonRequest, act: str, words: dict[str, str]) -> HttpResponse | None:
    """Return the answer to a page that asks for a code, None once a right one was spent."""
    if not has_second_factor(request.user):
        return redirect("security")
    form = CodeForm(
        request.POST if request.method == "POST" else None,
        person=request.user,
        address=client_address(request),
        act=act,
    )
    if request.method != "POST":
        return render(request, CODE_PAGE, words | {"form": form})
    return None if form.is_valid() else refused(request, CODE_PAGE, form, **words)


def _secret_of(request: PersonRequest) -> str:
    """Return the secret that the application of this session is being given, made if there is none.

    It stays while the session lasts, so that a page that is loaded again shows the same code.
    """
    try:
        return unseal(request.session[SECRET])
    except (KeyError, DomainError):
        secret: str = generate_totp_secret()
        request.session[SECRET] = seal(secret)
        return secret


def _show_codes(request: PersonRequest) -> HttpResponse:
    request.session[SHOWN_UNTIL] = time.time() + SHOWN_FOR.total_seconds()
    return SeeOther(reverse("recovery_codes"))
