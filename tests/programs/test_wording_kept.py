"""What several checks ask of every passage is kept for an informe of the size that is allowed."""

import pytest

from programs.received.informes.from_text import MAX_LETTERS
from programs.values.wording.numbers import numbers_in, words_of
from programs.values.wording.percents import percents_of, stated_percents
from programs.values.wording.plan_names import plan_names
from programs.values.wording.titled_plans import titled_plans

SENTENCE = 62  # letters: no shorter one tells much


@pytest.mark.parametrize(
    "find", [words_of, numbers_in, percents_of, stated_percents, plan_names, titled_plans]
)
def test_what_was_found_of_each_passage_is_found_again(find):
    texts = [f"pasaje {number}" for number in range(MAX_LETTERS // SENTENCE)]
    for text in texts:
        find(text)
    missed = find.cache_info().misses
    for text in texts:
        find(text)
    assert find.cache_info().misses == missed
