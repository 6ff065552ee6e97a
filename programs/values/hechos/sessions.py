"""What a session is called, from its number, its sort and its body; and read back from a name."""

import re
from collections.abc import Mapping

from programs.values.hechos.hecho import normal_name
from programs.values.hechos.nouns import of_body
from programs.values.quoted import in_quotes
from programs.values.wording.ordinals import feminine
from programs.values.wording.sessions import sessions_of

# How this system called a session before it wrote its number in words.
_BY_FIGURE = re.compile(r"Sesión (?:ordinaria|extraordinaria|solemne)(?: \d+)?(?:, .+)?")


def session_name(values: Mapping[str, str]) -> str:
    """Return "Segunda Sesión Extraordinaria del Comité de Ética", of what is said of these."""
    number, sort, body = (values.get(key, "").strip() for key in ("ordinal", "tipo", "organo"))
    ordinal = feminine(int(number)) if number.isdecimal() and len(number) < 5 else ""
    words = f"{ordinal} Sesión {sort}".split()
    if number and not ordinal:
        words.append(number)
    return " ".join(words) + of_body(body)


def session_values(name: str) -> dict[str, str]:
    """Return the body, the number and the sort that the name of a session says."""
    said = sessions_of(name)
    if len(said) != 1:
        return {}
    ordinal = str(said[0].ordinal) if said[0].ordinal else ""
    found = {"organo": said[0].organo, "ordinal": ordinal, "tipo": said[0].kind.capitalize()}
    return {key: text for key, text in found.items() if text}


def called(name: str, values: Mapping[str, str]) -> str:
    """Return a session as a sentence calls it, its body once: "la Segunda Sesión del Comité"."""
    if _BY_FIGURE.fullmatch(name) and values.get("tipo"):
        name = session_name(values)
    body = values.get("organo", "")
    if (
        body
        and normal_name(body) not in normal_name(name)
        and not session_values(name).get("organo")
    ):
        name += of_body(body)
    if re.match(r"(?:la|el)\s", name, re.IGNORECASE):
        return f"{name[:2].lower()}{name[2:]}"
    first = normal_name(name).split(" ")
    return f"la {name}" if {"sesion", "reunion", "asamblea"} & set(first) else in_quotes(name)
