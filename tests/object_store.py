"""An S3-compatible store on 127.0.0.1 that ends with the tests: moto's server, a process."""

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from programs.received.objects import ObjectStorage

# What moto takes for keys; it looks at none.
KEYS = {"access_key": "prueba", "secret_key": "prueba"}
# No proxy of the host stands between a test and its store.
HERE = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
START_SECONDS = 30


@contextmanager
def store_running() -> Iterator[str]:
    """Give the address of a store that holds nothing yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(
        command,
        env={**os.environ, **HERE},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.kill()
        server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{address}/moto-api/data.json", timeout=5):
                return
        except URLError:
            time.sleep(0.05)
    raise RuntimeError("the store did not start")


def bucket_new(address: str) -> ObjectStorage:
    """Return the storage of a new bucket."""
    os.environ.update(HERE)
    storage = ObjectStorage(f"cubo-{uuid.uuid4().hex}", prefix="archivos", endpoint=address, **KEYS)
    storage._client.create_bucket(Bucket=storage._bucket)
    return storage


def bucket_settings(storage: ObjectStorage, address: str) -> dict:
    """Return the entry of STORAGES that opens the same bucket."""
    options = {"bucket": storage._bucket, "prefix": "archivos", "endpoint": address, **KEYS}
    return {"BACKEND": "programs.received.objects.ObjectStorage", "OPTIONS": options}


def away_settings() -> dict:
    """Return the entry of STORAGES of a store that does not answer."""
    options = {"bucket": "cubo", "endpoint": "http://127.0.0.1:9", **KEYS}
    return {"BACKEND": "programs.received.objects.ObjectStorage", "OPTIONS": options}
