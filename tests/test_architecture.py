"""The code holds to its own rules: who imports whom, and who names roles.

The rules are those of `docs/arquitectura.md`. They are read from the source, not from the running
program: an import inside a function counts as much as one at the top of its file.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from programs.enums import Role

ROOT = Path(__file__).resolve().parent.parent
OURS = ("programs", "reports", "sesea")

# Rooms from the ground up: a room may import itself and those below it, never one above.
PROGRAMS_LAYERS = {
    "plain values": {"enums", "errors", "received", "values"},
    "rows": {"models"},
    "reading": {"getters", "permissions", "reading", "staff"},
    "pages": {"selectors", "transitions", "workflow"},
    "writing": {"services"},
    "keeping": {"keeping"},
    "doors": {
        "adapters",
        "admin",
        "apps",
        "backends",
        "checks",
        "context_processors",
        "demo",
        "forms",
        "health",
        "management",
        "passwords",
        "resources",
        "templatetags",
        "urls",
        "views",
    },
}
REPORTS_LAYERS = {
    "plain values": {"enums", "values"},
    "drawing": {"charts", "finish", "forking", "rendering", "slots", "tagging"},
    "rows": {"getters", "models"},
    # The summary of the tablero is a document too, so documents stand beside its selectors.
    "use cases": {"documents", "selectors", "services", "tasks"},
    "doors": {
        "admin",
        "apps",
        "exports",
        "forms",
        "health",
        "management",
        "review",
        "templatetags",
        "urls",
        "views",
        "worker",
    },
}
LAYERS = {"programs": PROGRAMS_LAYERS, "reports": REPORTS_LAYERS}
# The review inside, from the ground up; modules of one floor do not know each other.
REVIEW_FLOORS = (
    {"access", "address", "changes", "parts"},
    {"list", "observed"},
    {"verdict"},
    {"page"},
    {"sheet"},
    {"forms"},
    {"views"},
    {"acts"},
)

# Arithmetic and sentences, which must work where there is no Django at all.
DJANGO_FREE = (
    "programs.values.area_names",
    "programs.values.calendar_days",
    "programs.values.checks",
    "programs.values.checks.finding",
    "programs.values.checks.months",
    "programs.values.checks.narrative",
    "programs.values.checks.quantities",
    "programs.values.checks.sentence",
    "programs.values.closing",
    "programs.values.colors",
    "programs.received.documents",
    "programs.errors",
    "programs.values.facts",
    "programs.values.given",
    "programs.values.percents",
    "programs.values.phrases",
    "programs.received.pictures",
    "programs.received.sheet_child",
    "programs.received.workbooks",
    "programs.values.progress",
    "programs.values.snapshot",
    "programs.values.stated",
    "reports.finish",
    "reports.forking",
    "reports.rendering",
    "reports.tagging",
)
# Where a role may be named: its definition, the rule of a membership, who may do what, and the
# people that the demonstration invents.
NAMES_ROLES = (
    "programs.enums",
    "programs.models.user",
    "programs.permissions",
    "programs.staff",
    "programs.demo",
)


@cache
def sources() -> dict[str, Path]:
    """Return {dotted module: file} of our three packages, without migrations."""
    found = {}
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree_of(module: str) -> ast.Module:
    """Return the syntax tree of one of our modules."""
    return ast.parse(sources()[module].read_text(encoding="utf-8"))


@cache
def nodes_of(module: str) -> tuple[ast.AST, ...]:
    """Return all nodes of the tree of one of our modules, in the order of `ast.walk`.

    A dozen tests look at each of them: to walk the trees again took longer than to look.
    """
    return tuple(ast.walk(tree_of(module)))


@cache
def imports_of(module: str) -> frozenset[str]:
    """Return the dotted names that a module imports anywhere in it.

    `from programs.enums import Role` gives `programs.enums` and `programs.enums.Role`, of which
    only the first is a module; `from programs import corte` gives `programs.reading.corte` alone.
    """
    return frozenset(_imported(nodes_of(module), module))


def _imported(nodes: Iterable[ast.AST], module: str) -> Iterator[str]:
    is_package = sources()[module].name == "__init__.py"
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                kept = parts[: len(parts) - node.level + is_package]
                base = ".".join([*kept, *filter(None, [base])])
            named = {f"{base}.{alias.name}" for alias in node.names}
            yield from named
            if not named <= sources().keys():
                yield base


def is_under(module: str, package: str) -> bool:
    """Tell whether a dotted name is a package or something inside it."""
    return module == package or module.startswith(f"{package}.")


def importers_of(package: str) -> set[str]:
    """Return our modules that import a package or something inside it."""
    return {
        module
        for module in sources()
        if any(is_under(imported, package) for imported in imports_of(module))
    }


def room_of(module: str) -> tuple[str, str] | None:
    """Return (app, first name below the app), or None for an app itself and for sesea."""
    app, _, rest = module.partition(".")
    return (app, rest.partition(".")[0]) if app in LAYERS and rest else None


def height_of(module: str) -> int | None:
    """Return on which layer of its app a module stands, 0 at the ground; None without a layer."""
    room = room_of(module)
    if room is None:
        return None
    layers = LAYERS[room[0]].values()
    return next((height for height, names in enumerate(layers) if room[1] in names), None)


def with_all_below(module: str, *, parents: bool = True) -> set[str]:
    """Return a module of ours and all of ours that it imports, directly or through others.

    With `parents`, also the packages that Python runs on the way to each of them.
    """
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        above = {name.rsplit(".", depth)[0] for depth in range(1, name.count(".") + 1)}
        waiting.extend((imports_of(name) | (above if parents else set())) & sources().keys())
    return seen


def test_every_module_has_its_layer():
    unplaced = sorted(m for m in sources() if room_of(m) and height_of(m) is None)

    assert not unplaced, "Name the room in LAYERS and in docs/arquitectura.md."


def test_programs_never_imports_reports():
    importers = {module for module in importers_of("reports") if is_under(module, "programs")}

    assert not importers


def test_settings_import_neither_app():
    importers = importers_of("programs") | importers_of("reports")

    assert not {module for module in importers if is_under(module, "sesea")}


def test_imports_go_down():
    upward = sorted(
        f"{module} imports {imported}"
        for module in sources()
        for imported in imports_of(module) & sources().keys()
        if module.partition(".")[0] == imported.partition(".")[0]
        if (here := height_of(module)) is not None and (there := height_of(imported)) is not None
        if there > here
    )

    assert not upward


def test_no_module_imports_itself_by_a_detour():
    circles = sorted(
        module
        for module in sources()
        if any(
            module in with_all_below(imported, parents=False)
            for imported in imports_of(module) & sources().keys()
        )
    )

    assert not circles


def test_documents_are_built_from_plain_values():
    ground = PROGRAMS_LAYERS["plain values"]
    asking = sorted(
        f"{module} imports {imported}"
        for module in sources()
        if is_under(module, "reports.documents")
        for imported in imports_of(module)
        if (room := room_of(imported)) and room[0] == "programs" and room[1] not in ground
    )

    assert not asking, "From the snapshot on nothing asks the database."


def test_only_the_summary_reads_what_the_tablero_selected():
    importers = {m for m in importers_of("reports.selectors") if is_under(m, "reports.documents")}

    assert importers == {"reports.documents.resumen"}


def test_only_the_registry_names_templates_and_styles_of_documents():
    naming = {
        module
        for module in sources()
        for node in nodes_of(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.startswith("reports/print/") or node.value in ("document.css", "resumen.css")
    }

    assert naming == {"reports.documents.registry"}


def test_charts_are_drawn_from_plain_values():
    asking = sorted(
        f"{module} imports {imported}"
        for module in sources()
        if is_under(module, "reports.charts")
        for imported in imports_of(module) & sources().keys()
        if not (is_under(imported, "reports.charts") or is_under(imported, "programs.values"))
    )

    assert not asking


def test_the_review_is_read_from_its_ground_up():
    heights = {name: height for height, floor in enumerate(REVIEW_FLOORS) for name in floor}
    modules = {m for m in sources() if is_under(m, "reports.review") and m != "reports.review"}
    wrong = sorted(
        f"{module} imports {imported}"
        for module in modules
        for imported in imports_of(module) & modules
        if heights[imported.rpartition(".")[2]] >= heights[module.rpartition(".")[2]]
    )

    assert {module.rpartition(".")[2] for module in modules} == heights.keys()
    assert not wrong


def test_only_rendering_imports_weasyprint():
    assert importers_of("weasyprint") == {"reports.rendering"}


@pytest.mark.parametrize("module", DJANGO_FREE)
def test_arithmetic_and_sentences_do_without_django(module):
    using = sorted(
        f"{below} imports {imported}"
        for below in with_all_below(module)
        for imported in imports_of(below)
        if is_under(imported, "django")
    )

    assert not using


def test_plain_values_leave_the_database_alone():
    ground = PROGRAMS_LAYERS["plain values"]
    using = {
        module
        for module in importers_of("django.db")
        if (room := room_of(module)) and room[0] == "programs" and room[1] in ground
    }

    assert using == {"programs.enums"}, "Only for the class TextChoices."


def test_no_signals_and_no_threads():
    # Migrations have no other way to say that they begin and end: no row is written there.
    assert importers_of("django.db.models.signals") <= {"programs.apps"}
    for package in ("django.dispatch", "asgiref.local"):
        assert not importers_of(package), package
    # How requests arrive and what watches the system, which no page or rule knows of, and the turn
    # of who reads a picture.
    watching = {"sesea.serving.watch", "sesea.watch.health", "sesea.watch.measures"}
    assert importers_of("threading") == watching | {"programs.received.pictures"}


def test_no_logic_in_save():
    saving = [
        f"{module}.{node.name}"
        for module in sources()
        if is_under(module, "programs.models") or is_under(module, "reports.models")
        for node in nodes_of(module)
        # A QuerySet may refuse: the ledger's does, and nothing else of it is logic.
        if isinstance(node, ast.ClassDef) and not node.name.endswith("QuerySet")
        if any(isinstance(f, ast.FunctionDef) and f.name in {"save", "delete"} for f in node.body)
    ]

    assert not saving


def docstrings_of(tree: ast.Module) -> set[ast.expr]:
    """Return the nodes that are docstrings, where any word may stand."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def roles_named_in(module: str) -> Iterator[str]:
    """Yield where a module names a member of `Role` or writes a role's code."""
    codes = set(Role.values)
    prose = docstrings_of(tree_of(module))
    for node in nodes_of(module):
        if isinstance(node, ast.Attribute) and node.attr in Role.names:
            owner = node.value
            if getattr(owner, "id", getattr(owner, "attr", "")) == "Role":
                yield f"{module}:{node.lineno} Role.{node.attr}"
        elif isinstance(node, ast.Constant) and node.value in codes and node not in prose:
            yield f"{module}:{node.lineno} {node.value!r}"


