"""What a document says, thing by thing and in printed order: what two issues are compared by.

Things are told apart by what they are (a línea by its key), so that one which moved or was numbered
anew is still itself.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.enums import AvanceStatus, BlockKind, InformePart, PtaPart, SignerRole
from programs.received.text import text_lines
from programs.values import phrases
from programs.values.amounts import NONE
from programs.values.cotejo import cotejo_line
from programs.values.given import given
from programs.values.modified import change_words, gone_sentence, standing_sentences
from programs.values.months import month_code
from programs.values.progress import Thresholds
from programs.values.snapshot import (
    AvanceSnapshot,
    BlockSnapshot,
    EjeSnapshot,
    LineaSnapshot,
    MetaSnapshot,
    SectionSnapshot,
    SignerSnapshot,
    Snapshot,
    TareaSnapshot,
)
from programs.values.tied import untied
from programs.values.words import WORDS, complete
from reports.values.passages import WHOLE, passages
from reports.values.payload import IssueContent

# Where the figures of a línea print: its semáforo in the second only.
VERIFICATION_PARTS = frozenset({InformePart.VERIFICATION, PtaPart.VERIFICATION})
SUMMED_PARTS = frozenset({InformePart.FIGURES, InformePart.RESULTS})
FIGURE_PARTS = SUMMED_PARTS | {InformePart.HECHOS}

Thing = tuple[object, ...]
Facts = dict[tuple[Thing, str], "Fact"]
Told = Iterator[tuple[Thing, Iterable["Fact"]]]


@dataclass(frozen=True)
class Fact:
    """One thing that a document says: where, what it is called, and the text.

    `exact` is compared too, where the text does not show all of it: `unseen` says that it changed.
    `alike` is compared instead of the text, where that says more than this fact: its unit.
    `key` tells it apart within its thing, where `what` names what may change.
    `order` are the names that the text puts in order: that some came or went is told by themselves.
    """

    place: str
    what: str
    text: str
    exact: object = None
    unseen: str = "con otro formato"
    order: tuple[str, ...] = ()
    alike: object = None
    key: str = ""

    @property
    def compared(self) -> tuple[object, object]:
        """What is the same in two documents where it did not change."""
        return (self.text if self.alike is None else self.alike, self.exact)


def facts_of(content: IssueContent, snapshot: Snapshot, parts: Collection[str]) -> Facts:
    """Return all that a document says, in printed order; `snapshot` is that of its content.

    What follows from its quantities is told as far as one of these `parts` prints it.
    """
    found: Facts = {}
    for thing, facts in (
        *_front(content, snapshot),
        *_sections(snapshot.sections),
        *(item for eje in snapshot.ejes for item in _eje(eje, snapshot, parts)),
        *(_hechos(snapshot) if InformePart.HECHOS in parts else ()),
        *_signers(content.signers),
    ):
        for fact in facts:
            if fact.text or fact.exact:
                found[thing, fact.key or fact.what] = fact
    return found


def _front(content: IssueContent, snapshot: Snapshot) -> Told:
    place, institucion = "Portada", snapshot.institucion
    yield (
        ("cover",),
        [
            Fact(place, "Título", content.title),
            Fact(place, "Institución", institucion.name),
            Fact(place, "Siglas", institucion.short_name),
            Fact(place, "Órgano al que se dirige", institucion.governing_body),
            Fact(place, "Periodo", content.period),
            Fact(place, "Fecha", snapshot.cover_date),
            Fact(place, "Emblema", "Emblema", institucion.emblem, "otra imagen"),
            Fact(place, "Lema", institucion.motto),
        ],
    )
    approval = "" if snapshot.trimestre else _approval(snapshot)
    reason = snapshot.trimestre.missing_reason if snapshot.trimestre else ""
    yield (
        ("standing",),
        [
            Fact(place, "Aprobación", approval),
            Fact("Todo el documento", "Partes del documento", _parts(snapshot)),
            Fact("Informe", "Motivo del cierre sin validar", reason),
        ],
    )
    words = complete(snapshot.words)
    yield ("words",), [Fact("Palabras impresas", WORDS[key].name, words[key]) for key in WORDS]


def _approval(snapshot: Snapshot) -> str:
    approval = snapshot.approval
    if approval is None:
        return ""
    return f"{approval.agreement}, {approval.session}, {_day(approval.approved_on)}"


def _parts(snapshot: Snapshot) -> str:
    parts = InformePart if snapshot.trimestre else PtaPart
    return "; ".join(str(part.label) for part in parts if part in snapshot.parts)


def _sections(sections: Iterable[SectionSnapshot]) -> Told:
    seen: dict[tuple[str, str | None], int] = {}
    for section in sections:
        kind = (section.kind, section.area)
        seen[kind] = seen.get(kind, 0) + 1
        place = f"Apartado «{section.heading}»"
        heading = f"{section.number_label} {section.heading}".strip()
        yield (
            ("section", *kind, seen[kind]),
            [Fact(place, "Encabezado", heading), *_blocks(place, section.blocks)],
        )


def _eje(eje: EjeSnapshot, snapshot: Snapshot, parts: Collection[str]) -> Told:
    place = f"{complete(eje.words)['heading']} {eje.order}"
    yield (
        ("eje", eje.pk),
        [
            Fact(place, "Nombre", eje.name),
            Fact(place, "Objetivo", _flat(eje.objective)),
            Fact(place, "Estrategia", _flat(eje.strategy)),
            Fact(place, "Responsables", "; ".join(eje.responsibles)),
            Fact(place, "Frase de sus tareas", eje.own_sentence),
            *_own_words(place, eje, snapshot),
        ],
    )
    for linea in eje.lineas:
        yield ("linea", linea.pk), _linea(linea, snapshot, parts)
        if snapshot.trimestre:
            for tarea in linea.tareas:
                yield ("tarea", tarea.pk), _tarea(_line_place(linea), tarea, snapshot, parts)
    for gone in eje.cancelled:
        yield (
            ("linea", gone.pk),
            [
                Fact(f"Línea {gone.number}", "Línea", gone.title),
                Fact(f"Línea {gone.number}", "Adecuación", gone_sentence(gone)),
            ],
        )
    for tarea in eje.own_tareas if snapshot.trimestre else eje.tareas:
        yield ("tarea", tarea.pk), _tarea(place, tarea, snapshot, parts)


def _hechos(snapshot: Snapshot) -> Told:
    """Yield what a quarter counted and how its figures were made; nothing where nobody kept it."""
    if snapshot.hechos is None:
        return
    lineas = {linea.pk: linea for linea in snapshot.lineas}
    for value, stored in snapshot.hechos.of_lines(lineas):
        place = f"{value.kind.name} «{passages(value.name, '')[0]}»"
        counted = (lineas[pk].number for pk in stored.lines if pk in lineas)
        yield (
            ("hecho", stored.pk),
            [
                Fact(place, "Nombre", value.name),
                Fact(place, "Fecha", _day(value.day)),
                Fact(place, "Datos", "; ".join(f"{name}: {text}" for name, text in value.details)),
                Fact(place, "Cuenta en", phrases.join_list(counted)),
            ],
        )
    for origin in snapshot.hechos.origins:
        if linea := lineas.get(origin.linea):
            what = f"Desglose de su cantidad {origin.component + 1}"
            thing = ("origin", origin.linea, origin.component)
            yield thing, [Fact(_line_place(linea), what, origin.rule)]


def _own_words(place: str, eje: EjeSnapshot, snapshot: Snapshot) -> Iterator[Fact]:
    """Yield the printed words that hold for an eje alone."""
    for key, word in WORDS.items():
        text = eje.words.get(key, "")
        if text != snapshot.words.get(key, ""):
            yield Fact(place, f"Palabra impresa: {word.name}", text)


def _line_place(linea: LineaSnapshot) -> str:
    return f"Línea {linea.number}"


def _linea(linea: LineaSnapshot, snapshot: Snapshot, parts: Collection[str]) -> Iterator[Fact]:
    place = _line_place(linea)
    yield Fact(place, "Línea", linea.title)
    yield Fact(place, "Número", linea.number)
    yield Fact(place, "Área", linea.area)
    yield Fact(place, "Adecuación", " ".join(standing_sentences(linea)))
    if VERIFICATION_PARTS.intersection(parts):
        yield Fact(place, "Medio de verificación", _flat(linea.verification))
    if linea.meta:
        yield from _meta(place, linea.meta, snapshot)
    if snapshot.trimestre:
        yield from _figures(place, linea, snapshot, parts)
    if linea.avance:
        yield from _blocks(place, linea.avance.blocks)
        yield from _verdict(place, linea.avance)
        yield from _files(place, linea.avance)
    if linea.closing:
        closing = linea.closing
        said = [closing.sentence, *closing.adjustments, closing.remark]
        yield Fact(place, "Frase de cierre", " ".join(filter(None, said)))


def _files(place: str, avance: AvanceSnapshot) -> Iterator[Fact]:
    for order, file in enumerate(avance.files, start=1):
        yield Fact(place, f"Respaldo {order}", file.name, file.sha256, "otro archivo")


def _verdict(place: str, avance: AvanceSnapshot) -> Iterator[Fact]:
    yield Fact(place, "Causa", _flat(avance.cause))
    validated = avance.status == AvanceStatus.VALIDATED
    yield Fact(place, "Validación", "Validada" if validated else "Sin validar")


def _meta(place: str, meta: MetaSnapshot, snapshot: Snapshot) -> Iterator[Fact]:
    yield Fact(place, "Meta", meta.text)
    yield Fact(place, "Inicio", _day(meta.starts_on))
    yield Fact(place, "Término", _day(meta.ends_on))
    yield from _modifications(place, meta)
    last = snapshot.trimestre.number if snapshot.trimestre else 4
    many = len(meta.facts.components) > 1
    for order, component in enumerate(meta.facts.components, start=1):
        unit = component.unit
        which = f" ({order}: {unit})" if many else ""
        yield Fact(place, f"Unidad{which}", unit, key=f"unit {order}")
        annual = component.annual
        said = _quantity(annual, unit)
        yield Fact(place, f"Meta anual{which}", said, alike=annual, key=f"annual {order}")
        series = {"Programado": component.programmed}
        if snapshot.trimestre:
            series |= {"Realizado": component.actual, "Recibido": component.received}
        for name, amounts in series.items():
            for number, amount in enumerate(amounts[:last], start=1):
                what = f"{name}, {phrases.ordinal(number)} trimestre{which}"
                key = f"{name} {order} {number}"
                yield Fact(place, what, _quantity(amount, unit), alike=amount, key=key)


def _figures(
    place: str, linea: LineaSnapshot, snapshot: Snapshot, parts: Collection[str]
) -> Iterator[Fact]:
    """Yield what a quarter prints that follows from its quantities."""
    if not FIGURE_PARTS.intersection(parts):
        return
    thresholds = Thresholds(*snapshot.institucion.thresholds)
    line = cotejo_line(linea, given(snapshot.trimestre), thresholds)
    many = len(line.printed) > 1
    for order, row in enumerate(line.printed, start=1):
        which = f" ({order}: {row.unit})" if many else ""
        percents = {
            "trimestre": row.period if InformePart.FIGURES in parts else NONE,
            "acumulado": row.accumulated_percent if SUMMED_PARTS.intersection(parts) else NONE,
            "anual": line.annual_percent(row),
        }
        said = (f"{name} {amount.percent}" for name, amount in percents.items() if amount != NONE)
        if row.accumulated != NONE:
            what = f"Acumulado al trimestre{which}"
            yield Fact(place, what, row.accumulated.text, key=f"accumulated {order}")
        yield Fact(place, f"Avance{which}", "; ".join(said), key=f"percents {order}")
    if InformePart.RESULTS in parts:
        yield Fact(place, "Semáforo", line.semaforo.word)


def _modifications(place: str, meta: MetaSnapshot) -> Iterator[Fact]:
    for order, change in enumerate(meta.changes, start=1):
        said = [
            change_words(meta, change),
            change.adjusted_text if change.adjusted is not None else "",
            f"{change.agreement}, {_day(change.agreed_on)}",
            change.reason,
        ]
        yield Fact(place, f"Modificación {order}", ". ".join(filter(None, said)))


def _tarea(
    place: str, tarea: TareaSnapshot, snapshot: Snapshot, parts: Collection[str]
) -> Iterator[Fact]:
    trimestre = snapshot.trimestre
    name = tarea.calendar_text or tarea.text
    short, _ = passages(name, "") if len(name) > WHOLE else (name, "")
    yield Fact(place, "Tarea", name)
    where = f"{place}, tarea «{short}»"
    if VERIFICATION_PARTS.intersection(parts):
        yield Fact(where, "Medio de verificación", _flat(tarea.verification))
    if trimestre is None:
        if tarea.in_table:
            yield Fact(where, "Texto en la tabla", _flat(tarea.text))
            yield Fact(where, "Proyección mensual", _flat(tarea.monthly_projection))
            yield Fact(where, "Meta", _flat(tarea.goal))
            yield Fact(where, "Resultado esperado", _flat(tarea.expected_result))
        if tarea.in_calendar:
            yield Fact(where, "Número", tarea.calendar_number)
            months = (_month(month, snapshot) for month in sorted(tarea.programmed_months))
            yield Fact(where, "Meses programados", phrases.join_list(months))
        return
    for mark in tarea.marks:
        if mark.month in trimestre.months:
            owed = mark.month <= trimestre.begun
            code = month_code(mark.status, programmed=mark.programmed, owed=owed)
            words = phrases.month_words(code, mark.reason, phrases.MONTH_PRINTED)
            yield Fact(where, _month(mark.month, snapshot).capitalize(), words)


def _blocks(place: str, blocks: Iterable[BlockSnapshot]) -> Iterator[Fact]:
    counts: dict[str, int] = {}
    named = []
    for block in blocks:
        if block.has_content:
            counts[block.kind] = counts.get(block.kind, 0) + 1
            named.append((f"{BlockKind(block.kind).label} {counts[block.kind]}", block))
    names = tuple(name for name, _ in named)
    yield Fact(place, "Orden de los bloques", ", ".join(names), order=names)
    for name, block in named:
        if block.html:
            html = untied(block.html)
            yield Fact(place, name, _flat(html), html)
        if block.rows:
            cells = " / ".join(" | ".join(map(_flat, row)) for row in block.rows)
            yield Fact(place, name, cells, (block.rows, block.header_rows))
        for order, figure in enumerate(block.figures, start=1):
            files = tuple(file for *_, file in figure.renditions)
            text = figure.alt or "Imagen"
            yield Fact(place, f"{name}, imagen {order}", text, files, "otra imagen")
        yield Fact(place, f"{name}, título", block.title)
        yield Fact(place, f"{name}, fuente", block.source)
        yield Fact(place, f"{name}, pie", block.caption)


def _signers(signers: Iterable[SignerSnapshot]) -> Told:
    for signer in signers:
        text = ", ".join(filter(None, (signer.name, signer.post)))
        yield ("signer", signer.role), [Fact("Firmas", SignerRole(signer.role).label, text)]


def _flat(text: str) -> str:
    return " ".join(text_lines(text))


def _day(day: date | None) -> str:
    return phrases.short_date(day) if day else ""


def _quantity(amount: Decimal | None, unit: str) -> str:
    return "" if amount is None else phrases.quantity_text(amount, unit)


def _month(month: int, snapshot: Snapshot) -> str:
    """Return the name of a month of the period (1 to 12)."""
    return phrases.month_name((snapshot.start_month - 2 + month) % 12 + 1).lower()
