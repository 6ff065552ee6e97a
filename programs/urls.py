"""Addresses of the work: Spanish paths, English names (list of fixed names, Addresses)."""

from django.contrib.auth.views import PasswordChangeDoneView
from django.urls import path

from programs.views import (
    account,
    ajustes,
    avisos,
    bloques,
    captura,
    cierre,
    entrega,
    evidencia,
    historial,
    inicio,
    institucion,
    linea,
    meses,
    observaciones,
    pagina,
    pegado,
    plazos,
    preparar,
    presentacion,
    programa,
    revision_plan,
    siguiente_ejercicio,
    trimestre,
)

PROGRAMA = "programas/<slug:slug>/<int:year>/"
PREPARAR = "institucion/<slug:slug>/preparar/"
ENTREGA = f"{PROGRAMA}trimestres/<int:number>/"

urlpatterns = [
    path("", inicio.home, name="home"),
    path("inicio/primeros-pasos/", inicio.first_visit_end, name="first_visit_end"),
    path("acceder/", account.SignInView.as_view(), name="login"),
    path("salir/", account.SignOutView.as_view(), name="logout"),
    # The administration's own takes nothing but a POST, and answers a reload with a blank 405.
    path("admin/logout/", account.SignOutView.as_view(), name="admin_logout"),
    path("contrasena/", account.OwnPasswordView.as_view(), name="password_change"),
    path(
        "contrasena/lista/",
        PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("programas/", programa.programa_list, name="programa_list"),
    path(PROGRAMA, programa.programa_detail, name="programa_detail"),
    path(f"{PROGRAMA}lineas/<int:pk>/", linea.linea_detail, name="linea_detail"),
    path(
        f"{PROGRAMA}trimestres/<int:number>/", trimestre.trimestre_detail, name="trimestre_detail"
    ),
    path(
        f"{PROGRAMA}lineas/<int:pk>/historial/", historial.historial_linea, name="historial_linea"
    ),
    path(
        f"{PROGRAMA}trimestres/<int:number>/historial/<slug:code>/",
        historial.historial_area,
        name="historial_area",
    ),
    path(
        "mes/<int:tarea>/<int:month>/historial/",
        historial.historial_marca,
        name="historial_marca",
    ),
    path("institucion/<slug:slug>/libro/", historial.libro, name="libro"),
    path("institucion/<slug:slug>/cambios/", historial.cambios, name="cambios"),
    path("institucion/<slug:slug>/libro.csv", historial.libro_csv, name="libro_csv"),
    path(f"{PROGRAMA}siguiente/", siguiente_ejercicio.next_year, name="next_year"),
    path(
        f"{PROGRAMA}siguiente/iniciar/",
        siguiente_ejercicio.next_year_begin,
        name="next_year_begin",
    ),
    path(f"{PROGRAMA}lecciones/", siguiente_ejercicio.lessons, name="lessons"),
    path(
        f"{PROGRAMA}lecciones/decidir/", siguiente_ejercicio.lessons_decide, name="lessons_decide"
    ),
    path("instituciones/nueva/", preparar.institucion_new, name="institucion_new"),
    path("instituciones/nueva/crear/", preparar.institucion_add, name="institucion_add"),
    path(PREPARAR, preparar.preparar, name="preparar"),
    path(f"{PREPARAR}<slug:step>/", preparar.preparar_step, name="preparar_step"),
    path(f"{PREPARAR}<slug:step>/guardar/", preparar.preparar_save, name="preparar_save"),
    path(f"{PREPARAR}<slug:step>/visto/", preparar.preparar_see, name="preparar_see"),
    path(f"{PROGRAMA}revision/", revision_plan.revision_plan, name="revision_plan"),
    path(f"{PROGRAMA}revision/enviar/", revision_plan.programa_review, name="programa_review"),
    path(f"{PROGRAMA}revision/borrador/", revision_plan.programa_draft, name="programa_draft"),
    path(f"{PROGRAMA}revision/aceptar/", revision_plan.finding_accept, name="finding_accept"),
    path(f"{PROGRAMA}revision/observar/", revision_plan.plan_observe, name="plan_observe"),
    path(
        f"{PROGRAMA}revision/observaciones/",
        revision_plan.plan_observations_send,
        name="plan_observations_send",
    ),
    path(
        f"{PROGRAMA}revision/observaciones/<int:pk>/<slug:act>/",
        revision_plan.plan_observation_act,
        name="plan_observation_act",
    ),
    path(f"{PROGRAMA}plazos/", plazos.plazos, name="plazos"),
    path(f"{PROGRAMA}plazos/aprobar/", plazos.programa_approve, name="programa_approve"),
    path(f"{PROGRAMA}plazos/<int:number>/abrir/", plazos.window_open, name="window_open"),
    path(f"{PROGRAMA}plazos/segunda-persona/", plazos.second_name, name="second_name"),
    path(f"{PROGRAMA}plazos/<int:number>/fecha/", plazos.window_move, name="window_move"),
    path(f"{PROGRAMA}plazos/<int:number>/prorroga/", plazos.window_extend, name="window_extend"),
    path(f"{ENTREGA}cierre/", cierre.trimestre_closing, name="trimestre_closing"),
    path(f"{ENTREGA}cierre/cerrar/", cierre.trimestre_close, name="trimestre_close"),
    path(f"{ENTREGA}cierre/reabrir/", cierre.trimestre_reopen, name="trimestre_reopen"),
    path("avisos/", avisos.avisos, name="avisos"),
    path("avisos/visto/", avisos.notices_see, name="notices_see"),
    path("avisos/recordar/<slug:slug>/<int:year>/<int:number>/", avisos.recordar, name="recordar"),
    path("trimestre/", trimestre.trimestre_now, name="trimestre_now"),
    path("mes/", meses.mes, name="mes"),
    path("mes/marcas/", meses.marks, name="marks_save"),
    path("mes/confirmar/", meses.confirm, name="month_confirm"),
    path("captura/bloques/<int:pk>/figuras/", evidencia.figures_upload, name="figures_upload"),
    path("captura/figuras/<int:pk>/", evidencia.figure_save, name="figure_save"),
    path("captura/figuras/<int:pk>/mover/", evidencia.figure_move, name="figure_move"),
    path("captura/figuras/<int:pk>/quitar/", evidencia.figure_remove, name="figure_remove"),
    path("captura/figuras/<int:pk>/restaurar/", evidencia.figure_restore, name="figure_restore"),
    path(
        f"{PROGRAMA}trimestres/<int:number>/presentacion/",
        presentacion.presentacion_edit,
        name="presentacion_edit",
    ),
    path(
        "captura/trimestres/<int:pk>/secciones/", presentacion.section_start, name="section_start"
    ),
    path(
        "captura/trimestres/<int:pk>/institucional/",
        presentacion.section_customize,
        name="section_customize",
    ),
    path(
        "captura/trimestres/<int:pk>/institucional/volver/",
        presentacion.section_reset,
        name="section_reset",
    ),
    path(f"{ENTREGA}enviar/<slug:code>/", entrega.entrega_review, name="entrega_review"),
    path(f"{ENTREGA}acuse/<slug:code>/", entrega.entrega_receipt, name="entrega_receipt"),
    path(f"{ENTREGA}acuse/<slug:code>/retirar/", entrega.entrega_withdraw, name="entrega_withdraw"),
    path(
        "captura/observaciones/<int:pk>/atender/",
        observaciones.observacion_answer,
        name="observacion_answer",
    ),
    path(
        "captura/observaciones/<int:pk>/aceptar/",
        observaciones.observacion_accept,
        name="observacion_accept",
    ),
    path("evidencias/", evidencia.evidencia_list, name="evidencia_list"),
    path("evidencias/agregar/", evidencia.evidencia_add, name="evidencia_add"),
    path("media/originales/<slug:key>/", evidencia.evidencia_original, name="evidencia_original"),
    path(
        f"{PROGRAMA}lineas/<int:pk>/trimestres/<int:number>/",
        captura.avance_edit,
        name="avance_edit",
    ),
    path("captura/cantidades/<int:pk>/", captura.quantity_save, name="quantity_save"),
    path("captura/cantidades/<int:pk>/ajuste/", ajustes.adjustment_save, name="adjustment_save"),
    path("captura/avances/<int:pk>/causa/", captura.cause_save, name="cause_save"),
    path("captura/avances/<int:pk>/declarar/", captura.closing_declare, name="closing_declare"),
    path("captura/avances/<int:pk>/lista/", pagina.ready_mark, name="ready_mark"),
    path("captura/avances/<int:pk>/guardar/", pagina.page_save, name="page_save"),
    path(
        "captura/secciones/<int:pk>/guardar/",
        pagina.section_page_save,
        name="section_page_save",
    ),
    path("captura/avances/<int:pk>/respaldos/", evidencia.respaldo_add, name="respaldo_add"),
    path(
        "captura/avances/<int:pk>/respaldos/elegir/",
        evidencia.respaldo_attach,
        name="respaldo_attach",
    ),
    path(
        "captura/avances/<int:pk>/respaldos/<slug:key>/quitar/",
        evidencia.respaldo_detach,
        name="respaldo_detach",
    ),
    path("captura/avances/<int:pk>/bloques/", bloques.block_add, name="block_add"),
    path(
        "captura/secciones/<int:pk>/bloques/",
        bloques.section_block_add,
        name="section_block_add",
    ),
    path(
        "captura/avances/<int:pk>/bloques/pegar/",
        pegado.blocks_paste,
        name="blocks_paste",
    ),
    path(
        "captura/secciones/<int:pk>/bloques/pegar/",
        pegado.section_blocks_paste,
        name="section_blocks_paste",
    ),
    path("captura/bloques/<int:pk>/", bloques.block_save, name="block_save"),
    path("captura/bloques/<int:pk>/mover/", bloques.block_move, name="block_move"),
    path("captura/bloques/<int:pk>/quitar/", bloques.block_remove, name="block_remove"),
    path("captura/bloques/<int:pk>/restaurar/", bloques.block_restore, name="block_restore"),
    path("media/figuras/<slug:key>/<int:width>.jpg", evidencia.figure_image, name="figure_image"),
    path("institucion/<slug:slug>.css", institucion.institution_css, name="institution_css"),
    path(
        "media/emblemas/<slug:slug>/<slug:digest>.jpg",
        institucion.institution_emblem,
        name="institution_emblem",
    ),
]
