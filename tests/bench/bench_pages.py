"""What each main page weighs on the wire, and how many queries it makes for 4 and for 40 líneas.

The weight is what Chromium received from the production server with an empty cache: headers,
and whatever compression is on. Photographs are counted apart. "HTML br" is what the HTML would
weigh as brotli 5. The queries are those of the test client on the cast of the tests.

Run by `make bench`. Ends with 1 if a figure is beyond its limit (interface check 22, R31).
"""

from collections import defaultdict
from functools import partial

import brotli

from tests.bench.figures import Table, leave
from tests.bench.served import LAPTOP, chromium, main_pages, served_demo, visitor

KB = 1024
# Of the whole page, and of its JavaScript: the línea loads an editor.
TRANSFER, TRANSFER_LINEA = 150, 220
SCRIPT, SCRIPT_LINEA = 60, 180
MOST_QUERIES = 20
FEW, MANY = 4, 40
WALK = """async () => {
  for (const place of document.querySelectorAll("[data-block], .site-footer, footer")) {
    place.scrollIntoView();
    await new Promise((done) => setTimeout(done, 200));
  }
}"""
KINDS = {"Document": "HTML", "Stylesheet": "CSS", "Script": "JS"}


def weigh(browser, address: str, who: str | None, path: str) -> tuple[dict[str, float], str]:
    """Return {kind: KB received} of a page, and its HTML."""
    context = visitor(browser, address, who, LAPTOP)
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    received: dict[str, float] = defaultdict(float)

    def arrived(event: dict) -> None:
        kind = kinds[event["requestId"]]
        received[kind] += event["encodedDataLength"] / KB

    def answered(event: dict) -> None:
        photo = "/media/" in event["response"]["url"]
        kinds[event["requestId"]] = "fotos" if photo else KINDS.get(event["type"], "otros")

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", arrived)
    session.send("Network.enable")
    response = page.goto(f"{address}{path}")
    assert response.ok, f"{response.status} {path}"
    html = response.text()
    # What waits until it is seen is part of the page: the editor, the photographs.
    page.wait_for_load_state("networkidle")
    page.evaluate(WALK)
    page.wait_for_load_state("networkidle")
    context.close()
    return received, html


def weights() -> Table:
    """Weigh every main page."""
    table = Table("Peso de las páginas, KB recibidos con la caché vacía")
    with served_demo() as address, chromium() as browser:
        for name, (who, path) in main_pages().items():
            received, html = weigh(browser, address, who, path)
            is_linea = name in ("Línea", "Presentación")
            photos = received.pop("fotos", 0)
            whole = sum(received.values())
            raw = len(html.encode()) / KB
            small = len(brotli.compress(html.encode(), quality=5)) / KB
            parts = "  ".join(f"{k} {received[k]:.1f}" for k in ("HTML", "CSS", "JS", "otros"))
            figure = (
                f"total {whole:.1f}   {parts}   HTML sin comprimir {raw:.1f}, br {small:.1f}"
                f"   fotos {photos:.1f}"
            )
            table.check(name, whole, TRANSFER_LINEA if is_linea else TRANSFER, figure)
            table.check(
                f"{name}, JS",
                received["JS"],
                SCRIPT_LINEA if is_linea else SCRIPT,
                f"{received['JS']:.1f}",
            )
    return table


def queries() -> Table:
    """Count the queries of every main page for few and for many líneas."""
    table = Table(f"Consultas con {FEW} y con {MANY} líneas")
    counts = [count_queries(lineas) for lineas in (FEW, MANY)]
    for name in counts[0]:
        few, many = counts[0][name], counts[1][name]
        worst = many if few == many else MOST_QUERIES + 1
        same = "" if few == many else ", crece"
        table.check(name, worst, MOST_QUERIES, f"{few} y {many}{same}")
    return table


def count_queries(lineas: int) -> dict[str, int]:
    """Return the queries of each page of a cast with so many líneas."""
    from django.test import Client, override_settings
    from django.urls import reverse

    from tests.factories import YEAR, make_cast
    from tests.queries import queries_of

    cast = make_cast(lineas=lineas, prefix=f"b{lineas}-")
    base = [cast.institucion.slug, YEAR]
    linea = cast.linea().pk
    pages = {
        "Inicio, enlace": ("enlace", reverse("home")),
        "Inicio, planeación": ("planeacion", reverse("home")),
        "Mes": ("enlace", f"{reverse('mes')}?programa={base[0]}-{base[1]}"),
        "Línea": ("enlace", reverse("avance_edit", args=[*base, linea, 1])),
        "Trimestre": ("enlace", reverse("trimestre_detail", args=[*base, 1])),
        "Programa": ("enlace", reverse("programa_detail", args=base)),
        "Presentación": ("enlace", reverse("presentacion_edit", args=[*base, 1])),
        "Evidencias": ("enlace", reverse("evidencia_list")),
    }
    counts = {}
    with override_settings(DEBUG=False):
        for name, (who, path) in pages.items():
            client = Client()
            client.force_login(cast.people[who])
            counts[name] = queries_of(partial(client.get, path))
        counts["Acceder"] = queries_of(partial(Client().get, reverse("account_login")))
    return counts


def main() -> None:
    """Weigh and count."""
    tables = [weights(), queries()]
    for table in tables:
        table.show()
    leave(tables)


if __name__ == "__main__":
    main()
