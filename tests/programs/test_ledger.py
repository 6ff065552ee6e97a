"""The ledger: a chain that shows every change, on either engine, and the command that walks it."""

from datetime import datetime, timedelta
from datetime import timezone as offset
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from programs.errors import Locked
from programs.models import AuditEntry, LedgerHead
from programs.models.locks import locks_lifted
from programs.services.ledger import ledger_append, ledger_verify
from programs.values.chain import START, entry_hash

pytestmark = pytest.mark.django_db

TABLE = AuditEntry._meta.db_table


def write(institucion, count: int, by=None) -> list[AuditEntry]:
    """Append acts and return them."""
    entries = []
    for number in range(count):
        with transaction.atomic():
            entries.append(
                ledger_append(
                    institucion.pk,
                    action="entrega_submit",
                    subject=f"Dirección {number}, T1 2026",
                    by=by,
                    now=timezone.now(),
                    data={"folio": f"F-{number}", "lineas": [[number, 1]]},
                )
            )
    return entries


def change(sql: str, *values: object) -> None:
    """Change the table behind everybody's back, past the locks of the database."""
    with locks_lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def recompute(institucion, numbers: range) -> None:
    """Compute the hashes of these acts anew, as who changed them would."""
    for number in numbers:
        entry = AuditEntry.objects.get(institucion=institucion, number=number)
        before = AuditEntry.objects.filter(institucion=institucion, number=number - 1).first()
        previous = before.hash if before else entry.previous
        digest = entry_hash(
            institucion=institucion.slug,
            number=number,
            at=entry.at,
            actor=entry.actor,
            actor_name=entry.actor_name,
            action=entry.action,
            subject=entry.subject,
            data=entry.data,
            previous=previous,
        )
        change(f"UPDATE {TABLE} SET hash=%s, previous=%s WHERE id=%s", digest, previous, entry.pk)


def test_a_chain_that_nobody_touched_is_right(cast):
    entries = write(cast.institucion, 6, cast.people["titular"])
    verdict = ledger_verify(cast.institucion, [(3, entries[2].hash), (6, entries[5].hash[:8])])

    assert (verdict.count, verdict.head, verdict.problem) == (6, entries[5].hash, "")
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[0].previous == "0" * 64


def test_the_hash_of_an_act_is_the_same_in_every_version():
    """A chain is verified, and a printed receipt compared, years after it was written."""
    act = {
        "institucion": "propia",
        "number": 7,
        "at": datetime(2026, 4, 10, 10, 0, 5, 120, tzinfo=offset(timedelta(hours=-6))),
        "actor": "titular.uaa",
        "actor_name": "Ana Peña",
        "action": "entrega_submit",
        "subject": "Dirección jurídica, T1 2026",
        "data": {"folio": "F-1", "lineas": [[3, 1]]},
        "previous": START,
    }

    assert entry_hash(**act) == ("6d3e3a0a386d4ff887884aae07d081eb1da94933a552e8da4434cfa797868506")


def test_each_institution_has_its_own_chain(cast):
    other = cast.people["outsider"].memberships[0].institucion
    write(cast.institucion, 2)
    (first,) = write(other, 1)

    assert first.number == 1
    assert ledger_verify(other).count == 1


TAMPERINGS = {
    "edit": (f"UPDATE {TABLE} SET subject='otra' WHERE number=3", ["Acto 3: su contenido cambió."]),
    "edit the data": (f"UPDATE {TABLE} SET data='{{}}' WHERE number=2", ["Acto 2: su contenido"]),
    "another author": (f"UPDATE {TABLE} SET actor='x' WHERE number=4", ["Acto 4: su contenido"]),
    "another institution": (f"UPDATE {TABLE} SET slug='x' WHERE number=4", ["Acto 4: su conten"]),
    "edit twice": (
        f"UPDATE {TABLE} SET subject='otra' WHERE number IN (2, 5)",
        ["Acto 2: su contenido cambió.", "Acto 5: su contenido cambió."],
    ),
    "delete in the middle": (f"DELETE FROM {TABLE} WHERE number=3", ["Acto 3: falta."]),
    "delete several": (f"DELETE FROM {TABLE} WHERE number IN (2, 3)", ["Actos 2 a 3: faltan."]),
    "delete the last": (f"DELETE FROM {TABLE} WHERE number=6", ["Acto 6: falta."]),
    "delete the tail": (f"DELETE FROM {TABLE} WHERE number>=5", ["Actos 5 a 6: faltan."]),
    "empty": (f"DELETE FROM {TABLE}", ["Actos 1 a 6: faltan."]),
    "cut the link": (
        f"UPDATE {TABLE} SET previous='{START}' WHERE number=4",
        ["Acto 4: no sigue al acto anterior.", "Acto 4: su contenido cambió."],
    ),
    "forget the count": (
        "DELETE FROM programs_ledgerhead",
        ["Libro: falta la cuenta de sus actos, que lleva la base."],
    ),
}


