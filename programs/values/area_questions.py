"""What a paste of áreas asks where a row may mean two things, and the answers."""

from dataclasses import dataclass

from programs.received.area_rows import AreaRow
from programs.values.typed import plain

# An answer: an área of the institution by "is:<id>", or one of these.
NEW, TWIN = "new", "twin"
IS = "is:"


@dataclass(frozen=True)
class KnownArea:
    """An área that the institution has; `parent` is the id of the one on which it depends."""

    pk: int
    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    parent: int | None


@dataclass(frozen=True)
class Question:
    """What a row may mean: its sentence, and its answers as (value, words)."""

    text: str
    options: tuple[tuple[str, str], ...]
    answer: str = ""


def ask_which(row: AreaRow, candidates: list[KnownArea]) -> Question:
    """Ask whether a clave that nobody has is of one of these áreas, or of a new one."""
    options = []
    for area in candidates:
        if plain(area.name) == plain(row.name):
            words = f"Es «{area.name}»: su clave cambia de {area.code} a {row.code}"
        else:
            words = f"Es la clave {area.code}: «{area.name}» cambia de nombre"
        options.append((f"{IS}{area.pk}", words))
    options.append((NEW, f"Es otra área, nueva, con la clave {row.code}"))
    return Question(f"¿Qué área es la clave {row.code}?", tuple(options))


def ask_twin(earlier: int) -> Question:
    """Ask whether a name that came in an earlier row is of the same área."""
    text = f"El nombre ya viene en el renglón {earlier}. ¿Son dos áreas?"
    options = ((TWIN, "Es la misma: se toma una vez"), (NEW, "Son dos áreas distintas"))
    return Question(text, options)


def answered(question: Question, answer: str) -> Question:
    """Return a question with its answer, if that is one of its own."""
    if answer in dict(question.options):
        return Question(question.text, question.options, answer)
    return question
