"""Oficios and days in wordings of many institutions, found and left in peace."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

# (what may be found, whether it is, the text as people paste it); the two of a pair are alike.
TEXTS = [
    (Code.OFICIO_DAYS, True, """Informe de actividades del Órgano Interno de Control de la \
Universidad Politécnica, segundo trimestre 2025
El 8 de abril se giró el oficio UP-OIC-023-2025 a la Dirección de Administración, a fin de que \
solventara las observaciones de la auditoría 01.
La Dirección de Administración contestó en tiempo el oficio UP-OIC-023-2025, que le fue girado \
el 18 de abril de 2025."""),
    (Code.OFICIO_DAYS, False, """Informe de actividades del Órgano Interno de Control de la \
Universidad Politécnica, segundo trimestre 2025
El oficio UP-OIC-023-2025, del 8 de abril de 2025, fue recibido en la Dirección de \
Administración el 10 de abril de 2025.
La Dirección de Administración contestó el oficio UP-OIC-023-2025, del 8 de abril de 2025, \
mediante el diverso DA-114-2025, de 29 de abril de 2025."""),
    (Code.OFICIO_DAYS, True, """Instituto de Capacitación Judicial. Octubre-diciembre de 2024
| Fecha | Documento | Destinatario |
|---|---|---|
| 14/10/2024 | Oficio ICJ/DA/0412/2024 | Oficialía Mayor |
| 22/10/2024 | Oficio ICJ/DA/0430/2024 | Contraloría Interna |
Como se aprecia, con el oficio ICJ/DA/0430/2024, del 29 de octubre de 2024, se dio vista a la \
Contraloría Interna."""),
    (Code.OFICIO_DAYS, False, """Instituto de Capacitación Judicial. Octubre-diciembre de 2024
| Fecha | Documento | Destinatario |
|---|---|---|
| 14/10/2024 | Oficio ICJ/DA/0412/2024 | Oficialía Mayor |
| 22/10/2024 | Oficio ICJ/DA/0430/2024 | Contraloría Interna |
Como se aprecia, con el oficio ICJ/DA/0430/2024, del veintidós de octubre de dos mil \
veinticuatro, se dio vista a la Contraloría Interna."""),
    (Code.OFICIO_DAYS, True, """Comisión Estatal del Agua. Cuarto trimestre 2025
Tarea 2. Se turnó la Tarjeta Informativa CEA/PL/055/2025, de 3 de noviembre de 2025, con el \
estado de los pozos.
Tarea 6. Se dio seguimiento a la Tarjeta Informativa CEA/PL/055/2025, de 13 de noviembre de \
2025."""),
    (Code.OFICIO_DAYS, False, """Comisión Estatal del Agua. Cuarto trimestre 2025
Tarea 2. Se turnó la Tarjeta Informativa CEA/PL/055/2025, de 3 de noviembre de 2025, con el \
estado de los pozos.
Tarea 6. Se dio seguimiento a la Tarjeta Informativa CEA/PL/055/2025, de 03/11/2025."""),
    (Code.OFICIO_ALIKE, True, """Tercer trimestre 2024. Tribunal de Justicia Administrativa
Oficio: TJA/SGA/0640/2024
Fecha: 12 de agosto de 2024
Asunto: remisión del informe de labores
Oficio: TJA/SGA/640/2024
Fecha: 12 de agosto de 2024
Asunto: remisión del informe de labores, acuse"""),
    (Code.OFICIO_ALIKE, False, """Tercer trimestre 2024. Tribunal de Justicia Administrativa
Oficio: TJA/SGA/0640/2024
Fecha: 12 de agosto de 2024
Asunto: remisión del informe de labores
Oficio: TJA/SGA/0641/2024
Fecha: 12 de agosto de 2024
Asunto: remisión del informe de labores, anexo"""),
    (Code.OFICIO_DAYS, True, """Cuarto trimestre de 2025. Unidad de Enlace Legislativo
El veintinueve de octubre, a través de oficio identificado con la clave alfanumérica \
UEL/2025/0076, se envió la iniciativa al Pleno. En sesión posterior el Pleno la turnó a comisiones.
El oficio UEL/2025/0076, de nueve de octubre, con el que se envió la iniciativa, obra en el \
expediente."""),
    (Code.OFICIO_DAYS, False, """Cuarto trimestre de 2025. Unidad de Enlace Legislativo
