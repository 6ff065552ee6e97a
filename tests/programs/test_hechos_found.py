"""What a narrative proposes as hechos: what it tells, with the day that it tells, and no other."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from programs.models import TipoDeHecho
from programs.values.hechos import found
from programs.values.hechos.found import found_in
from programs.values.hechos.hecho import HechoValue, paper_of
from programs.values.hechos.kinds import DEFAULT_KINDS, HechoKind
from programs.values.written import Passage, PassageKind, Period

PERIOD = Period(date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1), date(2024, 12, 31))
KINDS = {kind.key: kind for kind in DEFAULT_KINDS}


def proposed(*texts: str, kind=PassageKind.TEXT, recorded=()):
    passages = [Passage(f"p{n}", "bloque", kind, text) for n, text in enumerate(texts)]
    return [(f.name, f.day) for f in found_in(passages, PERIOD, DEFAULT_KINDS, recorded)]


def hecho(kind: str, name: str, day: date, **values: str) -> HechoValue:
    return HechoValue(1, KINDS[kind], name, day, values)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("En el mes de marzo", None),
        ("Durante el mes de febrero de 2024", None),
        ("El 5 de marzo de 2024", date(2024, 3, 5)),
        ("Del 5 al 7 de marzo de 2024", date(2024, 3, 5)),
        ("El 1 de marzo de 2024", date(2024, 3, 1)),
    ],
)
def test_a_day_that_is_not_told_is_not_proposed(when, day):
    text = f"{when} se impartió el curso «Ética en el servicio público» a 20 personas."
    assert proposed(text) == [("Ética en el servicio público", day)]


def test_what_only_a_caption_names_is_not_proposed():
    told = "Se celebró la Primera Sesión Ordinaria el 24 de enero de 2024."
    caption = "Fotografía 3. Sexta Sesión Ordinaria celebrada el 14 de marzo de 2024"
    assert proposed(caption, kind=PassageKind.CAPTION) == []
    assert [name for name, _ in proposed(told)] == ["Primera Sesión Ordinaria"]


def test_sessions_of_several_bodies_are_named_apart():
    text = (
        "El 24 de enero de 2024 se celebró la Primera Sesión Ordinaria del Comité de "
        "Transparencia. El 25 de enero de 2024 se celebró la Primera Sesión Ordinaria del "
        "Comité Coordinador."
    )
    names = [
        "Primera Sesión Ordinaria del Comité de Transparencia",
        "Primera Sesión Ordinaria del Comité Coordinador",
    ]
    assert [name for name, _ in proposed(text)] == names
    one = hecho(
        "sesion",
        "Primera Sesión Ordinaria",
        date(2024, 1, 24),
        organo="Comité de Transparencia",
        ordinal="1",
        tipo="Ordinaria",
    )
    assert [name for name, _ in proposed(text, recorded=[one])] == names[1:]


def values_of(text: str) -> list[dict]:
    passage = Passage("p", "bloque", PassageKind.TEXT, text)
    return [dict(found.values) for found in found_in([passage], PERIOD, DEFAULT_KINDS, [])]


COURSE = "El 5 de febrero de 2024 se impartió el curso «Ética pública»"


@pytest.mark.parametrize(
    ("text", "women", "men"),
    [
        (f"{COURSE} a 261 personas, de las cuales 177 fueron mujeres y 84 hombres.", "177", "84"),
        (f"{COURSE}. Asistieron 35 personas: 20 mujeres y 15 hombres.", "20", "15"),
        (f"{COURSE}, con veinte mujeres y un hombre.", "20", "1"),
        (f"{COURSE} (mujeres: 20; hombres: 15).", "20", "15"),
        (f"{COURSE} a 20 mujeres.", "20", None),
        (f"{COURSE} y el taller «Datos personales», con 20 mujeres y 15 hombres.", None, None),
        (f"{COURSE}. El taller «Datos personales» tuvo 20 mujeres.", None, None),
        (f"{COURSE}. En los dos cursos participaron 20 mujeres y 15 hombres.", None, None),
        (f"{COURSE} a 20 mujeres de 30 mujeres convocadas.", None, None),
        (f"{COURSE} a 40 personas.", None, None),
    ],
)
def test_who_took_part_is_proposed_where_it_is_told_of_one_course(text, women, men):
    first = values_of(text)[0]
    assert (first.get("mujeres"), first.get("hombres")) == (women, men)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{COURSE} a 40 personas.", "40"),
        (f"{COURSE} a cuarenta personas servidoras públicas.", "40"),
        (f"{COURSE}. Asistieron 35 servidores públicos.", "35"),
        (f"{COURSE}, con 18 participantes de 6 municipios.", "18"),
        (f"{COURSE}, con una duración de 20 horas y 40 asistentes.", "40"),
        (f"{COURSE} a 40 personas, de las cuales 25 fueron mujeres.", None),
        (f"{COURSE} a cerca de 40 personas.", None),
        (f"{COURSE}, con 40 personas invitadas.", None),
        (f"{COURSE} a 20 docentes y 15 alumnos.", None),
        (f"{COURSE} y el taller «Datos personales», con 40 personas.", None),
        (f"{COURSE}. En los dos cursos participaron 40 personas.", None),
        (f"{COURSE}.", None),
    ],
)
def test_those_whose_sexo_is_not_told_are_proposed_without_it(text, people):
    assert values_of(text)[0].get("sin_dato") == people


OFICIO = "Mediante oficio No. SE/30/2024 de fecha 22 de enero de 2024"


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        (f"{OFICIO}, dirigido a la Secretaría de Educación, se pidió.", "Secretaría de Educación"),
        (f"{OFICIO} se remitió al H. Ayuntamiento de Tuxtla el plan.", "H. Ayuntamiento de Tuxtla"),
        (f"{OFICIO} se envió al Instituto de Acceso y a la Sala el acta.", "Instituto de Acceso"),
        (f"{OFICIO} se informó a los municipios la fecha.", None),
        (f"{OFICIO} se solicitó la publicación de la Convocatoria.", None),
        (f"{OFICIO} y oficio No. SE/31/2024 se envió a la Secretaría de Educación el acta.", None),
    ],
)
def test_the_receiver_of_an_oficio_is_proposed_where_the_text_tells_it(text, receiver):
    assert values_of(text)[0].get("destinatario") == receiver


def test_where_a_body_met_is_no_part_of_its_name():
    text = (
        "El 5 de marzo de 2024 se celebró la Segunda Sesión Ordinaria del Comité de Ética en la "
        "Sala B."
    )
    assert values_of(text)[0]["organo"] == "Comité de Ética"


def test_circulars_are_no_oficios_of_their_number():
    text = "Mediante circular No. SE/5/2024 de fecha 22 de enero de 2024 se dio aviso."
    known = hecho("oficio", "Oficio SE/5/2024", date(2024, 1, 22))
    assert proposed(text, recorded=[known]) == [("SE/5/2024", date(2024, 1, 22))]
    known = hecho("oficio", "SE/5/2024", date(2024, 1, 22), tipo="Circular")
    assert proposed(text, recorded=[known]) == []


def test_only_of_names_that_agree_is_asked_which_paper_they_are(monkeypatch):
    asked = []

    def counted(name, values):
        asked.append(name)
        return paper_of(name, values)

    monkeypatch.setattr(found, "paper_of", counted)
    day = date(2024, 1, 22)
    text = " ".join(
        f"Mediante oficio No. SE/{n}/2024 de fecha 22 de enero de 2024 se dio aviso."
        for n in range(40)
    )
    known = [hecho("oficio", f"SE/{n}/2024", day) for n in range(40)]
    assert proposed(text, recorded=known) == []
    # A page compares the 750 oficios of a long narrative with up to 1,000 hechos.
    assert len(asked) == 2 * 40


def test_an_oficio_with_another_day_is_not_proposed_again():
    text = "Mediante oficio No. SE/UT/0030/2024 de fecha 22 de enero de 2024 se envió el informe."
    known = hecho("oficio", "SE/UT/30/2024", date(2024, 1, 19))
    assert proposed(text) == [("SE/UT/0030/2024", date(2024, 1, 22))]
    assert proposed(text, recorded=[known]) == []


def test_ordinals_and_days_are_never_added_up():
    sums = {(kind.key, field.key) for kind in DEFAULT_KINDS for field in kind.sums}
    assert not {("sesion", "ordinal"), ("solicitud", "dias")} & sums


@pytest.mark.django_db
def test_kinds_made_before_are_told_so(cast):
    migration = import_module("programs.migrations.0004_numbers_apart")
    rows = TipoDeHecho.objects.filter(key__in=("sesion", "solicitud"))
    for row in rows:
        row.field_rows = [{k: v for k, v in f.items() if k != "group"} for f in row.field_rows]
        row.save()
    migration.set_apart(apps, None)
    kinds: list[HechoKind] = [row.value for row in rows.all()]
    assert {f.key for kind in kinds for f in kind.sums}.isdisjoint({"ordinal", "dias"})
    assert "actas" in {f.key for kind in kinds for f in kind.sums}
