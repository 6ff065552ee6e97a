"""Where the plan is asked about: the import, the administration, the draft and its approval."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from programs.errors import DomainError
from programs.models import AuditEntry, ComponenteDeMeta, LineaDeAccion, Meta, Programa
from programs.resources import ComponenteDeMetaResource, MetaResource
from programs.resources.files import XlsxFile
from programs.selectors.libro import Asked, act_views, acts_of
from programs.selectors.plan import meta_questions, plan_questions
from programs.services import revision_plan
from reports.services.documents import document_html
from tests.factories import YEAR, make_cast, send_to_review
from tests.markup import folded
from tests.programs.plan_files import changed, load, sheet, through_file
from tests.queries import queries_of
from tests.reports.documents import informe_document, pta_document

pytestmark = pytest.mark.django_db
NOW = datetime(YEAR, 1, 10, 12, tzinfo=ZoneInfo("America/Mexico_City"))
SUM = "Los trimestres suman 13 y la meta anual es 12."
ZERO = "La meta anual es 0. Escriba la cantidad del año o elija «Sin cuantificar»."
EMPTY = "La meta anual está vacía. Escriba la cantidad del año o elija «Sin cuantificar»."
REASON = "Se repone lo que faltó de 2025."


def component_of(cast, place: int = 0) -> ComponenteDeMeta:
    """Return the quantity of a línea."""
    return ComponenteDeMeta.objects.get(meta__linea=cast.linea(place))


def upset(cast, place: int = 0, **values) -> Meta:
    """Make the quarters of a línea give 13 of its 12, or what `values` say; return its meta."""
    componente = component_of(cast, place)
    ComponenteDeMeta.objects.filter(pk=componente.pk).update(**(values or {"programmed_q4": 4}))
    return componente.meta


# The import -------------------------------------------------------------------------------------

# {row of the data, from 0: (what the cells say, what is asked)}
WRONG = {
    3: ({"programado_T4": 4}, (SUM,)),
    17: ({"cantidad_anual": 1}, ("Los trimestres suman 12 y la meta anual es 1.",)),
    18: ({"cantidad_anual": 0}, (ZERO,)),
    29: ({"cantidad_anual": ""}, (EMPTY,)),
    41: (
        {"tipo": "Porcentaje"},
        ("El último porcentaje programado es 3% y la meta anual es 12%.",),
    ),
    58: (
        {"cantidad_anual": "1.200"},
        (
            "cantidad anual: Escribió 1.200: se leyó 1.2. Si quiso decir 1,200, escriba 1200.",
            "Los trimestres suman 12 y la meta anual es 1.2.",
        ),
    ),
}
# Other rows that differ, and are right or cannot be compared.
RIGHT = {
    5: {"programado_T4": ""},
    23: {"cantidad_anual": "1,200", "programado_T1": "1,191"},
    44: {"tipo": "Sin cuantificar", "cantidad_anual": ""},
    45: {"tipo": "Demanda (atendido / recibido)", "cantidad_anual": ""},
}


@pytest.fixture
def many():
    """A plan of 60 líneas of 12 documentos, 3 a quarter."""
    return make_cast(lineas=60)


def wrong_sheet(cast):
    """Return the sheet of its quantities with six rows that are asked about among others."""
    data = sheet(ComponenteDeMetaResource, cast.people["planeacion"])
    cells = {row: cells for row, (cells, _) in WRONG.items()} | RIGHT
    for row, values in cells.items():
        data = changed(data, row, **values)
    return data


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_exactly_the_rows_that_do_not_agree_are_asked_about(many, kind):
    data = through_file(wrong_sheet(many), kind)
    preview = load(ComponenteDeMetaResource, many.people["planeacion"], data, dry_run=True)

    assert not preview.has_validation_errors() and not preview.has_errors()
    assert dict(preview.asked) == {row + 2: sentences for row, (_, sentences) in WRONG.items()}


def test_the_preview_shows_them_and_the_file_is_imported_all_the_same(
    many, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(many.people["planeacion"])
    upload = SimpleUploadedFile("cantidades.xlsx", XlsxFile().export_data(wrong_sheet(many)))
    at = "admin:programs_componentedemeta"
    preview = client.post(reverse(f"{at}_import"), {"import_file": upload, "resource": "0"})
    shown = folded(preview.content.decode())
    form = {bound.html_name: bound.value() for bound in preview.context["confirm_form"]}
    client.post(reverse(f"{at}_process_import"), form)

    assert "Filas por revisar: 6" in shown
    for row, (_, sentences) in WRONG.items():
        assert all(f"<td>{row + 2}</td><td>{sentence}</td>" in shown for sentence in sentences)
    stored = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=many.programa)
    assert stored.filter(quantity=0).count() == 1
    assert stored.filter(quantity=Decimal("1.2")).count() == 1


def test_a_meta_with_its_reason_is_not_asked_about_again(cast):
    planner = cast.people["planeacion"]
    upset(cast)
    metas = changed(sheet(MetaResource, planner), 0, motivo_de_la_programación=REASON)
    assert dict(
        load(ComponenteDeMetaResource, planner, sheet(ComponenteDeMetaResource, planner)).asked
    )
    load(MetaResource, planner, metas)

    assert cast.linea().meta.programming_reason == REASON
    assert (
        load(ComponenteDeMetaResource, planner, sheet(ComponenteDeMetaResource, planner)).asked
        == []
    )
    assert REASON in sheet(MetaResource, planner)["motivo de la programación"]


# The administration -----------------------------------------------------------------------------


def form_of(page) -> dict:
    """Return what a browser would send of the form and its rows."""
    form = page.context["adminform"].form
    rows = [inline.formset for inline in page.context["inline_admin_formsets"]]
    fields = [*form, *(b for r in rows for b in r.management_form)]
    fields += [b for r in rows for f in r.initial_forms for b in f]
    values = {bound.html_name: bound.value() for bound in fields}
    return {name: "" if value is None else value for name, value in values.items()}


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [({"programmed_q4": "4"}, SUM), ({"quantity": "0"}, ZERO), ({"quantity": ""}, EMPTY)],
)
@pytest.mark.parametrize("screen", ["meta", "componente"])
def test_saving_warns_and_the_form_says_it(cast, sign_in, screen, cells, sentence):
    componente = component_of(cast)
    name, pk, prefix = {
        "meta": ("meta", componente.meta_id, "componentes-0-"),
        "componente": ("componentedemeta", componente.pk, ""),
    }[screen]
    address = reverse(f"admin:programs_{name}_change", args=[pk])
    client = sign_in("planeacion")
    before = client.get(address)
    data = form_of(before) | {f"{prefix}{field}": value for field, value in cells.items()}
    saved = folded(client.post(address, data, follow=True).content.decode())
    after = folded(client.get(address).content.decode())

    assert "Nada por revisar." in folded(before.content.decode())
    assert f'<li class="warning">{sentence}</li>' in saved
    assert sentence in after


def test_a_reason_answers_the_administration(cast, sign_in):
    meta = upset(cast)
    address = reverse("admin:programs_meta_change", args=[meta.pk])
    client = sign_in("planeacion")
    data = form_of(client.get(address)) | {"programming_reason": REASON}
    saved = folded(client.post(address, data, follow=True).content.decode())
    meta.refresh_from_db()

    assert meta.programming_reason == REASON
    assert 'class="warning"' not in saved
    after = folded(client.get(address).content.decode())
    assert f"{SUM} Planeación explica: {REASON}" in after


# The draft --------------------------------------------------------------------------------------


def detail(cast) -> str:
    """Return the address of the programa."""
    return reverse("programa_detail", args=[cast.institucion.slug, YEAR])


def test_the_draft_asks_who_works_with_it(cast, sign_in):
    upset(cast, 1)
    upset(cast, 2, quantity=0)
    page = folded(sign_in("planeacion").get(detail(cast)).content.decode())

    assert "¿Es correcto esto en el plan?" in page
    assert f"Línea de Acción 1.2</a>: {SUM}" in page
    assert f"Línea de Acción 2.1</a>: {ZERO}" in page
    assert SUM in folded(sign_in("enlace").get(detail(cast)).content.decode())
    assert SUM not in folded(sign_in("consulta").get(detail(cast)).content.decode())
    assert "Nada impide seguir" in page
    audit = folded(sign_in("auditoria").get(detail(cast)).content.decode())
    assert SUM in audit and "Nada impide seguir" not in audit


def test_a_number_that_is_printed_twice_comes_with_its_eje(cast):
    for place in (0, 1, 2):
        upset(cast, place)
    LineaDeAccion.objects.filter(pk__in=[cast.linea(0).pk, cast.linea(2).pk]).update(
        auto_number=False, label="1"
    )
    assert [question.number for question in meta_questions(plan_questions(cast.programa))] == [
        "1 (Eje de Dirección juridica)",
        "1.2",
        "1 (Eje de Dirección archivo)",
    ]


def test_an_approved_programa_asks_nothing(cast, sign_in):
    approve(cast, reasons={upset(cast).pk: REASON})
    assert SUM not in folded(sign_in("planeacion").get(detail(cast)).content.decode())


def test_both_pages_ask_as_much_for_forty_lineas(cast, client):
    def asked(one) -> list[int]:
        for place in range(4):
            upset(one, place)
        client.force_login(one.people["planeacion"])
        args = [one.institucion.slug, YEAR]
        pages = [reverse(name, args=args) for name in ("programa_detail", "plazos")]
        return [queries_of(lambda page=page: client.get(page)) for page in pages]

    assert asked(cast) == asked(make_cast(lineas=40, prefix="otra-"))


@pytest.mark.parametrize("quantity", [0, None])
def test_a_year_of_zero_or_nothing_opens_every_page_and_document(cast, sign_in, quantity):
    upset(cast, quantity=quantity)
    place = [cast.institucion.slug, YEAR]
    linea = cast.linea()
    enlace = sign_in("enlace")
    pages = [
        reverse("avance_edit", args=[*place, linea.pk, 1]),
        reverse("entrega_review", args=[*place, 1, "juridica"]),
        linea.get_absolute_url(),
        reverse("trimestre_detail", args=[*place, 1]),
        detail(cast),
        reverse("tablero"),
    ]
    assert [enlace.get(page).status_code for page in pages] == [200] * len(pages)
    printed = document_html(informe_document(cast.programa.trimestres.get(number=1)))
    assert "None" not in folded(printed)
    assert "None" not in folded(document_html(pta_document(cast.programa)))


# The approval -----------------------------------------------------------------------------------

ACT = {"agreement": "OG/2025/12", "session": "Cuarta ordinaria", "approved_on": "2025-12-10"}


def approve(cast, **values) -> Programa:
    """Approve the programa, in review, as planeación."""
    send_to_review(cast.programa)
    return revision_plan.programa_approve(
        cast.programa.pk, agreement="OG/2025/12", session="Cuarta ordinaria",
        approved_on=NOW.date(), by=cast.people["planeacion"], now=NOW, **values,
    )  # fmt: skip


@pytest.mark.parametrize("values", [{}, {"quantity": 0}, {"quantity": None}])
def test_nothing_is_approved_while_something_has_no_reason(cast, values):
    meta = upset(cast, **values)
    sentence = {0: ZERO, None: EMPTY}.get(values["quantity"], SUM) if values else SUM

    for reasons in (None, {}, {meta.pk: "  "}, {component_of(cast, 1).meta_id: REASON}):
        with pytest.raises(DomainError) as refusal:
            approve(cast, reasons=reasons)
        assert f"Línea 1.1: {sentence}" in str(refusal.value)
    cast.programa.refresh_from_db()
    assert cast.programa.status == "review"
    assert not AuditEntry.objects.filter(action="programa_approve").exists()
    assert approve(cast, reasons={meta.pk: REASON}).status == "approved"


def test_the_reasons_are_kept_with_the_meta_and_in_the_ledger(cast):
    meta, other = upset(cast), upset(cast, 1)
    Meta.objects.filter(pk=other.pk).update(programming_reason="Ya se dijo.")
    approve(cast, reasons={meta.pk: f" {REASON} "})
    (act,) = act_views(
        cast.institucion, acts_of(cast.institucion, Asked(action="programa_approve"))
    )

    assert Meta.objects.get(pk=meta.pk).programming_reason == REASON
    told = f"Línea 1.1: {SUM} Motivo: {REASON}; Línea 1.2: {SUM} Motivo: Ya se dijo."
    assert ("Metas explicadas", told) in act.details


def test_a_plan_that_agrees_needs_no_reason(cast):
    assert approve(cast).status == "approved"
    assert "explained" not in AuditEntry.objects.get(action="programa_approve").data


def test_the_form_of_the_approval_asks_for_each_reason(cast, sign_in):
    meta = upset(cast)
    place = [cast.institucion.slug, YEAR]
    client, address = sign_in("planeacion"), reverse("programa_approve", args=place)
    send_to_review(cast.programa)
    page = folded(client.get(reverse("plazos", args=place)).content.decode())
    refused = client.post(address, {**ACT, "version": 1})
    typed = {**ACT, "version": 1, f"reason_{meta.pk}": REASON}
    answer = client.post(address, typed)
    meta.refresh_from_db()

    assert f"Línea 1.1: {SUM} ¿Por qué es correcto?" in page
    assert f'name="reason_{meta.pk}"' in page
    assert refused.status_code == 422
    assert "o escriba por qué es correcta" in folded(refused.content.decode())
    assert answer.status_code == 303
    assert meta.programming_reason == REASON


def test_what_is_upset_after_the_page_was_opened_is_refused_with_its_sentence(cast, sign_in):
    place = [cast.institucion.slug, YEAR]
    client = sign_in("planeacion")
    send_to_review(cast.programa)
    client.get(reverse("plazos", args=place))
    upset(cast)
    answer = client.post(reverse("programa_approve", args=place), {**ACT, "version": 1})

    assert answer.status_code == 422
    assert SUM in folded(answer.content.decode())
