"""Hechos as plain values: what is typed in their fields, rules, and the same name twice."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from programs.received.hecho_rows import read_hechos
from programs.received.pasted import PasteProblem
from programs.values.hechos.hecho import (
    HechoValue,
    KnownNames,
    NotAValue,
    normal_name,
    read_day,
    read_name,
    read_value,
    told_by,
)
from programs.values.hechos.kind_checks import validate_fields
from programs.values.hechos.kind_lines import NotAField, fields_in, lines_of
from programs.values.hechos.kinds import DEFAULT_KINDS, FieldKind, HechoKind, KindField
from programs.values.hechos.register import register_of
from programs.values.hechos.rules import (
    BARE,
    Rule,
    RuleKind,
    outcome_of,
    outcome_words,
    rule_code,
    rules_for,
    why_no_rule,
)

KINDS = {kind.key: kind for kind in DEFAULT_KINDS}
SESION, CURSO, OFICIO = KINDS["sesion"], KINDS["curso"], KINDS["oficio"]
SOLICITUD = KINDS["solicitud"]
WHOLE = [
    (kind, field.key)
    for kind in DEFAULT_KINDS
    for field in kind.of_kind(FieldKind.NUMBER)
    if field.key != "dias"
]
MONTO = KindField("monto", "Monto", FieldKind.NUMBER)
MONEY = HechoKind("compra", "Compra", "Compras", "Nombre", (MONTO,))


def hecho(kind, name="Uno", counts=True, **values) -> HechoValue:
    return HechoValue(1, kind, name, date(2026, 2, 3), values, counts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SE/UAA/0030/2024", "se/uaa/30/2024"),
        ("Oficio No. SE/UAA/030/2024", "SE-UAA-030-2024"),
        ("Memorándum núm. 12", "12"),
        ("Primera  sesión ordinaria", "PRIMERA SESION ORDINARIA"),
    ],
)
def test_two_writings_of_one_name_are_the_same(one, other):
    assert normal_name(one) == normal_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("SE/UAA/030/2024", "SE/UT/030/2024"), ("30", "300"), ("SE/30", "SE/30/2024"), ("0", "")],
)
def test_other_names_are_others(one, other):
    assert normal_name(one) != normal_name(other)


def test_a_number_of_people_says_how_many_were_meant():
    with pytest.raises(NotAValue, match="Si son 1,250, escriba 1250"):
        read_value(CURSO.field("mujeres"), "1.250")
    # No advice on decimals, of which people have none.
    with pytest.raises(NotAValue) as refusal:
        read_value(CURSO.field("mujeres"), "12,5")
    assert str(refusal.value) == "«Mujeres» cuenta personas, que van en enteros: escribió 12,5."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Oficio 5", ""), ("Circular 5", ""), False),
        (("5", "Oficio"), ("5", "Circular"), False),
        (("Memorándum 5", "Memorándum"), ("Memo 5", ""), True),
        (("5", ""), ("Circular 5", ""), True),
        (("Oficio circular 5", ""), ("Circular 5", ""), True),
        (("Oficio circular 5", ""), ("Oficio 5", ""), False),
        (("SE/١/2026", ""), ("SE/٢/2026", ""), False),
        (("SE/١/2026", ""), ("SE/1/2026", ""), True),
    ],
)
def test_papers_of_one_number_are_told_apart(one, other, same):
    day = date(2026, 2, 3)
    first, second = (
        told_by("oficio", name, day, {"tipo": sort} if sort else {}) for name, sort in (one, other)
    )
    assert first.may_be(second) is second.may_be(first) is same
    known: KnownNames[str] = KnownNames()
    known.add(first, one[0])
    assert known.find(second) == (one[0] if same else None)


@pytest.mark.parametrize(
    ("kind", "key", "typed", "stored"),
    [
        (SESION, "actas", "1,250", "1250"),
        (SESION, "actas", " 2 ", "2"),
        (SESION, "acuerdos", "3.0", "3.0"),
        (MONEY, "monto", "1,000.5", "1000.5"),
        (OFICIO, "desde", "viernes 3 de julio de 2026", "2026-07-03"),
        (CURSO, "mujeres", "1,250", "1250"),
        (CURSO, "mujeres", "12.0", "12.0"),
        (SOLICITUD, "dias", "1.5", "1.5"),
        (SESION, "actas", "", ""),
        (SESION, "tipo", "EXTRAORDINARIA", "Extraordinaria"),
        (SESION, "sede", "Sala  de\tjuntas", "Sala de juntas"),
        (OFICIO, "desde", "18/03/2026", "2026-03-18"),
    ],
)
def test_a_field_keeps_what_was_meant(kind, key, typed, stored):
    assert read_value(kind.field(key), typed) == stored


@pytest.mark.parametrize(
    ("kind", "key", "typed"),
    [
        (SESION, "actas", "dos"),
        (SESION, "actas", "-1"),
        (SESION, "actas", "1.000.000"),
        (SESION, "actas", "12345678901"),
        (CURSO, "hombres", "1.5"),
        (CURSO, "mujeres", "1.250"),
        (CURSO, "publico", "2.000"),
        *((kind, key, "1.5") for kind, key in WHOLE),  # the days of a solicitud alone are more
        (SOLICITUD, "recibidas", "1.250"),
        (SESION, "actas", "1,000.5"),
        (SESION, "acuerdos", "1.250"),
        (CURSO, "mujeres", "1 2 3"),
        (CURSO, "mujeres", "84 177"),
        (MONEY, "monto", "84 177"),
        (MONEY, "monto", "12 5"),
        (MONEY, "monto", "1 250 000.5"),  # three numbers, or one
        (OFICIO, "desde", "lunes 3 de julio de 2026"),
        (SESION, "tipo", "Secreta"),
        (SESION, "sede", "x" * 301),
        (OFICIO, "desde", "31/02/2026"),
        (OFICIO, "desde", "marzo"),
    ],
)
def test_a_field_refuses_what_it_cannot_hold(kind, key, typed):
    with pytest.raises(NotAValue, match=kind.field(key).label.split(":")[0]):
        read_value(kind.field(key), typed)


@pytest.mark.parametrize("text", ["٣/٣/2026", "2026-13-01", "1/1/26", "", "0/1/2026"])
def test_a_day_is_written_whole(text):
    with pytest.raises(NotAValue):
        read_day(text)


def test_a_refused_number_says_what_it_may_have_been():
    for field, typed, said in (
        (CURSO.field("mujeres"), "84 177", "Si son 84,177, escriba 84177."),
        (MONEY.field("monto"), "84 177", "Si son 84,177, escriba 84177."),
        (SESION.field("actas"), "1.5", "«Actas» va en enteros: escribió 1.5."),
        (CURSO.field("mujeres"), "1.5", "«Mujeres» cuenta personas, que van en enteros"),
        (CURSO.field("mujeres"), "1 2 3", "Hay espacios entre las cifras."),
    ):
        with pytest.raises(NotAValue, match=re.escape(said)):
            read_value(field, typed)


@pytest.mark.parametrize("text", ["lunes 3 de julio de 2026", "3 de julio de 2026, Miércoles"])
def test_a_weekday_that_is_not_that_of_its_date_is_said(text):
    with pytest.raises(NotAValue, match="no concuerda: ese día es viernes"):
        read_day(text)
    assert read_day("viernes, 3 de julio de 2026") == date(2026, 7, 3)


def test_no_hecho_gives_no_quantity_and_never_zero():
    rule = Rule(RuleKind.COUNT, SESION)
    assert outcome_of(rule, []).quantity is None
    assert outcome_of(rule, [hecho(CURSO), hecho(SESION, counts=False)]).quantity is None
    assert outcome_of(rule, [hecho(SESION), hecho(SESION)]).quantity == 2
    assert "escriba 0" in outcome_words(rule, outcome_of(rule, []))


def test_a_sum_says_whose_number_is_missing():
    rule = Rule(RuleKind.SUM, CURSO, "mujeres")
    said = [hecho(CURSO, mujeres="84"), hecho(CURSO, mujeres="0.5")]
    assert outcome_of(rule, said).quantity == Decimal("84.5")
    outcome = outcome_of(rule, [*said, hecho(CURSO, "Dos")])
    assert outcome.quantity is None
    assert outcome_words(rule, outcome) == "Falta «Mujeres» en: Dos."


def test_those_who_took_part_are_added_up_where_the_whole_is_said():
    rule = dict(rules_for(DEFAULT_KINDS))["sum:curso:+sexo"]
    assert rule.words == "Suma de participantes de los cursos y eventos" and not why_no_rule(rule)
    said = [hecho(CURSO, mujeres="20", hombres="15"), hecho(CURSO, sin_dato="5")]
    assert outcome_of(rule, said).quantity == 40  # nobody noted the sexo of five
    outcome = outcome_of(rule, [*said, hecho(CURSO, "Tres", mujeres="5")])
    assert outcome.quantity is None
    assert outcome_words(rule, outcome) == (
        "Falta «Mujeres», «Hombres» o «Sin dato de sexo» en: Tres."
    )
    assert why_no_rule(Rule(RuleKind.SUM, SESION, "+sexo"))


def test_rules_are_said_in_words():
    assert BARE.words == "Sin desglose"
    assert Rule(RuleKind.COUNT, SESION).words == "Número de sesiones"
    only = Rule(RuleKind.COUNT, SESION, "", "tipo", "Ordinaria")
    assert only.words == "Número de sesiones, solo las de tipo Ordinaria"
    assert Rule(RuleKind.SUM, CURSO, "mujeres").words == "Suma de mujeres de los cursos y eventos"


def test_every_rule_that_is_offered_may_be_kept_and_has_its_own_code():
    rules = rules_for(DEFAULT_KINDS)
    assert not [rule.words for _, rule in rules if why_no_rule(rule)]
    assert len({code for code, _ in rules}) == len({rule.words for _, rule in rules}) == len(rules)
    assert rule_code(rules[0][1]) == "none"
    assert "sum:sesion:actas" in dict(rules) and "sum:sesion:ordinal" not in dict(rules)
    assert why_no_rule(Rule(RuleKind.SUM, SESION, "ordinal"))
    assert dict(rules)["count:sesion::tipo:Ordinaria"].takes(hecho(SESION, tipo="Ordinaria"))


def test_the_kinds_with_which_all_begin_are_what_a_row_may_hold():
    for kind in DEFAULT_KINDS:
        stored = [field.stored for field in kind.fields]
        validate_fields(stored)
        assert fields_in(lines_of(kind.fields)) == stored


@pytest.mark.parametrize(
    "fields",
    [
        None,
        [1],
        [{"key": "a", "label": "A"}],
        [{"key": "Á", "label": "A", "kind": "text"}],
        [{"key": "a", "label": "", "kind": "text"}],
        [{"key": "a", "label": "A", "kind": "money"}],
        [{"key": "a", "label": "A", "kind": "choice"}],
        [{"key": "a", "label": "A", "kind": "text", "choices": ["Sí"]}],
        [{"key": "a", "label": "A", "kind": "choice", "choices": ["Sí", "Sí"]}],
        [{"key": "a", "label": "A", "kind": "number", "group": "edad"}],
        [{"key": "a", "label": "A", "kind": "text"}] * 2,
    ],
)
def test_what_is_no_list_of_fields_is_refused(fields):
    with pytest.raises(ValidationError):
        validate_fields(fields)


@pytest.mark.parametrize("line", ["a", "a | A | dinero", "a | A | número | edad", "a|b|texto|d|e"])
def test_a_line_that_is_no_field_says_how_to_write_it(line):
    with pytest.raises(NotAField, match="Renglón 1"):
        fields_in([line])


def test_a_paste_is_read_by_its_headings_or_by_the_order_of_the_kind():
    read = read_hechos("Fecha\tNombre\tActas\n3/2/2026\tPrimera\t2", SESION)
    rows = read.rows
    assert not read.problems
    assert (rows[0].name, rows[0].day, rows[0].values) == (
        "Primera",
        date(2026, 2, 3),
        {"actas": "2"},
    )
    rows = read_hechos("Primera\t3/2/2026\tComité\t1\tordinaria", SESION).rows
    assert rows[0].values == {"organo": "Comité", "ordinal": "1", "tipo": "Ordinaria"}


def test_a_paste_tells_every_row_that_cannot_be_used():
    text = "Primera\t3/2/2026\n\t4/2/2026\nSegunda\nTercera\t5/2/2026\t=1+1\nPrimera\t03/02/2026"
    read = read_hechos(text, SESION)
    assert [row.name for row in read.rows] == ["Primera"]
    assert [number for number, _ in read.problems] == [2, 3, 4]
    assert read.repeated_told == ["Renglón 5: «Primera» repite el renglón 1."]
    with pytest.raises(PasteProblem, match="Renglón 2.*\n.*Renglón 3"):
        read.usable(leave_out=True)
    with pytest.raises(PasteProblem):
        read_hechos("", SESION)


@pytest.mark.parametrize("row", ["a\t" * 201, "\t" * 200 + "a"])
def test_a_row_of_more_columns_than_any_table_is_refused_before_it_is_read(row):
    with pytest.raises(PasteProblem, match="El renglón 2 tiene 201 columnas y caben 200"):
        read_hechos(f"Primera\t3/2/2026\n{row}", SESION)
    # A sheet that is copied by whole rows brings its empty columns along.
    (row,) = read_hechos("Primera\t3/2/2026" + "\t" * 16_382, SESION).usable()
    assert row.name == "Primera"


SHEET = "No.\tNombre del curso\tFecha\tLugar\tMujeres\tNo. de hombres\tTotal\n"


def test_the_headings_of_a_sheet_are_told_and_what_no_field_takes_is_said():
    read = read_hechos(f"{SHEET}1\tÉtica\t5/8/2026\tSala B\t20\t15\t35", CURSO)
    (row,) = read.usable()
    assert (row.name, row.day) == ("Ética", date(2026, 8, 5))
    assert row.details == (("Sede", "Sala B"), ("Mujeres", "20"), ("Hombres", "15"))
    assert read.unused == ("Total",)
    same = f"{SHEET}1\tÉtica\t5/8/2026\tSala B\t20\t15\t35\n2\tÉtica\t5/8/2026\t\t20\t15\t35"
    assert [number for number, _ in read_hechos(same, CURSO).repeated] == [3]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("No.\tFecha", "7"),
        ("Consecutivo\tNo. de oficio\tFecha", "SE/7"),
        ("#\tOficio\tFecha del oficio", "SE/7"),
        ("Folio\tFecha de envío", "7"),
        ("Fecha\tNúmero, como está escrito", "SE/7"),
    ],
)
def test_a_column_that_only_numbers_the_rows_names_them_where_no_other_does(heading, name):
    cells = {"Fecha": "3/2/2026", "No.": "7", "Folio": "7", "Consecutivo": "7", "#": "7"}
    row = "\t".join(
        cells.get(each, "3/2/2026" if each.startswith("Fecha") else "SE/7")
        for each in heading.split("\t")
    )
    (read,) = read_hechos(f"{heading}\n{row}", OFICIO).rows
    assert (read.name, read.day) == (name, date(2026, 2, 3))


def test_rows_without_headings_are_no_headings_and_say_what_is_beyond():
    read = read_hechos("Sesión\t3/2/2026\tComité", SESION)
    assert (read.rows[0].name, read.unused) == ("Sesión", ())
    cells = "\t".join(["Uno", "3/2/2026", *[""] * 6, "sobra"])
    assert read_hechos(cells, OFICIO).unused == ("sobra",)


def test_a_row_says_all_that_is_wrong_in_it():
    ((number, why),) = read_hechos("Ética\t45200\t\t\t\tmuchas\t1.5", CURSO).problems
    assert number == 1
    assert "«45200» es una fecha que Excel guardó como número" in why
    assert "«Mujeres» dice «muchas»" in why and "«Hombres» cuenta personas" in why


def test_every_column_that_is_not_used_is_told():
    cells = "\t".join(["Uno", "3/2/2026", *[""] * 6, "EXTRA", "MAS"])
    later = "\t".join(["Dos", "4/2/2026", *[""] * 6, "otra", "", "aparte"])
    assert read_hechos(f"{cells}\n{later}", OFICIO).unused == ("EXTRA", "MAS", "aparte")


def test_a_blank_first_cell_is_a_hecho_without_name():
    read = read_hechos("\t03/07/2026\t04/07/2026", OFICIO)
    assert not read.rows
    assert [why for _, why in read.problems][0].startswith("Falta «Número")
    read = read_hechos("SE/1\t03/07/2026\tOficio\n\t04/07/2026\tOficio", OFICIO)
    assert [row.name for row in read.rows] == ["SE/1"]
    assert read.problems == ((2, "Falta «Número, como está escrito»."),)
    # The margin of a sheet whose table begins in its second column.
    read = read_hechos("\tSE/1\t03/07/2026\tOficio\n\t\t04/07/2026\tOficio", OFICIO)
    assert [row.name for row in read.rows] == ["SE/1"]
    assert [number for number, _ in read.problems] == [2]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            '"Ética\t05/10/2026\nValores"\t06/10/2026\nOtro\t07/10/2026',
            ['"Ética', 'Valores"', "Otro"],
        ),
        ('"Ética"\t05/10/2026', ['"Ética"']),
        (
            '"Ética" pública\t05/10/2026\n"Taller\nde dos ""renglones"""\t06/10/2026',
            ['"Ética" pública', 'Taller de dos "renglones"'],
        ),
        ('"Dijo ""sí"""\t05/10/2026', ['Dijo "sí"']),
        ('Sesión "A\t05/10/2026\nSesión B"\t06/10/2026', ['Sesión "A', 'Sesión B"']),
    ],
)
def test_quotation_marks_of_a_cell_reach_no_other(text, names):
    assert [row.name for row in read_hechos(text, CURSO).usable()] == names


