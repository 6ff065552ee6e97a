"""The invented institution's own words: áreas, sections of both documents, and their prose."""

from collections.abc import Iterator
from dataclasses import dataclass

from programs.demo.ejes_core import ORGANOS, PLATAFORMA, POLITICAS
from programs.demo.ejes_support import ADMINISTRACION, ARCHIVO, TRANSPARENCIA
from programs.enums import SeccionKind, SignerRole
from programs.values.phrases import ordinal

SLUG = "muestra"
EJES = (ADMINISTRACION, TRANSPARENCIA, ARCHIVO, POLITICAS, PLATAFORMA, ORGANOS)
LATE_AREA = "ca"
# The área whose eight tareas are all programmed in the current month.
BUSY_AREA = "dpd"

# The invented institution words its documents as the two seeds do.
WORDS = {
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
    "line_number": "N.º",
    "plan_heading": "PROGRAMA DE TRABAJO",
    "tasks_heading": "IMPLEMENTACIÓN Y SEGUIMIENTO",
    "calendar_heading": "CALENDARIZACIÓN DE IMPLEMENTACIÓN",
    "opening_heading": "PRESENTACIÓN",
    "report_heading": "INFORME DEL {trimestre} TRIMESTRE",
    "report_title": "{trimestre} Informe Trimestral del Desempeño de las Actividades",
    "organism": "de la {siglas}",
    "report_objective": "Objetivo.",
    "report_strategy": "Estrategia.",
    "report_goal": "Meta",
    "report_start": "Fecha de Inicio",
    "report_end": "Fecha de Término",
    "report_activities": "Actividades Desarrolladas",
    "report_task": "Tarea",
    "own_activities": "Actividades sin línea de acción",
    "source": "Fuente:",
    "progress": "Del 100% de la meta programada, se tiene un avance {avance}.",
    "finished": "Dicha meta para este trimestre se cumplió al 100%.",
}
INSTITUCION = {
    "slug": SLUG,
    "prepared": ["dias", "nombres", "palabras", "plazos"],
    "name": "Secretaría Ejecutiva de Muestra",
    "short_name": "SEM",
    "state": "Entidad de muestra",
    "governing_body": "Órgano de Gobierno de la Secretaría Ejecutiva de Muestra",
    "motto": "Datos de muestra, cuentas claras",
    "contact": "Mesa de ayuda de muestra, extensión 100",
    "emblem": "img/emblem-muestra.svg",
    "brand_color": "#4A4F57",
    "sample": True,
    "labels": WORDS,
    "signers": {
        SignerRole.PREPARED.value: ["Susana Domínguez López", "Responsable de Planeación"],
        SignerRole.REVIEWED.value: ["Felipe Castillo Rangel", "Titular de Asuntos Jurídicos"],
        SignerRole.AUTHORISED.value: ["Adrián Aguilar Trejo", "Secretario Técnico"],
    },
}
# Code, name, other names, and what the área says of itself in the presentación.
AREAS = (
    (
        "da",
        "Dirección de Administración",
        ["Administración"],
        "El ejercicio del gasto se ajustó al calendario autorizado y las áreas contaron con los "
        "recursos que solicitaron.",
    ),
    (
        "ut",
        "Unidad de Transparencia",
        ["UT"],
        "La Unidad respondió las solicitudes recibidas y mantuvo publicadas las obligaciones de "
        "transparencia.",
    ),
    (
        "ca",
        "Coordinación de Archivo",
        ["Archivo"],
        "La Coordinación acompañó a las áreas en la organización de sus archivos de trámite.",
    ),
    (
        "dvpp",
        "Dirección de Vinculación y Políticas Públicas",
        ["Vinculación"],
        "La Dirección dio seguimiento a la política estatal y acompañó a los municipios en sus "
        "planes de trabajo.",
    ),
    (
        "dpd",
        "Dirección de Plataforma Digital",
        ["Plataforma Digital"],
        "La plataforma se mantuvo en operación y nuevas instituciones se conectaron a sus "
        "sistemas.",
    ),
    (
        "dj",
        "Dirección Jurídica",
        ["Jurídica"],
        "La Dirección preparó las sesiones de los órganos colegiados y revisó los instrumentos "
        "que le enviaron las áreas.",
    ),
)