def test_only_permissions_names_roles():
    named = [
        place
        for module in sources()
        if not any(is_under(module, allowed) for allowed in NAMES_ROLES)
        for place in roles_named_in(module)
    ]

    assert not named, "Ask a function of programs/permissions.py instead."


def test_no_template_names_a_role():
    quoted = re.compile(rf"""\.role\b|["']({"|".join(Role.values)})["']""")
    naming = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for found in quoted.finditer(path.read_text(encoding="utf-8"))
    ]

    assert not naming, "Ask a function of programs/permissions.py in the view."


# What has one home: who else wrote it would read líneas, or say things of them, in another way.
ONE_HOME = {
    "LineaSnapshot(": {"programs.reading.lines"},
    "Line(": {"programs.reading.lines"},
    "Reported(": {"programs.reading.assembly"},
    "TareaSnapshot(": {"programs.reading.assembly"},
    "meta_snapshot(": {"programs.reading.assembly", "programs.reading.lines"},
    "is_started(": {
        "programs.values.readings",
        "programs.reading.line",
        "programs.reading.lines",
    },
    # The default of an institution, and the one place that counts by it.
    ".NESTED": {"programs.models.institucion", "programs.models.programa"},
    ".with_contents(": {
        "programs.reading.lines",
        # Where entries are read without their líneas, or for them.
        "programs.getters",
        "programs.selectors.avance",
        "programs.selectors.captura",
        "programs.selectors.cierre",
        "programs.selectors.debts",
        "programs.selectors.entrega",
        "programs.selectors.programa",
        "programs.services.informe_traido",
        "reports.review.page",
    },
}


