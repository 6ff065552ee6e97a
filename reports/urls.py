"""Addresses of what is made of the work: documents now, summaries later."""

from django.urls import path

from reports.views import documents

PROGRAMA = "programas/<slug:slug>/<int:year>"

urlpatterns = [
    path(f"{PROGRAMA}/pta.pdf", documents.pta, name="pta_document"),
    path(
        f"{PROGRAMA}/trimestres/<int:number>/informe.pdf",
        documents.informe,
        name="informe_document",
    ),
]
