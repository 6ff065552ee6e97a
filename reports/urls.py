"""Addresses of what is made of the work: documents now, summaries later."""

from django.urls import path

from reports.views import documents, preview

PROGRAMA = "programas/<slug:slug>/<int:year>"

urlpatterns = [
    path(f"{PROGRAMA}/pta.pdf", documents.pta, name="pta_document"),
    path(
        f"{PROGRAMA}/trimestres/<int:number>/informe.pdf",
        documents.informe,
        name="informe_document",
    ),
    path(
        f"{PROGRAMA}/lineas/<int:pk>/trimestres/<int:number>/vista-previa.pdf",
        preview.linea_preview,
        name="linea_preview",
    ),
]
