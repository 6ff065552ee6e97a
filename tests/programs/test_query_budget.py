"""How many queries each page and each save takes: few, and the same for any size of the plan.

`PAGES` and `SAVES` hold the largest number over the people who may ask, session and person
included, savepoints not: the test's own transaction makes one of what is none elsewhere. A save
is measured as a plain form and as a script sends it, in a línea that was marked *lista*. A key
"route: words" is another way to use the route. `permission_cases.CASES` holds every route, so
that one without its number here fails.
"""

import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from itertools import groupby

import openpyxl
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from programs.models import ConfirmacionMensual, Evidencia, MarcaMensual, Programa
from programs.reading.traces import HISTORY, ROWS
from programs.received.previews import PreviewStorage, ticket_sign
from programs.resources.planilla.exchange import planilla_of, planilla_preview
from programs.resources.planilla.writing import HEAD_ROW
from programs.selectors.areas import pasted_areas
from programs.selectors.personas import pasted_people
from tests.adecuaciones import make_change
from tests.factories import PASSWORD
from tests.programs.permission_cases import CASES, the_month
from tests.programs.permission_rules import NO_METHOD
from tests.programs.permission_stage import TODAY, Stage, make_stage
from tests.quick_client import QuickClient
from tests.reports.drawn import no_drawing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Revisión, Revisar y enviar and Cierre read the whole quarter, for what its words
# and its hechos say.
MAX_PAGE, MAX_SAVE = 27, 14
# Acts also write in the ledger and tell people; what they cost does not grow with the plan either.
MAX_ACT = 32
# By how many statements ten times the líneas may be more, where rows are made in batches.
BATCHES = 12
FEW, MANY = 4, 40
NEW_PASSWORD = "Otra-clave-larga-2026"
# One person of each kind: who else may do the same asks the same.
WHO = ("anonymous", "enlace", "titular", "secretario", "planeacion", "consulta", "superuser")
MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK")
DONE = {200, 302, 303}

