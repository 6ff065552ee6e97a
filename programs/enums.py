"""States, roles and kinds: stored codes in English, labels in Spanish (`contract.md`)."""

from django.db.models import TextChoices

from programs.values import progress
from programs.values.hechos import rules


class Role(TextChoices):
    """What a person may do for an institution or one of its áreas."""

    ENLACE = "enlace", "Enlace de área"
    TITULAR = "titular", "Titular de área"
    PLANEACION = "planeacion", "Planeación"
    SECRETARIO = "secretario", "Secretario Técnico"
    CONSULTA = "consulta", "Consulta"
    AUDITORIA = "auditoria", "Auditoría"


class AreaKind(TextChoices):
    """Who can be named as responsible: an área, a part of one, or a post."""

    AREA = "area", "Área"
    SUBAREA = "subarea", "Subárea"
    POST = "post", "Puesto"


class LineNumbering(TextChoices):
    """How a línea without a typed label is numbered."""

    NESTED = "nested", "Eje y línea (3.11)"
    PLAIN = "plain", "Por eje, desde 1"


class ProgramaStatus(TextChoices):
    """Whether the structure of the year's programme may still change."""

    PLANNING = "planning", "En planeación"
    REVIEW = "review", "En revisión"
    APPROVED = "approved", "Aprobado"


class TrimestreStatus(TextChoices):
    """The window of a quarter."""

    UPCOMING = "upcoming", "Por abrir"
    OPEN = "open", "Abierto"
    CLOSED = "closed", "Cerrado"


class SeccionKind(TextChoices):
    """What a section of the documents is; the last four carry generated content after the prose."""

    PRESENTATION = "presentation", "Presentación"
    BACKGROUND = "background", "Antecedentes"
    MISSION = "mission", "Misión"
    VISION = "vision", "Visión"
    PRINCIPLES = "principles", "Principios rectores"
    STRUCTURE = "structure", "Estructura organizacional"
    OTHER = "other", "Otra sección"
    PLAN = "plan", "Programa de trabajo (tarjetas de ejes)"
    IMPLEMENTATION = "implementation", "Implementación y seguimiento (tablas de tareas)"
    CALENDAR = "calendar", "Calendarización"
    REPORT = "report", "Informe del trimestre (líneas)"


# Kinds of sections that only the programme's own document carries.
# Of a year: a report prints those that its programme has, before the institution's own.
YEARLY = (SeccionKind.MISSION, SeccionKind.VISION)
PLAN_ONLY = (SeccionKind.PLAN, SeccionKind.IMPLEMENTATION, SeccionKind.CALENDAR)


class PtaPart(TextChoices):
    """What a PTA may print beyond the order of S0, each switched on by the institution."""

    APPROVAL = "approval", "Acuerdo de aprobación en la portada y lista de modificaciones"
    PROGRAMMING = "programming", "Programación por trimestre junto a cada meta"
    VERIFICATION = "verification", "Medio de verificación de cada línea y tarea"
    ORGANIGRAMA = "organigrama", "Organigrama dibujado de las áreas, donde no hay imagen"
    SIGNATURES = "signatures", "Firmas"


class InformePart(TextChoices):
    """What an informe may print beyond the order of S2, each switched on by the institution."""

    SUMMARY = "summary", "Resumen ejecutivo"
    FIGURES = "figures", "Cifras bajo cada línea de acción"
    VERIFICATION = "verification", "Medio de verificación de cada línea y tarea"
    RESULTS = "results", "Anexo de metas y resultados"
    HECHOS = "hechos", "Anexo de hechos y de dónde sale cada cifra"
    FILES = "files", "Anexo de archivos de respaldo"
    ORGANIGRAMA = "organigrama", "Organigrama dibujado de las áreas, donde no hay imagen"
    SIGNATURES = "signatures", "Firmas"


class SignerRole(TextChoices):
    """As what somebody signs a document, in the order in which the signatures print."""

    PREPARED = "prepared", "Elaboró"
    REVIEWED = "reviewed", "Revisó"
    ENDORSED = "endorsed", "Vo. Bo."
    AUTHORISED = "authorised", "Autorizó"


