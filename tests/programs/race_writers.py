"""The writers of the races, each in a process of its own that `race_start` begins.

A writer says "ready" with the number of its process, and begins with the next line of its input.
Its last line of output is what it counted, as JSON. The tasks call the services as the views do.
"""

import itertools
import json
import os
import random
import select
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal


def write(name: str, args: dict) -> None:
    """Wait for the start, write, count."""
    task: Callable = {
        "write_block": write_block,
        "write_mark": write_mark,
        "write_quantity": write_quantity,
        "add_blocks": add_blocks,
        "append_acts": append_acts,
        "send_mails": send_mails,
        "issue_documents": issue_documents,
        "save_until_told": save_until_told,
        "keep_documents": keep_documents,
        "mix_hechos": mix_hechos,
    }[name]
    begin = task(**args)
    print("ready", os.getpid(), flush=True)
    sys.stdin.readline()
    print(json.dumps(begin()), flush=True)


def write_block(pk: int, person: int, seconds: float | None) -> Callable[[], dict]:
    """Save a text again and again over the version just read; count what was taken."""
    from programs.models import Bloque
    from programs.services.bloques import block_save

    def attempt(turn: int, by) -> None:
        version = Bloque.objects.values_list("version", flat=True).get(pk=pk)
        html = f"<p>{os.getpid()} {turn}</p>"
        block_save(pk, values={"html": html}, by=by, version=version)

    return _hammer(attempt, person, seconds)


def write_mark(pk: int, person: int, seconds: float | None) -> Callable[[], dict]:
    """Report a month again and again, each time with another reason."""
    from django.utils import timezone

    from programs.models import MarcaMensual
    from programs.services.meses import MarkChange, marks_save

    marca = MarcaMensual.objects.select_related("tarea__eje__programa").get(pk=pk)
    programa = marca.tarea.eje.programa

    def attempt(turn: int, by) -> None:
        version = MarcaMensual.objects.values_list("version", flat=True).get(pk=pk)
        reason = f"{os.getpid()} {turn}"
        change = MarkChange(marca.tarea_id, marca.month, "not_done", reason, "", version)
        (result,) = marks_save(
            programa, [change], by=by, today=date(programa.year, 12, 31), now=timezone.now()
        )
        if result.refusal:
            raise result.refusal

    return _hammer(attempt, person, seconds)


def write_quantity(pk: int, person: int, seconds: float | None) -> Callable[[], dict]:
    """Save a quantity again and again; a locked quarter is waited for."""
    from programs.models import AvanceDeComponente
    from programs.services.captura import quantity_save

    avance_pk = AvanceDeComponente.objects.get(pk=pk).avance_id

    def attempt(turn: int, by) -> None:
        version = AvanceDeComponente.objects.values_list("version", flat=True).get(pk=pk)
        quantity_save(
            pk,
            avance_pk=avance_pk,
            quantity=Decimal(f"{os.getpid()}.{turn % 10_000:04d}"),  # never another's
            received=None,
            reason="",
            by=by,
            version=version,
        )

    return _hammer(attempt, person, seconds)


def write_evidence(pk: int, person: int, evidencia: int) -> Callable[[], dict]:
    """Put a picture in a block and take it out again and again."""
    from programs.models import Evidencia, Figura
    from programs.services.figuras import figure_remove, figures_add

    picture = Evidencia.objects.get(pk=evidencia)

    def attempt(turn: int, by) -> None:
        del turn
        there = Figura.objects.filter(bloque=pk, evidencia=picture).first()
        if there:
            figure_remove(there.pk, by=by)
        else:
            figures_add(pk, evidencias=[picture], by=by)

    return _hammer(attempt, person, None)


def write_hecho(pk: int, person: int) -> Callable[[], dict]:
    """Record a hecho of an entry, change it and take it away, again and again."""
    from django.utils import timezone

    from programs.models import Hecho
    from programs.services.hechos import HechoData, hecho_add, hecho_remove, hecho_update

    def attempt(turn: int, by) -> None:
        now, key = timezone.now(), f"carrera-{os.getpid()}"
        data = HechoData("sesion", f"{os.getpid()} {turn}", date(2026, 2, 3), {})
        there = Hecho.objects.filter(key=key).first()
        if there is None:
            hecho_add(pk, key=key, data=data, counts=True, by=by, now=now)
        elif turn % 3:
            hecho_update(there.pk, data=data, by=by, version=there.version, now=now)
        else:
            hecho_remove(there.pk, by=by, version=there.version, now=now)

    return _hammer(attempt, person, None)


