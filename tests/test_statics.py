"""What production makes of the scripts and the stylesheets: the same, shorter, some in one file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from sesea.statics import BUNDLES, bundled, served

ROOT = Path(__file__).resolve().parent.parent
OURS = sorted(
    str(path.relative_to(ROOT / "static"))
    for kind in ("js", "css")
    for path in (ROOT / "static" / kind).rglob(f"*.{kind}")
)
TAKING_IN = ("css/site.css", "css/pages/linea.css")


def written(name: str) -> str:
    return Path(finders.find(name)).read_text(encoding="utf-8")


def among(**files: str) -> Callable[[str], str]:
    """Return a source of small modules, a keyword each."""
    return {f"js/{name}.js": text for name, text in files.items()}.__getitem__


MODULES = {
    "page": '/* What it is. */\n\nimport "./first.js";\n'
    'import { twice, one as uno } from "./sum.js";\nimport * as kept from "./kept.js";\n\n'
    'const later = () => import("./late.js");\n',
    "first": '// Before all.\nimport {\n  one,\n  twice,\n} from "./sum.js";\n\n'
    '  /* two\n     lines */\ndocument.title = "// no remark" + twice(one);\n',
    "sum": "export const one = 1;\n\n/** Doubles. */\nexport function twice(n) {\n"
    "  return 2 * n; // in a line\n}\n",
    "kept": 'import { one } from "./sum.js";\nexport class Kept {}\n',
    "beside": 'import { Kept } from "./kept.js";\n',
}


def test_a_bundle_is_its_modules_once_each_after_what_they_import():
    assert bundled("js/page.js", among(**MODULES)).split("\n") == [
        "const $sum = (() => {",
        "const one = 1;",
        "function twice(n) {",
        "return 2 * n; // in a line",
        "}",
        "return { one, twice };",
        "})();",
        "const $first = (() => {",
        "const { one, twice, } = $sum;",
        'document.title = "// no remark" + twice(one);',
        "return {};",
        "})();",
        "const $kept = (() => {",
        "const { one } = $sum;",
        "class Kept {}",
        "return { Kept };",
        "})();",
        "const $page = (() => {",
        "const { twice, one: uno } = $sum;",
        "const kept = $kept;",
        'const later = () => import("./late.js");',
        "return {};",
        "})();",
        "",
    ]


def test_what_another_script_of_the_page_uses_too_stays_one_module_for_both():
    bundle = bundled("js/page.js", among(**MODULES), beside=("js/beside.js",))

    assert bundle.startswith(
        'import * as $kept from "./kept.js";\nimport * as $sum from "./sum.js";\nconst $first ='
    )
    assert "class Kept" not in bundle and "function twice" not in bundle


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('import { own } from "./page.js";\n', "imports itself"),
        ("export default 3;\n", "export default 3"),
        ("const a = 1;\nexport { a };\n", "export { a }"),
        ("export let counted = 0;\n", "export let"),
        ("await fetch('/');\n", "await fetch"),
        ("import whole from './kept.js';\n", "import whole"),
    ],
)
def test_what_cannot_be_told_in_one_file_is_refused(text, told):
    with pytest.raises(ValueError, match=told):
        bundled("js/page.js", among(page='import "./odd.js";\n', odd=text))


def test_a_stylesheet_loses_its_remarks_and_keeps_its_notice():
    sheet = "/*! Of somebody */\n\n/* Why\n   so */\na {\n  top: 0; /* here */\n}\n"

    assert served("css/a.css", lambda name: sheet) == "/*! Of somebody */\na {\ntop: 0; \n}\n"


def test_a_stylesheet_takes_in_those_that_it_imports():
    sheets = {
        "css/all.css": '/* All. */\n@import "one.css";\n@import "two.css";\nb {\n  top: 0;\n}\n',
        "css/one.css": "/* One. */\na {\n  top: 0;\n}\n",
        "css/two.css": '@charset "UTF-8";\ni {\n  top: 0;\n}\n',
    }

    assert served("css/all.css", sheets.__getitem__).split("\n") == [
        *("a {", "top: 0;", "}"),
        *("i {", "top: 0;", "}"),
        *("b {", "top: 0;", "}", ""),
    ]
    for name in TAKING_IN:
        assert "@import" not in served(name, written)


def test_every_script_can_be_shortened_line_by_line():
    # A text of several lines would lose the spaces that begin them, and what looks like a remark.
    several = [
        f"{name}:{number}"
        for name in OURS
        if name.endswith(".js")
        for number, line in enumerate(written(name).split("\n"), 1)
        if line.count("`") % 2
    ]

    assert len(OURS) > 80
    assert several == []


def test_everything_of_ours_is_served_shorter_and_not_empty():
    for name in OURS:
        text = served(name, written)
        assert text.strip(), name
        if name not in (*BUNDLES, *TAKING_IN):
            assert len(text) <= len(written(name)), name


def test_capture_asks_only_for_what_other_scripts_of_its_pages_keep():
    bundle = served("js/capture.js", written)
    asked = [line for line in bundle.split("\n") if line.startswith("import ")]

    assert asked == [
        'import * as $csrf_token from "./csrf-token.js";',
        'import * as $save_store from "./save-store.js";',
    ]
    for module in ("conflict", "word_diff", "paste_blocks", "table_grid", "upload", "figuras"):
        assert bundle.count(f"const ${module} = ") == 1
    reader = served("js/paste-read.js", written)
    assert "import " not in reader
    # It is fetched by who calls it.
    assert reader.endswith("\nexport const { read } = $paste_read;\n")
