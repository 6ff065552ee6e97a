"""Typed readers of the environment: a wrong value stops the start with a sentence.

The variables and their defaults are documented in the README (section "Configuración").
"""

import os
import secrets
from email.utils import formataddr, parseaddr
from ipaddress import ip_network
from pathlib import Path

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

env = environ.Env()
env.escape_proxy = True

HOW_MFA_KEY = 'Haga una con: openssl rand -base64 32 | tr "+/" "-_"'
MOST_WEB_PROCESSES = 64
OWN_HOSTS = {"127.0.0.1", "localhost", "[::1]"}


def read_data_dir(base_dir: Path, *, debug: bool) -> Path:
    """Return the folder for the database and the media; with DEBUG=1 it is made if missing.

    With DEBUG=0 a missing one is a disk that is not mounted, or a wrong name: refused.
    """
    raw = env.str("DATA_DIR", default="var")
    path = Path(raw)
    if not path.is_absolute():
        path = base_dir / path
    if not debug and not path.is_dir():
        raise ImproperlyConfigured(
            f"DATA_DIR: no existe la carpeta {path}. Vea si su disco está montado, o créela."
        )
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"DATA_DIR: no se pudo crear {path}: {error}") from error
    return path


def read_secret_key(data_dir: Path, *, debug: bool) -> str:
    """Return SECRET_KEY; with DEBUG=1 it is made once and kept in DATA_DIR/secret_key."""
    key = env.str("SECRET_KEY", default="")
    if key:
        return key
    if not debug:
        raise ImproperlyConfigured("Con DEBUG=0 defina SECRET_KEY: el sistema no inicia sin ella.")
    return _kept(data_dir / "secret_key", secrets.token_urlsafe(50))


def read_mfa_keys(data_dir: Path, *, debug: bool) -> list[str]:
    """Return MFA_KEY, which encrypts the second factors: the first writes, the others still read.

    With DEBUG=1 it is made once and kept in DATA_DIR/mfa_key.
    """
    keys = [key.strip() for key in env.list("MFA_KEY", default=[]) if key.strip()]
    if not keys and debug:
        keys = [_kept(data_dir / "mfa_key", Fernet.generate_key().decode("ascii"))]
    if not keys:
        raise ImproperlyConfigured(
            f"Con DEBUG=0 defina MFA_KEY: el sistema no inicia sin ella. {HOW_MFA_KEY}"
        )
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(f"MFA_KEY no es una clave válida. {HOW_MFA_KEY}") from None
    return keys


def _kept(path: Path, made: str) -> str:
    """Return the key of a file; where there is none yet, `made` is kept in it."""
    if not path.exists():
        # Written whole under another name first: a process that starts now reads all or nothing.
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        with draft.open("w", encoding="ascii") as file:
            file.write(made)
            file.flush()
            # A power cut would leave the name and no key.
            os.fsync(file.fileno())
        draft.replace(path)
    return path.read_text(encoding="ascii").strip()


def read_allowed_hosts(*, debug: bool) -> list[str]:
    """Return ALLOWED_HOSTS; with DEBUG=0 an empty list is refused."""
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if debug:
        return hosts or ["127.0.0.1", "localhost", "[::1]", "testserver"]
    if not hosts:
        raise ImproperlyConfigured(
            "Con DEBUG=0 defina ALLOWED_HOSTS, separados por comas: el sistema no inicia sin ella."
        )
    return hosts


def read_debug() -> bool:
    """Return DEBUG, which must be 1 or 0."""
    raw = env.str("DEBUG", default="1")
    if raw not in {"0", "1"}:
        raise ImproperlyConfigured(f"DEBUG debe ser 1 o 0, no «{raw}».")
    return raw == "1"


def read_https(*, debug: bool) -> bool:
    """Return whether all goes by HTTPS: with DEBUG=0, unless HTTPS=0 on a host that serves itself.

    Raises `ImproperlyConfigured` for HTTPS=0 with a name that others reach.
    """
    raw = env.str("HTTPS", default="0" if debug else "1")
    if raw not in {"0", "1"}:
        raise ImproperlyConfigured(f"HTTPS debe ser 1 o 0, no «{raw}».")
    if raw == "0" and not debug:
        others = set(read_allowed_hosts(debug=debug)) - OWN_HOSTS
        if others:
            raise ImproperlyConfigured(
                "Con DEBUG=0, HTTPS=0 solo vale para medir en este equipo, con ALLOWED_HOSTS en "
                f"127.0.0.1 o localhost; ahí está «{min(others)}»."
            )
    return raw == "1"


