"""People as they are pasted: name, e-mail, function and área, a row for each function."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from programs.received.pasted import (
    PastedCells,
    PasteProblem,
    columns_of,
    pasted_rows,
    refuse_formula,
)

# What the columns of the table hold.
MAX_EMAIL, MAX_NAME = 254, 150
NAME, SURNAMES, EMAIL, FUNCTION, AREA = "name", "surnames", "email", "function", "area"
HEADINGS = {
    NAME: ("nombre", "nombres", "nombre(s)", "nombre completo", "persona", "servidor público"),
    SURNAMES: ("apellidos", "apellido"),
    EMAIL: ("correo", "correo electrónico", "correo institucional", "e-mail", "email"),
    FUNCTION: ("función", "rol", "papel"),
    AREA: ("área", "unidad", "adscripción", "área de adscripción"),
}
_valid_email = EmailValidator()


@dataclass(frozen=True)
class PersonRow:
    """A row of a paste: `email` in small letters, `function` and `area` as they were written."""

    number: int
    first_name: str
    last_name: str
    email: str
    function: str
    area: str

    @property
    def full_name(self) -> str:
        """Name and surnames."""
        return f"{self.first_name} {self.last_name}".strip()


def read_people(text: str) -> tuple[list[PersonRow], list[tuple[int, str]]]:
    """Return the rows of a paste, and the (number, sentence) of those that cannot be used.

    Raises `PasteProblem` for what is no paste of rows.
    """
    found, problems = [], []
    order = (NAME, EMAIL, FUNCTION, AREA)
    for cells in columns_of(pasted_rows(text), HEADINGS, order, begins=_is_no_email):
        try:
            found.append(_person(cells))
        except PasteProblem as problem:
            problems.append((cells.number, str(problem)))
    return found, problems


def split_name(name: str) -> tuple[str, str]:
    """Return name and surnames of a full name: "Ana María Ruiz Paz" has the last two as surnames.

    "Ruiz Paz, Ana María" says it itself.
    """
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    words = name.split()
    surnames = min(2, len(words) - 1)
    cut = len(words) - surnames
    return " ".join(words[:cut]), " ".join(words[cut:])


def _person(row: PastedCells) -> PersonRow:
    name, email = row.get(NAME), _bare_email(row.get(EMAIL))
    for cell, what in (
        (name, "El nombre"),
        (row.get(SURNAMES), "Los apellidos"),
        (row.get(EMAIL), "El correo"),
        (row.get(FUNCTION), "La función"),
        (row.get(AREA), "El área"),
    ):
        refuse_formula(cell, what)
    if not name:
        raise PasteProblem("Falta el nombre de la persona. Escríbalo en su columna.")
    if not email:
        raise PasteProblem(f"Falta el correo de {name[:60]}. Es con lo que se le invita.")
    if not row.get(FUNCTION):
        raise PasteProblem(f"Falta la función de {name[:60]}. Por ejemplo: Enlace.")
    try:
        _valid_email(email)
    except ValidationError:
        raise PasteProblem(
            f"«{email[:80]}» no es un correo. Escríbalo como nombre@institucion.gob.mx."
        ) from None
    first, last = (name, row.get(SURNAMES)) if row.get(SURNAMES) else split_name(name)
    if len(email) > MAX_EMAIL or max(len(first), len(last)) > MAX_NAME:
        raise PasteProblem(f"El nombre y los apellidos llevan hasta {MAX_NAME} letras cada uno.")
    if not first:
        raise PasteProblem("Falta el nombre de la persona, además de sus apellidos.")
    return PersonRow(row.number, first, last, email, row.get(FUNCTION), row.get(AREA))


def _is_no_email(cell: str) -> bool:
    return "@" not in cell


def _bare_email(cell: str) -> str:
    """Return an address in small letters, as "Ana <ana@x.mx>" or "mailto:ana@x.mx" hold it."""
    text = cell.strip().rstrip(".,;").lower().removeprefix("mailto:")
    if text.endswith(">") and "<" in text:
        text = text[text.rindex("<") + 1 : -1]
    return text.strip()
