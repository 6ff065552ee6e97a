"""Which verb of a sentence tells what was done on its day, and none what is still to be done.

"En julio vamos a avisar a quienes no presentaron su declaración": the past is of the others.
"""

import re

PAST = re.compile(
    r"\b(?:\w{2,}(?:ó|aron|ieron|jeron|yeron|[ai]mos(?<!tramos)(?<!gramos)(?<!\bramos)"
    r"(?<!clamos)(?<!éstamos)(?<!ínimos)(?<!áximos)"
    r"(?<!óximos)(?<!últimos)(?<!écimos)(?<!ítimos)(?<!ónimos)(?<!óptimos)(?<!íntimos)(?<!estamos)"
    r"(?<!\bvamos)(?<!ábamos)(?<!íamos)(?<!agamos)(?<!engamos)(?<!zcamos))"
    r"|tuvo|hubo|hizo|dio|fue|fueron|estuvo|expuso|dispuso|propuso|puso"
    r"|sostuvo|obtuvo|vino|dijo|contó)\b"
)
# Those verbs whose "-amos" is of now open what is meant to be done: "en julio esperamos recibir".
_TO_COME = re.compile(
    r"\b(?:\w{2,}(?:rá|rán|remos)|(?:voy|va|van|vamos) a \w+[aeií]r(?:l[aeo]s?|se|les|nos)?"
    r"|(?:toca|faltan?|resta|quedan?|conviene|urge)(?: por)? \w+[aeií]r(?:l[aeo]s?|se)?"
    r"|(?:hay|habrá|tenemos|tengo|tiene|tienen) que \w+[aeií]r(?:l[aeo]s?|se)?"
    r"|(?:debe|deben|debemos|(?:se )?(?:piensa|prevé|planea|pretende|espera|busca|desea|quiere)n?"
    r"|queremos|podemos|tenemos (?:pensado|previsto|planeado|programado)"
    r"|(?:pensamos|planeamos|esperamos|deseamos|buscamos|pretendemos|proyectamos))"
    r" \w+[aeií]r(?:l[aeo]s?|se|les|nos)?)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:que(?! se (?:informa|reporta)\b)|cual|cuales|quien|quienes|donde|cuando|cuyo|cuya)\b"
    r"[^,;.]{0,30}$"
)


def tells_done(lower: str, start: int, end: int) -> bool:
    """Tell whether the first verb of what stands here, of no others, is of what was done."""
    to_come = _TO_COME.search(lower, start, end)
    until = to_come.start() if to_come else end
    before = start
    for verb in PAST.finditer(lower, start, until):
        if not _OF_OTHERS.search(lower, before, verb.start()):
            return True
        before = verb.end()  # "las áreas que visitamos entregaron su inventario"
    return False
