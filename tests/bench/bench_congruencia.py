"""What checking the words of a large quarter takes: 480 líneas of S2, each under its own title.

The goal: at most 2 seconds for all of them. The reading of as much text is the measure beside it,
which a slower machine makes slower too. A paste of so many is read and checked in the same time, in
a process of its own as `/revisar/` does: nothing is known of the text before.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from programs.received.informes.child import blocks_of
from programs.received.informes.kinds import TEXT
from programs.received.informes.structure import read_blocks
from programs.values.checks.informe import findings_of_written
from programs.values.written import Written, WrittenArea, WrittenLinea
from tests.bench.figures import Table, leave
from tests.seedtext import SEEDS

LINEAS = 480
SECONDS = 2
ROUNDS = 3
# As often as a paste of the most letters takes it.
TURNS = 18
ROOT = Path(__file__).resolve().parents[2]
ALL_OF_IT = """
import sys, time
from programs.received.informes.child import reading_of, seldom_collect
from programs.received.informes.kinds import TEXT
seldom_collect()
data = sys.stdin.buffer.read()
began = time.process_time()
read = reading_of(TEXT, data).read
print(len(list(read.written.lineas)), time.process_time() - began)
"""


def copies(written: Written) -> Iterator[tuple[WrittenArea, WrittenLinea]]:
    """Yield the líneas again and again; every round has áreas, titles and words of its own."""
    for turn in count(1):
        for area in written.areas:
            name = f"{area.name} {turn}"
            for linea in area.lineas:
                passages = tuple(
                    replace(each, key=f"{each.key}-{turn}", text=f"{each.text} Vuelta {turn}.")
                    for each in linea.passages
                )
                yield (
                    replace(area, key=f"{area.key}-{turn}", name=name),
                    replace(
                        linea,
                        key=f"{linea.key}-{turn}",
                        area=name,
                        title=f"{linea.title}, parte {turn}",
                        passages=passages,
                    ),
                )


def enlarged(written: Written) -> Written:
    """Return the informe with 480 líneas, in as many áreas as its own líneas are repeated."""
    areas: dict[str, WrittenArea] = {}
    for area, linea in islice(copies(written), LINEAS):
        known = areas.get(area.key, replace(area, lineas=()))
        areas[area.key] = replace(known, lineas=(*known.lineas, linea))
    return replace(written, areas=tuple(areas.values()))


def pasted(text: str, names: frozenset[str]) -> str:
    """Return a text again and again; every round has áreas and long paragraphs of its own."""
    lines = []
    for turn in range(1, TURNS + 1):
        for line in text.split("\n"):
            own = f" {turn}" if line.strip() in names else ""
            told = f" N{turn}." if len(line) > 90 and line.endswith(".") else ""
            lines.append(f"{line}{own}{told}")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def seconds_of_paste(text: str) -> float:
    """Return the processor seconds of reading and checking 480 líneas, of the quickest round."""
    took = []
    for _ in range(ROUNDS):
        child = subprocess.run(
            [sys.executable, "-c", ALL_OF_IT],
            input=text.encode(),
            capture_output=True,
            cwd=ROOT,
            check=True,
        )
        lineas, told = child.stdout.split()
        took.append(float(told) * LINEAS / int(lineas))
    return min(took)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of the quickest of some rounds."""
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def main() -> None:
    """Read S2, repeat its líneas and check them all."""
    text = SEEDS["sesaech"].read_text(encoding="utf-8")
    data = text.encode()
    written = read_blocks(blocks_of(TEXT, data)).written
    own = len(list(written.lineas))
    large = enlarged(written)
    reading = seconds(lambda: read_blocks(blocks_of(TEXT, data))) * LINEAS / own
    checking = seconds(lambda: findings_of_written(large))
    table = Table(f"Congruencia de {LINEAS} líneas")
    table.add("hallazgos", str(len(findings_of_written(large))))
    table.add("leer otro tanto de texto", f"{reading:.2f} s")
    table.check("revisar", checking, SECONDS, f"{checking:.2f} s")
    table.add("revisar / leer", f"{checking / reading:.2f}")
    whole = seconds_of_paste(pasted(text, frozenset(area.name for area in written.areas)))
    table.check("leer y revisar un pegado", whole, SECONDS, f"{whole:.2f} s")
    table.show()
    leave([table])


if __name__ == "__main__":
    main()
