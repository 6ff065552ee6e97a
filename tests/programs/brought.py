"""An informe of nobody, as somebody would paste it: short, with what does not agree in it."""

import io
import zipfile
from html import escape

from weasyprint import HTML

from tests.files import TYPES

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BROUGHT = """Primer Informe Trimestral de Actividades 2024
(enero - marzo)

CONTENIDO
1. Presentación
2. Informe del Primer Trimestre

1. PRESENTACIÓN

Se informan las actividades de enero a marzo de 2024.

2. INFORME DEL PRIMER TRIMESTRE

Coordinación de Vinculación

Línea de Acción 1
Impartir talleres de integridad pública a personas servidoras públicas.
Meta: 20 talleres
Fecha de inicio: 01/01/2024
Fecha de término: 31/12/2024
Actividades desarrolladas
Se impartieron 5 talleres con 120 participantes, de los cuales 70 son mujeres y 40 hombres.
Mediante oficio No. SE/CV/015/2024 de fecha 12 de enero de 2024 se convocó a los municipios.
Imagen 1. Taller de integridad pública del 18 de enero de 2024.
Del 100% de la meta programada, se tiene un avance del 35%.

Línea de Acción 2
Celebrar sesiones ordinarias del Comité de Ética.
Meta: 4 sesiones
Fecha de inicio: 01/01/2024
Fecha de término: 31/12/2024
Actividades desarrolladas
El 14 de marzo de 2024 se celebró la Primera Sesión Ordinaria del Comité de Ética.
Mediante oficio No. SE/CV/0015/2024 de fecha 4 de marzo de 2024 se envió la convocatoria.
Imagen 3. Primera Sesión Ordinaria del Comité de Ética.
Del 100% de la meta programada, se tiene un avance del 25%.
"""


def brought_docx() -> bytes:
    """Return it as a file of Word, a paragraph for each line."""
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in BROUGHT.split("\n")
    )
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        kind = "openxmlformats-officedocument.wordprocessingml.document.main"
        package.writestr("[Content_Types].xml", TYPES.format(part="word/document.xml", kind=kind))
        package.writestr("word/document.xml", body)
    return buffer.getvalue()


def brought_pdf() -> bytes:
    """Return it as a PDF, a paragraph for each line."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in BROUGHT.split("\n") if line)
    pdf: bytes = HTML(string=f"<meta charset=utf-8>{paragraphs}").write_pdf()
    return pdf
