"""`manage.py import_programa`: a workbook becomes the plan of a programa, or nothing changes."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from programs.errors import DomainError
from programs.management.naming import programa_named
from programs.management.own_command import OwnCommand
from programs.resources.planilla.exchange import Preview, planilla_preview
from programs.services.planilla import planilla_apply
from programs.values.given import given
from programs.values.plandiff import Act, Comparison, Of, RowChange

COUNTED = {Act.NEW: "nuevas", Act.CHANGED: "cambian", Act.MOVED: "se mueven", Act.GONE: "se quitan"}
SIGNS = {Act.NEW: "+", Act.CHANGED: "~", Act.MOVED: ">", Act.GONE: "-"}


class Command(OwnCommand):
    """Reads a workbook, tells what differs, and applies it unless it is a dry run."""

    help = "Lee el libro de un plan, dice qué cambia y lo aplica, todo o nada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare whose plan, from where, and whether it is only compared."""
        parser.add_argument("institucion", help="clave de la institución, por ejemplo sesaech")
        parser.add_argument("ejercicio", help="año, por ejemplo 2026")
        parser.add_argument("archivo", metavar="FILE", help="el libro (.xlsx) que se lee")
        parser.add_argument(
            "--dry-run", action="store_true", help="dice qué cambiaría y no cambia nada"
        )

    def handle(
        self,
        *args: object,
        institucion: str,
        ejercicio: str,
        archivo: str,
        dry_run: bool,
        **options: object,
    ) -> None:
        """Compare and apply. Ends with 1 for what is wrong in the file, with 2 for wrong names."""
        programa = programa_named(institucion, ejercicio)
        source = Path(archivo)
        if not source.is_file():
            raise CommandError(f"No existe el archivo {source}.", returncode=2)
        try:
            preview = planilla_preview(programa, source.read_bytes())
        except DomainError as refusal:
            raise CommandError(f"{source}: {refusal}", returncode=1) from refusal
        self._require_sound(preview)
        for note in preview.notes:
            self.stdout.write(f"Nota: {note}")
        comparison = given(preview.comparison)
        for change in comparison.changes:
            self._tell(change)
        self.stdout.write(_summary(comparison))
        if dry_run or comparison.identical:
            return
        try:
            planilla_apply(
                programa.pk,
                given(preview.plan),
                base=preview.fingerprint,
                by=None,
                now=timezone.now(),
            )
        except DomainError as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.stdout.write("Se aplicó.")

    def _require_sound(self, preview: Preview) -> None:
        """Tell all that is wrong, one thing a line, and end where there is anything."""
        wrong = [*map(str, preview.problems), *preview.refusals]
        if not wrong:
            return
        raise CommandError(
            "\n".join([*wrong, f"{preview.count} por corregir. No se aplicó nada."]), returncode=1
        )

    def _tell(self, change: RowChange) -> None:
        head = f"{SIGNS[change.act]} {change.of.value}: {change.name}"
        self.stdout.write(f"{head} ({change.place})" if change.place else head)
        if change.moved:
            self.stdout.write(f"    {change.moved}")
        for field in change.fields if change.act is Act.CHANGED else ():
            self.stdout.write(f"    {field.label}: {_said(field.before)} → {_said(field.after)}")


def _said(text: str) -> str:
    return f"«{' '.join(text.split())}»" if text else "(vacío)"


def _summary(comparison: Comparison) -> str:
    if comparison.identical:
        return "El libro dice lo mismo que el plan: no hay nada que cambiar."
    parts = []
    for of in Of:
        counts = [
            f"{number} {word}"
            for act, word in COUNTED.items()
            if (number := comparison.count(act, of))
        ]
        if counts:
            parts.append(f"{of.value}: {', '.join(counts)}.")
    return " ".join(parts)
