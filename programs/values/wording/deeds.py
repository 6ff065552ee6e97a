"""How many deeds a narrative tells: what was done, sent, concluded.

What will be done, what was not, and what somebody else told are no deeds of the línea. A sentence
that joins several things ("el contrato, así como los convenios con…") may tell as many: the count
is a span, from one to the most that its words allow.
"""

import re
from dataclasses import dataclass

from programs.values.wording.numbers import folded
from programs.values.wording.sentences import clauses_of, sentences_of

_DONE = re.compile(
    r"\bse\s+(?:le\s+|les\s+|lo\s+)?(?:ha\s+|han\s+)?(?!nos\b|tiene|tuvo|preve|espera|encuentr|estan?\b)"
    r"\w+(?:o|aron|ieron|eron|ado|ido|to|cho)\b|"
    r"\b(?:ha|han|hemos|habiendo)\s+(?:sido\s+)?\w+(?:ado|ido|to|cho)s?\b|"
    r"\b(?:fue|fueron|quedo|quedaron|ha\s+sido|han\s+sido)\s+(?:\w+mente\s+)?\w+(?:[ai]d|t|ch)[oa]s?\b|"
    r"\b(?:llev[oa](?:ron)?\s+a\s+cabo|dio|dieron|hizo|hicieron|obtuvo|obtuvieron|sostuvo|mantuvo|"
    r"produjo|emitio|asistio|concluyo|participo|realizo|elaboro|impartio|coordino|brindo|otorgo|"
    r"capacito|asesoro|actualizo|publico|suscribio|firmo|integro|desarrollo|expidio|entrego|envio|"
    r"remitio|gestiono|reviso|aprobo|instalo|organizo|atendio|efectuo|celebro|presento|inicio|"
    r"implemento|diseno|difundio|registro|continuo|logro|alcanzo|siguio|recibio|cuenta\s+con|"
    r"\w{3,}(?:aron|ieron|yeron))\b|"
    r"\btuv(?:o|ieron)\s+(?:lugar|verificativo)\b|\b(?:fue|ha\s+sido)\s+posible\b|"
    r"\bse\s+(?:da|dan|dio)\s+(?:\w+\s+)?(?:cumplimiento|seguimiento|atencion|respuesta|difusion)\b|"
    r"\b(?!ten|pod|quer|deb|segu|estar|contin)\w{3,}(?:amos|imos)\b|"
    r"\bse\s+(?:encuentran?|halla|hallan|tienen?)\s+(?:ya\s+|debidamente\s+)?(?:public|conclu|termin|"
    r"elabor|aprob|suscri|firm|integr|instal|actualiz|implement|cumpl|entreg|realiz|valid)\w*d[oa]s?\b|"
    r"\bya\s+se\s+(?:tienen?|cuenta)\b|"
    r"\bse\s+(?:envian?|remiten?|publican?|actualizan?|integran?|atienden?|realizan?|brindan?|"
    r"imparten?|elaboran?|entregan?|mantienen?|emiten?|generan?|difunden?|presentan?)\b|"
    # "Grabados los tres episodios convenidos"
    r"^\W*\w{3,}(?:[ai]d|rit|uest|ech)[oa]s\s+(?:ya\s+)?(?:l[oa]s|tod[oa]s|dos|tres|cuatro|cinco|seis"
    r"|siete|ocho|nueve|diez|\d{1,4})\b|"
    r"^\W*(?:elaboracion|realizacion|actualizacion|modificacion|publicacion|integracion|emision|"
    r"imparticion|entrega|envio|proyecto|revision|participacion|celebracion|atencion|capacitacion|"
    r"asesoria|difusion|seguimiento|gestion|opinion|dictamen|firma|suscripcion|curso|taller|"
    r"diplomado|foro|conferencia|sesion|reunion|convenio|contrato|informe|reporte)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:aun|todavia)\s+no\b|\bno\s+(?:se\s+)?(?:ha\s+|han\s+|fue\s+|fueron\s+|pudo\s+|pudieron\s+|"
    r"logro\s+|hubo\s+|conto\s+|existio\s+|recibio\s+|obtuvo\s+|\w+aron\b|\w+ieron\b|\w+o\b)|"
    r"\bse\s+nos\b|\bnos\s+(?:inform|notific|comunic|indic|hizo|hicieron)\w*|"
    r"\b(?:informaron|notificaron|comunicaron|informo|notifico|comunico)\s+(?:a\s+\w+\s+){0,3}que\b|"
    r"\bse\s+(?:tiene|tienen|encuentra|encuentran|esta|estan)\s+(?:\w+mente\s+)?(?:program|previst|plane|"
    r"por|en\s+(?:proceso|espera|tramite)|pendient)\w*|"
    r"\bse\s+(?:tuvo|tenia|tenian)\s+(?:program|previst|contempl)\w*|"
    r"\b(?:se\s+)?(?:program|reprogram|calendariz|pospus|difiri|cancel|suspend)(?:o|aron|io|ieron|ieron)\b|"
    r"\bsin\s+(?:que\s+se\s+)?(?:realizar|concluir|avances?\b|actividad)|\bpendiente\s+de\b"
)
# What goes on, with nothing finished: "se ha trabajado en", "se continuó con".
_GOES_ON = re.compile(
    r"\b(?:se\s+)?(?:ha|han|hemos)\s+(?:estado\s+)?(?:trabajado|trabajando|continuado|avanzado|"
    r"colaborado|mantenido|procurado|impulsado|venido)\b|"
    r"\b(?:se|el\s+\w+|la\s+\w+|l[oa]s\s+\w+)\s+(?:\w+\s+){0,2}?(?:trabaj(?:o|aron|a)|trabajamos|"
    r"continu(?:o|aron|a)|contin[u]an|avanz(?:o|aron)|colabor(?:o|aron)|procur(?:o|aron)|"
    r"sigui(?:o|eron))\b|\b(?:trabajamos|continuamos|avanzamos|seguimos)\b|"
    r"\bse\s+(?:solicito|requirio|pidio)\s+(?:\w+\s+){0,2}?(?:informacion|apoyo|opinion|colaboracion)\b|"
    r"\b(?:mantuv|sostuv|tuv|estableci|busc|conserv)(?:o|ieron|io|imos)\s+(?:\w+\s+){0,3}?"
    r"(?:comunicacion|coordinacion|contacto|dialogo|vinculacion|acercamientos?)\b|"
    r"\b(?:dio|dieron|dimos|brindo|brindaron)\s+(?:\w+\s+){0,3}?(?:impulso|seguimiento|continuidad|"
    r"acompanamiento|prioridad|atencion\s+a\s+las?\s+(?:dudas|inquietudes))\b|"
    r"\b(?:atendi|resolvi|escuch|aclar|recogi)(?:o|ieron|aron|eron)\s+(?:\w+\s+){0,2}?"
    r"(?:dudas|inquietudes|opiniones|comentarios|observaciones|sugerencias)\b|"
    r"\b(?:analiz|estudi|consult|revis|conoci|intercambi|compart)(?:o|aron|ieron|io)\s+(?:\w+\s+){0,2}?"
    r"(?:practicas|experiencias|puntos\s+de\s+vista|impresiones)\b|"
    r"\b(?:fortaleci|reforz|consolid|estrech|afianz|favoreci|foment|impuls|promovi|privilegi|cuid)"
    r"(?:o|io|aron|ieron|eron)\s+(?:\w+\s+){0,3}?(?:labor|lazos|vinculos?|coordinacion|cultura|imagen|"
    r"colaboracion|relacion(?:es)?|dialogo|participacion|comunicacion|trabajo|firma|redaccion|tareas?)\b|"
    r"\bse\s+(?:estuvo|encuentra\w*|esta)\s+\w+ndo\b"
)
# A preterite is known by its accent, which `plain` has lost: "tomó", "sesionó".
_WITH_ACCENT = re.compile(r"\b\w{2,}ó\b")
_LIST_ITEM = re.compile(r"^\s*(?:[-•*▪◦–]|(?:[ivx]{1,5}|\d{1,2}|[a-z])\s?[.)\-])\s+\S")
# The oficio by which something was done, with its day: it joins nothing.
_ONE_PAPER = re.compile(
    r"\b(?:oficio|memorand(?:um|o)|circular)\s+(?:no\.|num\.|numero)?\s*[\w./\-]{1,40},?(?:\s+(?:de\s+fecha|"
    r"fechado\s+el|del?(?:\s+dia)?)\s+\d{1,2}\s+de\s+\w+(?:\s+del?\s+\d{4})?,?)?"
)
# What is joined is a thing of its own: a name, a number, or a noun with its article.
_JOINS = re.compile(
    r"(?:,|;|\s[ye]\s|\sasi\s+como\s|\sademas\s)\s*(?:(?:y|e|a|de|en|con|por|para|ante)\s+)?(?P<next>\w+)|"
    r"\bno\.|\b[a-z1-9]\)"
)
_ARTICLE = re.compile(
    r"(?:el|la|los|las|un|una|al|del|su|sus|se|otr[oa]s?|dos|tres|cuatro|cinco|divers[oa]s|\d+|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)$"
)


