"""A stored quarter outlives the code: each format is read, printed and shown as it was stored."""

import dataclasses
import inspect
import json
import re
import types
import typing

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from programs.errors import UnreadableCorte
from programs.values import captions, phrases, progress, readings, snapshot
from programs.values.captions import with_labels
from programs.values.closing import with_closings
from programs.values.frozen import FORMAT, freeze, payload_hash, thaw
from programs.values.snapshot import Snapshot
from reports.documents import informe
from reports.documents.base import DRAFT
from reports.services.documents import corte_record, document_html
from tests.cortes import (
    FOLDER,
    NAMES,
    keep_corte,
    make_corte,
    printed_words,
    stored_payload,
    stored_words,
)
from tests.reports.documents import corte_document

FORMATS = range(1, FORMAT + 1)
EACH = pytest.mark.parametrize(("number", "name"), [(f, n) for f in FORMATS for n in NAMES])
WHAT_TO_DO = (
    "The classes of a stored quarter changed. Closed quarters hold the fields of format {number}: "
    "raise FORMAT in programs/values/frozen.py, write in UPGRADES what turns format {number} into "
    "the new one, and put payloads, printed words and fields.json of the new format in "
    "tests/data/cortes/. The files of format {number} stay as they are."
)


def words_of(read: Snapshot) -> str:
    """Return the words of the informe of a snapshot."""
    return printed_words(document_html(informe.build(read)))


@EACH
def test_a_stored_quarter_prints_word_for_word_what_it_printed_then(number, name):
    payload = stored_payload(number, name)
    before = payload_hash(payload)

    assert words_of(thaw(payload)) == stored_words(number, name)
    assert payload_hash(payload) == before


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_of_this_format_is_stored_again_with_every_digit(name):
    payload = stored_payload(FORMAT, name)
    assert freeze(thaw(payload)) == payload


@EACH
@pytest.mark.django_db
def test_a_stored_quarter_is_shown_on_the_tablero(client, number, name):
    payload = stored_payload(number, name)
    corte = make_corte(payload)
    client.force_login(corte.made_by)
    programa = corte.trimestre.programa
    asked = {"programa": f"{programa.institucion.slug}-{programa.year}"}
    answer = client.get(reverse("tablero"), asked | {"trimestre": corte.trimestre.number})

    assert answer.status_code == 200
    page, kept = answer.context["page"], thaw(payload)
    assert page.rows.made_at == corte.made_at
    assert [line.linea.title for line in page.rows.lines] == [line.title for line in kept.lineas]
    sentences = [line.reading.sentence for line in page.rows.lines]
    assert sentences == [line.closing.sentence for line in kept.lineas]
    printed = corte_document(corte)
    assert printed.standing == corte_record(corte)[1]
    as_draft = dataclasses.replace(printed, standing=DRAFT)
    assert printed_words(document_html(as_draft)) == stored_words(number, name)


@pytest.mark.django_db
def test_the_tablero_says_the_sentences_that_were_stored(client):
    payload = stored_payload(FORMAT, "muestra-2026-t2")
    for eje in payload["snapshot"]["ejes"]:
        for linea in eje["lineas"]:
            linea["closing"]["sentence"] = f"Frase guardada de {linea['pk']}."
    corte = make_corte(payload)
    client.force_login(corte.made_by)
    page = client.get(reverse("tablero"), {"programa": "muestra-2026", "trimestre": 2})

    lines = page.context["page"].rows.lines
    assert len(lines) == len(thaw(payload).lineas) > 1
    for line in lines:
        assert line.reading.sentence == f"Frase guardada de {line.linea.pk}."


def _less(compute):
    """Return a rule that gives one point less, wherever it gave a figure."""
    return lambda *facts: None if (figure := compute(*facts)) is None else figure - 1


def _louder(write):
    """Return a rule that writes its words in capitals."""
    return lambda *facts: write(*facts).upper()


