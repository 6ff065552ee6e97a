"""What an institution, a programa or an eje may state as its printed words."""

from django.core.exceptions import ValidationError

from programs.values.words import WORDS, why_not


def validate_labels(value: object) -> None:
    """Refuse a mapping with an unknown key, or a value that cannot be its word."""
    if not isinstance(value, dict):
        raise ValidationError("Escriba las palabras como un objeto JSON, por ejemplo {}.")
    unknown = sorted(set(value) - set(WORDS))
    if unknown:
        raise ValidationError(
            f"No existe la palabra «{unknown[0]}». Use una de estas: {', '.join(WORDS)}."
        )
    for key, text in value.items():
        if not isinstance(text, str) or not text.strip():
            raise ValidationError(f"La palabra «{key}» necesita un texto.")
        if reason := why_not(key, text):
            raise ValidationError(f"La palabra «{key}» no se puede usar. {reason}")
