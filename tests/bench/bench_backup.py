"""What a backup takes: to make, to check and to bring back, and how long it holds up who saves.

A store of 1 GB in 2,000 files, on SQLite; the goals of 10 GB are files checked in 60 s and all of
it back in 15 minutes (R11, R12), so a tenth of them here. Somebody saves twenty times a second into
a database of 200 MB while it is copied; a save gives up after 20 s.

Run by `make bench`. Ends with 1 if a figure is beyond its limit.
"""

import hashlib
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from tests.bench.figures import Table, leave

ROOT = Path(__file__).resolve().parents[2]
FILES, FILE_BYTES = 2_000, 500_000
CHECK_SECONDS, RETURN_SECONDS = 6, 90
ROWS, SAVES_A_SECOND, WAIT_SECONDS = 200_000, 20, 20


def fill() -> None:
    """Make the database, and evidence with its files on the disk."""
    call_command("migrate", verbosity=0)
    from programs.models import Evidencia
    from tests.factories import make_institucion

    owner = make_institucion("medida")
    rows = []
    for number in range(FILES):
        data = random.Random(number).randbytes(FILE_BYTES)
        key = hashlib.sha256(data).hexdigest()[:32]
        name = f"originals/{key[:2]}/{key}"
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        rows.append(
            Evidencia(
                institucion=owner,
                key=key,
                original=name,
                original_name="oficio.pdf",
                media_type="application/pdf",
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
            )
        )
    Evidencia.objects.bulk_create(rows)


def seconds_of(*order: str, data_dir: Path | None = None) -> tuple[float, float]:
    """Run a command as a person does; return its seconds, and those of a processor.

    The limits are of the second: the first is the disk's, and that of whatever else runs.
    """
    environment = {**os.environ, "DATA_DIR": str(data_dir or settings.DATA_DIR)}
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "manage.py", *order],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, used


def held_up(folder: Path) -> tuple[float, float, float]:
    """Return the seconds of a copy, and the longest save before it and during it."""
    from programs.keeping.sqlite import copy_whole

    path, stop, saves = folder / "viva.sqlite3", threading.Event(), []
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE a (texto TEXT)")
        made.executemany("INSERT INTO a VALUES (?)", (("x" * 900,) for _ in range(ROWS)))

    def save() -> None:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as writer:
            while not stop.is_set():
                began = time.perf_counter()
                with writer:
                    writer.execute("INSERT INTO a VALUES ('nuevo')")
                saves.append(time.perf_counter() - began)
                time.sleep(1 / SAVES_A_SECOND)

    thread = threading.Thread(target=save)
    thread.start()
    time.sleep(3)
    alone = max(saves)
    saves.clear()
    began = time.perf_counter()
    copy_whole(path, folder / "copia.sqlite3")
    took = time.perf_counter() - began
    stop.set()
    thread.join()
    return took, alone, max(saves)


def main() -> None:
    """Measure, print, and end with 1 for a figure beyond its limit."""
    django.setup()
    fill()
    scratch = Path(settings.DATA_DIR) / "medidas"
    scratch.mkdir()
    folder = str(scratch / "respaldo")
    table = Table(f"Respaldo de {FILES * FILE_BYTES / 1e9:.0f} GB en {FILES:,} archivos")
    for name, order in (("hacerlo", "backup"), ("revisarlo", "verify_backup")):
        took, used = seconds_of(order, folder)
        table.add(name, f"{took:.1f} s, {used:.1f} s de procesador")
    back = scratch / "vuelta"
    back.mkdir(mode=0o700)
    took, used = seconds_of("restore", folder, data_dir=back)
    table.check("recuperarlo", used, RETURN_SECONDS, f"{took:.1f} s, {used:.1f} s de procesador")
    shutil.rmtree(back)
    took, used = seconds_of("verify_files")
    figure = f"{took:.1f} s, {used:.1f} s de procesador"
    table.check("revisar los archivos", used, CHECK_SECONDS, figure)
    took, alone, held = held_up(scratch)
    table.add("copiar 200 MB mientras se guarda", f"{took:.1f} s")
    table.add("guardado más largo, sin copia", f"{alone:.2f} s")
    table.check("guardado más largo, con copia", held, WAIT_SECONDS, f"{held:.2f} s")
    table.show()
    leave([table])


if __name__ == "__main__":
    main()
