"""To whom an oficio goes, and who took part in a course, as the sentence of it tells.

Strings in, values out. What a sentence says of several at once is said of none.
"""

import re
from decimal import Decimal

from programs.values.wording.counted import counted_of
from programs.values.wording.hedged import why_unsure
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.told import Told
from programs.values.wording.units import is_persons

_SENT = re.compile(
    r"\b(?:dirigid[oa]s?|enviad[oa]s?|remitid[oa]s?|notificad[oa]s?|turnad[oa]s?|entregad[oa]s?|"
    r"se\s{1,3}(?:le\s{1,3})?(?:envi|remiti|notific|turn|solicit|requiri|inform|comunic|entreg|"
    r"present|dirigi|hizo\s{1,3}llegar)\w{0,5})"
    r"\s{1,3}(?:(?:el|la|los|las)\s{1,3})?(?:a\s{1,3}(?:l[oa]s?\s{1,3})?|al\s{1,3})"
)
_WORD = re.compile(r"[ \t]{0,3}([^\s,.;:()\"“”«»\[\]]{1,40})")
_ABBREVIATION = re.compile(r"(?:[a-z]|lic|ing|dra?|mtr[oa]|arq|prof|gral)$")
_JOINS = frozenset(("de", "del", "la", "las", "los", "el", "y", "e", "en", "para"))
_MOST = 16
_SEX = re.compile(
    r"\s{1,3}(?:(?:fueron|eran|son|personas?|servidoras?\s{1,3}publicas?)\s{1,3})?"
    r"(?P<sex>mujer(?:es)?|hombres?)\b"
)
_LABEL = re.compile(r"\b(?P<sex>mujer(?:es)?|hombres?)\s{0,2}[:=(]\s{0,2}$")
# "Los tres cursos", "ambos talleres": what follows is of them all.
_SEVERAL = re.compile(
    r"\b(?:ambos|los|estos|dichos|todos|las|ambas)\s{1,3}(?:\w{2,12}\s{1,3})?"
    r"(?:cursos|talleres|eventos|conferencias|platicas|capacitaciones|foros|seminarios)\b|"
    r"\ben\s{1,3}total\b|\bel\s{1,3}trimestre\b|\bacumulad\w+"
)
_EITHER = re.compile(r"\b(?:mujer|hombre)")
_REACH = 500


def receiver_after(text: str, place: int, end: int) -> str:
    """Return to whom an oficio goes by the rest of its sentence, "" where it does not say.

    "… dirigido a la Secretaría de Educación", "… se remitió al H. Ayuntamiento": a point after
    initials may have been taken for the `end` of the sentence.
    """
    text = text[place : place + _REACH]
    found = _SENT.search(folded(text[: end - place]))
    return _name_at(text, found.end()) if found else ""


# Done with several papers at once: "ambos dirigidos al Congreso", "se remitieron al Congreso".
_SENT_ALL = re.compile(r"[oa]s\s|(?:ron|ran|ban)\s")
# "al Congreso y a la Auditoría", "a X y Y, respectivamente": to whom each went is not told.
_SHARED_OUT = re.compile(r"\s{0,3}(?:,|y|e)\s{1,3}(?:al?\s|(?:el|la|los|las)\s|[A-ZÁÉÍÓÚÑ])")
_IN_TURN = re.compile(r"\brespectiv\w+")


def receiver_of_all(text: str, first: int, last: int, end: int) -> str:
    """Return to whom all oficios go that a sentence names from `first` to `last`, "" for none.

    "Mediante oficios 201 y 202, de fechas 5 y 9 de octubre, dirigidos al Congreso del Estado": told
    once behind them all, as of several, and of one receiver alone.
    """
    if _SENT.search(folded(text[first:last])):
        return ""
    text = text[last : last + _REACH]
    told = folded(text[: end - last])
    found = _SENT.search(told)
    if found is None or not _SENT_ALL.search(found.group()) or _IN_TURN.search(told):
        return ""
    name = _name_at(text, found.end())
    behind = text[found.end() + len(name) :]
    return "" if _SHARED_OUT.match(behind) else name


_TO = re.compile(r"\b(?:a|al|ante)\s(?:(?:la|el|las|los)\s)?(?=[A-ZÁÉÍÓÚÑ])")


_ENDS = re.compile(r"\.\s|[;\n]")
# One oficio may have copies, and a journey is made by one to several places.
_ALSO = re.compile(
    r"\b(?:copias?|tambien|igual(?:mente)?|mism[oa]|asimismo|comision\w*|amb[oa]s)\b"
)
# "Con oficio 101 se requirió un informe a Salud": what is done by it is told behind it.
_BY_IT = re.compile(
    r"(?:^|[,.;]|\b[ye])\s*(?:por|mediante|con|a\straves\sdel?)(?:\s(?:el|la|un))?\s*$"
)


