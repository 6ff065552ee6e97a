"""The presentación of an informe, which the áreas write: every quarter has its place for it."""

from collections.abc import Mapping, Sequence

from programs.enums import SeccionKind
from programs.values.snapshot import SectionSnapshot
from programs.values.words import complete


def with_opening(
    sections: Sequence[SectionSnapshot], words: Mapping[str, str]
) -> tuple[SectionSnapshot, ...]:
    """Return the sections of an informe with the presentación under which the áreas write.

    Where nobody placed one it is the first of their parts, or the first of all, as in S2.
    `words` are the printed words of the document (`values.words`).
    """
    own = [section for section in sections if section.kind == SeccionKind.PRESENTATION]
    if not all(section.area for section in own):
        return tuple(sections)
    place = sections.index(own[0]) if own else 0
    heading = complete(words)["opening_heading"]
    opening = SectionSnapshot(
        SeccionKind.PRESENTATION.value, None, heading, False, "", "", heading.capitalize(), ()
    )
    return (*sections[:place], opening, *sections[place:])
