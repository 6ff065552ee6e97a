"""Parts that are told one by clause, against the total that stands before or behind them."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.sums import sums
from tests.programs.written_cases import FIRST, written_linea


def told(*texts):
    return [each.arithmetic for each in sums(written_linea(*texts), FIRST) if each.code == Code.SUM]


WRONG = [
    ("Llegaron setenta y cuatro quejas. Por escrito, en la ventanilla, la gente dejó 29; del buzón "
     "se sacaron 18; por teléfono se apuntaron 16, y las nueve que quedan entraron por correo.",
     "29 + 18 + 16 + 9 = 72, no 74"),
    ("Pasaron por ella 318 personas usuarias: mujeres, 141; varones, 156; y once que en la "
     "papeleta dejaron en blanco ese dato.", "141 + 156 + 11 = 308, no 318"),
    ("Se atendieron 48 denuncias, que con las 32 del primer trimestre hacen 80 en el año. Las 48 "
     "denuncias del trimestre tuvieron el siguiente destino, sin que quedara otra por clasificar: "
     "19 se turnaron a los órganos internos, 14 se desecharon y 11 dieron lugar a la apertura de "
     "expediente.", "19 + 14 + 11 = 44, no 48"),
    ("Se entregaron 260 cartillas. A secundarias se llevaron 110; a preparatorias, 84; y a la "
     "Universidad llegaron 60.", "110 + 84 + 60 = 254, no 260"),
    ("En el trimestre se capacitó a 120 servidores públicos. Del área de compras acudieron 45, "
     "del área jurídica 38 y del área de archivo 33.", "45 + 38 + 33 = 116, no 120"),
    ("Se dictaron 36 resoluciones. Confirmaron la respuesta 15, la modificaron 12 y la revocaron "
     "7.", "15 + 12 + 7 = 34, no 36"),
    ("La ventanilla dio 210 orientaciones; a mujeres se dieron 118, a hombres 80 y a personas que "
     "no dijeron su sexo 10.", "118 + 80 + 10 = 208, no 210"),
    ("El acervo creció en 140 libros: por compra entraron 80, por donación 35 y por canje los 20 "
     "restantes.", "80 + 35 + 20 = 135, no 140"),
    ("Asistieron 146 personas a las tres pláticas: a la primera vinieron 50, a la segunda 52 y a "
     "la tercera 41.", "50 + 52 + 41 = 143, no 146"),
    ("Pasaron por las mesas noventa expedientes. Un tercio, es decir treinta, corresponde a "
     "carreteras; dos quintas partes, que son treinta y seis, a presas; los veintiséis restantes "
     "se refieren a reservas.", "30 + 36 + 26 = 92, no 90"),
    ("De los 18 municipios invitados acudieron once; cuatro mandaron excusa y dos no contestaron.",
     "11 + 4 + 2 = 17, no 18"),
    ("De las 96 personas que vinieron, las mujeres fueron 41 y los hombres 57.",
     "41 + 57 = 98, no 96"),
    ("Con 29 quejas de la ventanilla, 18 del buzón y 16 del teléfono se completaron las 65 del "
     "trimestre.", "29 + 18 + 16 = 63, no 65"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arithmetic"), WRONG)
def test_parts_told_in_clauses_make_their_total(text, arithmetic):
    assert told(text) == [arithmetic]


def test_the_next_paragraph_may_share_out_a_total_to_the_rest():
    total = "Entraron en el trimestre 57 solicitudes, casi todas por la Plataforma."
    parts = (
        "En cuanto a su desahogo, diecinueve se contestaron, 22 se orientaron, nueve se tuvieron "
        "por no presentadas y las {} restantes siguen en trámite."
    )
    assert told(total, parts.format("cinco")) == ["19 + 22 + 9 + 5 = 55, no 57"]
    assert told(total, parts.format("siete")) == []
    # Without the rest it may be of anything.
    assert told(total, "Diecinueve son de sueldos, 22 de obras y nueve de compras.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Llegaron setenta y cuatro quejas. En la ventanilla se dejaron 29; del buzón se sacaron "
        "18; por teléfono se apuntaron 16, y las once que quedan entraron por correo.",
        "Se recibieron 40 solicitudes. Se impartieron 15 talleres, se hicieron 14 visitas y se "
        "publicaron 9 boletines.",
        "Se revisaron 64 expedientes. En 30 faltaba el acta, en 21 no había firma y en 11 no "
        "estaba el contrato.",
        "Se programaron 60 visitas. Se realizaron 22 en abril, 18 en mayo y 18 en junio.",
        "El parque tiene 40 vehículos. En abril se verificaron 15, en mayo 13 y en junio 10.",
        "En enero se hicieron 40 visitas. En febrero se hicieron 14; en marzo, 13, y en abril, 12.",
        "Se hicieron 40 visitas en enero; en febrero, 14; en marzo, 13; y en abril, 12.",
        "De Tula vinieron 40. De Apan, 14; de Tepeji, 13; y de Tizayuca, 12.",
        "Se capacitó a 60 personas. El curso lo evaluaron como bueno 25, como regular 20 y como "
        "malo 13.",
        "Se recibieron 60 denuncias. Se admitieron 29, se previnieron 20 y se desecharon 9, y lo "
        "demás sigue en estudio.",
        "Hubo 52 observaciones. Quedaron solventadas 31; en proceso siguen 12, y sin respuesta "
        "están 7. Las dos restantes se impugnaron.",
        "De los 40 municipios del estado visitamos 12 en abril; 14 en mayo y 13 en junio.",
        "Con las 29 de abril, las 18 de mayo y las 16 de junio se llegó a 163 en el año.",
        "Vinieron 96 personas. Las mujeres fueron 41 y hubo 57 menores de edad.",
        "Se canalizaron 37 asuntos. A la Fiscalía fueron 12. A la Contraloría fueron 15. Al "
        "Congreso fueron 10.",
        "Se canalizaron 37 asuntos. A la Fiscalía fueron 12. Después se hicieron 15. Al final, 8.",
        "Se revisaron 30 vehículos. Tenían fallas en frenos 12, en luces 10 y en llantas 7.",
        "Se compraron 63 equipos, entre otros computadoras (30), impresoras (20) y lectores (11).",
        "Hubo 63 asesorías. Las pidieron ayuntamientos (30), organismos (20) y particulares (13).",
    ],
)
def test_what_is_told_in_part_or_of_something_else_is_no_part(text):
    assert told(text) == []
