"""Two texts that differ, each short enough for a row of a table."""

# A text longer than this is cut to the words that changed, with some around them.
WHOLE = 200
AROUND = 6
MOST = 500


def passages(before: str, after: str) -> tuple[str, str]:
    """Return two texts, or of long ones the words that differ with some of those around them."""
    if max(len(before), len(after)) <= WHOLE:
        return before, after
    one, two = before.split(), after.split()
    same = 0
    while same < min(len(one), len(two)) and one[same] == two[same]:
        same += 1
    tail = 0
    while tail < min(len(one), len(two)) - same and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    start = max(0, same - AROUND)
    end = max(0, tail - AROUND)
    return _passage(one, start, end), _passage(two, start, end)


def _passage(words: list[str], start: int, end: int) -> str:
    text = " ".join(words[start : len(words) - end])
    if len(text) > MOST:
        text = f"{text[: MOST - 1].rstrip()}…"
    if not text:
        return ""
    return f"{'… ' if start else ''}{text}{' …' if end else ''}"
