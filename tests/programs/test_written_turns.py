"""Duties, numbers and lists that leave one out, in wordings of many institutions."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

# (what may be found, whether it is, the text as people paste it); the two of a pair are alike.
TEXTS = [
    (Code.NUMBER_GAP, True, """Informe del tercer trimestre 2025. IMPLAN
Proyecto 1. Carta urbana
Meta: 1 carta
Avance: 40%
Proyecto 2. Atlas
Meta: 1 atlas
Avance: 10%
Proyecto 4. Encuesta
Meta: 1 encuesta
Avance: 0%"""),
    (Code.NUMBER_GAP, False, """Informe del tercer trimestre 2025. IMPLAN
Proyecto 1. Carta urbana
Meta: 1 carta
Avance: 40%
Proyecto 2. Atlas
Meta: 1 atlas
Avance: 10%
El Proyecto 3 (Vialidades) se dio de baja del programa.
Proyecto 4. Encuesta
Meta: 1 encuesta
Avance: 0%"""),
    (Code.NUMBER_GAP, True, """Primer trimestre de 2024. Actividades realizadas por la \
Coordinación:
1. Se revisó el manual de organización.
2. Se actualizó el directorio.
3. Se depuró el archivo de trámite.
5. Se capacitó al personal de nuevo ingreso.
6. Se rindió el informe anual."""),
    (Code.NUMBER_GAP, False, """Primer trimestre de 2024. Actividades realizadas por la \
Coordinación:
1. Se revisó el manual de organización.
2. Se actualizó el directorio.
3. Se depuró el archivo de trámite.
4. Se capacitó al personal de nuevo ingreso.
5. Se rindió el informe anual."""),
    (Code.NUMBER_GAP, True, """Segundo trimestre de 2025
Acuerdos del Comité:
a) Aprobar el orden del día.
b) Aprobar el acta anterior.
d) Autorizar la licitación.
e) Clausurar la sesión."""),
    (Code.NUMBER_GAP, False, """Segundo trimestre de 2025
Disposiciones revisadas:
Artículo 3. Definiciones
Artículo 7. Sujetos
Artículo 12. Sanciones"""),
    (Code.NUMBER_GAP, True, """Acuerdos del trimestre abril-junio 2026
PRIMERO. Se aprueba el calendario.
SEGUNDO. Se instruye su publicación.
CUARTO. Se da vista al Órgano Interno de Control.
QUINTO. Se clausura la sesión."""),
    (Code.NUMBER_GAP, False, """Acuerdos del trimestre abril-junio 2026
PRIMERO. Se aprueba el calendario.
SEGUNDO. Se instruye su publicación.
TERCERO. Se da vista al Órgano Interno de Control.
CUARTO. Se clausura la sesión."""),
    (Code.NUMBER_TWICE, True, """Anexo de obras, cuarto trimestre 2025

| Prog. | Obra | Avance |
|---|---|---|
| 1 | Drenaje | 100% |
| 2 | Banquetas | 80% |
| 2 | Alumbrado | 75% |
| 4 | Bacheo | 60% |"""),
    (Code.NUMBER_TWICE, False, """Anexo de obras, cuarto trimestre 2025

| Prog. | Obra | Avance |
|---|---|---|
| 1 | Drenaje | 100% |
| 2 | Banquetas | 80% |
| 3 | Alumbrado | 75% |
| 4 | Bacheo | 60% |"""),
    (Code.NUMBER_GAP, True, """Tercer trimestre 2024
N.°\tAcuerdo\tEstatus
1\tComprar bomba\tCumplido
2\tReparar pozo\tCumplido
4\tCambiar medidores\tEn proceso
5\tPintar tanque\tEn proceso"""),
    (Code.NUMBER_GAP, True, """Primer trimestre de 2025
Se llevó a cabo lo siguiente:
i. Inventario de vehículos
ii. Verificación de placas
iv. Baja de unidades
v. Subasta"""),
    (Code.NUMBER_GAP, False, """Primer trimestre de 2025
Se llevó a cabo lo siguiente:
i. Inventario de vehículos
ii. Verificación de placas
iii. Baja de unidades
iv. Subasta"""),
    (Code.NUMBER_GAP, False, """Extracto: acciones a cargo de la Dirección, segundo trimestre 2026
