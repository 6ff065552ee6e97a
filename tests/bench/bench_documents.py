"""How long both documents take, against the bare renderer on the same saved HTML.

For the PTA of S0 and the informe of S2, with the sample pictures of the demonstration. "Ours" is
everything from the database to the bytes: build, HTML, PDF. "Bare" is WeasyPrint alone on the
self-contained HTML that `build_document --html` saves. Both run in this process after one warm-up
each, in pairs whose order alternates, because the machine drifts: the ratio is what to quote.
The processor time of each finish (plain, tagged, official with the data attached) is taken the same
way, in rounds.

Run by `make bench`, which gives an empty DATA_DIR. Prints figures and asserts nothing.
"""

import gc
import io
import json
import logging
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

import django
import pikepdf
import weasyprint
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import forking, rendering
from reports.finish import PLAIN, TAGGED, official

PAIRS = 5


def timed(make: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds that a call took and what it returned; no garbage is left over before."""
    gc.collect()
    start = time.perf_counter()
    result = make()
    return time.perf_counter() - start, result


def seconds(values: list[float]) -> str:
    """Print several times and their median."""
    each = "  ".join(f"{value:.2f}" for value in values)
    return f"{each}   mediana {statistics.median(values):.2f} s"


def page_count(pdf: bytes) -> int:
    """Return the pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def in_pairs(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[list, list]:
    """Return the seconds of each, taken in pairs; every other pair begins with the other one."""
    taken: dict[Callable, list[float]] = {ours: [], bare: []}
    for number in range(PAIRS):
        for make in (ours, bare) if number % 2 == 0 else (bare, ours):
            taken[make].append(timed(make)[0])
    return taken[ours], taken[bare]


def measure_finishes(html: str, sources: rendering.Sources, payload: str) -> None:
    """Print the processor time and the size of each finish of one document, against plain."""
    finishes = {
        "sin etiquetas": PLAIN,
        "PDF/UA-1": TAGGED,
        "PDF/A-3a": official(payload, datetime(2026, 1, 1, tzinfo=UTC)),
    }
    taken: dict[str, list[float]] = {name: [] for name in finishes}
    sizes: dict[str, int] = {}
    for number in range(PAIRS):
        for name in list(finishes)[:: 1 if number % 2 == 0 else -1]:
            gc.collect()
            start = time.process_time()
            pdf, _ = rendering.html_to_pdf(html, sources, finishes[name])
            taken[name].append(time.process_time() - start)
            sizes[name] = len(pdf)
    plain = taken["sin etiquetas"]
    for name, times in taken.items():
        ratios = [one / other for one, other in zip(times, plain, strict=True)]
        print(
            f"  {name:14} {seconds(times)} de procesador, {statistics.median(ratios):.2f} veces, "
            f"{sizes[name] / 1024:,.0f} KB"
        )


def measure(title: str, make: Callable[[object], object], row: object) -> None:
    """Print the figures of one document; `make` builds it from its programa or quarter."""
    from reports.services import documents as services  # needs the models, which main sets up

    sources = services.document_sources()

    def ours() -> tuple[bytes, list[str]]:
        return rendering.html_to_pdf(services.document_html(make(row)), sources)

    with CaptureQueriesContext(connection) as building:
        document = make(row)
    with CaptureQueriesContext(connection) as printing:
        html = services.document_html(document)
    saved = rendering.self_contained(html, sources)

    def bare() -> bytes:
        return weasyprint.HTML(string=saved).write_pdf()

    (pdf, complaints), plain = ours(), bare()
    building_seconds = timed(lambda: services.document_html(make(row)))[0]
    our_times, bare_times = in_pairs(ours, bare)
    ratios = [one / other for one, other in zip(our_times, bare_times, strict=True)]
    child_seconds, from_child = timed(lambda: forking.html_to_pdf_in_child(html, sources))

    print(f"\n{title}")
    print(f"  consultas      {len(building)} al armar, {len(printing)} al pasar a HTML")
    print(f"  avisos         {len(complaints)}")
    print(f"  PDF nuestro    {page_count(pdf)} páginas, {len(pdf) / 1024:,.0f} KB")
    print(f"  PDF directo    {page_count(plain)} páginas, {len(plain) / 1024:,.0f} KB")
    print(f"  nuestro        {seconds(our_times)}   (datos y HTML: {building_seconds:.3f} s)")
    print(f"  directo        {seconds(bare_times)}")
    each = "  ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"  razón          {each}   mediana {statistics.median(ratios):.2f}")
    same = "los mismos bytes" if from_child == pdf else "OTROS bytes"
    print(f"  proceso aparte {child_seconds:.2f} s, {same}")
    measure_finishes(html, sources, payload_of(row))


def payload_of(row: object) -> str:
    """Return the data that the official file of a programa or of a quarter carries."""
    from programs.models import Programa
    from programs.reading.corte import programa_snapshot, trimestre_snapshot
    from programs.values.frozen import freeze

    read = programa_snapshot if isinstance(row, Programa) else trimestre_snapshot
    return json.dumps(freeze(read(row)), ensure_ascii=False)


def main() -> None:
    """Load the demonstration into the empty folder and measure both documents."""
    django.setup()
    from programs.models import Programa, Trimestre
    from tests.reports.documents import informe_document, pta_document

    # Its warnings are counted below and need not be read twice.
    logging.getLogger("weasyprint").propagate = False
    call_command("migrate", verbosity=0)
    call_command("load_demo", stdout=io.StringIO())
    programa = Programa.objects.select_related("institucion").get(
        institucion__slug="sesea-slp", year=2023
    )
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa__institucion__slug="sesaech", programa__year=2024, number=1
    )
    measure("PTA 2023, sesea-slp", pta_document, programa)
    measure("Primer informe trimestral 2024, sesaech", informe_document, trimestre)


if __name__ == "__main__":
    main()
