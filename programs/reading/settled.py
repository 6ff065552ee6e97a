"""What is settled, and so read by who reads no drafts: validated, or of a closed quarter.

The document of a closed quarter prints every línea, whatever its status was: pages hide nothing
that it says. A tarea without línea goes with what its área handed in.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from programs.enums import QUARTERS, AvanceStatus, TrimestreStatus
from programs.models import AvanceTrimestral, EntregaDeArea, Programa
from programs.values.months import quarter_of_month
from programs.values.snapshot import TareaSnapshot


def is_settled(status: str, trimestre_status: str) -> bool:
    """Tell whether an entry or a submission may be read by who reads no drafts."""
    return status == AvanceStatus.VALIDATED or trimestre_status == TrimestreStatus.CLOSED


def settled_rows(path: str = "") -> Q:
    """Return the condition of `is_settled`; `path` leads to the entry or the submission."""
    return Q(**{f"{path}status": AvanceStatus.VALIDATED}) | Q(
        **{f"{path}trimestre__status": TrimestreStatus.CLOSED}
    )


@dataclass(frozen=True)
class Settled:
    """The quarters of a programme that are settled: by línea pk, by área code, and wholly."""

    lineas: Mapping[int, Set[int]]
    areas: Mapping[str, Set[int]]
    closed: Set[int]

    def of_linea(self, linea_pk: int) -> Set[int]:
        """Return the settled quarters of a línea."""
        return self.closed | self.lineas.get(linea_pk, frozenset())

    def shows_month(self, tarea: TareaSnapshot, month: int) -> bool:
        """Tell whether what was said of a tarea in a month of the period may be read."""
        if tarea.linea_pk is None:
            quarters = self.closed | self.areas.get(tarea.area_code, frozenset())
        else:
            quarters = self.of_linea(tarea.linea_pk)
        return quarter_of_month(month) in quarters


# What who reads drafts may read.
EVERYTHING = Settled({}, {}, frozenset(QUARTERS))


def settled_of(programa: Programa) -> Settled:
    """Return what is settled of a programme, in three queries."""
    validated = {"trimestre__programa": programa, "status": AvanceStatus.VALIDATED}
    closed = programa.trimestres.filter(status=TrimestreStatus.CLOSED)
    return Settled(
        lineas=_grouped(AvanceTrimestral.objects.filter(**validated), "linea"),
        areas=_grouped(EntregaDeArea.objects.filter(**validated), "area__code"),
        closed=frozenset(closed.order_by().values_list("number", flat=True)),
    )


def _grouped(rows: QuerySet, key: str) -> Mapping:
    """Return {value of `key`: quarters of the rows}."""
    found: dict = {}
    for owner, number in rows.order_by().values_list(key, "trimestre__number"):
        found.setdefault(owner, set()).add(number)
    return found
