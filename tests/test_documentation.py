"""README.md and docs/ tell the truth: models, files, pictures, variables and commands exist."""

import re
from pathlib import Path

from tests.test_consistency import ROOT, our_models, text_of

DOCS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
LATER = "(después)"


def glossary() -> dict[str, str]:
    """Return {explained word: sentence} of the glossary's entries, code words only."""
    return dict(
        re.findall(
            r"^- `(\w+)`[^:\n]*: (.+)$", text_of(ROOT / "docs" / "glosario.md"), re.MULTILINE
        )
    )


def test_the_glossary_explains_every_model_and_no_other():
    models = {model.__name__ for model in our_models()}
    explained = glossary()
    later = {name for name, sentence in explained.items() if sentence.endswith(LATER)}

    assert not models - explained.keys(), "Explain it in docs/glosario.md."
    assert not explained.keys() - later - models, "No such model."
    assert not later & models, f"It exists: take «{LATER}» away."


def test_the_glossary_takes_one_sentence_for_each():
    several = {
        name: sentence
        for name, sentence in glossary().items()
        if not re.fullmatch(r"[^.]+\.", sentence.removesuffix(LATER).strip())
    }

    assert not several


def test_the_drawing_of_the_tables_has_every_model():
    text = text_of(ROOT / "docs" / "arquitectura.md")
    drawn = " ".join(re.findall(r"```mermaid\nerDiagram\n(.*?)```", text, re.DOTALL))

    assert not [m.__name__ for m in our_models() if not re.search(rf"\b{m.__name__}\b", drawn)]


def test_links_and_pictures_of_the_documentation_exist():
    broken = []
    for path in DOCS:
        for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path)):
            file, _, anchor = target.partition("#")
            place = path.parent / file if file else path
            if "://" in target:
                continue
            if not place.exists() or (anchor and anchor not in anchors_of(place)):
                broken.append(f"{path.name}: {target}")

    assert not broken


def anchors_of(path: Path) -> set[str]:
    """Return the anchors that the headings of a Markdown file give."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


def test_files_that_the_documentation_names_exist():
    named = re.compile(
        r"`((?:programs|reports|sesea|templates|static|fixtures|tests|docs|\.ci)/[\w./-]*)`"
    )
    missing = [
        f"{path.name}: {name}"
        for path in DOCS
        for name in named.findall(text_of(path))
        if not (ROOT / name).exists()
    ]

    assert not missing


def test_pictures_of_the_documentation_are_used_and_light():
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs" / "img").iterdir()}
    text = "".join(text_of(path) for path in DOCS)

    assert not {name: size for name, size in pictures.items() if size > 250_000}
    assert not [name for name in pictures if f"img/{name})" not in text]


def test_the_readme_explains_every_variable_of_the_environment():
    code = "".join(text_of(path) for path in sorted((ROOT / "sesea").glob("*.py")))
    read = set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", code)) | {"PORT"}
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", text_of(ROOT / "README.md"), re.MULTILINE))

    assert len(read) > 8
    assert explained == read


def test_commands_that_the_documentation_names_exist():
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = {name for path in DOCS for name in re.findall(r"\bmake ([a-z][a-z-]*)", text_of(path))}

    assert {"run", "test"} <= named <= targets
