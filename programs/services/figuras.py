"""What is known of the persons in a picture, and whether it prints in its place."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

from programs.enums import TrimestreStatus
from programs.models import Evidencia, Figura, User
from programs.models.figura import MINORS_ASK
from programs.models.versions import save_versions

WITHDRAWN = "Se marcó que se ve a menores de edad"


@dataclass(frozen=True)
class FigureFlags:
    """Who is seen in a picture, whether it prints, and why it may."""

    shows_people: bool
    shows_minors: bool
    in_informe: bool
    informe_reason: str

    def set_on(self, evidencia: Evidencia) -> bool:
        """Write on an unsaved file who is seen in it, and tell whether that changed.

        Minors are people: the first flag follows the second.
        """
        values = (self.shows_people or self.shows_minors, self.shows_minors)
        before = (evidencia.shows_people, evidencia.shows_minors)
        evidencia.shows_people, evidencia.shows_minors = values
        return values != before

    def place(self, figure: Figura) -> list[str]:
        """Write on an unsaved picture whether and why it prints; return the fields that changed.

        Minors take it out of the informe until someone says why it may print. Raises
        `ValidationError` for who puts it in, or takes the reason away, without saying why.
        """
        before = (figure.in_informe, figure.informe_reason)
        in_informe, reason = self.in_informe, self.informe_reason.strip()
        if self.shows_minors and in_informe and not reason:
            if before != (True, ""):
                raise ValidationError({"informe_reason": MINORS_ASK})
            in_informe = False
        figure.in_informe, figure.informe_reason = in_informe, reason
        names = ("in_informe", "informe_reason")
        return [
            name for name, was in zip(names, before, strict=True) if getattr(figure, name) != was
        ]


def withdraw_elsewhere(figure: Figura, *, by: User) -> None:
    """Take the file of a picture with minors out of the informe in its other places too.

    What a closed quarter printed stays, and so does where somebody said why it may print.
    """
    closed = Q(bloque__avance__trimestre__status=TrimestreStatus.CLOSED)
    closed |= Q(bloque__seccion__trimestre__status=TrimestreStatus.CLOSED)
    others = (
        Figura.objects.select_for_update(of=("self",))
        .filter(evidencia=figure.evidencia_id, in_informe=True, informe_reason="")
        .exclude(closed)
        .exclude(pk=figure.pk)
    )
    save_versions(list(others), by=by, values={"in_informe": False}, reason=WITHDRAWN)
