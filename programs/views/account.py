"""To sign in, to sign out, to change one's password."""

import logging
from http import HTTPStatus
from typing import Any

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from programs.backends import TooManyTries
from programs.forms.account import OwnPasswordForm, SignInForm
from programs.services.people import person_changed, person_state
from programs.views.request import client_address
from programs.views.storage import NOT_STORED, RETRY_SECONDS

UNPROCESSABLE, TOO_MANY = 422, 429
WAIT = "Espere para intentar otra vez"

logger = logging.getLogger("sesea")


class SignInView(views.LoginView):
    """The log-in with our form, the first of allauth's steps; a refused one answers 422."""

    form_class = SignInForm

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Sign in; 503 and the name of the account again where nothing can be stored now."""
        try:
            return super().post(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            logger.error("nobody can sign in: %s", error)
            form = self.form_class(request, initial={"username": request.POST.get("username", "")})
            context = self.get_context_data(form=form, not_stored=NOT_STORED)
            headers = {"Retry-After": str(RETRY_SECONDS)}
            return self.render_to_response(
                context, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers
            )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the provider whose accounts open those of here too."""
        return super().get_context_data(oidc=settings.OIDC, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go on to the next step, or in; whoever was here before is out already."""
        logout(self.request)
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the form again with what was typed and what to do; 429 where it has to wait."""
        context = self.get_context_data(form=form)
        for error in form.non_field_errors().as_data():
            if isinstance(error, TooManyTries):
                context["heading"] = WAIT
                return self.render_to_response(
                    context, status=TOO_MANY, headers={"Retry-After": str(error.seconds)}
                )
        return self.render_to_response(context, status=UNPROCESSABLE)


@login_not_required
@never_cache
def admin_door(request: HttpRequest) -> HttpResponse:
    """Lead to the log-in, and whoever may enter the administration into it.

    In the place of its own log-in, which takes a password alone: also from somebody who is in
    already, whom allauth's `secure_admin_login` would let through to it.
    """
    inside = reverse("admin:index")
    if request.user.is_active and request.user.is_staff:
        return redirect(inside)
    return redirect_to_login(request.GET.get("next", inside))


@method_decorator(login_not_required, name="dispatch")
class SignOutView(views.LogoutView):
    """Signs out by POST and says so on the page of the log-in; by GET it only goes home.

    Also who is out already, whose session ended meanwhile.
    """

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Leave everything as it is: another site could open this address for a person."""
        return redirect("home")

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Sign out, then tell it; this browser forgets the session even where it stays stored."""
        try:
            response = super().post(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            logger.error("a session that was signed out stays stored: %s", error)
            request.session = type(request.session)()
            request.user = AnonymousUser()
            response = redirect(settings.LOGOUT_REDIRECT_URL)
        messages.success(
            request, "Cerró su sesión. En un equipo compartido, cierre también el navegador."
        )
        return response


class OwnPasswordView(views.PasswordChangeView):
    """Change of one's own password; a refused one answers 422."""

    form_class = OwnPasswordForm
    success_url = reverse_lazy("password_change_done")

    def get_form_kwargs(self) -> dict[str, object]:
        """Say from where the current password is tried."""
        return super().get_form_kwargs() | {"address": client_address(self.request)}

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Change it, and leave the act in the same transaction."""
        person = form.user
        with transaction.atomic():
            before = person_state(person.pk)
            response = super().form_valid(form)
            person_changed(person.pk, before=before, by=person, now=timezone.now())
            self.request.session.cycle_key()  # all others ended: this one goes on
        return response

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        """Show the form again with what to mend."""
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)
