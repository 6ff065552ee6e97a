"""What was closed and then changed behind everybody's back is named; what is in order is not."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from programs.enums import AuditAction, AvanceStatus
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Corte,
    Evidencia,
    Figura,
    Trimestre,
)
from programs.models.locks import locks_lifted, locks_missing, locks_set
from programs.models.versions import save_version
from programs.reading import traces
from programs.services import cierre, revision_plan
from programs.services.evidencia import picture_store
from programs.services.ledger import ledger_append
from programs.services.verification import institucion_verify
from programs.values.frozen import payload_hash
from tests.factories import Cast, send_to_review
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db
PHOTO = "firma.jpg"


@pytest.fixture
def closed(cast) -> Trimestre:
    """The first quarter, closed by the Secretario, of an approved programme.

    It has a photograph and a history, and acts before its closing (1, 2) and after it (4).
    """
    secretario, planeacion = cast.people["secretario"], cast.people["planeacion"]
    now = timezone.now()
    send_to_review(cast.programa)
    revision_plan.programa_approve(
        cast.programa.pk,
        agreement="A/1/2026",
        session="Primera",
        approved_on=date(2026, 1, 15),
        by=planeacion,
        now=now,
    )
    remind(cast)
    quantity = AvanceDeComponente.objects.get(avance=cast.avance())
    quantity.quantity = 6
    save_version(quantity, by=cast.people["enlace"], fields=["quantity"])
    picture = picture_store(
        jpeg(700, 500),
        name=PHOTO,
        institucion=cast.institucion,
        by=cast.people["enlace"],
        area=cast.linea().area,
    )
    figure = Figura.objects.get(bloque__avance=cast.avance())
    figure.evidencia = picture
    save_version(figure, by=cast.people["enlace"], fields=["evidencia"])
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    AvanceTrimestral.objects.filter(trimestre=trimestre).update(
        status=AvanceStatus.VALIDATED, validated_at=now
    )
    close(trimestre, secretario)
    remind(cast)
    trimestre.refresh_from_db()
    return trimestre


def close(trimestre: Trimestre, by) -> Corte:
    """Close a quarter as the Secretario does."""
    return cierre.trimestre_close(
        trimestre.pk, typed=str(trimestre), missing_reason="", by=by, now=timezone.now()
    )


def remind(cast: Cast, minutes: int = 0) -> None:
    """Append an act that concerns no quarter."""
    with transaction.atomic():
        ledger_append(
            cast.institucion.pk,
            action=AuditAction.REMINDER_SEND,
            subject="T1 2026",
            by=None,
            now=timezone.now() + timedelta(minutes=minutes),
        )


def run(sql: str, *values: object) -> None:
    """Run raw SQL past the locks, which stand again afterwards, as who covers it up would do."""
    with locks_lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def in_json(table: str, pk: int, column: str, change: Callable[[str], str]) -> None:
    """Change a text inside a column of JSON."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({column} AS TEXT) FROM {table} WHERE id = %s", [pk])
        before = cursor.fetchone()[0]
    after = change(before)
    assert after != before
    kind = "::jsonb" if connection.vendor == "postgresql" else ""
    run(f"UPDATE {table} SET {column} = %s{kind} WHERE id = %s", after, pk)


def corte_of(trimestre: Trimestre) -> Corte:
    return Corte.objects.get(trimestre=trimestre)


def act(action: str) -> AuditEntry:
    return AuditEntry.objects.get(action=action)


def change_figure(t: Trimestre) -> None:
    in_json("programs_corte", corte_of(t).pk, "payload", _next_figure)


def _next_figure(text: str) -> str:
    """Write 9 where the first línea said that 6 were done."""
    payload = json.loads(text)
    facts = payload["snapshot"]["ejes"][0]["lineas"][0]["meta"]["facts"]
    done = json.dumps(facts["components"])
    facts["components"] = json.loads(done.replace('"6"', '"9"'))
    return json.dumps(payload)


def change_word(t: Trimestre) -> None:
    def expedientes(text: str) -> str:
        return text.replace("documentos", "expedientes")

    in_json("programs_corte", corte_of(t).pk, "payload", expedientes)


