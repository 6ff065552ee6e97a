"""The table of people that the command prints: who can sign in, as what, and how."""

from collections.abc import Iterator

from django.db.models import F

from programs.demo.people import ADMIN, PASSWORD
from programs.models import Membresia, User

HEADINGS = ("persona", "nombre", "función y área", "institución", "contraseña")


def people_table(slugs: tuple[str, ...], whole: str) -> Iterator[str]:
    """Yield the lines of an aligned table: all people of `whole`, some of the others, the admin.

    Whose password is no longer the demonstration's cannot be known cheaply, so the column says
    what it was when they were made.
    """
    rows: list[tuple[str, ...]] = [HEADINGS]
    left_out = {}
    for slug in sorted(slugs, key=lambda each: each != whole):
        people = _people(slug)
        shown = people if slug == whole else _one_of_each_role(people)
        left_out[slug] = len(people) - len(shown)
        rows += [_row(membresia) for membresia in shown]
    admin = User.objects.filter(username=ADMIN).first()
    if admin:
        rows.append((ADMIN, str(admin), "Superusuario", "todas", PASSWORD))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    rows.insert(1, tuple("-" * width for width in widths))
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
    for slug, count in left_out.items():
        if count:
            yield f"{slug}: {count} personas más; vea Administración, Personas."


def _people(slug: str) -> list[Membresia]:
    """Return the memberships of the demonstration's people of an institution."""
    return list(
        Membresia.objects.filter(institucion__slug=slug, user__username__endswith=f".{slug}")
        .select_related("user", "area", "institucion")
        .order_by(F("area__order").asc(nulls_last=True), "pk")
    )


def _one_of_each_role(people: list[Membresia]) -> list[Membresia]:
    """Return the first person of each role, in the given order."""
    first: dict[str, Membresia] = {}
    for membresia in people:
        first.setdefault(membresia.role, membresia)
    return list(first.values())


def _row(membresia: Membresia) -> tuple[str, ...]:
    role = membresia.get_role_display()
    where = f"{role}, {membresia.area.name}" if membresia.area else role
    return (
        membresia.user.username,
        str(membresia.user),
        where,
        membresia.institucion.short_name,
        PASSWORD,
    )
