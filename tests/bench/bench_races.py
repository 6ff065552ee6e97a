"""Many processes write the same rows at once, many times: how many saves are lost or doubled.

Eight processes save one text, one month and one quantity for ten seconds each: a save is lost when
it was accepted and the row's version or its history does not show it. Two processes send each of
200 forms at once. A quarter is closed 100 times while eight processes save in it.

Run by `make bench` on both engines. Ends with 1 if anything was lost, doubled or late (R1 to R3).
"""

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.bench.figures import Table, leave

SECONDS = 10
FORMS = 200
CLOSINGS = 100


def lost_updates(table: Table, cast) -> None:
    """Hammer one row of each kind."""
    from programs.models import AvanceDeComponente, Bloque, MarcaMensual
    from tests.programs.race_processes import WRITERS, race

    kinds = {
        "Texto": ("write_block", Bloque.objects.get(avance=cast.avance(), kind="text")),
        "Mes": ("write_mark", MarcaMensual.objects.get(tarea__linea=cast.linea(), month=2)),
        "Cantidad": ("write_quantity", AvanceDeComponente.objects.get(avance=cast.avance())),
    }
    for name, (task, row) in kinds.items():
        traces = row.history.count()
        total = race(task, pk=row.pk, person=cast.people["enlace"].pk, seconds=SECONDS)
        before = row.version
        row.refresh_from_db()
        accepted = total["accepted"]
        kept = row.version - before
        traced = row.history.count() - traces
        lost = abs(accepted - kept) + abs(accepted - traced)
        table.check(
            f"{name}, {WRITERS} procesos × {SECONDS} s",
            lost,
            0,
            f"{accepted + total['conflicts']} intentos, {accepted} aceptados, "
            f"{total['conflicts']} conflictos, {lost} perdidos",
        )


def doubled(table: Table, cast) -> None:
    """Send each form twice at once."""
    from programs.models import Bloque
    from tests.programs.race_processes import double_submits

    keys = [f"bench-{number}" for number in range(FORMS)]
    first, second = double_submits(cast.avance().pk, cast.people["enlace"].pk, keys)
    added = Bloque.objects.filter(key__in=keys).count()
    traces = Bloque.history.filter(key__in=keys).count()
    apart = sum(one != other for one, other in zip(first, second, strict=True))
    wrong = abs(added - FORMS) + abs(traces - FORMS) + apart
    table.check(
        "Formulario enviado dos veces",
        wrong,
        0,
        f"{FORMS} formularios, {added} bloques, {traces} huellas, {apart} respuestas distintas",
    )


def late(table: Table, cast) -> None:
    """Close the quarter under fire."""
    from programs.models import AvanceDeComponente
    from tests.programs.race_processes import close_under_fire

    rows = list(
        AvanceDeComponente.objects.filter(
            avance__trimestre__number=1, avance__linea__in=[cast.linea(1), cast.linea(0)]
        )
    )
    person = cast.people["enlace"].pk
    after, total = close_under_fire(cast.avance().trimestre, rows, person, CLOSINGS)
    table.check(
        "Guardado después del cierre",
        after,
        0,
        f"{CLOSINGS} cierres, {total['accepted']} aceptados, {total['locked']} rechazados "
        f"por cierre, {after} tardíos",
    )


def main() -> None:
    """Make the rows in an empty database and run every race."""
    django.setup()
    call_command("migrate", verbosity=0)
    from tests.factories import make_cast

    cast = make_cast()
    table = Table(f"Carreras ({connection.vendor})")
    lost_updates(table, cast)
    doubled(table, cast)
    late(table, cast)
    table.add("Base", str(settings.DATABASES["default"]["ENGINE"]).rsplit(".", 1)[-1])
    table.show()
    leave([table])


if __name__ == "__main__":
    main()