def change_figure_and_hash(t: Trimestre) -> None:
    change_figure(t)
    corte = corte_of(t)
    run("UPDATE programs_corte SET sha256 = %s", payload_hash(corte.payload))


def change_figure_hash_and_act(t: Trimestre) -> None:
    before = corte_of(t).sha256
    change_figure_and_hash(t)
    after = corte_of(t).sha256
    closing = act("trimestre_close")
    in_json("programs_auditentry", closing.pk, "data", lambda text: text.replace(before, after))


def add_corte(t: Trimestre) -> None:
    run(
        "INSERT INTO programs_corte"
        " (trimestre_id, number, payload, sha256, made_at, made_by_id, missing_reason)"
        " SELECT trimestre_id, 2, payload, sha256, made_at, made_by_id, missing_reason"
        " FROM programs_corte"
    )


def open_edit_and_close(t: Trimestre) -> None:
    run("UPDATE programs_trimestre SET status = 'open' WHERE id = %s", t.pk)
    avance = AvanceTrimestral.objects.filter(trimestre=t).order_by("pk").first()
    run("UPDATE programs_avancedecomponente SET quantity = 12 WHERE avance_id = %s", avance.pk)
    run("UPDATE programs_trimestre SET status = 'closed' WHERE id = %s", t.pk)


def swap_printed_picture(t: Trimestre) -> None:
    overwrite(Evidencia.objects.get(original_name=PHOTO).renditions[0]["name"])


def swap_original(t: Trimestre) -> None:
    overwrite(Evidencia.objects.get(original_name=PHOTO).original.name)


def overwrite(name: str) -> None:
    """Put another picture where a stored one lies."""
    default_storage.delete(name)
    assert default_storage.save(name, ContentFile(jpeg(640, 480, color="#aa0000"))) == name


def sql(statement: str) -> Callable[[Trimestre], None]:
    return lambda t: run(statement)


