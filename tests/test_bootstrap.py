"""The stylesheet of Bootstrap that production serves: all that a page uses of the one installed."""

from django.contrib.staticfiles import finders

from sesea.statics import served
from sesea.trimmed import classes_of, named, trimmed

WHOLE = "bootstrap/css/bootstrap.min.css"
SHEET = """@charset "UTF-8";/*! Of somebody */:root,[data-bs-theme=dark]{--a:1}
.row>*,.row:not(.wide),.modal a{color:red}@media (min-width:1px){.col{top:0}.modal{top:1px}}
@media print{.modal{top:0}}@keyframes turn{to{top:0}}"""


def text_of(name: str) -> str:
    path = finders.find(name)
    assert path, name
    with open(path, encoding="utf-8") as file:
        return file.read()


def test_the_sheet_of_every_page_begins_with_what_of_bootstrap_is_used():
    sheet = served("css/site.css", text_of)
    whole = text_of(WHOLE)
    used = {each for each in classes_of(whole) if each in named()}

    assert "@import" not in sheet
    assert sheet.index("Licensed under MIT") < sheet.index(".site-header")
    assert {"btn", "form-control", "visually-hidden", "is-invalid"} <= used
    assert {"btn", "form-control", "visually-hidden", "is-invalid"} <= classes_of(sheet)
    assert "carousel" in classes_of(whole) - classes_of(sheet)
    assert len(trimmed(whole, named())) * 2 < len(whole)


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
