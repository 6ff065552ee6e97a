"""Where "Capturar" and the ways to the work stand: for who may write, and for nobody else."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, TrimestreStatus
from programs.errors import Locked
from programs.models import AvanceTrimestral, Programa, Trimestre, User
from programs.models.locks import locks_lifted
from programs.reading.writable import capture_way, writable_avances
from programs.services.captura import writer_check
from tests.factories import CLOSED, YEAR, make_cast
from tests.markup import folded

OWN = ["propia", YEAR]
PEOPLE = [
    "enlace",
    "titular",
    "planeacion",
    "secretario",
    "auditoria",
    "consulta",
    "outsider",
    "superuser",
]


def of_quarter(status: str) -> dict[str, object]:
    """Return what a quarter in a state holds."""
    return CLOSED if status == TrimestreStatus.CLOSED else {"status": status, "closed_at": None}


def takes(avance: AvanceTrimestral, person: User) -> bool:
    """Tell whether the services take what the person writes in an entry."""
    try:
        writer_check(avance, by=person)
    except Locked:
        return False
    return True


def test_the_way_stands_exactly_where_the_services_take_a_save(cast):
    """One table: every state of the quarter and of the entry, every person, own líneas or not."""
    for status, entry in product(TrimestreStatus.values, AvanceStatus.values):
        with locks_lifted():
            AvanceTrimestral.objects.filter(trimestre__number=1).update(
                status=entry,
                submitted_at=timezone.now(),
                validated_at=timezone.now(),
                returned_at=timezone.now(),
            )
            Trimestre.objects.filter(number=1).update(**of_quarter(status))
        rows = AvanceTrimestral.objects.filter(trimestre__number=1).with_place()
        for name in PEOPLE:
            person = User.objects.get(pk=cast.people[name].pk)
            listed = set(writable_avances(person).values_list("pk", flat=True))
            for avance in rows.select_related("trimestre__programa"):
                taken = takes(avance, person)
                assert bool(capture_way(person, avance)) == taken, (status, entry, name)
                visible = AvanceTrimestral.objects.visible_to(person).filter(pk=avance.pk).exists()
                assert (avance.pk in listed) == (taken and visible), (status, entry, name)


def pages_of(linea: int) -> dict[str, str]:
    """Return the pages on which a línea of the cast is seen, by name."""
    return {
        "programas": reverse("programa_list"),
        "programa": reverse("programa_detail", args=OWN),
        "trimestre": reverse("trimestre_detail", args=[*OWN, 1]),
        "línea": reverse("linea_detail", args=[*OWN, linea]),
        "tablero": f"{reverse('tablero')}?programa=propia-{YEAR}&trimestre=1",
    }


@pytest.mark.parametrize("who", ["enlace", "titular", "secretario", "consulta", "planeacion"])
def test_every_page_with_ones_own_linea_leads_to_its_capture(cast, sign_in, who):
    own, other = cast.linea(0), cast.linea(3)
    client = sign_in(who)
    for name, address in pages_of(own.pk).items():
        html = folded(client.get(address).content.decode())
        way = f'href="{reverse("avance_edit", args=[*OWN, own.pk, 1])}">Capturar'
        assert (way in html) == (who in ("enlace", "titular")), name
        # Its figures lead to where they come from, below the same address.
        assert f'"{reverse("avance_edit", args=[*OWN, other.pk, 1])}"' not in html, name


def test_what_was_sent_or_closed_is_not_offered(cast, sign_in):
    client = sign_in("enlace")
    AvanceTrimestral.objects.filter(trimestre__number=1).update(
        status=AvanceStatus.SUBMITTED, submitted_at=timezone.now()
    )
    own = cast.linea(0)
    for name, address in pages_of(own.pk).items():
        assert ">Capturar" not in client.get(address).content.decode(), name


def test_programas_goes_on_with_the_first_linea_that_is_not_lista(cast, sign_in):
    AvanceTrimestral.objects.filter(pk=cast.avance(0).pk).update(ready=True)
    html = folded(sign_in("enlace").get(reverse("programa_list")).content.decode())
    way = reverse("avance_edit", args=[*OWN, cast.linea(1).pk, 1])
    assert f'href="{way}">Capturar el 1er trimestre' in html
    assert html.count(">Capturar") == 1


def test_trimestre_leads_each_person_to_the_quarter_they_work_in(cast, sign_in):
    first, second = (reverse("trimestre_detail", args=[*OWN, n]) for n in (1, 2))
    places = {"enlace": f"{first}#area-juridica", "secretario": first, "consulta": first}
    for who, place in places.items():
        assert sign_in(who).get(reverse("trimestre_now")).url == place, who

    # What was sent waits for nobody of the área: the next open quarter does.
    Trimestre.objects.filter(programa=cast.programa, number=2).update(status=TrimestreStatus.OPEN)
    AvanceTrimestral.objects.filter(trimestre__number=1).update(
        status=AvanceStatus.SUBMITTED, submitted_at=timezone.now()
    )
    places = {"enlace": f"{second}#area-juridica", "secretario": first}
    for who, place in places.items():
        assert sign_in(who).get(reverse("trimestre_now")).url == place, who


def test_where_trimestre_leads_is_asked_in_nine_queries(db, client):
    counts = []
    for lineas, prefix in ((4, "chica-"), (40, "grande-")):
        client.force_login(make_cast(lineas=lineas, prefix=prefix).people["enlace"])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("trimestre_now")).status_code == 302
        counts.append(len(queries))
    assert counts == [9, 9]


def test_without_any_programme_trimestre_leads_to_the_list(cast, sign_in):
    with locks_lifted():
        Programa.objects.all().delete()
    assert sign_in("enlace").get(reverse("trimestre_now")).url == reverse("programa_list")


@pytest.mark.parametrize(
    ("who", "menu", "account"),
    [
        ("enlace", False, False),
        ("titular", False, False),
        ("secretario", False, False),
        ("consulta", False, False),
        ("planeacion", False, True),
        ("superuser", True, False),
    ],
)
def test_the_administration_is_in_the_menu_of_who_works_in_it(cast, sign_in, who, menu, account):
    answer = sign_in(who).get(reverse("programa_list"))
    labels = [item["label"] for item in answer.context["nav_items"]]
    assert ("Administración" in labels) == menu
    assert labels.index("Trimestre") == labels.index("Programas") - 1
    header = folded(answer.content.decode()).split("</header>")[0]
    assert header.count(">Administración</a>") == 2 * (menu or account)


def test_area_staff_still_find_their_second_door(cast, sign_in):
    User.objects.filter(pk=cast.people["enlace"].pk).update(is_staff=True)
    door = f'href="{reverse("admin:index")}">Registrar en Administración<'
    assert door in folded(sign_in("enlace").get(reverse("home")).content.decode())
    assert door not in folded(sign_in("planeacion").get(reverse("home")).content.decode())


@pytest.mark.parametrize("who", ["enlace", "consulta", "planeacion"])
def test_an_empty_plan_sends_to_write_it_only_who_keeps_it(cast, sign_in, who):
    with locks_lifted():
        cast.programa.ejes.all().delete()
    for name in ("programa_detail", "trimestre_detail"):
        address = reverse(name, args=OWN if name == "programa_detail" else [*OWN, 1])
        html = folded(sign_in(who).get(address).content.decode())
        told = f'href="{reverse("admin:index")}">Ir a Administración<' in html
        assert told == (who == "planeacion"), name
        assert ("Aparecerán aquí cuando" in html) != told, name
