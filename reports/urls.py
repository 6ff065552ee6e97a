"""Addresses of what is made of the work: documents now, summaries later."""

from django.urls import path

from reports.review import acts, views
from reports.views import documents, preview, tablero

PROGRAMA = "programas/<slug:slug>/<int:year>"
REVISION = "revision/<slug:slug>/<int:year>/<int:number>/<slug:code>/"

urlpatterns = [
    path("tablero/", tablero.tablero, name="tablero"),
    path("tablero/resumen.pdf", tablero.resumen, name="tablero_resumen"),
    path("tablero/<slug:chart>.csv", tablero.tablero_csv, name="tablero_csv"),
    path(f"{PROGRAMA}/pta.pdf", documents.pta, name="pta_document"),
    path(
        f"{PROGRAMA}/trimestres/<int:number>/informe.pdf",
        documents.informe,
        name="informe_document",
    ),
    path(
        f"{PROGRAMA}/trimestres/<int:number>/cortes/<int:corte>/informe.pdf",
        documents.corte,
        name="corte_document",
    ),
    path(
        f"{PROGRAMA}/lineas/<int:pk>/trimestres/<int:number>/vista-previa.pdf",
        preview.linea_preview,
        name="linea_preview",
    ),
    path("revision/", views.revision_list, name="revision_list"),
    path(REVISION, views.revision_detail, name="revision_detail"),
    path(f"{REVISION}observaciones/", acts.observacion_add, name="observacion_add"),
    path(f"{REVISION}devolver/", acts.entrega_return, name="entrega_return"),
    path(f"{REVISION}validar/", acts.entrega_validate, name="entrega_validate"),
    path("revision/observaciones/<int:pk>/", acts.observacion_edit, name="observacion_edit"),
    path(
        "revision/observaciones/<int:pk>/quitar/",
        acts.observacion_remove,
        name="observacion_remove",
    ),
    path(
        "revision/observaciones/<int:pk>/resolver/",
        acts.observacion_resolve,
        name="observacion_resolve",
    ),
    path("revision/avances/<int:pk>/validar/", acts.avance_validate, name="avance_validate"),
]
