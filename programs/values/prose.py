"""Typed prose: its lines and lists, and a cause of variation behind the sentence that it explains.

Strings in, strings out: no database and no clock.
"""

import re

NEW_LINE = "\n"
# What is grammatical after "lo cual", which takes it for its subject: a verb of causes, or one that
# says so with what follows it. Of any other beginning the subject may come later ("hubo veda", "se
# canceló la sede", "está pendiente la firma"), or it has no verb at all ("falta de personal").
_BECAUSE = r"(?:por|porque|debido|derivado|resultado|consecuencia|producto|causa|a|en)\b"
_FOLLOWS_LO_CUAL = re.compile(
    r"(?:no\s+)?(?:"
    r"(?:se\s+(?:debe|debió|debía|deriva|derivó|explica|origina|originó|atribuye|justifica)|"
    r"atiende|atendió|corresponde|correspondió|depende|dependió|dependía|deriva|derivó|implica|"
    r"implicó|impide|impidió|limita|limitó|obedece|obedeció|ocasionó|permite|permitió|proviene|"
    r"representa|representó|requiere|requirió|responde|respondió|retrasó|tiene|tuvo)\b|"
    rf"(?:es|era|fue|ocurre|ocurrió|sucede|sucedió)\s+{_BECAUSE}|"
    r"result(?:a|ó)\s+de\b)",
    re.IGNORECASE,
)
# What begins an item of typed prose; both are as long.
ITEM_MARKS = ("- ", "• ")
_LIST_ITEM = re.compile(r"(?:[-•*–]|\d{1,2}[.)]|[a-z]\))\s", re.IGNORECASE)


def with_cause(sentence: str, cause: str) -> str:
    """Add a cause to a sentence that ends with a period, its line breaks kept.

    It joins as ", lo cual {cause}." where that is grammar, its first letter lowered. It stands as
    a sentence of its own after the period everywhere else: where it begins with another subject
    ("La sede…"), with a preposition ("Por falta de…"), without a verb ("Falta de…"), or in
    capitals; a list begins on a line of its own. What the phrase itself brings is not printed
    twice: its opening "lo cual" and its final period. A cause without a word is none.
    """
    lines = "\n".join(filter(None, (line.strip() for line in cause.split("\n"))))
    cause = re.sub(r"^,?\s*lo cual\b[\s,:]*", "", lines, flags=re.IGNORECASE)
    if shorter := re.match(r",?\s*lo que\s+(?=\w)", cause, re.IGNORECASE):
        rest = cause[shorter.end() :]
        cause = rest if _FOLLOWS_LO_CUAL.match(rest) else cause
    if not re.search(r"\w", cause):
        return sentence
    if not re.search(r"[.!?…][\"'”’»)]*$", cause):
        cause = f"{cause.rstrip(' ,;:')}."
    if _LIST_ITEM.match(cause):
        return f"{sentence}{NEW_LINE}{cause}"
    second = cause[1:2]
    if _FOLLOWS_LO_CUAL.match(cause) and not second.isupper():
        return f"{sentence[:-1]}, lo cual {cause[0].lower()}{cause[1:]}"
    opening = re.sub(r"\w", lambda first: first.group().upper(), cause, count=1)
    return f"{sentence} {opening}"


def prose_groups(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Split typed prose into ("p", (line,)) and ("ul", items); "- " or "• " begins an item."""
    groups: list[tuple[str, list[str]]] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        kind = "ul" if line.startswith(ITEM_MARKS) else "p"
        line = line[len(ITEM_MARKS[0]) :] if kind == "ul" else line
        if kind == "ul" and groups and groups[-1][0] == "ul":
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return tuple((kind, tuple(lines)) for kind, lines in groups)
