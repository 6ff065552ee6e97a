"""The rows of `domain.md` 3; a table lands with the step that uses it (`docs/arquitectura.md`)."""

from programs.models.acceso import TryCount
from programs.models.audit import AuditEntry, Corte, LedgerHead
from programs.models.avance import AvanceDeComponente, AvanceTrimestral, Bloque
from programs.models.cantidad import CantidadMensual
from programs.models.evidencia import Evidencia
from programs.models.figura import Figura
from programs.models.institucion import Area, DiaInhabil, Institucion
from programs.models.meta import ComponenteDeMeta, Meta, ModificacionDeMeta
from programs.models.notice import Notice
from programs.models.programa import Eje, LineaDeAccion, Programa, Responsable
from programs.models.revision import EntregaDeArea, Observacion
from programs.models.seccion import Seccion
from programs.models.tarea import ConfirmacionMensual, MarcaMensual, Tarea
from programs.models.trimestre import Trimestre
from programs.models.user import Membresia, User

__all__ = [
    "Area",
    "AuditEntry",
    "AvanceDeComponente",
    "AvanceTrimestral",
    "Bloque",
    "CantidadMensual",
    "ComponenteDeMeta",
    "ConfirmacionMensual",
    "Corte",
    "DiaInhabil",
    "Eje",
    "EntregaDeArea",
    "Evidencia",
    "Figura",
    "Institucion",
    "LedgerHead",
    "LineaDeAccion",
    "MarcaMensual",
    "Membresia",
    "Meta",
    "Notice",
    "Observacion",
    "ModificacionDeMeta",
    "Programa",
    "Responsable",
    "Seccion",
    "TryCount",
    "Tarea",
    "Trimestre",
    "User",
]
