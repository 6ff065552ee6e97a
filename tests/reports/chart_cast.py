"""Charts with the data that people really have, and worse; and how tests read a drawing."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from itertools import count
from xml.etree import ElementTree

import pytest
from hypothesis import strategies as st

from programs.values.progress import Semaforo
from reports import charts
from reports.charts import Bullet, MonthAmounts, Panel, Post, Progress
from reports.charts.svg import advance

CUT = date(2026, 6, 30)
SVG = "{http://www.w3.org/2000/svg}"
KEYS = count()
WORDS = {"Sin dato", "No programado", "Sin programación"}
LONG = ('Coordinación General de <Evaluación> & "Enlace" de los Órganos Administrativos ' * 6)[:400]
FLOOR = 14  # px, of any text
AMOUNT = st.none() | st.decimals(0, 10**9, places=2) | st.integers(0, 60)
NAME = st.text(max_size=400)


def month_ends(year: int = 2026) -> list[date]:
    return [date(year, month, monthrange(year, month)[1]) for month in range(1, 13)]


def months_of(programmed, done) -> tuple[MonthAmounts, ...]:
    return tuple(map(MonthAmounts, month_ends(), programmed, done))


def drawings(chart) -> list[ElementTree.Element]:
    """The parsed drawings of a chart, one or several."""
    return [ElementTree.fromstring(text) for text in ([chart.svg] if chart.svg else chart.panels)]


def marked(chart) -> list[tuple[int, int, str]]:
    """Row, column and value of every element that stands for a value."""
    return [
        (int(e.get("data-row")), int(e.get("data-column")), e.get("data-value"))
        for drawing in drawings(chart)
        for e in drawing.iter()
        if e.get("data-value") is not None
    ]


def of_class(chart, name: str) -> list[ElementTree.Element]:
    return [e for drawing in drawings(chart) for e in drawing.iter() if e.get("class") == name]


def text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def text_boxes(drawing) -> list[tuple[float, float, float, float, str]]:
    boxes = []
    for element in drawing.iter(f"{SVG}text"):
        width = advance(element.text or "", bold=element.get("font-weight") == "600")
        share = {"end": 1, "middle": 0.5}.get(element.get("text-anchor"), 0)
        left, base = float(element.get("x")) - width * share, float(element.get("y"))
        boxes.append((left, base - 11, left + width, base + 3, element.text))
    return boxes


AREAS = (
    Progress("Unidad de Apoyo Administrativo", 39, 36),
    Progress("Unidad de Transparencia", 42, 42),
    Progress("Coordinación de Archivo", 12, 5),
    Progress("Dirección de Vinculación y Políticas Públicas", 0, None),
    Progress("Dirección de Sistemas Electrónicos y Plataforma Digital", 47, 51),
    Progress("Dirección Jurídica", 28, None),
)
UGLY = (
    Progress(LONG, 4000, 25),
    Progress("X" * 300, Decimal("0.5"), Decimal("0.25")),
    Progress("", None, None),
    Progress("Muchísimo", 3, 450),
    Progress("=SUMA(A1)", 12345678, 9876543),
    Progress("Sin programar pero hizo", 0, 7),
    Progress("Cero", 12, 0),
    Progress("Archivo\x00\u202e", 9, None),
)
FORTY = tuple(
    Progress(f"{n}. {AREAS[n % 6].name}", n, None if n % 7 == 0 else 20) for n in range(40)
)
PLAN = (16, 18, 16, 21, 17, 13, 17, 16, 12, 15, 11, 14)
NO_MONTHS = (None,) * 6
TREE = Post(
    "Secretaría Técnica",
    (
        Post("Comisaría"),
        Post("Dirección Jurídica", (Post("Normatividad", (Post("Enlace <normativo>"),)),)),
        Post(LONG, (Post("W" * 90),)),
    ),
)
DEEP = Post("0")
for _depth in range(1, 15):
    DEEP = Post(f"Nivel {_depth} de la Coordinación", (DEEP, Post("Otra persona")))
STATUSES = [Semaforo(c, w, "") for c, w in (("green", "En tiempo"), ("grey", "Sin dato"))] * 3


def curve_of(done, *, cut_off=CUT, programmed=PLAN):
    key = f"curva-{next(KEYS)}"  # a document holds each id once
    return charts.curve(key, "Avance acumulado", months_of(programmed, done), cut_off=cut_off)


def panel(name, done, programmed=PLAN) -> Panel:
    return Panel(name, months_of(programmed, (*done, *NO_MONTHS)))


PANELS = (
    panel("Archivo", (1, 2, 3, 4, 5, 6)),
    panel(LONG, (90, 90, 90, 90, 90, 90)),
    panel("Sin abril", (1, 2, 3, None, 5, 6)),
    panel("Sin plan", (1, 1, 1, 1, 1, 1), (None,) * 12),
    panel("Nada en el año", (0,) * 6, (0,) * 12),
    Panel("Sin meses", ()),
)
# Of the year: behind, level with its target, ahead of it, beyond the meta, nothing programmed yet,
# no programming at all, no figure, and a name of 400 characters.
OF_THE_YEAR = (
    Bullet("1.1 Sesiones", Decimal(10), "red", "Atrasada", target=Decimal(25)),
    Bullet("1.2 Actas", Decimal(25), "green", "En tiempo", target=Decimal(25)),
    Bullet("1.3 Talleres", Decimal(60), "blue", "Rebasó la meta", target=Decimal(50)),
    Bullet("1.4 Cursos", Decimal(250), "blue", "Rebasó la meta", target=Decimal(100)),
    Bullet(
        "1.5 Foros", Decimal(0), "grey", "No programado", target=None, no_target="No programado"
    ),
    Bullet(f"1.6 {LONG * 8}"[:400], Decimal("0.04"), "red", "Atrasada", target=Decimal("33.3")),
    Bullet(
        "1.7 Sin plan", Decimal(40), "grey", "Sin programación", target=None, no_target="Sin meta"
    ),
    Bullet("1.8 Meses", None, "grey", "Sin dato", "5 de 12 meses", Decimal(25)),
)


def annual(start: int, stop: int, **how) -> charts.Chart:
    return charts.annual_bullets(
        f"avance-{start}{how.get('width', '')}",
        "Avance anual",
        OF_THE_YEAR,
        range(start, stop),
        until="1er trimestre",
        **how,
    )


ALL = {
    "bullets": charts.bullets("balas", "Contra lo programado", [Bullet.of(a) for a in AREAS]),
    "ugly bullets": charts.bullets("balas-feas", "Feas", [Bullet.of(a) for a in UGLY]),
    "forty bullets": charts.bullets("balas-40", "Cuarenta", [Bullet.of(a) for a in FORTY]),
    "annual": annual(0, 5),
    "annual, second page": annual(5, 8),
    "annual, on a phone": annual(0, 8, width=340, stacked=True),
    "curve": curve_of((15, 16, 14, 17, 13, 11, *NO_MONTHS)),
    "early curve": curve_of((20, 25, 24, 27, 23, 21, *NO_MONTHS)),
    "whole curve": curve_of(PLAN, cut_off=date(2026, 12, 31)),
    "january": curve_of((0, *(None,) * 11), cut_off=date(2026, 1, 31)),
    "before": curve_of((None,) * 12, cut_off=date(2025, 12, 31)),
    "no plan": curve_of((3, 4, 5, 6, 7, 8, *NO_MONTHS), programmed=(None,) * 12),
    "huge curve": curve_of((1200000,) * 6 + NO_MONTHS, programmed=(1234567,) * 12),
    "zero curve": curve_of((0,) * 12, programmed=(0,) * 12, cut_off=date(2026, 12, 31)),
    "panels": charts.panels("areas", "Áreas", PANELS, cut_off=CUT),
    "semaforos": charts.semaforos("semaforo", "Semáforo", STATUSES),
    "tree": charts.organigrama("organigrama", "Organigrama", TREE),
    "deep tree": charts.organigrama("hondo", "Organigrama", DEEP),
    "wide tree": charts.organigrama("ancho", "Organigrama", TREE, width=920),
}
EVERY = pytest.mark.parametrize("chart", ALL.values(), ids=ALL)
