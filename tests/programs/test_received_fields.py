"""Every text that people give is clean in the database, whatever the door, on both engines."""

import ast
import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.urls import reverse

from programs.models import (
    AuditEntry,
    AvanceTrimestral,
    Bloque,
    Corte,
    LedgerHead,
    LineaDeAccion,
    MarcaMensual,
    TryCount,
)
from programs.models.fields import CharField, JSONField, SlugField, TextField
from programs.received.signs import UNREADABLE
from reports.models import IssuedFile, IssuedReport
from tests.factories import Cast
from tests.programs.test_captura import SCRIPT, block
from tests.test_architecture import sources, tree_of

pytestmark = pytest.mark.django_db

# Hashed as they were written, or hashes themselves, so their bytes never change; what goes in
# comes from clean rows.
HASHED = (AuditEntry, Corte, IssuedFile, IssuedReport, LedgerHead, TryCount)
# Django's own: each has a validator that refuses whatever this project would clean, or is written
# by Django alone.
OF_DJANGO = {
    AbstractUser: {"username", "email", "password"},
    AbstractBaseSession: {"session_key", "session_data"},
}
DIRTY, CLEAN = "uno\x0bdos\x00\x0ctres\x85", "uno\ndos\ntres"


def text_fields() -> Iterator[models.Field]:
    """Yield every field that holds text, of every model of the project, histories included."""
    for label in ("programs", "reports"):
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField | models.JSONField):
                    yield field


def test_every_text_of_people_is_cleaned_by_its_field():
    found = list(text_fields())
    plain = [
        str(field)
        for field in found
        if not isinstance(field, CharField | TextField | JSONField | SlugField)
        and field.model not in HASHED
        # Written by the program: what simple-history adds, and the name under which a file lies.
        and not (field.name.startswith("history_") or field.name == "original")
        and not any(
            issubclass(field.model, base) and field.name in names
            for base, names in OF_DJANGO.items()
        )
    ]

    assert len(found) > 100
    assert not plain, "Take the field from programs.models.fields."


def test_every_form_takes_its_texts_clean():
    plain = [
        f"{module}:{node.lineno}"
        for module in sources()
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("CharField", "JSONField")
        and getattr(node.func.value, "id", "") == "forms"
    ]

    assert not plain, "Use TextField of programs.received.fields."


def test_nothing_cuts_a_text_at_signs_of_its_own():
    cutting = [
        f"{module}:{node.lineno}"
        for module in sources()
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Attribute) and node.attr == "splitlines"
    ]

    assert not cutting, 'Clean the text and use split("\\n"): splitlines cuts at U+000B and U+0085.'


@pytest.mark.parametrize(("name", "dirty"), [("cause", DIRTY), ("closing_reason", "x\ud800")])
def test_a_row_saved_by_a_program_is_clean(cast, name, dirty):
    avance = cast.avance()
    AvanceTrimestral.objects.filter(pk=avance.pk).update(**{name: dirty})
    updated = AvanceTrimestral.objects.values_list(name, flat=True).get(pk=avance.pk)
    setattr(avance, name, dirty)
    avance.save()

    assert "\x00" not in updated and "\x0b" not in updated
    avance.refresh_from_db()
    assert getattr(avance, name) == updated
    assert AvanceTrimestral.objects.filter(pk=avance.pk, **{name: dirty}).exists()
    assert getattr(avance.history.first(), name) == updated


def test_rows_made_together_are_clean_and_keep_their_length(cast):
    eje, area = cast.linea().eje, cast.linea().area
    LineaDeAccion.objects.bulk_create(
        [LineaDeAccion(eje=eje, area=area, order=90, title=DIRTY, label="1\x00")]
    )
    made = LineaDeAccion.objects.get(eje=eje, order=90)
    assert (made.title, made.label) == (f"{CLEAN}\n", "1")

    long = [LineaDeAccion(eje=eje, area=area, order=91, title="x", label="1" * 21)]
    with pytest.raises(ValidationError, match="hasta 20 letras"), transaction.atomic():
        LineaDeAccion.objects.bulk_create(long)
    with pytest.raises(ValidationError, match="hasta 20 letras"), transaction.atomic():
        LineaDeAccion.objects.filter(pk=made.pk).update(label="1" * 21)