PAGES = {
    "home": 18,
    "account_login": 4,
    "metrics": 2,
    "verificar": 4,
    "revisar": 4,
    "verificar_asked": 4,
    "verificar_folio": 8,
    "password_change": 4,
    "password_change_done": 4,
    "password_forgotten": 4,
    "password_reset": 6,
    "security": 5,
    "second_factor_on": 6,
    "second_factor_reset": 7,
    "sessions": 5,
    "programa_list": 11,
    "programa_detail": 15,
    "linea_detail": 18,
    "trimestre_detail": 13,
    "pta_document": 17,
    "diferencias_document": 26,
    "informe_document": 22,
    "linea_preview": 22,
    "area_document": 24,
    "acuse_document": 7,
    "document_job": 5,
    "results_workbook": 20,
    "issued_list": 6,
    "programa_issued": 6,
    "issued_detail": 5,
    "issued_changes": 16,
    "issued_pdf": 5,
    "issued_results": 5,
    "issued_data": 5,
    "issued_signed": 5,
    "institution_css": 3,
    "institution_emblem": 4,
    "figure_image": 4,
    "evidencia_original": 4,
    "evidencia_list": 8,
    "mes": 11,
    "avisos": 6,
    "recordar": 12,
    "avance_edit": 20,
    "figure_origin": 13,
    "hecho_edit": 9,
    "hechos_register": 10,
    "registro_workbook": 9,
    "presentacion_edit": 10,
    "entrega_review": 25,
    "entrega_receipt": 7,
    "revision_list": 5,
    "revision_detail": 27,
    "historial_linea": 10,
    "historial_area": 12,
    "historial_marca": 5,
    "libro": 8,
    "invitation": 8,
    "libro_csv": 6,
    "cambios": 6,
    "institucion_new": 4,
    "preparar": 5,
    "preparar_preview": 7,
    "preparar_step": 5,
    "planilla": 4,
    "planilla_download": 14,
    "planilla_empty": 5,
    "plazos": 15,
    "revision_plan": 11,
    "programa_adapt": 9,
    "next_year": 10,
    "lessons": 17,
    "congruencia": 22,
    "avance_findings": 16,
    "section_findings": 22,
    "trimestre_closing": 25,
    "informe_bring": 4,
    "corte_document": 8,
    "tablero": 20,
    "tablero_csv": 20,
    "tablero_resumen": 22,
}
# The steps of the workflow and what else stands in the ledger. Zero: the stage cannot take the
# step, so that only the refusal is counted elsewhere.
ACTS = {
    "adjustment_save": 14,
    "avance_validate": 17,
    "entrega_return": 22,
    "entrega_review": 0,
    "entrega_validate": 17,
    "entrega_withdraw": 0,
    "hecho_add": 23,
    "hecho_link": 20,
    "hecho_remove": 23,
    "hecho_save": 22,
    "hechos_paste": 22,
    # Two rows of the history: what the rule is, and the quantity that it gives.
    "rule_save": 18,
    "informe_issue": 0,
    "lessons_decide": 23,
    "next_year_begin": 61,
    "issued_signed_add": 11,
    "marks_save: every kind": 17,
    "month_confirm": 14,
    "month_confirm: with answers": 18,
    "observacion_accept": 22,
    "observacion_add": 11,
    "observacion_answer": 16,
    "observacion_edit": 12,
    "observacion_remove": 12,
    "observacion_resolve": 13,
    "observaciones_resolve": 11,
    "openid_connect_login": 0,
    "openid_connect_callback": 0,
    "password_change: changed": 33,
    "planilla_headings": 0,
    "planilla_headings: said": 12,
    "planilla_save": 0,
    "planilla_save: applied": 47,
    "planilla_upload": 4,
    "programa_approve": 23,
    "programa_review": 0,
    "programa_draft": 10,
    # A text is saved after all the figures are read to which it may be tied.
    "figure_insert": 19,
    "section_figure_insert": 31,
    "figure_tie": 19,
    "finding_accept": 0,
    "hallazgo_accept": 21,
    "plan_observe": 7,
    "plan_observations_send": 12,
    "plan_observation_act": 10,
    "pta_issue": 0,
    "recordar": 17,
    "second_name": 15,
    "sessions_close": 3,
    "days_keep": 13,
    "days_paste": 13,
    "areas_paste": 6,
    "areas_paste: saved": 14,
    "people_paste": 10,
    "people_paste: invited": 37,
    "invitation": 8,
    "invitation: chosen": 35,
    "invitation_new": 15,
    "request_decide": 10,
    "request_decide: granted": 28,
    "trimestre_close": 60,
    "trimestre_reopen": 0,
    "window_extend": 18,
    "window_move": 16,
    "window_open": 15,
}
# Two whole plans are compared.
TWO_PLANS = {"diferencias_document": 4}
# What a closing may take more: it counts each table of the quarter, and the history of each.
# Its copy holds too what the quarter counted, and how each figure was made.
TRACED = {"trimestre_close": len(ROWS) + len(HISTORY) + 2}
# The plan is read twice: as the person saw it, and once nobody else can change it.
READ_TWICE = {"planilla_save: applied": 15}
# A whole plan is made at once: table by table, and in batches as long as the engine takes them.
PLANS = {"next_year_begin": 30}
# Who is invited leaves the acts of a person and of their functions; the list is read twice.
# Whoever chooses a password ends what sessions the account may have had.
PEOPLE = {"password_change: changed": 1, "people_paste: invited": 5, "invitation: chosen": 3}
# Two more than a save may take: whether the área handed in is asked too.
HANDED_IN = {"section_reset": 15, "figure_remove": 14}
# Of a page without script: each of its parts is a save of its own, inside the locks of the page.
WHOLE = {"page_save": 11, "section_page_save": 18}
SAVES = (
    HANDED_IN
    | WHOLE
    | {
        "verificar": 4,
        "revisar": 4,
        "informe_bring": 4,
        "informe_bring_save": 4,
        "account_login": 4,
        "logout": 4,
        "admin_login": 2,
        "admin_logout": 4,
        "admin_password_change": 2,
        "password_change": 4,
        "mfa_authenticate": 2,
        "password_forgotten": 4,
        "password_reset": 6,
        "second_factor_on": 6,
        "second_factor_off": 3,
        "second_factor_reset": 9,
        "recovery_codes": 2,
        "recovery_codes_new": 3,
        "evidencia_add": 6,
        "notices_see": 4,
        "first_visit_end": 3,
        "programa_adapt": 9,
        "institucion_add": 14,
        "preparar_save": 13,
        "preparar_see": 13,
        "marks_save": 9,
        "quantity_save": 14,
        "cause_save": 12,
        "closing_declare": 12,
        "ready_mark": 8,
        "block_add": 13,
        "section_block_add": 13,
        "blocks_paste": 13,
        "section_blocks_paste": 13,
        "section_start": 13,
        "section_customize": 13,
        "block_save": 10,
        "block_move": 11,
        "block_remove": 11,
        "block_restore": 12,
        "figures_upload": 13,
        "figure_save": 13,
        "figure_move": 12,
        "figure_restore": 13,
        "respaldo_add": 10,
        "respaldo_attach": 9,
        "respaldo_detach": 10,
        "account_login: signed in": 13,
        "ready_mark: lista": 14,
        "quantity_save: theirs": 14,
        "cause_save: theirs": 14,
        "block_save: theirs": 10,
        "figure_save: theirs": 11,
    }
)


