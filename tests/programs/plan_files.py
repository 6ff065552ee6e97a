"""Sheets of the plan for the import and export tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from tablib import Dataset

from programs.models import Institucion, Membresia, User
from programs.resources.files import CsvFile, XlsxFile
from tests.seed_rows import SEEDS, load_rows

FORMATS = {"xlsx": XlsxFile, "csv": CsvFile}


@contextmanager
def loaded_plans() -> Iterator[None]:
    """Hold both documents, with the rows that the system makes, until the block ends."""
    with transaction.atomic():
        load_rows(*SEEDS, complete=True)
        yield
        transaction.set_rollback(True)


def planner(slug: str) -> User:
    """Return a person of planeación of an institution, in the administration."""
    institucion = Institucion.objects.get(slug=slug)
    user, made = User.objects.get_or_create(username=f"planeacion.{slug}")
    if made:
        Membresia.objects.create(user=user, institucion=institucion, role="planeacion")
        User.objects.filter(pk=user.pk).update(is_staff=True)
    return User.objects.get(pk=user.pk)


def through_file(dataset: Dataset, kind: str) -> Dataset:
    """Write a dataset as a file of this kind and read it again."""
    file = FORMATS[kind]()
    return file.create_dataset(file.export_data(dataset))


def sheet(resource_class, user) -> Dataset:
    """Return what a person would export."""
    resource = resource_class(user=user)
    return resource.export(queryset=resource._meta.model.objects.all())


def load(resource_class, user, dataset: Dataset, *, dry_run: bool = False):
    """Import a dataset as the administration does."""
    return resource_class(user=user).import_data(
        dataset, dry_run=dry_run, rollback_on_validation_errors=True
    )


def sentences(result) -> dict[tuple[int, str], list[str]]:
    """Return the sentences of the refused rows by row of the file and column."""
    found: dict[tuple[int, str], list[str]] = {}
    for row in result.invalid_rows:
        for heading, texts in row.error_dict.items():
            found.setdefault((row.number + 1, heading), []).extend(str(text) for text in texts)
    for error in result.base_errors:
        found.setdefault((1, "archivo"), []).append(str(error.error))
    return found


def changed(dataset: Dataset, row: int, **cells) -> Dataset:
    """Return a copy of a dataset with some cells of a row (0 is the first) rewritten."""
    copy = Dataset(headers=dataset.headers)
    for number, values in enumerate(dataset):
        values = list(values)
        if number == row:
            for heading, value in cells.items():
                values[dataset.headers.index(heading.replace("_", " "))] = value
        copy.append(values)
    return copy
