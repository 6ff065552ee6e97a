"""Where received files go: FILES_URL, and what of it stops the start with a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from sesea import files

KEYS = {"AWS_ACCESS_KEY_ID": "llave", "AWS_SECRET_ACCESS_KEY": "secreta"}
STORE = "s3://cubo/carpeta/?endpoint=https://almacen.test"


@pytest.fixture
def environment(monkeypatch):
    """Return a function that sets the variables, these and no other of the subject."""

    def set_to(url: str, keys: dict[str, str] = KEYS) -> None:
        for name in ("FILES_URL", *KEYS):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"FILES_URL": url, **keys}.items():
            monkeypatch.setenv(name, value)

    return set_to


def test_a_store_is_read_from_its_address(environment, tmp_path):
    environment(STORE)
    entry = files.read_files(debug=False)
    assert entry["BACKEND"] == files.OBJECTS
    assert entry["OPTIONS"] == {
        "bucket": "cubo",
        "prefix": "carpeta",
        "endpoint": "https://almacen.test",
        "access_key": "llave",
        "secret_key": "secreta",
    }
    assert files.read_media_root(tmp_path) == tmp_path / "media"
    environment("s3://cubo?region=us-east-1")
    assert files.read_files(debug=False)["OPTIONS"]["region"] == "us-east-1"


def test_a_folder_is_one_that_is_there(environment, tmp_path):
    environment("")
    assert files.read_media_root(tmp_path) == tmp_path / "media"
    for url in (str(tmp_path), f"file://{tmp_path}"):
        environment(url)
        assert files.read_media_root(Path("/no")) == tmp_path
        assert files.read_files(debug=False)["BACKEND"] == files.FOLDER


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("/no/hay/carpeta", "no existe la carpeta /no/hay/carpeta. Móntela o créela"),
        ("archivos", "FILES_URL es una carpeta, como"),
        ("https://almacen.test/cubo", "FILES_URL es una carpeta, como"),
    ],
)
def test_a_wrong_folder_is_refused(environment, tmp_path, url, sentence):
    environment(url)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        files.read_media_root(tmp_path)


@pytest.mark.parametrize(
    ("url", "keys", "sentence"),
    [
        ("s3://", KEYS, "FILES_URL es una carpeta, como"),
        ("s3://llave:secreta@cubo?region=r", KEYS, "FILES_URL es una carpeta, como"),
        (f"{STORE}&acl=public-read", KEYS, "FILES_URL es una carpeta, como"),
        ("s3://cubo", KEYS, r"lleva \?endpoint= con la dirección"),
        ("s3://cubo?endpoint=almacen", KEYS, "endpoint debe ser https://…, no «almacen»"),
        ("s3://cubo?endpoint=http://almacen.test", KEYS, "con DEBUG=0 el endpoint va con https"),
        (STORE, {}, "necesita AWS_ACCESS_KEY_ID y AWS_SECRET_ACCESS_KEY"),
        (STORE, {"AWS_ACCESS_KEY_ID": "llave"}, "necesita AWS_ACCESS_KEY_ID y"),
    ],
)
def test_a_wrong_store_is_refused(environment, url, keys, sentence):
    environment(url, keys)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        files.read_files(debug=False)


def test_a_store_of_this_host_needs_no_encryption(environment):
    for here in ("127.0.0.1:9000", "localhost:9000", "[::1]:9000"):
        environment(f"s3://cubo?endpoint=http://{here}")
        assert files.read_files(debug=False)["OPTIONS"]["endpoint"] == f"http://{here}"


def test_without_its_packages_a_store_is_refused(environment, monkeypatch):
    environment(STORE)
    monkeypatch.setattr(files, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="paquetes de requirements-s3.txt"):
        files.read_files(debug=False)


def test_a_folder_imports_nothing_of_a_store(tmp_path):
    """The packages of a store are installed only where one is used."""
    code = (
        "import sys, django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from django.core.files.storage import default_storage; default_storage.exists('x')\n"
        "print({'storages', 'boto3', 'botocore', 's3transfer'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sesea.settings"},
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"
