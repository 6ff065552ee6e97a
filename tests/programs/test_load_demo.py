"""`manage.py load_demo`: what it makes, what it leaves alone, what it refuses."""

import io
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import override_settings
from django.urls import reverse
from PIL import ExifTags, Image

from programs.demo import figures, loading, photos
from programs.demo.people import PASSWORD
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Corte,
    DiaInhabil,
    EntregaDeArea,
    Evidencia,
    Figura,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Notice,
    Observacion,
    User,
)
from programs.permissions import may_enter_admin
from programs.values.frozen import thaw
from tests.programs.demo_state import named_files, row_counts, stored_files, texts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = "2026-07-08"
HISTORIED = (
    AvanceTrimestral, AvanceDeComponente, Bloque, Figura, MarcaMensual, EntregaDeArea
)  # fmt: skip
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def load(*args: str) -> str:
    """Run the command and return what it printed."""
    out = io.StringIO()
    call_command("load_demo", "--today", TODAY, *args, stdout=out)
    return out.getvalue()


@contextmanager
def small_photos() -> Iterator[None]:
    """Draw pictures of a fourth of the pixels: most of the command's time is theirs."""
    with pytest.MonkeyPatch.context() as patch:
        # Wider than the narrowest rendition, so that there are two of each.
        patch.setattr(photos, "LONGEST", 720)
        yield


@pytest.fixture(scope="module")
def media(tmp_path_factory, django_db_setup, django_db_blocker):
    """The demonstration loaded once for this module; its media folder."""
    folder = tmp_path_factory.mktemp("demo-media")
    changed = override_settings(DEBUG=True, MEDIA_ROOT=folder, PASSWORD_HASHERS=FAST)
    with django_db_blocker.unblock(), changed, small_photos(), transaction.atomic():
        load()
        yield folder
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demo(media: Path, settings) -> Iterator[Path]:
    """The loaded demonstration, with the settings under which it was loaded."""
    settings.DEBUG = True
    settings.MEDIA_ROOT = media
    settings.PASSWORD_HASHERS = FAST
    with small_photos():
        yield media


@pytest.fixture
def own_media(demo: Path, tmp_path: Path, settings) -> Path:
    """A copy of the files, for a test that deletes them."""
    copy = tmp_path / "media"
    shutil.copytree(demo, copy)
    settings.MEDIA_ROOT = copy
    return copy


def test_counts():
    ejes = Counter(Institucion.objects.values_list("slug", "programas__year", "programas__ejes"))
    per_year = Counter((slug, year) for slug, year, _eje in ejes)
    assert per_year == {
        ("sesea-slp", 2023): 5,
        ("sesaech", 2024): 6,
        ("muestra", 2025): 6,
        ("muestra", 2026): 6,
    }
    counts = row_counts()
    assert counts["LineaDeAccion"] == 30 + 26 + 2 * 20
    assert counts["Tarea"] == 36 + 2 * 27
    assert counts["Figura"] == counts["Evidencia"] == 2 + 33 + 14
    assert not Figura.objects.filter(evidencia=None).exists()


def test_nothing_is_invented_in_the_two_real_institutions():
    real = ("sesea-slp", "sesaech")
    avances = AvanceTrimestral.objects.filter(trimestre__programa__institucion__slug__in=real)
    assert set(avances.values_list("status", "submitted_at")) == {("draft", None)}
    marks = MarcaMensual.objects.filter(tarea__eje__programa__institucion__slug__in=real)
    assert marks.count() == 186
    assert set(marks.values_list("status", flat=True)) == {"unreported"}
    assert Bloque.objects.filter(institucion__slug__in=real).count() == 7 + 56
    assert not DiaInhabil.objects.filter(institucion__slug__in=real).exists()
    for model in (EntregaDeArea, Observacion, AuditEntry, Corte, Notice):
        rows = model.objects.filter(**{f"{model.institucion_path}__slug__in": real})
        assert not rows.exists()
        assert model.objects.exists()
    assert list(Institucion.objects.filter(sample=True).values_list("slug", flat=True)) == [
        "muestra"
    ]


def test_second_run_changes_nothing(demo):
    before, files = row_counts(), stored_files(demo)
    out = load()
    assert row_counts() == before
    assert stored_files(demo) == files == named_files()
    assert out.count("ya existe y se conserva") == 3


