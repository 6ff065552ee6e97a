"""The printed words of the documents, and who may override them.

S0 and S2 call the same things by different words, and S0 even prints one heading in two ways
("ÁREA RESPONSABLE" and "AREA RESPONSABLE"). A word is looked up from the narrowest place that
states it: eje, then programa, then institución, then the default below.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

DEFAULTS: dict[str, str] = {
    "heading": "EJE",
    "heading_plural": "Ejes",
    "objective": "OBJETIVO",
    "responsible": "ÁREA RESPONSABLE",
    "lines": "LÍNEAS DE ACCIÓN",
    "line": "Línea de Acción",
    "task": "TAREA",
    "projection": "PROYECCIÓN MENSUAL",
    "goal": "META",
    "expected": "RESULTADOS ESPERADOS",
    "calendar_number": "N°",
    "calendar_activities": "ACTIVIDADES",
    "calendar_month": "MES",
    "contents": "CONTENIDO",
    "report_objective": "Objetivo.",
    "report_strategy": "Estrategia.",
    "report_goal": "Meta",
    "report_start": "Fecha de Inicio",
    "report_end": "Fecha de Término",
    "report_activities": "Actividades Desarrolladas",
}

DESCRIPTIONS: dict[str, str] = {
    "heading": "Nombre del nivel superior (eje, órgano administrativo)",
    "heading_plural": "El mismo nombre, en plural",
    "objective": "Objetivo, en la tarjeta del eje",
    "responsible": "Área responsable, en la tarjeta del eje",
    "lines": "Líneas de acción, en la tarjeta del eje",
    "line": "Línea de acción, en el informe",
    "task": "Columna de tareas",
    "projection": "Columna de proyección mensual",
    "goal": "Columna de metas",
    "expected": "Columna de resultados esperados",
    "calendar_number": "Columna de número del calendario",
    "calendar_activities": "Columna de actividades del calendario",
    "calendar_month": "Encabezado de los meses",
    "contents": "Título del índice",
    "report_objective": "Objetivo, en el informe",
    "report_strategy": "Estrategia, en el informe",
    "report_goal": "Meta, en el recuadro de la línea",
    "report_start": "Fecha de inicio, en el recuadro de la línea",
    "report_end": "Fecha de término, en el recuadro de la línea",
    "report_activities": "Título de las actividades de una línea",
}


def resolve(*overrides: Mapping[str, str]) -> dict[str, str]:
    """Return every label; later mappings win over earlier ones, and over the defaults."""
    words = dict(DEFAULTS)
    for mapping in overrides:
        words.update(mapping)
    return words


def validate_labels(value: object) -> None:
    """Refuse a mapping with an unknown key or a value that is not text."""
    if not isinstance(value, dict):
        raise ValidationError("Escriba las etiquetas como un objeto JSON, por ejemplo {}.")
    unknown = sorted(set(value) - set(DEFAULTS))
    if unknown:
        raise ValidationError(
            f"No existe la etiqueta «{unknown[0]}». Use una de estas: {', '.join(DEFAULTS)}."
        )
    wrong = [key for key, text in value.items() if not isinstance(text, str) or not text.strip()]
    if wrong:
        raise ValidationError(f"La etiqueta «{wrong[0]}» necesita un texto.")
