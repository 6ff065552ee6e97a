"""Labels that people write as they would ask or say it: "A qué nos comprometimos", "Dónde estamos".

`labels` names what each announces. Patterns match folded words without signs around them.
"""

_PROMISE = r"(?:promet|compromet|oblig|ofrec|pact|acord|fij|asum|contraj|convin|convenimos)\w*"
_MEANT = r"(?:me|nos|se|habiamos|habia|hemos|ha|teniamos|tenia)"
_TIME = r"(?: (?:para|en|durante|de|al|a|hacia|hasta) [a-z0-9 -]{2,40})?"
_DONE = (
    r"(?:hecho|realizado|logrado|avanzado|alcanzado|cumplido|ejecutado|entregado|atendido|efectuado"
    r"|trabajado|obtenido|conseguido|resuelto)"
)
_STANDS = (
    r"(?:esta(?:mos|n)?|va(?:mos|n)?|queda(?:mos)?|quedo|anda(?:mos)?|llega(?:mos)?|llego"
    r"|se (?:encuentra|halla|ubica|llego|va|esta))"
)
_OF = (
    r"(?: (?:la|el|esta|este|su|nuestra|nuestro)"
    r" (?:meta|linea|accion|actividad|compromiso|proyecto))?"
)
# {name of the label: its words}
SPOKEN = {
    "META": (
        rf"(?:a )?(?:lo )?(?:que|cuanto) (?:{_MEANT} )*{_PROMISE}(?: a? ?(?:hacer|cumplir|lograr))?"
        rf"{_TIME}|lo (?:prometido|ofrecido|pactado|acordado){_TIME}"
        r"|(?:nuestro |el )?compromiso (?:contraido|asumido|adquirido|hecho|del area|para el ano)"
        r"|meta (?:fijada|pactada|prometida|propuesta|acordada|a (?:cumplir|alcanzar|lograr))"
    ),
    "DONE": (
        r"(?:lo )?(?:contabilizad|computad|contad|abonad|acreditad|sumad)[oa]s?"
        r" (?:para|a|en|hacia|como avance de) (?:la|esta|su) meta"
        r"|(?:lo que )?(?:se )?(?:cuenta|abona|suma|computa|acredita)n?"
        r" (?:para|a|en|hacia) (?:la|esta|su) meta"
    ),
    "PROGRESS": (
        r"(?:que|cual es el) porcentaje(?: (?:se )?(?:lleva|va|representa))?"
        r"|cuanto (?:se )?(?:lleva|llevamos|va)|(?:como )?va(?: en)?|como (?:va|vamos)"
        rf"|(?:(?:en|hasta|a|por) )?(?:donde|que) {_STANDS}{_OF}"
        rf"|(?:punto|lugar|nivel|grado|estado|situacion) (?:en|al?) (?:el )?que {_STANDS}{_OF}"
        rf"|(?:punto|estado|situacion|avance) que guarda{_OF}"
    ),
    "ACTIVITIES": (
        r"(?:lo )?que (?:se hizo|hicimos|entregamos|logramos|llevamos|se lleva)"
        rf"(?: {_DONE})?(?: (?:de|entre|en|durante) [^:\d]{{3,30}})?|se hizo|hicimos"
        rf"|(?:lo )?que (?:se )?(?:ha|hemos|han|habiamos|llevamos|se lleva) {_DONE}{_TIME}"
        rf"|(?:descripcion de )?lo {_DONE}(?: (?:de|en|entre|durante|del) [^:\d]{{3,40}})?"
        r"|como (?:se hizo|lo hicimos|se cumplio)|hechos(?: del (?:trimestre|periodo))?"
    ),
    "OTHER": (
        r"(?:siguientes?|proximos?) pasos?|(?:lo )?que sigue|acciones siguientes"
        r"|(?:lo )?que (?:falta|faltaria|haremos)(?: por hacer)?"
    ),
}
