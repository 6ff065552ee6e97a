"""Many closings under fire: how many saves came after one, of how many trials.

Savers of a quantity, a block, a month, a picture and a hecho run in processes of their own while
the service closes and reopens their quarter. Run by `make bench`; prints figures and asserts
nothing.
"""

import sys
import time

import django
from django.core.management import call_command

TRIALS = 200


def main(trials: int) -> None:
    """Prepare an empty database, run the trials and print the counts."""
    django.setup()
    from django.db import connection

    from tests.factories import make_cast
    from tests.programs.close_race import run_trials

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    result = run_trials(make_cast(), trials=trials)
    seconds = time.perf_counter() - start
    kinds = ", ".join(f"{kind} {count}" for kind, count in result.accepted.items())
    print(f"motor: {connection.vendor}")
    print(f"cierres: {result.trials} en {seconds:.0f} s; guardados tardíos: {result.late}")
    print(f"guardados aceptados: {kinds}; rechazados por el cierre: {result.locked}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS)
