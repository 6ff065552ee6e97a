"""docs/estados.md prints the table of programs.transitions, row by row. No database."""

import re
from collections.abc import Iterator
from pathlib import Path

from programs import enums
from programs.transitions import TRANSITIONS, Transition

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "estados.md"
NOTHING = "—"


def section(title: str) -> str:
    """Return the text under one second-level heading of the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return re.split(r"^## ", text.partition(f"\n## {title}\n")[2], flags=re.MULTILINE)[0]


def table_rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the first Markdown table of a text, without its headings."""
    table = re.search(r"(?:^\|.+\|\n)+", text, re.MULTILINE)[0]
    for row in table.splitlines()[2:]:
        yield [cell.strip() for cell in row.strip("|").split("|")]


def printed(step: Transition) -> list[str]:
    """Return the cells that the document gives to a transition."""
    return [
        f"`{step.action}`",
        step.label,
        step.subject.__name__,
        ", ".join(f"`{source}`" for source in step.sources),
        f"`{step.target}`",
        step.role,
        "; ".join(step.needs) or NOTHING,
        f"`{step.stamp}`" if step.stamp else NOTHING,
        "Sí" if step.four_eyes else "No",
        "Sí" if step.open_only else "No",
    ]


def test_the_document_prints_the_transitions_in_their_order():
    assert list(table_rows(section("Los pasos"))) == [printed(step) for step in TRANSITIONS]


def test_the_document_names_every_state_of_what_moves():
    for title, codes in (
        ("Programa", enums.ProgramaStatus),
        ("Trimestre", enums.TrimestreStatus),
        ("Avance trimestral", enums.AvanceStatus),
        ("Observación", enums.ObservacionStatus),
    ):
        told = [cells[:2] for cells in table_rows(section(title))]
        assert told == [[f"`{code.value}`", code.label] for code in codes], title


def test_the_drawings_show_the_steps_of_the_table_and_no_other():
    for title, subject in (
        ("Programa", "Programa"),
        ("Trimestre", "Trimestre"),
        ("Avance trimestral", "AvanceTrimestral"),
    ):
        drawn = set(re.findall(r"^    (\w+) --> (\w+) :", section(title), re.MULTILINE))
        steps = [step for step in TRANSITIONS if step.subject.__name__ == subject]
        assert drawn == {(source, step.target) for step in steps for source in step.sources}, title
