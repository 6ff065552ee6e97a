"""What backs a percentage without a number, and what looks like it and backs none."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import said_of

FULL = "Avance: 100 por ciento de lo programado."
BACKED = [
    # By days.
    ("Reuniones de enlaces", "3 reuniones en el trimestre",
     "Las reuniones fueron el 20 de enero, el 14 de febrero y el 20 de marzo.", FULL),
    # By names, behind the thing or behind its article alone.
    ("Asambleas de barrio", "5 asambleas",
     "Hubo asambleas en Astillero, Faro, Las Palmas y Muelle Viejo; faltó la de Salinas.",
     "Avance: 80 por ciento."),
    ("Liberar conjuntos de datos", "4 conjuntos",
     "Se liberaron los de tarifas, de arribos y de permisos.", "Avance: 75 por ciento."),
    ("Valorar series", "2 series en el trimestre",
     "Se valoraron las series de Nómina y de Concesiones.", FULL),
    # By ordinals behind their noun.
    ("Levantar actas", "3 actas firmadas",
     "Se firmaron las actas de las sesiones séptima (16 de enero), octava (20 de febrero) y "
     "novena (17 de marzo).", "Avance: 100 %."),
    # By months, one by one; one of them is still to come.
    ("Reportar el gasto", "3 reportes",
     "El reporte de diciembre se entregó el 9 de enero; el de enero, el 8 de febrero, y el de "
     "febrero, el 9 de marzo. El de marzo se entregará en abril.", "Avance: 100 %."),
    # By those who took what was given.
    ("Entregar constancias", "82 constancias", "Las 82 personas recibieron la suya.",
     "Avance: 100 %."),
    # By cells.
    ("Revisar declaraciones", "150 declaraciones revisadas",
     "El avance se ve en la tabla.\nEnero\tFebrero\tMarzo\tTrimestre\n12\t15\t18\t45",
     "Avance: 30 %."),
    ("Sellar tomas", "10 tomas selladas",
     "Enero\t3\nFebrero\t2\nMarzo\t4\nLos tres meses\t9", "Avance: 90 %."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing"), BACKED)
def test_what_is_listed_in_any_form_backs_its_percentage(title, meta, told, closing):
    assert Code.UNCOUNTED not in said_of(title, meta, told, closing)


NOT_BACKED = [
    ("Campañas de reciclaje", "6 campañas",
     "Difundimos campañas de reciclaje en escuelas, mercados y centros de trabajo.",
     "Avance: 50 por ciento."),
    ("Liberar conjuntos de datos", "8 conjuntos",
     "Se liberaron los de tarifas, de arribos y de permisos.", "Avance: 75 por ciento."),
    ("Reuniones de enlaces", "12 reuniones",
     "Las reuniones fueron el 20 de enero, el 14 de febrero y el 20 de marzo.",
     "Avance: 50 por ciento."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing"), NOT_BACKED)
def test_a_list_of_other_things_or_of_too_few_backs_none(title, meta, told, closing):
    assert Code.UNCOUNTED in said_of(title, meta, told, closing)


PROCESS = [
    ("Elaborar guías", "8 guías",
     "Se sostuvo comunicación permanente con las áreas, se analizaron las mejores prácticas y se "
     "fortaleció la labor preventiva."),
    ("Suscribir convenios", "8 convenios",
     "Se atendieron las dudas de las áreas jurídicas y se dio un impulso notable a la firma de los "
     "convenios."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told"), PROCESS)
def test_what_only_goes_on_backs_no_percentage(title, meta, told):
    closing = "Avance: 25 por ciento de la meta anual."
    assert said_of(title, meta, told, closing) == {Code.UNCOUNTED}
    done = f"{told} Se concluyeron el de Salud y el de Finanzas."
    assert said_of(title, meta, done, closing) == set()
