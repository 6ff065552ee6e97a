"""What must agree across files: templates and views, statics, requirements, migrations.

Nothing here asks the database.
"""

import ast
import json
import posixpath
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.staticfiles import finders
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import Field, Model
from django.template import engines
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
PRINT = TEMPLATES / "reports" / "print"
OUR_APPS = ("programs", "reports")

# Django looks for these by name when something goes wrong.
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}

# Fields whose Spanish name is the word of the code: domain nouns, and words of both languages.
SAME_WORD = {
    "avance",
    "bloque",
    "cantidad",
    "componente",
    "corte",
    "eje",
    "entrega",
    "figura",
    "folio",
    "hecho",
    "meta",
    "original",
    "programa",
    "tarea",
    "trimestre",
}


def text_of(path: Path) -> str:
    """Return the text of a file of the project."""
    return path.read_text(encoding="utf-8")


@cache
def pages() -> dict[str, str]:
    """Return {template name: text} of our templates."""
    return {
        path.relative_to(TEMPLATES).as_posix(): text_of(path)
        for path in sorted(TEMPLATES.rglob("*.html"))
    }


def without_remarks(template: str) -> str:
    """Return a template's text without the comments that nobody receives."""
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", template, flags=re.DOTALL)


@cache
def python_files() -> tuple[Path, ...]:
    """Return the files of our packages."""
    return tuple(
        path
        for package in ("programs", "reports", "sesea")
        for path in (ROOT / package).rglob("*.py")
    )


def our_models() -> list[type[Model]]:
    """Return the models of our two apps, without the tables that the history keeps by itself."""
    return [
        model
        for label in OUR_APPS
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "instance_type")
    ]


# Templates


def named_in_python() -> Iterator[re.Pattern[str]]:
    """Yield a pattern for each template name that our code writes, f-strings included."""
    for path in python_files():
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^/]+"
                    for part in node.values
                ]
                if parts and parts[-1].endswith(r"\.html"):
                    yield re.compile("".join(parts))
            elif isinstance(node, ast.Constant) and str(node.value).endswith(".html"):
                yield re.compile(re.escape(node.value))


INCLUDED = re.compile(
    r"""(?:{%\s*(?:include|extends)\s+|\btools=)["']([^"']+)["']((?:\|add:\S+)*)"""
)


def named_in_templates() -> set[str]:
    """Return the names that our templates include or extend, whole ones only."""
    return {
        name
        for text in pages().values()
        for name, added in INCLUDED.findall(without_remarks(text))
        if not added
    }


def composed_in_templates() -> Iterator[re.Pattern[str]]:
    """Yield a pattern for each name that a template puts together with the filter `add`."""
    for text in pages().values():
        for name, added in INCLUDED.findall(without_remarks(text)):
            if added:
                end = re.search(r"""\|add:["']([^"']+)["']$""", added)
                yield re.compile(re.escape(name) + r"\w+" + re.escape(end[1] if end else ""))


def named_by_views(patterns=None) -> Iterator[str]:
    """Yield the template names of the class-based views that our addresses reach."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from named_by_views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield getattr(getattr(pattern.callback, "view_class", None), "template_name", "") or ""


def replaces_a_template_of_a_package(name: str) -> bool:
    """Tell whether an installed package has a template of this name, which ours replaces."""
    folders = engines["django"].engine.template_loaders[0].get_dirs()
    return any((Path(folder) / name).exists() for folder in folders if Path(folder) != TEMPLATES)


def test_every_template_is_used():
    by_name = ERROR_PAGES | named_in_templates() | set(named_by_views())
    patterns = [*named_in_python(), *composed_in_templates()]
    unused = [
        name
        for name in pages()
        if name not in by_name
        and not any(pattern.fullmatch(name) for pattern in patterns)
        and not (name.startswith("admin/") and replaces_a_template_of_a_package(name))
    ]

    assert not unused


def test_every_template_that_is_named_exists():
    missing = {
        name
        for name in named_in_templates()
        if name not in pages() and not replaces_a_template_of_a_package(name)
    }

    assert not missing


INLINE = re.compile(
    r"""<style\b|<script\b(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)


def test_pages_have_no_inline_style_or_script():
    # Not the print templates: a document carries its style inside and no browser gets it as a page.
    found = {
        name: INLINE.findall(without_remarks(text))
        for name, text in pages().items()
        if not (TEMPLATES / name).is_relative_to(PRINT)
    }

    assert not {name: hits for name, hits in found.items() if hits}


def test_a_form_inside_of_another_template_has_its_token():
    """`only` leaves the token behind: the form would be refused in a browser, and in no test."""
    with_forms = {name for name, text in pages().items() if "{% csrf_token %}" in text}
    bare = [
        f"{name}: {inside}"
        for name, text in pages().items()
        for inside, given in re.findall(r'{% include "([^"]+)"([^%]*) only %}', text)
        if inside in with_forms and "csrf_token=csrf_token" not in given
    ]
    assert not bare


def test_pages_ask_nothing_of_another_site():
    address = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//[^"']*""")
    found = {name: address.findall(without_remarks(text)) for name, text in pages().items()}

    assert not {name: hits for name, hits in found.items() if hits}


# Statics


