"""What large documents take: an informe of 532 líneas, one of 480 with 200 photographs, and a PTA.

Each is made by a process of its own, as the queue makes it: its processor seconds, its largest
memory and its pages. The líneas are those of the sample again and again, with the parts of the
informe off and on; the PTA is that of S0, once and with sixteen times its tareas. What is quoted of
the PTA is a ratio, from turns that alternate.

Run by `make bench`, which gives an empty DATA_DIR. Prints figures and asserts nothing.
"""

import gc
import io
import logging
import os
import statistics
import tempfile
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import django
import pikepdf
from django.core.management import call_command

from reports import rendering
from reports.finish import TAGGED, Finish

LINEAS, PHOTO_LINEAS, PHOTOS = 532, 480, 200
TIMES, TURNS = 16, 3


def made(html: str, sources: rendering.Sources, finish: Finish) -> tuple[float, float, int]:
    """Return (seconds of processor, MB at the most, pages) of a document in a fork of its own."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "document.pdf")
        gc.collect()
        pid = os.fork()
        if not pid:
            code = 1
            try:
                target.write_bytes(rendering.html_to_pdf(html, sources, finish)[0])
                code = 0
            finally:
                os._exit(code)
        _, status, used = os.wait4(pid, 0)
        if status:
            raise SystemExit(f"the document ended with {os.waitstatus_to_exitcode(status)}")
        with pikepdf.open(target) as pdf:
            pages = len(pdf.pages)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, pages


def tell(title: str, html: str, sources: rendering.Sources, finish: Finish = TAGGED) -> None:
    """Print what one document takes."""
    cpu, memory, pages = made(html, sources, finish)
    print(f"  {title:44} {pages:4} páginas {cpu:6.1f} s de procesador {memory:5.0f} MB")


def main() -> None:
    """Load the demonstration into the empty folder and measure."""
    django.setup()
    from programs.enums import InformePart
    from programs.models import Programa, Trimestre
    from programs.reading.corte import programa_snapshot, trimestre_snapshot
    from programs.values.snapshot import BlockSnapshot, LineaSnapshot, Snapshot
    from reports.documents import informe, pta
    from reports.services.documents import document_html, document_sources

    logging.getLogger("weasyprint").propagate = False
    call_command("migrate", verbosity=0)
    call_command("load_demo", stdout=io.StringIO())
    sources = document_sources()
    rendering.html_to_pdf("<p>✓</p>", sources, TAGGED)  # warm

    def of(slug: str) -> Programa:
        return Programa.objects.select_related("institucion").filter(institucion__slug=slug)[0]

    def stretched(snapshot: Snapshot, count: int, *, parts: tuple[str, ...]) -> Snapshot:
        """Return a quarter whose ejes hold so many líneas together, each with a key of its own."""
        each = -(-count // len(snapshot.ejes))
        pk = iter(range(1, 2 * count))

        def more(lineas: tuple[LineaSnapshot, ...]) -> tuple[LineaSnapshot, ...]:
            return tuple(replace(linea, pk=next(pk)) for linea in islice(cycle(lineas), each))

        ejes = tuple(replace(eje, lineas=more(eje.lineas)) for eje in snapshot.ejes)
        return replace(snapshot, ejes=ejes, parts=parts)

    def with_photos(snapshot: Snapshot, count: int) -> Snapshot:
        """Return a quarter in which every so many líneas a block of four photographs stands."""
        shown = [
            block
            for linea in snapshot.lineas
            if linea.avance
            for block in linea.avance.blocks
            if any(figure.renditions for figure in block.figures)
        ]
        figures = tuple(islice(cycle(shown[0].figures), 4))
        block: BlockSnapshot = replace(shown[0], figures=figures)
        left = count // len(figures)
        ejes = []
        for eje in snapshot.ejes:
            lineas = []
            for linea in eje.lineas:
                avance = linea.avance
                if avance:
                    own = (block,) if left > 0 else ()
                    left -= len(own)
                    kept = tuple(b for b in avance.blocks if not b.figures)
                    avance = replace(avance, blocks=(*kept, *own))
                lineas.append(replace(linea, avance=avance))
            ejes.append(replace(eje, lineas=tuple(lineas)))
        return replace(snapshot, ejes=tuple(ejes))

    quarter = Trimestre.objects.select_related("programa__institucion").filter(
        programa__institucion__slug="muestra", number=2
    )[0]
    base = trimestre_snapshot(quarter)
    every = tuple(InformePart.values)
    print("\nInforme de la muestra, con más líneas")
    for title, snapshot in (
        (f"{LINEAS} líneas, sin partes", stretched(base, LINEAS, parts=())),
        (f"{LINEAS} líneas, con todas las partes", stretched(base, LINEAS, parts=every)),
        (
            f"{PHOTO_LINEAS} líneas y {PHOTOS} fotografías, sin partes",
            with_photos(stretched(base, PHOTO_LINEAS, parts=()), PHOTOS),
        ),
    ):
        tell(title, document_html(informe.build(snapshot)), sources)

    plan = programa_snapshot(of("sesea-slp"))
    many = replace(plan, ejes=tuple(replace(eje, tareas=eje.tareas * TIMES) for eje in plan.ejes))
    print(f"\nPTA 2023, sesea-slp, una vez y con {TIMES} veces sus tareas")
    pages: dict[str, str] = {
        "once": document_html(pta.build(plan)),
        "more": document_html(pta.build(many)),
    }
    ratios = []
    for _ in range(TURNS):
        once, more = (made(pages[name], sources, TAGGED) for name in ("once", "more"))
        ratios.append(more[0] / once[0])
    print(f"  {once[2]} y {more[2]} páginas; razón {statistics.median(ratios):.1f} de procesador")


if __name__ == "__main__":
    main()