def receiver_of(text: str, start: int, opens: int, closes: int) -> str:
    """Return to whom an oficio at `text[opens:closes]` goes, "" where nothing or a copy is told.

    "… a la Secretaría de Salud con el oficio 101": in its sentence, behind what was cited before it
    (`start`), or else after it.
    """
    ends = [found.end() for found in _ENDS.finditer(text, max(start, opens - _REACH), opens)]
    stop = max([start, opens - _REACH, 0, *ends[-1:]])
    before = text[stop:opens]
    over = _ENDS.search(text, closes, closes + _REACH)
    after = text[closes : over.start() if over else closes + _REACH]
    if _ALSO.search(folded(before)):
        return ""
    found = [] if _BY_IT.search(folded(before)) else list(_TO.finditer(before))
    if found:
        return _name_at(before, found[-1].end())
    behind = _TO.search(after)
    return _name_at(after, behind.end()) if behind else ""


def _name_at(text: str, place: int) -> str:
    """Return the words in capitals from a place, with the small ones that join them."""
    end = here = place
    for _ in range(_MOST):
        word = _WORD.match(text, here)
        if not word:
            break
        here = word.end()
        if word[1][0].isupper():
            if _ABBREVIATION.match(folded(word[1])) and text[here : here + 1] == ".":
                here += 1
            end = here
        elif folded(word[1]) not in _JOINS or end == place:
            break
    return " ".join(text[place:end].split())


def attendance_in(text: str) -> dict[str, Decimal]:
    """Return {"mujeres": 177, "hombres": 84} of what is told of one course.

    "A 40 personas" are so many "sin_dato" where no sexo is told, and "publico" too where they are
    "del sector público". A number that is told twice, or of
    several courses at once, is not known.
    """
    plain = folded(text)
    if _SEVERAL.search(plain):
        return {}
    if not _EITHER.search(plain):
        persons = _persons_in(text)
        return {"sin_dato": persons, **_sectors_in(text, persons)} if persons else {}
    said: dict[str, list[Decimal]] = {"mujeres": [], "hombres": []}
    for number in numbers_of(text):
        sex = _SEX.match(plain, number.end)
        sex = sex or _LABEL.search(plain, max(0, number.start - 14), number.start)
        if sex:
            said["mujeres" if sex["sex"].startswith("m") else "hombres"].append(number.value)
    if any(len(values) > 1 or values[0] % 1 for values in said.values() if values):
        return {}
    told = {key: values[0] for key, values in said.items() if values}
    return told | _sectors_in(text, sum(told.values(), Decimal(0)))


_SECTORS = {
    "publico": r"(?:del?|al)\s{1,3}(?:el\s{1,3})?sector\s{1,3}publico",
    "privado": r"(?:del?|al)\s{1,3}(?:el\s{1,3})?sector\s{1,3}privado",
    "social": r"(?:del?|al)\s{1,3}(?:el\s{1,3})?sector\s{1,3}social"
    r"|de\s{1,3}la\s{1,3}sociedad\s{1,3}civil",
    "academico": r"(?:del?|al)\s{1,3}(?:el\s{1,3})?sector\s{1,3}academico",
}
# "64 personas del sector público", "40 del sector privado"
_SECTOR = re.compile(
    r"(?:\s{1,3}(?:personas|participantes|asistentes|representantes|integrantes))?\s{1,3}"
    rf"(?:{'|'.join(f'(?P<{key}>{words})' for key, words in _SECTORS.items())})\b"
)


def _sectors_in(text: str, persons: Decimal) -> dict[str, Decimal]:
    """Return {"publico": 64} of what is told of the sectors of `persons`; {} if they are not all.

    "Con la participación de 64 personas del sector público", "40 del sector público y 24 de la
    sociedad civil".
    """
    plain = folded(text)
    said: dict[str, Decimal] = {}
    for number in numbers_of(text):
        found = _SECTOR.match(plain, number.end)
        if found and found.lastgroup:
            if found.lastgroup in said:
                return {}
            said[found.lastgroup] = number.value
    return said if sum(said.values(), Decimal(0)) == persons else {}


# Who was asked to come, or may: no one that came.
_NOT_YET = re.compile(
    r"\b(?:convocad|invitad|inscrit|registrad|programad|previst|esperad|interesad)[oa]s?\b"
)


def _persons_in(text: str) -> Decimal | None:
    """Return how many persons took part in what a text tells, None where it is not sure."""
    told = [
        each
        for each in counted_of(text)
        if is_persons(each.noun) and not each.article and each.told in (Told.DONE, Told.RECEIVED)
    ]
    if len({each.value for each in told}) > 1:
        plain = folded(text)  # "64 personas: 40 del sector público y 24 de la sociedad civil"
        parts = {n.start for n in numbers_of(text) if _SECTOR.match(plain, n.end)}
        told = [each for each in told if each.start not in parts]
    if len({each.value for each in told}) != 1:
        return None
    unsure = any(
        each.base or each.part or _NOT_YET.search(each.noun) or why_unsure(text, each, None)
        for each in told
    )
    return None if unsure or told[0].value % 1 else told[0].value
