"""Which rows belong to a closed quarter, and so are neither added, changed nor deleted."""

from collections.abc import Iterator

from programs.models.triggers import Trigger

REFUSAL = "El trimestre está cerrado: sus datos no se cambian."
OPERATIONS = ("INSERT", "UPDATE", "DELETE")

_OF_AVANCE = "(SELECT trimestre_id FROM programs_avancetrimestral WHERE id = {row}.avance_id)"
_OF_SECCION = "(SELECT trimestre_id FROM programs_seccion WHERE id = {row}.seccion_id)"
_OF_MONTH = (
    "(SELECT id FROM programs_trimestre WHERE programa_id = {programa}"
    " AND number = ({row}.month - 1) / 3 + 1)"
)
# The quarter of a row, by table. `{row}` is OLD or NEW.
QUARTER_OF = {
    "programs_avancetrimestral": "{row}.trimestre_id",
    "programs_avancedecomponente": _OF_AVANCE,
    "programs_evidencia": _OF_AVANCE,
    "programs_entregadearea": "{row}.trimestre_id",
    "programs_observacion": (
        "(SELECT trimestre_id FROM programs_entregadearea WHERE id = {row}.entrega_id)"
    ),
    "programs_hallazgoaceptado": "{row}.trimestre_id",
    "programs_seccion": "{row}.trimestre_id",
    "programs_bloque": f"COALESCE({_OF_AVANCE}, {_OF_SECCION})",
    "programs_figura": (
        "(SELECT COALESCE(avance.trimestre_id, seccion.trimestre_id) FROM programs_bloque bloque"
        " LEFT JOIN programs_avancetrimestral avance ON avance.id = bloque.avance_id"
        " LEFT JOIN programs_seccion seccion ON seccion.id = bloque.seccion_id"
        " WHERE bloque.id = {row}.bloque_id)"
    ),
    "programs_marcamensual": _OF_MONTH.replace(
        "{programa}",
        "(SELECT programa_id FROM programs_eje WHERE id ="
        " (SELECT eje_id FROM programs_tarea WHERE id = {row}.tarea_id))",
    ),
    "programs_cantidadmensual": _OF_MONTH.replace(
        "{programa}",
        "(SELECT eje.programa_id FROM programs_componentedemeta componente"
        " JOIN programs_meta meta ON meta.id = componente.meta_id"
        " JOIN programs_lineadeaccion linea ON linea.id = meta.linea_id"
        " JOIN programs_eje eje ON eje.id = linea.eje_id"
        " WHERE componente.id = {row}.componente_id)",
    ),
    "programs_hecho": "{row}.trimestre_id",
    "programs_hechoenlinea": "(SELECT trimestre_id FROM programs_hecho WHERE id = {row}.hecho_id)",
    "programs_confirmacionmensual": _OF_MONTH.replace("{programa}", "{row}.programa_id"),
}
ANY_CLOSED = "EXISTS (SELECT 1 FROM programs_trimestre WHERE status = 'closed')"


def closed_row_triggers() -> Iterator[Trigger]:
    """Yield the triggers of every table whose rows belong to a quarter."""
    for table in QUARTER_OF:
        for operation in OPERATIONS:
            yield Trigger(
                f"{table}_closed_{operation.lower()}",
                table,
                operation,
                _condition(table, operation),
                REFUSAL,
            )
        yield Trigger(f"{table}_closed_truncate", table, "TRUNCATE", ANY_CLOSED, REFUSAL)


def _closed(table: str, row: str) -> str:
    quarter = QUARTER_OF[table].format(row=row)
    return f"(SELECT status FROM programs_trimestre WHERE id = {quarter}) = 'closed'"


def _condition(table: str, operation: str) -> str:
    """Return when an operation is refused: a row neither leaves a closed quarter nor enters one."""
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[operation]
    return " OR ".join(_closed(table, row) for row in rows)
