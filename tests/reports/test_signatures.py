"""The signature block: who stands in it, in what rows, and that no page parts it."""

import re
from dataclasses import replace

import pytest

from programs.enums import InformePart, PtaPart, SignerRole
from programs.values.signers import MOST_LETTERS
from programs.values.snapshot import SignerSnapshot
from reports.documents import informe, pta
from reports.documents.base import Standing
from reports.documents.signatures import HEADING, NOBODY
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.reports.documents import pdf_pages
from tests.reports.printed_values import informe_values, plan_values, printed, signed_by

# As long as a name and a post may be.
LONG_NAME = ("María de la Concepción " * 9)[:MOST_LETTERS].strip()
LONG_POST = ("Directora General de Vinculación y Seguimiento " * 9)[:MOST_LETTERS].strip()
BUILDS = {
    "pta": lambda: (pta.build, plan_values(PtaPart.SIGNATURES)),
    "informe": lambda: (informe.build, informe_values(parts=(InformePart.SIGNATURES,))),
}


def signers(count: int) -> list[SignerSnapshot]:
    """Return so many signers, in the order of the signatures."""
    return [
        SignerSnapshot(role.value, f"Persona {role.label}", f"Cargo {role.label}")
        for role in list(SignerRole)[:count]
    ]


@pytest.mark.parametrize("which", BUILDS)
def test_the_block_is_the_last_chapter_and_the_last_line_of_the_contents(which):
    build, snapshot = BUILDS[which]()
    document = build(signed_by(snapshot, *signers(4)))
    text = printed(document)

    assert document.contents[-1].text == document.printed[-1].heading == HEADING
    last = text[text.rindex(HEADING) :]
    asked = "Elaboró Persona Elaboró Cargo Elaboró Revisó Persona Revisó Cargo Revisó"
    more = "Vo. Bo. Persona Vo. Bo. Cargo Vo. Bo. Autorizó Persona Autorizó Cargo Autorizó"
    assert last == f"{HEADING} {asked} {more} "[:-1]


@pytest.mark.parametrize(("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2])])
def test_up_to_three_stand_side_by_side_and_four_in_pairs(count, rows):
    document = informe.build(signed_by(BUILDS["informe"]()[1], *signers(count)))

    assert [len(row.signatures) for row in document.chapters[-1].parts] == rows


def test_no_layout_table_holds_the_signatures():
    html = document_html(pta.build(signed_by(plan_values(PtaPart.SIGNATURES), *signers(4))))

    block = html[html.rindex("chapter-signatures") :]
    assert "signature-name" in block
    assert "<table" not in block


@pytest.mark.parametrize("which", BUILDS)
def test_switched_off_nothing_of_it_prints(which):
    build, snapshot = BUILDS[which]()
    document = build(replace(signed_by(snapshot, *signers(4)), parts=()))

    assert "Elaboró" not in printed(document)
    assert HEADING not in [entry.text for entry in document.contents]


@pytest.mark.parametrize("which", BUILDS)
def test_a_draft_that_nobody_signs_says_where_to_set_who_does(which):
    build, snapshot = BUILDS[which]()
    draft = build(signed_by(snapshot))
    fixed = replace(draft, standing=Standing("Corte 1 del 10/07/2026", "0" * 64))

    assert printed(draft).endswith(f"{HEADING} {NOBODY}")
    assert NOBODY not in printed(fixed)
    assert HEADING not in printed(fixed)
    assert HEADING not in [entry.text for entry in draft.contents]


@pytest.mark.slow
def test_no_page_parts_the_longest_block(tmp_path):
    long = [SignerSnapshot(role.value, LONG_NAME, LONG_POST) for role in SignerRole]
    snapshot = signed_by(plan_values(PtaPart.SIGNATURES), *long)
    plan = pta.build(replace(snapshot, sections=(), ejes=snapshot.ejes[:1]))
    only = replace(plan, contents=(), chapters=plan.chapters[-1:])
    html = document_html(only)
    # Pushed down the page until the block no longer fits below.
    for filler in (0, 40, 90, 140, 200):
        pushed = html.replace(
            '<section class="chapter chapter-signatures',
            f'<div style="height: {filler}mm"></div><section class="chapter chapter-signatures',
        )
        pdf, complaints = html_to_pdf(pushed, document_sources())
        path = tmp_path / f"{filler}.pdf"
        path.write_bytes(pdf)
        roles = [len(re.findall(r"Elaboró|Revisó|Vo\. Bo\.|Autorizó", p)) for p in pdf_pages(path)]

        assert complaints == []
        assert sorted(roles) == [0] * (len(roles) - 1) + [4]
