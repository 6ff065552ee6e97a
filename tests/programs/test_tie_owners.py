"""A text is tied to its own figures only: those of another línea, área or year are refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from programs.enums import SeccionKind
from programs.models import (
    Adecuacion,
    Area,
    Bloque,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    Programa,
    Seccion,
    Trimestre,
)
from programs.services.bloques import NewBlock, blocks_new
from tests.factories import YEAR
from tests.queries import queries_made

pytestmark = pytest.mark.django_db
WHY = {
    "linea": "no es de esta línea",
    "area": "no es de las líneas de esta área en este trimestre",
    "quarter": "no es de las líneas de este trimestre",
}


def quarter(cast) -> Trimestre:
    return Trimestre.objects.get(programa=cast.programa, number=1)


def of_linea(linea: LineaDeAccion) -> str:
    return ComponenteDeMeta.objects.get(meta__linea=linea).clave


def tie(source: str) -> str:
    return f'<data value="{source}">3</data>'


def text_in(cast, place: str) -> Bloque:
    """Return a text of the narrative of the first línea, of its área's part or of the opening."""
    if place == "linea":
        return Bloque.objects.get(avance=cast.avance(), kind="text")
    area = Area.objects.get(institucion=cast.institucion, code="juridica")
    section = Seccion.objects.create(
        institucion=cast.institucion,
        trimestre=quarter(cast),
        area=area if place == "area" else None,
        kind=SeccionKind.PRESENTATION,
        key=f"parte-{place}",
        heading="Presentación",
    )
    return Bloque.objects.create(
        institucion=cast.institucion, seccion=section, key=f"t-{place}", kind="text", order=1
    )


def ask(client, block: Bloque, html: str, **headers):
    sent = {"html": html, "version": block.version}
    return client.post(reverse("block_save", args=[block.pk]), sent, headers=headers)


WRITERS = {"linea": "enlace", "area": "enlace", "quarter": "secretario"}
JSON = {"accept": "application/json"}


def adecuacion(cast, number: int, from_quarter: int) -> Adecuacion:
    return Adecuacion.objects.create(
        programa=cast.programa,
        number=number,
        agreement=f"AC/{number}",
        agreed_on=date(YEAR, 3, 1),
        from_quarter=from_quarter,
        reason="Cambió el presupuesto.",
        made_by=cast.people["planeacion"],
        made_at=timezone.now(),
    )


def sources(cast) -> dict[str, str]:
    """Return a figure of each place, by its name."""
    other = LineaDeAccion.objects.get(
        eje__programa__institucion__slug="ajena", eje__order=1, order=1
    )
    before = Eje.objects.create(
        programa=Programa.objects.create(institucion=cast.institucion, year=YEAR - 1),
        order=1,
        name="Eje del año anterior",
    )
    old = LineaDeAccion.objects.create(eje=before, area=cast.linea().area, order=1, title="Vieja")
    LineaDeAccion.objects.filter(pk=cast.linea(1).pk).update(added_by=adecuacion(cast, 1, 3))
    LineaDeAccion.objects.filter(pk=cast.linea(2).pk).update(cancelled_by=adecuacion(cast, 2, 1))
    return {
        "own": f"{of_linea(cast.linea())}.done",
        "own hechos": f"{cast.linea().clave}.hechos.sesion",
        "total": "trimestre.lineas",
        "named as a total": "trimestre.done",
        "of another área": f"{of_linea(cast.linea(3))}.annual_percent",
        "hechos of another área": f"{cast.linea(3).clave}.hechos.sesion",
        "of another institution": f"{of_linea(other)}.done",
        "of another year": f"{old.clave}.hechos.sesion",
        "of a later quarter": f"{of_linea(cast.linea(1))}.done",
        "of one that was cancelled": f"{of_linea(cast.linea(2))}.done",
        "of nobody": "gone.done",
    }


TAKEN = {
    "linea": {"own", "own hechos"},
    "area": {"own", "own hechos", "total"},
    "quarter": {"own", "own hechos", "total", "of another área", "hechos of another área"},
}


@pytest.mark.parametrize("place", TAKEN)
def test_a_text_takes_its_own_figures_and_no_other(cast, sign_in, place):
    block, client, known = text_in(cast, place), sign_in(WRITERS[place]), sources(cast)
    for name, source in known.items():
        block.refresh_from_db()
        before = block.html
        answer = ask(client, block, f"<p>{name}: {tie(source)}</p>", **JSON)
        block.refresh_from_db()
        if name in TAKEN[place]:
            assert answer.status_code == 200, name
            assert tie(source) in block.html
        else:
            assert answer.status_code == 422, name
            (said,) = answer.json()["errors"]["html"]
            assert said == (
                f"La cifra ligada «3» {WHY[place]}. "
                "Bórrela y escriba el número, o elija otra en «Insertar cifra»."
            )
            assert block.html == before


