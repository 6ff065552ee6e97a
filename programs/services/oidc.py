"""Whose account somebody enters for whom a provider of OpenID Connect vouches."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q

from programs.errors import DomainError
from programs.models import User
from programs.selectors.personas import accounts_by_email
from programs.services.people import account_changed

UNVERIFIED = (
    "No pudo entrar: {name} no confirma que el correo sea suyo. Confírmelo ahí, o entre con su "
    "contraseña."
)
UNKNOWN = (
    "No pudo entrar: ninguna cuenta tiene el correo {email}. Pida a Planeación que lo escriba en "
    "la suya."
)
SHARED = (
    "No pudo entrar: más de una cuenta tiene el correo {email}. Entre con su contraseña, y pida a "
    "Planeación que deje el correo en una sola."
)
OTHER = (
    "No pudo entrar: con el correo {email} ya entró otra persona de {name}. Pida a quien "
    "administra el sistema que lo revise."
)


@transaction.atomic
def provider_person(
    *, issuer: str, name: str, uid: str, email: str, verified: bool, now: datetime
) -> User:
    """Return the account whose e-mail the provider confirms, and connect it the first time: an act.

    `uid` is who it is for the provider: an address that it gives to somebody else later opens
    nothing. The account may be shut, and is then not connected. Raises `DomainError` with what to
    do where there is not exactly one account, or it is another person's.
    """
    if not (email and verified and uid):
        raise DomainError(UNVERIFIED.format(name=name))
    # Only letters of ASCII are compared without their size: others have more than one small form.
    found = [
        row
        for row in accounts_by_email([email.lower()])
        if email.isascii() and row.email.lower() == email.lower()
    ]
    if not found:
        raise DomainError(UNKNOWN.format(email=email))
    if len(found) > 1:
        raise DomainError(SHARED.format(email=email))
    person = User.objects.select_for_update(no_key=True).get(pk=found[0].pk)
    rows = SocialAccount.objects.filter(Q(uid=uid) | Q(user=person), provider=issuer)
    known = {(row.uid, row.user_id) for row in rows}
    if known - {(uid, person.pk)}:
        raise DomainError(OTHER.format(email=email, name=name))
    if not known and person.is_active:
        SocialAccount.objects.create(provider=issuer, uid=uid, user=person)
        account_changed(person, [[f"entrada con {name}", "no", "sí"]], by=person, now=now)
    return person