def test_what_was_entered_is_kept():
    Bloque.objects.filter(key="muestra-2026-t2-e6-l1-b1").update(html="<p>Escrito aquí.</p>")
    User.objects.filter(username="enlace.uaa.sesaech").update(last_name="Otro Apellido")
    MarcaMensual.objects.filter(tarea__eje__programa__year=2023).first().delete()
    before = texts()
    load()
    assert texts() == before


def test_the_histories_are_those_of_muestra_and_come_once():
    for model in HISTORIED:
        traces = model.history.values_list("id", flat=True)
        rows = model.objects.filter(**{f"{model.institucion_path}__slug": "muestra"})
        assert set(traces) <= set(rows.values_list("pk", flat=True))
        assert traces
    before = [model.history.count() for model in HISTORIED]
    load()
    assert [model.history.count() for model in HISTORIED] == before


def test_the_history_of_muestra_is_there_to_read(client):
    client.force_login(User.objects.get(username="secretario.muestra"))
    place = ["muestra", 2026]
    linea = LineaDeAccion.objects.filter(eje__programa__institucion__slug="muestra")
    linea = linea.filter(eje__programa__year=2026, area__code="da")[0]
    marca = MarcaMensual.objects.filter(tarea__linea=linea, reported_at__isnull=False)[0]
    for name, args in (
        ("historial_area", [*place, 2, "da"]),
        ("historial_area", [*place, 1, "dvpp"]),
        ("historial_area", ["muestra", 2025, 4, "ca"]),
        ("historial_linea", [*place, linea.pk]),
        ("historial_marca", [marca.tarea_id, marca.month]),
    ):
        html = client.get(reverse(name, args=args)).content.decode()
        assert "timeline-entry" in html
        assert "Nadie ha escrito" not in html
        assert "Carga inicial" not in html


def test_reset_makes_everything_anew_and_the_same(own_media, django_capture_on_commit_callbacks):
    before, counts, files = texts(), row_counts(), stored_files(own_media)
    visitor = User.objects.create(username="visita")
    muestra = Institucion.objects.get(slug="muestra")
    Membresia.objects.create(user=visitor, institucion=muestra, role="consulta")
    open_now = Bloque.objects.filter(institucion=muestra, avance__trimestre__status="open")
    assert open_now.update(html="<p>Otra cosa.</p>")
    with django_capture_on_commit_callbacks(execute=True):
        load("--reset")
    assert User.objects.filter(username="visita").exists()
    visitor.delete()
    assert texts() == before
    assert row_counts() == counts
    assert not stored_files(own_media) & files
    assert stored_files(own_media) == named_files()


def test_ledger_is_correct_and_a_corte_keeps_the_pictures():
    out = io.StringIO()
    call_command("verify_audit", "muestra", stdout=out)
    assert out.getvalue().startswith("Libro correcto: ")
    kept = thaw(Corte.objects.get(trimestre__programa__year=2026).payload)
    figures_kept = [
        figure for linea in kept.lineas for block in linea.avance.blocks for figure in block.figures
    ]
    assert figures_kept
    assert all(figure.renditions for figure in figures_kept)


@pytest.mark.parametrize("slug", ["sesea-slp", "muestra"])
def test_a_failure_leaves_nothing_half_done(own_media, monkeypatch, slug):
    before, files = texts(), stored_files(own_media)
    store, stored = figures.picture_store, []

    def fail_at_the_second(data, **named):
        if stored:
            raise OSError("no space left")
        stored.append(store(data, **named))
        return stored[0]

    monkeypatch.setattr(figures, "picture_store", fail_at_the_second)
    monkeypatch.setattr(loading, "FIXTURES", {slug: loading.FIXTURES[slug]})
    with pytest.raises(OSError, match="no space"):
        load("--reset")
    assert stored
    assert texts() == before
    assert stored_files(own_media) == files


def test_a_row_that_is_refused_leaves_no_file(own_media, monkeypatch):
    files = stored_files(own_media)

    def refuse(self, **kwargs):
        assert stored_files(own_media) - files  # its files are there by now
        raise DatabaseError("the row is refused")

    monkeypatch.setattr(Evidencia, "save", refuse)
    monkeypatch.setattr(loading, "FIXTURES", {"sesea-slp": "sesea_slp"})
    with pytest.raises(DatabaseError, match="refused"):
        load("--reset")
    assert stored_files(own_media) == files


