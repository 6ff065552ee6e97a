"""How many hechos an área records in a quarter, and how many of them a page shows, and whole.

Far more than any área makes in three months, so that pages and the annex never wait for a sheet
that was pasted whole.
"""

MOST_OF_AREA = 1_000
# Those of a línea with all that belongs to each, and as many more of what does not agree: sixty
# made a page of a phone 17,000 pixels tall. The others are a list that opens.
SHOWN_WHOLE = 12
# Of a list by pages. A hundred made a page of a phone 23,000 pixels tall.
PER_PAGE = 50


def why_no_room(there: int, more: int) -> str:
    """Return why so many more hechos are not recorded, "" where there is room for them."""
    if there + more <= MOST_OF_AREA:
        return ""
    room = MOST_OF_AREA - there
    left = f"{'cabe' if room == 1 else 'caben'} {room:,} más"
    left = left if room > 0 else "ya no caben más"
    return (
        f"Un área registra hasta {MOST_OF_AREA:,} hechos en un trimestre, y {left}. "
        "Registre el total en uno solo, o quite los que sobren."
    )
