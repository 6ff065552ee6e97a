"""Choosing the other person's text on the page of a conflict: one's own stays in the history."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programs.models import AvanceDeComponente, Bloque, Figura


def cases(cast) -> dict[str, tuple]:
    """Return (address, row, field, theirs, mine, stored forms, what else the form sends)."""
    avance = cast.avance()
    text = Bloque.objects.get(avance=avance, kind="text")
    row = AvanceDeComponente.objects.get(avance=avance)
    figure = Figura.objects.filter(bloque__avance=avance).first()
    blank = {"reason": "", "received": ""}
    return {
        "block": ("block_save", text, "html", ("Ellos.", "Yo."), str.format, {}),
        "quantity": ("quantity_save", row, "quantity", ("4", "5"), Decimal, blank),
        "cause": ("cause_save", avance, "cause", ("por ellos", "por mí"), str, {}),
        "figure": ("figure_save", figure, "alt", ("Su mesa", "Mi mesa"), str, {}),
    }


@pytest.mark.parametrize("kind", ["block", "quantity", "cause", "figure"])
def test_both_texts_are_in_the_history_and_theirs_stands(cast, sign_in, kind):
    name, row, field, (theirs, mine), read, more = cases(cast)[kind]
    url = reverse(name, args=[row.pk])
    wrap = (lambda text: f"<p>{text}</p>") if field == "html" else str
    assert (
        sign_in("titular").post(url, {field: wrap(theirs), "version": 1, **more}).status_code == 303
    )
    type(cast.avance()).objects.filter(pk=cast.avance().pk).update(ready=kind != "cause")
    client = sign_in("enlace")
    page = client.post(url, {field: wrap(mine), "version": 1, **more})
    assert page.status_code == 409
    assert 'name="use" value="theirs"' in page.content.decode()
    row.refresh_from_db()
    sent = {field: wrap(mine), "version": row.version, "use": "theirs", **more}
    chosen = client.post(url, sent)
    row.refresh_from_db()

    assert chosen.status_code == 303
    assert getattr(row, field) == read(wrap(theirs))
    traces = row.history.values_list(field, "history_user__username", "history_change_reason")
    assert list(traces[:3]) == [
        (read(wrap(theirs)), "enlace", "Se eligió al comparar"),
        (read(wrap(mine)), "enlace", "No se eligió al comparar"),
        (read(wrap(theirs)), "titular", None),
    ]
    assert cast.avance().ready == (kind != "cause"), "Nothing changed in the línea."
    said = [str(m) for m in client.get("/").context["messages"]]
    assert said == ["Quedó lo de la otra persona. Lo suyo está en el historial."]


def test_a_third_person_in_between_is_another_conflict(cast, sign_in):
    name, row, field, *_ = cases(cast)["cause"]
    url = reverse(name, args=[row.pk])
    for who, text, version in (("titular", "uno", 1), ("superuser", "dos", 2)):
        sign_in(who).post(url, {field: text, "version": version})
    answer = sign_in("enlace").post(url, {field: "tres", "version": 2, "use": "theirs"})

    assert answer.status_code == 409
    assert "dos" in answer.content.decode() and "tres" in answer.content.decode()


def test_what_cannot_keep_both_only_leads_back(cast, sign_in):
    avance = cast.avance()
    sign_in("titular").post(
        reverse("cause_save", args=[avance.pk]), {"cause": "algo", "version": 1}
    )
    page = sign_in("enlace").post(reverse("ready_mark", args=[avance.pk]), {"version": 1})

    assert page.status_code == 409
    assert 'value="theirs"' not in page.content.decode()