@pytest.mark.parametrize(
    "text", ["hoy", "20260708", "2026-13-01", "2026-02-30", "1999-01-01", "2100-01-01", ""]
)
def test_a_wrong_day_ends_with_one_sentence_and_code_2(text):
    with pytest.raises(CommandError) as refused:
        call_command("load_demo", "--today", text)
    assert refused.value.returncode == 2
    assert str(refused.value).startswith("Escriba --today como AAAA-MM-DD")
    assert "\n" not in str(refused.value)


def test_production_is_refused_unless_forced(settings):
    settings.DEBUG = False
    before = row_counts()
    with pytest.raises(CommandError, match="DEBUG=0") as refused:
        load("--reset")
    assert refused.value.returncode == 2
    assert row_counts() == before
    assert "ya existe" in load("--force")


def test_production_is_never_reset(settings, own_media):
    settings.DEBUG = False
    before, files = texts(), stored_files(own_media)
    with pytest.raises(CommandError, match="no se hace --reset") as refused:
        load("--reset", "--force")
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert texts() == before
    assert stored_files(own_media) == files


def test_every_person_can_sign_in():
    people = User.objects.all()
    assert len(people) == 12 + 16 + 16 + 1
    for person in people:
        assert authenticate(username=person.username, password=PASSWORD) == person
        assert person.is_staff == may_enter_admin(person)
    assert len({str(person) for person in people}) == len(people)
    fixed = ["enlace.uaa", "titular.uaa", "planeacion", "secretario", "consulta", "auditoria"]
    assert {f"{name}.sesaech" for name in fixed} <= {person.username for person in people}
    assert {"enlace.spa.sesea-slp", "titular.spa.sesea-slp", "admin"} <= {
        person.username for person in people
    }
    assert Membresia.objects.count() == len(people) - 1


def test_table_lists_everybody_of_muestra_in_columns():
    lines = load().splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("persona "))
    assert set(lines[start + 1]) == {"-", " "}
    edges = [n for n, sign in enumerate(lines[start + 1]) if sign == " "]
    rows = [line for line in lines[start + 2 :] if line.endswith(PASSWORD)]
    assert all(line.ljust(200)[edge] == " " for line in rows for edge in edges)
    shown = {line.split()[0] for line in rows}
    muestra = User.objects.filter(username__endswith=".muestra").values_list("username", flat=True)
    assert set(muestra) < shown
    assert {"admin", "secretario.sesaech", "titular.das.sesea-slp"} <= shown


def test_pictures_are_numbered_as_the_documents_print_them():
    names = Evidencia.objects.filter(institucion__slug="sesaech").values_list("original_name")
    numbers = {"imagen": [], "fotografía": []}
    for (name,) in names:
        _sample, word, number = name.removesuffix(".jpg").split("-")
        numbers[word].append(int(number))
    assert sorted(numbers["fotografía"]) == list(range(1, 22))
    # Imagen 3 is a table, and the document goes from 11 to 13.
    assert sorted(numbers["imagen"]) == [1, 2, *range(4, 12), 13, 14]


def test_pictures_are_upright_and_without_metadata(demo):
    turned = 0
    evidencias = Evidencia.objects.all()
    for evidencia in evidencias:
        assert evidencia.sample
        with Image.open(demo / evidencia.original.name) as original:
            exif = original.getexif()
            assert exif[ExifTags.Base.Make] == "Muestra"
            assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"
            assert ExifTags.Base.DateTimeOriginal in exif.get_ifd(ExifTags.IFD.Exif)
            second = exif.get_ifd(ExifTags.IFD.IFD1)
            assert _thumbnail(original.info["exif"], second).size[0] in {120, 160}
            turned += exif[ExifTags.Base.Orientation] != 1
        for rendition in evidencia.renditions:
            with Image.open(demo / rendition["name"]) as image:
                assert image.size == (rendition["width"], rendition["height"])
                assert not image.getexif()
                assert "exif" not in image.info
                # The dark band with the word MUESTRA lies at the foot only if it is upright.
                width, height = image.size
                assert max(image.getpixel((width // 2, height - 4))) < 70
                assert max(image.getpixel((width // 2, 4))) > 90
                assert max(image.getpixel((4, height // 3))) > 90
    assert len(evidencias) / 4 < turned < len(evidencias) / 2


def _thumbnail(exif: bytes, second: dict) -> Image.Image:
    """Open the thumbnail that the second directory points at."""
    start = 6 + second[0x0201]
    return Image.open(io.BytesIO(exif[start : start + second[0x0202]]))


def test_every_stored_name_exists():
    assert all(default_storage.exists(name) for name in named_files())
