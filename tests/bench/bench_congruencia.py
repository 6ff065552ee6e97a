"""What checking the words of a large quarter takes: 480 líneas of S2, each under its own title.

The goal: at most 2 seconds for all of them. The reading of as much text is the measure beside it,
which a slower machine makes slower too.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice

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
    data = SEEDS["sesaech"].read_bytes()
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
    table.show()
    leave([table])


if __name__ == "__main__":
    main()
