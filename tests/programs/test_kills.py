"""Production's server dies at any instant of a save: nothing that was confirmed is lost (R2, R5).

The server of PostgreSQL itself is killed by `tests/bench/bench_kills.py`, on one of its own.
"""

import pytest

from tests.programs.kill_race import run_kills

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FEW = ["worker"] * 4 + ["master"] + ["worker"] * 4 + ["master"]
MANY = FEW * 10


@pytest.mark.parametrize("victims", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_what_was_confirmed_outlives_any_death_of_the_server(cast, settings, tmp_path, victims):
    settings.MEDIA_ROOT = tmp_path / "media"
    result = run_kills(cast, tmp_path, victims, room=len(victims) // 5)

    assert result.faults == []
    assert result.again > 0, "No save met a death."
    assert result.pictures > len(victims)
