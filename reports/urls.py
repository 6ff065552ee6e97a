"""Addresses of what is made of the work: documents now, summaries later."""

from django.urls import path

urlpatterns: list[path] = []
