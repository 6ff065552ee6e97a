"""The database itself keeps the rows of a closed quarter, whatever door is used (R3)."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from programs.enums import BlockKind
from programs.models import (
    AvanceTrimestral,
    Bloque,
    CantidadMensual,
    ComponenteDeMeta,
    ConfirmacionMensual,
    EntregaDeArea,
    Evidencia,
    Figura,
    HallazgoAceptado,
    Hecho,
    HechoEnLinea,
    MarcaMensual,
    Observacion,
    Seccion,
    TipoDeHecho,
    Trimestre,
)
from programs.models.closed_rows import QUARTER_OF
from programs.models.locks import all_locks, locks_lift, locks_missing, locks_set
from programs.reading.traces import HISTORY, ROWS
from tests.factories import CLOSED, reopen

pytestmark = pytest.mark.django_db
# What belongs to a quarter and may still be written when it is closed: the corte of its closing,
# which nothing changes afterwards, and the notices about it.
FREE = {"programs_corte", "programs_notice"}
LINKS = {"trimestre", "avance", "entrega", "bloque", "hecho"}


@pytest.fixture
def full(cast) -> Trimestre:
    """A closed first quarter with at least one row in every table that it guards."""
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    avance = AvanceTrimestral.objects.filter(trimestre=trimestre).first()
    area = avance.linea.area
    entrega = EntregaDeArea.objects.create(trimestre=trimestre, area=area)
    Observacion.objects.create(
        entrega=entrega,
        key="o",
        avance=avance,
        text="Revise.",
        created_at=timezone.now(),
        created_by=cast.people["secretario"],
    )
    Seccion.objects.create(
        institucion=cast.institucion,
        trimestre=trimestre,
        kind="presentation",
        order=90,
        heading="P",
    )
    bloque = Bloque.objects.create(
        institucion=cast.institucion, avance=avance, key="b", order=1, kind=BlockKind.FIGURES
    )
    Figura.objects.create(bloque=bloque, order=1)
    ConfirmacionMensual.objects.create(
        programa=cast.programa,
        area=area,
        month=2,
        confirmed_at=timezone.now(),
        confirmed_by=cast.people["titular"],
    )
    componente = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=cast.programa).first()
    CantidadMensual.objects.create(componente=componente, month=2)
    Evidencia.objects.create(
        institucion=cast.institucion, avance=avance, key="e", size=1, sha256="0" * 64
    )
    hecho = Hecho.objects.create(
        institucion=cast.institucion,
        area=area,
        trimestre=trimestre,
        kind=TipoDeHecho.objects.get(institucion=cast.institucion, key="oficio"),
        key="h",
        name="030",
        day="2026-02-03",
    )
    HechoEnLinea.objects.create(hecho=hecho, linea=avance.linea, counts=True)
    HallazgoAceptado.objects.create(
        programa=cast.programa,
        trimestre=trimestre,
        code="sum",
        subject="linea-1",
        fingerprint="0" * 16,
        reason="Así consta.",
        accepted_at=timezone.now(),
        accepted_by=cast.people["enlace"],
    )
    Trimestre.objects.filter(pk=trimestre.pk).update(**CLOSED)
    return trimestre


def run(sql: str) -> None:
    """Run raw SQL and undo it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        transaction.set_rollback(True)


def guarded(table: str) -> str:
    """Return the condition that names the rows of the closed quarter in a table."""
    quarter = QUARTER_OF[table].format(row=table)
    return f"{quarter} = (SELECT id FROM programs_trimestre WHERE status = 'closed')"


@pytest.mark.parametrize("table", QUARTER_OF)
def test_raw_sql_changes_nothing_in_a_closed_quarter(full, table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {guarded(table)}")
        assert cursor.fetchone()[0] > 0
        cursor.execute(f"SELECT min(id) FROM {table} WHERE {guarded(table)}")
        row = cursor.fetchone()[0]
    columns = [
        f'"{field.column}"'
        for model in apps.get_app_config("programs").get_models()
        if model._meta.db_table == table
        for field in model._meta.concrete_fields
        if not field.primary_key
    ]
    names = ", ".join(columns)

    for sql in (
        f"UPDATE {table} SET {columns[0]} = {columns[0]} WHERE id = {row}",
        f"DELETE FROM {table} WHERE id = {row}",
        f"INSERT INTO {table} (id, {names}) SELECT -1, {names} FROM {table} WHERE id = {row}",
    ):
        with pytest.raises(IntegrityError, match="El trimestre está cerrado"):
            run(sql)


def test_a_row_does_not_leave_a_closed_quarter_nor_enter_it(full):
    other = AvanceTrimestral.objects.filter(trimestre__number=2).first()
    inside = AvanceTrimestral.objects.filter(trimestre=full).first()

    for row, to in ((inside, other.trimestre_id), (other, full.pk)):
        with pytest.raises(IntegrityError, match="El trimestre está cerrado"):
            run(f"UPDATE programs_avancetrimestral SET trimestre_id = {to} WHERE id = {row.pk}")


def test_open_quarters_are_as_free_as_before(full):
    mark = MarcaMensual.objects.filter(month=4).first()
    run(f"UPDATE programs_marcamensual SET note = 'x' WHERE id = {mark.pk}")
    reopen(full)
    mark = MarcaMensual.objects.filter(month=3).first()
    run(f"UPDATE programs_marcamensual SET note = 'x' WHERE id = {mark.pk}")


def test_every_table_of_a_quarter_is_guarded():
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("programs").get_models()
        if not hasattr(model, "instance_type")
        and LINKS & {field.name for field in model._meta.fields if field.is_relation}
    }

    assert tables - FREE <= QUARTER_OF.keys()


def test_the_act_of_a_closing_traces_every_table_of_a_quarter_and_every_history():
    traced = {model._meta.db_table for model in ROWS}
    histories = {
        model for model in apps.get_app_config("programs").get_models() if hasattr(model, "history")
    }

    assert traced == {*QUARTER_OF, "programs_trimestre", "programs_corte"}
    assert HISTORY.keys() == histories


def test_a_migration_finds_no_lock_and_leaves_all(cast):
    locks_lift()
    assert {lock.table for lock in locks_missing()} == {lock.table for lock in all_locks()}
    with pytest.raises(CommandError, match="migrate"):
        call_command("verify_audit", cast.institucion.slug, stdout=StringIO())

    call_command("migrate", verbosity=0)

    assert locks_missing() == []
    locks_set()  # once more changes nothing
    assert locks_missing() == []
