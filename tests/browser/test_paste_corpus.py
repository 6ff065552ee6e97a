"""What each program puts on the clipboard, read by the module of the site in a real browser."""

import pytest

from tests.browser.paste_page import corpus, open_module, read_pastes

pytestmark = pytest.mark.browser


def test_every_clipboard_of_the_corpus_gives_its_blocks(page):
    cases = corpus()
    given = [clipboard for clipboard, _ in cases.values()]
    found = read_pastes(open_module(page), given)
    wrong = {
        name: {"expected": wanted, "read": {key: read[key] for key in wanted}}
        for (name, (_, wanted)), read in zip(cases.items(), found, strict=True)
        if wanted != {key: read[key] for key in wanted}
    }
    print(f"clipboards: {len(cases)}, wrong: {len(wrong)}")
    assert not wrong
    assert len(cases) >= 60
