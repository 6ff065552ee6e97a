"""What reading a spreadsheet takes: seconds and memory of its process, for good and bad files.

The goal: at most 200 MB more than the process has when it starts, 10 s.
"""

import subprocess
import sys
import time
from pathlib import Path

from programs.received.sheet_child import CSV, WORKBOOK
from programs.received.workbooks import MAX_BYTES
from tests.bad_workbooks import STYLES, TEXTS, a_book, bad_workbooks, cell, many_cells, sheet_of

ROOT = Path(__file__).resolve().parents[2]
MOST_MB, MOST_SECONDS = 200, 10
MEASURE = """
import re, sys
from programs.received import sheet_child
def most():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1])
start = most()
sheet_child.main(sys.argv[1])
print((most() - start) // 1024, file=sys.stderr)
"""


def measured(data: bytes, kind: str) -> tuple[float, int]:
    """Return the seconds of a reading and the MB that it took beyond its start."""
    began = time.perf_counter()
    child = subprocess.run(
        [sys.executable, "-c", MEASURE, kind],
        input=data,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    took = time.perf_counter() - began
    told = child.stderr.decode().split()
    return took, int(told[-1]) if child.returncode == 0 else MOST_MB


def bombs() -> list[tuple[str, bytes, str]]:
    """Return (what it is, the file, its kind) of what once took gigabytes, and of large ones."""
    styles = STYLES.format(f"<cellXfs>{'<xf/>' * 3_900_000}</cellXfs>")
    long = "".join(f"<si><t>{number:032x}</t></si>" for number in range(400_000))
    wide = sheet_of(*(cell(f"<v>{n}</v>", f"A{n}") for n in range(1, 10_001)))
    return [
        ("3.9 M styles, stored", a_book(styles=styles), WORKBOOK),
        ("400,000 texts", a_book(texts=TEXTS.format(long)), WORKBOOK),
        ("10,000 rows", a_book(wide), WORKBOOK),
        ("300,100 cells", many_cells(), WORKBOOK),
        ("CSV of commas", b"," * (MAX_BYTES - 1), CSV),
        ("CSV of lines", b"\n" * (MAX_BYTES - 1), CSV),
        ("CSV of 7.8 MB", b"1,2,3\n" * 1_300_000, CSV),
        ("CSV of one cell a line", b"1\n" * (MAX_BYTES // 2), CSV),
    ]


def main() -> None:
    """Print a line for each file, and end with 1 where one is over the limits."""
    files = [(name, data, WORKBOOK) for name, data, _ in bad_workbooks() if data[:2] == b"PK"]
    over = 0
    for name, data, kind in [*files, *bombs()]:
        if len(data) > MAX_BYTES:
            continue
        seconds, memory = measured(data, kind)
        wrong = memory > MOST_MB or seconds > MOST_SECONDS
        over += wrong
        mark = " !" if wrong else ""
        print(f"{name:24} {len(data):>10,} B  {seconds:5.2f} s  +{memory:>4} MB{mark}")
    sys.exit(bool(over))


if __name__ == "__main__":
    main()
