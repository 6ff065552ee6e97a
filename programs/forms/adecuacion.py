"""The form of an adecuación: its grounds, and a part for each thing that it changes."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.http import QueryDict

from programs.enums import QUARTERS, ComponentKind
from programs.forms.captura import QuantityField, VersionedForm
from programs.forms.plazos import date_field, reason_field
from programs.received.fields import LineField, TextField
from programs.received.limits import MAX_REASON
from programs.selectors.adecuacion import AdecuacionPage, LineaInForce, TareaInForce
from programs.values.adjusting import Adjustment, Grounds, MetaChange, NewLinea
from programs.values.phrases import ordinal

MOST_NEW = 9


class GroundsForm(VersionedForm):
    """Who agreed the adecuación, from when it holds, and why."""

    agreement = LineField(
        label="Acuerdo",
        max_length=120,
        error_messages={"required": "Escriba el número del acuerdo."},
    )
    session = LineField(
        label="Sesión",
        max_length=200,
        error_messages={"required": "Escriba la sesión en que se acordó."},
    )
    agreed_on = date_field("Fecha del acuerdo", "Escriba la fecha del acuerdo.")
    from_quarter = forms.TypedChoiceField(
        label="Rige desde",
        coerce=int,
        help_text="Los trimestres anteriores quedan como están.",
        error_messages={
            "required": "Elija desde qué trimestre rige.",
            "invalid_choice": "Elija un trimestre que no esté cerrado.",
        },
    )
    reason = reason_field("Motivo", "Escriba por qué se adecua el programa.", MAX_REASON)

    def __init__(self, *args: Any, quarters: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "from_quarter", [("", "Elija"), *quarters])


class MonthsForm(forms.Form):
    """The programmed months of a tarea, as ticks."""

    months = forms.TypedMultipleChoiceField(
        label="Meses programados",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Elija meses del periodo."},
    )

    def __init__(self, *args: Any, page: AdecuacionPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "months", [(month.number, month.short) for month in page.months])


class TareaForm(MonthsForm):
    """The months of a tarea of the plan."""

    def __init__(self, *args: Any, tarea: TareaInForce, **kwargs: Any) -> None:
        kwargs |= {"prefix": f"tarea-{tarea.pk}", "initial": {"months": sorted(tarea.months)}}
        super().__init__(*args, **kwargs)
        self.tarea = tarea
        self.fields["months"].label = f"Meses de «{tarea.text}»"

    @property
    def heading(self) -> str:
        """What names it above an error."""
        return f"Tarea «{self.tarea.text}»"

    @property
    def moved(self) -> frozenset[int] | None:
        """The months as they shall be, None where they stay."""
        months = frozenset(self.cleaned_data["months"])
        return None if months == self.tarea.months else months


class LineaForm(forms.Form):
    """What changes of a línea: its meta in words and numbers, or that it counts no more."""

    cancel = forms.BooleanField(label="Cancelar la línea desde ese trimestre", required=False)

    def __init__(self, *args: Any, linea: LineaInForce, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": f"linea-{linea.pk}"})
        self.linea = linea
        if linea.meta is not None:
            self.fields["text"] = TextField(
                label="Meta", required=False, max_length=400, initial=linea.meta
            )
        for each in linea.components:
            self.fields[f"annual_{each.pk}"] = QuantityField(
                label=f"Cantidad anual, {each.unit}", initial=each.annual
            )
            for quarter in QUARTERS:
                self.fields[f"q{quarter}_{each.pk}"] = QuantityField(
                    label=f"{ordinal(quarter)} trimestre", initial=each.programmed[quarter - 1]
                )

    @property
    def heading(self) -> str:
        """What names it above an error."""
        return f"Línea {self.linea.number}"

    @property
    def is_changed(self) -> bool:
        """Tell whether anything of the meta differs from what is in force."""
        return bool(set(self.changed_data) - {"cancel"})

    @property
    def change(self) -> MetaChange:
        """The change of its meta."""
        data = self.cleaned_data
        parts = self.linea.components
        return MetaChange(
            linea=self.linea.pk,
            text=data.get("text", ""),
            quantities={each.pk: data[f"annual_{each.pk}"] for each in parts},
            programmed={
                each.pk: {quarter: data[f"q{quarter}_{each.pk}"] for quarter in QUARTERS}
                for each in parts
            },
        )


class NewLineaForm(MonthsForm):
    """A línea that an eje gets at its end."""

    eje = forms.TypedChoiceField(
        label="Eje", coerce=int, error_messages={"required": "Elija el eje."}
    )
    area = forms.TypedChoiceField(
        label="Área que reporta", coerce=int, error_messages={"required": "Elija el área."}
    )
    title = TextField(
        label="Texto de la línea",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Escriba el texto de la línea."},
    )
    meta = TextField(label="Meta, como se imprime", required=False, max_length=400)
    kind = forms.ChoiceField(label="Cómo se acumula", choices=ComponentKind.choices)
    quantity = QuantityField(label="Cantidad anual")
    unit = TextField(
        label="Unidad",
        required=False,
        max_length=160,
        help_text="Vacía: la línea no lleva cantidades.",
    )
    tarea = TextField(
        label="Tarea", required=False, help_text="Si la línea se sigue por meses, su tarea."
    )
    field_order = ["eje", "area", "title", "meta", "kind", "quantity", "unit"]

    def __init__(self, *args: Any, page: AdecuacionPage, place: int, **kwargs: Any) -> None:
        super().__init__(*args, page=page, prefix=f"nueva-{place}", **kwargs)
        self.place = place
        _choose(self, "eje", [("", "Elija"), *((eje.pk, eje.name) for eje in page.ejes)])
        _choose(self, "area", [("", "Elija"), *page.areas])
        for quarter in QUARTERS:
            self.fields[f"q{quarter}"] = QuantityField(label=f"{ordinal(quarter)} trimestre")
        self.order_fields([*self.field_order, *(f"q{quarter}" for quarter in QUARTERS), "tarea"])

    @property
    def heading(self) -> str:
        """What names it above an error."""
        return f"Línea nueva {self.place}"

    @property
    def new(self) -> NewLinea:
        """The línea that is asked for."""
        data = self.cleaned_data
        return NewLinea(
            eje=data["eje"],
            area=data["area"],
            title=data["title"],
            meta=data["meta"],
            kind=data["kind"],
            quantity=data["quantity"],
            unit=data["unit"],
            programmed={quarter: data[f"q{quarter}"] for quarter in QUARTERS},
            tarea=data["tarea"],
            months=frozenset(data["months"]),
        )


class AdecuacionForm:
    """All parts of the form; `data` is what was sent, None for a page that is opened."""

    def __init__(self, page: AdecuacionPage, new: int, data: QueryDict | None = None) -> None:
        self.page = page
        version = {"version": page.programa.version}
        self.grounds = GroundsForm(data, initial=version, quarters=page.quarters)
        self.lineas = [
            (
                LineaForm(data if _was_shown(data, "linea", linea.pk) else None, linea=linea),
                [
                    TareaForm(
                        data if _was_shown(data, "linea", linea.pk) else None,
                        page=page,
                        tarea=tarea,
                    )
                    for tarea in linea.tareas
                ],
            )
            for linea in page.lineas
        ]
        self.tareas = [
            TareaForm(data if _was_shown(data, "tarea", tarea.pk) else None, page=page, tarea=tarea)
            for tarea in page.tareas
        ]
        self.added = [
            NewLineaForm(data if _was_shown(data, "nueva", place) else None, page=page, place=place)
            for place in range(1, new + 1)
        ]

    @property
    def changes(self) -> list[LineaForm | TareaForm | NewLineaForm]:
        """The parts that change something, in the order of the page."""
        found: list[LineaForm | TareaForm | NewLineaForm] = []
        for linea, tareas in self.lineas:
            found += [linea, *tareas]
        return [*found, *self.tareas, *self.added]

    @property
    def parts(self) -> list[forms.Form]:
        """Every form."""
        return [self.grounds, *self.changes]

    @property
    def was_shown_whole(self) -> bool:
        """Tell whether every part was on the page that was sent."""
        return all(part.is_bound for part in self.parts)

    def is_valid(self) -> bool:
        """Tell whether every part can be read, so that each says what is wrong in it."""
        return all([part.is_valid() for part in self.parts])

    @property
    def adjustment(self) -> Adjustment:
        """What is asked for; of a valid form."""
        data = self.grounds.cleaned_data
        tareas = [*(tarea for _, found in self.lineas for tarea in found), *self.tareas]
        gone = {linea.linea.pk for linea, _ in self.lineas if linea.cleaned_data["cancel"]}
        kept = {
            tarea.tarea.pk
            for linea, found in self.lineas
            if linea.linea.pk in gone
            for tarea in found
        }
        names = ("agreement", "session", "agreed_on", "from_quarter", "reason")
        return Adjustment(
            grounds=Grounds(**{name: data[name] for name in names}),
            metas=tuple(linea.change for linea, _ in self.lineas if linea.is_changed),
            cancelled=tuple(sorted(gone)),
            months={
                each.tarea.pk: each.moved
                for each in tareas
                if each.moved is not None and each.tarea.pk not in kept
            },
            added=tuple(each.new for each in self.added),
        )

    @property
    def fingerprint(self) -> str:
        """What names the adjustment that a person compared, so that no other one is confirmed."""
        return sha256(repr(self.adjustment).encode()).hexdigest()

    def errors(self) -> list[dict[str, str]]:
        """Return every sentence of what is wrong, with the place of its field."""
        return [
            {"text": f"{_label(field)} {text}", "target": field.id_for_label or field.auto_id}
            for part in self.parts
            if part.is_bound
            for field in part
            for text in field.errors
        ]

    def refuse(self, errors: dict[str, list[str]]) -> list[dict[str, str]]:
        """Put the sentences of a refused act where they belong; return them for the summary."""
        parts = {str(part.prefix): part for part in self.changes}
        found = []
        for name, texts in errors.items():
            target = f"id_{name}" if name in self.grounds.fields else name
            place = f"{parts[name].heading}: " if name in parts else ""
            if name in self.grounds.fields:
                self.grounds.add_error(name, texts)
            elif name in parts:
                parts[name].add_error(None, texts)
            found += [{"text": f"{place}{text}", "target": target} for text in texts]
        return found


def _choose(form: forms.Form, name: str, choices: list[tuple[object, str]]) -> None:
    """Give a field the choices that only the programa knows."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def _label(field: forms.BoundField) -> str:
    return "" if field.is_hidden else f"{field.label}:"


def _was_shown(data: QueryDict | None, kind: str, key: int) -> bool:
    """Tell whether a part stood on the page that was sent: a part chosen just now did not."""
    return data is not None and f"{kind}-{key}" in data.getlist("shown")