# The other ways to use a route ------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """Who sends what: `body` may prepare rows first, which are undone after the request."""

    body: Callable[[Stage], Mapping[str, object]]
    role: str = "enlace"
    methods: tuple[str, ...] = ("POST", "JSON")
    statuses: frozenset[int] = frozenset(DONE)


def own_marks(stage: Stage) -> list[MarcaMensual]:
    """Return the first month's mark of every tarea of the área."""
    area = stage.avance.linea.area_id
    return list(MarcaMensual.objects.filter(tarea__area=area, month=1).order_by("tarea"))


def every_kind_of_mark(stage: Stage) -> dict[str, object]:
    """For each tarea a new mark, one taken out, and one taken back or out of date."""
    tareas = [marca.tarea_id for marca in own_marks(stage)]
    marcas = MarcaMensual.objects.filter(tarea__in=tareas)
    marcas.filter(month=2).delete()
    marcas.filter(month=3).update(programmed=False, status="done", reported_at=timezone.now())
    ConfirmacionMensual.objects.create(
        programa=stage.cast.programa,
        area=stage.avance.linea.area,
        month=1,
        confirmed_by=stage.people["titular"],
        confirmed_at=timezone.now(),
    )
    changes = []
    for place, tarea in enumerate(tareas):
        back, version = ("not_done", 99) if place % 2 else ("unreported", 1)
        for month, status, read in ((1, back, version), (2, "done", 0), (3, "unreported", 1)):
            reason = "Sin quórum" if status == "not_done" else ""
            cell = {"t": tarea, "m": month, "s": status, "r": reason, "n": "", "v": read}
            changes.append(cell)
    return {"programa": the_month(stage)["programa"], "changes": json.dumps(changes)}


def a_month_with_answers(stage: Stage) -> dict[str, object]:
    """Say of each blank of the month whether it was done, and confirm."""
    marcas = own_marks(stage)
    MarcaMensual.objects.filter(pk__in=[marca.pk for marca in marcas]).update(
        status="unreported", reported_by=None, reported_at=None
    )
    answers = {f"fue-{marca.tarea_id}": "done" for marca in marcas}
    answers |= {f"v-{marca.tarea_id}": marca.version for marca in marcas}
    return {**the_month(stage), "answering": "1", **answers}


def a_complete_linea(stage: Stage) -> dict[str, object]:
    """Leave nothing missing in the línea and mark it *lista*."""
    stage.avance.bloques.filter(kind="figures").delete()
    MarcaMensual.objects.filter(tarea__linea=stage.avance.linea_id, month__lte=3).update(
        status="done", reported_at=timezone.now()
    )
    type(stage.avance).objects.filter(pk=stage.avance.pk).update(ready=False)
    return {"version": 1, "ready": "1"}


def theirs(name: str) -> Way:
    """Who compared two texts and chose the other person's."""
    return Way(lambda stage: {**CASES[name].body(stage), "use": "theirs"})


def a_seen_area(stage: Stage) -> Mapping[str, object]:
    """Save the área that a preview showed."""
    text = "Oficina nueva"
    plan = pasted_areas(stage.cast.institucion.pk, text, {})
    return {"rows": text, "seen": plan.mark, "save": "1"}


def a_seen_person(stage: Stage) -> Mapping[str, object]:
    """Invite the person that a preview showed."""
    text = "Ana\tana.nueva@x.mx\tConsulta"
    plan = pasted_people(stage.cast.institucion, text, stage.people["planeacion"])
    return {"rows": text, "seen": plan.mark, "save": "1"}


def changed_password(stage: Stage) -> dict[str, object]:
    """Send one's password and twice a new one."""
    return {
        "old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD,
    }  # fmt: skip


def a_ticket(stage: Stage, book: openpyxl.Workbook) -> str:
    """Return the ticket of a workbook that Planeación looked at."""
    buffer = io.BytesIO()
    book.save(buffer)
    storage = PreviewStorage()
    storage.save(buffer.getvalue())
    preview = planilla_preview(stage.cast.programa, buffer.getvalue())
    return ticket_sign(
        storage.name,
        stage.people["planeacion"].pk,
        f"planilla:{stage.cast.programa.pk}",
        base=preview.fingerprint,
        plan=preview.plan.fingerprint if preview.plan else "",
    )