@cache
def names_used_in(module: str) -> frozenset[str]:
    """Return the functions and classes that a module calls or defines, and its attributes."""
    return frozenset(_used(module))


def _used(module: str) -> Iterator[str]:
    for node in nodes_of(module):
        if isinstance(node, ast.Call):
            called = node.func
            yield f"{getattr(called, 'attr', getattr(called, 'id', ''))}("
            if isinstance(called, ast.Attribute):
                yield f".{called.attr}("
        elif isinstance(node, ast.Attribute):
            yield f".{node.attr}"


@pytest.mark.parametrize("name", ONE_HOME)
def test_a_linea_is_read_in_one_place(name):
    using = {module for module in sources() if name in names_used_in(module)}

    assert using
    assert using <= ONE_HOME[name]


def test_no_row_pretends_to_be_read():
    """Django's own marks of what a row was read with are Django's."""
    pretending = [
        f"{module}:{node.lineno}"
        for module in sources()
        for node in nodes_of(module)
        if isinstance(node, ast.Attribute)
        and node.attr in {"_prefetched_objects_cache", "_state", "_result_cache"}
    ]

    assert not pretending


def test_one_function_writes_the_sign_of_a_percentage():
    signed = [
        f"{module}:{node.lineno}"
        for module in sources()
        if not is_under(module, "programs.demo")
        for node in nodes_of(module)
        if isinstance(node, ast.JoinedStr)
        for before, after in pairwise(node.values)
        if isinstance(before, ast.FormattedValue) and isinstance(after, ast.Constant)
        if re.match(r"[\s\u00a0]?%", after.value)
    ]

    assert [place.partition(":")[0] for place in signed] == ["programs.values.phrases"]


