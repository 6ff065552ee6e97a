"""To sign in, to sign out, to change one's password."""

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone

from programs.backends import TooManyTries
from programs.forms.account import OwnPasswordForm, SignInForm
from programs.services.people import person_changed, person_state
from programs.views.request import client_address

UNPROCESSABLE, TOO_MANY = 422, 429


class SignInView(views.LoginView):
    """Django's log-in with our form; a refused one answers 422."""

    form_class = SignInForm

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the form again with what was typed and what to do; 429 where it has to wait."""
        context = self.get_context_data(form=form)
        for error in form.non_field_errors().as_data():
            if isinstance(error, TooManyTries):
                return self.render_to_response(
                    context, status=TOO_MANY, headers={"Retry-After": str(error.seconds)}
                )
        return self.render_to_response(context, status=UNPROCESSABLE)


class SignOutView(views.LogoutView):
    """Signs out by POST and says so on the page of the log-in."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Sign out, then tell it."""
        response = super().post(request, *args, **kwargs)
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
        return response

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        """Show the form again with what to mend."""
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)
