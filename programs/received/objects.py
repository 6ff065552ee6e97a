"""Received files in S3-compatible storage, for several hosts; only where `FILES_URL` names it.

django-storages reads whole files into memory, overwrites, gives public addresses and raises errors
of its own. Here a file is read by pieces, a name is taken once, there is no address, and what the
store refuses is the `OSError` that a disk would raise: pages answer 503.
"""

import base64
import errno
import hashlib
import io
import os
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.core.files.base import File
from django.core.files.storage import Storage
from storages.backends.s3 import S3Storage
from urllib3.exceptions import HTTPError

from programs.received.storage import StoreRefused

BUFFER = 256 * 1024
# A page waits for a store that is away no longer than this, twice.
CONNECT_SECONDS, READ_SECONDS, TRIES = 3, 15, 2
TAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}
GONE = {"404", "NoSuchKey", "NotFound"}


@contextmanager
def translated(name: str = "") -> Iterator[None]:
    """Raise what the store says as `FileNotFoundError` or `StoreRefused`."""
    try:
        yield
    except ClientError as error:
        if _code(error) in GONE:
            raise FileNotFoundError(errno.ENOENT, "no such object", name) from error
        raise StoreRefused(error) from error
    except (BotoCoreError, HTTPClientError, HTTPError) as error:
        raise StoreRefused(error) from error


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


class ObjectStorage(Storage):
    """The files of a bucket, below `prefix`: Django's storage with what Django's own one keeps.

    `save` takes a name once (`If-None-Match: *`) and stores all or nothing; `open` reads only, by
    pieces; `replace` is for what can be made again. No ACL is sent: objects are private by default,
    and buckets that have ACLs switched off refuse every one. There are no public addresses: `url`
    raises NotImplementedError, and files leave by views that ask for the permission.

    Raises FileNotFoundError for what is not there and `StoreRefused` for all else.
    """

    def __init__(
        self,
        bucket: str,
        access_key: str,
        secret_key: str,
        prefix: str = "",
        endpoint: str = "",
        region: str = "",
    ) -> None:
        self._bucket = bucket
        # What compatible stores lack: virtual hosts, and checksums in trailers.
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path" if endpoint else "auto"},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": TRIES},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        self._options = {
            "bucket_name": bucket,
            "location": prefix,
            "access_key": access_key,
            "secret_key": secret_key,
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "client_config": config,
            "file_overwrite": False,
        }
        self._kept: tuple[int, Any] = (0, None)

    @property
    def _s3(self) -> Any:
        """The library's storage, a new one in a fork: two processes must not share a connection."""
        pid, kept = self._kept
        if pid != os.getpid():
            kept = S3Storage(**self._options)
            self._kept = (os.getpid(), kept)
        return kept

    @property
    def _client(self) -> Any:
        """The client of this thread."""
        return self._s3.connection.meta.client

    def _place(self, name: str) -> dict[str, str]:
        """Return where a file lies; SuspiciousOperation for a name that leaves the prefix."""
        return {"Bucket": self._bucket, "Key": self._s3._normalize_name(posixpath.normpath(name))}

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        if mode != "rb":
            raise ValueError("what is stored is only read, as bytes")
        with translated(name):
            stream = ObjectStream(self._client, self._place(name))
        # Its buffer is what a loop over small pieces needs.
        buffered: Any = io.BufferedReader(stream, BUFFER)
        return File(buffered, name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Store the content under the name, or under another where it is taken by now."""
        while True:
            try:
                self._put(name, content, IfNoneMatch="*")
                return name
            except FileExistsError:
                name = self.get_available_name(name)

    def replace(self, name: str, source: Path) -> None:
        """Store a file of this host under the name, in the place of what stands there.

        For what can be made again; what is received takes a name once, by `save`.
        """
        with source.open("rb") as file:
            self._put(name, File(file))

    def _put(self, name: str, content: "File[bytes]", **condition: str) -> None:
        """Send all of the content; FileExistsError where the condition does not hold."""
        digest, size = hashlib.md5(usedforsecurity=False), 0
        for piece in content.chunks():
            digest.update(piece)
            size += len(piece)
        content.seek(0)
        body: Any = content
        with translated(name):
            try:
                self._client.put_object(
                    **self._place(name),
                    Body=body,
                    ContentLength=size,
                    # The store takes what was meant or nothing.
                    ContentMD5=base64.b64encode(digest.digest()).decode(),
                    ContentType="application/octet-stream",
                    **condition,
                )
            except ClientError as error:
                if _code(error) in TAKEN:
                    raise FileExistsError(errno.EEXIST, "taken", name) from error
                raise

    def delete(self, name: str) -> None:
        """Remove a file; none is no error."""
        if not name:
            raise ValueError("The name must be given to delete().")
        with translated(name):
            self._client.delete_object(**self._place(name))

    def exists(self, name: str) -> bool:
        """Tell whether a file has the name."""
        try:
            self._head(name)
        except FileNotFoundError:
            return False
        return True

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the names of the folders and of the files right below a folder, none if none."""
        with translated(path):
            folders, files = self._s3.listdir(path)
        return list(folders), list(files)

    def size(self, name: str) -> int:
        """Return the bytes of a file."""
        return int(self._head(name)["ContentLength"])

    def get_modified_time(self, name: str) -> datetime:
        """Return when a file was stored, with its time zone."""
        moment: datetime = self._head(name)["LastModified"]
        return moment

    def _head(self, name: str) -> dict[str, Any]:
        with translated(name):
            head: dict[str, Any] = self._client.head_object(**self._place(name))
        return head


class ObjectStream(io.RawIOBase):
    """An object as a file to read and to seek in, of which no more than a piece is in memory.

    It is asked for once, from its beginning; only who jumps has it asked for again from there, and
    then of the same version (`If-Match`).
    """

    def __init__(self, client: Any, place: dict[str, str]) -> None:
        self._client, self._place = client, place
        answer = client.get_object(**place)
        self._body = answer["Body"]
        self._size, self._version = int(answer["ContentLength"]), answer["ETag"]
        self._at = self._body_at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place; nothing is asked of the store before the next piece is read."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as a piece goes; return how many bytes, 0 at the end."""
        if self._at >= self._size:
            return 0
        with translated(self._place["Key"]):
            if self._body_at != self._at:
                self._jump()
            piece = self._body.read(min(len(buffer), self._size - self._at))
        if not piece:
            raise StoreRefused("the object ended before its end")
        buffer[: len(piece)] = piece
        self._at += len(piece)
        self._body_at = self._at
        return len(piece)

    def _jump(self) -> None:
        self._body.close()
        answer = self._client.get_object(
            **self._place, Range=f"bytes={self._at}-", IfMatch=self._version
        )
        self._body, self._body_at = answer["Body"], self._at

    def close(self) -> None:
        """Let go of the store."""
        if not self.closed:
            self._body.close()
        super().close()