def silent_sources(cast) -> list[str]:
    """Return sources of the first línea that no list has: they would print what was typed."""
    linea, componente = cast.linea().clave, of_linea(cast.linea())
    return [
        f"{linea}.done",
        f"{linea}.percent",  # of one quantity, which has its own
        f"{componente}.received",  # of what is no demand
        f"{componente}.hechos.curso.mujeres",
        f"{linea}.hechos.fiesta",
        f"{linea}.hechos.curso.sede",
        f"{linea}.hechos.sesion.ordinal",
    ]


@pytest.mark.parametrize("place", TAKEN)
def test_a_source_that_gives_nothing_is_refused(cast, sign_in, place):
    block, client = text_in(cast, place), sign_in(WRITERS[place])
    before = block.html
    for source in silent_sources(cast):
        answer = ask(client, block, f'<p>Avance <data value="{source}">1%</data></p>', **JSON)
        assert answer.status_code == 422, source
        assert answer.json()["errors"]["html"] == [
            "La cifra ligada «1%» no sale de ningún dato. "
            "Bórrela y escriba el número, o elija otra en «Insertar cifra»."
        ]
    block.refresh_from_db()
    assert block.html == before
    stands = f"<p>Avance {tie(silent_sources(cast)[0])}</p>"
    Bloque.objects.filter(pk=block.pk).update(html=stands)
    assert ask(client, block, stands.replace("Avance", "Van"), **JSON).status_code == 200


def test_a_linea_of_two_quantities_gives_its_whole_percentage(cast):
    block, linea = text_in(cast, "linea"), cast.linea()
    block.html = f"<p>{tie(f'{linea.clave}.percent')}</p>"
    with pytest.raises(ValidationError):
        block.clean()
    other = ComponenteDeMeta.objects.get(meta__linea=linea)
    two = ComponenteDeMeta.objects.create(meta=other.meta, order=2, unit="foro", kind="demand")
    block.clean()
    block.html = f"<p>{tie(f'{two.clave}.received')}</p>"
    assert block.narrative and block.avance.linea
    assert queries_made(block.clean) == 1
    type(two).objects.filter(pk=two.pk).update(kind="unquantified")
    block.html = f"<p>{tie(f'{linea.clave}.annual_percent')}</p>"
    with pytest.raises(ValidationError):
        block.clean()


def test_words_that_stand_for_a_tie_are_one(cast, sign_in):
    block, client = text_in(cast, "area"), sign_in("enlace")
    other = of_linea(cast.linea(3))
    assert ask(client, block, f"Van [cifra {other}.done: 3].", **JSON).status_code == 422


@pytest.mark.parametrize("place", ["linea", "area"])
def test_a_page_without_script_says_it_beside_the_text_and_keeps_what_was_typed(
    cast, sign_in, place
):
    block, client = text_in(cast, place), sign_in("enlace")
    name = f"bloque-{block.pk}"
    html = f"<p>Van {tie(f'{of_linea(cast.linea(3))}.done')} actas.</p>"
    saves = {
        "linea": ("page_save", block.avance_id),
        "area": ("section_page_save", block.seccion_id),
    }
    address, pk = saves[place]
    sent = {f"{name}-html": html, f"{name}-version": block.version, "marks": "{}"}
    page = client.post(reverse(address, args=[pk]), sent)
    assert page.status_code == 422
    beside = page.text.partition(f'id="error-texto-{block.pk}"')[2].partition("</p>")[0]
    assert WHY[place] in beside
    assert "actas" in page.text
    block.refresh_from_db()
    assert "actas" not in block.html


def test_what_stands_already_stays_and_costs_no_refusal(cast, sign_in):
    block, client = text_in(cast, "area"), sign_in("enlace")
    lost = f"<p>Van {tie('gone.done')} actas.</p>"
    Bloque.objects.filter(pk=block.pk).update(html=lost)
    assert ask(client, block, lost.replace("Van", "Hay"), **JSON).status_code == 200


def test_every_door_asks(cast):
    block, foreign = text_in(cast, "linea"), tie(f"{of_linea(cast.linea(3))}.done")
    block.html = f"<p>{foreign}</p>"
    with pytest.raises(ValidationError) as refused:
        block.full_clean()
    assert WHY["linea"] in refused.value.message_dict["html"][0]
    new = NewBlock("text", "captura-1", {"html": f"<p>{foreign}</p>"})
    with pytest.raises(ValidationError):
        blocks_new([(cast.avance(), new)], by=cast.people["enlace"])


def test_a_text_without_ties_asks_nothing_and_one_with_many_asks_once(cast):
    block, own = text_in(cast, "linea"), f"{of_linea(cast.linea())}.done"
    assert block.narrative and block.avance.linea
    block.html = "<p>Nada.</p>"
    assert queries_made(block.clean) == 0
    block.html = f"<p>{tie(own)} {tie(f'{cast.linea().clave}.hechos.sesion')}</p>" * 20
    assert queries_made(block.clean) == 1
    block.html = "".join(f"<p>{tie(f'x{number}.done')}</p>" for number in range(40))
    with pytest.raises(ValidationError) as refused:
        block.clean()
    assert len(refused.value.messages) == 1  # they all say 3