def read_public_revisar(*, debug: bool) -> bool:
    """Return PUBLIC_REVISAR: whether `/revisar/` is open without an account; closed by default.

    With DEBUG=1 it is open. Whoever hosts the system decides: the page is of no institution.
    """
    raw = env.str("PUBLIC_REVISAR", default="1" if debug else "0")
    if raw not in {"0", "1"}:
        raise ImproperlyConfigured(f"PUBLIC_REVISAR debe ser 1 o 0, no «{raw}».")
    return raw == "1"


def read_log_format(*, debug: bool) -> str:
    """Return LOG_FORMAT, json or texto; without it, text with DEBUG=1 and JSON with DEBUG=0."""
    raw = env.str("LOG_FORMAT", default="texto" if debug else "json")
    if raw not in {"json", "texto"}:
        raise ImproperlyConfigured(f"LOG_FORMAT debe ser json o texto, no «{raw}».")
    return raw


def read_metrics_token() -> str:
    """Return METRICS_TOKEN, which opens the measures of the system; "" for nobody."""
    token = env.str("METRICS_TOKEN", default="")
    if token and (len(token) < 24 or not token.isascii() or not token.isprintable()):
        raise ImproperlyConfigured("METRICS_TOKEN lleva 24 signos o más, sin acentos.")
    return token


def read_email_from() -> str:
    """Return EMAIL_FROM, the sender of the e-mails: an address, alone or as "Name <address>"."""
    raw = env.str("EMAIL_FROM", default="Seguimiento del PTA <avisos@localhost>")
    name, address = parseaddr(raw)
    try:
        validate_email(address)
    except ValidationError:
        raise ImproperlyConfigured(
            f"EMAIL_FROM debe ser un correo, como «Avisos <avisos@ejemplo.gob.mx>», no «{raw}»."
        ) from None
    return formataddr((name, address))


def read_help_contact() -> str:
    """Return HELP_CONTACT, whom people ask where their institution names nobody; one line."""
    return " ".join(env.str("HELP_CONTACT", default="").split())


def read_invitation_seconds() -> int:
    """Return for how many seconds an invitation serves, from INVITATION_DAYS: 1 to 60 days."""
    raw = env.str("INVITATION_DAYS", default="7")
    if not (raw.isascii() and raw.isdecimal() and 1 <= int(raw[:4]) <= 60):
        raise ImproperlyConfigured(f"INVITATION_DAYS va de 1 a 60 días, no «{raw}».")
    return int(raw) * 24 * 60 * 60


def read_trusted_proxies() -> list[str]:
    """Return TRUSTED_PROXIES: addresses, networks, or "unix" for a socket of the file system."""
    found = [entry.strip() for entry in env.list("TRUSTED_PROXIES", default=[]) if entry.strip()]
    for entry in found:
        try:
            if entry != "unix":
                ip_network(entry)
        except ValueError:
            raise ImproperlyConfigured(
                "TRUSTED_PROXIES lleva direcciones, redes o «unix», separadas por comas, "
                f"no «{entry}»."
            ) from None
    return found


def read_web_processes() -> int:
    """Return WEB_PROCESSES: without it two for each processor, eight at the most."""
    raw = env.str("WEB_PROCESSES", default="")
    if not raw:
        return min(8, 2 * (os.cpu_count() or 1))
    if not (raw.isascii() and raw.isdecimal() and 1 <= int(raw[:4]) <= MOST_WEB_PROCESSES):
        raise ImproperlyConfigured(
            f"WEB_PROCESSES va de 1 a {MOST_WEB_PROCESSES} procesos, no «{raw}»."
        )
    return int(raw)


def read_database(data_dir: Path) -> dict:
    """Return the default database's settings.

    SQLite runs its transactions as IMMEDIATE with a long timeout on the rollback journal: the
    journal mode WAL is unsafe with the library that Debian 12 ships, and DEFERRED transactions
    fail under concurrent saves. PostgreSQL keeps its connections for a minute, and nothing in its
    session: a cursor that outlives its transaction is lost behind a pooler of transactions.
    """
    database = env.db_url("DATABASE_URL", default=f"sqlite:///{data_dir / 'db.sqlite3'}")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;",
        }
    elif database["ENGINE"] == "django.db.backends.postgresql":
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
        database["DISABLE_SERVER_SIDE_CURSORS"] = True
        # A server that is not there is told within seconds, not after the minutes of TCP.
        database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    else:
        raise ImproperlyConfigured("DATABASE_URL debe comenzar con sqlite:// o postgres://.")
    return database
