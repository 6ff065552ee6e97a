"""Addresses: Spanish paths, English names (`contract.md`)."""

from django.contrib import admin
from django.urls import include, path

handler500 = "programs.views.session.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("programs.urls")),
    path("", include("reports.urls")),
]
