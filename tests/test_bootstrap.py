"""The stylesheet of Bootstrap that is served: all that a page uses of the version installed."""

from tests.trimmed_bootstrap import TRIMMED, classes_of, named, trimmed, whole

REMEDY = "Run: .venv/bin/python -m tests.trimmed_bootstrap"
SHEET = """@charset "UTF-8";/*! Of somebody */:root,[data-bs-theme=dark]{--a:1}
.row>*,.row:not(.wide),.modal a{color:red}@media (min-width:1px){.col{top:0}.modal{top:1px}}
@media print{.modal{top:0}}@keyframes turn{to{top:0}}"""


def test_it_has_every_class_that_a_page_names():
    used = classes_of(trimmed(whole(), named()))

    assert used - classes_of(TRIMMED.read_text(encoding="utf-8")) == set(), REMEDY
    assert {"btn", "form-control", "visually-hidden", "is-invalid"} <= used


def test_it_is_of_the_version_that_is_installed():
    kept = TRIMMED.read_text(encoding="utf-8")

    assert kept == trimmed(whole(), classes_of(kept)), REMEDY


def test_only_what_needs_a_class_that_nobody_names_is_left_out():
    assert trimmed(SHEET, {"row", "col"}).split("\n") == [
        '@charset "UTF-8";',
        "/*! Of somebody */",
        ":root{--a:1}",
        ".row>*,.row:not(.wide){color:red}",
        "@media (min-width:1px){.col{top:0}}",
        "@keyframes turn{to{top:0}}",
        "",
    ]
    assert classes_of(SHEET) == {"row", "modal", "col", "data-bs-theme"}
