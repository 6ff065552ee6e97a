"""The work that a title names first, where nobody could tell of it without naming it.

Whoever trains persons or repairs a roof says so at some place. A narrative that tells only of
oficios, beside a title "Capacitar a los enlaces", is of another work.
"""

import re
from collections.abc import Iterable

from programs.values.wording.numbers import folded
from programs.values.wording.units import of_one_root, share_root, stems
from programs.values.wording.work_families import (
    FAMILIES,
    LAW,
    MEETINGS,
    NEVER_TAUGHT,
    PAPERS,
    TAUGHT,
    TOLD,
)

_GIVING = (
    r"(?:(?:impartir|imparticion|dar|brindar|ofrecer|otorgar|proporcionar|realizar|realizacion"
    r"|organizar|promover|desarrollar|llevar\sa\scabo)\s(?:\w{1,12}\s){0,2}?)?"
)
_TRAINING = re.compile(
    rf"\W*{_GIVING}(?:capacita|sensibiliz|adiestra|instrui|instrucc|entrena|profesionaliz|ensena"
    r"|formar\b|formacion\b(?!\sde\s(?:grupo|brigada|comite|red))|alfabetiz|actualizar\sa\b"
    r"|cursos?\b|talleres\b|taller\sde\b)"
)
TOLD_OF_TRAINING = re.compile(
    r"\b(?:capaci|adiestr|instru[icy]|entrena|profesional|ensen|formaci|formad|formar\b|alfabet|curs"
    r"|taller|diplomad|seminari|platic|charla|confer|ponenc|induc|sensibil|educ|aprend|aula|clase"
    r"|alumn|particip|asist|invit|convoc|inscri|docente|facilita|didactic|temari|constancia|modulo"
    r"|jornada|tutorial|personas\b|grupo)"
)
# "Promover la observancia del código mediante jornadas formativas"
_BY_TEACHING = re.compile(
    r"\b(?:mediante|a\straves\sde|por\smedio\sde|con)\s(?:\w{1,12}\s){0,2}?(?:(?:jornada|sesion|platica)e?s?"
    r"\s(?:formativ|de\s(?:formacion|capacitacion))|cursos?\b|talleres\b|capacitacion)"
)
# Without a word of these nobody taught anything.
_TEACHES = re.compile(
    r"\b(?:capaci|adiestr|instru[icy]|entrena|profesional|ensen|formaci|formad|formar\b|formativ"
    r"|alfabet|curs|taller|diplomad|seminari|platic|charla|confer|ponenc|induc|sensibil|educ|aprend"
    r"|aula|clase|alumn|docente|didactic|temari|inscri|jornada|tutorial)"
)
# "oficios para requerir", "oficios de requerimiento"
_ASKED = re.compile(r"\boficios?\b[^.;]{0,30}\brequeri")
_BY_HAND = re.compile(
    r"\W*(?:(?:trabajos|obras|labores|acciones|proyecto)\sde\s)?(?:restaura|repara|pintar\b|pintura\sde"
    r"|(?:dar\s)?mantenimiento\s(?:preventivo|correctivo)|plantar|plantacion|reforest|construi|construcc|sembrar|siembra|digitaliza|bache|pavimenta"
    r"|rehabilit|limpiar\b|limpia\sde|limpieza|desazolv|vacuna|esteriliz|podar\b|poda\sde|imprimir|encuadern"
    r"|fumiga|sustitui|sustitucion\sde|remodela|impermeabiliz|perforar|perforacion|alumbrar|drenar"
    r"|instalar\b(?!\s(?:(?:el|los|las?|una?|al)\s)?(?:(?:sub)?comite|consejo|grupo|mesa|red\b|junta"
    r"|contralor|observatorio|comision|patronato|modulo)))"
)
_NOT_TAUGHT = frozenset(
    stems(
        "expediente caja transferencia inventario auditoria arqueo conciliacion factura licitacion "
        "compra mantenimiento reparacion luminaria poste bache arbol resguardo contrato dictamen "
        "sentencia queja denuncia"
    )
)
# "Las actas de fin de cursos", "en curso"
_NO_COURSE = re.compile(r"\b(?:(?:fin|inicio|cierre|termino)\sde\s(?:los\s)?cursos?|en\scurso)\b")
_ROOT = 6  # letters
_LEAST = 4
_OPENING = re.compile(r"\s(?:en|sobre|para|acerca)\s")


def work_unseen(title: str, heads: tuple[str, ...], told: str) -> bool:
    """Tell whether `told`, all that a línea says, has nothing of the work that its title names.

    `heads` are the stems of what its meta counts, such as no office would measure that work by.
    """
    plain, said = folded(title), _NO_COURSE.sub(" ", folded(told))
    if not heads:
        return False
    families = (each for each in FAMILIES if each.opening.match(plain))
    if _TRAINING.match(plain) or _BY_TEACHING.search(plain):
        asked = all(head in NEVER_TAUGHT for head in heads) or _ASKED.search(said)
        if asked and not any(_alike(head, word) for head in heads for word in stems(plain)):
            return not _TEACHES.search(said)
        foreign = all(head in PAPERS | _NOT_TAUGHT for head in heads)
        if not foreign or TOLD_OF_TRAINING.search(said):
            return False
        # "Capacitar a los enlaces en el uso del sistema": the subject is told of any paper too
        own = _OPENING.split(plain, maxsplit=1)[0]
    elif _BY_HAND.match(plain):
        if not all(head in PAPERS | MEETINGS | TAUGHT | LAW | TOLD for head in heads):
            return False
        own = plain
    else:
        named = set(stems(plain))
        return not named & set(heads) and any(
            all(head in each.foreign for head in heads) and not each.own.search(said)
            for each in families
        )
    words = frozenset(stems(said))
    return not any(
        len(named) >= _LEAST and (named in words or any(_alike(named, word) for word in words))
        for named in stems(own)
        if named not in ("persona", "servidor", "publico", "impartir", "realizar", "municipio")
    )


def teaches_by(title: str, heads: tuple[str, ...]) -> bool:
    """Tell whether a title is of teaching, and `heads` are what teaching is given by."""
    return bool(heads) and set(heads) <= TAUGHT and bool(_TRAINING.match(folded(title)))


def is_work_of(title: str, heads: Iterable[str]) -> bool:
    """Tell whether the first word of a title is the work that a unit counts.

    "Auditar fideicomisos" and auditorías, "Acudir a los ayuntamientos" and visitas.
    """
    first = next((word for word in stems(folded(title)) if len(word) > _LEAST), "")
    if _GOES_THERE.match(first) and not _VISITS.isdisjoint(heads):
        return True
    return share_root((first,), heads, _WORK_ROOT)


_WORK_ROOT = 5  # letters: "mantener", mantenimientos
_GOES_THERE = re.compile(r"(?:acudir|asist(?:ir|encia)|traslad|recorr|concurrir|constituir)")
_VISITS = frozenset(("visita", "recorrido", "inspeccion", "gira", "supervision", "verificacion"))


def opens_with_work_of(title: str, told: str) -> bool:
    """Tell whether a text tells of what a title opens with: "Acompañar", acompañamiento."""
    first = next((word for word in stems(folded(title)) if len(word) >= _ROOT), "")
    words = stems(folded(told))
    return bool(first) and any(word[:_ROOT] == first[:_ROOT] for word in words)


def _alike(named: str, word: str) -> bool:
    return of_one_root(named, word) or (len(named) >= _ROOT and named[:_ROOT] == word[:_ROOT])
