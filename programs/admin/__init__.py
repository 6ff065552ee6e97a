"""The administration: one module for each room, registered here."""

from allauth.account import admin as account_admin
from allauth.account.models import EmailAddress
from allauth.mfa import admin as mfa_admin
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as social_admin
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin

# Imported for their registrations, before they are taken back: groups are not how this system
# grants anything, second steps are nobody's to see or write, and the queue of the worker is no
# record of the office.
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django_tasks_db import admin as tasks_admin
from django_tasks_db.models import DBTaskResult

from programs.admin import avisos, blocks, hechos, institucion, metas, people, plan, progress

admin.site.unregister([Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])
admin.site.unregister(DBTaskResult)
admin.site.site_header = "SESEA · Administración"
admin.site.site_title = "SESEA · Administración"
admin.site.index_title = "Datos de los programas de trabajo"
admin.site.empty_value_display = "—"

__all__ = [
    "account_admin",
    "auth_admin",
    "avisos",
    "blocks",
    "hechos",
    "institucion",
    "metas",
    "mfa_admin",
    "people",
    "plan",
    "progress",
    "social_admin",
    "tasks_admin",
]
