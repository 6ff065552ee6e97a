"""Writing many rows again in one statement."""

from collections.abc import Sequence

from django.db.models import Model


def write_again(rows: Sequence[Model], fields: list[str]) -> None:
    """Store these fields of rows of one model that are stored already.

    Django's `bulk_update` writes a CASE for each field of each row: most of the time that a whole
    institution took.
    """
    if rows:
        type(rows[0])._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )
