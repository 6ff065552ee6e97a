"""Keys, clicks, requests and page loads of the jobs of capture, against their budgets.

A person of the demonstration does each job in Chromium on the production server, and the database
is asked whether it was done. Counted: keys (a typed text is one "texto"), clicks or taps (choosing
from a list and choosing files are one each), POSTs, and pages loaded after the first.

Run by `make bench`. Ends with 1 if a job exceeds its budget (interface.md, Key jobs).
"""

import io
import os
import re
from collections.abc import Callable

from PIL import Image

from tests.bench.counted import Budget, Job, told
from tests.bench.figures import Table, leave
from tests.bench.served import ENLACE, LAPTOP, PHONE, chromium, main_pages, served_demo, visitor

EXCEL = "Municipio\tPlanes\nTuxtla\t3\nComitán\t4\n"
EXCEL_ROWS = [["Municipio", "Planes"], ["Tuxtla", "3"], ["Comitán", "4"]]
TEXT = "Se actualizaron los sistemas y se atendió a los usuarios de la plataforma."
CAPTION = "Sesiones de trabajo con los municipios."


def photographs() -> list[dict]:
    """Return four pictures of 12 megapixels, of grainy colours as a phone's are."""
    files = []
    for number in range(4):
        grain = Image.frombytes("RGB", (200, 150), os.urandom(200 * 150 * 3))
        buffer = io.BytesIO()
        grain.resize((4000, 3000)).save(buffer, "JPEG", quality=85)
        name = f"foto-{number}.jpg"
        files.append({"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()})
    return files


class Jobs:
    """The jobs, each on the demonstration as the one before left it."""

    def __init__(self, browser, address: str) -> None:
        from django.utils import timezone

        from programs.models import AvanceTrimestral, MarcaMensual, User

        self.browser, self.address = browser, address
        today = timezone.localdate()
        area = User.objects.get(username=ENLACE).memberships[0].area
        self.marks = MarcaMensual.objects.filter(
            tarea__area=area,
            tarea__eje__programa__year=today.year,
            month=today.month,
            programmed=True,
        ).order_by("tarea__eje__order", "tarea__order")
        path = main_pages()["Línea"][1]
        linea, quarter = re.search(r"lineas/(\d+)/trimestres/(\d+)", path).groups()
        self.linea = path
        self.avance = AvanceTrimestral.objects.get(linea=linea, trimestre__number=quarter)
        self.table = Table("Trabajos de captura (teclas, clics, envíos, páginas)")

    def job(self, path: str, size: dict = LAPTOP) -> Job:
        """Return a counted page, as the enlace."""
        phone = {"has_touch": True, "is_mobile": True} if size is PHONE else {}
        context = visitor(self.browser, self.address, ENLACE, size, **phone)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        return Job(context, self.address, path)

    def told(self, name: str, job: Job, budget: Budget, *, done: bool) -> None:
        """Add a job's line and close its page."""
        told(self.table, name, job, budget, done=done)

    def blank_month(self) -> None:
        """Take back what was reported of the month, and its confirmation."""
        from programs.models import ConfirmacionMensual

        self.marks.update(
            status="unreported", reason="", note="", reported_by=None, reported_at=None
        )
        mark = self.marks.select_related("tarea__eje").first()
        rows = ConfirmacionMensual.objects.filter(programa=mark.tarea.eje.programa_id)
        rows.filter(area=mark.tarea.area, month=mark.month).delete()

    def statuses(self) -> list[str]:
        """Return what the database says of the month."""
        return list(self.marks.values_list("status", flat=True))

    def month_is_done(self, job: Job, count: int) -> bool:
        """Tell whether the whole month arrives in the database; wait 10 seconds at most."""
        for _ in range(100):
            if self.statuses() == ["done"] * count:
                return True
            job.page.wait_for_timeout(100)
        return False

    def month_on_a_laptop(self) -> None:
        """From Inicio: one click, and one Enter for each tarea."""
        self.blank_month()
        count = len(self.statuses())
        job = self.job("/")
        job.click(job.page.get_by_role("link", name=re.compile("^Reportar")).first)
        job.page.wait_for_load_state("networkidle")
        for _ in range(count):
            job.key("Enter")
        job.saved()
        done = self.month_is_done(job, count)
        self.told(f"Marcar {count} tareas, portátil", job, Budget(count, 1, 1, 3), done=done)

    def month_on_a_phone(self) -> None:
        """One tap on the text of each tarea."""
        self.blank_month()
        count = len(self.statuses())
        job = self.job("/", PHONE)
        job.click(job.page.get_by_role("link", name=re.compile("^Reportar")).first, tap=True)
        job.page.wait_for_load_state("networkidle")
        loads = job.loads
        for mark in self.marks:
            place = job.page.locator(f".mes-item[data-tarea='{mark.tarea_id}'] [data-text]")
            job.click(place, tap=True)
        job.saved()
        done = self.month_is_done(job, count) and job.loads == loads
        self.told(f"Marcar {count} tareas, teléfono", job, Budget(0, count + 1, 1), done=done)

    def month_confirmed(self) -> None:
        """All done but one, which was not: its reason, and the confirmation."""
        from programs.models import ConfirmacionMensual

        self.blank_month()
        first = self.marks.first()
        # Row by row, as the áreas left it: the rest of the month is done.
        self.marks.exclude(pk=first.pk).update(status="done", reported_at="2026-01-01T00:00:00Z")
        before = ConfirmacionMensual.objects.count()
        programa = first.tarea.eje.programa
        path = f"/mes/?programa={programa.institucion.slug}-{programa.year}&mes={first.month}"
        job = self.job(path)
        job.choose(job.page.get_by_label("¿Se realizó"), "Faltó quórum")
        with job.page.expect_navigation(timeout=20_000):
            job.click(job.button(re.compile("^Confirmar")))
        job.page.wait_for_load_state("networkidle")
        done = ConfirmacionMensual.objects.count() == before + 1
        first.refresh_from_db()
        done = done and (first.status, first.reason) == ("not_done", "Faltó quórum")
        # The reason is a choice beside the button that confirms; the page comes back confirmed.
        self.told("Confirmar el mes con 1 no realizada", job, Budget(0, 2, 1), done=done)

    def quarter_of_a_linea(self) -> None:
        """Quantities, a text, four photographs; all saved by itself but *lista*.

        The budget is a click for each field or block, and one to end: none to save.
        """
        from programs.models import AvanceDeComponente, Bloque, MarcaMensual

        quarter = self.avance.trimestre.number
        MarcaMensual.objects.filter(
            tarea__linea=self.avance.linea,
            month__in=range(3 * quarter - 2, 3 * quarter + 1),
            status="unreported",
        ).update(status="done", reported_at="2026-10-01T00:00:00Z")
        job = self.job(self.linea)
        numbers = AvanceDeComponente.objects.filter(avance=self.avance).order_by("componente")
        for row in numbers:
            job.click(job.page.locator(f"#cantidad-{row.pk}"))
            job.key("Control+a")
            job.write(f"{row.componente.programmed_q3 or 1:g}")
        job.click(job.page.get_by_role("button", name="+ Texto"))
        job.page.locator(".ProseMirror:focus").wait_for()
        job.write(TEXT)
        job.saved()
        self.add_photos(job)
        with job.page.expect_navigation(timeout=20_000):
            job.click(job.button(re.compile("^Guardar como lista")))
        self.avance.refresh_from_db()
        texts = Bloque.objects.filter(avance=self.avance, html=f"<p>{TEXT}</p>")
        done = self.avance.ready and texts.count() == 1 and self._photos_done()
        budget = Budget(numbers.count(), numbers.count() + 5, 1)
        self.told("Escribir el trimestre de una línea", job, budget, done=done)

    def add_photos(self, job: Job) -> None:
        """A group of figures, four photographs at once, and one caption that describes them."""
        job.click(job.page.get_by_role("button", name="+ Fotos"))
        block = job.page.locator("[data-kind=figures]").last
        block.wait_for()
        job.page.wait_for_timeout(500)
        job.files(block.locator("input[type=file]"), photographs())
        block.locator(".figura-row").nth(3).wait_for(timeout=60_000)
        job.click(block.locator("textarea[name=caption]"))
        job.write(CAPTION)
        job.saved()

    def _photos_done(self) -> bool:
        from programs.models import Bloque

        blocks = Bloque.objects.filter(avance=self.avance, kind="figures", caption=CAPTION)
        return blocks.exists() and blocks.last().figuras.count() == 4

    def photos(self) -> None:
        """Four photographs with one caption, in a block of their own."""
        from programs.models import Bloque

        Bloque.objects.filter(avance=self.avance, caption=CAPTION).update(caption="")
        job = self.job(self.linea)
        self.add_photos(job)
        self.told("4 fotos con un pie", job, Budget(0, 3, 0), done=self._photos_done())

    def table_from_excel(self) -> None:
        """Add a table and paste."""
        from programs.models import Bloque

        job = self.job(self.linea)
        job.page.evaluate("text => navigator.clipboard.writeText(text)", EXCEL)
        job.click(job.page.get_by_role("button", name="+ Tabla"))
        job.page.get_by_label("Fila 1, columna 1").last.wait_for()
        job.key("Control+v")
        job.saved()
        rows = list(Bloque.objects.filter(avance=self.avance, kind="table").values("rows"))
        done = {"rows": EXCEL_ROWS} in rows
        self.told("Tabla desde Excel", job, Budget(1, 1, 0), done=done)

    def all(self) -> list[Callable[[], None]]:
        """Return the jobs in their order; a change after *lista* only takes that mark away."""
        return [
            self.month_on_a_laptop,
            self.month_on_a_phone,
            self.month_confirmed,
            self.quarter_of_a_linea,
            self.table_from_excel,
            self.photos,
        ]


def main() -> None:
    """Do every job once."""
    with served_demo() as address, chromium() as browser:
        jobs = Jobs(browser, address)
        for job in jobs.all():
            job()
    jobs.table.show()
    leave([jobs.table])


if __name__ == "__main__":
    main()
