"""An informe of nobody, as somebody would paste it: short, with what does not agree in it."""

BROUGHT = """Segundo Informe Trimestral de Actividades 2024
(abril - junio)

CONTENIDO
1. Presentación
2. Informe del Segundo Trimestre

1. PRESENTACIÓN

Se informan las actividades de abril a junio de 2024.

2. INFORME DEL SEGUNDO TRIMESTRE

Coordinación de Vinculación

Línea de Acción 1
Impartir talleres de integridad pública a personas servidoras públicas.
Meta: 20 talleres
Fecha de inicio: 01/01/2024
Fecha de término: 31/12/2024
Actividades desarrolladas
Se impartieron 5 talleres con 120 participantes, de los cuales 70 son mujeres y 40 hombres.
Mediante oficio No. SE/CV/015/2024 de fecha 12 de abril de 2024 se convocó a los municipios.
Imagen 1. Taller de integridad pública del 18 de abril de 2024.
Del 100% de la meta programada, se tiene un avance del 35%.

Línea de Acción 2
Celebrar sesiones ordinarias del Comité de Ética.
Meta: 4 sesiones
Fecha de inicio: 01/01/2024
Fecha de término: 31/12/2024
Actividades desarrolladas
El 14 de junio de 2024 se celebró la Segunda Sesión Ordinaria del Comité de Ética.
Mediante oficio No. SE/CV/0015/2024 de fecha 3 de junio de 2024 se envió la convocatoria.
Imagen 3. Segunda Sesión Ordinaria del Comité de Ética.
Del 100% de la meta programada, se tiene un avance del 25%.
"""
