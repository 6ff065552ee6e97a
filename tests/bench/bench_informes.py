"""What reading and checking an informe takes: seconds and memory of its process, by kind of file.

The goal: seconds from file to findings, at most 300 MB more than the process has when it starts.
"""

import subprocess
import sys
import time
from pathlib import Path

from weasyprint import HTML

from programs.received.informes.kinds import FILE, TEXT
from tests.programs.word_files import paragraph, word_document
from tests.seedtext import SEEDS

ROOT = Path(__file__).resolve().parents[2]
MEASURE = """
import re, sys
from programs.received.informes import child
def most():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1])
start = most()
child.main(sys.argv[1])
print((most() - start) // 1024, file=sys.stderr)
"""


def measured(kind: str, data: bytes) -> tuple[float, str, int]:
    """Return the seconds from file to findings, the MB taken, and the size of the answer."""
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
    return took, told[-1] if told else "?", len(child.stdout)


def main() -> None:
    """Measure S2 as text, Word and PDF, ten of it in one paste, and what is made to harm."""
    seed = SEEDS["sesaech"].read_text(encoding="utf-8")
    plain = [line.replace("&", "y").replace("<", " ") for line in seed.split("\n")]
    page = "".join(f"<p>{line}</p>" for line in plain)
    cases = (
        ("S2, paste", TEXT, seed.encode()),
        ("S2, Word", FILE, word_document("".join(map(paragraph, plain)))),
        ("S2, PDF", FILE, HTML(string=page).write_pdf()),
        ("S2 twenty times, paste", TEXT, (seed * 20).encode()),
        ("2 MB in one line", TEXT, b"a " * 1_000_000),
        ("5,000 lineas", TEXT, "Línea de Acción 1\nMeta\n20 talleres\n".encode() * 5_000),
    )
    for name, kind, data in cases:
        took, memory, size = measured(kind, data)
        print(f"{name}: {took:.2f} s, {memory} MB, answer {size // 1024} kB")


if __name__ == "__main__":
    main()
