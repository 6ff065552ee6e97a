"""Addresses of the provider that tests start."""

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """Sign somebody in at the provider."""
    login(request, get_user_model().objects.get(username=name))
    return HttpResponse("")


urlpatterns = [
    path("entrar/<str:name>/", sign_in),
    path("", include("allauth.idp.urls")),
    path("", include("allauth.account.urls")),
]
