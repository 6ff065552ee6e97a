"""The screens of import and export: preview first, then exactly that file, or nothing."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from programs.models import Area, AuditEntry, Eje, LineaDeAccion, Meta, Tarea
from programs.received.workbooks import MAX_BYTES
from programs.resources import LineaDeAccionResource, TareaResource
from programs.resources.files import CsvFile, XlsxFile
from tests.markup import folded
from tests.programs.admin_cast import OTHER, OWN, PEOPLE, client_of, sample, url, world
from tests.programs.plan_files import changed, planner, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHEETS = [Area, Eje, LineaDeAccion, Meta, Tarea]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both documents, the cast and a row of every model, once for this module."""
    with django_db_blocker.unblock(), world():
        yield


@pytest.fixture(autouse=True)
def _world(loaded, db, settings, tmp_path):
    """Every test starts from the same rows and with a folder of its own."""
    settings.MEDIA_ROOT = tmp_path


def lineas(**cells):
    """Return the sheet of líneas of the cast's institution with its first row changed."""
    return changed(sheet(LineaDeAccionResource, planner(OWN)), 0, **cells)


def upload(client, data: bytes, model=LineaDeAccion, name="lineas.xlsx"):
    """Send a file to be looked at."""
    return client.post(
        url(model, "import"), {"import_file": SimpleUploadedFile(name, data), "resource": "0"}
    )


def ticket(response) -> dict:
    """Return what the confirmation button sends."""
    return {name: field.value() for name, field in _fields(response.context["confirm_form"])}


def _fields(form):
    return ((bound.html_name, bound) for bound in form)


def test_a_file_is_previewed_and_then_applied():
    client = client_of("planeacion")
    response = upload(client, XlsxFile().export_data(lineas(texto="Texto corregido")))
    text = response.content.decode()
    assert "No se ha guardado nada todavía." in text
    assert "Nuevas: 0. Cambian: 1." in text
    assert not LineaDeAccion.objects.filter(title="Texto corregido").exists()
    done = client.post(url(LineaDeAccion, "process_import"), ticket(response), follow=True)
    sentence = "Importación terminada. Filas nuevas: 0; cambiadas: 1; sin cambios: 25."
    assert sentence in done.content.decode()
    linea = LineaDeAccion.objects.get(title="Texto corregido")
    assert (
        LogEntry.objects.get(object_id=str(linea.pk)).change_message == "Importado de un archivo."
    )
    # The same ticket does not apply twice.
    again = client.post(url(LineaDeAccion, "process_import"), ticket(response), follow=True)
    assert "El archivo revisado ya no está. Súbalo otra vez." in again.content.decode()


def test_an_import_leaves_one_act_that_tells_from_and_to():
    client = client_of("planeacion")
    before = LineaDeAccion.objects.filter(eje__programa__institucion__slug=OWN)
    title = before.order_by("eje__order", "order")[0].title
    response = upload(client, XlsxFile().export_data(lineas(texto="Texto corregido")))
    assert not AuditEntry.objects.exists()  # only looked at
    client.post(url(LineaDeAccion, "process_import"), ticket(response))

    act = AuditEntry.objects.get()
    assert (act.action, act.actor) == ("rows_import", "prueba.planeacion")
    assert act.subject == "Hoja: Líneas de acción"
    ((label, was, has),) = act.data["changes"]
    assert label.endswith(", texto")
    assert (was, has) == (title, "Texto corregido")
    assert "added" not in act.data


def test_an_import_tells_new_rows_and_what_hangs_from_a_row():
    client = client_of("planeacion")
    eje = sample(Tarea, OWN).eje
    months = TareaResource(planner(OWN)).export()
    data = changed(months, 0, **{"feb": "", "dic": "✓"})
    response = upload(client, XlsxFile().export_data(data), Tarea, "tareas.xlsx")
    client.post(url(Tarea, "process_import"), ticket(response))

    act = AuditEntry.objects.get()
    assert all("marca mensual «" in label for label, *_ in act.data["changes"])
    assert eje.programa.institucion == act.institucion


def test_wrong_rows_are_told_and_offer_nothing_to_confirm():
    client = client_of("planeacion")
    data = changed(lineas(área="zz"), 3, orden="12,5")
    response = upload(client, CsvFile().export_data(data), name="lineas.csv")
    text = folded(response.content.decode())
    assert "confirm_form" not in response.context
    assert "Filas por corregir: 2" in text
    assert "No hay un área con la clave «zz»" in text
    assert "«12,5» no es un número entero" in text
    assert "<td>2</td><td>área</td>" in text
    assert "<td>5</td><td>orden</td>" in text


def test_what_changed_between_preview_and_confirmation_is_not_half_applied():
    client = client_of("planeacion")
    data = changed(lineas(texto="Texto corregido"), 1, área="dj")
    response = upload(client, XlsxFile().export_data(data))
    Area.objects.filter(institucion__slug=OWN, code="dj").update(code="otra")
    done = client.post(url(LineaDeAccion, "process_import"), ticket(response), follow=True)
    assert "No se importó nada" in done.content.decode()
    assert not LineaDeAccion.objects.filter(title="Texto corregido").exists()


