"""Django's own administration of the captured rows, without anything of ours: the reference."""

from django.contrib import admin
from django.urls import path

from programs.models import AvanceDeComponente, Bloque, MarcaMensual
from sesea.urls import handler500 as handler500
from sesea.urls import urlpatterns as our_urlpatterns

site = admin.AdminSite(name="plain")
for model in (AvanceDeComponente, Bloque, MarcaMensual):
    site.register(model, admin.ModelAdmin)

urlpatterns = [path("plain-admin/", site.urls), *our_urlpatterns]
