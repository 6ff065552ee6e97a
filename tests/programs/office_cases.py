"""Informes of one línea, as an office would paste them, and what is said of them."""

from tests.programs.test_written_variety import codes_in

HEAD = "Informe del {quarter} trimestre de 2025\nDirección de Control\n\n"


def of_linea(title, meta, told, closing, *, quarter="primer"):
    """Return an informe of one línea."""
    return (
        f"{HEAD.format(quarter=quarter)}Línea de acción 1. {title}\nMeta: {meta}\n"
        f"{told}\n{closing}\n"
    )


def said_of(title, meta, told, closing, *, quarter="primer"):
    """Return the codes of what is found in an informe of one línea."""
    return codes_in(of_linea(title, meta, told, closing, quarter=quarter))


A_QUARTER = "Avance: 25 por ciento de la meta anual."
