"""The database's own locks on what was issued; `programs.models.locks` sets them with its own."""

from programs.models.triggers import Trigger, append_only

ISSUED_REFUSAL = "Un documento emitido no se cambia ni se borra."
FILE_REFUSAL = "Los archivos de un documento emitido no se cambian ni se borran."
GAP_REFUSAL = "Los folios van uno tras otro, sin huecos."

ISSUED_LOCKS: tuple[Trigger, ...] = (
    *append_only(
        "reports_issuedreport",
        ISSUED_REFUSAL,
        ("institucion_id", "year", "kind", "number"),
        ("folio",),
        ("replaces_id",),
    ),
    Trigger(
        "reports_issuedreport_next",
        "reports_issuedreport",
        "INSERT",
        "NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM reports_issuedreport"
        " WHERE institucion_id = NEW.institucion_id AND year = NEW.year AND kind = NEW.kind), 0)",
        GAP_REFUSAL,
    ),
    *append_only(
        "reports_issuedfile",
        FILE_REFUSAL,
        ("issued_id", "form", "number"),
        ("file",),
    ),
)
