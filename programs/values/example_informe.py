"""A short informe of an institution that does not exist, for who wants to see what is found."""

EXAMPLE = """Primer Informe Trimestral 2026 de la Secretaría de Muestra
(enero - marzo)

1. PRESENTACIÓN
Se informa lo realizado de enero a marzo de 2026.

2. INFORME DEL PRIMER TRIMESTRE

Dirección de Vinculación

Línea de Acción 1
Impartir talleres de integridad a personas servidoras públicas.
Meta
20 talleres
Fecha de Inicio
01/01/2026
Fecha de Término
31/12/2026
Actividades desarrolladas
Se impartieron 5 talleres con 120 participantes, de los cuales 70 son mujeres y 40 hombres.
Mediante oficio No. SM/DV/015/2026 de fecha 12 de enero de 2026 se convocó a los municipios.

Imagen 1. Taller de integridad del 18 de enero de 2026.

Del 100% de la meta programada, se tiene un avance del 35%.

Línea de Acción 2
Celebrar sesiones ordinarias del Comité de Ética.
Meta
4 sesiones
Fecha de Inicio
01/01/2026
Fecha de Término
31/12/2026
Actividades desarrolladas
El 14 de marzo de 2026 se celebró la Primera Sesión Ordinaria del Comité, con XX asistentes.
Mediante oficio No. SM/DV/0015/2026 de fecha 4 de marzo de 2026 se envió la convocatoria.

Imagen 3. Segunda Sesión Ordinaria del Comité de Ética.

Del 100% de la meta programada, se tiene un avance del 25%.
"""