def said_headings(stage: Stage) -> dict[str, object]:
    """Say what the two headings of somebody else's workbook are."""
    book = openpyxl.Workbook()
    book.active.append(["Rubro", "Actividad"])
    book.active.append(["Uno", "Dos"])
    return {
        "libro": a_ticket(stage, book),
        "hoja-0": "Plan",
        "dibujada-0": "Plan",
        "titulo-0-0": "eje",
        "titulo-0-1": "title",
    }


def an_applied_book(stage: Stage) -> dict[str, object]:
    """Apply a workbook that changes the title of the first línea, while the plan is a draft."""
    Programa.objects.filter(pk=stage.cast.programa.pk).update(status="planning")
    book = openpyxl.load_workbook(io.BytesIO(planilla_of(stage.cast.programa)))
    head = {cell.value: cell.column for cell in book["Plan"][HEAD_ROW]}
    book["Plan"].cell(HEAD_ROW + 1, head["línea de acción"]).value = "Otro texto de la línea"
    return {"libro": a_ticket(stage, book)}


WAYS = {
    "areas_paste: saved": Way(a_seen_area, "planeacion"),
    "people_paste: invited": Way(a_seen_person, "planeacion"),
    "request_decide: granted": Way(lambda stage: {"decision": "grant"}, "superuser"),
    "invitation: chosen": Way(
        lambda stage: dict.fromkeys(("new_password1", "new_password2"), NEW_PASSWORD),
        "anonymous",
        ("POST",),
    ),
    "planilla_headings: said": Way(said_headings, "planeacion"),
    "planilla_save: applied": Way(an_applied_book, "planeacion"),
    "account_login: signed in": Way(
        lambda stage: {"username": "enlace", "password": PASSWORD}, "anonymous", ("POST",)
    ),
    "password_change: changed": Way(changed_password, methods=("POST",)),
    "marks_save: every kind": Way(every_kind_of_mark, methods=("JSON",), statuses=frozenset({409})),
    "month_confirm: with answers": Way(a_month_with_answers),
    "ready_mark: lista": Way(a_complete_linea),
    "quantity_save: theirs": theirs("quantity_save"),
    "cause_save: theirs": theirs("cause_save"),
    "block_save: theirs": theirs("block_save"),
    "figure_save: theirs": theirs("figure_save"),
}


# What is made once and then read from the store; the first time is `tests/reports/test_jobs.py`'s.
STORED = {
    "pta_document",
    "diferencias_document",
    "informe_document",
    "corte_document",
    "linea_preview",
    "area_document",
    "acuse_document",
    "tablero_resumen",
}

# Counting ---------------------------------------------------------------------------------------

Counts = dict[tuple[str, str], dict[str, int]]
Cookies = dict[str, SimpleCookie]


def fill(stage: Stage, number: int) -> None:
    """Give the área as many documents as the plan has líneas, half of them behind the línea.

    The línea's meta gets a change, which takes one query more.
    """
    make_change(stage.avance.linea.meta.componentes.first(), 4, original=4, adjusted=5)
    Evidencia.objects.bulk_create(
        Evidencia(
            institucion=stage.cast.institucion,
            area=stage.avance.linea.area,
            avance=stage.avance if place % 2 else None,
            key=f"documento-{place}",
            original_name=f"{place}.pdf",
            media_type="application/pdf",
            size=9,
            sha256=f"{place:064}",
            uploaded_by=list(stage.people.values())[place % 8],
        )
        for place in range(number)
    )


def stored_files() -> set[str]:
    """Return the paths of the files that the storage has."""
    folders = os.walk(default_storage.location)
    return {f"{folder}/{name}" for folder, _, names in folders for name in names}