@pytest.mark.parametrize(("sql", "found"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found_and_all_of_it_is_told(cast, sql, found):
    write(cast.institucion, 6)
    change(sql)
    faults = ledger_verify(cast.institucion).faults

    assert len(faults) == len(found)
    for fault, wanted in zip(faults, found, strict=True):
        assert fault.startswith(wanted)


def test_swapped_acts_are_found(cast):
    write(cast.institucion, 5)
    second, third = (
        AuditEntry.objects.get(institucion=cast.institucion, number=number) for number in (2, 3)
    )
    change(f"UPDATE {TABLE} SET number=99 WHERE id=%s", second.pk)
    change(f"UPDATE {TABLE} SET number=2 WHERE id=%s", third.pk)
    change(f"UPDATE {TABLE} SET number=3 WHERE id=%s", second.pk)

    assert [fault[:6] for fault in ledger_verify(cast.institucion).faults] == ["Acto 2"] * 2 + [
        "Acto 3"
    ] * 2 + ["Acto 4"]


def test_one_act_computed_anew_is_found(cast):
    write(cast.institucion, 5)
    change(f"UPDATE {TABLE} SET subject='otra' WHERE number=3")
    recompute(cast.institucion, range(3, 4))

    assert ledger_verify(cast.institucion).faults == ("Acto 4: no sigue al acto anterior.",)


def test_a_whole_chain_computed_anew_is_found_by_a_printed_anchor(cast):
    entries = write(cast.institucion, 5)
    change(f"UPDATE {TABLE} SET subject='otra' WHERE number=3")
    recompute(cast.institucion, range(3, 6))

    assert ledger_verify(cast.institucion).faults == ("Acto 5: no es el último que la base contó.",)
    with locks_lifted():
        head = AuditEntry.objects.get(institucion=cast.institucion, number=5).hash
        LedgerHead.objects.update(hash=head)
    assert not ledger_verify(cast.institucion).problem, "Without an anchor nothing can show it."
    verdict = ledger_verify(cast.institucion, [(5, entries[4].hash[:12])])
    assert verdict.faults == ("Acto 5: no coincide con la huella impresa.",)


@pytest.mark.parametrize("number", [0, -1, 4])
def test_an_anchor_of_no_act_is_found(cast, number):
    write(cast.institucion, 3)
    verdict = ledger_verify(cast.institucion, [(number, "0" * 64)])

    assert verdict.faults == (f"Acto {number}: no está en el libro.",)


@pytest.mark.parametrize(
    ("length", "problem"), [(7, "Acto 1: no coincide con la huella impresa."), (8, "")]
)
def test_an_anchor_needs_eight_characters(cast, length, problem):
    (entry,) = write(cast.institucion, 1)
    anchor = entry.hash[:length].upper()

    assert ledger_verify(cast.institucion, [(1, anchor)]).problem == problem


def test_a_clock_put_back_is_a_note_and_the_chain_goes_on(cast):
    first = write(cast.institucion, 2)[-1]
    early = first.at - timedelta(minutes=90)
    act = AuditEntry(
        institucion=cast.institucion,
        slug=cast.institucion.slug,
        number=3,
        at=early,
        actor="sistema",
        actor_name="sistema",
        action="reminder_send",
        subject="T1 2026",
        previous=first.hash,
    )
    act.hash = act.computed_hash()
    act.save()
    write(cast.institucion, 1)

    verdict = ledger_verify(cast.institucion)
    assert (verdict.count, verdict.faults) == (4, ())
    (note,) = verdict.notes
    assert note.startswith("Acto 3: su fecha, ")
    assert note.endswith("es anterior a la del acto que le precede. El reloj estuvo atrasado.")


def test_who_renames_an_institution_changes_no_act(cast):
    write(cast.institucion, 2)
    cast.institucion.slug = "otra-clave"
    cast.institucion.save()
    write(cast.institucion, 1)

    assert ledger_verify(cast.institucion).faults == ()
    slugs = AuditEntry.objects.order_by("number").values_list("slug", flat=True)
    assert list(slugs) == ["propia", "propia", "otra-clave"]


def test_an_act_that_began_first_and_was_written_second_does_not_go_back_in_time(cast):
    late = timezone.now()
    early = late - timedelta(seconds=2)
    for now in (late, early, late + timedelta(seconds=1)):
        with transaction.atomic():
            ledger_append(
                cast.institucion.pk, action="reminder_send", subject="T1", by=None, now=now
            )

    moments = list(AuditEntry.objects.order_by("number").values_list("at", flat=True))
    assert moments == [late, late, late + timedelta(seconds=1)]
    assert ledger_verify(cast.institucion).problem == ""


def test_nobody_changes_or_deletes_an_act(cast):
    write(cast.institucion, 1)

    with pytest.raises(Locked):
        AuditEntry.objects.update(subject="otra")
    with pytest.raises(Locked):
        AuditEntry.objects.all().delete()


def test_one_act_is_neither_saved_nor_deleted_nor_updated_by_its_model(cast):
    (entry,) = write(cast.institucion, 1)

    for attempt in (entry.save, entry.delete, QuerySet(AuditEntry).filter(pk=entry.pk).delete):
        with (
            pytest.raises(IntegrityError, match="no se cambian ni se borran"),
            transaction.atomic(),
        ):
            attempt()
    with pytest.raises(IntegrityError, match="no retrocede"), transaction.atomic():
        LedgerHead.objects.update(number=0)
    with pytest.raises(IntegrityError, match="no retrocede"), transaction.atomic():
        LedgerHead.objects.all().delete()


def test_the_command_says_the_head_or_what_is_wrong(cast):
    entries = write(cast.institucion, 3)
    out = StringIO()
    call_command("verify_audit", cast.institucion.slug, stdout=out)
    assert f"3 actos. Cabeza 3:{entries[2].hash}" in out.getvalue()

    change(f"UPDATE {TABLE} SET subject='otra' WHERE number=2")
    with pytest.raises(CommandError, match="Acto 2: su contenido cambió\\.$") as caught:
        call_command("verify_audit", cast.institucion.slug, stdout=out)
    assert caught.value.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ninguna"], "No existe la institución «ninguna»"),
        (["propia", "--anchor", "tres"], "Escriba --anchor como NÚMERO:HUELLA"),
        (["propia", "--anchor", "3:abc"], "con 8 caracteres o más"),
    ],
)
def test_the_command_refuses_what_it_does_not_know(cast, arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as caught:
        call_command("verify_audit", *arguments)
    assert caught.value.returncode == 2
