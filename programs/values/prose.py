"""Typed prose: its lines and lists, and a cause of variation behind the sentence that it explains.

Strings in, strings out: no database and no clock.
"""

import re

NEW_LINE = "\n"
# A cause that begins with one of these, even with a capital, is the rest of a sentence. Any other
# word with a capital may be a name or a subject of its own.
_AFTER_LO_CUAL = re.compile(
    r"(?:se|no|es|fue|era|son|fueron|ha|han|había|hace|hizo|está|estuvo|atiende|atendió|"
    r"corresponde|correspondió|depende|dependió|deriva|derivó|implica|implicó|impidió|"
    r"limitó|obedece|obedeció|ocasionó|ocurre|ocurrió|permite|permitió|proviene|representa|"
    r"representó|requiere|requirió|responde|respondió|resulta|resultó|retrasó|sucede|"
    r"sucedió|tiene|tuvo)"
)
# None of these follows "lo cual", even without a capital.
_NEVER_AFTER_LO_CUAL = re.compile(
    r"(?:a|al|ante|bajo|como|con|contra|dado|dada|de|debido|del|derivado|derivada|desde|"
    r"durante|el|en|entre|falta|gracias|hasta|la|las|los|para|por|porque|pues|según|sin|"
    r"sobre|toda|todo|tras|un|una|unas|unos|ya)"
)


def with_cause(sentence: str, cause: str) -> str:
    """Add a cause to a sentence that ends with a period, its line breaks kept.

    It joins as ", lo cual {cause}." where that is grammar, its first letter lowered. It stands as
    a sentence of its own after the period where it begins with another subject ("La sede…"), with
    a preposition ("Por falta de…"), or in capitals; a list begins on a line of its own. What the
    phrase itself brings is not printed twice: its opening "lo cual" and its final period.
    """
    lines = "\n".join(filter(None, (line.strip() for line in cause.splitlines())))
    cause = re.sub(r"^,?\s*lo cual\b[\s,:]*", "", lines, flags=re.IGNORECASE)
    if not cause:
        return sentence
    if not re.search(r"[.!?…][\"'”’»)]*$", cause):
        cause = f"{cause}."
    word = re.match(r"\w*", cause).group()
    if word[:1].islower() and not _NEVER_AFTER_LO_CUAL.fullmatch(word):
        return f"{sentence[:-1]}, lo cual {cause}"
    if word.istitle() and _AFTER_LO_CUAL.fullmatch(word.lower()):
        return f"{sentence[:-1]}, lo cual {cause[0].lower()}{cause[1:]}"
    return f"{sentence}{NEW_LINE if cause[0] in '-•' else ' '}{cause[0].upper()}{cause[1:]}"


def prose_groups(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Split typed prose into ("p", (line,)) and ("ul", items); "- " begins an item."""
    groups: list[tuple[str, list[str]]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        kind = "ul" if line.startswith("- ") else "p"
        line = line.removeprefix("- ")
        if kind == "ul" and groups and groups[-1][0] == "ul":
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return tuple((kind, tuple(lines)) for kind, lines in groups)
