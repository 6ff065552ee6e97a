"""How allauth behaves here: it leads through the steps of a log-in, and opens no account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from programs.backends import INACTIVE
from programs.models import User
from programs.services.sealed import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by who keeps an institution, never by who comes to the door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_login_stages(self) -> list[str]:
        """What follows a right password: the second step, for those who have one."""
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
