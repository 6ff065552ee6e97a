"""How allauth behaves here: it leads through the steps of a log-in, and opens no account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from requests import Session

from programs.backends import INACTIVE
from programs.models import User
from programs.services.sealed import seal, unseal
from programs.views.oidc import FACTOR_ASKED, enter, failed

# What the provider is called in addresses, whoever it is.
PROVIDER = "institucional"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by who keeps an institution, never by who comes to the door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_login_stages(self) -> list[str]:
        """What follows the first step: the second, for those who have one and were not asked."""
        if self.request.session.get(FACTOR_ASKED):
            return []
        return ["allauth.mfa.stages.AuthenticateStage"]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Say on the page of the log-in that the account is shut."""
        messages.error(request, INACTIVE)
        return redirect("account_login")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what happened, in our words."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted."""

    def encrypt(self, text: str) -> str:
        """Return a secret as the database keeps it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that the database kept."""
        return unseal(encrypted_text)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The provider is the one of the settings, and who it vouches for must have an account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the provider of the settings; what a table might say opens no door."""
        found = settings.OIDC
        if found is None or provider not in (None, PROVIDER):
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER,
                name=found.name,
                client_id=found.client_id,
                secret=found.secret,
                settings={"server_url": found.issuer, "oauth_pkce_enabled": True},
            )
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Answer whoever comes from the provider, before allauth would offer them an account."""
        raise ImmediateHttpResponse(enter(request, sociallogin))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: str | None = None,
        exception: BaseException | None = None,
        extra_context: dict[str, object] | None = None,
    ) -> None:
        """Say it on the page of the log-in."""
        raise ImmediateHttpResponse(failed(request, error, exception))

    def get_requests_session(self) -> Session:
        """Return what speaks with the provider: it follows few redirects."""
        session: Session = super().get_requests_session()
        session.max_redirects = 3
        return session
