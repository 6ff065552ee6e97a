"""Forms of the windows of a programa: dates, extensions and approval."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self, cast

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import QuerySet

from programs.errors import EXPIRED
from programs.forms.captura import VersionedForm
from programs.models import Area, Programa, User
from programs.received.fields import LineField, TextField
from programs.selectors.plan import MetaQuestion
from programs.services.institucion import NOT_A_CHOICE
from programs.values.phrases import long_date

DATE_HELP = "Escriba la fecha como 14/07/2026."


def date_field(label: str, missing: str, **kwargs: Any) -> forms.DateField:
    """Return a date typed as in Mexico; a browser in another language would turn it around."""
    return forms.DateField(
        label=label,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "typed-date"},
            format="%d/%m/%Y",
        ),
        help_text=kwargs.pop("help_text", "Día/mes/año, por ejemplo 14/07/2026."),
        error_messages={"required": missing, "invalid": DATE_HELP},
        **kwargs,
    )


def reason_field(label: str, missing: str, limit: int, **kwargs: Any) -> TextField:
    """Return a written reason of up to `limit` characters."""
    return TextField(
        label=label,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": missing,
            "max_length": f"Escriba el motivo en {limit} caracteres o menos.",
        },
        **kwargs,
    )


class PeriodForm(VersionedForm):
    """A form of its own address, whose one button says what happens."""

    def __init__(
        self, *args: Any, action: str, button: str, primary: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.attrs = {"novalidate": ""}
        style = "btn-primary" if primary else "btn-secondary"
        self.helper.layout = Layout(
            *self.fields,
            Div(StrictButton(button, type="submit", css_class=style), css_class="form-actions"),
        )


class DueForm(PeriodForm):
    """The deadline with which a quarter is opened, or to which it is moved."""

    due_on = date_field("Fecha límite", "Escriba la fecha límite.")


class ExtensionForm(PeriodForm):
    """More days for one área, with their reason and their end."""

    area = forms.ModelChoiceField(
        label="Área",
        queryset=Area.objects.none(),
        empty_label="Elija un área",
        error_messages={
            "required": "Elija el área.",
            "invalid_choice": "Esa área no reporta en este programa. Elija otra.",
        },
    )
    until = date_field("Prórroga hasta", "Escriba hasta qué día es la prórroga.")
    reason = reason_field("Motivo de la prórroga", "Escriba el motivo de la prórroga.", 300)
    read = TextField(widget=forms.HiddenInput, required=False, max_length=4000)

    def __init__(
        self, *args: Any, areas: QuerySet[Area], example: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["area"]).queryset = areas
        if example:
            text = f"Por ejemplo, 3 días hábiles más son hasta el {long_date(example)}."
            self.fields["until"].help_text = text

    def clean_read(self) -> dict[int, int]:
        """Return {área pk: version of its submission} as the page showed them, "5:2 9:1"."""
        pairs = [pair.partition(":") for pair in self.cleaned_data["read"].split()]
        if not all(one.isdecimal() and two.isdecimal() for one, _, two in pairs):
            raise forms.ValidationError(EXPIRED)
        return {int(one): int(two) for one, _, two in pairs}


class SecondForm(PeriodForm):
    """Who validates what the Secretario Técnico submitted; `seen` is whom the page showed."""

    person = forms.ModelChoiceField(
        label="Segunda persona que valida",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nadie",
        error_messages={"invalid_choice": NOT_A_CHOICE},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]  # of no row: what the page showed is the person
        self.helper.layout.fields.remove("version")
        cast(forms.ModelChoiceField, self.fields["person"]).queryset = people


class ApprovalForm(PeriodForm):
    """The act by which the PTA was approved, and why what does not agree in its metas is right."""

    agreement = LineField(
        label="Acuerdo",
        max_length=120,
        help_text="Como se cita, por ejemplo OG/2025/12.",
        error_messages={"required": "Escriba el número del acuerdo."},
    )
    session = LineField(
        label="Sesión",
        max_length=200,
        help_text="Por ejemplo: Cuarta sesión ordinaria de 2025.",
        error_messages={"required": "Escriba la sesión en que se aprobó."},
    )
    approved_on = date_field("Fecha de aprobación", "Escriba la fecha de aprobación.")

    def __init__(self, *args: Any, questions: Iterable[MetaQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metas = {f"reason_{question.meta_pk}": question.meta_pk for question in questions}
        for name, question in zip(self.metas, questions, strict=True):
            self.fields[name] = TextField(
                label=f"Línea {question.number}: {question.text} ¿Por qué es correcto?",
                initial=question.reason,
                max_length=300,
                error_messages={
                    "required": f"Línea {question.number}: corrija la meta en Administración, "
                    "o escriba por qué es correcta.",
                    "max_length": "Escriba el motivo en 300 caracteres o menos.",
                },
            )
        self.helper.layout.fields[-1:-1] = self.metas  # before the button

    @property
    def reasons(self) -> dict[int, str]:
        """The written reasons of a valid form, by meta."""
        return {pk: self.cleaned_data[name] for name, pk in self.metas.items()}

    @classmethod
    def of(cls, programa: Programa, *args: Any, **kwargs: Any) -> Self:
        """Return the form with what the programa already says."""
        initial = {
            "version": programa.version,
            "agreement": programa.approval_agreement,
            "session": programa.approval_session,
            "approved_on": programa.approved_on,
        }
        return cls(*args, initial=initial, auto_id="approval-%s", **kwargs)
