"""How people prove who they are: one backend, so that every door that takes a password waits."""

import math
from datetime import timedelta
from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from programs.models import User
from programs.selectors.avisos import latest_function_notice
from programs.services.account import try_begin, try_won
from programs.staff import owes_second_factor
from programs.views.request import client_address

INACTIVE = "Esta cuenta está desactivada. Pida al área de planeación que la active."


class TooManyTries(ValidationError):
    """A try that came within its wait; forms show the sentence."""

    def __init__(self, wait: timedelta, what: str = "una contraseña equivocada") -> None:
        self.seconds = math.ceil(wait.total_seconds())
        minutes = math.ceil(self.seconds / 60)
        words = "un minuto" if minutes == 1 else f"{minutes} minutos"
        super().__init__(
            f"Hubo demasiados intentos con {what}. Espere {words} e intente otra vez.",
            code="wait",
        )


class WaitingBackend(ModelBackend):
    """Django's accounts, with a wait after wrong passwords."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return whose account and password these are, or None.

        Raises `TooManyTries` without looking at the password, and `ValidationError` for the right
        password of an account that is shut. Without a request, as in a command, nothing waits.
        """
        if request is None or username is None or password is None:
            return super().authenticate(request, username, password, **kwargs)
        address = client_address(request)
        wait = try_begin(username, address, now=timezone.now())
        if wait:
            raise TooManyTries(wait)
        person = User.objects.filter(username=username).first()
        if person is None:
            User().set_password(password)  # as slow as an account that exists
            return None
        if not person.check_password(password):
            return None
        if not self.user_can_authenticate(person):
            told = latest_function_notice(person, timezone.now())
            raise ValidationError(f"{INACTIVE} {told.text}" if told else INACTIVE)
        try_won(username, address, now=timezone.now())
        return person

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, with what they owe before anything else; one query."""
        person = _people().filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None


@cache
def _people() -> QuerySet[User]:
    """Return the people with what they owe, as a query put together once for every request.

    To put it together takes longer than the database to answer it.
    """
    return User.objects.annotate(owing=owes_second_factor())
