"""What one issued document says differently from another: the rows of a fe de erratas.

Both are compared by what they say (`said`), never by their pages: a number of a figure that moved
because a picture was added is no erratum.
"""

from programs.values.frozen import thaw
from reports.values.passages import passages
from reports.values.payload import Change, IssueContent
from reports.values.said import Fact, Thing, facts_of


def differences(before: IssueContent, after: IssueContent) -> tuple[Change, ...]:
    """Return what `after` says differently, in its printed order.

    Of a thing that stands in one of both only, its name and nothing else. Raises what `thaw` does.
    """
    one, two = thaw(before.snapshot), thaw(after.snapshot)
    # A figure that one of both does not print is told by the part that was switched.
    parts = frozenset(one.parts) & frozenset(two.parts)
    old, new = facts_of(before, one, parts), facts_of(after, two, parts)
    things = {thing for thing, _ in old}, {thing for thing, _ in new}
    told: set[Thing] = set()
    rows = []
    for key in _merged(list(old), list(new)):
        thing = key[0]
        if thing not in things[0] or thing not in things[1]:
            if thing in told:
                continue
            told.add(thing)
        change = _change(old.get(key), new.get(key))
        if change:
            rows.append(change)
    return tuple(rows)


def _merged(old: list[tuple[Thing, str]], new: list[tuple[Thing, str]]) -> list[tuple[Thing, str]]:
    """Return the new keys in their order, each old one that is gone after the one before it."""
    standing = set(new)
    gone: dict[tuple[Thing, str] | None, list[tuple[Thing, str]]] = {}
    last = None
    for key in old:
        if key in standing:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    merged = gone.get(None, [])
    for key in new:
        merged += [key, *gone.get(key, ())]
    return merged


def _change(old: Fact | None, new: Fact | None) -> Change | None:
    shown = new or old
    if shown is None or (shown.order and not _moved(old, new)):
        return None
    if old and new and old.compared == new.compared:
        return None
    before, after = (fact.text if fact else "" for fact in (old, new))
    if old and new and before == after:
        after = f"{after} ({shown.unseen})".strip()
    return Change(shown.place, shown.what, *passages(before, after))


def _moved(old: Fact | None, new: Fact | None) -> bool:
    """Tell whether things that stand in two orders changed places; what came or went did not."""
    if old is None or new is None:
        return False
    kept = [name for name in old.order if name in new.order]
    return kept != [name for name in new.order if name in old.order]