# One way to a row, one lock of a quarter --------------------------------------------------------


def test_only_getters_fetch_a_row_for_a_person():
    fetching = importers_of("django.shortcuts.get_object_or_404")

    assert fetching == {"programs.getters"}, "Add a getter to programs/getters.py."


def locks_of(module: str) -> Iterator[str]:
    """Yield the name on which each `select_for_update` of a module begins, as "Trimestre"."""
    for node in nodes_of(module):
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
            root, names = node.value, []
            while not isinstance(root, ast.Name):
                if isinstance(root, ast.Attribute):
                    names.append(root.attr)
                root = root.func if isinstance(root, ast.Call) else root.value
            yield ".".join([root.id, *reversed(names)])


def test_only_getters_lock_a_quarter():
    locking = {
        module
        for module in sources()
        for begin in locks_of(module)
        if begin.startswith("Trimestre.") or "trimestre" in begin
    }

    assert locking == {"programs.getters"}, "Use quarter_lock of programs/getters.py."


# The demonstration ------------------------------------------------------------------------------


def test_only_its_commands_load_the_demonstration():
    commands = {f"programs.management.commands.{name}" for name in ("load_demo", "seed_scale")}
    importing = {m for m in importers_of("programs.demo") if not is_under(m, "programs.demo")}
    at_the_top = {
        name
        for command in commands
        for node in tree_of(command).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _imported([node], command)
    }

    assert importing == commands
    assert not {name for name in at_the_top if is_under(name, "programs.demo")}


# Names ------------------------------------------------------------------------------------------

# One name for each subject, the same in every room that has something of it.
SUBJECTS = {
    "revisar",
    "adecuacion",
    "cantidades",
    "ajustes",
    "areas",
    "avisos",
    "bloques",
    "captura",
    "cierre",
    "cifras",
    "dias",
    "confirmacion",
    "congruencia",
    "desglose",
    "entrega",
    "evidencia",
    "figuras",
    "hechos",
    "historial",
    "informe_traido",
    "inicio",
    "institucion",
    "invitacion",
    "linea",
    "meses",
    "observaciones",
    "origen",
    "pagina",
    "password_reset",
    "pegado",
    "personas",
    "planilla",
    "plazos",
    "preparar",
    "presentacion",
    "programa",
    "registro",
    "revision_plan",
    "revision",
    "second_factor",
    "sesiones",
    "siguiente_ejercicio",
    "trimestre",
    "vencimientos",
}
# What serves every subject, and the person's own account.
OF_ALL = {
    "forms": {"account", "renglones"},
    "services": {
        "account",
        "changing",
        "encabezados",
        "ledger",
        "links",
        "mailing",
        "oidc",
        "people",
        "planilla_places",
        "planilla_rows",
        "rows",
        "sealed",
        "verification",
        "waits",
    },
    "views": {
        "account",
        "acts",
        "answers",
        "crumbs",
        "methods",
        "oidc",
        "owed",
        "pasted_steps",
        "request",
        "session",
        "storage",
    },
}


@pytest.mark.parametrize("room", OF_ALL)
def test_a_module_is_named_after_its_subject(room):
    names = {path.stem for path in (ROOT / "programs" / room).glob("*.py")} - {"__init__"}

    assert names <= SUBJECTS | OF_ALL[room], "Call it as the other rooms call its subject."
