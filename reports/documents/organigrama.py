"""The organigrama of both documents, drawn from the áreas where nobody gave a picture of it.

It carries no number. Numbers belong to what people captured and name in their prose ("Imagen 3"):
a drawing that comes when a picture is taken out, and goes when one is put in, must move none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from programs.enums import BlockKind, InformePart, SeccionKind
from programs.values.colors import printed_brand
from programs.values.phrases import join_list
from programs.values.snapshot import AreaSnapshot, SectionSnapshot, Snapshot
from reports.charts import Chart, Post, readable_organigrama
from reports.charts.svg import with_title

CAPTION = "Organigrama según las áreas registradas de la institución."
# How high the drawing may be for its width: a page of static/print/document.css under its headings.
MOST_RATIO = 1.05
# Lists one inside another; those below the last stand in it by name.
MOST_LEVELS = 6


@dataclass(frozen=True)
class Organigrama:
    """The structure as a drawing, or as nested `posts` where it would not be readable as one.

    `told` is what the drawing says aloud.
    """

    chart: Chart | None
    told: str
    posts: tuple[Post, ...]
    caption: str

    @property
    def svg(self) -> str:
        """The drawing, "" for a list."""
        return with_title(self.chart.svg, self.told) if self.chart else ""


def organigrama_parts(section: SectionSnapshot, snapshot: Snapshot) -> tuple[Organigrama, ...]:
    """Return what follows the prose of a section: the organigrama, under the first of its kind.

    Nothing where the institution has it off or no áreas, or where a picture prints in a section
    about the structure.
    """
    sections = [each for each in snapshot.sections if each.kind == SeccionKind.STRUCTURE]
    switched_on = InformePart.ORGANIGRAMA in snapshot.parts  # the code is the same in a PTA
    if not (switched_on and section in sections[:1] and snapshot.institucion.areas):
        return ()
    if any(_has_picture(each) for each in sections):
        return ()
    root = _tree(snapshot.institucion.areas, snapshot.institucion.name)
    brand = printed_brand(snapshot.institucion.brand_color)
    chart = readable_organigrama(
        "organigrama", "Organigrama", root, most_ratio=MOST_RATIO, brand=brand
    )
    if chart is None:
        return (Organigrama(None, "", (_listed(root),), CAPTION),)
    told = " ".join(filter(None, (chart.title + ".", chart.sentence, *_told(root))))
    return (Organigrama(chart, told, (), CAPTION),)


def _has_picture(section: SectionSnapshot) -> bool:
    return any(block.kind == BlockKind.FIGURES and block.has_content for block in section.blocks)


def _tree(areas: Iterable[AreaSnapshot], institution: str) -> Post:
    """Return the áreas under the one on which all depend, or under the institution.

    One whose superior is not active stands at the top, and so does the first of a circle.
    """
    areas = tuple(areas)
    codes = {area.code for area in areas}
    below: dict[str, list[AreaSnapshot]] = defaultdict(list)
    for area in areas:
        below[area.parent].append(area)
    placed: set[str] = set()

    def post(area: AreaSnapshot) -> Post:
        placed.add(area.code)
        children = (post(each) for each in below[area.code] if each.code not in placed)
        return Post(area.name, tuple(children))

    tops = [post(area) for area in areas if area.parent not in codes]
    tops += [post(area) for area in areas if area.code not in placed]
    return tops[0] if len(tops) == 1 else Post(institution, tuple(tops))


def _listed(post: Post, level: int = 1) -> Post:
    """Return a tree for nested lists; below the last level each says on whom it depends."""
    if level < MOST_LEVELS:
        return Post(post.name, tuple(_listed(each, level + 1) for each in post.children))
    return Post(post.name, tuple(_below(post)))


def _below(post: Post) -> Iterator[Post]:
    for each in post.children:
        yield Post(f"{each.name} (depende de {post.name})")
        yield from _below(each)


def _told(root: Post) -> Iterator[str]:
    """Yield who depends on whom: "De Dirección Jurídica: Contencioso y Consultivo."."""
    if root.children:
        yield f"De {root.name}: {join_list(each.name for each in root.children)}."
    for each in root.children:
        yield from _told(each)