Acción 3. Riego
Meta: 8 riegos
Se hicieron 4 riegos, 50%.
Acción 7. Poda
Meta: 4 podas
Se hicieron 2 podas, 50%.
Acción 12. Siembra
Meta: 2 siembras
Se hizo 1 siembra, 50%."""),
    (Code.DUTY_GAP, True, """Plan Anual 2026
Actividad: Reunión bimestral de enlaces
Programación: febrero, abril, junio, octubre, diciembre"""),
    (Code.DUTY_GAP, False, """Plan Anual 2026
Actividad: Reunión bimestral de enlaces
Programación: febrero, abril, junio, agosto, octubre, diciembre"""),
    (Code.DUTY_GAP, True, """Calendario de obligaciones 2024
Obligación: declaración semestral de bienes. Meses: enero
Obligación: publicación trimestral de viáticos. Meses: enero, abril, julio, octubre"""),
    (Code.DUTY_GAP, False, """Calendario de obligaciones 2026
Publicación trimestral de viáticos (hasta septiembre, en que se extingue el fideicomiso). Meses: \
enero, abril, julio
Publicación semestral de inventarios. Meses: enero y julio"""),
    (Code.DUTY_GAP, True, """Programa de trabajo 2026 del Comité de Adquisiciones
El Comité sesionará de manera ordinaria cada dos meses: 28 de enero, 25 de marzo, 27 de mayo, 30 \
de septiembre y 25 de noviembre."""),
    (Code.DUTY_GAP, False, """Programa de trabajo 2026 del Comité de Adquisiciones
El Comité sesionará de manera ordinaria cada dos meses: 28 de enero, 25 de marzo, 27 de mayo, 29 \
de julio, 30 de septiembre y 25 de noviembre."""),
    (Code.DUTY_GAP, True, """PAT 2026
Tarea: Informe de seguimiento (trimestral)
Fechas de entrega: 10 de abril, 10 de octubre y 11 de enero de 2027"""),
    (Code.DUTY_GAP, False, """PAT 2026
Tarea: Informe de seguimiento (trimestral)
Fechas de entrega: 10 de abril, 10 de julio, 10 de octubre y 11 de enero de 2027"""),
    (Code.NUMBER_GAP, True, """Auditoría interna. Segundo trimestre 2025
2.1 Arqueos. Se hicieron 3.
2.2 Inventarios. Se hizo 1.
2.3 Nóminas. Se revisaron 6.
2.5 Contratos. Se revisaron 9."""),
    (Code.NUMBER_GAP, False, """Auditoría interna. Segundo trimestre 2025
2.1 Arqueos. Se hicieron 3.
2.2 Inventarios. Se hizo 1.
2.3 Nóminas. Se revisaron 6.
2.5 Contratos. Se revisaron 9.
La actividad 2.4 (Viáticos) fue cancelada en marzo."""),
    (Code.DUTY_GAP, True, """Tesorería. Cuarto trimestre 2025
Obligación: entregar mensualmente la balanza de comprobación.
Balanzas entregadas:
- balanza de octubre, el 7 de noviembre
- balanza de diciembre, el 8 de enero"""),
    (Code.DUTY_GAP, False, """Tesorería. Cuarto trimestre 2025
Obligación: entregar mensualmente la balanza de comprobación.
Balanzas entregadas:
- balanza de octubre, el 7 de noviembre
- balanza de noviembre, el 5 de diciembre
- balanza de diciembre, el 8 de enero"""),
    (Code.DUTY_GAP, True, """Plan 2026. Encuesta de clima laboral, una por trimestre. Se \
aplicará en febrero, agosto y noviembre."""),
    (Code.DUTY_GAP, False, """Plan 2026. Encuesta de clima laboral, una por trimestre. Se \
aplicará en febrero, mayo, agosto y noviembre."""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "found", "text"), TEXTS)
def test_a_text_is_told_of_its_error_and_of_no_other(code, found, text):
    codes = {each.finding.code for each in reading_of(TEXT, text.encode()).findings}
    assert (code in codes) is found
