"""The printed words: who states them, the narrowest wins, each has its box."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programs.models import Bloque, Eje, Institucion, Programa, Tarea
from programs.values import phrases, words
from programs.values.labels import validate_labels
from programs.values.words import DEFAULTS, FIXED, WORDS, complete, resolve
from reports.documents import signatures
from reports.documents.registry import INFORME, PTA
from reports.services.documents import document_html, document_of
from tests.factories import Cast

SEEDS = {
    "EJE", "OBJETIVO", "Objetivo.", "N°", phrases.PROGRESS, phrases.FINISHED, "de la {siglas}",
    "PROGRAMA DE TRABAJO", "IMPLEMENTACIÓN Y SEGUIMIENTO", "CALENDARIZACIÓN DE IMPLEMENTACIÓN",
    "PRESENTACIÓN", "INFORME DEL {trimestre} TRIMESTRE",
    "{trimestre} Informe Trimestral del Desempeño de las Actividades",
}  # fmt: skip


def state(row: Institucion | Programa | Eje, **words: str) -> None:
    """State words on a row."""
    type(row).objects.filter(pk=row.pk).update(labels=words)


def informe_of(cast: Cast) -> str:
    """Return the HTML of the informe of the first quarter."""
    trimestre = (
        type(cast.avance().trimestre)
        .objects.select_related("programa__institucion")
        .get(pk=cast.avance().trimestre_id)
    )
    return document_html(document_of(INFORME, trimestre))


def squeezed(html: str) -> str:
    """Return HTML without the blanks at the edges of its elements."""
    return re.sub(r"\s+<", "<", re.sub(r">\s+", ">", html))


def test_a_new_institution_starts_from_neutral_words():
    assert resolve() == DEFAULTS
    assert not set(DEFAULTS.values()) & SEEDS
    assert all(words.why_not(key, text) == "" for key, text in (DEFAULTS | FIXED).items())
    validate_labels(DEFAULTS)


def test_what_was_stored_without_a_word_prints_the_one_that_was_fixed_then():
    assert complete({"line": "Acción"})["source"] == "Fuente:"
    assert complete({"source": "Origen:"})["source"] == "Origen:"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"nothing": "x"}, "No existe la palabra «nothing»"),
        ({"line": " "}, "necesita un texto"),
        ({"line": 3}, "necesita un texto"),
        ({"progress": "Se avanzó."}, "Conserve {avance}"),
        ({"progress": "{avance} y {avance}."}, "Conserve {avance}"),
        ({"progress": "Se avanzó {percent}."}, "Conserve {avance}"),
        ({"progress": "Avance {avance}"}, "Termine la frase con punto"),
        ({"finished": "Se cumplió"}, "Termine la frase con punto"),
        ({"organism": "de la SESEA"}, "Conserve {siglas}"),
        ({"line": "Línea {siglas}"}, "Quite las llaves"),
        ([], "objeto JSON"),
    ],
)
def test_a_text_that_cannot_be_the_word_is_refused(words, reason):
    with pytest.raises(ValidationError) as refused:
        validate_labels(words)
    assert reason in refused.value.messages[0]


@pytest.mark.django_db
def test_the_narrowest_place_that_states_a_word_wins_in_the_informe(cast):
    eje = cast.linea().eje
    state(cast.institucion, line="Acción de institución", progress="Van {avance}, en institución.")
    assert "Acción de institución 1.1" in informe_of(cast)
    assert "en institución." in informe_of(cast)

    state(cast.programa, line="Acción de programa", progress="Van {avance}, en programa.")
    assert "Acción de programa 1.1" in informe_of(cast)
    assert "en programa." in informe_of(cast)

    state(eje, line="Acción de eje", progress="Van {avance}, en eje.")
    html = informe_of(cast)
    assert "Acción de eje 1.1" in html
    assert "Van del" in html and "en eje." in html
    assert "Acción de programa 1.1" not in html and "en institución." not in html
    assert "Acción de programa 2.1" in html, "The other eje states nothing."


@pytest.mark.django_db
def test_every_word_of_the_informe_is_the_institution_s_own(cast):
    Tarea.objects.filter(linea=cast.linea()).update(linea=None)
    Bloque.objects.filter(avance=cast.avance()).update(kind="table", rows=[["a"]], source="INEGI")
    state(cast.institucion, report_task="Acción", own_activities="Sueltas", source="Origen:",
          organism="del {siglas}")  # fmt: skip
    html = informe_of(cast)

    assert "<th>Acción</th>" in html and "Tarea<" not in html
    assert "Sueltas" in html and "sin línea de acción" not in html
    assert "Origen: INEGI" in html and "Fuente" not in html
    assert "Informe Trimestral de Actividades del PROPIA" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("", "Informe del primer trimestre 2026 (enero - marzo)"),
        (
            "LO HECHO EN EL {trimestre} TRIMESTRE",
            "LO HECHO EN EL PRIMER TRIMESTRE 2026 (ENERO - MARZO)",
        ),
        ("{trimestre} trimestre del año", "Primer trimestre del año 2026 (enero - marzo)"),
    ],
)
def test_the_headings_of_the_informe_are_the_institution_s_own(cast, heading, printed):
    html = squeezed(informe_of(cast))
    assert '<h2 id="capitulo-1">Presentación</h2>' in html
    stated = {"report_heading": heading} if heading else {}
    state(cast.institucion, opening_heading="Palabras iniciales",
          report_title="{trimestre} reporte de labores", **stated)  # fmt: skip
    html = squeezed(informe_of(cast))

    assert f">{printed}</h2>" in html.replace("1. ", "")
    assert ">Palabras iniciales</h2>" in html and "Presentación" not in html
    assert "Primer reporte de labores de PROPIA" in html


@pytest.mark.django_db
def test_the_headings_of_the_pta_are_the_institution_s_own(cast):
    programa = Programa.objects.select_related("institucion").get(pk=cast.programa.pk)

    def headings() -> list[str]:
        chapters = document_of(PTA, programa).chapters
        return [chapter.heading for chapter in chapters if chapter.kind != signatures.KIND]

    generated = ["Programa de trabajo", "Implementación y seguimiento", "Calendario de actividades"]
    assert headings() == generated
    state(cast.institucion, plan_heading="Plan", tasks_heading="Tareas", line_number="Núm.")
    state(cast.programa, calendar_heading="Meses")
    programa = Programa.objects.select_related("institucion").get(pk=cast.programa.pk)
    assert headings() == ["Plan", "Tareas", "Meses"]
    html = document_html(document_of(PTA, programa))
    assert "<th>Núm.</th>" in html and "N.º</th>" not in html.replace(
        '<th class="open">N.º</th>', ""
    )


@pytest.mark.django_db
def test_pages_say_the_source_of_a_table_in_the_words_of_its_institution(cast, sign_in):
    Bloque.objects.filter(avance=cast.avance()).update(kind="table", rows=[["a"]], source="INEGI")
    state(cast.institucion, source="Origen:")
    page = sign_in("planeacion").get(cast.linea().get_absolute_url()).content.decode()

    assert "Origen: INEGI" in page and "Fuente: INEGI" not in page


# The boxes ---------------------------------------------------------------------------------------


def change(client, row, **typed: str):
    """Send the form of a row as it is shown, with other words."""
    url = reverse(f"admin:programs_{row._meta.model_name}_change", args=[row.pk])
    shown = client.get(url)
    form = shown.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    for formset in shown.context["inline_admin_formsets"]:
        management = formset.formset.management_form
        data |= {
            management.add_prefix(name): management[name].value() for name in management.fields
        }
        for inline in formset.formset.initial_forms:
            data |= {inline.add_prefix(name): inline[name].value() for name in inline.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    return shown, client.post(url, data | {f"word_{key}": text for key, text in typed.items()})


@pytest.mark.django_db
def test_each_word_has_a_named_box_that_says_what_it_prints(cast, sign_in):
    eje = cast.linea().eje
    state(cast.programa, line="Acción del programa")
    client = sign_in("superuser")
    for row, keys in (
        (cast.institucion, set(WORDS)),
        (cast.programa, set(WORDS)),
        (eje, {key for key, word in WORDS.items() if not word.of_document}),
    ):
        shown, answer = change(client, row, report_task="Acción")
        fields = shown.context["adminform"].form.fields
        boxes = {name.removeprefix("word_") for name in fields if name.startswith("word_")}

        assert boxes == keys
        assert all(WORDS[key].prints in fields[f"word_{key}"].help_text for key in keys)
        assert answer.status_code == 302, answer.context and answer.context["errors"]
        row.refresh_from_db()
        assert row.labels["report_task"] == "Acción"
    assert fields["word_line"].help_text.endswith("Vacío se imprime: Acción del programa")


@pytest.mark.django_db
def test_an_empty_box_states_nothing_and_a_wrong_one_says_why_beside_it(cast, sign_in):
    client = sign_in("superuser")
    change(client, cast.institucion, line="")
    cast.institucion.refresh_from_db()
    assert "line" not in cast.institucion.labels

    _, answer = change(client, cast.institucion, progress="Se avanzó.")
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert "Conserve {avance}" in errors["word_progress"][0]


@pytest.mark.django_db
def test_who_may_only_read_sees_what_prints(cast, sign_in):
    state(cast.institucion, line="Acción propia")
    Programa.objects.filter(pk=cast.programa.pk).update(
        status="approved", approval_agreement="A", approval_session="S", approved_on="2026-01-15"
    )
    address = reverse("admin:programs_eje_change", args=[cast.linea().eje_id])
    shown = sign_in("superuser").get(address)

    assert 'name="word_line"' not in shown.content.decode()
    assert "Acción propia" in shown.content.decode()