def test_cells_are_clean(cast):
    row = block(cast)
    row.rows = [["a\x00", "\ud83d", "uno\x0bdos"]]
    row.full_clean()
    row.save()

    row.refresh_from_db()
    assert row.rows == [["a", UNREADABLE, "uno\ndos"]]


def test_a_text_of_the_page(cast, sign_in):
    avance = cast.avance()
    data = {"cause": DIRTY, "version": avance.version}
    answer = sign_in("enlace").post(reverse("cause_save", args=[avance.pk]), data, **SCRIPT)

    assert answer.status_code == 200
    assert cast.avance().cause == CLEAN


def test_a_block_of_words_and_a_table_of_the_page(cast, sign_in):
    row = block(cast)
    data = {"html": "en < 3 días\r\n\r\nuno\x0bdos\x00", "version": row.version}
    answer = sign_in("enlace").post(reverse("block_save", args=[row.pk]), data, **SCRIPT)
    assert answer.status_code == 200
    assert block(cast).html == "<p>en &lt; 3 días</p><p>uno<br>dos</p>"

    Bloque.objects.filter(pk=row.pk).update(kind="table")
    cells = '[["a\\u0000", "\\ud83d", "uno\\u000bdos\u2028tres"]]'
    for typed in ({"rows": cells}, {"rows_text": f"a\x00\t{UNREADABLE}\tuno\x0bdos\u2028tres"}):
        Bloque.objects.filter(pk=row.pk).update(rows=[])
        version = Bloque.objects.get(pk=row.pk).version
        data = {"caption_kind": "table", "version": version, **typed}
        answer = sign_in("enlace").post(reverse("block_save", args=[row.pk]), data, **SCRIPT)
        assert answer.status_code == 200, answer.json()
        assert Bloque.objects.get(pk=row.pk).rows == [["a", UNREADABLE, "uno\ndos\ntres"]]


def test_a_reason_of_the_months(cast, sign_in):
    mark = MarcaMensual.objects.filter(tarea__linea=cast.linea(), month=2).get()
    change = {
        "t": mark.tarea_id,
        "m": 2,
        "s": "not_done",
        "r": "sin\u0000 quórum\u000b",
        "n": "",
        "v": mark.version,
    }
    programa = f"{cast.institucion.slug}-{cast.programa.year}"
    data = {"programa": programa, "changes": json.dumps([change])}
    answer = sign_in("enlace").post(reverse("marks_save"), data, **SCRIPT)

    assert answer.status_code == 200, answer.json()
    mark.refresh_from_db()
    assert mark.reason.strip() == "sin quórum"


def store_raw(model: type[models.Model], pk: int, **values: str) -> None:
    """Write texts as an older version or another program left them, past every field."""
    names = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {names} WHERE id = %s", [*values.values(), pk]
        )


def test_what_was_stored_before_is_read_clean(cast: Cast, sign_in):
    avance, row = cast.avance(), block(cast)
    store_raw(AvanceTrimestral, avance.pk, cause="uno\x0bdos")
    store_raw(Bloque, row.pk, html="<p>uno\x0cdos</p>", rows=json.dumps([["\x85a"]]))

    assert cast.avance().cause == "uno\ndos"
    assert block(cast).html == "<p>uno\ndos</p>"
    assert block(cast).rows == [["\na"]]


@pytest.mark.sqlite_only
def test_what_only_sqlite_could_store_is_read_clean(cast: Cast, sign_in):
    row = block(cast)
    store_raw(Bloque, row.pk, html="<p>u\x00no</p>", rows='[["\\ud83d", "\\u0000x"]]')

    assert (block(cast).html, block(cast).rows) == ("<p>uno</p>", [[UNREADABLE, "x"]])