NO_ACT = "Corte 1 del T1 2026: ningún acto de cierre del libro lleva su huella."
CHANGED = "Corte 1 del T1 2026: sus datos no son los que se guardaron al cerrar."
GONE = "Corte 1 del T1 2026: no está como lo guardó el acto 3."
# What is done, and what is said of it: the beginnings of all lines, in their order.
FORGERIES = {
    "a figure of the corte": (change_figure, [CHANGED, "T1 2026, cortes: cambiaron"]),
    "a word of the corte": (change_word, [CHANGED, "T1 2026, cortes: cambiaron"]),
    "a figure and the hash": (
        change_figure_and_hash,
        [NO_ACT, GONE, "T1 2026, cortes: cambiaron después del cierre (acto 3)."],
    ),
    "a figure, the hash and the act": (
        change_figure_hash_and_act,
        [
            "Acto 3: su contenido cambió.",
            "Corte 1 del T1 2026: el acto 3, que lo guardó, cambió.",
            "T1 2026, cortes: cambiaron",
        ],
    ),
    "the date of the corte": (
        sql("UPDATE programs_corte SET made_at = '2026-03-01 10:00:00+00:00'"),
        ["Corte 1 del T1 2026: su fecha no es la del acto 3", "T1 2026, cortes: cambiaron"],
    ),
    "corte deleted": (
        sql("DELETE FROM programs_corte"),
        [GONE, "T1 2026, cortes: al cerrar había 1 y hoy hay 0 (acto 3)."],
    ),
    "corte added": (
        add_corte,
        [
            "Corte 2 del T1 2026: ningún acto de cierre del libro lleva su huella.",
            "T1 2026, cortes: al cerrar había 1 y hoy hay 2",
        ],
    ),
    "act changed": (
        sql("UPDATE programs_auditentry SET actor_name = 'Otra persona' WHERE number = 2"),
        ["Acto 2: su contenido cambió."],
    ),
    "act deleted in the middle": (
        sql("DELETE FROM programs_auditentry WHERE number = 2"),
        ["Acto 2: falta."],
    ),
    "last act deleted": (
        sql("DELETE FROM programs_auditentry WHERE number = 4"),
        ["Acto 4: falta."],
    ),
    "act added": (
        sql(
            "INSERT INTO programs_auditentry (institucion_id, slug, number, at, actor, actor_name,"
            " action, subject, data, previous, hash) SELECT institucion_id, slug, 5, at, actor,"
            " actor_name, action, subject, data, hash, hash FROM programs_auditentry"
            " WHERE number = 4"
        ),
        ["Acto 5: su contenido cambió.", "Actos 5 a 5: la base no los contó al escribirse."],
    ),
    "ledger emptied": (
        sql("DELETE FROM programs_auditentry"),
        ["Actos 1 a 4: faltan.", NO_ACT, "T1 2026: está cerrado y el libro no tiene su", "Prog"],
    ),
    "ledger and its count emptied": (
        lambda t: (
            run("DELETE FROM programs_auditentry"),
            run("DELETE FROM programs_ledgerhead"),
        ),
        [NO_ACT, "T1 2026: está cerrado y el libro no tiene su cierre.", "Programa de Trabajo"],
    ),
    "history rows taken away": (
        sql("DELETE FROM programs_historicalavancedecomponente WHERE quantity = 6"),
        ["T1 2026, historial de cantidades del trimestre: al cerrar había 1 y hoy hay 0 (acto 3)."],
    ),
    "a history row changed": (
        sql("UPDATE programs_historicalavancedecomponente SET quantity = 5 WHERE quantity = 6"),
        ["T1 2026, historial de cantidades del trimestre: cambiaron después del cierre (acto 3)."],
    ),
    "a printed picture swapped": (
        swap_printed_picture,
        [f"T1 2026, archivo «{PHOTO}» ("],
    ),
    "an original swapped": (swap_original, [f"T1 2026, archivo «{PHOTO}» ("]),
    "a picture's row": (
        sql(f"UPDATE programs_evidencia SET sha256 = 'x' WHERE original_name = '{PHOTO}'"),
        [f"T1 2026, archivo «{PHOTO}» ("],
    ),
    "opened": (
        sql(
            "UPDATE programs_trimestre SET status = 'open'"
            " WHERE number = 1 AND closed_at IS NOT NULL"
        ),
        ["T1 2026: no está cerrado, y el libro no dice que se reabriera después del acto 3."],
    ),
    "opened, edited and closed": (
        open_edit_and_close,
        ["T1 2026, cantidades del trimestre: cambiaron después del cierre (acto 3)."],
    ),
    "another quarter closed": (
        sql(
            "UPDATE programs_trimestre SET status = 'closed', closed_at = CURRENT_TIMESTAMP,"
            " closed_by_id = (SELECT min(id) FROM programs_user)"
            " WHERE number = 2 AND programa_id = (SELECT min(programa_id)"
            " FROM programs_trimestre WHERE closed_at IS NOT NULL)"
        ),
        ["T2 2026: está cerrado y el libro no tiene su cierre."],
    ),
    "a quarter emptied": (
        sql("DELETE FROM programs_figura WHERE bloque_id IN (SELECT id FROM programs_bloque)"),
        ["T1 2026, figuras: al cerrar había 4 y hoy hay 0 (acto 3)."],
    ),
    "the approval": (
        sql("UPDATE programs_programa SET approval_agreement = 'A/9/2026' WHERE status='approved'"),
        ["Programa de Trabajo Anual 2026 (PROPIA): está aprobado, y ningún acto del libro"],
    ),
    "a receipt that nobody gave": (
        sql(
            "INSERT INTO programs_entregadearea (trimestre_id, area_id, version, status, round,"
            " folio, statement, extension_reason) SELECT id, (SELECT min(id) FROM programs_area),"
            " 1, 'draft', 1, 'F-99', '', '' FROM programs_trimestre WHERE number = 2"
            " AND programa_id = (SELECT id FROM programs_programa WHERE status = 'approved')"
        ),
        ["Envío F-99: el libro no tiene su acto."],
    ),
}