# The same deed again and again: how often in a quarter.
_AGAIN = (
    (re.compile(r"\b(?:diari[oa]s?|diariamente|cada\s+dia)\b"), 92),
    (re.compile(r"\b(?:semanal(?:es|mente)?|cada\s+semana)\b"), 13),
    (re.compile(r"\b(?:quincenal(?:es|mente)?|cada\s+quincena|quincenas)\b"), 6),
    (
        re.compile(
            r"\b(?:mensual(?:es|mente)?|mes\s+a\s+mes|cada\s+mes|los\s+meses\s+de|"
            r"(?:enero\s+a\s+marzo|abril\s+a\s+junio|julio\s+a\s+septiembre|octubre\s+a\s+diciembre))\b"
        ),
        3,
    ),
)


@dataclass(frozen=True)
class Deeds:
    """How many things a text tells as done: at least one for each sentence, at most `most`."""

    sentences: int
    most: int

    def __add__(self, other: "Deeds") -> "Deeds":
        return Deeds(self.sentences + other.sentences, self.most + other.most)


NO_DEEDS = Deeds(0, 0)


def deeds_of(text: str, *, firm: bool = False) -> Deeds:
    """Return how many deeds a text tells; where `firm`, what only goes on is none."""
    plain = folded(text)
    told = NO_DEEDS
    for sentence in sentences_of(text):
        done = 0
        for clause in clauses_of(plain, sentence):
            words = plain[clause.start : clause.end]
            done_here = _DONE.search(words) or _WITH_ACCENT.search(text, clause.start, clause.end)
            going_on = firm and _GOES_ON.search(words)
            if done_here and not going_on and not _NOT_DONE.search(words):
                done += 1
        if done:
            words = plain[sentence.start : sentence.end]
            own = text[sentence.start : sentence.end]
            joins = _joined(own, words)
            times = next((often for shape, often in _AGAIN if shape.search(words)), 1)
            told += Deeds(1, (max(done, 1) + joins) * times)
    return told


