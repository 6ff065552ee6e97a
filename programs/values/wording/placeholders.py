"""What was left in a text: blanks that nobody filled, and remarks from one colleague to another.

"XX personas", "__/__/2024", "[insertar foto]", "lorem ipsum", "(hace falta aplicarlos)". A Roman
number, a state of things ("pendiente de publicar"), the words of a quotation and a true note are
none of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from programs.values.wording.cited_forms import is_cited, is_field, tells_how_to_write
from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded, holds_any, words_of
from programs.values.wording.roman_crosses import is_roman
from programs.values.wording.spoken_remarks import spoken_remarks
from programs.values.wording.tick_boxes import has_ticks, is_box


@dataclass(frozen=True)
class LeftIn:
    """Words that were left in a text: `text[start:end]`.

    `blank` tells what can be nothing else than a gap to be filled; the rest are remarks, which a
    person must judge.
    """

    start: int
    end: int
    blank: bool


_CROSSES = re.compile(r"(?<![\w@])(?:X{2,}|x{2,})(?![\w@])")
_LONE_X = re.compile(rf"(?<![\w/])[xX] de (?:{MONTH})\b")
_CROSSED_YEAR = re.compile(
    r"(?<!\w)(?:20(?:[Xx]{2}|__|\?\?)|202[Xx_?])(?!\w)|(?<!\w)\d?[Xx]{2,}/20\d\d"
)
_UNDERSCORES = re.compile(r"_{2,}")
_FIXED_BLANKS = re.compile(
    r"(?<!formato )(?<!formato: )(?<!formato «)(?<!\w)dd ?[/\-] ?mm ?[/\-] ?a{2,4}(?!\w)"
    r"|(?<![\d/])00/00/(?:0000|\d{4}|00)(?!\d)|(?<=[\w\-]/)0{3,}(?=/20\d\d)"
    r"|\blorem ipsum\b|\bdolor sit amet\b"
    r"|\b(?:haga|da|de|haz) clic(?: o pulse)? aqui para (?:escribir|ingresar|agregar)\b"
    r"|\bclick here to enter\b|\b(?:escriba|escribir|ingrese|teclee) (?:el |su |un )?texto aqui\b"
    r"|\$ ?0+(?:,000)+(?:\.00)?(?![\d,])"
    r"|\btexto de (?:relleno|ejemplo|prueba)\b"
    r"|¡?error! (?:marcador no definido|no se encuentra el origen)|\breference source not found"
    r"|#¡?(?:ref|div/0|valor|value|num|nombre)[!?]|#n/[ad]\b"
    r"|(?<=[\w/.:$] )#{2,}(?=[\s/.,)]|$)|(?<=[/$])#{2,}"
    r"|\bcomentado \[\w{1,6}\]|\bto ?be determined\b|(?<!\w)tbd(?!\w)"
    r"|(?<![¿?\w])\?{3,}|\[\?+\]|\(\?+\)|(?<=[\s$(])\?\?(?=[\s%.,)/]|$)"
)
_DOTS = re.compile(
    r"(?:\bde|\bfecha|\bdia|\bno\.|\btotal de|\$) ?(?:\.{3,}|…) ?(?=de |del |personas|%)"
)
_MISSING = re.compile(
    r"\bFALTAN? (?:(?:EL|LA|LOS|LAS|AQUÍ|UN|UNA) )?"
    r"(?:DATOS?|FOTOS?|FECHAS?|N[UÚ]MEROS?|CIFRAS?|INFORMACI[OÓ]N|EVIDENCIAS?|TEXTO|TABLA"
    r"|FIRMAS?)\b"
    r"|\((?:NOMBRE|FECHA|CARGO|LUGAR|MUNICIPIO|INSTITUCIÓN|DEPENDENCIA|CANTIDAD|MONTO|NÚMERO)"
    r"(?: DEL?(?: LA| LOS| LAS)? [A-ZÁÉÍÓÚÑ ]{3,40})?\)"
    r"|\b(?:DATO|FECHA|CIFRA|N[UÚ]MERO|FOTO|TEXTO) (?:PENDIENTE|POR (?:DEFINIR|CONFIRMAR))\b"
)
_THING = (
    r"(?:fotos?|fotografias?|imagen(?:es)?|tablas?|graficas?|graficos?|evidencias?|capturas?"
    r"|textos?|datos?|cifras?|logos?|numeros?|fechas?|nombres?|firmas?|anexos?|cuadros?|links?"
    r"|ligas?"
    r"|montos?|cantidad(?:es)?|pantallas?|parrafos?|mapas?|croquis|listas? de asistencia)"
)
_PUT = (
    r"(?:insertar|inserte|agregar|incluir|colocar|poner|pegar|anexar|adjuntar|subir|anadir|meter)"
)
_INSERT = re.compile(
    rf"\b{_PUT} (?:(?:aqui|aca) (?:(?:el|la|los|las|una?) )?{_THING}\b"
    rf"|(?:(?:el|la|los|las|una?) )?{_THING}(?: [\w]{{2,20}}){{0,5}} (?:aqui|aca)\b)"
    rf"|\b(?:aqui|aca) (?:va|van|iria|irian|poner|insertar)\b"
    rf"(?: (?:el|la|los|las|una?))? {_THING}\b"
)
_OPENS_WITH_INSERT = re.compile(rf"[\W_]*{_PUT} (?:(?:el|la|los|las|una?) )?{_THING}\b")
_BRACKETS = re.compile(r"\[([^\[\]\n]{0,80})\]|<([^<>\n/]{3,60})>|\{{1,2}([^{}\n]{0,60})\}{1,2}")
_BRACKETED = re.compile(
    rf"(?:{_PUT}|completar|escribir|escriba|indicar|especificar|capturar|llenar|nombre|fecha|numero"
    r"|cantidad|monto|datos?|pendiente|por (?:definir|confirmar|completar)|imagen|foto|fotografia"
    r"|texto|titulo|area|cargo|lugar|dia|mes|ano|institucion|cifra|tabla|grafica|x+|anotar|anote"
    r"|precisar|senalar|verificar|confirmar|sede|hora|municipio|puesto|folio|domicilio|periodo"
    r"|ciudad|asunto|responsable|autoridad|dependencia)\b[^\d]*$|(?:\?+|\.{3,}|\s{2,}|_+)$"
)
# "[dato confidencial]": what a public version leaves out, and says so.
_REDACTED = re.compile(
    r"\b(?:confidencial|testad[oa]|reservad[oa]|clasificad[oa]|suprimid[oa]|eliminad[oa]|omitid[oa]"
    r"|protegid[oa]|se (?:elimina|testa|suprime|omite)|sensible)(?:n|s|es)?\b|\bdatos? personal"
)
_PARENTHESES = re.compile(r"\(([^()\n]{1,200})\)|\[([^\[\]\n]{1,200})\]")
_BLANK_ASIDE = re.compile(
    rf"(?:pendientes?|por (?:definir|confirmar|completar|llenar|determinar|capturar|asignar)"
    rf"|(?:{_THING}|sede|lugar|nombre) (?:pendientes?|por (?:definir|confirmar|completar))"
    rf"|pendientes? (?:de )?(?:el |la |los |las )?{_THING}"
    rf"|faltan? (?:(?:el|la|los|las|un|una|agregar|poner|incluir) )*{_THING}.{{0,60}}"
    rf"|{_PUT} (?:(?:el|la|los|las|aqui|una?) )*{_THING}.{{0,60}}|x+|\?+|_+)[.!: ]*"
)
_ASIDE = "(["
_WITH = r"con (?:el |la |los |las )?\w"
_REMARK_ASIDE = re.compile(
    r"(?:.{0,80}\b)?(?:hace falta|hacen falta|no se si|creo que|no olvidar|me falta|te encargo"
    r"|favor de|por favor|que alguien|igual que el anterior|mismo texto|copiar de|copiado de"
    r"|esto (?:ya )?no va|esto va|lo (?:ve|checa|revisa|manda|pasa) \w+|ya lo (?:tiene|pedi|mande)"
    r"|\w{3,14}, (?:por favor,? )?(?:checa|revisa|verifica|confirma|pregunta|pidele|dile|manda|pasa"
    r"|agrega|quita|corrige|cambia|completa|ayudame|ve si)(?:le|lo|la|los|las|me|nos)?\b"
    r"|me (?:mand|pas|envi|ayud|confirm|compart|avis)\w*|aqui falt\w+"
    r"|falta que (?:me|nos|el|la|los|las)|gracias\W*$|porfa|pedirle|preguntarle|decirle"
    r"|todavia no (?:lo|la|los|las|nos|me)\b|aun no nos)\b.*"
    r"|.{0,60}[,;.] (?:confirmar|verificar|checar|revisar|validar) con (?:el |la |los |las )?\w.*"
    r"|.{0,120}[,;.:–-] ?(?:actualiz|correg|revis|verific|chec|cambi|confirm|complet|quit)[ae]r?"
    r"(?:l[oa]s?)?[.! ]*"
    r"|ojo\b.*|(?:checar|preguntar|quitar|borrar|cambiar|corregir|pedir|ajustar)(?:\s.*)?"
    r"|(?!ver (?:el |la |las |los )?(?:image|foto|figura|lamina|tabla|cuadro|anexo|grafic)\w* \d)"
    r"(?:verificar|revisar|confirmar|actualizar|completar|validar|ver)(?:[.!?]*$"
    rf"| {_WITH}.*| (?:si|este|esta|estos|estas|que|bien)\b.*"
    rf"| (?:(?:el|la|los|las) )?{_THING}\b.*)"
    r"|pendientes? (?:de )?(?:confirmar|capturar|completar|llenar|validar|revisar|definir|agregar"
    r"|incluir|actualizar|poner|checar|verificar|que)\b.*"
    r"|faltan? (?:por|que|agregar|poner|incluir|el|la|los|las|mas|actualizar|revisar|capturar)\b.*"
    r"|¿.*\?|\w{3,15}(?: \w{3,15})?: ?(?:¿|(?:revis|chec|verific|confirm|correg|corrij|falt|cambi"
    r"|quit"
    r"|agreg|pon|actualiz|preguntar|ojo)\w*\b).*|.{0,40}¿(?:si|no|es correcto|correcto|cuant\w+"
    r"|cual\w*|verdad)\?"
)
# "Visitas realizadas: pendiente de capturar": where the figure should stand.
_AFTER_COLON = re.compile(
    r"(?<=:)\s{1,2}(?:pendientes?(?: (?:(?:de|por) )?(?:captur\w*|confirm\w*|defini\w*"
    r"|actualiz\w*|llen\w*|recibir|integr\w*|agreg\w*|anex\w*|poner)(?: [^.:;]{0,60})?)?"
    r"|por (?:definir|confirmar|capturar|actualizar|determinar)|falta(?:n)?"
    r"(?: (?:dato|cifra|capturar|informacion)\w*)?|sin capturar|dato pendiente)\s?\.?$"
)
_LISTED_VERBS = re.compile(r"\w+[aei]r(?:, \w+[aei]r)*,? (?:y|e|o) \w+[aei]r\b")
_REMARK_OPENS = re.compile(
    r"[\W_]*(?:nota(?: para \w+| interna| al? \w+)?: ?)?"
    r"(?:ojo ?[:,!.]|ojo (?:con|que|falta|aqui)\b|(?:checar|preguntarle|pedirle|preguntar a)\b"
    r"|faltan? (?:agregar|poner|incluir|por (?:agregar|definir|capturar|confirmar)|dato|datos|foto"
    r"|fotos|que (?:nos|me|el|la|los|las))\b|favor de \w|no olvidar\b|pendiente:"
    r"|pendiente (?:de )?(?:agregar|completar|capturar|confirmar|incluir|actualizar|poner)\b"
    r"|(?:revisar|verificar|confirmar|validar|ver) con (?!perspectiva|enfoque|base|apego|motivo)"
    r"(?=[^.]{1,50}[.]?$)"
    r"|todo: (?:agregar|poner|incluir|revisar|quitar|actualizar|corregir|completar|cambiar|pedir)\b"
    r"|(?:revisar|checar|corregir|mejorar|ajustar) (?:la )?redaccion\b"
    r"|(?:revisar|verificar|confirmar) (?:este|esta|estos|estas|si|el dato|la cifra|la fecha"
    r"|cifras?|datos?|fechas?)\b)"
)
_NOTE = re.compile(
    r"(?:^|\W)nota(?: para (?:\w+ ){0,3}\w+| interna| al? \w+| del? (?:revisor|capturista"
    r"|autor)\w*)?: ?"
    r"(?=(?:revisar|falta|faltan|checar|pendiente|favor"
    r"|agregar|confirmar|no olvidar|preguntar|corregir|cambiar|actualizar|pedir|quitar|completar"
    r"|poner|verificar|borrar|eliminar|incluir|me |te |le |ya no|no se si|esto|este parrafo"
    r"|por favor|lic\.|ing\.|mtr[ao]\.)\b).{0,120}"
)
_PART = (
    r"(?:parrafos?|apartados?|textos?|datos?|cifras?|tablas?|cuadros?|imagen(?:es)?|fotos?|numeros?"
    r"|seccion(?:es)?|redaccion|renglon(?:es)?|graficas?)"
)
_TALK = re.compile(
    r"(?:\b|(?=¿))(?:hace falta "
    r"(?:aplicarl|agregarl|ponerl|revisarl|capturarl|actualizarl|pedirl|confirmarl)\w+"
    r"|(?:me |nos )?pasan (?:el dato|la foto|las fotos|los datos)|pasame|mandame|avisame|te encargo"
    r"|(?:revisar|checar|verificar|confirmar|validar) (?:este|esta|el) "
    r"(?:dato|cifra|parrafo|numero)"
    r"|aqui (?:pon|ponle|agrega|agregale|mete|le pones)\b"
    r"|aqui van? (?:el|la|los|las) (?:buen[oa]s?|que|mism[oa]s?|de (?:la|el))\b"
    r"|aqui faltan? (?!de\b)\w+|(?:que )?(?:me|nos) (?:confirm|mand|pas|envi|revis|ayud|avis|dig"
    r"|inform|compart|orient)(?:es|as)\b"
    r"|no se si (?:va|poner|dejar|ponemos|dejamos|es correcto)|le cambiamos|lo dejamos asi"
    r"|(?<!\ba )(?<!\ben )favor de (?:actualiz|corregi|revis|verific|confirm|cambi|complet|agreg"
    r"|quit|elimin|capturar|poner|anex)\w+"
    r"|(?:actualizar|corregir|revisar|cambiar|quitar|completar|confirmar|pedir|agregar|poner"
    r"|checar|validar|verificar)(?:l[oa]s?|sel[oa]s?)? antes de"
    r" (?:enviar|imprimir|entregar|mandar|firmar)\w*"
    r"|(?:faltan?|hay que|habria que|habra que|pendientes?(?: de| por)?|recordar|tenemos que)"
    r" (?:actualiz|correg|revis|complet|anex|captur|insert|verific|confirm|redact|ajust|agreg|pon"
    rf"|inclu|cambi|quit|chec|ped|reescrib|valid)[aei]r (?:est[ea]s?|estos|aqui) (?:{_PART})\b"
    rf"|(?:faltan?|hay que|habria que|habra que) (?:agreg|pon|captur|insert|ped|correg|chec|quit"
    rf"|cambi)[aei]r (?:el|la|los|las) {_PART}\b"
    r"|(?:preguntar|preguntarle|pedir|pedirle|checar|consultarlo|confirmarlo)(?: esto)? (?:a|con)"
    r" (?:la |el )?(?!l[oa]s? )\w+ (?:cual|cuant|si |que |el dato|las? |antes)\w*"
    r"|¿(?:(?:me|nos) (?:confirm|pas|mand|ayud|dic|revis|pued|podri)\w*|puedes|podrias|sabes|checas"
    r"|revisas|corriges|confirmas)\b[^?¿]{0,80}\?"
    r"|(?<=[.;] )(?:pendientes?|faltan?) (?:de )?(?:actualiz|correg|confirm|captur|complet|verific"
    r"|revis|agreg|pon|inclu|chec)[aei]r (?:(?:el|la|los|las) )?"
    r"(?:numeros?|cifras?|datos?|fotos?)\b"
    r"|ojo ?[:!]|ojo con (?:este|esta|el|la)"
    r"|faltan? (?:agreg|captur|pon|anex|inclu|sub|confirm|actualiz|complet|ped|met|quit"
    r"|corregi)\w{0,5}l[oa]s?|dato por confirmar|cifra por confirmar"
    r"|numero por confirmar)(?:\b|(?<=\?))"
)
_SHOUTED = re.compile(r"(?<!\w)OJO(?!\w)(?! DE\b)")
_ELLIPSIS = re.compile(r"\[ ?(?:…|\.{3}) ?\]")
_DRAFT = re.compile(
    r"[\W_]*(?:borrador|falta|(?:dato )?pendiente(?: de (?:captura\w*|confirma\w*|llena\w*))?"
    r"|por (?:definir|captur\w*|llen\w*|complet\w*)"
    r"|en proceso de captura|sin capturar|xx+)[\W_]*"
    r"|#{2,}"
)
_QUOTED = re.compile(r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"\n]{0,400}\"")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}|(?<!\S)\S{1,100}@\S{1,100}")
# "Se publicaron N boletines": a letter where the number should stand.
_LETTER = re.compile(
    r"(?:\b[Ss]e \w+(?:aron|ieron|eron)|\btotal de"
    r"|\b(?:[Aa]sistieron|[Pp]articiparon|[Aa]cudieron|fueron|son)) "
    r"(?P<letter>NN|[NX]|n|x|#) (?=[a-záéíóúñ]{3,}s\b)"
    r"|\b(?:con|a|para) (?P<double>NN) (?=(?:personas|asistentes|participantes|mujeres|hombres"
    r"|servidor\w+|municipios|cursos|oficios|alumn\w+)\b)"
)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# {pattern: words and signs of which one must be there, folded}; most texts have none of them.
_SIGNS: Mapping[re.Pattern[str], tuple[frozenset[str], tuple[str, ...]]] = {
    _LONE_X: (frozenset(("x",)), ()),
    _CROSSED_YEAR: (frozenset(), ("20x", "20_", "20?", "202x", "202_", "202?", "x/")),
    _MISSING: (
        frozenset(("falta", "faltan", "pendiente", "definir", "confirmar")),
        (
            "(nombre", "(fecha", "(cargo", "(lugar", "(municipio", "(insti", "(dependencia",
            "(cantidad", "(monto", "(nume",
        ),
    ),
    _FIXED_BLANKS: (
        _listed("dd lorem dolor clic click texto reference comentado determined tbd"),
        ("00/", "0,000", "/000", "error!", "#", "??", "(?", "[?"),
    ),
    _INSERT: (frozenset(("aqui", "aca")), ()),
    _DOTS: (frozenset(), ("...", "…")),
    _NOTE: (frozenset(("nota",)), ()),
    _ELLIPSIS: (frozenset(), ("[",)),
    _SHOUTED: (frozenset(("ojo",)), ()),
    _TALK: (
        _listed(
            "falta faltan pasan pasame mandame avisame encargo aqui si cambiamos dejamos favor "
            "antes me nos ojo revisar checar verificar confirmar validar preguntar preguntarle "
            "pedir pedirle consultarlo confirmarlo hay habria habra pendiente pendientes recordar "
            "tenemos"
        ),
        ("¿",),
    ),
    _LETTER: (frozenset(("n", "nn", "x")), (" # ",)),
}  # fmt: skip
# A few at most, told apart by identity: the hash of a pattern reads all of it.
Likely = tuple[re.Pattern[str], ...]
# Of blanks the first three are told by their capitals, the others in the folded text.
_BLANKS = (_LONE_X, _CROSSED_YEAR, _MISSING, _FIXED_BLANKS, _INSERT, _DOTS)
_IN_FOLDED = _BLANKS[3:]
_REMARKS = (_NOTE, _ELLIPSIS, _TALK)
_ALL_WORDS = frozenset(word for words, _ in _SIGNS.values() for word in words)
_ALL_MARKS = tuple({mark: None for _, marks in _SIGNS.values() for mark in marks})
_WORD = re.compile(r"[a-záéíóúñ]{2,}")
# Where somebody signs.
_SIGNS_ON = re.compile(
    r"\b(?:nombre|firma|cargo|sello|elabor[oó]|revis[oó]|autoriz[oó]|vo\.? ?bo)\.?\s?:\s*$",
    re.IGNORECASE,
)


# "[imagen]" alone: where a picture stood in the file that was pasted.
_PICTURE = re.compile(
    r"[\[(<]{1,2}(?:imagen|foto|fotografia|image|picture|figura|logo|logotipo|escudo|firma|sello"
    r"|rubrica|grafica)(?: ?\d{1,3})?[\])>]{1,2}"
)


@lru_cache(maxsize=4096)  # the cells of tables are often the same; what may be a cover is asked too
def left_in(text: str) -> tuple[LeftIn, ...]:
    """Return what was left in a text, in its order; nothing is told twice."""
    plain = folded(text)
    if _PICTURE.fullmatch(plain.strip()):
        return ()
    likely = _likely(plain)
    candidates = [*_blanks(text, plain, likely), *_remarks(text, plain, likely)]
    if any(each.blank for each in candidates) and has_ticks(text):
        candidates = [each for each in candidates if not is_box(text[each.start : each.end])]
    if not candidates:
        return ()
    links = [found.span() for found in _LINK.finditer(text)]
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    found: list[LeftIn] = []
    for each in sorted(candidates, key=lambda one: (one.start, not one.blank, -one.end)):
        if _inside(each, quoted) and (not each.blank or is_cited(plain, each.start, quoted)):
            continue
        apart = not found or each.start >= found[-1].end
        if apart and not _inside(each, links):
            found.append(each)
    return tuple(found)


def _inside(each: LeftIn, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a place lies in one of these spans, which are in their order and apart."""
    place = bisect_right(spans, each.start, key=lambda span: span[0])
    return place > 0 and each.start < spans[place - 1][1]


