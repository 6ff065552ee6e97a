"""Behind a pooler of transactions two of them may meet two sessions: nothing is kept in one."""

import pytest
from django.db import connection

from programs.models import AuditEntry, User
from programs.reading.paged import rows_paged
from sesea.environment import read_database
from tests.sessions import session_left


def test_no_cursor_outlives_its_transaction(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://sesea@127.0.0.1/sesea")
    assert read_database(tmp_path)["DISABLE_SERVER_SIDE_CURSORS"] is True


@pytest.mark.postgres_only
@pytest.mark.parametrize(
    ("kept", "undo", "told"),
    [
        ("SELECT pg_advisory_lock(7)", "SELECT pg_advisory_unlock(7)", "advisory lock 7"),
        ("PREPARE una AS SELECT 1", "DEALLOCATE una", "prepared statement una"),
        ("DECLARE una CURSOR WITH HOLD FOR SELECT 1", "CLOSE una", "cursor una"),
        ("LISTEN canal", "UNLISTEN canal", "channel canal"),
        ("SET statement_timeout = 9000", "RESET statement_timeout", "setting statement_timeout"),
        ("CREATE TEMPORARY TABLE una (a int)", "DROP TABLE una", "temporary table una"),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_what_a_session_keeps_is_seen(kept, undo, told):
    with connection.cursor() as cursor:
        cursor.execute(kept)
        assert session_left() == [told]
        cursor.execute(undo)
    assert session_left() == []


@pytest.mark.django_db
def test_many_rows_are_read_a_page_at_a_time(django_assert_num_queries):
    User.objects.bulk_create(User(username=f"persona-{number}") for number in range(7))
    rows = User.objects.order_by("username")
    keys = sorted(User.objects.values_list("pk", flat=True))
    with django_assert_num_queries(3):
        assert [row.pk for row in rows_paged(rows, 3)] == keys
    with django_assert_num_queries(1):
        assert [pk for pk, _ in rows_paged(rows.values_list("pk", "username"), 8)] == keys
    names = [row.username for row in rows_paged(User.objects.all(), 2, by="username")]
    assert names == [f"persona-{number}" for number in range(7)]
    assert list(rows_paged(AuditEntry.objects.all(), 5)) == []
