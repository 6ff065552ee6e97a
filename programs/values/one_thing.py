"""A unit as it stands in a sentence: "1 boletín", though the meta counts "Boletines".

Units are typed in the plural, and pages print them behind any number. Documents print them as they
were typed: a closed quarter says tomorrow what it said when it closed.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from programs.values.phrases import join_list, quantity_text

# Behind these the words tell what the thing is of, and keep their number: "reporte de acciones".
_OF = re.compile(r"del?|en|para|con|por|al?|que|sobre|sin|entre|ante|hacia|según")
_SAME = re.compile(r"martes|miércoles|jueves|viernes|lunes|análisis|crisis|tesis|km")
# "avances", "enlaces", "índices": a "c" that stays, and is no "z" of the singular ("veces").
_KEEPS_C = re.compile(r"(?:an|la|nla|índi|ndi|cau|prín|quin|do)ces$")
# "hombres", "detalles", "sedes": their singular ends in "e".
_ENDS_IN_E = re.compile(r"(?:[bcdfgpt]r|ll|nd|rd|bl|mn|s|t|j|ch|qu|gu|m|p|b|v|f|c|g)es$|^sedes$")
_PLAIN = str.maketrans("áéíóú", "aeiou")
_STRESSED = str.maketrans("aeiou", "áéíóú")
_VOWELS = re.compile(r"[aeiouáéíóú]+")


def of_one(unit: str) -> str:
    """Return a unit typed in the plural as it stands behind one: "plan revisado".

    Words that follow a preposition, and whatever is no word of letters, stay as they are.
    """
    words = unit.split(" ")
    for place, word in enumerate(words):
        if _OF.fullmatch(word.lower()) or not word.isalpha():
            break
        words[place] = _singular(word)
    return " ".join(words)


def counted(amount: str, unit: str) -> str:
    """Return a printed amount with its unit: "1 boletín", "2 talleres"."""
    return f"{amount} {of_one(unit) if amount == '1' else unit}"


def counted_quantity(value: Decimal, unit: str) -> str:
    """Return a quantity with its unit: "1 boletín", "4,000 personas", "95% de bienes"."""
    return quantity_text(value, of_one(unit) if value == 1 else unit)


def within_sentence(words: str) -> str:
    """Words typed as a title, as they stand within a sentence: "Documentos" is "documentos".

    What begins with several capitals is a name of its own: "PTA publicado" stays.
    """
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def with_ones(text: str, parts: Iterable[tuple[str, str]]) -> str:
    """Return several amounts in one line with the right number of each unit.

    `parts` are the (amount, unit) of which the text was joined; any other text stays.
    """
    known = tuple(parts)
    joined = join_list(f"{amount} {unit}" for amount, unit in known)
    if len(known) < 2 or text.casefold() != joined.casefold():
        return text
    told = join_list(counted(amount, unit) for amount, unit in known)
    return told[:1].upper() + told[1:] if text[:1].isupper() else told


def _singular(word: str) -> str:
    plain = word.lower()
    if (
        len(plain) <= 3
        or _SAME.fullmatch(plain)
        or not plain.endswith("s")
        or plain.endswith("sis")
    ):
        return word
    if plain.endswith("ces") and not _KEEPS_C.search(plain):
        return f"{word[:-3]}z"
    if plain.endswith("yes"):
        return word[:-2]
    if plain.endswith("es") and not _ENDS_IN_E.search(plain) and plain[-3] in "rlnd":
        return _without_ending(word[:-2])
    return word[:-1]


def _without_ending(word: str) -> str:
    """Return a singular whose plural adds "es", with the stress that it has alone.

    "boletines" is "boletín", "exámenes" is "examen", "planes" is "plan".
    """
    if not word.endswith("n"):
        return word
    if any(letter in "áéíóú" for letter in word):
        return word.translate(_PLAIN)
    if len(_VOWELS.findall(word)) == 1:
        return word
    last = list(_VOWELS.finditer(word))[-1]
    stressed = last.end() - 1
    return word[:stressed] + word[stressed].translate(_STRESSED) + word[stressed + 1 :]
