"""Secrets at rest: what the database keeps of a second factor, unreadable without `MFA_KEY`."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from programs.errors import DomainError

UNREADABLE = (
    "El sistema no puede leer la verificación en dos pasos de esta cuenta. Avise a quien "
    "administra el servidor: la clave MFA_KEY cambió."
)


def seal(text: str) -> str:
    """Return a text encrypted and signed under the first of the keys."""
    return _keys().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Return what `seal` was given, under any of the keys; `DomainError` where none opens it."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise DomainError(UNREADABLE) from error


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.MFA_KEYS])
