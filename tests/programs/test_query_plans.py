"""No page that people open all day reads a table of entries or of acts from end to end."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from tests.factories import YEAR

# SQLite chooses a plan by the indexes alone where nobody counted the rows, as here: what it does
# with four líneas it does with forty thousand.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

# The tables that grow with every year and with every institution.
GROWING = re.compile(
    r"programs_(historical\w+|auditentry|corte|avance\w+|bloque|figura|evidencia|marcamensual"
    r"|cantidadmensual|confirmacionmensual|entregadearea|observacion|notice|tarea|meta"
    r"|componentedemeta|lineadeaccion)|reports_\w+|django_session"
)


def scanned(sql: str) -> set[str]:
    """Return the growing tables that a query reads from end to end."""
    names = {alias: table for table, alias in re.findall(r'"(\w+)" (?:AS )?"?([A-Z]\d+)"?', sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = [row[3] for row in cursor.fetchall()]
    found = (re.match(r"SCAN (\w+)", step) for step in steps)
    tables = {names.get(match[1], match[1]) for match in found if match}
    return {table for table in tables if GROWING.fullmatch(table)}


def test_the_busiest_pages_find_their_rows_by_an_index(cast):
    base = [cast.institucion.slug, YEAR]
    pages = {
        "Inicio": ("enlace", reverse("home")),
        "Inicio de quien planea": ("planeacion", reverse("home")),
        "Mes": ("enlace", reverse("mes")),
        "Línea": ("enlace", reverse("avance_edit", args=[*base, cast.linea().pk, 1])),
        "Trimestre": ("enlace", reverse("trimestre_detail", args=[*base, 1])),
        "Programa": ("enlace", reverse("programa_detail", args=base)),
        "Avisos": ("enlace", reverse("avisos")),
        "Evidencias": ("enlace", reverse("evidencia_list")),
        "Revisión": ("secretario", reverse("revision_list")),
        "Cierre": ("secretario", reverse("trimestre_closing", args=[*base, 1])),
        "Tablero": ("secretario", reverse("tablero")),
        "Libro": ("auditoria", reverse("libro", args=base[:1])),
        "Cambios": ("auditoria", reverse("cambios", args=base[:1])),
        "Emitidos": ("secretario", reverse("issued_list")),
    }
    scans = {}
    for name, (who, path) in pages.items():
        client = Client()
        client.force_login(cast.people[who])
        with override_settings(DEBUG=False), CaptureQueriesContext(connection) as made:
            assert client.get(path).status_code == 200, name
        for query in made.captured_queries:
            if query["sql"].startswith("SELECT") and (tables := scanned(query["sql"])):
                scans[name, *sorted(tables)] = query["sql"]

    assert not scans
    assert scanned('SELECT * FROM "programs_auditentry"') == {"programs_auditentry"}