def _joined(text: str, plain: str) -> int:
    """Return how many more things a sentence joins to its first one."""
    paper = _ONE_PAPER.search(plain)
    skipped = range(paper.start(), paper.end()) if paper else range(0)
    return sum(
        each["next"] is None
        or bool(_ARTICLE.match(each["next"]))
        or text[each.start("next")].isupper()
        for each in _JOINS.finditer(plain)
        if each.start() not in skipped
    )


def is_list_item(text: str) -> bool:
    """Tell whether a paragraph opens as an item of a list: "III. …", "2) …", "- …"."""
    return bool(_LIST_ITEM.match(folded(text[:40])))


def without_mark(text: str) -> str:
    """Return an item without its sign or number."""
    return re.sub(r"^\s*(?:[-•*▪◦–]|(?:[IVXivx]{1,5}|\d{1,2}|[A-Za-z])\s?[.)\-])\s+", "", text)


_INLINE_MARK = re.compile(r"(?<!\w)([a-h1-9])[).]\s+\w")


def inline_items(text: str) -> int:
    """Return how many things a sentence lists by letters or numbers: "a) …; b) …; c) …"."""
    marks = [found[1] for found in _INLINE_MARK.finditer(folded(text))]
    for wanted in ("abcdefgh", "123456789"):
        own = [mark for mark in marks if mark in wanted]
        if len(own) > 1 and "".join(own) == wanted[: len(own)]:
            return len(own)
    return 0


def is_deed_of(label: str, meta: str) -> bool:
    """Tell whether a label is the participle of the verb that a meta opens with, and so tells done.

    "Programados: 20", of "programar 40 espectáculos". A box says "Programado", of no noun.
    """
    deed = _PARTICIPLE.fullmatch(folded(label).strip(" .:"))
    return deed is not None and _OPENS_WITH.sub("", folded(meta)).startswith(deed["root"])


_PARTICIPLE = re.compile(r"(?P<root>[a-z]{4,12})[ai]d[oa]s")
_OPENS_WITH = re.compile(r"^\W*(?:metas?\W+)?")
