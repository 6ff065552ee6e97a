"""Addresses: Spanish paths, English names (`contract.md`)."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
