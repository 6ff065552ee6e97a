"""Removing a demonstration institution whole, with its people and its files."""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import FileField, ProtectedError, QuerySet

from programs.demo.figures import delete_files, names_of
from programs.models import Evidencia, Institucion, User
from programs.models.base import NaturalKeyModel
from programs.models.locks import locks_lifted
from programs.values.given import given

# A query takes a limited number of values.
BATCH = 500


def remove_institucion(institucion: Institucion) -> None:
    """Delete an institution, all that belongs to it, and the demonstration's people of it.

    One transaction. Files go when it is committed: until then the rows may still come back. Raises
    ProtectedError when a row of another institution holds on to one of these.
    """
    files = list(_files_of(institucion))
    # The database keeps what was closed, and every act: only here does all of it go together.
    with locks_lifted():
        _delete_rows(institucion)
        User.objects.filter(
            username__endswith=f".{institucion.slug}", membresias__isnull=True, is_superuser=False
        ).delete()
        institucion.delete()
        transaction.on_commit(lambda: delete_files(files))


def _files_of(institucion: Institucion) -> Iterator[str]:
    """Yield the names of every file of an institution, the copies of pictures too."""
    for evidencia in Evidencia.objects.filter(institucion=institucion):
        yield from names_of(evidencia)
    for model in _owned_models():
        for field in model._meta.fields:
            if isinstance(field, FileField) and model is not Evidencia:
                yield from _rows(model, institucion).values_list(field.name, flat=True)


def _owned_models() -> list[type[NaturalKeyModel]]:
    """Return every model that names its institution.

    One that a later step adds is found by its `institucion_path`, without a list to keep here.
    """
    return [
        model
        for model in apps.get_models()
        if issubclass(model, NaturalKeyModel) and model.institucion_path
    ]


def _delete_rows(institucion: Institucion) -> None:
    """Delete the rows of every model that names its institution.

    Rows protect one another, so each pass deletes what nothing holds any more.
    """
    pending = _owned_models()
    # Read before the rows go: their deletion is itself written down in the history.
    histories = {
        model.history.model: list(_rows(model, institucion).values_list("pk", flat=True))
        for model in pending
        if hasattr(model, "history")
    }
    for model in pending:
        _loosen(model, institucion)
    while pending:
        held = [model for model in pending if not _try_delete(model, institucion)]
        if len(held) == len(pending):
            # Nothing gave way: let the database say what holds what.
            _rows(held[0], institucion).delete()
        pending = held
    for history, numbers in histories.items():
        for start in range(0, len(numbers), BATCH):
            history.objects.filter(id__in=numbers[start : start + BATCH]).delete()


def _loosen(model: type[NaturalKeyModel], institucion: Institucion) -> None:
    """Empty the links of a model to itself: a row protects its parent even in one deletion."""
    own = [field.name for field in model._meta.fields if field.related_model is model]
    if own:
        _rows(model, institucion).update(**dict.fromkeys(own))


def _rows(model: type[NaturalKeyModel], institucion: Institucion) -> QuerySet[NaturalKeyModel]:
    """Return the rows of one model that belong to the institution.

    Django's own queryset, not the model's: the ledger and the cortes refuse to be deleted, and only
    here, where the whole invented institution goes, is there nobody left whose acts they prove.
    """
    return QuerySet(model).filter(**{given(model.institucion_path): institucion})


def _try_delete(model: type[NaturalKeyModel], institucion: Institucion) -> bool:
    """Delete the rows of one model; False, with nothing deleted, while another protects them."""
    try:
        _rows(model, institucion).delete()
    except ProtectedError:
        return False
    return True
