"""Names of bodies and offices inside a sentence, with the article of their first word."""

import re

from programs.values.typed import plain

_FEMININE = re.compile(
    r"(?:sub)?(?:secretaria|direccion|comision|coordinacion)\b|"
    r"(?:unidad|contraloria|fiscalia|auditoria|universidad|junta|presidencia|delegacion|red|"
    r"procuraduria|tesoreria|sindicatura|asamblea|oficialia|jefatura|agencia|academia|escuela|"
    r"camara|defensoria|sala|mesa|legislatura|consejeria|gubernatura)\b"
)
_MASCULINE = re.compile(
    r"(?:comite|subcomite|consejo|organo|grupo|pleno|sistema|cabildo|ayuntamiento|patronato|"
    r"instituto|tribunal|congreso|municipio|departamento|poder|colegio|gobierno|secretariado|"
    r"juzgado|centro|banco|fondo|h|honorable|servicio|registro|archivo|observatorio)\b"
)
_ARTICLES = ("el ", "la ", "los ", "las ")


def _with_article(name: str) -> str:
    """Return a name after its article, where one is known; as it is where none is."""
    low = name.lower()
    if low.startswith(_ARTICLES):
        word, rest = name.split(" ", 1)
        return f"{word.lower()} {rest}"
    if _FEMININE.match(plain(name)):
        return f"la {name}"
    return f"el {name}" if _MASCULINE.match(plain(name)) else name


def of_body(name: str) -> str:
    """Return " del Comité de Ética" after what is of a body; " (CPC)" where no article is known."""
    name = name.strip()
    if not name:
        return ""
    told = _with_article(_upper(name))
    if told.startswith("el "):
        return f" del {told[3:]}"
    return f" de {told}" if told.startswith(("la ", "las ", "los ")) else f" ({told})"


def to_whom(name: str) -> str:
    """Return "a la Secretaría de Educación", "al Ayuntamiento", "a María López"."""
    told = _with_article(name.strip())
    return f"al {told[3:]}" if told.startswith("el ") else f"a {told}"


def _upper(name: str) -> str:
    """Return the name of a body with its first letter in capital; an article stays small."""
    return name if name.lower().startswith(_ARTICLES) else f"{name[:1].upper()}{name[1:]}"
