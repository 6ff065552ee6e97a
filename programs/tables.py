"""The cells of a Tabla block: a list of rows of texts, all of one length."""

from django.core.exceptions import ValidationError

MAX_ROWS = 200
MAX_COLUMNS = 12


def validate_rows(value: object) -> None:
    """Refuse anything but a list of rows of texts of equal length, within the printable limits."""
    if not isinstance(value, list) or any(not isinstance(row, list) for row in value):
        raise ValidationError("La tabla es una lista de filas, y cada fila una lista de celdas.")
    if len(value) > MAX_ROWS:
        raise ValidationError(f"La tabla tiene {len(value)} filas. Caben {MAX_ROWS}.")
    lengths = {len(row) for row in value}
    if len(lengths) > 1:
        raise ValidationError("Todas las filas de la tabla llevan el mismo número de celdas.")
    if lengths and not 1 <= next(iter(lengths)) <= MAX_COLUMNS:
        raise ValidationError(f"La tabla lleva de 1 a {MAX_COLUMNS} columnas.")
    if any(not isinstance(cell, str) for row in value for cell in row):
        raise ValidationError("Cada celda de la tabla es un texto.")
