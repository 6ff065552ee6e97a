"""Bootstrap's stylesheet without what no page uses, as production serves it.

The whole one weighs 23 KB on the wire, on every page; two thirds are utilities and components that
nobody here names. `sesea/statics.py` takes them out of the installed one when it collects files.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_ATTRIBUTE = re.compile(r"\[(data-bs-[\w-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_WORD = re.compile(r"[\w-]+")
# In Python, a word is a class where it stands in what is to be one.
_WIDGET = re.compile(r"""class["']?\s*[:=]\s*f?["']([^"']*)""")
_CHARSET = '@charset "UTF-8";'
_NESTING = ("@media", "@supports")


def _package(name: str) -> Path:
    """Return the folder of an installed package."""
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None, name
    return Path(spec.origin).parent


@cache
def named() -> frozenset[str]:
    """Return every word of templates and scripts, and those that Python gives as a class."""
    crispy = _package("crispy_bootstrap5")
    read = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "static/js").glob("*.js"),
        *crispy.rglob("*.html"),
        *crispy.rglob("*.py"),
    ]
    words = {word for path in read for word in _WORD.findall(path.read_text(encoding="utf-8"))}
    for folder in ("programs", "reports", "sesea"):
        for path in (ROOT / folder).rglob("*.py"):
            for value in _WIDGET.findall(path.read_text(encoding="utf-8")):
                words.update(_WORD.findall(value))
    return frozenset(words)


def classes_of(css: str) -> set[str]:
    """Return the classes and the attributes of Bootstrap that the selectors of a sheet name."""
    found: set[str] = set()
    for selector, body in _rules(_bare(css)):
        if selector.startswith(_NESTING):
            found |= classes_of(body)
        elif not selector.startswith("@"):
            found |= _needed(selector)
    return found


def trimmed(css: str, words: Collection[str]) -> str:
    """Return a sheet without the selectors that need a class which is not among the words.

    A rule to a line. The notice of the licence, which begins with `/*!`, stays.
    """
    notice = next((each for each in _COMMENT.findall(css) if each.startswith("/*!")), "")
    return "\n".join([_CHARSET, notice, *_kept(_bare(css), frozenset(words)), ""])


def _bare(css: str) -> str:
    """Return a sheet without its comments and without the line that says its signs."""
    return _COMMENT.sub("", css).removeprefix(_CHARSET)


def _kept(css: str, words: frozenset[str]) -> Iterator[str]:
    for selector, body in _rules(css):
        if selector.startswith(_NESTING):
            inner = "".join(_kept(body, words))
            if inner:
                yield f"{selector}{{{inner}}}"
        elif selector.startswith("@"):
            yield f"{selector}{{{body}}}"
        elif parts := [part for part in _parts(selector) if _needed(part) <= words]:
            yield f"{','.join(parts)}{{{body}}}"


def _needed(selector: str) -> set[str]:
    # What must not be there need not be anywhere.
    plain = re.sub(r":not\([^)]*\)", "", selector)
    return {*_CLASS.findall(plain), *_ATTRIBUTE.findall(plain)}


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield (selector, body) of each rule of a sheet without comments."""
    start = 0
    while (opening := css.find("{", start)) >= 0:
        end, depth = opening, 0
        for brace in re.finditer(r"[{}]", css[opening:]):
            depth += 1 if brace.group() == "{" else -1
            if depth == 0:
                end = opening + brace.start()
                break
        yield css[start:opening].strip(), css[opening + 1 : end]
        start = end + 1


def _parts(selector: str) -> list[str]:
    """Return the selectors of a list, whose commas in brackets part nothing."""
    return re.split(r",(?![^(\[]*[)\]])", selector)
