"""Days of what comes one behind the other, told against their order.

"Se convocó mediante aviso notificado el 19 de febrero, y la sesión se llevó a cabo el 12": each
day has the stage of the last verb before it (asked and answered, called and held, begun and ended),
and two stages are of one matter where nothing between them speaks of another one. Source: section 4
of the domain document.
"""

import re
from typing import NamedTuple

from programs.values.wording.dates import DateMention
from programs.values.wording.done_with import follows_the_end

_ED = r"(?:o|aron|io|ieron|yo|yeron|[ai]d[oa]s?)"
_NOUNS = {
    "call": r"convocatorias?|citatorios?|invitacion(?:es)?|orden\sdel\sdia|convoc\w+|citad[oa]s?"
    r"|aviso|inscripciones",
    "event": r"(?:sesion|reunion|capacitacion)(?:es)?|(?:junta|asamblea|audiencia|curso"
    r"|comparecencia|platica|conferencia|foro|mesa|encuentro|diplomado|seminario|jornada|feria|diligencia|encuesta"
    r"|visita)s?|taller(?:es)?",
    "answer": r"respuestas?|contestacion|resolucion|opinion|dictamen|solucion",
    "paper": r"actas?|minutas?|constancias|reconocimientos|diplomas|resultados|relatoria",
    "order": r"orden\sde\s(?:auditoria|visita|inspeccion|verificacion|revision)",
    "tender": r"licitacion|bases",
    "award": r"fallo|adjudicacion|apertura\sde\s(?:propuestas|sobres)",
    "case": r"(?:solicitud|peticion|observacion|inconformidad)(?:es)?|(?:queja|denuncia|escrito"
    r"|recurso|consulta|oficio|propuesta|iniciativa|requerimiento|demanda|expediente|caso|asunto|promocion|correo|carta)s?",
}
_NOUN = re.compile("|".join(rf"\b(?P<{name}>{form})\b" for name, form in _NOUNS.items()))
_VERBS = {
    "answer": rf"(?:respond|contest|desahog|solvent|atend|dictamin){_ED}|resolvi(?:o|eron)"
    r"|resuelt[oa]s?|(?:dio|dieron|dado)\s(?:la\s|su\s)?(?:respuesta|contestacion|resolucion|solucion)",
    "close": r"conclu(?:yo|yeron|id[oa]s?)|cerr(?:o|aron|ad[oa]s?)"
    r"|(?:dio|dieron)\spor\sconcluid[oa]s?",
    "end": rf"(?:termin|finaliz|acab|clausur|culmin){_ED}|qued(?:o|aron)\slist[oa]s?",
    "start": rf"(?:inici|comenz|empez|arranc){_ED}|(?:dio|dieron)\sinicio",
    "call": rf"(?:convoc|invit){_ED}|citad[oa]s?|(?:se\s(?:le\s|les\s)?)cit(?:o|aron)",
    "met": r"sesion(?:o|aron)|se\sreuni(?:o|eron)",
    "held": rf"(?:celebr|realiz|efectu|impart|desarroll|verific|aplic|practic){_ED}"
    r"|llev(?:o|aron|ad[oa]s?)\sa\scabo|(?:tuvo|tuvieron)\s(?:lugar|verificativo)|hizo|hicieron"
    r"|(?:dio|dieron)(?!\s(?:a\s|por\s|la\s|su\s|respuesta|inicio|contest|cuenta|vista))",
    "ask": rf"(?:recib|ingres|lleg|entr|present|promov|formul|turn|radic|admit"
    rf"|interpuest|interpus){_ED}"
    r"|interpuest[oa]s?",
    "demand": rf"(?:solicit|requer|requir|pid){_ED}",
    "sent": rf"(?:notific|envi|public|circul|gir|emit|remit|entreg|expid|rind|lanz|comunic|aprob"
    rf"|firm|levant|difund|dict|abr|suscri[bt]){_ED}|(?:dio|dieron)\sa\sconocer",
}  # fmt: skip
_VERB = re.compile("|".join(rf"\b(?P<{name}>{form})\b" for name, form in _VERBS.items()))
# What stands between a verb and its day.
_TO_DAY = re.compile(
    r"[^.;:]{0,70}?(?:\b(?:el|del?|con\sfecha|de\sfecha|hasta)\s(?:dia\s|pasado\s|\w{5,9},?\s)?)$"
)
# "la reunión del 20 de febrero", "el acta de la sesión del 19"
_EVENT_OF_DAY = re.compile(
    rf"\b(?:para|a|de|del)\s?(?:la\s|el\s|una\s|su\s)?(?:{_NOUNS['event']})(?:\s[a-z]{{4,16}}){{0,3}}"
    r"\s(?:del?|de\sfecha)\s$"
)
_PRONOUN = re.compile(r"\b(?:se\s(?:le|les)|l[oa]s?|nos)\s$")
# What comes first and what can only follow it, with how a finding tells it.
_PAIRS = {
    ("ask", "answer"): "Se atendió el {later}, antes de recibirse el {first}",
    ("call", "held"): "Se celebró el {later}, antes de convocarse el {first}",
    ("start", "end"): "Terminó el {later}, antes de empezar el {first}",
    ("held", "paper"): "Lo que deja un evento es del {later}, y el evento, del {first}",
    ("tender", "award"): "Se adjudicó el {later}, antes de publicarse las bases el {first}",
    ("order", "held"): "Se realizó el {later}, antes de notificarse la orden el {first}",
    ("order", "start"): "Empezó el {later}, antes de notificarse la orden el {first}",
    ("order", "end"): "Terminó el {later}, antes de notificarse la orden el {first}",
}
_BACKWARDS = "Se hizo el {later}, y lo que le antecede es del {first}"
_OF_CLASS = {
    ("sent", "call"): ("call",),
    ("sent", "answer"): ("answer",),
    ("sent", "paper"): ("paper",),
    ("sent", "order"): ("order",),
    ("sent", "tender"): ("tender",),
    ("sent", "award"): ("award",),
    ("held", "event"): ("held",),
    ("held", "award"): ("award",),
    ("ask", "case"): ("ask",),
    ("ask", "answer"): ("answer",),  # "y recibió respuesta el 12"
    ("demand", "case"): ("ask",),
}
_ALONE = {
    "answer": ("answer",), "close": ("answer", "end"), "end": ("end",), "start": ("start",),
    "call": ("call",), "met": ("held",),
}  # fmt: skip
# What tells that another matter is spoken of.
_ANOTHER = re.compile(
    r"\b(?:otr[oa]s?|anterior(?:es)?|previ[oa]s?|primer[oa]?|segund[oa]|tercer[oa]?|ultim[oa]"
    r"|distint[oa]s?|divers[oa]s?|tambien|ademas|asimismo|mientras|en\stanto|por\ssu\sparte|pero"
    r"|sin\sembargo|(?:el|la|l[oa]s)\s(?:del?|que)|demas|rest\w+|habian?|cuy[oa]s?|donde|antes"
    r"|hechos|informa|relativ[oa]s?|respectiv[oa]s?|en\scambio|proxim[oa]|siguientes?|aquell?[oa]s?"
    r"|amb[oa]s|tod[oa]s|program\w+|previst\w+|futur[oa]|vence|plazo|limite|que\sse|derivad[oa])\b"
)
_DIGITS = re.compile(r"\d")
_OFFICE = re.compile(
    r"\b(?:oficios?|memorand\w+|circular|acta|folio|numero)\s[^\s]{0,40}\d[^\s]{0,30}"
)
# What binds a clause behind ";" or a full stop to the one before it.
_BOUND = re.compile(
    r"\W{0,3}(?:(?:y|finalmente|despues|posteriormente|por\sultimo|luego)\W{1,2})?(?:(?:se|fue(?:ron)?"
    r"|quedo|quedaron)\b|(?:la|el|las|los|sus?|dich[oa]|est[ea])\s"
    rf"(?:{_NOUNS['event']}|{_NOUNS['answer']}|{_NOUNS['paper']}|{_NOUNS['award']}|trabajos|obra"
    r"|auditoria|revision|entrega|conclusion|termino)\b)"
)
# "la reunión de organización", of which the call has to speak too
_COMPLEMENT = re.compile(
    rf"\b(?:{_NOUNS['event']}|{_NOUNS['answer']}|{_NOUNS['paper']}|revision|auditoria|obra|trabajos)\s"
    r"(?:(?:de|del|sobre|para|en)\s(?:la\s|el\s|l[oa]s\s)?)(?P<of>[a-z]{3,})"
)
_NO_THEME = frozenset(
    ("sala", "salon", "auditorio", "campo", "oficinas", "instalaciones", "cabo", "acuerdo",
     "sesion", "reunion", "curso", "taller", "evento", "trimestre", "periodo", "palacio", "casa")
)  # fmt: skip
_ROOT = 5
# What leads from a deed to what came before it: "previa convocatoria notificada el", "luego de que"
_PRECEDED = re.compile(
    r"(?:(?!\s(?:para|y|fin)\s)[^.;]){0,60}?(?:\bprevia\s(?!a\b)|\bprevio\s(?!al?\b)"
    r"|\b(?:luego|despues)\sde\s(?!ell[oa]|l[oa]\scual|es[oe])|\btras\s(?!l[oa]s?\scual|ell[oa]|es[oe])"
    r"|\bconvocad[oa]s?\s|\ba\sla\s(?:cual|que)\sse\s(?:convoco|cito)\s"
    r"|\bpara\sla\s(?:cual|que)\sse\sconvoco\s)(?:(?!\sy\s|\spara\sel\s)[^.;]){0,90}$"
)
_OF_CASE = re.compile(
    rf"\s(?:al?|de|del|sobre|para)\s?(?:la\s|el\s|una?\s|su\s)?(?:{_NOUNS['case']})\b[^.;]{{0,80}}?"
    r"\b(?:recibid|ingresad|presentad|interpuest|formulad|turnad|promovid|llegad|enviad)[oa]s?\b"
    r"[^.;]{0,50}$"
)
# "posteriormente, el 11 de marzo": what is told as later
_AFTERWARDS = re.compile(
    r"\b(?:posteriormente|dias\s(?:despues|mas\starde)|mas\starde|(?:tras|despues\sde|luego\sde)\s(?:lo\scual"
    r"|ello|eso)|al\sdia\ssiguiente|semanas?\sdespues)\b"
)
_LEAD = 240  # signs before a day


