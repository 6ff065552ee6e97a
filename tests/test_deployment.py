"""The guide to a server and its files agree with each other and with what exists."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands

from sesea import gunicorn
from sesea.serving.whole import LARGEST

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "despliegue"
GUIDE = ROOT / "docs" / "despliegue.md"
UNITS = sorted(
    path for path in FOLDER.iterdir() if path.suffix in {".service", ".socket", ".timer"}
)
SOCKET = "/run/sesea.sock"


def text_of(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """Return {section: {key: values}} of a unit file; a key may come several times."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in text_of(FOLDER / name).splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            section.setdefault(key, []).append(value)
    return found


def environment() -> dict[str, str]:
    """Return the variables of the environment file, read as a shell and as systemd read it."""
    lines = text_of(FOLDER / "sesea.env").splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    words = {name: shlex.split(value) for name, _, value in pairs}
    assert not [name for name, found in words.items() if len(found) > 1], "It needs quotes."
    return {name: "".join(found) for name, found in words.items()}


def test_commands_of_the_guide_and_of_the_units_exist():
    text = "\n".join(text_of(path) for path in (GUIDE, *UNITS))
    named = set(re.findall(r"(?:manage\.py|^sesea|^ensayo|`sesea) ([a-z_]+)", text, re.MULTILINE))

    assert {"migrate", "run_worker", "send_notices", "sweep_files", "backup", "restore"} <= named
    assert named <= get_commands().keys()


def test_services_and_timers_that_the_guide_starts_are_there():
    known = {path.name for path in UNITS}
    named = set(re.findall(r"sesea-[a-z]+\.(?:service|socket|timer)", text_of(GUIDE)))

    assert named <= known
    started = {name for name in known if "Install" in unit(name)}
    assert started <= named
    # A timer starts the service of its name.
    timers = {name.removesuffix(".timer") for name in known if name.endswith(".timer")}
    assert timers <= {name.removesuffix(".service") for name in known}


def test_files_that_the_guide_copies_are_there():
    named = set(re.findall(r"docs/despliegue/([\w.-]+\w)", text_of(GUIDE)))

    assert {"sesea.env", "nginx.conf", "Caddyfile"} <= named
    assert not {name for name in named if not (FOLDER / name).exists()}


def test_the_environment_file_names_variables_that_the_readme_explains():
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", text_of(ROOT / "README.md"), re.MULTILINE))

    assert {"DEBUG", "SECRET_KEY", "DATABASE_URL", "DATA_DIR"} <= environment().keys()
    assert environment().keys() <= explained


@pytest.mark.parametrize("name", [path.name for path in UNITS if path.suffix == ".service"])
def test_every_service_runs_as_its_account_and_writes_only_where_data_lives(name):
    service = unit(name)["Service"]

    assert service["User"] == service["Group"] == ["sesea"]
    assert service["WorkingDirectory"] == ["/opt/sesea/current"]
    assert service["EnvironmentFile"] == ["/etc/sesea/sesea.env"]
    assert service["ProtectSystem"] == ["strict"]
    assert environment()["DATA_DIR"] in service["ReadWritePaths"][0].split()
    assert " 700 -o sesea -g sesea " + service["ReadWritePaths"][0].split()[0] in text_of(GUIDE)


def test_a_stop_leaves_time_for_what_is_being_answered():
    web = unit("sesea-web.service")["Service"]

    assert int(web["TimeoutStopSec"][0]) > gunicorn.graceful_timeout
    assert web["KillMode"] == ["mixed"], "SIGTERM is for gunicorn, which tells its processes."
    assert "python:sesea.gunicorn" in web["ExecStart"][0]
    assert unit("sesea-web.socket")["Socket"]["Backlog"] == [str(gunicorn.backlog)]


def test_both_proxies_meet_the_application_where_it_listens():
    nginx, caddy = text_of(FOLDER / "nginx.conf"), text_of(FOLDER / "Caddyfile")

    assert unit("sesea-web.socket")["Socket"]["ListenStream"] == [SOCKET]
    assert f"proxy_pass http://unix:{SOCKET};" in nginx
    assert f"reverse_proxy unix/{SOCKET}" in caddy
    # Whoever enters by the socket says where requests come from: both write it themselves.
    assert environment()["TRUSTED_PROXIES"] == "unix"
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme", "X-Request-ID"):
        assert f"proxy_set_header {header}" in nginx
    assert "header_up X-Request-ID" in caddy
    for word in ("proxy_request_buffering on;", "proxy_buffering on;"):
        assert word in nginx


def test_both_proxies_let_through_what_the_application_takes():
    megabytes = LARGEST // 1024**2
    size = int(gunicorn.limit_request_line) // 1024 + 1

    assert f"client_max_body_size {megabytes}m;" in text_of(FOLDER / "nginx.conf")
    assert f"max_size {megabytes}MB" in text_of(FOLDER / "Caddyfile")
    assert f"large_client_header_buffers 4 {size}k;" in text_of(FOLDER / "nginx.conf")


def test_the_name_of_the_site_is_one_everywhere():
    names = {
        name
        for path in (GUIDE, *FOLDER.iterdir())
        for name in re.findall(r"\bpta\.[a-z.]+\.mx", text_of(path))
    }

    assert names == {"pta.ejemplo.gob.mx"}