def save_until_told(kind: str, pk: int, person: int, evidencia: int) -> Callable[[], dict]:
    """Save one kind of thing until another line comes."""
    if kind == "evidence":
        return write_evidence(pk, person, evidencia)
    if kind == "hecho":
        return write_hecho(pk, person)
    writers = {"quantity": write_quantity, "block": write_block, "mark": write_mark}
    return writers[kind](pk, person, None)


def _hammer(attempt: Callable, person: int, seconds: float | None) -> Callable[[], dict]:
    from programs.errors import Conflict, Locked
    from programs.models import User

    by = User.objects.get(pk=person)

    def begin() -> dict:
        counts = {"accepted": 0, "conflicts": 0, "locked": 0}
        end = None if seconds is None else time.monotonic() + seconds
        for turn in itertools.count(1):
            if told_to_stop() if end is None else time.monotonic() > end:
                return counts
            began = time.monotonic()
            try:
                attempt(turn, by)
            except Conflict:
                counts["conflicts"] += 1
            except Locked:
                counts["locked"] += 1
                time.sleep(0.005)
            else:
                counts["accepted"] += 1
                # PostgreSQL hands a lock out in the order of asking. Who saved, and reads and asks
                # again at once, has the only fresh version in the queue and would win every turn.
                time.sleep(random.uniform(0, 2) * (time.monotonic() - began))

    return begin


def told_to_stop() -> bool:
    """Tell whether another line waits in the input."""
    return bool(select.select([sys.stdin], [], [], 0)[0])


def add_blocks(avance: int, person: int, keys: list[str]) -> Callable[[], dict]:
    """Send one form after the other, each at the sign that its twin gets too."""
    from programs.models import User
    from programs.services.bloques import block_add

    by = User.objects.get(pk=person)

    def begin() -> dict:
        found = []
        for key in keys:
            found.append(block_add(avance_pk=avance, kind="text", key=key, by=by).pk)
            print("added", flush=True)
            sys.stdin.readline()
        return {"found": found}

    return begin


def append_acts(institucion: int, acts: int) -> Callable[[], dict]:
    """Write so many acts, each in a transaction that began before it asks for the lock."""
    from django.db import transaction
    from django.utils import timezone

    from programs.services.ledger import ledger_append

    def begin() -> dict:
        for turn in range(acts):
            now = timezone.now()
            with transaction.atomic():
                ledger_append(
                    institucion,
                    action="reminder_send",
                    subject=f"{os.getpid()} {turn}",
                    by=None,
                    now=now,
                )
        return {"accepted": acts}

    return begin


