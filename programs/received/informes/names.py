"""The sentence that names a línea, told from the sentences that say what was done."""

import re
from itertools import islice

from programs.received.informes.closings import closes
from programs.received.informes.labels import Label, Labelled
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of

_LONGEST_NAME = 160
# What stands behind the number of a línea and tells a deed is no title: "Acción 1. Se notificó…".
DEED = re.compile(
    r"se \w{3,}(?:o|ron)\b|(?:fue|fueron) \w+d[oa]s?\b|con fecha\b|mediante (?:el )?oficio"
)
# "quienes han sufrido violencia", "los que se han recibido" name somebody, and tell nothing.
_NOT_OF_WHOM = "".join(
    f"(?<!{whom} {links})"
    for whom in ("que", "cual", "cuales", "quien", "quienes")
    for links in ("", "se ", "le ", "les ", "se le ", "se les ", "nos ")
)
FINITE = re.compile(
    r"(?<!que )(?<!cual )\b(?:[A-Za-zñ]{2,}(?:ó|aron|ieron)|(?![úu]ltimos|pr[óo]ximos|mismos"
    r"|m[íi]nimos|m[áa]ximos|tramos|ramos|reclamos|pr[ée]stamos)[A-Za-zñ]{3,}[ai]mos|fue|fueron"
    r"|se [a-zñ]{3,}r[áa]n?|[Ss]e (?:dio|dieron|hizo|hicieron|tuvo|tuvieron|puso|obtuvo)"
    r"|[Hh]ubo"
    # "se han hecho", "se han recibido", "hemos resuelto", "se han impreso"
    rf"|(?=[Hh]){_NOT_OF_WHOM}(?:ha|han|[Hh]emos) (?:sido )?"
    r"(?:[a-zñ]{2,}(?:[aií]d[oa]s?|cho|sto|rto|lto|reso)"
    r"|[a-zñ]{3,}ito|roto))\b"
    r"|\b[Oo]ficio\s(?:[a-z]+\s|[Nn]o\.\s)?\S*\d"
)
# "Balizamiento (programada: tercer trimestre)"
_WHEN = re.compile(r"\((?:programad[oa]|prevista?o?|meta|calendarizad[oa])\b[^()]{0,80}\)$")
# "La limpieza de barrancas es una medida preventiva": the title over again, in a sentence.
_TOLD_AFTER = re.compile(
    r"(?:[^.]{0,60}\s)?se (?:le |les )?(?:dio|dieron|hizo|hicieron|\w{3,}(?:o|ron))\b|la \w+ de "
)


_INFINITIVE = re.compile(r"[A-ZÁÉÍÓÚÑ][a-zñ]+[aei]r\b")


def tells_done(text: str) -> bool:
    """Tell whether what follows a label is a sentence of what was done, and names nothing."""
    return bool(DEED.match(folded(text[:60])) or (text.endswith(".") and FINITE.search(text)))


def is_told(text: str) -> bool:
    """Tell whether what stands behind the number of a línea is a sentence of what was done."""
    if not text.endswith(".") or len(text) <= 60 or _INFINITIVE.match(text):
        return False
    return FINITE.search(text) is not None


def names_nothing(text: str, *, alone: bool) -> bool:
    """Tell whether what stands where a title would, maybe `alone` on its line, tells a deed."""
    return bool(DEED.match(folded(text[:60])) or is_told(text) or (alone and _tells_alone(text)))


def _tells_alone(text: str) -> bool:
    """Tell whether a line below a number without a title tells what was done, however short.

    "En noviembre se elaboró 1 proyecto.", "La meta queda cumplida."; "Elaborar proyectos." names.
    """
    if text[-1:] not in (".", ":", ";") or _INFINITIVE.match(text):
        return False
    first = next(iter(sentences_of(text)), None)
    if first is None:
        return False
    head = text[first.start : first.end]
    return FINITE.search(head) is not None or closes(head)


def is_description(found: Labelled) -> bool:
    """Tell whether a label may head either the name of a línea or what it did: "Descripción"."""
    return found.label is Label.LINEA and folded(found.words).startswith("descripcion")


def title_before(text: str) -> str:
    """Return the sentence that names a línea where its narrative follows at once, "" elsewhere.

    "Mesa de ayuda. Ingresaron 141 reportes y los 141 se cerraron."
    """
    spans = list(islice(sentences_of(text), 6))
    if len(spans) < 2 or spans[0].end > _LONGEST_NAME:
        return ""
    head = text[: spans[0].end]
    if DEED.match(folded(head[:60])) or FINITE.search(head):
        return ""
    if _WHEN.search(folded(head.rstrip(" ."))) or _TOLD_AFTER.match(
        folded(text[spans[1].start : spans[1].start + 200])
    ):
        return head
    told = (text[span.start : span.end] for span in spans[1:])
    return head if any(FINITE.search(each) or closes(each) for each in told) else ""
