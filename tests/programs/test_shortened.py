"""The one way in which a long text is cut to be named by its beginning."""

import pytest

from programs.values.shortened import shortened


@pytest.mark.parametrize(
    ("text", "longest", "tail", "cut"),
    [
        ("Archivo", 7, "", "Archivo"),
        ("Órgano de Gobierno", 17, "", "Órgano de Gobier…"),
        ("Órgano de Gobierno", 12, "", "Órgano de…"),
        ("Sesión ordinaria, y otra", 18, "", "Sesión ordinaria…"),
        ("a" * 30, 10, "", "aaaaaaaaa…"),
        ("Oficio " + "9" * 30, 20, "", "Oficio 999999999999…"),
        ("Dirección de Finanzas (Norte)", 20, " (Norte)", "Dirección… (Norte)"),
        ("", 5, "", ""),
    ],
)
def test_a_text_is_cut_between_words_where_one_ends_near(text, longest, tail, cut):
    assert shortened(text, longest, tail) == cut
    assert len(cut) <= longest