@pytest.mark.parametrize(("forge", "told"), FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_is_named(cast, closed, forge, told):
    assert institucion_verify(cast.institucion).faults == ()
    forge(closed)

    found = institucion_verify(cast.institucion).faults
    assert [fault[: len(words)] for fault, words in zip(found, told, strict=True)] == told, found


def test_the_command_names_every_difference_in_a_line_of_its_own(cast, closed):
    change_word(closed)
    run("DELETE FROM programs_historicalfigura")
    with pytest.raises(CommandError) as caught:
        call_command("verify_audit", cast.institucion.slug, stdout=StringIO())

    head = AuditEntry.objects.get(number=4).hash
    title, *lines = str(caught.value).split("\n")
    assert title == f"3 diferencias en 4 actos. Cabeza 4:{head}"
    assert lines[0] == CHANGED
    assert lines[2] == "T1 2026, historial de figuras: al cerrar había 1 y hoy hay 0 (acto 3)."
    assert caught.value.returncode == 1


# The locks of the database ----------------------------------------------------------------------

REFUSED = {
    "corte changed": ("UPDATE programs_corte SET sha256 = 'x'", "Un corte no se cambia"),
    "corte deleted": ("DELETE FROM programs_corte", "Un corte no se cambia"),
    "act changed": ("UPDATE programs_auditentry SET subject = 'x'", "Los actos del libro"),
    "act deleted": ("DELETE FROM programs_auditentry WHERE number = 4", "Los actos del libro"),
    "quarter opened": ("UPDATE programs_trimestre SET status = 'open'", "solo se abre con su acto"),
    "quarter restamped": ("UPDATE programs_trimestre SET closed_at = NULL", "solo se abre con"),
    "quarter deleted": ("DELETE FROM programs_trimestre", "solo se abre con su acto"),
}
TRUNCATED = {
    "programs_auditentry": "Los actos del libro",
    "programs_corte": "Un corte no se cambia",
    "programs_ledgerhead": "La cuenta de los actos",
    "programs_figura": "El trimestre está cerrado",
}


@pytest.mark.parametrize(("statement", "why"), REFUSED.values(), ids=REFUSED)
def test_the_database_refuses_to_change_what_was_closed(closed, statement, why):
    with (
        pytest.raises(IntegrityError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("table", "why"),
    {
        "programs_corte": "Un corte no se cambia",
        "programs_auditentry": "Los actos del libro",
        "programs_trimestre": "solo se abre con su acto",
    }.items(),
)
def test_a_row_does_not_take_the_place_of_another(closed, table, why):
    with connection.cursor() as cursor:
        for same_id in (True, False):
            cursor.execute(f"CREATE TEMP TABLE copy AS SELECT * FROM {table}")
            if not same_id:
                cursor.execute("UPDATE copy SET id = NULL")
            with pytest.raises(IntegrityError, match=why), transaction.atomic():
                cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM copy")
            cursor.execute("DROP TABLE copy")


def test_one_corte_and_one_quarter_are_kept_from_their_models_too(closed):
    corte = corte_of(closed)
    for attempt in (corte.save, corte.delete, closed.save):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


@pytest.mark.postgres_only
@pytest.mark.parametrize("table", TRUNCATED)
def test_a_table_is_not_truncated(closed, table):
    with (
        pytest.raises(IntegrityError, match=TRUNCATED[table]),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        connection.check_constraints()
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.postgres_only
def test_truncated_tables_are_named(cast, closed):
    run(
        "TRUNCATE programs_corte, programs_auditentry, programs_historicalbloque,"
        " reports_issuedreport, reports_issuedfile"
    )

    found = institucion_verify(cast.institucion).faults
    assert "Actos 1 a 4: faltan." in found
    assert "T1 2026: está cerrado y el libro no tiene su cierre." in found


# How a lock is taken off, by engine, and what is then said of its table.
OFF = {
    "sqlite": ("DROP TRIGGER programs_corte_kept_update",),
    "postgresql": (
        "DROP TRIGGER programs_corte_kept_update ON programs_corte",
        "DROP TRIGGER programs_corte_kept_update ON programs_corte;"
        "CREATE TRIGGER programs_corte_kept_update BEFORE UPDATE ON programs_corte FOR EACH ROW"
        " WHEN (false) EXECUTE FUNCTION programs_corte_kept_update()",
        "ALTER TABLE programs_corte DISABLE TRIGGER programs_corte_kept_update",
        "ALTER TABLE programs_corte ENABLE REPLICA TRIGGER programs_corte_kept_update",
        "CREATE OR REPLACE FUNCTION programs_corte_kept_update() RETURNS trigger"
        " LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    ),
}
# One that has the name of a lock and locks nothing.
HOLLOW = (
    "CREATE TRIGGER programs_corte_kept_update BEFORE UPDATE ON programs_corte"
    " WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'x'); END"
)


def test_a_lock_that_is_off_or_hollow_is_named_and_a_migration_sets_it(cast, closed):
    for number, statement in enumerate(OFF[connection.vendor]):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                connection.check_constraints()
            cursor.execute(statement)
            if connection.vendor == "sqlite" and number == 0:
                assert institucion_verify(cast.institucion).faults == (LOCK_OFF,)
                cursor.execute(HOLLOW)
        assert institucion_verify(cast.institucion).faults == (LOCK_OFF,), statement
        locks_set()
        assert locks_missing() == []


LOCK_OFF = (
    "Candado de programs_corte: falta, está apagado o cambió (UPDATE). "
    "Ejecute «python manage.py migrate»."
)


# Before each print and each show ----------------------------------------------------------------


def delete_last_corte(t: Trimestre) -> None:
    run("DELETE FROM programs_corte")


def empty_everything(t: Trimestre) -> None:
    for table in ("corte", "auditentry", "ledgerhead"):
        run(f"DELETE FROM programs_{table}")


@pytest.mark.parametrize(
    "forge",
    [
        change_figure,
        change_word,
        change_figure_and_hash,
        change_figure_hash_and_act,
        delete_last_corte,
        empty_everything,
    ],
)
def test_a_document_of_a_changed_corte_is_not_printed_nor_shown(closed, sign_in, forge):
    client = sign_in("secretario")
    place = closed.place
    pages = {
        "informe_document": place,
        "corte_document": (*place, 1),
        "linea_preview": (
            *place[:2],
            AvanceTrimestral.objects.filter(trimestre=closed)[0].linea_id,
            1,
        ),
        "tablero": (),
        "tablero_resumen": (),
    }
    forge(closed)
    if not Corte.objects.exists():
        del pages["corte_document"]
    for name, args in pages.items():
        answer = client.get(reverse(name, args=args), {"corte": "t1"})
        assert answer.status_code == 503, name
        said = answer.content.decode()
        assert re.search("El (corte 1 del )?T1 2026 no se imprime ni se muestra: ", said)
        assert "Avise a quien administra el sistema" in said
    said = client.get(reverse("trimestre_closing", args=place)).content.decode()
    assert "El corte no coincide con el libro" in said
    assert reverse("corte_document", args=(*place, 1)) not in said


# No false alarm ---------------------------------------------------------------------------------


def test_a_clock_put_back_is_a_note(cast, closed):
    last = AuditEntry.objects.order_by("number").last()
    late = AuditEntry(
        institucion=cast.institucion, slug=cast.institucion.slug, number=5,
        at=last.at - timedelta(minutes=90), actor="sistema", actor_name="sistema",
        action="reminder_send", subject="T1 2026", previous=last.hash,
    )  # fmt: skip
    late.hash = late.computed_hash()
    late.save()
    remind(cast)

    verdict = institucion_verify(cast.institucion)
    assert (verdict.faults, len(verdict.notes)) == ((), 1)
    out = StringIO()
    call_command("verify_audit", cast.institucion.slug, stdout=out)
    assert out.getvalue().startswith("Nota. Acto 5: su fecha, ")
    assert "Libro correcto: 6 actos" in out.getvalue()


def test_a_renamed_institution_verifies_and_prints(cast, closed, sign_in):
    cast.institucion.slug, cast.institucion.short_name = "otra", "OTRA"
    cast.institucion.save()
    remind(cast)

    assert institucion_verify(cast.institucion).faults == ()
    assert sign_in("secretario").get(reverse("tablero"), {"corte": "t1"}).status_code == 200


def test_an_institution_without_acts_is_right(cast):
    other = cast.people["outsider"].memberships[0].institucion
    assert institucion_verify(other) == institucion_verify(other)
    assert institucion_verify(other).faults == institucion_verify(other).notes == ()


def test_a_migration_changes_nothing(cast, closed):
    call_command("migrate", verbosity=0)
    assert institucion_verify(cast.institucion).faults == ()


def test_a_column_that_a_migration_adds_or_takes_away_is_no_difference(closed, monkeypatch):
    every = traces._columns
    monkeypatch.setattr(
        traces, "_columns", lambda model: [name for name in every(model) if name != "cause"]
    )
    kept = traces.quarter_traces(closed)
    monkeypatch.setattr(traces, "_columns", every)
    assert list(traces.traces_faults(closed, kept, standing=True)) == []
    kept["rows"]["seccion"]["columns"].append("taken_away")
    assert list(traces.traces_faults(closed, kept, standing=True)) == []

    # What those columns say is still compared, and how many rows there are.
    run("UPDATE programs_avancetrimestral SET ready = %s WHERE trimestre_id = %s", True, closed.pk)
    kept["rows"]["seccion"]["count"] = 9
    assert list(traces.traces_faults(closed, kept, standing=True)) == [
        "avances trimestrales: cambiaron después del cierre",
        "secciones: al cerrar había 9 y hoy hay 0",
    ]


def test_what_is_reopened_corrected_and_closed_again_is_right(cast, closed):
    secretario = cast.people["secretario"]
    cierre.trimestre_reopen(closed.pk, reason="Una cifra.", by=secretario, now=timezone.now())
    assert institucion_verify(cast.institucion).faults == ()
    quantity = AvanceDeComponente.objects.get(avance=cast.avance())
    quantity.refresh_from_db()
    quantity.quantity = 7
    save_version(quantity, by=cast.people["enlace"], fields=["quantity"])
    figure = Figura.objects.get(bloque__avance=cast.avance())
    figure._history_user = cast.people["enlace"]
    figure.delete()
    Bloque.objects.filter(avance=cast.avance(), kind="figures").delete()
    assert institucion_verify(cast.institucion).faults == ()
    close(closed, secretario)

    assert institucion_verify(cast.institucion).faults == ()
    assert Corte.objects.filter(trimestre=closed).count() == 2
    with pytest.raises(IntegrityError, match="solo se abre con su acto"), transaction.atomic():
        Trimestre.objects.filter(pk=closed.pk).update(status="open")
    run("DELETE FROM programs_corte WHERE number = 1")
    found = institucion_verify(cast.institucion).faults
    assert found[0] == "Corte 1 del T1 2026: no está como lo guardó el acto 3."
    assert found[1] == "T1 2026, cortes: al cerrar había 2 y hoy hay 1 (acto 6)."
    run("DELETE FROM programs_historicalavancedecomponente WHERE quantity = 6")
    name = "T1 2026, historial de cantidades del trimestre"
    assert {*institucion_verify(cast.institucion).faults} - {*found} == {
        f"{name}: al cerrar había 1 y hoy hay 0 (acto 3).",
        f"{name}: al cerrar había 2 y hoy hay 1 (acto 6).",
    }


def test_acts_of_before_named_their_quarter_only(cast, closed):
    """A chain whose closing kept neither its quarter, nor its date, nor any trace."""
    entry = act("trimestre_close")
    data = {name: entry.data[name] for name in ("corte", "sha256", "missing", "reason")}
    entry.data = data
    kind = "::jsonb" if connection.vendor == "postgresql" else ""
    before = entry.previous
    for row in AuditEntry.objects.filter(number__gte=3).order_by("number"):
        row.data, row.previous = (data if row.number == 3 else row.data), before
        before = row.computed_hash()
        run(
            f"UPDATE programs_auditentry SET data = %s{kind}, previous = %s, hash = %s"
            " WHERE number = %s",
            json.dumps(row.data), row.previous, before, row.number,
        )  # fmt: skip
    with locks_lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE programs_ledgerhead SET hash = %s", [before])

    verdict = institucion_verify(cast.institucion)
    assert verdict.faults == ()
    (note,) = verdict.notes
    assert note.startswith("T1 2026: su cierre, acto 3, no guardó la cuenta de su historial")
    change_word(closed)
    assert institucion_verify(cast.institucion).faults == (CHANGED,)
