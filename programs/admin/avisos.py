"""The outbox as planeación reads it: who was told what, and which e-mail failed."""

from django.contrib import admin

from programs import permissions
from programs.admin.scope import ScopedAdmin, by
from programs.models import Notice


@admin.register(Notice)
class NoticeAdmin(ScopedAdmin):
    """Read only: notices are written by what happens, and sent by `send_notices`."""

    select = ("person",)
    list_display = [
        "created_at", "person", "kind", "text", "seen_at", "done_at", "emailed_at", "attempts",
        "error",
    ]  # fmt: skip
    list_filter = ["kind", *by("institucion")]
    search_fields = ["text", "person__username", "person__first_name", "person__last_name"]
    date_hierarchy = "created_at"
    fields = [
        "institucion", "person", "kind", "text", "path", "created_at", "seen_at", "done_at",
        "emailed_at", "attempts", "next_try_at", "error",
    ]  # fmt: skip

    def get_queryset(self, request):
        """Only what belongs to institutions whose structure the person keeps."""
        return permissions.kept_rows(request.user, super().get_queryset(request))

    def has_view_permission(self, request, obj=None):
        """Planeación looks after the e-mails of its institution; nobody else reads them here."""
        if obj is None:
            return permissions.may_keep_structure(request.user)
        return permissions.can_keep_structure(request.user, obj.institucion)
