"""A programme on both sides: what the comparisons share."""

from dataclasses import dataclass
from datetime import date

from programs.models import Programa, Trimestre, User
from tests.oracle import months, rows, shapes
from tests.oracle.sentences import Moment
from tests.oracle.tally import Tally


@dataclass(frozen=True)
class Stage:
    """A programme on both sides, the day, and the people who look: with drafts and without.

    A `thorough` one asks the tablero for every quarter, cut-off and área, and everybody for every
    page; the quick one asks for one of each, and who reads no drafts for the quarters only.
    """

    tally: Tally
    programa: Programa
    oracle: shapes.Programa
    today: date
    whole: User
    reader: User
    thorough: bool

    @property
    def people(self) -> tuple[tuple[User, bool], ...]:
        """Who looks, and whether they read drafts."""
        return (self.whole, True), (self.reader, False)

    @property
    def name(self) -> str:
        """How differences name it."""
        return f"{self.programa.institucion.slug} {self.programa.year}"

    @property
    def address(self) -> dict[str, str]:
        """What the tablero is asked of it at least."""
        return {"programa": f"{self.programa.institucion.slug}-{self.programa.year}"}

    @property
    def trimestres(self) -> list[Trimestre]:
        """Its quarters as the product reads them."""
        found = Trimestre.objects.filter(programa=self.programa)
        return list(found.select_related("programa__institucion").order_by("number"))

    def moment(self, quarter: int) -> Moment:
        """Return a quarter as of today."""
        begun = months.begun(self.oracle, self.today)
        return Moment(self.oracle, quarter, min(begun, 3 * quarter))

    def stored(self, quarter: int) -> tuple[shapes.Programa, int]:
        """Return the programme and the months begun as of the closing of a quarter, or today."""
        corte = self.oracle.trimestres[quarter].corte
        if corte is None:
            return self.oracle, months.begun(self.oracle, self.today)
        return rows.as_of(self.oracle, corte.day), months.begun(self.oracle, corte.day)
