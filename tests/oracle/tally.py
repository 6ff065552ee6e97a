"""What was compared: how many values of each kind, and those that differ."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction


@dataclass
class Tally:
    """Counts comparisons by kind and keeps the differences, each with the place where it is."""

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def same(self, kind: str, place: object, oracle: object, product: object) -> None:
        """Compare one value."""
        self.counts[kind] += 1
        if oracle != product:
            self.differences.append(
                f"{kind}, {place}\n    oráculo:  {oracle!r}\n    producto: {product!r}"
            )

    def ratio(
        self, kind: str, place: object, oracle: Fraction | None, product: Decimal | None
    ) -> None:
        """Compare an exact percentage with one that is cut at 50 digits."""
        self.counts[kind] += 1
        if oracle is None or product is None:
            agree = oracle is product
        else:
            # One unit of the fiftieth digit, of a number above or below one.
            agree = abs(Fraction(product) - oracle) <= max(oracle, 1) / 10**48
        if not agree:
            self.differences.append(
                f"{kind}, {place}\n    oráculo:  {oracle}\n    producto: {product}"
            )

    def each(self, kind: str, place: object, oracle: object, product: object) -> None:
        """Compare two lists value by value, after their lengths."""
        left, right = list(oracle), list(product)
        self.same(kind, f"{place}, cuántos", len(left), len(right))
        for index, (mine, theirs) in enumerate(zip(left, right, strict=False), start=1):
            self.same(kind, f"{place} · {index}", mine, theirs)

    @property
    def summary(self) -> str:
        """The count in one line, by kind."""
        by_kind = ", ".join(f"{kind} {count:,}" for kind, count in sorted(self.counts.items()))
        total, wrong = sum(self.counts.values()), len(self.differences)
        return f"{total:,} valores comparados, {wrong} diferencias ({by_kind})"

    def require(self, floors: dict[str, int]) -> None:
        """Fail where anything differs, or where a kind compared fewer values than its floor."""
        shown = "\n".join(self.differences[:20])
        assert not self.differences, f"{self.summary}\n{shown}"
        few = {kind: self.counts[kind] for kind, least in floors.items()
               if self.counts[kind] < least}  # fmt: skip
        assert not few, f"demasiado pocos: {few}"
