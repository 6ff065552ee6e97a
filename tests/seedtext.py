"""The words of the two real documents, for comparing what the system prints with them.

The seeds under `tests/data/` are text extractions of S0 (`sesea-slp`) and S2 (`sesaech`). Words are
compared, not bytes: NFKC, casefold, runs of letters and digits, plus % and ✓ (`domain.md` 5). What
the extraction itself broke is listed with its reason in `tests/data/artefactos.toml`:

    [[artefacto]]
    documento = "sesaech"
    busca = "exact text of the seed"
    pon = "what the text should have been; may be empty"
    motivo = "por qué"
    veces = 1

Nothing else is excused. List markers ("- ", "1. ", "II. " at the start of a line) are compared
apart, because a web list does not carry them in its text and a PDF does.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
SEEDS = {"sesea-slp": DATA / "seed_slp.txt", "sesaech": DATA / "seed_sesaech.txt"}
ARTEFACTOS = DATA / "artefactos.toml"

WORD = re.compile(r"\w+|%|✓")
# A renderer that hyphenates prints U+2010 (or a soft hyphen). An ASCII hyphen at a line end was
# typed ("entrega-recepción"), so it stays what it is everywhere else: a separator of two words.
LINE_END_HYPHEN = re.compile(r"[\u2010\u00ad][ \t]*\n[ \t]*")
SOFT_HYPHEN = "\u00ad"
# The extraction writes cells that hold several paragraphs as <p>…</p>; the documents have no tags.
EXTRACTION_TAG = re.compile(r"</?p>")
LIST_MARKER = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(\d{1,2}\.|[IVX]+\.)[ \t]+(?=\S)|^[ \t]*-[ \t]+", re.M
)
CONTEXT_WORDS = 8
PLACES_SHOWN = 5


class SeedTextError(AssertionError):
    """A seed or its list of exceptions is not what the comparison relies on."""


@dataclass(frozen=True)
class Artefacto:
    """One excused difference of a seed: `busca` stands `veces` times and is read as `pon`."""

    documento: str
    busca: str
    pon: str
    motivo: str
    veces: int = 1


def tokens(text: str, *, join_hyphens: bool = False) -> list[str]:
    """Return the words of `text`, folded, in order.

    `join_hyphens` is for the output of pdftotext: a word that the renderer divided at a line end
    becomes one word again.
    """
    if join_hyphens:
        text = LINE_END_HYPHEN.sub("", text)
    text = unicodedata.normalize("NFKC", text.replace(SOFT_HYPHEN, ""))
    return WORD.findall(text.casefold())


def read_artefactos(path: Path = ARTEFACTOS) -> list[Artefacto]:
    """Return the excused differences of both documents, in the order of the file.

    Raises SeedTextError for an entry with an unknown key, an unknown document or without a reason.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("artefacto", [])
    known = set(Artefacto.__dataclass_fields__)
    required = known - {"veces"}
    found = []
    for position, entry in enumerate(entries, start=1):
        wrong = (required - set(entry)) | (set(entry) - known)
        if wrong:
            raise SeedTextError(f"entry {position} of {path.name}: check the keys {sorted(wrong)}")
        if entry["documento"] not in SEEDS:
            raise SeedTextError(f"entry {position} of {path.name}: unknown {entry['documento']!r}")
        if not entry["busca"].strip() or not entry["motivo"].strip():
            raise SeedTextError(f"entry {position} of {path.name}: busca and motivo are required")
        found.append(Artefacto(**entry))
    return found


