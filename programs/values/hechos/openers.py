"""The sentence with which a narrative may begin of a hecho, from what was recorded of it."""

from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import CURSO, OFICIO, SESION
from programs.values.phrases import long_date, number_text

# What is left for the person to write.
REST = "…"


def opener_of(hecho: HechoValue) -> str:
    """Return the opening of a paragraph of a hecho, "" for a kind that has none.

    Nothing is said that was not recorded; what happened is left to who writes.
    """
    writers = {OFICIO: _oficio, SESION: _session, CURSO: _course}
    write = writers.get(hecho.kind.key)
    return write(hecho) if write else ""


def _oficio(hecho: HechoValue) -> str:
    word = hecho.values.get("tipo") or "Oficio"
    text = f"Mediante {word.lower()} No. {hecho.name} de fecha {long_date(hecho.day)}, se envió"
    if receiver := hecho.values.get("destinatario"):
        text += f" a {receiver}"
    if subject := hecho.values.get("asunto"):
        return f"{text} {subject.rstrip('.')}."
    return f"{text} {REST}"


def _session(hecho: HechoValue) -> str:
    text = f"El {long_date(hecho.day)} se celebró la {hecho.name}"
    if body := hecho.values.get("organo"):
        text += f", de {body}"
    if place := hecho.values.get("sede"):
        text += f", en {place}"
    return f"{text}, en la que {REST}"


def _course(hecho: HechoValue) -> str:
    text = f"El {long_date(hecho.day)} se llevó a cabo «{hecho.name}»"
    if host := hecho.values.get("organiza"):
        text += f", a cargo de {host}"
    parts = [
        f"{number_text(number)} {word}"
        for word in ("mujeres", "hombres")
        if (number := hecho.number(word)) is not None
    ]
    return f"{text}, con la participación de {' y '.join(parts)}." if parts else f"{text}, {REST}"