def signed_in(stage: Stage) -> Cookies:
    """Sign in each person once, and return the cookies of their session."""
    found = {"anonymous": SimpleCookie()}
    for role, person in stage.people.items():
        client = Client()
        client.force_login(person)
        found[role] = client.cookies
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is done inside, files too: they do not roll back with their rows."""
    files = stored_files()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for path in stored_files() - files:
        os.unlink(path)


def queries_of(
    stage: Stage, cookies: SimpleCookie, name: str, method: str, body: Callable, statuses: set[int]
) -> int | None:
    """Return the queries of one request; None where it was not answered so."""
    case = CASES[name]
    address = reverse(name, args=case.args(stage))
    headers = {"Accept": "application/json"} if method == "JSON" else {}
    client = QuickClient()
    client.cookies = deepcopy(cookies)
    data = case.query(stage) if method == "GET" else body(stage)

    def asked() -> tuple[int, int]:
        statements: list[str] = []

        def watch(execute, sql, params, many, context):
            statements.append(sql)
            return execute(sql, params, many, context)

        # Django's own log would write each with its values, for which SQLite is asked once more.
        with connection.execute_wrapper(watch):
            if method == "GET":
                response = client.get(address, data)
            else:
                response = client.post(address, data, headers=headers)
        return response.status_code, sum(not sql.startswith(MARKS) for sql in statements)

    files = stored_files() if name in STORED else None
    status, number = asked()
    if name in STORED and stored_files() != files:
        status, number = asked()  # the first time it was made
    return number if status in statuses else None


def all_counts(stage: Stage) -> Counts:
    """Return {(key, method): {role: queries}} of all that anyone may do."""
    asked = []
    for name, case in CASES.items():
        # Who gets no page is not counted: `test_permission_table.py` holds what each one gets.
        reads = case.expected("GET", closed=False)
        asked += [(name, role, "GET", case.body, {200}) for role in WHO if reads[role] == 200]
        for method in ("POST", "JSON") if case.post is not NO_METHOD else ():
            # What a wrong form of one's account answers is a page that asks again.
            statuses = DONE | ({422} if case.post["enlace"] == 422 else set())
            expected = case.expected(method, closed=False)
            may = [role for role in WHO if expected[role] in statuses]
            asked += [(name, role, method, case.body, statuses) for role in may]
    for key, way in WAYS.items():
        asked += [(key, way.role, m, way.body, way.statuses) for m in way.methods]
    counts: Counts = {}
    cookies = signed_in(stage)
    # Who opens a stored document changes nothing, and the next person reads the same file.
    for name, requests in groupby(asked, lambda request: request[0].partition(":")[0]):
        with undone() if name in STORED else nullcontext():
            for key, role, method, body, statuses in requests:
                with nullcontext() if name in STORED else undone():
                    found = queries_of(stage, cookies[role], name, method, body, statuses)
                if found is not None:
                    counts.setdefault((key, method), {})[role] = found
    return counts


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[int, Counts]]:
    """Return the queries of every request in a plan of few líneas and in one of many.

    The files have a folder of their own: one that is there already costs a query more.
    """
    found = {}
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("budget")),
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        time_machine.travel(TODAY, tick=False),
    ):
        no_drawing(patch)
        for lineas in (FEW, MANY):
            with transaction.atomic():
                stage = make_stage(lineas)
                fill(stage, lineas)
                found[lineas] = all_counts(stage)
                transaction.set_rollback(True)
    return found


def numbers(counts: Counts, key: str, methods: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """Return {(method, role): queries} of a key."""
    return {
        (method, role): number
        for method in methods
        for role, number in counts.get((key, method), {}).items()
    }


def test_every_route_has_its_number():
    # An address that only takes a POST leads to its page, which is counted.
    pages = {name for name, case in CASES.items() if 200 in case.get.values()}
    saves = {name for name, case in CASES.items() if 405 not in case.post.values()}
    saves.discard("metrics")  # it takes none, and answers as an address that there is not

    assert pages == PAGES.keys()
    assert saves | WAYS.keys() == SAVES.keys() | ACTS.keys()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_few_queries_whatever_the_plan(counts, name):
    few, many = (numbers(counts[lineas], name, ("GET",)) for lineas in (FEW, MANY))

    assert few == many
    assert max(many.values()) == PAGES[name] <= MAX_PAGE + TWO_PLANS.get(name, 0)


@pytest.mark.parametrize("key", SAVES)
def test_a_save_takes_few_queries_whatever_the_plan(counts, key):
    few, many = (numbers(counts[lineas], key, ("POST", "JSON")) for lineas in (FEW, MANY))

    assert few == many
    assert (
        max(many.values()) == SAVES[key] <= MAX_SAVE + 2 * (key in HANDED_IN) + 5 * (key in WHOLE)
    )


@pytest.mark.parametrize("key", ACTS)
def test_an_act_takes_few_queries_whatever_the_plan(counts, key):
    few, many = (numbers(counts[lineas], key, ("POST", "JSON")) for lineas in (FEW, MANY))

    allowed = MAX_ACT + sum(more.get(key, 0) for more in (TRACED, PLANS, READ_TWICE, PEOPLE))
    if key in PLANS:
        assert all(few[who] <= many[who] < few[who] + BATCHES for who in few.keys() | many.keys())
    else:
        assert few == many
    most = max(many.values(), default=0)
    if key in PLANS | READ_TWICE:
        # The engines take batches of another length: the number is that of who asks more.
        assert ACTS[key] - BATCHES < most <= ACTS[key] <= allowed
    else:
        assert most == ACTS[key] <= allowed
