"""The annexes of a document: which print, in what order, and under which number."""

from dataclasses import replace

import pytest

from programs.values.frozen import FORMAT, thaw
from reports.documents import informe
from reports.documents.annexes import Annex, with_annexes
from tests.cortes import stored_payload

TRIAL = (
    Annex("results", "Metas y resultados", lambda snapshot: (snapshot.year,)),
    Annex("empty", "Nada que imprimir", lambda snapshot: ()),
    Annex("files", "Archivos de respaldo", lambda snapshot: ("archivo",)),
)


@pytest.mark.parametrize(
    ("parts", "labels"),
    [
        ((), []),
        (("empty",), []),
        (("files",), ["Anexo 1. Archivos de respaldo"]),
        (
            ("files", "empty", "results"),
            ["Anexo 1. Metas y resultados", "Anexo 2. Archivos de respaldo"],
        ),
    ],
)
def test_annexes_follow_the_chapters_in_their_own_order_and_count_what_prints(parts, labels):
    snapshot = replace(thaw(stored_payload(FORMAT, "muestra-2026-t2")), parts=())
    document = informe.build(snapshot)
    whole = with_annexes(document, replace(snapshot, parts=parts), TRIAL)

    assert whole.chapters[: len(document.chapters)] == document.chapters
    assert whole.contents[: len(document.contents)] == document.contents
    annexes = whole.chapters[len(document.chapters) :]
    assert [f"{annex.number} {annex.heading}" for annex in annexes] == labels
    entries = whole.contents[len(document.contents) :]
    assert [f"{entry.number} {entry.text}" for entry in entries] == labels
    assert [entry.anchor for entry in entries] == [annex.anchor for annex in annexes]
    assert [(annex.kind, annex.parts) for annex in annexes] == [
        (annex.code, found)
        for annex in TRIAL
        if annex.code in parts and (found := annex.parts(snapshot))
    ]
