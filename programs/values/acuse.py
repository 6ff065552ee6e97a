"""What the receipt of a submission always says, on its page and on paper."""

# A hash is shown in groups of so many letters.
SHOWN = 16
# What follows a submission from the moment it is made.
SENT_STEPS = (
    "El Secretario Técnico revisa lo enviado. La captura queda bloqueada mientras tanto.",
    "Cuando lo devuelva o lo valide, usted lo verá en Inicio y recibirá un correo.",
    "Si lo devuelve, podrá corregir solo lo observado.",
)


def hash_groups(digest: str) -> tuple[str, ...]:
    """Return a hash in groups that can be read aloud and broken over two lines."""
    return tuple(digest[start : start + SHOWN] for start in range(0, len(digest), SHOWN))
