"""What each program puts on the clipboard, read by the module of the site in a real browser."""

import pytest

from tests.browser.paste_page import corpus, open_module, read_pastes

pytestmark = pytest.mark.browser

FILES = """async () => {
  const {sentenceOf} = await import("/paste.js");
  const {read} = await import("/paste-read.js");
  const png = new File(["x"], "a.png", {type: "image/png"});
  const pdf = new File(["x"], "a.pdf", {type: "application/pdf"});
  const table = "<table><tr><td>Mes</td><td>Total</td></tr></table>";
  const seen = (given) => {
    const paste = read(given);
    return [paste.blocks.map(({kind}) => kind).join(" "), sentenceOf(paste)];
  };
  const big = "<tr>" + "<td>1</td>".repeat(14) + "</tr>";
  return {
    screenshot: seen({files: [png]}),
    web: seen({html: "<img src='https://x.mx/a.png'>", files: [png]}),
    excel: seen({html: table, plain: "Mes\\tTotal", files: [png]}),
    pdf: seen({files: [pdf]}),
    nothing: seen({}),
    big: seen({html: `<table>${big.repeat(4000)}</table>`}),
  };
}"""


def test_every_clipboard_of_the_corpus_gives_its_blocks(page):
    cases = corpus()
    given = [clipboard for clipboard, _ in cases.values()]
    found = read_pastes(open_module(page), given)
    wrong = {
        name: {"expected": wanted, "read": {key: read[key] for key in wanted}}
        for (name, (_, wanted)), read in zip(cases.items(), found, strict=True)
        if wanted != {key: read[key] for key in wanted}
    }
    print(f"clipboards: {len(cases)}, wrong: {len(wrong)}")
    assert not wrong
    assert len(cases) >= 60


def test_the_files_of_a_clipboard_and_what_does_not_fit(page):
    found = open_module(page).evaluate(FILES)
    assert found == {
        "screenshot": ["figuras", ""],
        "web": ["figuras", ""],
        # Excel adds a picture of the cells.
        "excel": ["tabla", ""],
        "pdf": [
            "",
            "No se pegó nada. Se omitió: 1 archivo que no es una foto JPEG, PNG o WEBP.",
        ],
        "nothing": ["", "No se pegó nada."],
        "big": [
            "tabla",
            "Se pegó como 1 tabla. Se omitió: 3800 filas que no caben, 2 columnas que no caben.",
        ],
    }


def test_a_typed_text_is_markup_only_if_it_holds_a_whole_tag_of_ours(page):
    read = """async (texts) => {
      const {asMarkup} = await import("/editor.js");
      return texts.map(asMarkup);
    }"""
    typed = {
        "en < 3 días\n\nse entregó\n ya": "<p>en &lt; 3 días</p><p>se entregó<br>ya</p>",
        "a <table> b": "<p>a &lt;table&gt; b</p>",
        "x<p y": "<p>x&lt;p y</p>",
        "<p>Uno</p>": "<p>Uno</p>",
        'ver <a href="https://x.mx/">x</a>': 'ver <a href="https://x.mx/">x</a>',
        "uno<BR/>dos": "uno<BR/>dos",
        "": "",
    }
    assert open_module(page).evaluate(read, list(typed)) == list(typed.values())
