"""What was read of an informe, signed, while it waits in the page of who looks at it.

Nothing of it is kept here: the page of the browser holds it, in a field that nobody sees, until the
person says what to bring. It is tied to the person and to the quarter, and is good for some hours.
"""

from django.core import signing

from programs.errors import FileRefused
from programs.received.informes.crossing import from_json, to_json
from programs.values.brought.carried import Carried

SALT = "programs.informe_traido"
GOOD_SECONDS = 8 * 60 * 60
# Beside 4,000 fields it stays within what a request may hold besides its files (2.5 MB).
MAX_SIGNS = 1_800_000
EXPIRED = "Lo leído venció: se conserva ocho horas. Traiga otra vez el informe."
FORGED = "Lo leído no llegó completo, o es de otra persona o trimestre. Traiga otra vez el informe."
TOO_MUCH = "El informe trae más de lo que cabe en una página. Traiga solo la parte de su área."


def carried_sign(carried: Carried, person: int, trimestre: int) -> str:
    """Return what was read as a text for the page. Raises `FileRefused` where it is too much."""
    value = {"person": person, "trimestre": trimestre, "read": to_json(carried)}
    text = signing.dumps(value, salt=SALT, compress=True)
    if len(text) > MAX_SIGNS:
        raise FileRefused(TOO_MUCH)
    return text


def carried_read(text: str, person: int, trimestre: int) -> Carried:
    """Return what was read; `FileRefused` for what is old, forged, of others or of elsewhere."""
    if len(text) > MAX_SIGNS:
        raise FileRefused(FORGED)
    try:
        value = signing.loads(text, salt=SALT, max_age=GOOD_SECONDS)
    except signing.SignatureExpired as error:
        raise FileRefused(EXPIRED) from error
    except signing.BadSignature as error:
        raise FileRefused(FORGED) from error
    if (value["person"], value["trimestre"]) != (person, trimestre):
        raise FileRefused(FORGED)
    try:
        carried: Carried = from_json(Carried, value["read"])
    except ValueError as error:  # signed by another release, with other fields
        raise FileRefused(EXPIRED) from error
    return carried
