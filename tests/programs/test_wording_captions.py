"""Captions as people write them: their word, numbers and text, and what only looks like one."""

import pytest

from programs.values.wording.captions import caption_of, roman


@pytest.mark.parametrize(
    ("written", "kind", "numbers", "text"),
    [
        ("Imágenes 6, 7, 8 y 9. Portada de los manuales", "imagen", (6, 7, 8, 9), "Portada de los"),
        ("Fotografías 1,2,3 y 4. Asesorías", "fotografia", (1, 2, 3, 4), "Asesorías"),
        ("Foto 3: Entrega de constancias", "fotografia", (3,), "Entrega de constancias"),
        ("Figura 2 - Portal ciudadano", "figura", (2,), "Portal ciudadano"),
        ("Figura 2 - 14 de marzo, firma", "figura", (2,), "14 de marzo, firma"),
        ("Fotos 4 a 7. Taller", "fotografia", (4, 5, 6, 7), "Taller"),
        ("Fotografías 8 al 11 Taller", "fotografia", (8, 9, 10, 11), "Taller"),
        ("Fotografías del 4 al 6. Firma", "fotografia", (4, 5, 6), "Firma"),
        ("FOTOGRAFÍAS 12 – 14: TALLER", "fotografia", (12, 13, 14), "TALLER"),
        ("Fotos 1/2. Firma", "fotografia", (1, 2), "Firma"),
        ("Tabla 1.", "tabla", (1,), ""),
        ("Cuadro 2", "cuadro", (2,), ""),
        ("Gráfica 1", "grafica", (1,), ""),
        ("Gráfico #2: Avance", "grafica", (2,), "Avance"),
        ("Tablas I a III. Avance", "tabla", (1, 2, 3), "Avance"),
        ("Tabla N.º 3. Avance", "tabla", (3,), "Avance"),
        ("Tabla No. 1. Avance", "tabla", (1,), "Avance"),
        ("Imagen núm. 3 Reunión del grupo", "imagen", (3,), "Reunión del grupo"),
        ("**Imagen 3.** Reunión", "imagen", (3,), "Reunión"),
        ("Imagen 5a. Vista", "imagen", (5,), "Vista"),
        ("Imagen 3 reunión con enlaces", "imagen", (3,), "reunión con enlaces"),
        ("Fotografías 4 y 5 de la instalación", "fotografia", (4, 5), "de la instalación"),
        ("Imagen 3, 14 de marzo de 2024", "imagen", (3,), "14 de marzo de 2024"),
        ("Figs. 3 y 4. Vista", "figura", (3, 4), "Vista"),
        ("Captura de pantalla 2. Portal", "captura", (2,), "Portal"),
        ("Anexo fotográfico 3. Taller", "anexo", (3,), "Taller"),
        ("Tabla 2.1 Avance por área", "tabla", (), "Avance por área"),
        ("Imagen: Mesa de trabajo", "imagen", (), "Mesa de trabajo"),
        ("Tabla: avance por mes", "tabla", (), "avance por mes"),
        ("Mapa 3. Municipios con convenio", "mapa", (3,), "Municipios con convenio"),
        ("Ilustración 1 Portada", "ilustracion", (1,), "Portada"),
    ],
)
def test_captions(written, kind, numbers, text):
    caption = caption_of(written)
    assert caption is not None
    assert (caption.kind, caption.numbers) == (kind, numbers)
    assert caption.text.startswith(text)
    assert written[caption.start :].strip() == caption.text


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Se tomaron fotografías 3 y 4 del evento.",
        "La tabla 2 muestra el avance por área.",
        "Tabla 2 se presentan los resultados del trimestre.",
        "Imagen 3 muestra la portada del manual.",
        "Imagen institucional de la Secretaría",
        "Fotografía del 14 de marzo de 2024",
        "Cuadro de clasificación archivística",
        "Figura del titular de la unidad",
        "Anexo 1. Oficios del trimestre",
        "Mil fotografías 3",
        "Figuras 3 y 4 muestran el portal",
        "Tabla 4 " + "de asuntos " * 200,
    ],
)
def test_other_sentences(written):
    assert caption_of(written) is None


def test_a_hostile_label_is_read_at_once():
    assert caption_of("Fotos " + "1, " * 200_000) is None
    assert caption_of("Fotos " + "1 " * 400) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("IV", 4), ("XII", 12), ("xl", 40), ("IX", 9), ("", None), ("hola", None)],
)
def test_roman_numbers(written, value):
    assert roman(written) == value


@pytest.mark.parametrize("text", ["Taller.", "Taller " + "muy largo " * 60])
@pytest.mark.parametrize("last", [64, 124])
def test_a_label_of_many_pictures_is_read_to_its_last_number(last, text):
    listed = ", ".join(map(str, range(5, last)))
    caption = caption_of(f"Fotografías {listed} y {last}. {text}")
    assert caption
    assert caption.numbers == tuple(range(5, last + 1))
    assert caption.text.startswith("Taller")
