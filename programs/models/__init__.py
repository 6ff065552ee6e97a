"""The rows of `domain.md` 3; a table lands with the step that uses it (`docs/arquitectura.md`)."""

from programs.models.acceso import Sesion, TryCount
from programs.models.adecuacion import Adecuacion, ModificacionDeMeses
from programs.models.audit import AuditEntry, Corte, LedgerHead
from programs.models.avance import AvanceDeComponente, AvanceTrimestral, Bloque
from programs.models.backup import BackupRun
from programs.models.cantidad import CantidadMensual
from programs.models.encabezado import Encabezado
from programs.models.evidencia import Evidencia
from programs.models.figura import Figura
from programs.models.hecho import Hecho, HechoEnLinea, TipoDeHecho
from programs.models.institucion import Area, DiaInhabil, Institucion
from programs.models.invitacion import FuncionPedida, Invitacion
from programs.models.leccion import Leccion
from programs.models.meta import ComponenteDeMeta, Meta, ModificacionDeMeta
from programs.models.notice import Notice
from programs.models.programa import Eje, LineaDeAccion, Programa, Responsable
from programs.models.revision import EntregaDeArea, HallazgoAceptado, Observacion
from programs.models.seccion import Seccion
from programs.models.tarea import ConfirmacionMensual, MarcaMensual, Tarea
from programs.models.trimestre import Trimestre
from programs.models.user import Membresia, User

__all__ = [
    "Adecuacion",
    "Area",
    "AuditEntry",
    "AvanceDeComponente",
    "AvanceTrimestral",
    "BackupRun",
    "Bloque",
    "CantidadMensual",
    "ComponenteDeMeta",
    "ConfirmacionMensual",
    "Corte",
    "DiaInhabil",
    "Eje",
    "EntregaDeArea",
    "Encabezado",
    "Evidencia",
    "Figura",
    "FuncionPedida",
    "Hecho",
    "HechoEnLinea",
    "Institucion",
    "Invitacion",
    "Leccion",
    "LedgerHead",
    "LineaDeAccion",
    "MarcaMensual",
    "Membresia",
    "Meta",
    "Notice",
    "HallazgoAceptado",
    "Observacion",
    "ModificacionDeMeses",
    "ModificacionDeMeta",
    "Programa",
    "Responsable",
    "Seccion",
    "Sesion",
    "TryCount",
    "Tarea",
    "TipoDeHecho",
    "Trimestre",
    "User",
]
