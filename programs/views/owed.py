"""What a person owes before anything else: their own password, and a second factor."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from programs.models import User
from programs.views.answers import typed_texts, wants_json
from programs.views.oidc import FACTOR_ASKED
from programs.views.storage import READS

PASSWORD = (
    "Su contraseña se la dio otra persona. Elija la suya para continuar; después vuelva a esta "
    "página."
)
FACTOR = (
    "Su institución le pide la verificación en dos pasos. Actívela para continuar; después vuelva "
    "a esta página."
)
# Where what is owed is paid, and the ways out.
OPEN = {
    "password_change",
    "second_factor_on",
    "recovery_codes",
    "logout",
    "admin_logout",
    "institution_css",
    "institution_emblem",
}


def owed_by(person: User) -> tuple[str, str] | None:
    """Return the address where a person pays what they owe and the sentence, or None."""
    if person.must_change_password:
        return reverse("password_change"), PASSWORD
    if person.owes_second_factor:
        return reverse("second_factor_on"), FACTOR
    return None


class OwedMiddleware:
    """Leads who owes something to where it is paid, whatever they ask for.

    What anybody may open without an account stays open.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; `process_view` asks once the page is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Lead a reader there; refuse what is sent (403), and give back what was typed."""
        match = request.resolver_match
        if match is None or match.view_name in OPEN or not getattr(view, "login_required", True):
            return None
        if not isinstance(request.user, User):
            return None
        owed = owed_by(request.user)
        if owed is not None and owed[1] == FACTOR and request.session.get(FACTOR_ASKED):
            owed = None
        if owed is None:
            return None
        address, sentence = owed
        if wants_json(request):
            return JsonResponse({"message": sentence}, status=HTTPStatus.FORBIDDEN)
        if request.method in READS:
            return redirect(address)
        page = {"texts": [sentence], "typed": typed_texts(request), "back": address}
        return render(request, "programs/not_saved.html", page, status=HTTPStatus.FORBIDDEN)
