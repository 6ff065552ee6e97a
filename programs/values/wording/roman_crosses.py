"""Whether capitals "XX" or "XXX" are a Roman number and no blank: "fracción XX", "XX Congreso"."""

import re

_ROMAN_BEFORE = re.compile(
    r"(?:\b(?:siglos?|fracci[oó]n(?:es)?|fracs?\.|frs?\.|art[ií]culos?|arts?\.|cap[ií]tulos?"
    r"|t[ií]tulos?|numeral(?:es)?|tomos?|anexos?|incisos?|secci[oó]n(?:es)?|apartados?|libros?"
    r"|p[aá]rrafos?|bases?|legislaturas?|ejes?|objetivos?|punto|puntos|regi[oó]n|distrito|zona"
    r"|carpeta|legajo|caja|salas?|ruta|n[uú]mero romano|volumen|vol\.|parte|luis|juan|p[ií]o"
    r"|le[oó]n)"
    r"|\b[IVXLC]+(?: bis)?,?(?: y| e| a| al| o)?|\b[IVXLC]+ ?[-–]) ?$",
    re.IGNORECASE,
)
# "La fracción XX (trámites) y la XL (licitaciones)": the noun stands before the first of them.
_ROMAN_NAMED = re.compile(
    r"\b(?:fracci[oó]n(?:es)?|art[ií]culos?|cap[ií]tulos?|t[ií]tulos?|numeral(?:es)?|incisos?"
    r"|secci[oó]n(?:es)?|apartados?|anexos?|tomos?|libros?|bases?)\s[IVXLC]+\b[^\n]{0,160}"
    r"(?:[,;.)]|\b[yeo]|\bcomo|\ba)\s(?:(?:de|en|con|a)\s)?(?:la|las|el|los|al?|del)\s$",
    re.IGNORECASE,
)
# "La XX, de licitaciones", "el XX (de las sanciones)"; "el XX de mayo" is a blank.
_NAMED_AFTER = re.compile(
    r"\s?[(,;.:]|\s(?:y|e|o|se|que|del|de\s(?:la|las|los)|fue|fueron|est[aá]n?|relativ\w{1,4}"
    r"|referente|sobre|correspond\w{1,8})\b|$"
)
_ROMAN_AFTER = re.compile(
    r" ?[-–] ?[IVXLC]+\b|,? (?:y|a|al|o) [IVXLC]+\b|,? (?:de|del) (?:la |los |el )?"
    r"(?!(?:Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto|Sep|Octubre|Nov|Dic))[A-ZÁÉÍÓÚ]"
    r"|,? (?:bis|ter)\b|[,;] [IVXLC]+\b"
)
_ORDINAL_AFTER = re.compile(r" (?P<word>[A-ZÁÉÍÓÚ][a-záéíóúñ]+)")
# "XX aniversario", "XX Asamblea": what is held once a year.
_EVENT_AFTER = re.compile(
    r" (?:aniversario|edici[oó]n|asamblea|congreso|feria|semana|festival|foro|encuentro|concurso"
    r"|torneo|muestra|jornada|legislatura|sesi[oó]n|bienal|coloquio|seminario)\b",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(r"\b(?:el|la|del|al|su|este|esta|nuestro|nuestra) $", re.IGNORECASE)
_BLANK_BEFORE = re.compile(
    r"(?:\b(?:no|n[uú]m|n[uú]mero|im[aá]gen(?:es)?|fotograf[ií]as?|tablas?|figuras?|fecha|d[ií]a"
    r"|total de|folio|oficios?)[.:]?|n[°º]) $",
    re.IGNORECASE,
)


def is_roman(text: str, found: re.Match[str]) -> bool:
    """Tell whether capitals XX or XXX are a number: "fracción XX", "siglo XX", "XX Congreso"."""
    if found[0] not in ("XX", "XXX"):
        return False
    start, end = found.span()
    before = max(0, start - 30)
    if _EVENT_AFTER.match(text, end):
        return True
    if _BLANK_BEFORE.search(text, before, start) or text[end : end + 1] in ("/", "%"):
        return False
    if _ROMAN_BEFORE.search(text, before, start):
        return True
    if _NAMED_AFTER.match(text, end) and _ROMAN_NAMED.search(text, max(0, start - 200), start):
        return True
    if start and text[start - 1] in "/$":
        return False
    opens = not text[max(0, start - 30) : start].strip()
    if opens and re.match(r"[.)] [A-ZÁÉÍÓÚ]", text[end : end + 3]):
        return True
    ordinal = _ORDINAL_AFTER.match(text, end)
    if ordinal and not ordinal["word"].endswith("s"):
        return True
    return bool(
        (ordinal and _ONE_BEFORE.search(text, before, start)) or _ROMAN_AFTER.match(text, end)
    )