@pytest.mark.parametrize(
    "row", ["\t\tDirección X\t04/07/2026", "\t\t\t\t\tInforme de avance\t01/07/2026"]
)
def test_rows_without_name_and_date_are_not_taken_from_what_follows(row):
    ((_, why),) = read_hechos(row, OFICIO).problems
    assert why.startswith("Falta «Número, como está escrito». Falta la fecha.")


def test_repeated_rows_are_named_and_may_be_left_out():
    known: KnownNames[str] = KnownNames()
    known.add(told_by("oficio", "SE/UAA/030/2026", date(2026, 2, 3), {}), "SE/UAA/030/2026")
    oficio = next(kind for kind in DEFAULT_KINDS if kind.key == "oficio")
    text = "Oficio No. SE/UAA/0030/2026\t3 de febrero de 2026\nSE/UAA/0031/2026\t3/2/2026"
    read = read_hechos(text, oficio, known)
    words = (
        "Renglón 1: «Oficio No. SE/UAA/0030/2026» repite «SE/UAA/030/2026», "
        "ya registrado con fecha 3 de febrero de 2026."
    )
    with pytest.raises(PasteProblem, match=re.escape(words)):
        read.usable()
    assert [row.name for row in read.usable(leave_out=True)] == ["SE/UAA/0031/2026"]
    only = read_hechos(text.split("\n")[0], oficio, known)
    with pytest.raises(PasteProblem, match="Todos los renglones están repetidos"):
        only.usable(leave_out=True)


