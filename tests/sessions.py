"""What a session of PostgreSQL keeps from one transaction to the next."""

from django.db import connection

# What Django and the driver say once, as they connect: a pooler knows and hands on each.
TOLD_AT_ONCE = ("TimeZone", "DateStyle", "client_encoding", "application_name")
KEPT = {
    "advisory lock": """
        SELECT objid::text FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
    """,
    "prepared statement": "SELECT name FROM pg_prepared_statements",
    "cursor": "SELECT name FROM pg_cursors WHERE is_holdable",
    "channel": "SELECT pg_listening_channels()",
    "setting": """
        SELECT name FROM pg_settings WHERE source = 'session' AND name <> ALL (%s)
    """,
    "temporary table": """
        SELECT relname FROM pg_class
        WHERE relpersistence = 't' AND relnamespace = pg_my_temp_schema()
    """,
}


def session_left() -> list[str]:
    """Return what the session of this connection keeps, each as "kind name"."""
    found = []
    with connection.cursor() as cursor:
        for kind, question in KEPT.items():
            cursor.execute(question, [list(TOLD_AT_ONCE)] if "%s" in question else None)
            found += [f"{kind} {name}" for (name,) in cursor.fetchall()]
    return found
