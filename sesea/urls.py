"""Addresses: Spanish paths, English names (`contract.md`)."""

from django.contrib import admin
from django.urls import include, path

from sesea.watch.answers import metrics_page

handler500 = "programs.views.session.server_error"

urlpatterns = [
    path("metricas/", metrics_page, name="metrics"),
    # First, since it has addresses of the administration's: its door and its sign-out.
    path("", include("programs.urls")),
    path("admin/", admin.site.urls),
    path("", include("reports.urls")),
]
