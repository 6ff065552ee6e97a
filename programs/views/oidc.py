"""Entering with the account of a provider of OpenID Connect, where the settings name one."""

import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.utils import perform_login
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from requests import RequestException

from programs.errors import DomainError
from programs.services.oidc import provider_person
from sesea.oidc import Provider

# In a session: the provider asked the second factor.
FACTOR_ASKED = "oidc_factor_asked"
AWAY = "{name} no responde como debe. Intente en unos minutos, o entre con su cuenta y contraseña."
CANCELLED = "No entró: se canceló en {name}."
FAILED = "No pudo entrar con {name}. Intente otra vez desde esta página."
# A provider that is away, or answers what no provider should.
TROUBLES = (RequestException, OAuth2Error, ProviderException)
ODD = (ValueError, LookupError, TypeError, AttributeError)

logger = logging.getLogger("sesea")


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's, which believes only the issuer that the settings name."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself. `OAuth2Error` where it is not a provider."""
        config = super().openid_config
        issuer = config.get("issuer") if isinstance(config, dict) else None
        if not isinstance(issuer, str) or issuer.rstrip("/") != _named().issuer:
            raise OAuth2Error(f"another issuer: {issuer}")
        found: dict[str, Any] = config
        return found


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def oidc_begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider by a page of ours.

    The policy of contents lets no form end at another site, so a form does not lead there itself.
    """
    try:
        provider = CheckedAdapter(request, provider_id).get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    if request.method != "POST":
        return redirect(settings.LOGIN_URL)
    provider.oauth2_adapter_class = CheckedAdapter
    asked = request.POST.get(REDIRECT_FIELD_NAME, "")
    onward = asked if account_adapter(request).is_safe_url(asked) else None
    try:
        answer = provider.redirect(request, process=AuthProcess.LOGIN, next_url=onward)
    except (*TROUBLES, *ODD) as error:
        return refused(request, AWAY.format(name=_named().name), error)
    if not urlsplit(answer.url).netloc:
        return answer
    page = {"address": answer.url, "name": _named().name}
    return render(request, "registration/oidc_go.html", page)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def oidc_end(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take who comes back from the provider in, or say on the page of the log-in why not."""
    try:
        adapter = CheckedAdapter(request, provider_id)
        adapter.get_provider()
        if request.method == "POST":
            return HttpResponseNotAllowed(["GET", "HEAD"])
        view = OAuth2CallbackView.adapter_view(adapter)
        answer: HttpResponse = view(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (*TROUBLES, *ODD) as error:
        return refused(request, AWAY.format(name=_named().name), error)
    return answer


def enter(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """Let in whom the provider vouches for, through the same steps as with a password."""
    address = next(iter(login.email_addresses), None)
    try:
        person = provider_person(
            issuer=_named().issuer,
            name=_named().name,
            uid=login.account.uid,
            email=address.email if address else "",
            verified=address is not None and address.verified,
            now=timezone.now(),
        )
    except DomainError as error:
        return refused(request, str(error))
    logout(request)
    if _named().asks_factor:
        request.session[FACTOR_ASKED] = True
    return perform_login(request, person, redirect_url=login.get_redirect_url(request))


def failed(request: HttpRequest, code: str | None, error: BaseException | None) -> HttpResponse:
    """Say why somebody did not come back from the provider as they should."""
    if code == AuthError.CANCELLED:
        return refused(request, CANCELLED.format(name=_named().name))
    words = AWAY if isinstance(error, RequestException) else FAILED
    return refused(request, words.format(name=_named().name), error)


def _named() -> Provider:
    """Return the provider of the settings; 404 without one."""
    if settings.OIDC is None:
        raise Http404
    return settings.OIDC


def refused(
    request: HttpRequest, sentence: str, error: BaseException | None = None
) -> HttpResponse:
    """Lead to the log-in, which says the sentence; the log has the cause."""
    logger.warning("nobody entered by the provider: %s", repr(error) if error else sentence)
    messages.error(request, sentence)
    return redirect(settings.LOGIN_URL)
