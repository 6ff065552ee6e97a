"""The sentence with which a narrative may begin of a hecho, from what was recorded of it.

It is whole as it stands: who adds nothing to it prints no sentence that was left half written.
"""

import re
from collections.abc import Sequence

from programs.values.hechos.hecho import HechoValue, normal_name, paper_of
from programs.values.hechos.kinds import CURSO, OFICIO, SESION
from programs.values.hechos.nouns import to_whom
from programs.values.hechos.sessions import called
from programs.values.phrases import join_list, long_date, number_text
from programs.values.quoted import in_quotes
from programs.values.wording.numbers import folded

_PAPER = re.compile(
    r"(?:(?:oficios?|memor[aá]nd(?:um|ums|os?)|memo|circular(?:es)?)\s+)*"
    r"(?:(?:no|n[uú]m|n[uú]mero|n)(?:\.|\b)\s*[°º]?\s*)?(?=\S*\d)",
    re.IGNORECASE,
)


def opener_of(hecho: HechoValue) -> str:
    """Return the opening of a paragraph of a hecho, "" for a kind that has none.

    Nothing is said that was not recorded.
    """
    writers = {OFICIO: _oficio, SESION: _session, CURSO: _course}
    write = writers.get(hecho.kind.key)
    return write(hecho) if write else ""


def is_in_words(hecho: HechoValue, texts: Sequence[str], others: Sequence[HechoValue]) -> bool:
    """Tell whether texts hold the opening of a hecho, or its name between quotation marks.

    Of two courses with one name, held on two days, the name alone tells neither.
    """
    opening = _words_of(opener_of(hecho))
    if opening.strip() and any(opening in _words_of(text) for text in texts):
        return True
    name = normal_name(hecho.name)
    if any(normal_name(each.name) == name for each in others if each.pk != hecho.pk):
        return False
    return any(normal_name(found[1]) == name for text in texts for found in _QUOTED.finditer(text))


# A name as it is written between quotation marks, those that it holds itself with it.
_QUOTED = re.compile(r"[«“\"]([^\n]{1,300}?)[»”\"](?=[\s.,;:)]|$)")
_WORD = re.compile(r"\w+")


def _words_of(text: str) -> str:
    return f" {' '.join(_WORD.findall(folded(text)))} "


def _oficio(hecho: HechoValue) -> str:
    word = paper_of(hecho.name, hecho.values) or "oficio"
    number = hecho.name[found.end() :] if (found := _PAPER.match(hecho.name)) else ""
    paper = f"{word} No. {number}" if number else f"{word} {in_quotes(hecho.name)}"
    feminine = word == "circular"
    receiver = hecho.values.get("destinatario", "")
    sent = f"dirigid{'a' if feminine else 'o'} {to_whom(receiver)}" if receiver else ""
    if subject := hecho.values.get("asunto", "").strip().rstrip("."):
        told = f", {sent}," if sent else ","
        return (
            f"Mediante {paper} de fecha {long_date(hecho.day)}{told} "
            f"se trató el asunto {in_quotes(subject)}."
        )
    told = f", {sent}" if sent else ""
    article = "la" if feminine else "el"
    return f"Con fecha {long_date(hecho.day)} se emitió {article} {paper}{told}."


def _session(hecho: HechoValue) -> str:
    text = f"El {long_date(hecho.day)} se celebró {called(hecho.name, hecho.values)}"
    if place := hecho.values.get("sede"):
        text += f", en {place}"
    agreed = hecho.number("acuerdos")
    if agreed == 1:
        text += ", en la que se aprobó 1 acuerdo"
    elif agreed:
        text += f", en la que se aprobaron {number_text(agreed)} acuerdos"
    return f"{text}."


def _course(hecho: HechoValue) -> str:
    text = f"El {long_date(hecho.day)} se llevó a cabo {in_quotes(hecho.name)}"
    if host := hecho.values.get("organiza"):
        text += f", a cargo de {host}"
    words: tuple[tuple[str, str, str], ...] = (
        ("mujeres", "mujer", "mujeres"),
        ("hombres", "hombre", "hombres"),
        ("sin_dato", "persona sin dato de sexo", "personas sin dato de sexo"),
    )
    alone = hecho.number("mujeres") is None and hecho.number("hombres") is None
    if alone:
        words = (("sin_dato", "persona", "personas"),)  # nobody is told apart from anybody
    parts = [
        f"{number_text(number)} {one if number == 1 else several}"
        for key, one, several in words
        if (number := hecho.number(key)) is not None and (number or key != "sin_dato")
    ]
    return f"{text}, con la participación de {join_list(parts)}." if parts else f"{text}."
