"""Addresses of what is made of the work: the tablero, the documents, the review."""

from django.urls import path

from reports.documents.registry import Subject, about
from reports.review import acts, views
from reports.views import documents, emision, tablero, verificar

PROGRAMA = "programas/<slug:slug>/<int:year>"
TRIMESTRE = f"{PROGRAMA}/trimestres/<int:number>"
EMITIDO = "emitidos/<slug:folio>"
REVISION = "revision/<slug:slug>/<int:year>/<int:number>/<slug:code>/"

urlpatterns = [
    path("tablero/", tablero.tablero, name="tablero"),
    path("tablero/resumen.pdf", documents.resumen, name="tablero_resumen"),
    path("tablero/<slug:chart>.csv", tablero.tablero_csv, name="tablero_csv"),
    *(
        path(
            f"{PROGRAMA}/{entry.kind}.pdf",
            documents.programa_document,
            {"entry": entry},
            name=f"{entry.kind}_document",
        )
        for entry in (*about(Subject.PROGRAMA), *about(Subject.YEARS))
    ),
    *(
        path(
            f"{TRIMESTRE}/{entry.kind}.pdf",
            documents.trimestre_document,
            {"entry": entry},
            name=f"{entry.kind}_document",
        )
        for entry in about(Subject.TRIMESTRE)
    ),
    path(
        f"{TRIMESTRE}/metas-y-resultados.xlsx",
        documents.results_workbook,
        name="results_workbook",
    ),
    path(
        f"{TRIMESTRE}/cortes/<int:corte>/informe.pdf",
        documents.corte_document,
        name="corte_document",
    ),
    path(
        f"{PROGRAMA}/lineas/<int:pk>/trimestres/<int:number>/vista-previa.pdf",
        documents.linea_preview,
        name="linea_preview",
    ),
    path(
        f"{TRIMESTRE}/areas/<slug:code>/informe.pdf",
        documents.area_document,
        name="area_document",
    ),
    path(
        f"{TRIMESTRE}/areas/<slug:code>/acuses/<slug:folio>.pdf",
        documents.acuse_document,
        name="acuse_document",
    ),
    path("documentos/<int:pk>/", documents.document_job, name="document_job"),
    path(f"{TRIMESTRE}/emitir/", emision.informe_issue, name="informe_issue"),
    path(f"{PROGRAMA}/emitir/", emision.pta_issue, name="pta_issue"),
    path(f"{PROGRAMA}/emitidos/", emision.programa_issued, name="programa_issued"),
    path("emitidos/", emision.issued_list, name="issued_list"),
    path(f"{EMITIDO}/", emision.issued_detail, name="issued_detail"),
    path(f"{EMITIDO}/cambios/", emision.issued_changes, name="issued_changes"),
    path(f"{EMITIDO}/documento.pdf", emision.issued_pdf, name="issued_pdf"),
    path(f"{EMITIDO}/metas-y-resultados.xlsx", emision.issued_results, name="issued_results"),
    path(f"{EMITIDO}/datos.json", emision.issued_data, name="issued_data"),
    path(f"{EMITIDO}/firmadas/", emision.issued_signed_add, name="issued_signed_add"),
    path(f"{EMITIDO}/firmadas/<int:number>.pdf", emision.issued_signed, name="issued_signed"),
    path("verificar/", verificar.verificar, name="verificar"),
    path("verificar/<slug:folio>/", verificar.verificar_folio, name="verificar_asked"),
    path("verificar/<slug:folio>/<slug:code>/", verificar.verificar_folio, name="verificar_folio"),
    path("revision/", views.revision_list, name="revision_list"),
    path(REVISION, views.revision_detail, name="revision_detail"),
    path(f"{REVISION}observaciones/", acts.observacion_add, name="observacion_add"),
    path(
        f"{REVISION}observaciones/resolver/",
        acts.observaciones_resolve,
        name="observaciones_resolve",
    ),
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
