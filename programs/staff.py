"""The people of an institution: who acts for what, and who changes whose account and functions.

Like `programs.permissions`, of which it is the part about people, it may name functions.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from programs.enums import Role
from programs.models import Area, Institucion, Membresia, User
from programs.permissions import CAPTURE_ROLES, planned_institucion_ids
from programs.values.typed import plain

# Functions that review and close. They, and the accounts that hold them, are a superuser's to
# change: who keeps the plan must not judge it under another name.
REVIEWING_ROLES = (Role.SECRETARIO,)
# Functions that whoever keeps the structure gives and takes.
GIVEN_ROLES = tuple(role for role in Role if role not in REVIEWING_ROLES)
# Those of whom an institution may require a second factor.
SECURED_ROLES = (*REVIEWING_ROLES, Role.PLANEACION)
# How people write a function, besides its name.
_ROLE_WORDS = {plain(role.label): role.value for role in Role}
_ROLE_WORDS |= {plain(role.value): role.value for role in Role}
_ROLE_WORDS |= {
    plain(words): role.value
    for role, written in (
        (Role.ENLACE, ("enlaces", "enlace del área")),
        (Role.TITULAR, ("titulares", "titular del área")),
        (Role.PLANEACION, ("área de planeación", "planeación institucional")),
        (Role.SECRETARIO, ("secretaria técnica", "secretario(a) técnico(a)", "secretaría técnica")),
        (Role.AUDITORIA, ("auditor", "auditora")),
    )
    for words in written
}
REVIEWERS_ONLY = (
    "Esta cuenta revisa y cierra informes. Solo un superusuario cambia su contraseña, sus datos "
    "y sus funciones."
)


def read_role(text: str) -> str:
    """Return the function that people write, "" for none: "Enlace", "secretaria técnica"."""
    return _ROLE_WORDS.get(plain(text), "")


def needs_area(role: str) -> bool:
    """Tell whether a function is that of an área, and not of the whole institution."""
    return role in CAPTURE_ROLES


def reviews_anywhere(person: User) -> bool:
    """Tell whether an account holds a reviewing function, or is a second validator; one query."""
    held = Membresia.objects.filter(user=person, role__in=REVIEWING_ROLES).values("pk")
    named = Institucion.objects.filter(second_validator=person).values("pk")
    return held.union(named, all=True).exists()


def reviewing_people() -> QuerySet[User]:
    """Return the accounts for which `reviews_anywhere` holds."""
    held = Membresia.objects.filter(role__in=REVIEWING_ROLES).values("user")
    named = Institucion.objects.filter(second_validator__isnull=False).values("second_validator")
    return User.objects.filter(Q(pk__in=held) | Q(pk__in=named))


def can_name_second(user: User, institucion: Institucion) -> bool:
    """The Secretario Técnico names who validates in their place; nobody else but a superuser."""
    return user.is_superuser or any(
        m.institucion_id == institucion.pk and m.role in REVIEWING_ROLES for m in user.memberships
    )


def reviewing_members() -> QuerySet[Membresia]:
    """Return the functions that review, of people who may enter."""
    return Membresia.objects.filter(role__in=REVIEWING_ROLES, user__is_active=True)


def capturing_members() -> QuerySet[Membresia]:
    """Return the functions that capture for an área, of people who may enter."""
    return Membresia.objects.filter(role__in=CAPTURE_ROLES, user__is_active=True)


def second_choices(institucion: Institucion) -> QuerySet[User]:
    """Return who may be the second person: active, of the institution, and not the Secretario."""
    own = Membresia.objects.filter(institucion=institucion)
    heads = own.filter(role__in=REVIEWING_ROLES).values("user")
    people = User.objects.filter(pk__in=own.values("user"), is_active=True).exclude(pk__in=heads)
    return people.order_by("first_name", "last_name", "username")


def can_manage_person(user: User, person: User) -> bool:
    """Planeación manages who acts for its institution only, and never a superuser nor a reviewer.

    A person who also acts for another institution is left to a superuser: a new password would
    open that other institution too.
    """
    if user.is_superuser:
        return True
    theirs = person.institucion_ids()
    if person.is_superuser or not theirs or not theirs <= planned_institucion_ids(user):
        return False
    return not reviews_anywhere(person)


def can_give_at_once(
    user: User,
    person: User | None,
    *,
    role: str = "",
    institutions: Collection[int] = (),
    reviews: bool = False,
) -> bool:
    """Tell whether a function is given at once, or waits for a superuser.

    `role` is the function, "" for any that does not review; `person` an account that exists, with
    the institutions for which it acts and whether it reviews somewhere. Who keeps a structure gives
    nothing to an account of another institution, nor to one of none: its own planeación would lose
    the say over it, and nobody here knows who holds it.
    """
    if user.is_superuser:
        return True
    if role in REVIEWING_ROLES:
        return False
    if person is None:
        return True
    own = bool(institutions) and set(institutions) <= planned_institucion_ids(user)
    return own and not person.is_superuser and not reviews


def owes_second_factor() -> ExpressionWrapper:
    """Return whether a row of `User` must have a second factor and has none, as an expression.

    Asked of who reviews or keeps the structure of an institution that requires it. Superusers
    reach every institution: one that requires it is enough.
    """
    requiring = Institucion.objects.filter(second_factor_required=True)
    held = Membresia.objects.filter(
        user=OuterRef("pk"), role__in=SECURED_ROLES, institucion__second_factor_required=True
    )
    own = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    asked = (
        Q(Exists(held))
        | Q(Exists(requiring.filter(second_validator=OuterRef("pk"))))
        | Q(Exists(requiring), is_superuser=True)
    )
    return ExpressionWrapper(asked & ~Q(Exists(own)), output_field=BooleanField())


def can_manage_membership(user: User, membership: Membresia) -> bool:
    """Planeación gives and takes functions in its institution.

    Neither those of a superuser, nor reviewing ones, nor any of an account that holds those.
    """
    if user.is_superuser:
        return True
    if membership.user.is_superuser or membership.role in REVIEWING_ROLES:
        return False
    own = membership.institucion_id in planned_institucion_ids(user)
    return own and not reviews_anywhere(membership.user)


def people_of_area(area: Area, *, heads_only: bool = False) -> QuerySet[User]:
    """Return the active people who capture for an área, or only those who answer for it."""
    roles = (Role.TITULAR,) if heads_only else CAPTURE_ROLES
    return User.objects.filter(
        is_active=True, membresias__area=area, membresias__role__in=roles
    ).distinct()


def people_who_review(institucion: Institucion) -> QuerySet[User]:
    """Return the active people who review an institution's quarters."""
    heads = Q(membresias__institucion=institucion, membresias__role=Role.SECRETARIO)
    second = Q(pk=institucion.second_validator_id)
    return User.objects.filter(heads | second, is_active=True).distinct()