def repaired_seed(documento: str, *, artefactos: Path = ARTEFACTOS) -> str:
    """Return the seed's text with its excused differences applied, tags of the extraction removed.

    Each `busca` is looked for in the untouched seed, so the order of the entries has no effect.
    Raises SeedTextError when one does not stand there exactly `veces` times, or two overlap.
    """
    seed = SEEDS[documento].read_text(encoding="utf-8")
    changes: list[tuple[int, int, str]] = []
    for entry in read_artefactos(artefactos):
        if entry.documento != documento:
            continue
        starts = [match.start() for match in re.finditer(re.escape(entry.busca), seed)]
        if len(starts) != entry.veces:
            raise SeedTextError(
                f"{documento}: expected {entry.veces} times, found {len(starts)}: {entry.busca!r}"
            )
        changes += [(start, start + len(entry.busca), entry.pon) for start in starts]
    pieces, position = [], 0
    for start, end, pon in sorted(changes):
        if start < position:
            raise SeedTextError(f"{documento}: two exceptions overlap at {seed[start:end]!r}")
        pieces += [seed[position:start], pon]
        position = end
    return EXTRACTION_TAG.sub(" ", "".join([*pieces, seed[position:]]))


def expected_tokens(
    documento: str, *, markers: bool = False, artefactos: Path = ARTEFACTOS
) -> list[str]:
    """Return the words that a faithful print of `documento` holds, in order.

    `markers` keeps the list markers of line starts; without it see `missing_markers`.
    """
    text = repaired_seed(documento, artefactos=artefactos)
    return tokens(text if markers else LIST_MARKER.sub("", text))


def expected_markers(documento: str, *, artefactos: Path = ARTEFACTOS) -> list[list[str]]:
    """Return, in order, each numbered marker as the words [marker, first words of its line]."""
    text = repaired_seed(documento, artefactos=artefactos)
    found = []
    for match in LIST_MARKER.finditer(text):
        if match.group(1):
            line = text[match.end() :].split("\n", 1)[0]
            found.append([*tokens(match.group(1)), *tokens(line)[:3]])
    return found


def missing_markers(
    documento: str, actual: Sequence[str], *, artefactos: Path = ARTEFACTOS
) -> list[str]:
    """Return the numbered markers that do not stand before their words in `actual`, in order."""
    missing, position = [], 0
    for marker in expected_markers(documento, artefactos=artefactos):
        places = range(position, len(actual) - len(marker) + 1)
        start = next((at for at in places if list(actual[at : at + len(marker)]) == marker), None)
        if start is None:
            missing.append(" ".join(marker))
        else:
            position = start + len(marker)
    return missing


def first_difference(
    expected: Sequence[str], actual: Sequence[str], *, allow_extra: bool
) -> str | None:
    """Return None when `actual` holds the words of `expected` in order, else where it does not.

    With `allow_extra`, `actual` may hold further words between them (running heads, contents);
    without it both must be equal. The message shows the first places with the words around them.
    """
    if allow_extra:
        # Taking the earliest place of each word finds the subsequence whenever there is one.
        rest = iter(actual)
        if all(word in rest for word in expected):
            return None
    elif list(expected) == list(actual):
        return None
    matcher = SequenceMatcher(None, expected, actual, autojunk=False)
    changes = [
        (i1, i2, j1, j2)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind in ("replace", "delete") or (kind == "insert" and not allow_extra)
    ]
    missing = sum(i2 - i1 for i1, i2, _, _ in changes)
    lines = [f"{missing} expected words missing or out of order, in {len(changes)} places:"]
    for i1, i2, j1, j2 in changes[:PLACES_SHOWN]:
        lines.append(
            f"- expected word {i1}: …{_words(expected, i1 - CONTEXT_WORDS, i1)} "
            f"[{_words(expected, i1, i2)}] {_words(expected, i2, i2 + CONTEXT_WORDS)}…\n"
            f"  actual word {j1}:   …{_words(actual, j1 - CONTEXT_WORDS, j1)} "
            f"[{_words(actual, j1, j2)}] {_words(actual, j2, j2 + CONTEXT_WORDS)}…"
        )
    return "\n".join(lines)


def _words(words: Sequence[str], start: int, end: int) -> str:
    """Return a stretch of `words` as text, shortened in its middle when it is long."""
    stretch = list(words[max(0, start) : max(0, end)])
    if len(stretch) > 4 * CONTEXT_WORDS:
        stretch = [*stretch[:CONTEXT_WORDS], "(…)", *stretch[-CONTEXT_WORDS:]]
    return " ".join(stretch)
