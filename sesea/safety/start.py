"""Who asks the checks of the start: every command, and the processes that serve."""

from collections.abc import Callable, Iterable

from django.core.checks import CheckMessage, register, run_checks
from django.core.exceptions import ImproperlyConfigured

from sesea.safety.engines import engine_check
from sesea.safety.findings import SAFETY
from sesea.safety.places import (
    database_there,
    private_check,
    published_check,
    sessions_check,
    writable_check,
)
from sesea.safety.secrecy import debug_check, hosts_check, key_check, site_check

CHECKS = (
    engine_check,
    debug_check,
    key_check,
    hosts_check,
    site_check,
    writable_check,
    private_check,
    published_check,
    sessions_check,
)
# What only who serves must find: commands make the database, or bring back what is missing.
_SERVING: list[Callable[[], Iterable[CheckMessage]]] = [database_there]


def checks_register() -> None:
    """Have `manage.py` ask the checks before each command that looks at the system."""
    for check in CHECKS:
        register(check, SAFETY)


def serve_only_with(check: Callable[[], Iterable[CheckMessage]]) -> None:
    """Have who serves ask something of another app too: it yields the findings."""
    if check not in _SERVING:
        _SERVING.append(check)


def start_or_refuse() -> None:
    """Return where it is safe to serve; else ImproperlyConfigured with a sentence by fault.

    For web processes, whose server runs no check of Django's, and for the worker. It costs some
    milliseconds. A database that is away is no reason: pages say so, and go on once it is back.
    """
    serious = [each for each in run_checks(tags=[SAFETY]) if each.is_serious()]
    for check in _SERVING:
        # One at a time: where there is no database, the next one would make it by asking.
        serious = serious or [each for each in check() if each.is_serious()]
    if serious:
        lines = [f"{each.msg} {each.hint} ({each.id})" for each in serious]
        raise ImproperlyConfigured("\n".join(["El sistema no inicia:", *lines]))