@pytest.mark.parametrize(
    "text",
    [
        "15 de febrero de 2024",
        "15 de febrero del 2024",
        "jueves, 15 de febrero de 2024",
        "15 DE FEBRERO DE 2024.",
        "15-feb-2024",
        "15/feb/24",
        "quince de febrero de dos mil veinticuatro",
        "15.02.2024",
    ],
)
def test_a_day_is_read_as_the_narrative_reads_it(text):
    assert read_day(text) == date(2024, 2, 15)


@pytest.mark.parametrize(
    "text",
    [
        "15 de febrero",
        "febrero de 2024",
        "15 y 16 de febrero de 2024",
        "30 de febrero de 2024",
        "el oficio del 15 de febrero de 2024",
    ],
)
def test_what_is_no_whole_day_is_refused(text):
    with pytest.raises(NotAValue, match="no es una fecha"):
        read_day(text)


def test_only_the_fields_that_say_something_are_told():
    said = hecho(SESION, actas="2", tipo="Solemne", sede="")
    assert said.details == (("Tipo", "Solemne"), ("Actas", "2"))
    assert SESION.of_kind(FieldKind.CHOICE)[0].key == "tipo"


def test_what_nobody_said_has_no_total_and_is_never_zero():
    entries = [(hecho(SESION, actas="2", ordinal="3"), "UAA", ()), (hecho(SESION), "UAA", ())]
    (part,) = register_of(entries, DEFAULT_KINDS).parts
    assert [(t.label, t.text, t.silent) for t in part.totals] == [("Actas", "2", 1)]
    (part,) = register_of([(hecho(CURSO, mujeres="4"), "UAA", ())], DEFAULT_KINDS).parts
    assert [(group.name, group.whole) for group in part.groups] == [("Por sexo", "4")]


@pytest.mark.parametrize("text", ["\u200b\u200b", "—", "Circular", "Oficio No.", "Núm."])
def test_a_name_tells_a_hecho_from_others(text):
    with pytest.raises(NotAValue, match="letras o números"):
        read_name(text, "Número")


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "01/01/1899", "2101-01-01"])
def test_a_year_of_no_hecho_is_refused(text):
    with pytest.raises(NotAValue, match="no puede ser el de un hecho"):
        read_day(text)
