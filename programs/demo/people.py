"""Invented people for every institution, one for each role, all with the same password.

The user names are those of the list of fixed names: `<rol>.<área>.<institución>` for who acts for
an área, `<rol>.<institución>` for who acts for the whole institution, and `admin`.
"""

from collections.abc import Iterable

from programs.enums import AreaKind, Role
from programs.models import Area, Institucion, Membresia, User
from programs.models.user import AREA_ROLES
from programs.permissions import may_enter_admin

PASSWORD = "Demo-2026-sesea"
ADMIN = "admin"
# Given names by turns of two, so that who stands at an even place is a woman.
GIVEN = [
    "Laura",
    "Miguel Ángel",
    "Ana Karen",
    "José Luis",
    "Verónica",
    "Roberto",
    "María Elena",
    "Héctor",
    "Gabriela",
    "Arturo",
    "Patricia",
    "Raúl",
    "Claudia",
    "Fernando",
    "Silvia",
    "Óscar",
    "Norma",
    "Javier",
    "Rocío",
    "Sergio",
    "Adriana",
    "Manuel",
    "Leticia",
    "Ricardo",
    "Beatriz",
    "Gerardo",
    "Alejandra",
    "Rubén",
    "Teresa",
    "Enrique",
    "Mónica",
    "Armando",
    "Lucía",
    "Víctor Hugo",
    "Guadalupe",
    "Ignacio",
    "Carmen",
    "Salvador",
    "Elizabeth",
    "Tomás",
    "Yolanda",
    "Ernesto",
    "Irma",
    "Felipe",
    "Susana",
    "Adrián",
    "Marcela",
    "Gustavo",
]
FIRST_SURNAMES = [
    "Pérez",
    "Ruiz",
    "Morales",
    "Hernández",
    "Castillo",
    "Domínguez",
    "Aguilar",
    "Vázquez",
    "Ortega",
    "Mendoza",
    "Solís",
    "Cruz",
    "Zamora",
]
SECOND_SURNAMES = [
    "López",
    "Trejo",
    "Gutiérrez",
    "Nava",
    "Espinosa",
    "Robles",
    "Cárdenas",
    "Juárez",
    "Montes",
    "Salazar",
    "Rangel",
]
# Where each institution begins in the lists, so that no name is repeated.
FIRST_OF = {"sesea-slp": 0, "sesaech": 14, "muestra": 32}
INSTITUTION_ROLES = (Role.PLANEACION, Role.SECRETARIO, Role.CONSULTA, Role.AUDITORIA)
POSITIONS = {
    Role.ENLACE: ("Jefa de departamento", "Jefe de departamento"),
    Role.PLANEACION: ("Responsable de Planeación", "Responsable de Planeación"),
    Role.SECRETARIO: ("Secretaria Técnica", "Secretario Técnico"),
    Role.CONSULTA: ("Integrante de la Comisión Ejecutiva", "Integrante de la Comisión Ejecutiva"),
    Role.AUDITORIA: ("Titular del Órgano Interno de Control",) * 2,
}
HEADS = {
    "Dirección": ("Directora", "Director"),
    "Subdirección": ("Subdirectora", "Subdirector"),
    "Coordinación": ("Coordinadora", "Coordinador"),
}


def username_of(role: str, institucion: Institucion, area: Area | None = None) -> str:
    """Return the fixed user name of a demonstration person."""
    parts = (role, area.code, institucion.slug) if area else (role, institucion.slug)
    return ".".join(parts)


def reporting_areas(institucion: Institucion) -> list[Area]:
    """Return the áreas, sub-áreas and posts that report a línea or a tarea, in their order."""
    own = Area.objects.filter(institucion=institucion)
    reporting = own.filter(lineas__isnull=False) | own.filter(tareas__isnull=False)
    return list(reporting.distinct().order_by("order", "name"))


def make_people(institucion: Institucion, areas: Iterable[Area], password: str) -> dict[str, User]:
    """Make the people of an institution with their memberships; return them by user name.

    `password` is the hash of `PASSWORD`, made once: hashing is slow on purpose. Who exists stays
    as they are.
    """
    wanted: list[tuple[Role, Area | None]]
    wanted = [(role, area) for area in areas for role in AREA_ROLES]
    wanted += [(role, None) for role in INSTITUTION_ROLES]
    names = [username_of(role, institucion, area) for role, area in wanted]
    present = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    first = FIRST_OF.get(institucion.slug, institucion.pk)
    User.objects.bulk_create(
        _person(username, first + place, role, area, password)
        for place, (username, (role, area)) in enumerate(zip(names, wanted, strict=True))
        if username not in present
    )
    people = {user.username: user for user in User.objects.filter(username__in=names)}
    for username, (role, area) in zip(names, wanted, strict=True):
        Membresia.objects.get_or_create(
            user=people[username], institucion=institucion, area=area, role=role
        )
    for user in people.values():
        user.is_staff = may_enter_admin(user)
    User.objects.bulk_update(people.values(), ["is_staff"])
    return people


def make_colleagues(
    institucion: Institucion, areas: Iterable[Area], password: str, count: int
) -> None:
    """Make `count` more enlaces of each área: `enlace2.<área>.<institución>` and on."""
    seats = [(area, number) for area in areas for number in range(2, count + 2)]
    people = User.objects.bulk_create(
        _person(
            f"{Role.ENLACE}{number}.{area.code}.{institucion.slug}",
            institucion.pk + len(GIVEN) // 2 + place,
            Role.ENLACE,
            area,
            password,
        )
        for place, (area, number) in enumerate(seats)
    )
    Membresia.objects.bulk_create(
        Membresia(user=person, institucion=institucion, area=area, role=Role.ENLACE)
        for person, (area, _number) in zip(people, seats, strict=True)
    )


def make_admin(password: str) -> None:
    """Make the superuser `admin`."""
    User.objects.create(
        username=ADMIN,
        first_name="Administración",
        last_name="del sistema",
        position="Administración del sistema",
        password=password,
        is_staff=True,
        is_superuser=True,
    )


def _person(username: str, place: int, role: str, area: Area | None, password: str) -> User:
    """Return an unsaved person: name and position depend only on the place in the lists."""
    gender = place % 2
    return User(
        username=username,
        first_name=GIVEN[place % len(GIVEN)],
        last_name=f"{FIRST_SURNAMES[place % len(FIRST_SURNAMES)]} "
        f"{SECOND_SURNAMES[place % len(SECOND_SURNAMES)]}",
        email=f"{username}@example.com",
        position=_position(role, area, gender),
        extension=f"Ext. {101 + place}",
        password=password,
    )


def _position(role: str, area: Area | None, gender: int) -> str:
    """Return a position in the feminine (0) or masculine (1)."""
    if role != Role.TITULAR or area is None:
        return POSITIONS[Role(role)][gender]
    if area.kind == AreaKind.POST:
        return area.name
    word, _, rest = area.name.partition(" ")
    head = HEADS.get(word)
    return f"{head[gender]} {rest}" if head else f"Titular de la {area.name}"
