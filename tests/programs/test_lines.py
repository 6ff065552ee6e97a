"""A línea is the same on every page: one reader, one stage, one list of what is owed."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from programs.getters import avances_visible
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Trimestre,
    User,
)
from programs.reading.corte import trimestre_snapshot
from programs.reading.line import EjePlace, thresholds_of
from programs.reading.lines import read_lines, stored_line
from programs.selectors.captura import capture_page
from programs.selectors.entrega import submission_page
from programs.selectors.inicio import inicio_page
from programs.selectors.linea import linea_page, linea_visible
from programs.selectors.programa import programa_page
from programs.selectors.trimestre import trimestre_page
from programs.values.frozen import freeze, thaw
from reports.selectors.tablero import tablero_page
from tests.adecuaciones import make_change
from tests.factories import Cast
from tests.programs.entrega_cast import page_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 10)
SCRIPT = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def blank(cast: Cast) -> AvanceTrimestral:
    """The first línea's entry with nothing in it."""
    avance = cast.avance()
    Bloque.objects.filter(avance=avance).delete()
    AvanceDeComponente.objects.filter(avance=avance).update(quantity=None)
    return avance


def said(**values: object) -> Callable[[AvanceTrimestral], None]:
    """Return what says something of the línea's component."""
    return lambda avance: AvanceDeComponente.objects.filter(avance=avance).update(**values)


def written(**values: object) -> Callable[[AvanceTrimestral], None]:
    """Return what writes in the entry itself."""
    return lambda avance: AvanceTrimestral.objects.filter(pk=avance.pk).update(**values)


def with_block(**values: object) -> Callable[[AvanceTrimestral], None]:
    """Return what gives the entry a block."""

    def add(avance: AvanceTrimestral) -> None:
        institucion = avance.trimestre.programa.institucion
        Bloque.objects.create(
            institucion=institucion, avance=avance, key="b", order=1, kind="text", **values
        )

    return add


def months_done(avance: AvanceTrimestral) -> None:
    """Report the months of the línea."""
    MarcaMensual.objects.filter(tarea__linea=avance.linea_id, month__lte=3).update(
        status="done", reported_at=timezone.now()
    )


def stages(cast: Cast, reader: User) -> dict[str, str]:
    """Return {page: the stage that it shows of the first línea in the first quarter}."""
    linea = cast.linea()
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=1
    )
    avance = avances_visible(reader).get(linea=linea, trimestre=trimestre)
    found = {"captura": capture_page(avance, TODAY).live.workflow}
    page = trimestre_page(trimestre, reader, TODAY)
    (found["trimestre"],) = (
        row.line.workflow
        for area in page.areas
        for row in area.lines
        if row.line.linea.pk == linea.pk
    )
    row = linea_visible(reader, cast.institucion.slug, 2026).get(pk=linea.pk)
    found["línea"] = linea_page(row, reader, TODAY).entries[0].workflow
    (quarter,) = inicio_page(reader, TODAY).quarters
    found["inicio"] = quarter.lines[0].line.workflow
    found["enviar"] = submission_page(trimestre, linea.area, None).lines[0].line.workflow
    board = tablero_page(reader, {}, TODAY)
    (found["tablero"],) = (line.workflow for line in board.rows.lines if line.linea.pk == linea.pk)
    kept = thaw(freeze(trimestre_snapshot(trimestre)))
    eje = kept.ejes[0]
    found["corte"] = stored_line(
        EjePlace(eje.pk, eje.order, eje.name),
        eje.lineas[0],
        trimestre,
        kept.trimestre,
        {},
        thresholds_of(cast.institucion),
        full=True,
    ).workflow
    words = {name: workflow.word for name, workflow in found.items()}
    counts = {
        "cuentas del programa": programa_page(cast.programa, reader, TODAY).quarters[0],
        "cuentas del trimestre": page.summary,
    }
    for name, summary in counts.items():
        # The other three líneas are being captured.
        alone = [count.workflow.word for count in summary.counts if count.number == 1]
        words[name] = alone[0] if alone else "En captura"
    return words


@pytest.mark.parametrize(
    ("word", "act"),
    [
        ("Sin iniciar", lambda avance: None),
        ("Sin iniciar", months_done),
        ("Sin iniciar", with_block(removed_at=timezone.now())),
        ("En captura", with_block()),
        ("En captura", said(quantity=Decimal(0))),
        ("En captura", said(received=Decimal(4))),
        ("En captura", said(adjustment=Decimal(-1), adjustment_reason="Se contó dos veces")),
        ("En captura", written(cause="se pospuso")),
        ("En captura", written(closing="omitted", closing_reason="No hubo sesiones")),
        (
            "En captura",
            written(closing="stated", stated_percent=25, closing_reason="Así consta"),
        ),
    ],
)
def test_every_page_shows_the_same_stage(cast, blank, word, act):
    act(blank)
    found = stages(cast, cast.people["enlace"])

    assert found == dict.fromkeys(found, word)
    assert len(found) == 9


