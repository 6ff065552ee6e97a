"""`loaddata`: Django's own, which looks each row that a fixture names up once."""

from typing import Any

from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializedObject

from programs.models.named import remembering


class Command(loaddata.Command):
    """Load fixtures in two fifths of the time: see `programs.models.named`."""

    def handle(self, *labels: Any, **options: Any) -> None:
        """Load them, and forget what they named."""
        with remembering() as self.named:
            super().handle(*labels, **options)

    def save_obj(self, obj: DeserializedObject) -> bool:
        """Save a row; over an older one, nothing that was remembered is sure any more."""
        is_new = obj.object.pk is None
        saved = super().save_obj(obj)
        if not is_new:
            self.named.rows.clear()
        return saved