def _likely(plain: str) -> Likely:
    """Return the patterns of which a folded text has some sign at all."""
    words = words_of(plain)
    if words.isdisjoint(_ALL_WORDS) and not holds_any(plain, _ALL_MARKS):
        return ()
    return tuple(
        pattern
        for pattern, (own, marks) in _SIGNS.items()
        if not words.isdisjoint(own) or holds_any(plain, marks)
    )


def _blanks(text: str, plain: str, likely: Likely) -> Iterator[LeftIn]:
    """Yield the gaps that nobody filled."""
    if "xx" in plain:
        for found in _CROSSES.finditer(text):
            if not is_roman(text, found):
                yield LeftIn(found.start(), found.end(), True)
    for pattern in _BLANKS:
        if pattern in likely:
            for found in pattern.finditer(plain if pattern in _IN_FOLDED else text):
                if pattern is _FIXED_BLANKS and tells_how_to_write(plain, found.start()):
                    continue
                yield LeftIn(found.start(), found.end(), True)
    tail = plain[-120:]
    if ":" in tail and (found_after := _AFTER_COLON.search(tail)):
        start = len(plain) - len(tail) + found_after.start()
        yield LeftIn(start, len(text), True)
    if len(plain) < 60 and _OPENS_WITH_INSERT.match(plain):
        yield LeftIn(0, len(text), False)
    for found in _LETTER.finditer(text) if _LETTER in likely else ():
        which = "letter" if found["letter"] else "double"
        yield LeftIn(found.start(which), found.end(which), True)
    if "__" in text:
        yield from _underscored(text)
    for found in _BRACKETS.finditer(text) if holds_any(text, "[<{") else ():
        inner = folded(next(group for group in found.groups() if group is not None)).strip()
        if _REDACTED.search(inner) or is_field(plain, found.start()):
            continue
        wide = found[0][0] != "<" or len(inner.split()) > 1
        if wide and _BRACKETED.match(inner) and not _ELLIPSIS.fullmatch(found[0]):
            yield LeftIn(found.start(), found.end(), True)
    for found in _PARENTHESES.finditer(plain) if holds_any(plain, _ASIDE) else ():
        if _BLANK_ASIDE.fullmatch((found[1] or found[2] or "").strip()):
            yield LeftIn(found.start(), found.end(), True)


