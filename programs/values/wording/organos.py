"""Bodies that meet, as they are named in prose: "Comité Coordinador", "comisión ejecutiva", "CPC".

Two names are compared by their first words of weight: a name is printed now whole ("Comité
Coordinador del Sistema Anticorrupción del Estado"), now short ("el Comité").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from programs.values.wording.numbers import folded

_HEADS = (
    "comite|comision|consejo|organo|grupo|junta|pleno|sistema|subcomite|cabildo|ayuntamiento|"
    "patronato|asamblea|coordinacion|red"
)
# The body that a sentence is about; "sistema" and "red" are oftener part of another name.
_SUBJECT = re.compile(
    r"\b(?:el|la|del|al|los|las|dicho|dicha|este|esta|h\.)\s{1,3}"
    r"(?P<head>comite|comision|consejo|organo|grupo|junta|pleno|subcomite|cabildo|ayuntamiento|"
    r"patronato|asamblea)\b"
)
_AFTER = re.compile(
    r"[\s\"”»]{0,3},?\s{0,3}(?:correspondientes?\s{1,3}al?|del|de\s{1,3}las?|"
    r"de\s{1,3}los|de\s{1,3}el|de)\s{1,3}(?:h\.\s{0,2}|honorable\s{1,3})?"
)
_LEAD = re.compile(
    rf"[\s\-•*·○]{{0,6}}(?:del?\s{{1,3}}|de\s{{1,3}}la\s{{1,3}}|el\s{{1,3}}|la\s{{1,3}}|"
    rf"en\s{{1,3}}el\s{{1,3}}|en\s{{1,3}}la\s{{1,3}})?(?={_HEADS})"
)
_TOKEN = re.compile(r"\s{0,3}([^\s,.;:()\"“”«»/]{1,40})")
_JOINS = frozenset(
    ("de", "del", "la", "las", "los", "el", "y", "e", "en", "para", "con", "contra", "a", "al")
)
_STOP = re.compile(
    r"(?:sesion(?:es)?|reunion(?:es)?|toma|clausura|ordinarias?|extraordinarias?|solemnes?|enero|"
    r"febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|fecha|"
    r"periodo|ejercicio|trimestre|mes|ano)$|"
    r"(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim|vigesim|trigesim|undecim|"
    r"duodecim)"
)
_VERBAL = re.compile(
    r"(?:celebr|realiz|efectu|llev|desarroll|verific|convoc|program|tuv|fue|acord|aprob|sesion|"
    r"emiti|present|coordin(?!ador)|correspond|inform|dio|conoci)|(?:se|que|donde|con|el|en|su|sus)$"
)
# Where it met is no part of its name: "el Comité de Ética en la Sala de Juntas".
_PLACE = re.compile(
    r"\s{0,3}en\s{1,3}(?:(?:el|la|las|los)\s{1,3})?(?:salas?|salon|auditorio|oficinas?|sede|"
    r"instalaciones|domicilio|recinto|palacio|edificio|modalidad|linea|forma)\b"
)
_MOST = 24


def organo_after(text: str, place: int) -> tuple[str, int]:
    """Return the body named right after this place ("… del Comité Coordinador"), and its end.

    "" and the same place where none is.
    """
    plain = folded(text[place : place + 30])
    found = _AFTER.match(plain)
    if not found:
        return "", place
    name, end = _name_at(text, place + found.end())
    return (name, end) if name else ("", place)


def organo_lead(text: str) -> str:
    """Return the body that a paragraph opens with: "Del Comité Coordinador: …"; "" for none."""
    found = _LEAD.match(folded(text[:40]))
    if not found:
        return ""
    name, end = _name_at(text, found.end())
    return name if re.match(r"\s{0,3}[:.\-–—]", text[end : end + 4]) else ""


def organo_subject(sentence: str) -> str:
    """Return the first body that a sentence speaks of, "" for none."""
    found = _SUBJECT.search(folded(sentence))
    return _name_at(sentence, found.start("head"))[0] if found else ""


def _name_at(text: str, place: int) -> tuple[str, int]:
    """Return the name of a body that begins here and its end; "" where it is no such name."""
    words: list[str] = []
    end = pending = place
    capital = False
    for found in _tokens(text, place):
        word = found[1]
        plain = folded(word)
        if plain == "en" and _PLACE.match(folded(text[found.start() : found.end() + 30])):
            break
        if plain in _JOINS:
            if not words or (not capital and len(words) > 1):
                break
            pending = found.end()
            continue
        if _STOP.match(plain) or not word[0].isalpha():
            break
        if not words:
            capital = word[0].isupper()
            if not capital and not re.fullmatch(_HEADS, plain):
                break
        elif not word[0].isupper() and ((capital and len(words) > 1) or _VERBAL.match(plain)):
            break
        words.append(text[pending if len(words) else place : found.end()])
        end = pending = found.end()
        if not capital and len(words) > 1:
            break
    return text[place:end].strip(), end


def _tokens(text: str, place: int) -> Iterator[re.Match[str]]:
    for _count in range(_MOST):
        found = _TOKEN.match(text, place)
        if not found:
            return
        yield found
        place = found.end()


def organo_core(name: str) -> tuple[str, ...]:
    """Return the two first words of weight of a body's name: ("comite", "coordinador")."""
    words = [word for word in re.findall(r"\w+", folded(name)) if word not in _JOINS]
    return tuple(words[:2])


def same_organo(one: str, other: str) -> bool:
    """Tell whether two names may be of one body; a name that is not told may be of any."""
    first, second = organo_core(one), organo_core(other)
    if not first or not second or "pleno" in (first[0], second[0]):
        return True
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter] or _short(one, other) or _short(other, one)


def _short(short: str, long: str) -> bool:
    """Tell whether a name may be an abbreviation of another: "IAP Chiapas", "INAI", "COCODI"."""
    initials = next(iter(short.split()), "").strip(".,")
    letters = folded(re.sub(r"\W", "", initials))
    if not 2 <= len(letters) <= _LONGEST_SHORT or re.fullmatch(_HEADS, letters):
        return False
    words = [word for word in re.findall(r"\w+", folded(long)) if word not in _JOINS]
    if len(letters) > _SHORTEST_SPOKEN and _is_spelt(letters, tuple(words)):
        return True
    if len(letters) > _LONGEST_INITIALS or not initials.isupper():
        return False
    # A name may be cut at its first comma: two letters are enough.
    return len(words) > 1 and "".join(word[0] for word in words)[:2] == letters[:2]


_LONGEST_INITIALS, _LONGEST_SHORT = 8, 12
_SHORTEST_SPOKEN = 3  # letters; fewer are initials
_ALL_OF_IT = 3  # words of a name that may be cut at its first comma


@lru_cache(maxsize=512)  # captions name the same few bodies
def _is_spelt(letters: str, words: tuple[str, ...], taken: int = 0) -> bool:
    """Tell whether letters are the beginnings of words in their order: CO-CO-D-I, CO-PLA-DE-M."""
    if not letters:
        return taken > 1
    if not words:
        return taken >= _ALL_OF_IT
    first = words[0]
    longest = next(
        (n for n, (one, other) in enumerate(zip(letters, first, strict=False)) if one != other),
        min(len(letters), len(first)),
    )
    return any(_is_spelt(letters[n:], words[1:], taken + 1) for n in range(longest, 0, -1))
