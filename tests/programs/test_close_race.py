"""Five kinds of saves hammer a quarter while it is closed by its own service: none comes late.

Processes of their own, as in production, on the engine of the tests. Many trials are run by
`tests/bench/bench_close_race.py`.
"""

import pytest

from programs.models import Corte
from tests.programs.close_race import TRIALS_QUICK, run_trials

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_no_save_of_any_kind_comes_after_the_closing(cast):
    result = run_trials(cast, trials=TRIALS_QUICK)

    assert result.late == 0
    assert all(count > 0 for count in result.accepted.values()), "A kind never wrote."
    assert result.locked > 0, "Nobody met the closing."
    assert Corte.objects.filter(trimestre__programa=cast.programa).count() == TRIALS_QUICK
