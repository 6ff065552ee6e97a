"""What a test compares of the demonstration: rows by natural key, and the files on the disk."""

from pathlib import Path

from django.apps import apps

from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ConfirmacionMensual,
    Corte,
    EntregaDeArea,
    Evidencia,
    MarcaMensual,
    Observacion,
    Seccion,
    Trimestre,
    User,
)

COMPARED = {
    Trimestre: ("status", "due_on", "opened_at", "closed_at"),
    EntregaDeArea: ("status", "folio", "submitted_at", "extended_to"),
    Observacion: ("status", "text", "seen", "proposed", "answer"),
    Corte: ("made_at",),
    AuditEntry: ("action", "at", "actor", "subject"),
    AvanceTrimestral: ("status", "ready", "cause", "closing", "submitted_at", "validated_at"),
    AvanceDeComponente: ("quantity", "received"),
    MarcaMensual: ("programmed", "status", "reason", "reported_at"),
    ConfirmacionMensual: ("confirmed_at",),
    Bloque: ("kind", "html", "rows", "caption"),
    Seccion: ("heading", "order"),
}


def row_counts() -> dict[str, int]:
    """Return how many rows each model of the project has."""
    models = apps.get_app_config("programs").get_models()
    return {model.__name__: model.objects.count() for model in models}


def texts() -> dict[tuple, tuple]:
    """Return what the rows say, by natural key, without what is random or of this database."""
    said = {}
    for model, fields in COMPARED.items():
        # One query for each model: asked row by row, the keys would cost thousands.
        lookups = model.natural_lookups
        for row in model.objects.values_list(*lookups, *fields):
            key = (model.__name__, *row[: len(lookups)])
            assert key not in said
            said[key] = row[len(lookups) :]
    for user in User.objects.all():
        said["User", user.username] = (str(user), user.position, user.is_staff)
    for evidencia in Evidencia.objects.select_related("institucion"):
        name = evidencia.original_name
        said["Evidencia", evidencia.institucion.slug, name, evidencia.sha256] = ()
    return said


def stored_files(media: Path) -> set[str]:
    """Return the files under the media folder, by their storage names."""
    return {path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()}


def named_files() -> set[str]:
    """Return the files that rows name."""
    names = set()
    for evidencia in Evidencia.objects.all():
        names |= {evidencia.original.name, *(each["name"] for each in evidencia.renditions)}
    return names
