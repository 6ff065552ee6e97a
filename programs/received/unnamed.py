"""Uploads that are read once and never kept: their files have no name, and end with the request."""

import tempfile
from typing import IO, Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

IN_MEMORY = 1024 * 1024


class UnnamedUploadHandler(FileUploadHandler):
    """Holds what arrives in memory and, beyond a megabyte, in a file without a name.

    Django's own would give it a name in the folder for temporary files, where it stays if the
    process is ended. No more than `limit` bytes are taken of a request: it ends there.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.left = limit

    @property
    def is_over(self) -> bool:
        """Tell whether a file was cut because it passed the limit."""
        return self.left < 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with the next file of the request."""
        super().new_file(*args, **kwargs)
        self.file = _unnamed_file()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold a piece of the file."""
        self.left -= len(raw_data)
        if self.left < 0:
            raise StopUpload(connection_reset=False)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


def _unnamed_file() -> IO[bytes]:
    """Return a file that the request closes with all that it received."""
    return tempfile.SpooledTemporaryFile(IN_MEMORY)
