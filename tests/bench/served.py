"""The demonstration as production serves it, and a browser on the other end of a slow line."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium-headless-shell"
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
ENLACE = "enlace.dpd.muestra"
PLANEACION = "planeacion.muestra"
# Interface check 22: 1.6 Mbps, 150 ms, a processor four times slower.
BYTES_A_SECOND = 1_600_000 // 8
LATENCY_MS = 150
SLOWER = 4


@contextmanager
def served_demo(workers: int = 2) -> Iterator[str]:
    """Yield the address of gunicorn with DEBUG=0 on the demonstration, made in the empty DATA_DIR.

    The process at hand uses the same database and the same key, so that it can sign people in.
    """
    # The browser's own loop runs in this thread, where Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("load_demo", stdout=nowhere)
    with served(os.environ | {"DATA_DIR": str(settings.DATA_DIR)}, workers) as address:
        yield address


@contextmanager
def served(environ: Mapping[str, str], workers: int) -> Iterator[str]:
    """Yield the address of gunicorn with DEBUG=0 on the data that an environment names.

    Its keys are those of the process at hand.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    production = {
        **environ,
        "DEBUG": "0",
        "SECRET_KEY": settings.SECRET_KEY,
        "MFA_KEY": ",".join(settings.MFA_KEYS),
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "0",
        "SITE_URL": "https://pta.test",
        "WEB_PROCESSES": str(workers),
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=production, check=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:sesea.gunicorn", "sesea.wsgi"]
        + ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"],
        cwd=ROOT,
        env=production,
        # A line for each request: of thousands.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/acceder/", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen) -> None:
    """Return when the server answers; RuntimeError if it ends or takes a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:  # not yet listening, or still loading
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("El servidor no inició.")


@contextmanager
def chromium() -> Iterator:
    """Yield the system's Chromium; its sandbox needs privileges that a container lacks."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def visitor(browser, address: str, username: str | None, size: dict, **options):
    """Return a browser context with an empty cache, signed in as a person if one is named."""
    from django.test import Client

    from programs.models import User

    context = browser.new_context(
        viewport=size, locale="es-MX", timezone_id="America/Mexico_City", **options
    )
    context.set_default_timeout(10_000)
    if username:
        client = Client()
        client.force_login(User.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": address}])
    return context


def slow_down(page, *, network: bool = True) -> None:
    """Give a page the processor of check 22 and, unless told otherwise, its network."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if network:
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY_MS,
                "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            },
        )


def main_pages() -> dict[str, tuple[str | None, str]]:
    """Return (person, path) of the pages that are measured, by their name."""
    from django.urls import reverse

    from programs.models import AvanceTrimestral, User

    enlace = User.objects.get(username=ENLACE)
    area = enlace.memberships[0].area
    avance = (
        AvanceTrimestral.objects.filter(linea__area=area, trimestre__status="open", status="draft")
        .select_related("linea", "trimestre__programa__institucion")
        .order_by("trimestre__programa__year", "trimestre__number", "linea__order")
        .first()
    )
    programa = avance.trimestre.programa
    base = [programa.institucion.slug, programa.year]
    number = avance.trimestre.number
    return {
        "Acceder": (None, reverse("account_login")),
        "Inicio, enlace": (ENLACE, reverse("home")),
        "Inicio, planeación": (PLANEACION, reverse("home")),
        "Mes": (ENLACE, f"{reverse('mes')}?programa={base[0]}-{base[1]}"),
        "Línea": (ENLACE, reverse("avance_edit", args=[*base, avance.linea_id, number])),
        "Trimestre": (ENLACE, reverse("trimestre_detail", args=[*base, number])),
        "Programa": (ENLACE, reverse("programa_detail", args=base)),
        "Presentación": (ENLACE, reverse("presentacion_edit", args=[*base, number])),
        "Evidencias": (ENLACE, reverse("evidencia_list")),
    }
