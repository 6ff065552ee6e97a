"""`manage.py send_notices`: tell what is due or late, send the e-mails that wait, and tidy up."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone

from programs.management.naming import counted
from programs.management.own_command import OwnCommand
from programs.services.invitacion import mail_invitations
from programs.services.mailing import mail_everyone
from programs.services.sesiones import sessions_forget
from programs.services.vencimientos import deadlines_notify


class Command(OwnCommand):
    """Meant to run daily, and oftener with a mail server: a second run repeats nothing."""

    help = "Avisa a cada persona de lo que vence o se atrasó, y envía los correos pendientes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--today", metavar="AAAA-MM-DD", help="día con el que se calculan los plazos; hoy"
        )

    def handle(self, *args: object, today: str | None, **options: object) -> None:
        """Write the notices of the day, send what waits, and say how many; tidy up."""
        day = timezone.localdate()
        if today:
            try:
                day = date.fromisoformat(today)
            except ValueError as error:
                raise CommandError(
                    f"Escriba --today como AAAA-MM-DD; no se entiende «{today}».", returncode=2
                ) from error
        created = deadlines_notify(day, timezone.now())
        tally = mail_everyone()
        invited = mail_invitations()
        sessions_forget(timezone.now())
        parts = [
            counted(created, "aviso", "avisos"),
            counted(tally.sent, "mensaje enviado", "mensajes enviados"),
            counted(tally.failed, "falló", "fallaron"),
        ]
        if invited:
            parts.append(counted(invited, "invitación enviada", "invitaciones enviadas"))
        if tally.without_address:
            parts.append(counted(tally.without_address, "persona", "personas") + " sin correo")
        self.stdout.write(", ".join(parts))
