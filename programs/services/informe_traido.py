"""What somebody brings of an informe to the líneas of a quarter: all that was marked, or nothing.

Whatever is read before is kept nowhere; from the one act on it is the narrative and the quantities
of each línea, changed and taken out like any other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from programs.enums import AuditAction
from programs.errors import DomainError, Locked
from programs.getters import quarter_lock
from programs.models import AvanceDeComponente, AvanceTrimestral, Bloque, Trimestre, User
from programs.models.versions import came_before, save_versions
from programs.reading.line import entry_started
from programs.services.bloques import NewBlock, blocks_new
from programs.services.captura import NOT_READY, NewQuantity, capturable, quantities_new
from programs.services.ledger import ledger_append
from programs.values.brought.carried import Carried, Chosen
from programs.values.reviewed import counted_words
from programs.values.windows import why_closed

NOTHING = "No marcó nada. Elija a qué línea va cada parte, y marque lo que quiere traer."
TWICE = "Otra línea del informe va a esta misma línea. Deje una sola."
ELSEWHERE = "Esa línea ya no está en el trimestre. Elija otra."
STARTED = (
    "Alguien escribió en esta línea mientras usted elegía. Véala antes: si aun así quiere agregar "
    "el texto, traiga otra vez el informe."
)
REFUSED = "No se trajo nada. Corrija lo que se señala en cada línea."


class NotBrought(DomainError):
    """Nothing was brought: `refusals` tells why by the place of the línea in the informe."""

    def __init__(self, refusals: Mapping[int, str]) -> None:
        super().__init__(REFUSED)
        self.refusals = refusals


@dataclass(frozen=True)
class Brought:
    """What was brought, in numbers: `left` are parts that were marked and that a línea with content
    does not take. Nothing at all where it had come before. `only` is the address of the one línea
    that the act was for, "" where it was for several.
    """

    lineas: int
    blocks: int
    quantities: int
    left: int
    only: str = ""


@transaction.atomic
def informe_bring(
    trimestre_pk: int, carried: Carried, chosen: Sequence[Chosen], *, by: User, now: datetime
) -> Brought:
    """Write what was marked of an informe into líneas of a quarter, in one act of the ledger.

    A línea that already says something takes texts only, at its end. What came before, of the same
    reading, is not brought twice. Raises `Locked` for a quarter that nobody writes, `NotBrought`
    with every reason by línea, and `DomainError` where nothing is marked.
    """
    trimestre = quarter_lock(pk=trimestre_pk)
    if closed := why_closed(trimestre):
        raise Locked(closed)
    wanted = [each for each in chosen if each.avance_pk and (each.parts or each.offers)]
    if not wanted:
        raise DomainError(NOTHING)
    batch = _Batch(trimestre, carried, wanted, by=by)
    if batch.refusals:
        raise NotBrought(batch.refusals)
    try:
        blocks_new(batch.blocks, by=by)
    except ValidationError as refusal:
        raise DomainError(" ".join(refusal.messages)) from refusal
    quantities_new([each for _, each in batch.quantities], by=by)
    ready = {entry.pk: entry for entry, _ in batch.quantities if entry.ready}
    save_versions(list(ready.values()), by=by, values={"ready": False}, reason=NOT_READY)
    told = list(batch.told())
    if told:
        data: dict[str, object] = {"origin": carried.source or "Texto pegado", "added": told}
        ledger_append(
            trimestre.programa.institucion_id,
            action=AuditAction.ROWS_IMPORT,
            subject=f"Informe traído al {trimestre.full_name}",
            by=by,
            now=now,
            data={**data, "origin_sha256": carried.sha256},
        )
    urls = [entry.get_absolute_url() for entry in batch.entries.values()]
    only = urls[0] if len(urls) == 1 else ""
    return Brought(len(told), len(batch.blocks), len(batch.quantities), batch.left, only)


class _Batch:
    """What was marked, judged línea by línea against rows that are locked."""

    def __init__(
        self, trimestre: Trimestre, carried: Carried, wanted: Sequence[Chosen], *, by: User
    ) -> None:
        self.trimestre, self.carried, self.wanted, self.by = trimestre, carried, wanted, by
        self.blocks: list[tuple[AvanceTrimestral, NewBlock]] = []
        self.quantities: list[tuple[AvanceTrimestral, NewQuantity]] = []
        self.refusals: dict[int, str] = {}
        self.left = 0
        self.entries = {
            entry.pk: entry
            for entry in AvanceTrimestral.objects.with_place()
            .with_contents()
            .select_for_update(of=("self",))
            .filter(trimestre=trimestre, pk__in={each.avance_pk for each in wanted})
        }
        # Every part that the page had: what came before may have been marked otherwise.
        keys = {key for each in wanted for key in self._keys(each.linea)}
        self.came = set(Bloque.objects.filter(key__in=keys).values_list("key", flat=True))
        last = AvanceDeComponente.history.filter(id=OuterRef("pk")).order_by("-history_id")
        rows = (
            AvanceDeComponente.objects.select_for_update(of=("self",))
            .select_related("componente")
            .annotate(author=Subquery(last.values("history_user")[:1]))
        )
        pks = {offer.pk for each in wanted for offer in carried.lineas[each.linea].offers}
        self.rows = {row.pk: row for row in rows.filter(pk__in=pks).order_by("pk")}
        taken: set[int] = set()
        for each in wanted:
            refusal = TWICE if each.avance_pk in taken else self._judged(each)
            taken.add(each.avance_pk)
            if refusal:
                self.refusals[each.linea] = refusal

    def _keys(self, linea: int) -> Iterator[str]:
        parts = range(len(self.carried.lineas[linea].blocks))
        return (self.carried.key(linea, part) for part in parts)

    def _judged(self, each: Chosen) -> str:
        """Note what to write of a línea, or return why nothing of it can be."""
        entry = self.entries.get(each.avance_pk)
        if entry is None:
            return ELSEWHERE
        try:
            capturable(entry, self.trimestre, by=self.by)
        except Locked as locked:
            return str(locked)
        linea = self.carried.lineas[each.linea]
        was_empty = entry.pk in self.carried.empty
        came = bool(self.came & set(self._keys(each.linea))) or any(
            self._is_said(offer.pk, offer.quantity, offer.version) for offer in linea.offers
        )
        if was_empty and not came and entry_started(entry):
            return STARTED
        for number in each.parts:
            block, key = linea.blocks[number], self.carried.key(each.linea, number)
            if key in self.came or block.problem:
                continue
            if was_empty or block.is_text:
                self.blocks.append((entry, NewBlock(block.kind, key, block.values)))
            else:
                self.left += 1
        return self._quantities(each, entry, was_empty=was_empty)

    def _quantities(self, each: Chosen, entry: AvanceTrimestral, *, was_empty: bool) -> str:
        """Note the quantities of a línea; return why one of them cannot be, "" for none."""
        for number in each.offers:
            offer = self.carried.lineas[each.linea].offers[number]
            row = self.rows.get(offer.pk)
            # Of another línea than the one that was recognised, nobody knows what it counts.
            if row is None or row.avance_id != entry.pk or not was_empty:
                self.left += 1
                continue
            if self._is_said(offer.pk, offer.quantity, offer.version):
                continue
            new = NewQuantity(row, offer.quantity, offer.version)
            if new.refusal:
                return new.refusal
            self.quantities.append((entry, new))
        return ""

    def _is_said(self, pk: int, quantity: object, version: int) -> bool:
        """Tell whether a quantity came before, of this same reading.

        Nobody else's save is one, though they copied the same number from the same informe.
        """
        row = self.rows.get(pk)
        return (
            row is not None
            and came_before(row, version, quantity=quantity)
            and row.author == self.by.pk
        )

    def told(self) -> Iterator[str]:
        """Yield what each línea was given, in words, in printed order."""
        for pk, entry in self.entries.items():
            blocks = sum(owner.pk == pk for owner, _ in self.blocks)
            quantities = sum(owner.pk == pk for owner, _ in self.quantities)
            counts = [
                counted_words(blocks, "bloque", "bloques"),
                counted_words(quantities, "cantidad", "cantidades"),
            ]
            if said := " y ".join(words for words in counts if words):
                yield f"{entry.linea.eje.name}, línea {entry.number}: {said}"
