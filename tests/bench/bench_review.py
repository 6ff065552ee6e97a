"""Clicks, texts, requests and page loads of the jobs of handing in and reviewing.

People of the demonstration do each job in Chromium on the production server, one after the other,
and the database is asked whether it was done. Also told: how far down the first late área stands
on the first screen of the Secretario Técnico.

Run by `make bench`. Ends with 1 if a job exceeds its budget (interface.md, Key jobs).
"""

import re
from collections.abc import Callable

from tests.bench.counted import Budget, Job, told
from tests.bench.figures import Table, leave
from tests.bench.served import LAPTOP, chromium, served_demo, visitor

HEAD, SENDER, RETURNED = "secretario.muestra", "titular.dpd.muestra", "enlace.da.muestra"
REAL_LAPTOP = {"width": 1366, "height": 625}  # what the browser's own bars leave
WHY = "El órgano de gobierno sesiona antes de que terminen."


class ReviewJobs:
    """The jobs in the order of a quarter; each finds what the one before left."""

    def __init__(self, browser, address: str) -> None:
        from programs.models import EntregaDeArea, Trimestre

        self.browser, self.address = browser, address
        self.table = Table("Trabajos de envío y revisión (textos, clics, envíos, páginas)")
        returned = EntregaDeArea.objects.get(
            trimestre__programa__institucion__slug="muestra", status="returned"
        )
        self.trimestre = Trimestre.objects.select_related("programa").get(pk=returned.trimestre_id)
        self.base = f"/revision/muestra/{self.trimestre.programa.year}/{self.trimestre.number}"
        self.name = f"T{self.trimestre.number} {self.trimestre.programa.year}"

    def job(self, who: str, path: str, size: dict = LAPTOP) -> Job:
        """Return a counted page of a person."""
        return Job(visitor(self.browser, self.address, who, size), self.address, path)

    def told(self, name: str, job: Job, budget: Budget, *, done: bool) -> None:
        """Add a job's line and close its page."""
        told(self.table, name, job, budget, done=done)

    def entrega(self, code: str):
        """Return an área's submission as it stands."""
        from programs.models import EntregaDeArea

        return EntregaDeArea.objects.filter(trimestre=self.trimestre, area__code=code).first()

    def see_what_is_late(self) -> None:
        """Nothing to click: the first late área stands on the first screen."""
        job = self.job(HEAD, "/", REAL_LAPTOP)
        box = job.page.locator(".late-area").first.bounding_box()
        done = box["y"] + box["height"] <= REAL_LAPTOP["height"]
        self.table.add("Primera área atrasada, desde arriba", f"{box['y']:.0f} px de 625")
        self.told("Ver qué está atrasado", job, Budget(0, 0, 0), done=done)

    def observe(self) -> None:
        """One click on the paragraph, the text, and its button."""
        job = self.job(HEAD, f"{self.base}/ut/")
        before = self.entrega("ut").observaciones.count()
        job.click(job.page.get_by_role("link", name=re.compile("^Observar")).nth(4))
        job.page.get_by_label("¿Qué hay que corregir?").focus()
        job.write("Diga la fecha de cada respuesta.")
        job.click(job.button("Guardar la observación"))
        job.page.wait_for_load_state("networkidle")
        done = self.entrega("ut").observaciones.count() == before + 1
        self.told("Dejar una observación", job, Budget(0, 2, 2), done=done)

    def give_back(self) -> None:
        """The verdict and its button."""
        job = self.job(HEAD, f"{self.base}/ut/")
        job.click(job.page.get_by_label("Devolver con"))
        job.click(job.button("Enviar veredicto"))
        job.page.wait_for_load_state("networkidle")
        done = self.entrega("ut").status == "returned"
        self.told("Devolver un área", job, Budget(0, 2, 1), done=done)

    def answer(self) -> None:
        """From Inicio to the exact block; a few words; one click."""
        job = self.job(RETURNED, "/")
        before = self.entrega("da").observaciones.filter(status="answered").count()
        job.click(job.page.get_by_role("link", name="Ver la primera"))
        asked = job.page.locator("[id^=observacion-]:focus, [id^=observacion-]:target").first
        asked.get_by_role("textbox").first.focus()
        job.write("Se agregó el número del acuse.")
        job.click(asked.get_by_role("button", name="Marcar como atendida"))
        job.page.wait_for_load_state("networkidle")
        done = self.entrega("da").observaciones.filter(status="answered").count() == before + 1
        self.told("Atender una observación", job, Budget(0, 2, 2), done=done)

    def hand_in(self) -> None:
        """Revisar y enviar, the declaration, Enviar."""
        job = self.job(SENDER, "/")
        job.click(job.page.get_by_role("link", name="Revisar y enviar").first)
        job.click(job.page.get_by_label("Confirmo que la información"))
        job.click(job.button(re.compile("^Enviar el")))
        job.page.wait_for_load_state("networkidle")
        row = self.entrega("dpd")
        done = bool(row and row.status == "submitted")
        self.told("Enviar el trimestre", job, Budget(0, 3, 2), done=done)

    def validate(self) -> None:
        """The verdict and its button."""
        job = self.job(HEAD, f"{self.base}/dpd/")
        job.click(job.page.get_by_label("Validar el área"))
        job.click(job.button("Enviar veredicto"))
        job.page.wait_for_load_state("networkidle")
        done = self.entrega("dpd").status == "validated"
        self.told("Validar un área", job, Budget(0, 2, 1), done=done)

    def remind(self) -> None:
        """From the tablero: the preview with its names, and send."""
        from programs.models import Notice

        before = Notice.objects.filter(kind="reminded").count()
        job = self.job(HEAD, "/tablero/")
        job.click(job.page.get_by_role("link", name=re.compile("^Recordar a")))
        job.click(job.button(re.compile("^Enviar recordatorio")))
        job.page.wait_for_load_state("networkidle")
        done = Notice.objects.filter(kind="reminded").count() > before
        self.told("Recordar a las áreas atrasadas", job, Budget(0, 2, 2), done=done)

    def see_who_changed_it(self) -> None:
        """One click on Historial."""
        linea = self.trimestre.avances.filter(linea__area__code="da").first().linea_id
        year, number = self.trimestre.programa.year, self.trimestre.number
        job = self.job(RETURNED, f"/programas/muestra/{year}/lineas/{linea}/trimestres/{number}/")
        job.click(job.page.get_by_role("link", name=re.compile("^Historial")).last)
        job.page.wait_for_load_state("networkidle")
        done = job.page.locator(".timeline-entry").count() > 0
        self.told("Ver quién cambió qué", job, Budget(0, 1, 1), done=done)

    def close(self) -> None:
        """From the tablero: the page of the closing, what it asks, and the button."""
        job = self.job(HEAD, "/tablero/")
        job.click(job.page.get_by_role("link", name=re.compile("^Cerrar el")))
        job.page.get_by_label("¿Por qué se cierra").focus()
        job.write(WHY)
        job.page.get_by_label(f"Para confirmar, escriba {self.name}").focus()
        job.write(self.name)
        job.click(job.button(re.compile("^Cerrar el")))
        job.page.wait_for_load_state("networkidle")
        self.trimestre.refresh_from_db()
        self.told(
            "Cerrar el trimestre", job, Budget(0, 2, 2), done=self.trimestre.status == "closed"
        )

    def all(self) -> list[Callable[[], None]]:
        """Return the jobs in their order."""
        return [
            self.see_what_is_late,
            self.observe,
            self.give_back,
            self.answer,
            self.hand_in,
            self.validate,
            self.remind,
            self.see_who_changed_it,
            self.close,
        ]


def main() -> None:
    """Do every job once."""
    with served_demo() as address, chromium() as browser:
        jobs = ReviewJobs(browser, address)
        for job in jobs.all():
            job()
    jobs.table.show()
    leave([jobs.table])


if __name__ == "__main__":
    main()
