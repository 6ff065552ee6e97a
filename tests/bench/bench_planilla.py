"""What the workbook of a plan takes: 532 líneas out, read, compared and applied to an empty year.

As a POA has them: every línea with a meta, a quantity and its quarters, and a tarea of twelve
months. Each part runs in a process of its own and is measured whole: seconds on the clock, and the
largest memory, which for the reading is also that of the process that reads. Limits: 4 s out, 6 s
and 300 MB in. Ends with 1 beyond them.

Run by `make bench`, which gives an empty DATA_DIR.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.core.management import call_command

LINEAS = 532
OUT_SECONDS, IN_SECONDS, IN_MEGABYTES = 4, 6, 300


def measured(act: Callable[[], None]) -> tuple[float, float]:
    """Return (seconds, MB at the most) of an act in a fork of its own, with its own children."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            began = time.monotonic()
            act()
            took = time.monotonic() - began
            used = [resource.getrusage(who).ru_maxrss for who in
                    (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # fmt: skip
            os.write(write, f"{took} {max(used) / 1024}".encode())
            code = 0
        finally:
            os._exit(code)
    os.waitpid(child, 0)
    said = os.read(read, 100).decode()
    if not said:
        raise SystemExit("a part of the measurement failed")
    seconds, memory = said.split()
    return float(seconds), float(memory)


def main() -> None:
    """Make the plan, and measure each part of its way out and in."""
    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import connection
    from django.utils import timezone

    from programs.models import Programa
    from programs.resources.planilla.exchange import planilla_of, planilla_preview
    from programs.services.planilla import planilla_apply
    from tests.factories import make_cast

    cast = make_cast(lineas=LINEAS)
    path = Path(tempfile.mkdtemp(), "plan.xlsx")
    connection.close()

    def out() -> None:
        path.write_bytes(planilla_of(cast.programa))

    def same() -> None:
        preview = planilla_preview(cast.programa, path.read_bytes())
        if preview.problems or not preview.comparison.identical:
            raise SystemExit("the workbook does not come back the same")

    def into() -> None:
        # The same rows for a year without any: all of them are new.
        Programa.objects.filter(pk=cast.programa.pk).update(year=2020)
        empty = Programa.objects.create(institucion=cast.institucion, year=cast.programa.year)
        preview = planilla_preview(empty, path.read_bytes())
        planilla_apply(
            empty.pk, preview.plan, base=preview.fingerprint, by=None, now=timezone.now()
        )

    failed = False
    parts = (
        ("sale", out, OUT_SECONDS, IN_MEGABYTES),
        ("entra sin cambios, vista previa", same, IN_SECONDS, IN_MEGABYTES),
        ("entra en un programa vacío, aplicado", into, IN_SECONDS, IN_MEGABYTES),
    )
    for title, act, most, memory in parts:
        seconds, megabytes = measured(act)
        connection.close()
        print(f"  {title:40} {seconds:5.2f} s de {most}, {megabytes:5.0f} MB de {memory}")
        failed |= seconds > most or megabytes > memory
    print(f"  el libro de {LINEAS} líneas pesa {path.stat().st_size / 1024:.0f} KB")
    sys.exit(failed)


if __name__ == "__main__":
    main()
