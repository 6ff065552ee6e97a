"""The administration: one module for each room, registered here."""

from django.contrib import admin

# Imported for its registrations, before they are taken back: groups are not how this system
# grants anything.
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group

from programs.admin import avisos, blocks, institucion, metas, people, plan, progress

admin.site.unregister(Group)
admin.site.site_header = "SESEA · Administración"
admin.site.site_title = "SESEA · Administración"
admin.site.index_title = "Datos de los programas de trabajo"
admin.site.empty_value_display = "—"

__all__ = ["auth_admin", "avisos", "blocks", "institucion", "metas", "people", "plan", "progress"]
