"""Markup as a reader meets it, wherever the lines of its template end."""

import re

BLOCKS = (
    "article|aside|blockquote|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|"
    "h[1-6]|header|legend|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


def folded(html: str) -> str:
    """Return HTML with each run of white space as one space, and none beside the tag of a block."""
    one = re.sub(r"\s+", " ", html)
    return re.sub(rf" ?(</?(?:{BLOCKS})\b(?:[^<>\"]|\"[^\"]*\")*>) ?", r"\1", one)