def test_taking_out_all_that_there_was_is_told_at_once(cast, blank, sign_in):
    row = AvanceDeComponente.objects.get(avance=blank)
    client = sign_in("enlace")

    def send(quantity: str) -> str:
        row.refresh_from_db()
        data = {"quantity": quantity, "reason": "", "version": row.version}
        answer = client.post(reverse("quantity_save", args=[row.pk]), data, **SCRIPT)
        return answer.json()["fragments"]["tramite"]

    assert "En captura" in send("3")
    assert "Sin iniciar" in send("")

    with_block()(blank)
    block = Bloque.objects.get(key="b")
    answer = client.post(
        reverse("block_remove", args=[block.pk]), {"version": block.version}, **SCRIPT
    )
    assert "Sin iniciar" in answer.json()["fragments"]["tramite"]


@pytest.mark.parametrize(
    ("numbering", "printed"),
    [("nested", ["1.1", "1.2", "s/n", "2.1", "2.2"]), ("plain", ["1", "2", "s/n", "1", "2"])],
)
def test_a_number_is_typed_or_counts_within_the_eje(cast, numbering, printed):
    cast.institucion.line_numbering = numbering
    cast.institucion.save()
    first = cast.linea()
    LineaDeAccion.objects.create(
        eje=first.eje, area=first.area, order=9, title="Otra", auto_number=False, label="s/n"
    )
    rows = LineaDeAccion.objects.filter(eje__programa=cast.programa)
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=1
    )

    assert [line.linea.number for line in read_lines(rows, [trimestre])] == printed
    # The number does not depend on which líneas are asked for.
    last = read_lines(rows.filter(pk=cast.linea(4).pk), [trimestre])
    assert [line.linea.number for line in last] == printed[-1:]


class TestDebts:
    """What an área owes leads to the place where it is paid."""

    def lacking(self, cast: Cast) -> None:
        AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
        Bloque.objects.filter(avance=cast.avance(), kind="figures").update(caption="")

    def test_each_place_is_on_the_page_that_it_opens(self, cast, sign_in):
        self.lacking(cast)
        client = sign_in("titular")
        trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
        page = submission_page(trimestre, cast.linea().area, None)
        kinds = {debt.anchor.split("-")[0] for debt in page.lacks}
        assert kinds == {"cantidad", "", "bloque"}
        for debt in page.lacks:
            address, _, anchor = debt.url.partition("#")
            html = client.get(address).content.decode()
            assert f'id="{anchor}"' in html, debt

    def test_capture_and_the_last_look_ask_for_the_same(self, cast, sign_in):
        self.lacking(cast)
        enlace = cast.people["enlace"]
        trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
        own = submission_page(trimestre, cast.linea().area, None).lines[0]
        live = capture_page(avances_visible(enlace).get(pk=cast.avance().pk), TODAY).live
        assert live.missing == own.missing
        assert live.missing

        data = {"version": cast.avance().version}
        html = sign_in("enlace").post(reverse("ready_mark", args=[cast.avance().pk]), data)
        for debt in own.missing:
            where = f"#{debt.anchor}" if debt.anchor else escape(debt.url)
            assert f'<a href="{where}">{debt.text}.</a>' in html.content.decode()

    def test_inicio_opens_what_it_names(self, cast, sign_in):
        client = sign_in("titular")
        page = inicio_page(cast.people["titular"], TODAY)
        kinds = {item.kind for item in (*page.missing, *page.coming)}
        assert kinds == {"month", "quarter"}
        html = client.get(reverse("home")).content.decode()
        for item in page.missing:
            assert client.get(item.url).status_code == 200
        assert page_of(cast) in re.findall(r'href="([^"]+)">Seguir con la línea 1\.1<', html)


# A meta that changed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        # From a later quarter; then by a later agreement of the same quarter.
        ((3, date(2026, 6, 1)), (2, date(2026, 5, 1)), "first"),
        ((2, date(2026, 5, 1)), (3, date(2026, 4, 1)), "second"),
        ((2, date(2026, 5, 2)), (2, date(2026, 5, 1)), "first"),
        ((2, date(2026, 5, 1)), (2, date(2026, 5, 2)), "second"),
        # Of one day and one quarter, the one that was written down last.
        ((2, date(2026, 5, 1)), (2, date(2026, 5, 1)), "second"),
        # In force later than the quarter that is read.
        ((1, date(2026, 1, 2)), (4, date(2026, 6, 1)), "first"),
        ((4, date(2026, 6, 1)), (4, date(2026, 6, 1)), "as written"),
    ],
)
def test_a_meta_says_the_latest_change_of_any_of_its_components(cast, first, second, text):
    meta = cast.linea().meta
    Meta.objects.filter(pk=meta.pk).update(text="as written")
    meta.componentes.create(order=2, quantity=9, unit="acuerdos")
    for componente, (quarter, day), name in zip(
        meta.componentes.order_by("order"), (first, second), ("first", "second"), strict=True
    ):
        make_change(componente, quarter, adjusted_text=name, agreed_on=day)
    trimestre = Trimestre.objects.select_related("programa").get(programa=cast.programa, number=3)
    lineas = LineaDeAccion.objects.filter(pk=meta.linea_id)

    assert read_lines(lineas, [trimestre])[0].linea.meta.text == text