El veintinueve de octubre, a través de oficio identificado con la clave alfanumérica \
UEL/2025/0076, se envió la iniciativa al Pleno.
El oficio UEL/2024/0076, de nueve de octubre de 2024, con el que se envió la iniciativa \
anterior, obra en el expediente."""),
    (Code.OFICIO_ALIKE, True, """Instituto Catastral. Segundo trimestre de 2026
En mayo se respondió la solicitud del Municipio de Atlixco por oficio IC – DJ – 0071 – 2026, \
fechado el 6 de mayo de 2026.
El Municipio de Atlixco agradeció la respuesta contenida en el oficio IC/DJ/71/2026, fechado el \
6 de mayo de 2026."""),
    (Code.OFICIO_ALIKE, False, """Sistema de Transporte Público, informe julio-septiembre 2026
Proyecto A. Con Memorándum STP-GO-008-2026 se pidió la revisión de 14 unidades.
Proyecto B. Con Memorándum STP-GM-08-2026 se pidió el taller."""),
    (Code.OFICIO_DAYS, True, """Tercer trimestre de 2026. Hospital de la Niñez
18/08/2026: se gira oficio HN-SUB-210-2026 al proveedor para exigir la garantía.
El proveedor respondió el 2 de septiembre al oficio HN-SUB-210-2026, de fecha 28/08/2026."""),
    (Code.OFICIO_DAYS, False, """Tercer trimestre de 2026. Hospital de la Niñez
18/08/2026: se gira oficio HN-SUB-210-2026 al proveedor para exigir la garantía.
El proveedor respondió el 2 de septiembre al oficio HN-SUB-210-2026, de fecha 18/08/2026."""),
    (Code.DEED_DAY, True, """Secretaría de Cultura | Segundo Trimestre 2025
Presentaciones de la orquesta juvenil:
1. 12 de abril de 2025, Teatro de la Ciudad
2. 24 de mayo de 2025, Plaza de Armas
3. 5 de agosto de 2025, Casa de la Cultura"""),
    (Code.DEED_DAY, False, """Secretaría de Cultura | Segundo Trimestre 2025
Presentaciones de la orquesta juvenil:
1. 12 de abril de 2025, Teatro de la Ciudad
2. 24 de mayo de 2025, Plaza de Armas
3. 30 de junio de 2025, Casa de la Cultura
Próximas presentaciones:
1. 5 de agosto de 2025, Casa de la Cultura"""),
    (Code.DATES_ORDER, True, """Programa de Trabajo 2026 — primer trimestre
Actividad\tInicio\tTérmino
Revisión de nóminas\t02/02/2026\t13/03/2026
Arqueo de cajas\t20/03/2026\t02/03/2026"""),
    (Code.DATES_ORDER, False, """Programa de Trabajo 2026 — primer trimestre
Actividad\tInicio\tTérmino
Revisión de nóminas\t02/02/2026\t13/03/2026
Arqueo de cajas\t02/03/2026\t20/03/2026"""),
    (Code.DATES_ORDER, True, """Comisión de Derechos Humanos. Julio-septiembre 2025.
La brigada itinerante permaneció en Cuetzalan del 22 al 12 de agosto de 2025 y atendió a 45 \
personas."""),
    (Code.DATES_ORDER, False, """Comisión de Derechos Humanos. Julio-septiembre 2025.
La brigada itinerante permaneció en Cuetzalan del 22 de julio al 12 de agosto de 2025 y atendió \
a 45 personas."""),
    (Code.DEED_DAY, True, """Informe del tercer trimestre 2025, Secretaría Ejecutiva
En sesión de 14 de agosto de 2052 el Comité conoció el programa de auditorías."""),
    (Code.DEED_DAY, False, """Informe del tercer trimestre 2025, Secretaría Ejecutiva
En sesión de 14 de agosto de 2025 el Comité conoció el programa de auditorías, que rige hasta el \
31 de diciembre de 2027."""),
    (Code.DEED_DAY, True, """Informe abril – junio 2024
Se visitaron tres planteles: Cobach 11 (16-abr-24), Cecyte 4 (09-may-24) y Conalep \
(11-mar-24)."""),
    (Code.DEED_DAY, False, """Informe abril – junio 2024
