"""Which stored files the rows name, and what the rows know of each."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.apps import apps
from django.db.models import Field, FileField, Model, QuerySet, TextField
from django.db.models.functions import Cast

from programs.enums import AuditAction
from programs.models import AuditEntry, Corte, Evidencia, Institucion
from programs.reading.emblems import is_uploaded
from programs.reading.paged import rows_paged
from programs.values.retention import purged_files

# Rows for each query, where a row is short.
PAGE = 1000
# The name of a stored file inside a text of JSON.
_IN_JSON = re.compile(r'"((?:originals|renditions|emblems|issued)/[\w./-]+)"')


@dataclass(frozen=True)
class NamedFile:
    """A file that a row names, by its name in the storage.

    `told` says which row, for people. `size` and `sha256` are what the row keeps of it, None and ""
    where it keeps nothing. `wanted` is False where the row only remembers it: then it is never
    swept, and it may be gone.
    """

    name: str
    told: str
    size: int | None = None
    sha256: str = ""
    wanted: bool = True


# What other apps name, each a function of the database's alias.
_MORE: list[Callable[[str], Iterable[NamedFile]]] = []


def named_also(names: Callable[[str], Iterable[NamedFile]]) -> None:
    """Have every backup and every sweep know the files that the rows of another app name."""
    if names not in _MORE:
        _MORE.append(names)


def named_files(using: str = "default") -> dict[str, NamedFile]:
    """Return {name: file} of all that the rows of a database name.

    Of a file that several rows name, what the row says that wants it and knows most of it.
    """
    found: dict[str, NamedFile] = {}
    for file in _all_named(using):
        known = found.get(file.name)
        if known is None or _worth(file) > _worth(known):
            found[file.name] = file
    for name in purged_names(using) & found.keys():
        found[name] = replace(found[name], wanted=False)
    return found


def purged_names(using: str = "default") -> set[str]:
    """Return the names of the files that an act of the ledger purged."""
    acts = AuditEntry.objects.using(using).filter(action=AuditAction.EVIDENCE_PURGE)
    return {
        name
        for data in acts.values_list("data", flat=True)
        for _, names in purged_files(data)
        for name in names
    }


def names_in_text(text: str) -> Iterator[str]:
    """Yield the names of stored files that stand in a text of JSON."""
    yield from _IN_JSON.findall(text)


def texts_of(model: type[Model], field: str, using: str = "default") -> Iterator[tuple[int, str]]:
    """Yield (id, text) of a field of each row, as it is stored: JSON is not read."""
    rows = QuerySet(model, using=using).annotate(as_text=Cast(field, TextField()))
    yield from rows_paged(rows.values_list("pk", "as_text"), 20)


def _worth(file: NamedFile) -> tuple[bool, bool]:
    return file.wanted, bool(file.sha256)


def _all_named(using: str) -> Iterator[NamedFile]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield from _of_field(model, field, using)
    yield from _renditions(using)
    yield from _emblems(using)
    for pk, text in texts_of(Corte, "payload", using):
        for name in names_in_text(text):
            yield NamedFile(name, f"corte {pk}")
    for more in _MORE:
        yield from more(using)


def _of_field(model: type[Model], field: Field, using: str) -> Iterator[NamedFile]:
    """Yield the files of a column, and those that the history of its table remembers."""
    tables = [(model, True)]
    if hasattr(model, "history"):
        tables.append((model.history.model, False))
    for table, wanted in tables:
        known = [
            name
            for name in ("size", "sha256")
            if any(column.name == name for column in table._meta.concrete_fields)
        ]
        rows: QuerySet = QuerySet(table, using=using).exclude(**{field.name: ""})
        label = (
            str(model._meta.verbose_name) if wanted else f"historial de {model._meta.verbose_name}"
        )
        for pk, name, *values in rows_paged(rows.values_list("pk", field.name, *known), PAGE):
            facts = dict(zip(known, values, strict=True))
            yield NamedFile(
                name, f"{label} {pk}", facts.get("size"), facts.get("sha256", ""), wanted
            )


def _renditions(using: str) -> Iterator[NamedFile]:
    rows = Evidencia.objects.using(using).exclude(renditions=[])
    for pk, copies in rows_paged(rows.values_list("pk", "renditions"), PAGE):
        for copy in copies:
            # Those of the first years have no hash.
            yield NamedFile(
                copy["name"], f"copia de evidencia {pk}", copy.get("size"), copy.get("sha256", "")
            )


def _emblems(using: str) -> Iterator[NamedFile]:
    for slug, name in Institucion.objects.using(using).values_list("slug", "emblem"):
        if is_uploaded(name):
            yield NamedFile(name, f"emblema de {slug}", None, emblem_digest(name))
    acts = AuditEntry.objects.using(using).filter(action=AuditAction.SETTINGS_CHANGE)
    texts = acts.annotate(as_text=Cast("data", TextField())).values_list("pk", "as_text")
    for pk, text in rows_paged(texts, PAGE):
        for name in names_in_text(text):
            yield NamedFile(name, f"acto {pk}", None, emblem_digest(name), wanted=False)


def emblem_digest(name: str) -> str:
    """Return the SHA-256 that the name of an uploaded emblem says, "" for another file."""
    return name.rpartition("/")[2].removesuffix(".jpg") if is_uploaded(name) else ""
