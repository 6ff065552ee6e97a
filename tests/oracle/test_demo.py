"""All data of the demonstration, computed twice on five days: 0 differences."""

import io
from datetime import date, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from programs.demo import loading
from programs.models import Programa, User
from tests.oracle import rows
from tests.oracle.comparing import compare_programa
from tests.oracle.stage import Stage
from tests.oracle.tally import Tally

pytestmark = pytest.mark.django_db
# The day of the examples; a year that just began and one that is over, a quarter that just ended,
# and the last day of a month.
EXAMPLES = "2026-11-27"
OTHERS = ("2026-01-12", "2026-04-01", "2026-07-31", "2027-01-20")
# Values that each kind compares at least.
QUICK = {
    "PTA": 80, "PTA, mes": 800, "atención": 40, "cierre": 1500, "componente": 4500, "cotejo": 4000,
    "curva": 600, "frase": 1500, "informe": 3500, "informe, mes": 1200, "línea": 3500, "mes": 7000,
    "pie": 300, "periodo": 400, "porcentaje": 1200, "página": 1800, "resumen": 400,
    "semáforo": 3000, "tablero": 60, "tablero, línea": 3500, "trimestre": 60, "área": 350,
}  # fmt: skip
THOROUGH = {**QUICK, "curva": 5000, "mes": 35_000, "página": 3500, "resumen": 4500,
            "tablero": 500, "tablero, línea": 25_000, "área": 2500}  # fmt: skip


def compare_demo(today: str, monkeypatch: pytest.MonkeyPatch, *, thorough: bool) -> Tally:
    """Load the demonstration as of a day, without its pictures, and compare everything of it."""
    day = date.fromisoformat(today)
    # Captions count the figures, which are rows; to draw their files takes most of the time.
    monkeypatch.setattr(loading, "fill_figures", lambda institucion, written: 0)
    call_command("load_demo", "--today", today, "--force", stdout=io.StringIO())
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())
    tally = Tally()
    with time_machine.travel(moment, tick=False):
        whole = User.objects.get(username="admin")
        for programa in Programa.objects.select_related("institucion").order_by("pk"):
            reader = User.objects.get(username=f"consulta.{programa.institucion.slug}")
            oracle = rows.programa(programa.pk)
            stage = Stage(tally, programa, oracle, day, whole, reader, thorough)
            compare_programa(stage)
    return tally


@pytest.mark.slow
def test_the_day_of_the_examples(monkeypatch, record_property):
    tally = compare_demo(EXAMPLES, monkeypatch, thorough=False)
    record_property("valores", tally.summary)
    print(f"{EXAMPLES}: {tally.summary}")
    tally.require(QUICK)


@pytest.mark.long
@pytest.mark.parametrize("today", [EXAMPLES, *OTHERS])
def test_every_page_of_a_day(today, monkeypatch, record_property):
    tally = compare_demo(today, monkeypatch, thorough=True)
    record_property("valores", tally.summary)
    print(f"{today}: {tally.summary}")
    tally.require(THOROUGH)
