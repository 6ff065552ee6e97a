"""`build_document`: write a document of a programa, of a quarter, or an issued one to a file."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from programs.errors import UnreadableCorte
from programs.management.naming import programa_named
from programs.management.own_command import OwnCommand
from programs.models import Programa, Trimestre
from programs.received.storage import write_whole
from programs.values.phrases import join_list
from reports.documents.places import failed_places
from reports.documents.registry import DOCUMENTS, ISSUED, Subject, about
from reports.forking import html_to_pdf_in_child
from reports.models import IssuedReport
from reports.rendering import RenderError, self_contained
from reports.services.documents import document_html, document_of, finish_of
from reports.services.sources import sources_of
from reports.slots import render_slot

OFFERED = about(Subject.PROGRAMA) + about(Subject.TRIMESTRE)


class Command(OwnCommand):
    """Build a document and put it in place whole, or leave what was there."""

    help = (
        "Escribe un documento en un archivo PDF (o HTML con --html): "
        f"{join_list([*(entry.title for entry in OFFERED), 'documento emitido'])}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `pta <institución> <ejercicio>`, `informe <institución> <ejercicio> <n>`..."""
        names = ",".join([*(entry.kind for entry in OFFERED), ISSUED.kind])
        kinds = parser.add_subparsers(dest="kind", required=True, metavar=f"{{{names}}}")
        for entry in OFFERED:
            sub = kinds.add_parser(entry.kind, help=entry.title)
            sub.add_argument("institucion", help="clave de la institución, por ejemplo sesaech")
            sub.add_argument("ejercicio", help="año, por ejemplo 2024")
            if entry.subject == Subject.TRIMESTRE:
                sub.add_argument("trimestre", help="1, 2, 3 o 4")
            self._add_output(sub)
        issued = kinds.add_parser(ISSUED.kind, help="documento emitido, otra vez desde sus datos")
        issued.add_argument("folio", help="por ejemplo SESAECH-INF-2024-0001")
        self._add_output(issued)

    def _add_output(self, sub: CommandParser) -> None:
        sub.add_argument("--output", required=True, metavar="ARCHIVO")
        sub.add_argument("--html", action="store_true", help="escribe el HTML en vez del PDF")

    def handle(
        self,
        *args: object,
        kind: str,
        output: str,
        html: bool,
        institucion: str = "",
        ejercicio: str = "",
        trimestre: str = "",
        folio: str = "",
        **options: object,
    ) -> None:
        """Build, write beside the target, rename. Unknown input ends with code 2."""
        target = Path(output)
        if not target.parent.is_dir():
            raise CommandError(f"No existe la carpeta {target.parent}.", returncode=2)
        if target.is_dir():
            raise CommandError(
                f"{target} es una carpeta. Escriba el nombre del archivo.", returncode=2
            )
        entry = DOCUMENTS[kind]
        row: Programa | Trimestre | IssuedReport
        if kind == ISSUED.kind:
            row = self._issued(folio)
        else:
            row = programa = programa_named(institucion, ejercicio)
            if entry.subject == Subject.TRIMESTRE:
                row = self._trimestre(programa, trimestre)
        try:
            document = document_of(entry, row)
        except UnreadableCorte as error:
            raise CommandError(str(error), returncode=1) from error
        if document is None:
            raise CommandError(f"El {entry.title} no tiene nada que imprimir.", returncode=1)
        page = document_html(document)
        try:
            with sources_of(page) as sources:
                if html:
                    data = self_contained(page, sources).encode()
                else:
                    with render_slot(settings.RENDER_SLOTS_DIR, wait=True) as slot:
                        data = html_to_pdf_in_child(page, sources, slot, finish_of(document, row))
        except (RenderError, OSError) as error:
            said = f"El documento no se pudo hacer y {target} quedó como estaba: {error}"
            places = failed_places(document, str(error))
            raise CommandError("\n".join([said, *places]), returncode=1) from error
        self._replace(target, data)
        self.stdout.write(f"{target}: {len(data):,} bytes")

    def _issued(self, folio: str) -> IssuedReport:
        row = IssuedReport.objects.filter(folio=folio.upper()).first()
        if row is None:
            raise CommandError(f"No se emitió nada con el folio «{folio}».", returncode=2)
        return row

    def _trimestre(self, programa: Programa, number: str) -> Trimestre:
        if number not in {"1", "2", "3", "4"}:
            raise CommandError(f"El trimestre va de 1 a 4, no «{number}».", returncode=2)
        trimestre = programa.trimestres.filter(number=int(number)).first()
        if trimestre is None:
            raise CommandError(f"El programa no tiene el trimestre {number}.", returncode=2)
        return trimestre

    def _replace(self, target: Path, data: bytes) -> None:
        """Write the whole file, or leave what stands there."""
        try:
            write_whole(target, data)
        except OSError as error:
            raise CommandError(f"No se pudo escribir {target}: {error}", returncode=1) from error