def mix_hechos(avance: int, other: int, person: int, turns: int) -> Callable[[], dict]:
    """Record, count, change, take away and paste hechos of two líneas, and turn rules and ties.

    Each of it in the order that chance gives; what somebody else did first is refused, and counted.
    """
    from django.utils import timezone

    from programs.errors import Conflict, DomainError
    from programs.models import AvanceDeComponente, AvanceTrimestral, Bloque, Hecho, User
    from programs.reading.hechos import kinds_of
    from programs.reading.lines import lines_of
    from programs.selectors.cifras import entry_figures
    from programs.services import cifras, desglose, hechos
    from programs.values.hechos.rules import BARE, Rule, RuleKind

    by = User.objects.get(pk=person)
    trimestre = AvanceTrimestral.objects.select_related("trimestre__programa").get(pk=avance)
    kinds = kinds_of(trimestre.trimestre.programa.institucion_id)
    sesion = next(kind for kind in kinds if kind.key == "sesion")
    chance = random.Random(os.getpid())
    kinds_of_act = ("add", "paste", "count", "count", "change", "remove", "rule", "tie")

    def data(turn: int) -> hechos.HechoData:
        return hechos.HechoData("sesion", f"{os.getpid()} {turn}", date(2026, 2, 3), {})

    def one() -> Hecho:
        found = Hecho.objects.order_by("?").first()
        if found is None:
            raise DomainError("")
        return found

    def attempt(turn: int, what: str) -> None:
        now, pk = timezone.now(), chance.choice((avance, other))
        if what == "add":
            key = f"hecho-{os.getpid()}-{turn}"
            hechos.hecho_add(pk, key=key, data=data(turn), counts=True, by=by, now=now)
        elif what == "paste":
            text = "".join(f"P{os.getpid()} {turn} {row}\t3/2/2026\n" for row in range(3))
            token = f"{os.getpid()}-{turn}"
            hechos.hechos_paste(pk, text, kind_key="sesion", token=token, by=by, now=now)
        elif what == "count":
            counts = chance.random() < 0.7
            hechos.hecho_link(pk, one().pk, counts=counts, by=by, now=now)
        elif what == "change":
            row = one()
            hechos.hecho_update(row.pk, data=data(turn), by=by, version=row.version, now=now)
        elif what == "remove":
            row = one()
            hechos.hecho_remove(row.pk, by=by, version=row.version, now=now)
        elif what == "rule":
            row = AvanceDeComponente.objects.get(avance=pk)
            rule = Rule(RuleKind.COUNT, sesion) if row.rule == "none" else BARE
            desglose.rule_save(row.pk, avance_pk=pk, rule=rule, by=by, version=row.version)
        else:
            entry = AvanceTrimestral.objects.with_place().with_contents().get(pk=pk)
            (line,) = lines_of([entry])
            figures = entry_figures(entry, line)
            block = Bloque.objects.get(avance=pk, kind="text")
            source = next(each.source for each in figures.offered if each.measure == "done")
            cifras.figure_insert(block.pk, source=source, figures=figures, by=by)

    def begin() -> dict:
        counts = {"accepted": 0, "conflicts": 0, "refused": 0, "failed": []}
        for turn in range(turns):
            what = chance.choice(kinds_of_act)
            try:
                attempt(turn, what)
            except Conflict:
                counts["conflicts"] += 1
            except DomainError:
                counts["refused"] += 1
            except Exception as error:
                counts["failed"].append(f"{what}: {type(error).__name__}: {error}"[:300])
            else:
                counts["accepted"] += 1
        return counts

    return begin


def issue_documents(programa: int, person: int, times: int) -> Callable[[], dict]:
    """Change the PTA and issue it, so many times; every fifth is taken back once it has a folio.

    Says each folio that was kept as soon as it is: who is killed meanwhile was heard until then.
    """
    from django.db import transaction
    from django.utils import timezone

    from programs.models import Programa, User
    from reports.enums import IssuedKind
    from reports.services.emision import document_issue

    by = User.objects.get(pk=person)

    class Taken(Exception):
        pass

    def begin() -> dict:
        for turn in range(times):
            try:
                with transaction.atomic():
                    date = f"{os.getpid()} {turn}"
                    Programa.objects.filter(pk=programa).update(cover_date=date)
                    issued = document_issue(IssuedKind.PTA, programa, by=by, now=timezone.now())
                    if turn % 5 == 4:
                        raise Taken
            except Taken:
                continue
            print(issued.folio, flush=True)
        return {"accepted": times - times // 5}

    return begin


def keep_documents(area: int, person: int, media: str) -> Callable[[], dict]:
    """Receive one document after another for an área, until another line comes."""
    from django.conf import settings
    from django.core.files.base import ContentFile

    from programs.models import Area, User
    from programs.services.evidencia import documents_receive
    from tests.files import pdf

    settings.MEDIA_ROOT = media
    by, owner = User.objects.get(pk=person), Area.objects.get(pk=area)

    def begin() -> dict:
        for turn in itertools.count(1):
            if told_to_stop():
                return {"accepted": turn - 1}
            note = f"% {os.getpid()} {turn}\n".encode() + random.randbytes(20_000).hex().encode()
            file = ContentFile(pdf(note + b"\n"), name=f"oficio-{turn}.pdf")
            documents_receive(owner, files=[file], token=str(turn), by=by)
            time.sleep(0.01)

    return begin


def send_mails() -> Callable[[], dict]:
    """Send all that waits, to a server that takes a moment for each; return to whom."""
    from django.conf import settings
    from django.core import mail
    from django.core.mail.backends import locmem

    from programs.services.mailing import mail_everyone

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    send = locmem.EmailBackend.send_messages

    def slowly(backend, messages):
        # A server that answers at once lets the first process send all before the next one begins.
        time.sleep(0.03)
        return send(backend, messages)

    locmem.EmailBackend.send_messages = slowly

    def begin() -> dict:
        mail_everyone()
        return {"sent": [message.to[0] for message in mail.outbox]}

    return begin