MISION = (
    "<p>Apoyar al Comité Coordinador con los insumos técnicos que necesita para prevenir, "
    "detectar y disuadir hechos de corrupción en la entidad de muestra.</p>"
)
VISION = (
    "<p>Ser un órgano técnico confiable, cuyo trabajo se mida con datos públicos y ayude a "
    "recuperar la confianza de las personas en sus instituciones.</p>"
)
PRINCIPIOS = (
    "<ul>"
    "<li><strong>Legalidad:</strong> actuar solo con las atribuciones que da la ley.</li>"
    "<li><strong>Objetividad:</strong> decidir con datos y sin preferencias.</li>"
    "<li><strong>Honradez:</strong> servir sin buscar ventaja personal.</li>"
    "<li><strong>Transparencia:</strong> publicar lo que se hace y lo que cuesta.</li>"
    "<li><strong>Eficiencia:</strong> lograr más con los recursos disponibles.</li>"
    "</ul>"
)
ESTRUCTURA = (
    "<p>La Secretaría Ejecutiva de Muestra se integra por una unidad, una coordinación y cuatro "
    "direcciones, que dependen de la persona titular de la Secretaría Técnica.</p>"
)
ANTECEDENTES = (
    "<p>La Secretaría Ejecutiva de Muestra es una institución inventada para conocer el sistema. "
    "Sus datos, personas y acuerdos no existen.</p>"
    "<p>El Programa de Trabajo Anual {year} reúne los compromisos de sus seis áreas. Cada línea "
    "de acción tiene una meta, y sus tareas se programan por mes.</p>"
    "<p>El programa da continuidad al ejercicio {previous} y fue aprobado por el Órgano de "
    "Gobierno.</p>"
)
PLAN = (
    "<p>El programa se organiza en seis ejes. Cada eje indica su objetivo, el área responsable y "
    "sus líneas de acción.</p>"
)
PRESENTACION = (
    "<p>La Secretaría Ejecutiva de Muestra presenta a su Órgano de Gobierno el informe del "
    "{quarter} trimestre de {year}, que comprende los meses de {months}.</p>"
    "<p>El informe sigue el orden del Programa de Trabajo Anual {year}. Cada área reporta el "
    "avance de sus líneas de acción y, cuando lo hay, el motivo de la variación.</p>"
)
QUARTER_MONTHS = ("enero a marzo", "abril a junio", "julio a septiembre", "octubre a diciembre")


@dataclass(frozen=True)
class SeccionText:
    """A section to make: its key's end, kind, heading, order, text and área code, if any."""

    name: str
    kind: SeccionKind
    heading: str
    order: int
    html: str = ""
    area: str | None = None
    auto_number: bool = True


def default_sections() -> tuple[SeccionText, ...]:
    """Return the institution's own texts, from which every document starts."""
    return (
        SeccionText("mision", SeccionKind.MISSION, "Misión", 20, MISION),
        SeccionText("vision", SeccionKind.VISION, "Visión", 30, VISION),
        SeccionText("principios", SeccionKind.PRINCIPLES, "Principios rectores", 40, PRINCIPIOS),
        SeccionText(
            "estructura", SeccionKind.STRUCTURE, "Estructura organizacional", 50, ESTRUCTURA
        ),
    )


def programa_sections(year: int) -> tuple[SeccionText, ...]:
    """Return the sections of the year's programme."""
    background = ANTECEDENTES.format(year=year, previous=year - 1)
    return (
        SeccionText("antecedentes", SeccionKind.BACKGROUND, "Antecedentes", 10, background),
        SeccionText("plan", SeccionKind.PLAN, "Programa de trabajo", 60, PLAN),
        SeccionText(
            "implementacion", SeccionKind.IMPLEMENTATION, "Implementación y seguimiento", 70
        ),
        SeccionText("calendario", SeccionKind.CALENDAR, "Calendarización", 80),
    )


def trimestre_sections(year: int, quarter: int, areas: set[str]) -> Iterator[SeccionText]:
    """Yield the sections of a quarter: the presentación, one for each of these áreas, the report.

    `areas` are the codes of the áreas that wrote theirs.
    """
    word = ordinal(quarter, "word").lower()
    months = QUARTER_MONTHS[quarter - 1]
    yield SeccionText(
        "presentacion",
        SeccionKind.PRESENTATION,
        "Presentación",
        10,
        PRESENTACION.format(quarter=word, year=year, months=months),
        auto_number=False,
    )
    for order, (code, name, _aliases, text) in enumerate(AREAS, start=11):
        if code in areas:
            yield SeccionText(
                f"presentacion-{code}",
                SeccionKind.PRESENTATION,
                name,
                order,
                f"<p>En el {word} trimestre de {year}, {text[0].lower()}{text[1:]}</p>",
                area=code,
                auto_number=False,
            )
    yield SeccionText(
        "informe",
        SeccionKind.REPORT,
        f"Informe del {word} trimestre de {year} ({months})",
        60,
    )
