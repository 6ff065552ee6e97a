"""Who signs the documents of an institution, as its settings hold it."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from programs.enums import SignerRole
from programs.values.snapshot import SignerSnapshot

# Letters of a name and of a post: what fits in two lines of a quarter of the page.
MOST_LETTERS = 120


def validate_signers(value: object) -> None:
    """Refuse what is not {`SignerRole` code: [name, post]}; without a name nobody signs."""
    if not isinstance(value, dict):
        raise ValidationError("Escriba las firmas como un objeto JSON, por ejemplo {}.")
    unknown = sorted(set(value) - set(SignerRole.values))
    if unknown:
        raise ValidationError(
            f"No existe la firma «{unknown[0]}». Use: {', '.join(SignerRole.values)}."
        )
    for role, signer in value.items():
        name_and_post = isinstance(signer, list) and len(signer) == 2
        if not name_and_post or not all(isinstance(text, str) for text in signer):
            raise ValidationError(f'La firma «{role}» lleva nombre y cargo, por ejemplo ["", ""].')
        if not signer[0].strip():
            raise ValidationError(f"La firma «{SignerRole(role).label}» necesita un nombre.")
        if any(len(text) > MOST_LETTERS for text in signer):
            raise ValidationError(
                f"La firma «{SignerRole(role).label}» admite {MOST_LETTERS} letras por renglón."
            )


def signers_of(signers: Mapping[str, list[str]]) -> tuple[SignerSnapshot, ...]:
    """Return who signs, in the order of the signatures."""
    return tuple(
        SignerSnapshot(role.value, *signers[role]) for role in SignerRole if role in signers
    )
