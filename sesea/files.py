"""Where received files are kept: a folder of this host, a shared folder, or S3-compatible storage.

`FILES_URL` says which (README, "Configuración"); a wrong one stops the start with a sentence.
"""

import re
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured

from sesea.environment import env

FOLDER = "programs.received.storage.WholeFileStorage"
OBJECTS = "programs.received.objects.ObjectStorage"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
OPTIONS = {"endpoint", "region"}
FORMS = (
    "FILES_URL es una carpeta, como /srv/sesea/archivos, o un almacén, como "
    "s3://cubo/carpeta?endpoint=https://almacen.ejemplo.gob.mx."
)


def read_media_root(data_dir: Path) -> Path:
    """Return the folder of received files: the one of FILES_URL, which is there, or DATA_DIR/media.

    A folder that is not there is refused and not made: a shared one that is not mounted would be
    an empty one, with every file missing.
    """
    raw = env.str("FILES_URL", default="")
    if not raw or raw.startswith("s3://"):
        return data_dir / "media"
    folder = Path(raw.removeprefix("file://"))
    if not folder.is_absolute():
        raise ImproperlyConfigured(FORMS)
    if not folder.is_dir():
        raise ImproperlyConfigured(
            f"FILES_URL: no existe la carpeta {folder}. Móntela o créela, y vuelva a iniciar."
        )
    return folder


def read_files(*, debug: bool) -> dict[str, Any]:
    """Return the storage of received files, as an entry of Django's STORAGES.

    In a folder, nobody but the account of the service reads them. In S3-compatible storage the keys
    come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
    """
    raw = env.str("FILES_URL", default="")
    if not raw.startswith("s3://"):
        return {
            "BACKEND": FOLDER,
            "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
        }
    if not (find_spec("storages") and find_spec("boto3")):
        raise ImproperlyConfigured(
            "FILES_URL=s3://… necesita los paquetes de requirements-s3.txt. Instálelos y vuelva a "
            "iniciar."
        )
    address = urlsplit(raw)
    options = dict(parse_qsl(address.query, keep_blank_values=True))
    if not BUCKET.fullmatch(address.netloc) or set(options) - OPTIONS:
        raise ImproperlyConfigured(FORMS)
    if not (options.get("endpoint") or options.get("region")):
        raise ImproperlyConfigured(
            "FILES_URL=s3://… lleva ?endpoint= con la dirección del almacén, o ?region= en Amazon."
        )
    _check_endpoint(options.get("endpoint", ""), debug=debug)
    access_key = env.str("AWS_ACCESS_KEY_ID", default="")
    secret_key = env.str("AWS_SECRET_ACCESS_KEY", default="")
    if not (access_key and secret_key):
        raise ImproperlyConfigured(
            "FILES_URL=s3://… necesita AWS_ACCESS_KEY_ID y AWS_SECRET_ACCESS_KEY."
        )
    return {
        "BACKEND": OBJECTS,
        "OPTIONS": {
            "bucket": address.netloc,
            "prefix": address.path.strip("/"),
            "access_key": access_key,
            "secret_key": secret_key,
            **options,
        },
    }


def _check_endpoint(endpoint: str, *, debug: bool) -> None:
    """Refuse an address that is none, or that would send files over the network in the clear."""
    if not endpoint:
        return
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"FILES_URL: endpoint debe ser https://…, no «{endpoint}».")
    if parts.scheme == "http" and not debug and not _is_here(parts):
        raise ImproperlyConfigured(
            "FILES_URL: con DEBUG=0 el endpoint va con https://, para que los archivos no viajen "
            "sin cifrar."
        )


def _is_here(parts: SplitResult) -> bool:
    """Tell whether an address is of this host."""
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