class Reversed(NamedTuple):
    """Two days told against their order, that of what follows first, and how it is said."""

    later: DateMention
    first: DateMention
    said: str


def reversed_stages(
    plain: str, before: int, one: DateMention, other: DateMention
) -> Reversed | None:
    """Return two days next to each other whose stages are against their order, None for none.

    `before` is where the day before them ends, or their text begins.
    """
    if not one.first or not other.first or one.first == other.first:
        return None
    lead = plain[max(before, one.start - _LEAD) : one.start]
    lead = lead[max(lead.rfind(". "), lead.rfind("; ")) + 1 :]
    between = plain[one.end : other.start]
    if one.first > other.first:
        lead, between = _told_first(lead, _RELATIVE.sub(", y ", between, count=1))
    if one.first < other.first:
        return Reversed(one, other, _BACKWARDS) if _is_preceded(lead, between) else None
    if _is_behind_all(lead, between):
        return Reversed(other, one, _BACKWARDS)
    if not _of_one_matter(lead, between):
        return None
    if _AFTERWARDS.search(between) and _VERB.search(lead):
        return Reversed(other, one, _BACKWARDS)
    firsts = stages_of(lead)
    laters = ("paper",) if _is_signed(lead, between) else stages_of(between)
    for first in firsts:
        for later in laters:
            said = _PAIRS.get((first, later))
            if said and names_no_other(lead, between, first, later):
                return Reversed(other, one, said)
    return None


