"""How production keeps stylesheets and scripts: without remarks, and those of a capture as one.

A page of capture has some thirty modules. Fetched one by one they weigh half as much again in
headers, and one that has not come when the network goes away is missing. So the module that begins
them all is kept with the rest inside; so is a stylesheet with those that it imports. Development
serves the files as they are written.
"""

import re
from collections.abc import Callable, Iterator
from posixpath import normpath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from sesea.trimmed import named, trimmed

# Which script takes in what it imports, and the scripts that stand beside it on its pages: what
# those use too is one module for all of them, since it may keep a state.
BUNDLES: dict[str, tuple[str, ...]] = {
    "js/capture.js": ("js/acts.js", "js/sign-out.js"),
    "js/paste-read.js": (),
}
Source = Callable[[str], str]

_OURS = re.compile(r"(?:js|css)/.+\.(?:js|css)")
_IMPORT = re.compile(r'^import (?:(\{[^}]*\}|\* as [\w$]+) from )?"\./([\w-]+\.js)";$', re.M)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) ([\w$]+))", re.M)
_UNKNOWN = re.compile(r"^(?:import(?!\()|export|await)\b.*", re.M)
# Of a script, the remarks that have their lines to themselves: within one, a string may look alike.
_JS_REMARK = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.M | re.S)
# The notice of a licence stays.
_CSS_REMARK = re.compile(r"/\*(?!!)(?:(?!\*/).)*\*/", re.S)
_CSS_IMPORT = re.compile(r'^@import "([\w./-]+\.css)";\n', re.M)
_BOOTSTRAP = "bootstrap/css/bootstrap.min.css"
_CHARSET = re.compile(r'^@charset "UTF-8";\s*')
_SPARE = re.compile(r"^\s+", re.M)


class StaticsStorage(CompressedManifestStaticFilesStorage):
    """Keeps what `served` makes of our own stylesheets and scripts, named after its content."""

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Yield what collectstatic tells; `paths` is {name: (storage, path in it)}."""
        if options.get("dry_run"):
            return

        def source(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        kept = dict(paths)
        for name in paths:
            if _OURS.fullmatch(name):
                self._keep(name, served(name, source).encode())
                kept[name] = (self, name)
        yield from super().post_process(kept, **options)

    def _keep(self, name: str, content: bytes) -> None:
        """Write a file under its plain name, by which a module asks for another.

        One that is there already stays: somebody may be reading it.
        """
        with self.open(name) as there:
            if there.read() == content:
                return
        self.delete(name)
        self._save(name, ContentFile(content))


def served(name: str, source: Source) -> str:
    """Return a stylesheet or a script as production serves it; `source` gives any by its name."""
    if name.endswith(".css"):
        return _sheet(name, source)
    if name in BUNDLES:
        return bundled(name, source, beside=BUNDLES[name])
    return _bare(source(name))


def _sheet(name: str, source: Source) -> str:
    """Return a stylesheet with those that it imports, none of which names a file of its folder."""
    text = source(name)
    if name == _BOOTSTRAP:
        text = trimmed(text, named())
    text = _CHARSET.sub("", _SPARE.sub("", _CSS_REMARK.sub("", text)))
    folder = name.rpartition("/")[0]
    return _CSS_IMPORT.sub(lambda found: _sheet(normpath(f"{folder}/{found[1]}"), source), text)


def bundled(entry: str, source: Source, beside: tuple[str, ...] = ()) -> str:
    """Return a module with what it imports inside, but for what the scripts beside it import too.

    Each module is a function that runs once, in the order in which the browser would run them, and
    returns what it exports. ValueError where one says what cannot be told so: two that import each
    other, a default, an `export` of names, an `await` outside a function.
    """
    shared = {name for other in beside for name in _in_order(other, source)}
    names = [name for name in _in_order(entry, source) if name not in shared]
    asked = {each for name in names for each in _imports(source(name)) if each in shared}
    lines = [f'import * as {_held(name)} from "./{_file(name)}";' for name in sorted(asked)]
    lines += [_as_function(name, source(name)) for name in names]
    if given := _exports(source(entry)):
        lines.append(f"export const {given} = {_held(entry)};")
    return "\n".join([*lines, ""])


def _in_order(entry: str, source: Source) -> list[str]:
    """Return a module and all it imports, each after what it imports itself."""
    order: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in open_:
            raise ValueError(f"{name} imports itself by way of {open_[-1]}")
        if name in order:
            return
        open_.append(name)
        for each in _imports(source(name)):
            visit(each)
        order.append(open_.pop())

    visit(entry)
    return order


def _imports(text: str) -> list[str]:
    return [f"js/{match[2]}" for match in _IMPORT.finditer(text)]


def _exports(text: str) -> str:
    """Return what a module exports, as an object of these names; "" if nothing."""
    names = [match[1] for match in _EXPORT.finditer(text)]
    return f"{{ {', '.join(names)} }}" if names else ""


def _as_function(name: str, text: str) -> str:
    body = _EXPORT.sub("", _IMPORT.sub(_taken, _JS_REMARK.sub("", text)))
    if unknown := _UNKNOWN.search(body):
        raise ValueError(f"{name}: {unknown[0]}")
    body += f"return {_exports(text) or '{}'};"
    return f"const {_held(name)} = (() => {{\n{_bare(body)}\n}})();"


def _taken(match: re.Match[str]) -> str:
    """Return what an import says, as names taken from the module that was kept."""
    names, held = match[1], _held(f"js/{match[2]}")
    if names is None:
        return ""
    if names.startswith("*"):
        return f"const {names.split()[-1]} = {held};"
    return f"const {' '.join(names.split()).replace(' as ', ': ')} = {held};"


def _bare(text: str) -> str:
    """Return a script without the remarks and the spaces that begin its lines."""
    return _SPARE.sub("", _JS_REMARK.sub("", text))


def _file(name: str) -> str:
    return name.removeprefix("js/")


def _held(name: str) -> str:
    return "$" + re.sub(r"\W", "_", _file(name).removesuffix(".js"))