Se visitaron tres planteles: Cobach 11 (16-abr-24), Cecyte 4 (09-may-24) y Conalep \
(11-jun-24)."""),
    (Code.DEED_DAY, True, """2.º trimestre 2024 | Defensoría Pública
El pasado 11 de julio acudimos a la comunidad de Zongolica a brindar asesoría jurídica a 30 \
mujeres."""),
    (Code.DEED_DAY, False, """2.º trimestre 2024 | Defensoría Pública
El pasado 11 de junio acudimos a la comunidad de Zongolica a brindar asesoría jurídica a 30 \
mujeres. Volveremos el 11 de julio."""),
    (Code.DEED_DAY, True, """Informe abril-junio 2025. Museo del Desierto
Visitas guiadas realizadas:
Primaria Niños Héroes: 9 de abril de 2025
Secundaria 14: 21 de mayo de 2025
Cobat 2: 17 de julio de 2025
Conalep: 5 de junio de 2025"""),
    (Code.DEED_DAY, False, """Informe abril-junio 2025. Museo del Desierto
Visitas guiadas realizadas:
Primaria Niños Héroes: 9 de abril de 2025
Secundaria 14: 21 de mayo de 2025
Cobat 2: 17 de junio de 2025
Conalep: 5 de junio de 2025"""),
    (Code.DEED_DAY, True, """Bitácora del trimestre octubre-diciembre de 2024
14/10/2024 Se recibe la denuncia.
06/11/2024 Se desahoga la audiencia.
22/01/2025 Se dicta resolución."""),
    (Code.DEED_DAY, False, """Bitácora del trimestre octubre-diciembre de 2024
14/10/2024 Se recibe la denuncia.
06/11/2024 Se desahoga la audiencia.
22/12/2024 Se dicta resolución."""),
    (Code.OFICIO_TWICE, True, """Tribunal de Conciliación. Tercer trimestre de 2025
a) Mediante oficio TC/SG/0214/2025, se remitió a la Legislatura el informe de juicios concluidos.
b) Mediante oficio TC/SG/0214/2025, se solicitó a la Secretaría de Finanzas la ampliación de la \
partida de viáticos."""),
    (Code.OFICIO_TWICE, False, """Tribunal de Conciliación. Tercer trimestre de 2025
a) Mediante oficio TC/SG/0214/2025, se remitió a la Legislatura el informe de juicios concluidos.
b) Mediante oficio TC/SG/0215/2025, se solicitó a la Secretaría de Finanzas la ampliación de la \
partida de viáticos."""),
    (Code.DATES_ORDER, True, """Defensoría de Audiencias. Primer trimestre de 2025
Queja 4: ingresó el 20 de febrero y se resolvió el 12 de febrero.
Queja 5: ingresó el 24 de febrero y se resolvió el 10 de marzo."""),
    (Code.DATES_ORDER, False, """Defensoría de Audiencias. Primer trimestre de 2025
Queja 4: ingresó el 12 de febrero y se resolvió el 20 de febrero.
Queja 5: ingresó el 24 de febrero y se resolvió el 10 de marzo."""),
    (Code.DATES_ORDER, True, """Solicitudes de acceso, segundo trimestre 2024
Folio\tFecha de recepción\tFecha de respuesta
001\t03/04/2024\t12/04/2024
002\t10/04/2024\t08/04/2024
003\t22/05/2024\t31/05/2024"""),
    (Code.DATES_ORDER, False, """Solicitudes de acceso, segundo trimestre 2024
Folio\tFecha de recepción\tFecha de respuesta
001\t03/04/2024\t12/04/2024
002\t08/04/2024\t10/04/2024
003\t22/05/2024\t31/05/2024"""),
    (Code.DEED_DAY, True, """Segundo trimestre de 2025. Casa de Justicia
En la cabecera municipal, el 3 de septiembre de 2025, atendimos a 17 usuarias de lengua \
náhuatl."""),
    (Code.DEED_DAY, False, """Segundo trimestre de 2025. Casa de Justicia
El convenio firmado el 14 de enero de 2025 permitió que el 9 de abril se abriera la \
ventanilla."""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "found", "text"), TEXTS)
def test_a_text_is_told_of_its_error_and_of_no_other(code, found, text):
    codes = {each.finding.code for each in reading_of(TEXT, text.encode()).findings}
    assert (code in codes) is found
