"""What a save costs, against the save of the same object in Django's own administration.

In one process with the test client and its sessions, so without network or browser. "Ours" is what
the page's script sends and gets; "admin" is a plain `ModelAdmin` (tests/bench/plain_admin.py). Both
leave the row's history; the administration leaves its LogEntry besides. Every save changes what is
stored. A batch of eight months is compared with one save and with eight.

Run by `make bench` on both engines. Ends with 1 if a ratio is beyond its limit (R34).
"""

import itertools
from collections.abc import Callable
from datetime import date
from http import HTTPStatus

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client, override_settings
from django.urls import reverse

from tests.bench.figures import Table, in_pairs, leave
from tests.queries import queries_made

PAIRS = 7
CALLS = 40
LIMIT = 1.5
SCRIPT = {"headers": {"accept": "application/json"}}
ROWS = 8


class Saves:
    """The saves of each kind, ours and the administration's, each with other values every time."""

    def __init__(self) -> None:
        from programs.models import AvanceDeComponente, Bloque, MarcaMensual, Programa
        from tests.factories import make_cast

        cast = make_cast(lineas=2 * ROWS)
        # In a past year every month may be reported, whatever the day.
        Programa.objects.filter(pk=cast.programa.pk).update(year=date.today().year - 1)
        cast.programa.refresh_from_db()
        self.programa = f"{cast.institucion.slug}-{cast.programa.year}"
        self.ours, self.admin = Client(), Client()
        self.ours.force_login(cast.people["enlace"])
        self.admin.force_login(cast.people["superuser"])
        own = {"avance__linea__area__code": "juridica", "avance__trimestre__number": 1}
        self.quantity = AvanceDeComponente.objects.filter(
            avance__trimestre__programa=cast.programa, **own
        ).first()
        self.text = Bloque.objects.filter(avance=self.quantity.avance, kind="text").get()
        self.marks = list(
            MarcaMensual.objects.filter(
                tarea__eje__programa=cast.programa, tarea__area__code="juridica", month=1
            )
        )
        self.turns = itertools.count(1)

    def our_quantity(self) -> None:
        """Save a quantity as the page does by itself."""
        address = reverse("quantity_save", args=[self.quantity.pk])
        self._ours(self.quantity, address, {"quantity": next(self.turns), "reason": ""})

    def plain_quantity(self) -> None:
        """Save a quantity as the form without script does: a redirect, and no figures."""
        address = reverse("quantity_save", args=[self.quantity.pk])
        data = {"version": self.quantity.version, "quantity": next(self.turns), "reason": ""}
        response = self.ours.post(address, data)
        assert response.status_code == HTTPStatus.SEE_OTHER, response.content
        self.quantity.version += 1

    def admin_quantity(self) -> None:
        """Save the same quantity in the administration."""
        self._admin(self.quantity, {"quantity": next(self.turns)})

    def our_text(self) -> None:
        """Save a text as the page does by itself."""
        address = reverse("block_save", args=[self.text.pk])
        self._ours(self.text, address, {"html": self._html()})

    def admin_text(self) -> None:
        """Save the same text in the administration."""
        self._admin(self.text, {"html": self._html()})

    def our_marks(self, count: int) -> None:
        """Save a batch of months, as the grid sends it."""
        reason = f"Motivo {next(self.turns)}"
        cells = [
            f'{{"t": {row.tarea_id}, "m": {row.month}, "s": "not_done", "r": "{reason}", '
            f'"v": {row.version}}}'
            for row in self.marks[:count]
        ]
        data = {"programa": self.programa, "changes": f"[{','.join(cells)}]"}
        response = self.ours.post(reverse("marks_save"), data, **SCRIPT)
        assert response.status_code == HTTPStatus.OK, response.content
        for row, cell in zip(self.marks, response.json()["cells"], strict=False):
            assert cell["version"] == row.version + 1, cell
            row.version = cell["version"]

    def admin_marks(self, count: int) -> None:
        """Save the same months in the administration, one by one."""
        for row in self.marks[:count]:
            reason = f"Motivo {next(self.turns)}"
            stamp = {"reported_at_0": "01/04/2026", "reported_at_1": "10:00:00"}
            self._admin(row, {"status": "not_done", "reason": reason, **stamp})

    def _html(self) -> str:
        words = "<p>Se elaboraron <strong>tres documentos</strong> y se publicaron.</p>"
        return f"{words * 8}<p>Vuelta {next(self.turns)}.</p>"

    def _ours(self, row, address: str, data: dict) -> None:
        response = self.ours.post(address, {"version": row.version, **data}, **SCRIPT)
        assert response.status_code == HTTPStatus.OK, response.content
        assert response.json()["version"] == row.version + 1
        row.version += 1

    def _admin(self, row, changes: dict) -> None:
        names = (row._meta.app_label, row._meta.model_name)
        address = reverse("plain:{}_{}_change".format(*names), args=[row.pk])
        present = {k: "" if v is None else v for k, v in model_to_dict(row).items()}
        if "rows" in present:
            present["rows"] = "[]"
        response = self.admin.post(address, present | changes)
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]


def measure() -> Table:
    """Measure every kind of save on the engine at hand."""
    saves = Saves()
    kinds: list[tuple[str, Callable, Callable]] = [
        ("Cantidad", saves.our_quantity, saves.admin_quantity),
        ("Cantidad, sin script", saves.plain_quantity, saves.admin_quantity),
        ("Texto de un bloque", saves.our_text, saves.admin_text),
        ("1 mes", lambda: saves.our_marks(1), lambda: saves.admin_marks(1)),
        ("8 meses en un envío / 8 guardados", lambda: saves.our_marks(8), None),
        ("8 meses en un envío / 1 guardado", lambda: saves.our_marks(8), None),
    ]
    table = Table(f"Guardar, contra el admin de Django ({connection.vendor})")
    for name, ours, admin in kinds:
        eight = name.endswith("8 guardados")
        admin = admin or (lambda count=8 if eight else 1: saves.admin_marks(count))
        made = f"consultas {queries_made(ours)} y {queries_made(admin)}"
        # Eight saves take eight times as long: a quarter of the calls is enough.
        pairs = in_pairs(ours, admin, pairs=PAIRS, calls=CALLS // 4 if eight else CALLS)
        figure = f"{pairs.words()}   {made}"
        if name.endswith("1 guardado"):
            table.add(name, figure)  # eight objects against one: for information
        else:
            table.check(name, pairs.ratio, LIMIT, figure)
    table.add("Guardados de cada uno", f"{PAIRS} pares de {CALLS}, alternados")
    return table


def main() -> None:
    """Make the rows in an empty database and measure as production runs, without DEBUG."""
    django.setup()
    settings.STATIC_ROOT.mkdir()  # its absence is a warning of WhiteNoise
    call_command("migrate", verbosity=0)
    with override_settings(DEBUG=False, ROOT_URLCONF="tests.bench.plain_admin"):
        table = measure()
    table.show()
    leave([table])


if __name__ == "__main__":
    main()
