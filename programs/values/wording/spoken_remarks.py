"""Remarks of one colleague to another within a sentence, with no brackets about them.

"… y se notificaron, ojo, confirmar con Ana si ya los subió", "Lupita, checar si ya mandaron las
listas y si no quitar esto": they call somebody by the name, or speak as no report does.
"""

import re
from collections.abc import Iterator

from programs.values.wording.numbers import words_of

_TASK = (
    r"(?:chec|cheque|revis|verific|confirm|pregunt|valid|corrobor|cotej|agreg|anex|actualiz|ajust"
    r"|cambi|quit|borr|busc|mand|complet|acomod|separ|pas)ar"
    r"|(?:correg|inclu|ped|sub)ir|poner|meter"
)
_AIM = (
    r"(?:si|con|que|est[aeo]s?|eso|aqui|cuant[oa]s|cual(?:es)?|quien(?:es)?|donde"
    r"|(?:el|la|los|las|un|una) (?:datos?|cifras?|fechas?|fotos?|listas?|numeros?|oficios?|nombres?"
    r"|anexos?|evidencias?|tablas?|totales|total|acuses?|ligas?|redaccion))"
)
_CLAUSE = r"(?:^|(?<=[.;:,(\[–—\-\n] )|(?<=[(\[\n–—]))"
_SENTENCE = r"(?:^|(?<=[.;:!?|–—\n] )|(?<=[(\n]))"
_OJO = re.compile(
    rf"{_CLAUSE}ojo(?:,|:|\.{{2,3}}|…)? (?:con (?:el|la|los|las|que|est[aeo]s?)"
    rf"|que|aqui|hay|faltan?|ya|no|si|est[aeo]s?|(?:{_TASK})(?:l[oae]s?)?)\b(?! de agua)"
)
# "checar si", "preguntar a Rosa cuántos": nobody reports that in the infinitive.
_ASKING = re.compile(
    rf"{_CLAUSE}(?:checar|chequear)(?:l[oa]s?)? {_AIM}\b"
    rf"|{_CLAUSE}ver con (?:(?:el|la|los|las) )?\w{{3,20}} (?:si|cuant\w+|cual\w*|que)\b"
    rf"|{_SENTENCE}(?:quitar|borrar|eliminar) est[ea]s? (?:renglon|parrafo|fila|columna|linea|dato"
    r"|foto|imagen|apartado|tabla|texto|hoja)(?:es|s)?\b"
    rf"|{_SENTENCE}(?:texto|parrafo|redaccion|cifra|dato|foto|tabla)s? (?:pendientes? de|por) "
    r"(?:redactar|capturar|integrar|completar|confirmar|definir|enviar|agregar)\b"
    rf"|{_SENTENCE}pendientes? (?:de )?que (?:\w+ ){{0,4}}(?:nos |me )?(?:mande|pase)n?\b"
    r"|\bl[oa]s? (?:paso|mando|subo|agrego|envio|checo|veo|reviso|pongo) (?:manana|luego|hoy"
    r"|ahorita|despues|en cuanto|cuando|el (?:lunes|martes|miercoles|jueves|viernes))\b"
    rf"|{_SENTENCE}(?:preguntar(?:le)?|pedir(?:le)?) (?:a(?:l| la| los)? )?\w+ "
    r"(?:si|que|cuant\w+|cual\w*|el dato|la cifra|las? (?:fotos?|listas?))\b"
    rf"|{_SENTENCE}(?:verificar|revisar|confirmar|corroborar)"
    r"(?: con (?:(?:el|la|los|las) )?\w{3,20})? si ya (?:l[oae]s? |se |nos )?"
    r"(?:mand|envi|pas|sub|lleg|firm|contest|esta|qued|ten|entreg|contaban)"
)
_THIS = re.compile(
    r"\b(?:quitar|borrar|eliminar|corregir|cambiar|actualizar|ajustar|completar|mover|reescribir"
    r"|redactar(?: bien)?|checar|acomodar) (?:todo )?(?:esto|eso)\b(?! (?:es|que|de|fue)\b)"
    r"|\besto (?:ya )?no va\b(?! (?:en|contra|mas|a)\b)"
    r"|\besto (?:todavia |aun )?(?:hay que|lo (?:checa|ve|manda|revisa|tiene|quito|cambio)\b)"
    r"|\b(?:no|ya|todavia no|aun no|cuando|ahorita|luego|manana) (?:me|te) (?:l[oa]s? )?"
    r"(?:ha|han|haya|hayan|(?:mand|pas|envi|dij|dic|dier|confirm|avis|contest|compart)\w{1,6})\b"
)
_PASTED = r"(?:pon|met)er|(?:peg|agreg|insert|anex|coloc|copi)ar|(?:sub|inclu)ir"
# What one did oneself, or still owes: "ya se lo pedí a los de Archivo", "ponerla aquí".
_MINE = re.compile(
    r"(?<!que )\b(?:se l[oa]s?|l[eo]s?) (?:pedi|escribi)\b(?! (?:de|por) )"
    r"|\bya (?:se )?l[eoa]s? (?:pedi|escribi|mande|pregunte|avise|encargue|marque|dije)\b"
    r"|\bya (?:pedi|pregunte|mande|escribi) (?:el|la|los|las|a|al|que|por)\b"
    rf"|{_CLAUSE}(?:{_PASTED})l[oa]s? (?:aqui|aca)\b"
    r"|\bl[oa]s? (?:pego|meto|pongo|subo) (?:aqui|aca)\b"
    rf"|{_CLAUSE}(?:solo |nomas |nada mas )?falta que (?:(?:me|nos|te) )?(?:l[oa]s? )?"
    r"manden (?:el|la|los|las|su)\b"
    r"|\bquede de (?:mandar|pasar|subir|enviar|entregar)(?:l[eoa]s?|sel[oa]s?)?\b"
    r"|\bquedaron de (?:mandar|pasar|enviar)(?:me|nos|te)?l[oa]s?\b"
)
# One of these words is in every match of a pattern: most texts have none, and are not searched.
_ASKED_BY = frozenset(
    (
        "checar", "checarlo", "checarla", "chequear", "preguntar", "preguntarle", "pedir",
        "pedirle",
        "verificar", "revisar", "confirmar", "corroborar", "ver", "quitar", "borrar", "eliminar",
        "pendiente", "pendientes", "redactar", "capturar", "integrar", "completar", "definir",
        "enviar", "agregar", "paso", "mando", "subo", "agrego", "envio", "checo", "veo", "reviso",
        "pongo", "checarlos", "checarlas",
    )
)  # fmt: skip
_MINE_BY = frozenset(
    ("pedi", "escribi", "mande", "pregunte", "avise", "encargue", "marque", "dije", "aqui", "aca",
     "manden", "quede", "quedaron")
)  # fmt: skip
_TALK: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (frozenset(("ojo",)), _OJO),
    (_ASKED_BY, _ASKING),
    (frozenset(("esto", "eso", "me", "te")), _THIS),
    (_MINE_BY, _MINE),
)
_CALLED = re.compile(
    # What stands before it comes first: a search passes quickly over all else.
    r"[.;:!?|–—(\n](?: |(?<=[(\n]))"
    r"(?P<call>"
    r"(?:(?:[Ll]ic|[Ii]ng|[Mm]tr[ao]|[Dd]ra?|[Aa]rq|[Pp]rofa?|[Cc]ompañer[ao]|[Jj]ef[ae])\.? ?)?"
    r"(?P<who>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,11})(?: [A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,11}){0,2}, )"
)
_ORDER = re.compile(
    r"(?:(?:por favor|porfa\w*|ojo|favor de|no olvid\w+|hay que|falta|faltaria|te encargo),? )*"
    rf"(?:(?:{_TASK})(?:l[oae]s?)? {_AIM}\b|(?:{_TASK})(?:l[oae]s?)[.,]"
    rf"|(?:checa|revisa|verifica|confirma|pregunta|agrega|quita|corrige|cambia|completa|actualiza"
    rf"|busca|manda|pasa|pon|sube|anexa|incluye)(?:(?:me|le|nos)?(?:l[oae]s?)?) {_AIM}\b"
    r"|(?:checal|revisal|quital|confirmal|mandamel|pasamel|corrigel|cambial)[oa]s?\b"
    r"|(?:ayudame|avisame|dime|pasame|mandame|confirmame|recuerdame|preguntale|pidele|dile)\b"
    rf"|(?:revis|confirm|agregu|mand|envi|complet|verifiqu|cambi|pas)en?(?:me|nos|le)?(?:l[oae]s?)?,?"
    rf" (?:por favor|{_AIM})\b|(?:corrij|anex|sub)an?(?:l[oae]s?)? (?:por favor|{_AIM})\b"
    r"|te (?:falt|toc|encarg|paso|mand)\w{0,3}\b"
    r"|(?:me|nos) (?:confirmas|pasas|mandas|ayudas|avisas|dices)\b)"
)
# What opens a sentence and calls nobody: "Asimismo, verificar que …", "Primero, revisar si …".
_NOBODY = re.compile(
    r"(?:.+mente|.+[aei]r(?:l[oa]s?)?|asimismo|ademas|tambien|luego|despues|entonces|igual|primero"
    r"|segundo|tercer[oa]?|cuart[oa]|quint[oa]|ultimo|objetivos?|metas?|accion(?:es)?|actividad(?:es)?"
    r"|lineas?|tareas?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre|aqui|ahora|antes|ello|esto|nota|ojo|si|no|finalidad|proposito|paso)"
)


def spoken_remarks(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has such remarks, from where each begins to the end of its sentence."""
    words = words_of(plain)
    for needed, pattern in _TALK:
        for found in pattern.finditer(plain) if not words.isdisjoint(needed) else ():
            yield found.start(), _end_of(plain, found.end())
    # Whom the text itself opens with is called as if a line ended before it.
    for called in _CALLED.finditer(f"\n{text}"):
        start, end = called.start("call") - 1, called.end() - 1
        who = plain[called.start("who") - 1 : called.end("who") - 1]
        order = None if _NOBODY.fullmatch(who) else _ORDER.match(plain, end)
        if order:
            yield start, _end_of(plain, order.end())


_STOP = re.compile(r"[.;\n)\]|]")


def _end_of(plain: str, start: int) -> int:
    found = _STOP.search(plain, start)
    return found.start() if found else len(plain)