def test_only_the_previewed_file_of_the_same_person_and_screen_is_applied(tmp_path):
    client = client_of("planeacion")
    response = upload(client, XlsxFile().export_data(lineas(texto="Texto corregido")))
    good = ticket(response)
    kept = next((Path(tmp_path) / "imports").rglob("*-*-*/*"))
    for wrong, sentence in (
        ({**good, "import_file_name": kept.name}, "La revisión venció"),
        ({**good, "import_file_name": "../../secret_key"}, "La revisión venció"),
        ({**good, "format": "7"}, "El formato no se reconoce"),
    ):
        done = client.post(url(LineaDeAccion, "process_import"), wrong, follow=True)
        assert sentence in done.content.decode()
    done = client.post(url(Eje, "process_import"), good, follow=True)
    assert "otra persona u otra pantalla" in done.content.decode()
    done = client_of("superuser").post(url(LineaDeAccion, "process_import"), good, follow=True)
    assert "otra persona u otra pantalla" in done.content.decode()
    kept.write_bytes(XlsxFile().export_data(lineas(texto="Texto cambiado")))
    done = client.post(url(LineaDeAccion, "process_import"), good, follow=True)
    assert "El archivo cambió después de revisarlo." in done.content.decode()
    assert not LineaDeAccion.objects.filter(title__startswith="Texto c").exists()


BAD_FILES = [
    (b"", "El archivo está vacío"),
    (b"PK\x03\x04 nothing", "El libro está dañado"),
    (b"\x00\x01\x02", "no es un CSV"),
    (b"orden,texto\n", "no trae datos"),
    (b"orden\n1,2,3\n", "tiene más celdas que títulos"),
    (b"x" * (MAX_BYTES + 1), "El máximo es 10 MB"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD_FILES, ids=[text for _, text in BAD_FILES])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data, sentence):
    response = upload(client_of("planeacion"), data)
    assert sentence in response.content.decode()
    assert "result" not in response.context


def test_a_formula_without_a_result_is_named_by_its_cell():
    book = openpyxl.load_workbook(io.BytesIO(XlsxFile().export_data(lineas())))
    book.active["E3"] = "=A1&B1"
    buffer = io.BytesIO()
    book.save(buffer)
    response = upload(client_of("planeacion"), buffer.getvalue())
    assert "Celda E3: La fórmula no tiene resultado." in response.content.decode()


def test_unknown_headings_are_told_before_any_row():
    data = lineas()
    data.headers = ["Texo" if name == "texto" else name for name in data.headers]
    text = upload(client_of("planeacion"), XlsxFile().export_data(data)).content.decode()
    assert "No se reconocen estas columnas: Texo." in text
    assert "Traceback" not in text


@pytest.mark.parametrize("model", SHEETS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("name", list(PEOPLE))
def test_who_imports_and_exports(name, model):
    client = client_of(name)
    role = PEOPLE[name][1]
    plans, reads = role == "planeacion", role in ("planeacion", "enlace", "titular")
    for response in (
        client.get(url(model, "import")),
        upload(client, b"a\n1", model),
    ):
        assert response.status_code == (200 if plans else 403)
    confirm = client.post(url(model, "process_import"), {})
    assert confirm.status_code == (302 if plans else 403)
    assert client.get(url(model, "export")).status_code == (200 if reads else 403)


@pytest.mark.parametrize("name", ["enlace", "planeacion"])
def test_an_export_holds_the_institution_of_the_person(name):
    client = client_of(name)
    for number, file in enumerate((XlsxFile(), CsvFile())):
        response = client.post(url(Area, "export"), {"format": str(number), "resource": "0"})
        assert response["Content-Disposition"].endswith(f'.{file.get_extension()}"')
        assert "areas-" in response["Content-Disposition"]
        data = file.create_dataset(response.content)
        assert set(data["institución"]) == {OWN}
        assert len(data) == Area.objects.filter(institucion__slug=OWN).count()


def test_an_export_by_a_filter_that_is_none_leads_back_to_the_list():
    answer = client_of("planeacion").get(f"{url(Area, 'export')}?programa=1", follow=True)

    assert answer.status_code == 200
    assert "La lista no conoce ese filtro." in answer.text


def test_an_import_of_another_institution_shows_that_it_does_not_exist():
    foreign = XlsxFile().export_data(sheet(TareaResource, planner(OTHER)))
    response = upload(client_of("planeacion"), foreign, Tarea)
    assert "no existe o no está a su cargo" in response.content.decode()
    assert "confirm_form" not in response.context


def test_files_that_nobody_confirmed_are_removed_after_a_day(tmp_path):
    client = client_of("planeacion")
    upload(client, XlsxFile().export_data(lineas(texto="Primera")))
    (day,) = (tmp_path / "imports").iterdir()
    day.rename(day.with_name("2026-01-01"))
    upload(client, XlsxFile().export_data(lineas(texto="Segunda")))
    (left,) = (tmp_path / "imports").iterdir()
    assert left.name == day.name
    assert len(list(left.iterdir())) == 1
