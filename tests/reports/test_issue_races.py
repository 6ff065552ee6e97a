"""Several processes issue at once, some are killed: no folio is lost, doubled or passed over."""

import json

import pytest
from django.db import connection

from programs.models import AuditEntry
from programs.services.verification import institucion_verify
from reports.models import IssuedReport
from tests.programs.race_processes import tell, writers
from tests.reports.issue_cast import approve

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# So many issues by how many processes, on each engine: SQLite lets one write at a time.
LONG = {"postgresql": (1000, 8), "sqlite": (200, 8)}
SHORT = (24, 3)


@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.long)])
def test_folios_have_no_gap_and_no_double(cast, long):
    approve(cast)
    issues, processes = LONG[connection.vendor] if long else SHORT
    each = issues // processes
    order = {
        "programa": cast.programa.pk,
        "person": cast.people["secretario"].pk,
        # Of five one is taken back.
        "times": each + each // 4 + 1,
    }
    heard: list[str] = []
    with writers("issue_documents", [order] * (processes + 1)) as running:
        for process in running:
            tell(process)
        killed, *others = running
        for _ in range(3):
            heard.append(killed.stdout.readline().strip())
        killed.kill()
        for process in others:
            lines = list(iter(process.stdout.readline, ""))
            heard += [line.strip() for line in lines[:-1]]
            assert json.loads(lines[-1])["accepted"] >= each

    rows = IssuedReport.objects.order_by("number")
    found = list(rows.values_list("number", "folio", "replaces__number"))
    numbers = [number for number, *_ in found]
    assert numbers == list(range(1, len(found) + 1))
    assert len(found) >= issues
    assert [replaced for *_, replaced in found] == [None, *numbers[:-1]]
    assert set(heard) <= {folio for _, folio, _ in found}
    assert len(set(heard)) == len(heard) >= issues
    acts = AuditEntry.objects.filter(action="document_issue").order_by("number")
    assert [act.subject for act in acts] == [folio for _, folio, _ in found]
    assert not institucion_verify(cast.institucion).faults
