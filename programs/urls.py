"""Addresses of the work: Spanish paths, English names (list of fixed names, Addresses)."""

from django.contrib.auth.views import PasswordChangeDoneView
from django.urls import path

from programs.views import account, files, meses, pages

PROGRAMA = "programas/<slug:slug>/<int:year>/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("acceder/", account.SignInView.as_view(), name="login"),
    path("salir/", account.SignOutView.as_view(), name="logout"),
    path("contrasena/", account.OwnPasswordView.as_view(), name="password_change"),
    path(
        "contrasena/lista/",
        PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("programas/", pages.programa_list, name="programa_list"),
    path(PROGRAMA, pages.programa_detail, name="programa_detail"),
    path(f"{PROGRAMA}lineas/<int:pk>/", pages.linea_detail, name="linea_detail"),
    path(f"{PROGRAMA}trimestres/<int:number>/", pages.trimestre_detail, name="trimestre_detail"),
    path("mes/", meses.mes, name="mes"),
    path("mes/marcas/", meses.marks, name="marks_save"),
    path("mes/confirmar/", meses.confirm, name="month_confirm"),
    path("media/figuras/<slug:key>/<int:width>.jpg", files.figure_image, name="figure_image"),
    path("institucion/<slug:slug>.css", files.institution_css, name="institution_css"),
]
