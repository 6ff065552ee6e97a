"""One function for each row of this app that a person asks for by its address.

As in `programs.getters`: to an outsider the row does not exist.
"""

from django.db.models import QuerySet
from django.http import Http404

from programs.models import User
from reports.enums import FileForm
from reports.models import IssuedFile, IssuedReport

# Each may be of megabytes, and no page shows it.
HEAVY = ("payload", "corte__payload", "replaces__payload", "replaced_by__payload")


def issued_visible(user: User) -> QuerySet[IssuedReport]:
    """Return the issued documents that the person may read, without their payload.

    Every member reads what was issued, as they read the informe of a closed quarter.
    """
    related = ("institucion", "programa__institucion", "trimestre__programa__institucion")
    rows = IssuedReport.objects.visible_to(user)
    return rows.select_related(*related, "corte", "replaces", "replaced_by").defer(*HEAVY)


def issued_get(user: User, folio: str) -> IssuedReport:
    """Return an issued document of any institution of the person."""
    row = issued_visible(user).filter(folio=folio).first()
    if row is None:
        raise Http404
    return row


def issued_file_get(issued: IssuedReport, form: FileForm, number: int = 1) -> IssuedFile:
    """Return a file of an issued document that was got before."""
    row = issued.files.filter(form=form, number=number).first()
    if row is None:
        raise Http404
    row.issued = issued
    return row