def named_statics() -> Iterator[tuple[str, str]]:
    """Yield (who names it, static name) of templates, code and fixtures."""
    in_tag = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
    in_print = re.compile(r"""["']static:([^"'{]+)["']""")
    for name, text in pages().items():
        yield from ((name, found) for found in in_tag.findall(text) + in_print.findall(text))
    in_code = re.compile(r"""["']((?:img|css|js)/[\w./-]+\.\w+)["']""")
    for path in python_files():
        yield from ((path.name, found) for found in in_code.findall(text_of(path)))
    for path in sorted((ROOT / "fixtures").glob("*.json")):
        for row in json.loads(text_of(path)):
            if emblem := row["fields"].get("emblem"):
                yield path.name, emblem


def test_every_static_that_is_named_exists():
    named = list(named_statics())
    missing = [(who, name) for who, name in named if finders.find(name) is None]

    assert len(named) > 10
    assert not missing


def test_every_address_in_our_stylesheets_exists():
    missing = []
    address = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
    for path in sorted((ROOT / "static").rglob("*.css")):
        for found in address.findall(re.sub(r"/\*.*?\*/", "", text_of(path), flags=re.DOTALL)):
            folder = path.parent.relative_to(ROOT / "static").as_posix()
            known = finders.find(posixpath.normpath(f"{folder}/{found}"))
            if not found.startswith(("#", "data:")) and known is None:
                missing.append(f"{path.relative_to(ROOT)}: {found}")

    assert not missing


def test_no_stylesheet_turns_a_page_by_how_it_is_held():
    # WCAG 1.3.4: what a sheet does upright or across, it may lay out and never rotate.
    held = re.compile(r"@media[^{]*orientation[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
    sheets = sorted((ROOT / "static").rglob("*.css"))

    def turns(text: str) -> bool:
        return any("rotate" in block for block in held.findall(text))

    assert len(sheets) > 20
    assert turns("@media (orientation: portrait) { body { transform: rotate(90deg); } }")
    assert [path.name for path in sheets if turns(text_of(path))] == []


# Names that people read


def declared_fields() -> Iterator[tuple[type[Model], Field]]:
    """Yield the fields that our models declare themselves."""
    of_django = (AbstractUser, AbstractBaseSession)
    for model in our_models():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            inherited = {
                theirs.name
                for base in of_django
                if issubclass(model, base)
                for theirs in base._meta.get_fields()
            }
            if field.auto_created or field.name in inherited:
                continue
            yield model, field


def test_every_model_has_a_spanish_name():
    unnamed = [
        model.__name__
        for model in our_models()
        if not {"verbose_name", "verbose_name_plural"} <= model._meta.original_attrs.keys()
    ]

    assert not unnamed


def test_every_field_has_a_spanish_name():
    unnamed = [
        f"{model.__name__}.{field.name}"
        for model, field in declared_fields()
        if field._verbose_name is None
        or (
            str(field.verbose_name).lower() == field.name.replace("_", " ")
            and field.name not in SAME_WORD
        )
    ]

    assert not unnamed


def test_what_we_inherit_from_django_speaks_spanish():
    with translation.override(settings.LANGUAGE_CODE):
        assert str(AbstractUser._meta.get_field("first_name").verbose_name) == "nombre"


# Requirements

REQUIREMENTS = ["requirements.txt", "requirements-s3.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_name_packages_and_no_index(name):
    text = text_of(ROOT / name)

    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_have_hashes(name):
    packages = re.split(r"\n(?=\S)", text_of(ROOT / name).strip())

    assert len(packages) > 20
    assert not [p for p in packages if "==" not in p or "--hash=sha256:" not in p]


def test_requirements_hold_what_the_project_declares():
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    always, extra = project["dependencies"], project["optional-dependencies"]
    for name, declared in zip(
        REQUIREMENTS,
        (always, always + extra["s3"], always + extra["s3"] + extra["dev"]),
        strict=True,
    ):
        pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", text_of(ROOT / name), re.MULTILINE))
        for requirement in declared:
            package, exact = re.fullmatch(
                r"([\w.-]+)(?:\[.*\])?(?:==(\S+)|~=\S+)", requirement
            ).groups()
            assert package in pinned, f"{name}: {package}"
            assert exact in (None, pinned[package]), f"{name}: {package}"


# Migrations


def test_migrations_are_complete():
    # As the command does: migrations keep the words of the code, not their translations.
    with translation.override(None):
        loader = MigrationLoader(None, ignore_no_migrations=True)
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)

    assert not [
        operation.describe()
        for label in OUR_APPS
        for migration in changes.get(label, [])
        for operation in migration.operations
    ]


# Files


def test_no_file_holds_a_path_of_this_machine():
    kept = {"README.md", "Makefile", "pyproject.toml", "manage.py"}
    folders = ("programs", "reports", "sesea", "templates", "static", "fixtures", "tests", "docs")
    suffixes = {".py", ".html", ".css", ".js", ".json", ".md", ".toml", ".txt", ".svg"}
    files = [ROOT / name for name in kept] + [
        path
        for folder in (*folders, ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and (path.suffix in suffixes or folder == ".ci")
    ]

    assert len(files) > 100
    assert not [path for path in files if str(ROOT) in path.read_text(encoding="utf-8")]
