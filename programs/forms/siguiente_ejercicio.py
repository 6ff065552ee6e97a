"""The decision on what last year taught."""

from django import forms

from programs.enums import LessonKind
from programs.errors import EXPIRED
from programs.received.fields import TextField

ASKED = {"required": EXPIRED, "invalid": EXPIRED, "invalid_choice": EXPIRED, "max_length": EXPIRED}
TAKE, LEAVE = "aceptar", "dejar"


class DecisionForm(forms.Form):
    """Take or leave a lesson: of the línea that `clave` names, or all that wait of its kind."""

    leccion = forms.ChoiceField(choices=LessonKind.choices, error_messages=ASKED)
    decision = forms.ChoiceField(
        choices=[(TAKE, "Aceptar"), (LEAVE, "Dejar como está")], error_messages=ASKED
    )
    clave = TextField(max_length=20, required=False, error_messages=ASKED)
    seen = TextField(max_length=16, error_messages=ASKED)