# "la sesión, que se llevó a cabo el 18", "el oficio, al que se dio contestación el 13"
_RELATIVE = re.compile(
    r",\s(?:(?:mism[oa]s?|l[oa]s?|el|al|a\sl[oa]s?)\s)?(?:que|cual(?:es)?)\s(?=(?:se|fue|la|lo|le)\b[^,;.]*$)"
)
_OPENER = re.compile(r"\W*(?:el|con\sfecha|en\sfecha|el\sdia|el\spasado)\s")


def _told_first(lead: str, between: str) -> tuple[str, str]:
    """Return what tells a day and what leads to the next, where the sentence begins with the day.

    "El 25 de febrero se convocó a la sesión, que se llevó a cabo el 18".
    """
    cut = re.search(r"[,;.]\s", between)
    if not _OPENER.fullmatch(lead) or not cut:
        return lead, between
    return f"{between[: cut.start()]} el ", between[cut.start() :]


# "El acta de la sesión del 19 de febrero fue firmada el 12"
_SIGNED = re.compile(rf"\s(?:fue(?:ron)?|quedo|quedaron|se)\s(?:{_VERBS['sent']})\b[^.;]{{0,60}}$")


def _is_signed(lead: str, between: str) -> bool:
    """Tell whether a paper of an event, whose day was told, is what has the next day."""
    of_event = _EVENT_OF_DAY.search(lead)
    own = [each for each in _NOUN.finditer(lead) if each.lastgroup == "paper"]
    return bool(of_event and own and _SIGNED.fullmatch(between))


def stages_of(lead: str) -> tuple[str, ...]:
    """Return the stages that a day may be of, by the words that lead to it."""
    if _EVENT_OF_DAY.search(lead):
        return ("held",)
    verbs = list(_VERB.finditer(lead))
    verb = verbs[-1] if verbs else None
    if verb is None or not _TO_DAY.match(lead, verb.end()):
        return ()
    kind = str(verb.lastgroup)
    if kind in _ALONE:
        return _ALONE[kind]
    nouns = list(_NOUN.finditer(lead))
    near = [each for each in nouns if each.start() < verb.start()][-1:] or nouns[:1]
    own = _OF_CLASS.get((kind, str(near[0].lastgroup))) if near else None
    if kind == "held" and not nouns:
        return ("held",)  # "la sesión, que se llevó a cabo el 18"
    if own is None and kind == "demand" and _PRONOUN.search(lead, 0, verb.start()):
        return ("ask",)
    if own is None and kind == "sent" and _PRONOUN.search(lead, 0, verb.start()):
        return ("answer",)
    return own or ()


