"""The prose of a Texto block: the few marks that print, and nothing else."""

import nh3

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
SYNONYMS = {"b": "strong", "i": "em"}


def clean_html(text: str) -> str:
    """Return the prose with only paragraphs, bold, italic, lists and links left in it.

    Text inside a mark that is not allowed is kept without the mark; scripts and styles go whole.
    Links keep only http, https and mailto addresses.
    """
    for old, new in SYNONYMS.items():
        text = text.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    return nh3.clean(
        text,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
