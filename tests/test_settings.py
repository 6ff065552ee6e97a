"""The environment decides how Django starts, and a wrong one stops the start with a sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from sesea.oidc import Provider, read_oidc

ROOT = Path(__file__).resolve().parent.parent


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Start Django in a process of its own, with these variables and none of this one's."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**clean, "DJANGO_SETTINGS_MODULE": "sesea.settings", **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


KEY = "a-key-that-no-installation-uses"
MFA_KEY = "bm8taW5zdGFsbGF0aW9uLXVzZXMtdGhpcy1rZXktNDI="


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DEBUG": "0", "ALLOWED_HOSTS": "sesea.example"}, "Con DEBUG=0 defina SECRET_KEY"),
        ({"DEBUG": "0", "SECRET_KEY": KEY}, "Con DEBUG=0 defina ALLOWED_HOSTS"),
        (
            {"DEBUG": "0", "SECRET_KEY": KEY, "ALLOWED_HOSTS": ""},
            "Con DEBUG=0 defina ALLOWED_HOSTS",
        ),
        (
            {"DEBUG": "0", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "sesea.example"},
            "Con DEBUG=0 defina MFA_KEY",
        ),
        ({"MFA_KEY": "no-es-una-clave"}, "MFA_KEY no es una clave válida. Haga una con:"),
        ({"DEBUG": "yes"}, "DEBUG debe ser 1 o 0, no «yes»."),
        ({"EMAIL_FROM": "Avisos"}, "EMAIL_FROM debe ser un correo, como"),
        ({"EMAIL_FROM": "Avisos <a@@b>"}, "EMAIL_FROM debe ser un correo, como"),
        ({"TRUSTED_PROXIES": "127.0.0.1,proxy"}, "TRUSTED_PROXIES lleva direcciones, redes"),
        (
            {"DEBUG": "0", "DATA_DIR": "/no/montado"},
            "DATA_DIR: no existe la carpeta /no/montado.",
        ),
        ({"PUBLIC_REVISAR": "si"}, "PUBLIC_REVISAR debe ser 1 o 0, no «si»."),
        ({"HTTPS": "no"}, "HTTPS debe ser 1 o 0, no «no»."),
        (
            {
                "DEBUG": "0",
                "SECRET_KEY": KEY,
                "MFA_KEY": MFA_KEY,
                "ALLOWED_HOSTS": "localhost,a.test",
                "HTTPS": "0",
            },
            "HTTPS=0 solo vale para medir en este equipo",
        ),
        ({"DATABASE_URL": "mysql://a:b@c/d"}, "DATABASE_URL debe comenzar con sqlite:// o"),
    ],
)
def test_a_wrong_environment_stops_the_start(tmp_path, variables, sentence):
    done = start(**{"DATA_DIR": str(tmp_path), **variables})

    assert done.returncode != 0
    assert sentence in done.stderr


OIDC = {"OIDC_ISSUER": "https://id.example/sesea/", "OIDC_CLIENT_ID": "a", "OIDC_SECRET": "b"}


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"OIDC_SECRET": " "}, "falta OIDC_SECRET."),
        ({"OIDC_ISSUER": "", "OIDC_CLIENT_ID": ""}, "falta OIDC_ISSUER, OIDC_CLIENT_ID."),
        ({"OIDC_ISSUER": "http://id.example"}, "que empieza con https://"),
        ({"OIDC_ISSUER": "https://"}, "que empieza con https://"),
        ({"OIDC_ISSUER": "id.example"}, "que empieza con https://"),
        ({"OIDC_ISSUER": "https://id.example/?a=b"}, "que empieza con https://"),
        ({"OIDC_ISSUER": f"https://id.example/{'a' * 200}"}, "lleva hasta 190 letras"),
        ({"OIDC_SECOND_FACTOR": "sí"}, "OIDC_SECOND_FACTOR debe ser 1 o 0, no «sí»."),
    ],
)
def test_a_wrong_provider_stops_the_start(monkeypatch, variables, sentence):
    for name, value in (OIDC | variables).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        read_oidc()


def test_a_provider_is_read_whole_or_not_at_all(monkeypatch):
    for name in OIDC:
        monkeypatch.setenv(name, "")
    assert read_oidc() is None
    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    whole = Provider("su cuenta institucional", "https://id.example/sesea", "a", "b", False)
    assert read_oidc() == whole
    monkeypatch.setenv("OIDC_ISSUER", "http://127.0.0.1:8001")
    monkeypatch.setenv("OIDC_NAME", " Cuenta  del Estado ")
    monkeypatch.setenv("OIDC_SECOND_FACTOR", "1")
    assert read_oidc() == Provider("Cuenta del Estado", "http://127.0.0.1:8001", "a", "b", True)


def test_a_whole_environment_starts_without_debug(tmp_path):
    done = start(
        DATA_DIR=str(tmp_path),
        DEBUG="0",
        SECRET_KEY=KEY,
        MFA_KEY=MFA_KEY,
        ALLOWED_HOSTS="sesea.example",
    )

    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir()), "Production keeps no key in the data folder."


def test_without_any_variable_the_keys_are_made_once(tmp_path):
    assert start(DATA_DIR=str(tmp_path)).returncode == 0
    kept = {name: (tmp_path / name).read_text() for name in ("secret_key", "mfa_key")}
    assert start(DATA_DIR=str(tmp_path)).returncode == 0

    assert len(kept["secret_key"]) >= 50
    for name, key in kept.items():
        assert (tmp_path / name).read_text() == key
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
