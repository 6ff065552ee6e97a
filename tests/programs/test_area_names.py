"""Two áreas of one name can be told apart, and a name that is alone stays as it is."""

import pytest

from programs.values.area_names import AreaNames, NamedArea, shortened_name

LONG = "Subsecretaría de Coordinación Interinstitucional y Vinculación"


@pytest.mark.parametrize(
    ("areas", "told"),
    [
        ([("a", "Archivo", "")], ["Archivo"]),
        (
            [("a", "Archivo", "Jurídica"), ("b", "archivo ", "Técnica"), ("c", "UTAI", "Técnica")],
            ["Archivo (Jurídica)", "archivo  (Técnica)", "UTAI"],
        ),
        (
            [("a", "Archivo", "Jurídica"), ("b", "Archivo", "Jurídica")],
            ["Archivo (clave a)", "Archivo (clave b)"],
        ),
        (
            [("a", "Archivo", "Jurídica"), ("b", "Archivo", "")],
            ["Archivo (clave a)", "Archivo (clave b)"],
        ),
        (
            [("a", "Archivo", LONG), ("b", "Archivo", "Técnica")],
            ["Archivo (clave a)", "Archivo (clave b)"],
        ),
    ],
)
def test_a_shared_name_is_followed_by_its_parent_or_its_clave(areas, told):
    names = AreaNames(NamedArea(*area) for area in areas)

    assert [names.told(code, name) for code, name, _ in areas] == told


def test_names_of_a_stored_quarter_are_told_apart_as_they_were():
    names = AreaNames([NamedArea("a", "Archivo", "Jurídica"), NamedArea("b", "UTAI", "Técnica")])
    stored = names.named({"b": "Archivo", "gone": "UTAI"})

    assert stored.told("b", "Archivo") == "Archivo (Técnica)"
    assert stored.told("gone", "UTAI") == "UTAI"
    assert ("gone" in names, "gone" in stored) == (False, True)


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("Coordinación de Archivos", 24, "Coordinación de Archivos"),
        ("Coordinación de Archivos", 20, "Coordinación de…"),
        ("Coordinación de Archivos, Enlace (Jurídica)", 30, "Coordinación de…  (Jurídica)"),
        ("Interinstitucionalidad", 10, "Interinst…"),
    ],
)
def test_a_text_is_cut_between_words_and_keeps_what_tells_it_apart(text, length, cut):
    assert shortened_name(text, length) == cut.replace("…  ", "… ")
    assert len(shortened_name(text, length)) <= length
