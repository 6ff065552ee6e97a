"""Charts drawn on the server from plain values: the same SVG on the page and in the PDF.

Each function takes frozen dataclasses and gives a `Chart`: a sentence that says the message, the
drawing, and the table with the same values as CSV. There is no script, no inline style and no
question to the database. Percentages, verdicts and printed numbers are those of `programs`.
"""

from reports.charts.amounts import Progress, Words
from reports.charts.bullets import Bullet, annual_bullets, bullets
from reports.charts.curve import curve
from reports.charts.heatmap import HeatCell, Heatmap, HeatRow, heatmap
from reports.charts.months import MonthAmounts
from reports.charts.organigrama import Post, organigrama, readable_organigrama
from reports.charts.panels import Panel, panels
from reports.charts.semaforos import semaforos
from reports.charts.shapes import badge
from reports.charts.table import Chart

__all__ = [
    "Bullet",
    "Chart",
    "HeatCell",
    "HeatRow",
    "Heatmap",
    "MonthAmounts",
    "Panel",
    "Post",
    "Progress",
    "Words",
    "annual_bullets",
    "badge",
    "bullets",
    "curve",
    "heatmap",
    "organigrama",
    "panels",
    "readable_organigrama",
    "semaforos",
]