class LessonKind(TextChoices):
    """What a year taught of a línea, for the plan of the next one."""

    NEVER = "never", "No se empezó"
    EARLY = "early", "Cumplida en el 1er trimestre"
    OVER = "over", "Rebasó la meta"
    LATE = "late", "Siempre atrás"
    DEMAND = "demand", "Dependió de la demanda"
    STATED = "stated", "Cifra declarada a mano"
    YEAR = "year", "Nombra el año anterior"


class ComponentKind(TextChoices):
    """How the quantities of a meta's component accumulate (`domain.md` 3)."""

    SUM = progress.Kind.SUM.value, "Suma"
    PERCENT = progress.Kind.PERCENT.value, "Porcentaje"
    DEMAND = progress.Kind.DEMAND.value, "Demanda (atendido / recibido)"
    MILESTONE = progress.Kind.MILESTONE.value, "Hito"
    UNQUANTIFIED = progress.Kind.UNQUANTIFIED.value, "Sin cuantificar"


class MetaRule(TextChoices):
    """How a meta of several components gives one figure."""

    POOLED = progress.Rule.POOLED.value, "Suma simple"
    AVERAGE = progress.Rule.AVERAGE.value, "Promedio"
    EACH = progress.Rule.EACH.value, "Cada componente"


class MarkStatus(TextChoices):
    """What the área said of one month of a tarea; blank is never zero."""

    UNREPORTED = "unreported", "Falta reportar"
    DONE = "done", "Realizada"
    NOT_DONE = "not_done", "No realizada"


class AvanceStatus(TextChoices):
    """In whose hands a quarter entry is."""

    DRAFT = "draft", "En captura"
    SUBMITTED = "submitted", "Enviada"
    RETURNED = "returned", "Con observaciones"
    VALIDATED = "validated", "Validada"


class ObservacionStatus(TextChoices):
    """Where an observation is between its reviewer and the área."""

    PENDING = "pending", "Pendiente de enviar"
    SENT = "sent", "Por atender"
    ANSWERED = "answered", "Atendida"
    RESOLVED = "resolved", "Resuelta"


class AuditAction(TextChoices):
    """What the ledger records; the codes of transitions are those of `programs.workflow`."""

    ENTREGA_SUBMIT = "entrega_submit", "Envío del trimestre"
    ENTREGA_WITHDRAW = "entrega_withdraw", "Retiro del envío"
    ENTREGA_RETURN = "entrega_return", "Devolución con observaciones"
    ENTREGA_VALIDATE = "entrega_validate", "Validación del área"
    ENTREGA_EXTEND = "entrega_extend", "Prórroga"
    AVANCE_VALIDATE = "avance_validate", "Validación de una línea"
    OBSERVACION_ANSWER = "observacion_answer", "Respuesta a una observación"
    OBSERVACION_RESOLVE = "observacion_resolve", "Observación resuelta"
    TRIMESTRE_OPEN = "trimestre_open", "Apertura del trimestre"
    TRIMESTRE_MOVE = "trimestre_move", "Cambio de fecha límite"
    TRIMESTRE_CLOSE = "trimestre_close", "Cierre del trimestre"
    TRIMESTRE_REOPEN = "trimestre_reopen", "Reapertura del trimestre"
    PROGRAMA_REVIEW = "programa_review", "Envío del plan a revisión"
    PROGRAMA_DRAFT = "programa_draft", "Regreso del plan a borrador"
    OBSERVACION_SEND = "observacion_send", "Envío de observaciones al plan"
    FINDING_ACCEPT = "finding_accept", "Hallazgo aceptado"
    PROGRAMA_APPROVE = "programa_approve", "Aprobación del programa"
    PROGRAMA_CONTINUE = "programa_continue", "Inicio del ejercicio siguiente"
    LESSON_DECIDE = "lesson_decide", "Lección del año anterior"
    PROGRAMA_ADJUST = "programa_adjust", "Adecuación del programa"
    DOCUMENT_ISSUE = "document_issue", "Emisión de un documento"
    DOCUMENT_FILE = "document_file", "Archivo de un documento emitido"
    QUANTITY_ADJUST = "quantity_adjust", "Ajuste de un acumulado"
    REMINDER_SEND = "reminder_send", "Recordatorio a las áreas"
    PERSON_CREATE = "person_create", "Alta de una persona"
    PERSON_CHANGE = "person_change", "Cambio en una persona"
    PERSON_DELETE = "person_delete", "Baja de una persona"
    MEMBERSHIP_CHANGE = "membership_change", "Cambio de funciones"
    SESSIONS_CLOSE = "sessions_close", "Cierre de sesiones"
    SETTINGS_CHANGE = "settings_change", "Cambio en los datos de la institución"
    MONTH_CONFIRM = "month_confirm", "Confirmación de un mes"
    MONTH_UNCONFIRM = "month_unconfirm", "Confirmación de un mes, retirada"
    ROW_ADD = "row_add", "Alta de un registro"
    ROW_CHANGE = "row_change", "Cambio en un registro"
    ROW_DELETE = "row_delete", "Baja de un registro"
    ROWS_IMPORT = "rows_import", "Importación"
    EVIDENCE_PURGE = "evidence_purge", "Depuración de evidencia"