def people_who_plan(institucion: Institucion) -> QuerySet[User]:
    """Return the active people who keep the plan of an institution."""
    return User.objects.filter(
        is_active=True,
        membresias__institucion=institucion,
        membresias__role=Role.PLANEACION,
    ).distinct()


def people_who_capture(institucion: Institucion) -> QuerySet[User]:
    """Return the active people who capture or answer for any área of an institution."""
    return User.objects.filter(
        is_active=True,
        membresias__institucion=institucion,
        membresias__role__in=CAPTURE_ROLES,
    ).distinct()


@dataclass(frozen=True)
class Staff:
    """The active people of an institution whom deadlines concern; the first two by área id."""

    enlaces: Mapping[int, tuple[User, ...]]
    titulares: Mapping[int, tuple[User, ...]]
    secretarios: tuple[User, ...]

    def of_area(self, area_pk: int) -> tuple[User, ...]:
        """Return who captures or answers for an área, each once."""
        both = (*self.enlaces.get(area_pk, ()), *self.titulares.get(area_pk, ()))
        return tuple({person.pk: person for person in both}.values())


def staff_of(institucion: Institucion) -> Staff:
    """Return the people of an institution by what they answer for, in one query."""
    wanted = (*CAPTURE_ROLES, Role.SECRETARIO)
    rows = Membresia.objects.filter(
        institucion=institucion, role__in=wanted, user__is_active=True
    ).select_related("user")
    found: defaultdict[str, defaultdict[int, list[User]]]
    found = defaultdict(lambda: defaultdict(list))
    secretarios = []
    for row in rows.order_by("pk"):
        if row.area_id is None:
            secretarios.append(row.user)
        else:
            found[row.role][row.area_id].append(row.user)
    return Staff(
        enlaces={pk: tuple(people) for pk, people in found[Role.ENLACE].items()},
        titulares={pk: tuple(people) for pk, people in found[Role.TITULAR].items()},
        secretarios=tuple(secretarios),
    )
