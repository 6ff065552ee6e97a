"""`build_document`: whole files, one sentence and a code for what cannot be done."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programs.models import Figura
from programs.services.evidencia import picture_store
from tests.pictures import jpeg
from tests.reports.documents import load_seeds, pdf_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pta", "nadie", "2023"], "No hay programas de la institución «nadie»."),
        (["pta", "sesea-slp", "1999"], "no tiene programa del ejercicio «1999»"),
        (["pta", "sesea-slp", "dos mil"], "no tiene programa del ejercicio «dos mil»"),
        (["informe", "sesaech", "2024", "5"], "El trimestre va de 1 a 4"),
    ],
)
def test_unknown_input_ends_with_a_sentence_and_code_2(arguments, sentence, tmp_path):
    load_seeds()
    target = tmp_path / "informe.pdf"
    with pytest.raises(CommandError) as refused:
        call_command("build_document", *arguments, "--output", str(target))
    assert sentence in str(refused.value)
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_pdf_and_html_are_written_whole(tmp_path):
    load_seeds()
    target = tmp_path / "pta.pdf"
    call_command("build_document", "pta", "sesea-slp", "2023", "--output", str(target))
    assert "CALENDARIZACIÓN DE IMPLEMENTACIÓN" in pdf_text(target)
    page = tmp_path / "pta.html"
    call_command("build_document", "pta", "sesea-slp", "2023", "--html", "--output", str(page))
    html = page.read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in html
    assert 'src="static:' not in html
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pta.html", "pta.pdf"]


def test_a_document_that_cannot_be_made_leaves_the_earlier_one(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    load_seeds()
    figure = Figura.objects.filter(bloque__avance__isnull=False).select_related("bloque").first()
    figure.evidencia = picture_store(
        jpeg(), name="foto.jpg", institucion=figure.bloque.institucion, by=None
    )
    figure.save()
    for rendition in figure.evidencia.renditions:
        Path(settings.MEDIA_ROOT, rendition["name"]).unlink()
    target = tmp_path / "informe.pdf"
    target.write_text("el anterior")
    with pytest.raises(CommandError) as refused:
        call_command("build_document", "informe", "sesaech", "2024", "1", "--output", str(target))
    assert refused.value.returncode == 1
    assert target.read_text() == "el anterior"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["informe.pdf", "media"]