def _remarks(text: str, plain: str, likely: Likely) -> Iterator[LeftIn]:
    """Yield the words that one colleague wrote to another."""
    for found in _PARENTHESES.finditer(plain) if holds_any(plain, _ASIDE) else ():
        inner = (found[1] or found[2] or "").strip()
        if _REMARK_ASIDE.fullmatch(inner) and not _LISTED_VERBS.match(inner):
            yield LeftIn(found.start(), found.end(), False)
    if len(plain) < 200 and _REMARK_OPENS.match(plain):
        yield LeftIn(0, len(text), False)
    for pattern in _REMARKS:
        for found in pattern.finditer(plain) if pattern in likely else ():
            yield LeftIn(found.start(), found.end(), False)
    for start, end in spoken_remarks(text, plain):
        yield LeftIn(start, end, False)
    if _SHOUTED in likely and not text.isupper():
        for found in _SHOUTED.finditer(text):
            yield LeftIn(found.start(), found.end(), False)
    if text.strip() and _DRAFT.fullmatch(plain):
        yield LeftIn(0, len(text), False)


def _underscored(text: str) -> Iterator[LeftIn]:
    """Yield the blanks of underscores within prose; a line to sign on is none."""
    any_word = _WORD.search(text) is not None
    for found in _UNDERSCORES.finditer(text):
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        if (before.isalnum() and after.isalnum()) or (before.isalnum() and after in ".-" and after):
            continue
        long_line = found.end() - found.start() >= 12
        near = text[max(0, found.start() - 40) : found.start()]
        if _SIGNS_ON.search(near) and len(text) < 240:
            continue
        in_prose = len(_WORD.findall(near)) >= 2 and "firma" not in near.casefold()
        if "/" in (before, after) or (in_prose or not long_line and any_word):
            yield LeftIn(found.start(), found.end(), True)
