"""`manage.py check_congruencia`: what does not agree in a plan, or in a quarter of it."""

from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.urls import reverse

from programs.errors import AlteredCorte
from programs.management.naming import counted, programa_named
from programs.management.own_command import OwnCommand
from programs.models import Programa, Trimestre
from programs.selectors.congruencia import quarter_found
from programs.selectors.found import WORDS
from programs.selectors.plan import plan_questions
from programs.values.checks.finding import PlacedFinding, Severity

EXPLAINED = WORDS[Severity.INFO].lower()
NO_DATABASE = "La base de datos no contestó, y no se revisó nada: {}"
NAMES_ASKED = "Escriba la institución y el ejercicio: check_congruencia sesaech 2026 1."


@dataclass(frozen=True)
class Told:
    """A finding as a line. It is open until somebody accepts it, or explains it by its figure."""

    line: str
    is_open: bool


class Command(OwnCommand):
    """Prints what is open, a line each; ends with 1 where anything is, with 2 if it cannot look."""

    help = (
        "Dice qué no concuerda en un plan o, con el trimestre, en su informe: un hallazgo abierto "
        "por renglón. Termina con 1 si hay alguno."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare whose plan or quarter, and whether the explained ones are printed too."""
        parser.add_argument(
            "institucion",
            nargs="?",
            default="",
            help="clave de la institución, por ejemplo sesaech",
        )
        parser.add_argument("ejercicio", nargs="?", default="", help="año, por ejemplo 2026")
        parser.add_argument(
            "trimestre", nargs="?", default="", help="1 a 4; sin él se revisa el plan"
        )
        parser.add_argument(
            "--all", action="store_true", help="también los explicados con un motivo"
        )

    def handle(
        self,
        *args: object,
        institucion: str,
        ejercicio: str,
        trimestre: str,
        **options: object,
    ) -> None:
        """Print what is open, and fail where anything is; a corte answers for a closed quarter."""
        if not institucion or not ejercicio:
            raise CommandError(NAMES_ASKED, returncode=2)
        try:
            programa = programa_named(institucion, ejercicio)
            found = _of_quarter(programa, trimestre) if trimestre else _of_plan(programa)
        except DatabaseError as error:  # 1 would say that something is open
            raise CommandError(NO_DATABASE.format(error), returncode=2) from error
        for told in found:
            if options["all"] or told.is_open:
                self.stdout.write(told.line)
        is_open = sum(told.is_open for told in found)
        if is_open:
            title = counted(is_open, "hallazgo abierto", "hallazgos abiertos")
            raise CommandError(f"{title}.", returncode=1)
        self.stdout.write("Todo concuerda: no hay hallazgos abiertos.")


def _of_plan(programa: Programa) -> list[Told]:
    """Return each finding of a plan, which a reason accepts."""
    page = reverse("revision_plan", args=programa.place)
    return [
        Told(
            _line(each, each.finding.reason, f"{page}#{each.subject}"),
            is_open=not each.finding.reason,
        )
        for each in plan_questions(programa).found
    ]


def _of_quarter(programa: Programa, number: str) -> list[Told]:
    """Return the same of a quarter."""
    trimestre = _trimestre(programa, number)
    try:
        page = quarter_found(trimestre)
    except AlteredCorte as error:
        raise CommandError(str(error), returncode=2) from error
    return [
        Told(
            _line(each.placed, each.reason, each.url),
            is_open=not each.explained,
        )
        for each in page.found
    ]


def _trimestre(programa: Programa, number: str) -> Trimestre:
    rows = Trimestre.objects.select_related("programa__institucion", "closed_by")
    found = rows.filter(programa=programa, number=int(number)) if number in "1234" else None
    trimestre = found.first() if found else None
    if trimestre is None:
        raise CommandError(f"«{number}» no es un trimestre: escriba 1, 2, 3 o 4.", returncode=2)
    return trimestre


def _line(placed: PlacedFinding, reason: str, where: str) -> str:
    """Return a finding as one line: how much it weighs, whose, what, its sum, its words, where."""
    finding = placed.finding
    word = EXPLAINED if reason else WORDS[finding.severity].lower()
    quote = f"«{placed.quote}»" if placed.quote else ""
    told = f"Motivo: {reason}" if reason else ""
    parts: Iterable[str] = (
        word,
        placed.place,
        f"{finding.message}.",
        finding.arithmetic,
        quote,
        told,
        where,
    )
    return " · ".join(" ".join(part.split()) for part in parts if part)