class NoticeKind(TextChoices):
    """Why a person is told something."""

    OPENED = "opened", "Se abrió el trimestre"
    REOPENED = "reopened", "Se reabrió el trimestre"
    MOVED = "moved", "Cambió la fecha límite"
    EXTENDED = "extended", "Prórroga"
    SUBMITTED = "submitted", "Por revisar"
    RETURNED = "returned", "Devuelta con observaciones"
    ANSWERED = "answered", "Observaciones atendidas"
    VALIDATED = "validated", "Validada"
    DUE = "due", "Por vencer"
    LATE = "late", "Vencida"
    ESCALATED = "escalated", "Atraso escalado"
    REMINDED = "reminded", "Recordatorio"
    CLOSED = "closed", "Trimestre cerrado"
    PLAN_REVIEW = "plan_review", "Plan en revisión"
    PLAN_OBSERVED = "plan_noted", "Plan observado"
    PLAN_ANSWERED = "plan_answer", "Observaciones del plan, atendidas"
    FUNCTION = "function", "Cambio en sus funciones"
    FUNCTION_ASK = "function_ask", "Función por conceder"
    FUNCTION_END = "function_end", "Función resuelta"
    DOCUMENT = "document", "Documento"
    SECURITY = "security", "Seguridad de su cuenta"


class ExplicitClosing(TextChoices):
    """The closing sentence is the system's unless a person acts (`domain.md` 3)."""

    AUTOMATIC = "automatic", "La escribe el sistema"
    STATED = progress.Closing.STATED.value, "Porcentaje declarado, con motivo"
    OMITTED = progress.Closing.OMITTED.value, "Sin frase, con motivo"


class HechoRule(TextChoices):
    """How a quantity follows of hechos."""

    NONE = rules.RuleKind.NONE.value, "Sin desglose"
    COUNT = rules.RuleKind.COUNT.value, "Cuántos hay"
    SUM = rules.RuleKind.SUM.value, "Suma de un dato"


class BlockKind(TextChoices):
    """The three blocks of a narrative."""

    TEXT = "text", "Texto"
    TABLE = "table", "Tabla"
    FIGURES = "figures", "Figuras"


class CaptionKind(TextChoices):
    """The printed word of a caption, whatever the block shows."""

    NONE = "none", "Sin numeración"
    IMAGE = "image", "Imagen"
    PHOTO = "photo", "Fotografía"
    TABLE = "table", "Tabla"

    @property
    def words(self) -> tuple[str, str]:
        """Return the singular and plural printed words."""
        return {
            CaptionKind.NONE: ("", ""),
            CaptionKind.IMAGE: ("Imagen", "Imágenes"),
            CaptionKind.PHOTO: ("Fotografía", "Fotografías"),
            CaptionKind.TABLE: ("Tabla", "Tablas"),
        }[self]


QUARTERS = (1, 2, 3, 4)
DUE_QUARTER_CHOICES = [
    (
        ",".join(str(n) for n in QUARTERS if mask & (1 << (n - 1))),
        " y ".join(f"T{n}" for n in QUARTERS if mask & (1 << (n - 1))),
    )
    for mask in range(1, 16)
]
