"""Passwords that others guess: well known ones of this system, and the names around a person."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from programs.models import Institucion, User

# That of the demonstration, which stands in the README, and what people add to it.
KNOWN = ("demo", "sesea", "pta", "clave", "contrasena", "password", "seguimiento", "admin")
LEAST_WORD, LEAST_LEFT = 3, 8
REFUSED = (
    "Se parece demasiado a su cuenta, a su institución o a una contraseña conocida. Agregue "
    "palabras que solo usted conozca."
)


class KnownPasswordValidator:
    """Refuses what has fewer than eight signs besides well-known words, names and accounts."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise `ValidationError` for a password that others would try.

        What has fewer than eight signs in all is refused for its length, by another validator.
        """
        left = _plain(password)
        for word in sorted({*KNOWN, *_words_of(user)}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_LEFT <= len(password):
            raise ValidationError(REFUSED, code="password_known")

    def get_help_text(self) -> str:
        """Return the rule, for the administration."""
        return "No use el nombre de su cuenta ni el de su institución."


def _words_of(user: User | None) -> set[str]:
    if user is None:
        return set()
    texts = [user.get_username()]
    if user.pk is not None:
        for row in _institutions(user):
            texts += [row.slug, row.short_name, row.name, row.state]
    words = {_plain(word) for text in texts for word in re.split(r"\W+|_", text)}
    return {word for word in words if len(word) >= LEAST_WORD}


def _institutions(user: User) -> QuerySet[Institucion]:
    if user.is_superuser:
        return Institucion.objects.all()
    return Institucion.objects.filter(membresias__user=user).distinct()


def _plain(text: str) -> str:
    """Return the letters and digits of a text, without capitals nor accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if sign.isalnum())
