"""The parts of the documents and who signs them, on the screen of an institution."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programs.admin.parts import NO_NAME
from programs.enums import AuditAction, InformePart, PtaPart, Role
from programs.models import AuditEntry, Institucion
from programs.values.signers import MOST_LETTERS, signers_of, validate_signers
from programs.values.snapshot import SignerSnapshot
from tests.factories import make_person

BOXES = {"parts_of_pta": PtaPart.values, "parts_of_informe": InformePart.values}


def address(institucion: Institucion) -> str:
    """Return the address of an institution's screen."""
    return reverse("admin:programs_institucion_change", args=[institucion.pk])


def save(client, institucion: Institucion, **typed: object):
    """Send the form of an institution as it is shown, with other boxes; return the answer."""
    form = client.get(address(institucion)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    answer = client.post(address(institucion), data | typed)
    institucion.refresh_from_db()
    return answer


@pytest.mark.django_db
def test_who_keeps_the_structure_chooses_parts_and_signers(cast, sign_in):
    row = cast.institucion
    answer = save(
        sign_in("planeacion"),
        row,
        parts_of_pta=["signatures"],
        parts_of_informe=[],
        signer_prepared_name="  Ana Ruiz ",
        signer_prepared_post="Titular de Planeación",
        signer_authorised_name="Luis Paz",
    )

    assert answer.status_code == 302
    assert (row.pta_parts, row.informe_parts) == (["signatures"], [])
    assert row.signers == {
        "prepared": ["Ana Ruiz", "Titular de Planeación"],
        "authorised": ["Luis Paz", ""],
    }
    shown = sign_in("planeacion").get(address(row)).context["adminform"].form
    assert shown["parts_of_pta"].value() == ["signatures"]
    assert shown["signer_authorised_name"].value() == "Luis Paz"


@pytest.mark.django_db
def test_the_ledger_tells_parts_and_signers_in_words(cast, sign_in):
    row = cast.institucion
    Institucion.objects.filter(pk=row.pk).update(signers={}, pta_parts=["programming"])
    save(
        sign_in("planeacion"),
        row,
        parts_of_pta=["signatures", "programming"],
        signer_endorsed_name="Luis Paz",
        signer_endorsed_post="Titular de Jurídico",
    )

    act = AuditEntry.objects.filter(action=AuditAction.SETTINGS_CHANGE).latest("pk")
    told = {label: (before, after) for label, before, after in act.data["changes"]}
    assert told == {
        "partes del PTA": (PtaPart.PROGRAMMING.label, f"{PtaPart.PROGRAMMING.label}; Firmas"),
        "firmas": ("", "Vo. Bo.: Luis Paz, Titular de Jurídico"),
    }


@pytest.mark.django_db
def test_a_post_without_a_name_is_refused_beside_the_box_of_the_name(cast, sign_in):
    row = cast.institucion
    before = row.signers
    answer = save(sign_in("planeacion"), row, signer_reviewed_post="Titular de Jurídico")

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors == {"signer_reviewed_name": [NO_NAME]}
    assert row.signers == before
    assert "Titular de Jurídico" in answer.content.decode()


@pytest.mark.django_db
def test_a_name_too_long_is_refused_and_kept_in_its_box(cast, sign_in):
    long = "a" * (MOST_LETTERS + 1)
    answer = save(sign_in("planeacion"), cast.institucion, signer_prepared_name=long)

    assert list(answer.context["adminform"].form.errors) == ["signer_prepared_name"]
    assert long in answer.content.decode()
    assert cast.institucion.signers == {}


@pytest.mark.django_db
def test_who_may_only_read_sees_parts_and_signers_and_no_box(cast, client):
    row = cast.institucion
    Institucion.objects.filter(pk=row.pk).update(
        signers={"prepared": ["Ana Ruiz", "Titular de Planeación"]}, pta_parts=["programming"]
    )
    client.force_login(make_person("lee", row, Role.ENLACE, "juridica", is_staff=True))
    page = client.get(address(row)).content.decode()

    for words in ("Ana Ruiz", "Titular de Planeación", PtaPart.PROGRAMMING.label):
        assert words in page
    assert PtaPart.APPROVAL.label not in page
    for name in (*BOXES, "signer_prepared_name"):
        assert f'name="{name}"' not in page
    data = {"parts_of_pta": ["approval"], "signer_prepared_name": "Otra"}
    assert client.post(address(row), data).status_code == 403
    row.refresh_from_db()
    assert (row.pta_parts, row.signers["prepared"][0]) == (["programming"], "Ana Ruiz")


@pytest.mark.parametrize(
    ("signers", "why"),
    [
        ([], "objeto JSON"),
        ({"witness": ["Ana", ""]}, "No existe la firma «witness»"),
        ({"prepared": "Ana"}, "lleva nombre y cargo"),
        ({"prepared": ["Ana", 3]}, "lleva nombre y cargo"),
        ({"prepared": [" ", "Titular"]}, "«Elaboró» necesita un nombre"),
        ({"prepared": ["Ana", "a" * (MOST_LETTERS + 1)]}, f"admite {MOST_LETTERS} letras"),
    ],
)
def test_signers_that_come_in_otherwise_are_refused(signers, why):
    with pytest.raises(ValidationError, match=why):
        validate_signers(signers)


def test_signers_stand_in_the_order_of_the_signatures():
    signers = {"authorised": ["Luis", ""], "prepared": ["Ana", "Titular"]}

    validate_signers(signers)
    assert signers_of(signers) == (
        SignerSnapshot("prepared", "Ana", "Titular"),
        SignerSnapshot("authorised", "Luis", ""),
    )