@pytest.mark.parametrize(
    ("homes", "rule", "change"),
    [
        ([progress, readings], "annual_percent", _less),
        ([phrases], "percent_text", lambda write: lambda value: f"{write(value)}.0"),
        ([phrases], "calendar_sentence", _louder),
        ([captions], "figure_label", _louder),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_that_changes_changes_nothing_that_was_stored(monkeypatch, homes, rule, change):
    # Parts with figures reckon from the stored quantities, as the tablero of that closing does.
    stored = [dataclasses.replace(thaw(stored_payload(FORMAT, name)), parts=()) for name in NAMES]
    printed = [words_of(kept) for kept in stored]
    for home in homes:
        monkeypatch.setattr(home, rule, change(getattr(home, rule)))
    written_now = 0
    for kept, words in zip(stored, printed, strict=True):
        assert words_of(kept) == words
        written_now += words_of(with_labels(with_closings(kept))) != words
    # The rule did change what is written today, or nothing was tried.
    assert written_now


# The shape of what is stored --------------------------------------------------------------------


def _name(kind: typing.Any) -> str:
    plain = isinstance(kind, type) and not typing.get_args(kind)
    return re.sub(r"(\w+\.)+(?=\w)", "", kind.__name__ if plain else str(kind))


def _inside(kind: typing.Any) -> list[typing.Any]:
    if isinstance(kind, types.GenericAlias | types.UnionType):
        return [found for part in typing.get_args(kind) for found in _inside(part)]
    return [kind]


def stored_fields(kind: type) -> dict[str, dict[str, str]]:
    """Return {class: {field: type}} of a dataclass and of all those inside it."""
    hints = {
        field.name: typing.get_type_hints(kind)[field.name] for field in dataclasses.fields(kind)
    }
    found = {kind.__name__: {name: _name(hint) for name, hint in hints.items()}}
    for hint in hints.values():
        for part in _inside(hint):
            if dataclasses.is_dataclass(part):
                found |= stored_fields(part)
    return found


def test_a_field_that_changes_makes_a_new_format():
    file = FOLDER / str(FORMAT) / "fields.json"
    assert file.exists(), WHAT_TO_DO.format(number=FORMAT - 1)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert stored_fields(Snapshot) == kept, WHAT_TO_DO.format(number=FORMAT)


def test_no_field_of_a_snapshot_has_a_default():
    of_snapshot = [
        kind
        for _, kind in inspect.getmembers(snapshot, dataclasses.is_dataclass)
        if kind.__module__ == snapshot.__name__
    ]
    assert Snapshot in of_snapshot
    for kind in of_snapshot:
        for field in dataclasses.fields(kind):
            both = (field.default, field.default_factory)
            assert both == (dataclasses.MISSING,) * 2, f"{kind.__name__}.{field.name}"


# What cannot be read ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, FORMAT + 1, 99, "1", "2", None])
def test_an_unknown_format_is_refused_with_a_sentence(number):
    payload = stored_payload(FORMAT, NAMES[0]) | {"format": number}
    with pytest.raises(UnreadableCorte, match=f"formato que el sistema no conoce: {number}\\."):
        thaw(payload)


def test_a_payload_that_lacks_a_field_is_refused():
    payload = stored_payload(FORMAT, NAMES[0])
    del payload["snapshot"]["ejes"][0]["lineas"][0]["closing"]
    with pytest.raises(UnreadableCorte, match="LineaSnapshot: closing"):
        thaw(payload)


@pytest.mark.django_db
def test_a_page_of_what_cannot_be_read_says_why(cast, client, tmp_path):
    quarter = cast.avance().trimestre
    corte = keep_corte(quarter, {"format": 99, "snapshot": {}})
    client.force_login(corte.made_by)
    place = [cast.institucion.slug, cast.programa.year]
    board = {"programa": "-".join(map(str, place)), "trimestre": quarter.number}
    for address, asked in (
        (reverse("tablero"), board),
        (reverse("tablero_resumen"), board),
        (reverse("tablero_csv", args=["lineas"]), board),
        (reverse("informe_document", args=[*place, quarter.number]), {}),
        (reverse("corte_document", args=[*place, quarter.number, 1]), {}),
        (reverse("linea_preview", args=[*place, cast.linea().pk, quarter.number]), {}),
    ):
        answer = client.get(address, asked)
        assert answer.status_code == 503, address
        assert "un formato que el sistema no conoce: 99." in answer.content.decode(), address

    target = tmp_path / "informe.html"
    with pytest.raises(CommandError, match="no conoce: 99") as refused:
        call_command(
            "build_document", "informe", *map(str, place), "1", "--html", "--output", str(target)
        )
    assert refused.value.returncode == 1
    assert not target.exists()
