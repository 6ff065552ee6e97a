"""Whether what a línea promises to count are courses and events, or the persons who take them."""

import re

from programs.values.wording.numbers import folded
from programs.values.written import WrittenLinea

_COUNTS_COURSES = re.compile(
    r"\b(?:cursos?|talleres|taller|capacit\w+|diplomados?|eventos?|conferencias?|seminarios?|"
    r"platicas?|foros?|jornadas?|encuentros?|congresos?|simposios?|conversatorios?|formacion"
    r"|formativ[oa]s?"
    r"|actos?|ferias?|festival(?:es)?|caravanas?|concursos?"
    r"|profesionalizacion|adiestramiento|sensibilizacion|"
    r"webinar\w*|actividad(?:es)?|horas?\s+de\s+(?:curso|capacitacion))\b"
)
# Of what a línea counts, these are about courses and are none.
_COUNTS_OTHERS = re.compile(
    r"\b(?:publicacion|boletin|nota|convocatoria|difusion|oficio|contrato|pago|informe|reporte|"
    r"documento|material|video|programa(?!s? (?:formativ|de (?:formacion|capacitacion))))(?:e?s)?\b"
)
_OTHERS_FIRST = re.compile(rf"\W{{0,10}}[\d,.]{{0,12}}\W{{0,10}}{_COUNTS_OTHERS.pattern}")
# Of another unit a course may be the means: "400 trípticos" that are given away in one.
_MAY_BE_TAUGHT = re.compile(
    r"\b(?:person|servidor|asistent|participant|funcionari|public|elemento|enlace|accion|actos?\b|alumn|docente"
    r"|becari|mujer|hombre|titular|integrante|policia|agente|auditor|horas?\b|constancia|sesion"
    r"|tarea|servici|proyect|porcentaje|modulo|grupo|generacion|reunion|visita|difusion)|%"
)


def counts_courses(linea: WrittenLinea) -> bool:
    """Tell whether what a línea counts are courses, or the persons who take them."""
    units = folded(" ".join(amount.unit for amount in linea.amounts) or linea.meta)
    if _COUNTS_COURSES.search(units):
        return not _OTHERS_FIRST.match(units)
    if _COUNTS_OTHERS.search(units) or (units and not _MAY_BE_TAUGHT.search(units)):
        return False
    return bool(_COUNTS_COURSES.search(folded(linea.title)))