def _of_one_matter(lead: str, between: str) -> bool:
    """Tell whether what leads to a day speaks of the matter of the day before."""
    between = _OFFICE.sub(" ", between)
    if len(between) > _LEAD or _DIGITS.search(between) or _ANOTHER.search(between):
        return False
    stops = [at for at in range(len(between) - 1) if between[at] in ".;\n"]
    if len(stops) > 1 or (stops and not _BOUND.match(between, stops[0])):
        return False
    themes = [found["of"] for found in _COMPLEMENT.finditer(between)]
    return all(of in _NO_THEME or of[:_ROOT] in lead for of in themes)


def _is_behind_all(lead: str, between: str) -> bool:
    """Tell whether a day is told as behind the end of what was begun or done on the one before."""
    verbs = list(_VERB.finditer(lead))
    of_verb = verbs and verbs[-1].lastgroup != "end" and _TO_DAY.match(lead, verbs[-1].end())
    told = between.replace(" lo anterior,", ",")
    if not of_verb or len(between) > _LEAD or _DIGITS.search(told) or _ANOTHER.search(told):
        return False
    return follows_the_end(lead, between)


_ARTICLE_NOUN = re.compile(r"\b(?:la|el|l[oa]s|un[oa]?s?|sus?|al|del?)\s(?P<noun>[a-z]{4,})\b")
_CLAUSE = re.compile(r"(?:[,;.]\s(?:[ye]\s)?|\s[ye]\s)(?=[^,;.]*$)")
# "Se invitó el 20 de marzo a la ceremonia": to what
_CALLED_TO = re.compile(r"\b(?:al?|para)\s(?:la\s|el\s|un\s|una\s)?(?P<noun>[a-z]{5,})")
_AGENTS = re.compile(
    r"(?:pleno|comite|consejo|junta|area|direccion|contraloria|ayuntamiento|dependencia|municipio"
    r"|persona|servidor|titular|presidente|secretari|tesorer|sindicatura|cabildo|integrante|consejer"
    r"|vocal|miembro|enlace|regidor|ciudadan|solicitante|quejos|interesad|organo|unidad|correo|oficio"
    r"|escrito|oficina|asistente|participante|via|plataforma|ventanilla|portal|mism)\w*"
)


_HOW = re.compile(r"\s(?P<how>[a-z]{5,})\s(?:se|fue|quedo|le|les)\b")
_ITS_OWN = re.compile(
    r"(?:correspondiente|respectiv|final|definitiv|solicitad|requerid|oficial|recaid|escrit|mism"
    r"|ordinari|extraordinari)\w{0,3}"
)


def names_no_other(lead: str, between: str, first: str, later: str) -> bool:
    """Tell whether the clause of the later stage names what is of the first one, or nothing."""
    cuts = list(_CLAUSE.finditer(between))
    cut = cuts[-1] if cuts else None
    clause = between[cut.end() :] if cut else between
    known = {found.group()[:_ROOT] for found in _NOUN.finditer(lead) if found.lastgroup == "event"}
    if first == "call":
        called = _CALLED_TO.match(between[1:] if cut else "")
        if called and not _AGENTS.fullmatch(called["noun"]):
            known.add(called["noun"][:_ROOT])
    kinds = {"held": "event", "paper": "paper", "answer": "answer", "award": "award"}
    for found in _ARTICLE_NOUN.finditer(clause):
        noun = found["noun"]
        how = _HOW.match(clause, found.end())
        if how and how["how"][:_ROOT] not in lead and not _ITS_OWN.fullmatch(how["how"]):
            return False  # "el dictamen pericial se entregó"
        if _VERB.fullmatch(noun):
            continue  # "y la entregó el 4"
        told = _NOUN.fullmatch(noun)
        own = told is not None and told.lastgroup == kinds.get(later)
        if own and later == "held" and known and noun[:_ROOT] not in known:
            return False
        theme = noun[:_ROOT] in lead or noun in _NO_THEME or _AGENTS.fullmatch(noun)
        if not (own or theme or (first == "order" and noun == "trabajos")):
            return False
    return True


def _is_preceded(lead: str, between: str) -> bool:
    """Tell whether a deed is told with what came before it, of a later day."""
    if len(between) > _LEAD or _DIGITS.search(_OFFICE.sub(" ", between)):
        return False
    if _PRECEDED.fullmatch(between) and _VERB.search(lead):
        return True
    return _OF_CASE.fullmatch(between) is not None and "answer" in stages_of(lead)
