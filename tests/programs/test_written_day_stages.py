"""Days of one matter told against their order: asked and answered, called and held, and so on."""

import time

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.day_order import told_spans
from tests.programs.written_cases import FIRST, written_linea


def told(text):
    found = told_spans(written_linea(text), FIRST)
    return [each.message for each in found if each.code == Code.DATES_ORDER]


REVERSED = [
    "En el primer trimestre se emitieron 10 opiniones. Sobresale la solicitada por el "
    "Ayuntamiento de Cañada Honda: la solicitud se recibió el 22 de enero de 2025 y, una "
    "vez estudiada, la opinión se entregó al Ayuntamiento el 9 de enero de 2025.",
    "Primera sesión ordinaria. Se convocó a las y los consejeros mediante aviso que les fue "
    "notificado el 19 de febrero, con cinco días hábiles de anticipación como manda el "
    "Reglamento, y la sesión se llevó a cabo el 12 de febrero en el salón de Cabildos, con "
    "nueve de once integrantes.",
    "La convocatoria se envió el 14 de marzo. La sesión se celebró el 7 de marzo, con la "
    "asistencia de todos los vocales.",
    "Se dio respuesta el 9 de enero a la solicitud recibida el 22 de enero.",
    "La sesión se celebró el 12 de febrero, previa convocatoria notificada el 19 de febrero.",
    "La queja de la señora Ruiz llegó el 20 de marzo; se le contestó por escrito el 11 de marzo.",
    "El curso se impartió el 18 de febrero y las constancias se entregaron el 11 de febrero.",
    "La licitación se publicó el 10 de marzo y el fallo se dio a conocer el 3 de marzo.",
    "La orden de auditoría se notificó el 24 de febrero. Los trabajos de campo empezaron el "
    "17 de febrero.",
    "La obra comenzó el 14 de marzo y quedó lista el 3 de marzo.",
    "Se invitó a los comités por oficio del 25 de febrero para la reunión del 20 de febrero.",
    "La denuncia entró por el buzón el 21 de enero, se turnó a Investigación y quedó "
    "resuelta el 15 de enero.",
    "El servidor público rindió su declaración el 12 de marzo, luego de que fue citado el "
    "18 de marzo.",
    "La encuesta se aplicó el 20 de febrero; sus resultados se dieron a conocer el 13 de febrero.",
    "El acta de la sesión del 19 de febrero fue firmada por los asistentes el 12 de febrero.",
    "Se le requirió la información el 18 de marzo y la entregó el 4 de marzo.",
    "El recurso fue admitido el 25 de febrero y el pleno lo resolvió el 11 de febrero.",
    "Con fecha 24 de febrero se giró la orden de visita, misma que se practicó el 17 de febrero.",
    "La auditoría inició el 17 de febrero y concluyó el 3 de febrero.",
    "Se recibió el oficio de la Auditoría el 20 de marzo, al que se dio contestación el 13 "
    "de marzo.",
    "El 25 de febrero se convocó a la sesión, que se llevó a cabo el 18 de febrero.",
    "La ciudadana presentó su escrito el 19 de febrero y recibió respuesta el 12 de febrero.",
    "La propuesta fue turnada al Comité el 12 de marzo, que la aprobó el 5 de marzo.",
    "Solicitud 45: recibida 20/03/2025, respondida 13/03/2025.",
    "La obra se entregó el 7 de febrero, después de que se concluyó el 21 de febrero.",
    "La revisión a la tienda empezó el 21 de febrero de 2025, día en que contamos la mercancía y "
    "pedimos los tickets de venta. Después comparamos los tickets con los depósitos. Una vez "
    "acabado ese trabajo, el 7 de febrero de 2025 entregamos a la Rectoría el informe final.",
    "El arqueo se hizo el 20 de marzo. Al terminar, el 12 de marzo firmamos el acta.",
    "El inventario inició el 18 de marzo. Se contaron los bienes del almacén. Concluido el "
    "inventario, el 11 de marzo entregamos el resultado.",
    "La auditoría arrancó el 24 de febrero. Luego se revisaron los recibos. Hecho lo anterior, el "
    "10 de febrero notificamos las observaciones.",
    "La visita se realizó el 14 de marzo; tras concluirla, el 3 de marzo levantamos el acta.",
]


@pytest.mark.parametrize("text", REVERSED)
def test_what_follows_may_not_come_before(text):
    assert len(told(text)) == 1


def test_a_finding_says_which_stages_are_reversed():
    (said,) = told("Se convocó el 19 de febrero y la sesión se llevó a cabo el 12 de febrero.")
    assert (
        said == "Se celebró el 12 de febrero de 2024, antes de convocarse el 19 de febrero de 2024"
    )


IN_ORDER = [
    "La revisión a la tienda empezó el 21 de febrero. Después comparamos los tickets. Una vez "
    "acabado ese trabajo, el 14 de marzo entregamos el informe.",
    "La revisión a la tienda empezó el 21 de febrero. La cafetería fue la primera que vimos. Una "
    "vez acabada, el 7 de febrero entregamos su informe.",
    "La revisión a Obras empezó el 21 de febrero. En Tesorería se vieron los recibos. Al terminar, "
    "el 7 de febrero entregamos el informe.",
    "El curso empezó el 21 de febrero. Una vez terminada la auditoría, el 7 de febrero entregamos "
    "el informe.",
    "El arqueo se hizo el 20 de marzo. Se hizo también otro en Catastro. Al terminar, el 12 de "
    "marzo firmamos el acta.",
    "La obra terminó el 20 de marzo. Una vez acabada la excavación, el 12 de marzo se coló.",
    "El informe se entregó el 20 de marzo, ya que, una vez hecho el conteo, el 12 de marzo se "
    "pidieron los recibos.",
    "La solicitud se recibió el 9 de enero de 2025 y, una vez estudiada, la opinión se "
    "entregó al Ayuntamiento el 22 de enero de 2025.",
    "Se convocó el 12 de febrero y la sesión se llevó a cabo el 19 de febrero en el salón "
    "de Cabildos.",
    "La convocatoria se envió el 14 de marzo para la sesión del 21 de marzo. La sesión "
    "anterior se celebró el 7 de marzo.",
    "El 22 de enero se recibió la solicitud del Ayuntamiento de Apan, y la de Tula se "
    "respondió el 9 de enero.",
    "Se recibió otra solicitud el 22 de enero. La respuesta a la primera se había entregado "
    "el 9 de enero.",
    "Se publicó el 14 de marzo en el portal la convocatoria al curso de ética. El curso de "
    "archivos se impartió el 7 de marzo.",
    "Se notificó el 24 de febrero el resultado. La visita se hizo el 17 de febrero.",
    "El informe se presentó el 20 de marzo ante el Cabildo. La sesión en que se aprobó su "
    "formato fue el 11 de marzo.",
    "Se recibió el oficio el 20 de marzo, con el que se dio respuesta a lo que se pidió el "
    "11 de marzo.",
    "El 14 de marzo se entregaron las constancias del curso impartido el 7 de marzo.",
    "Se recibió el 20 de febrero el informe de la auditoría que concluyó el 10 de febrero.",
    "La queja llegó el 20 de marzo; el término para contestarla vence el 11 de abril.",
    "La minuta se circuló el 20 de febrero. La reunión se celebró el 13 de febrero en la "
    "sala de juntas.",
    "Se convocó a la segunda sesión el 20 de febrero. La primera se celebró el 13 de febrero.",
    "El contrato se firmó el 20 de enero y el anticipo se pagó el 27 de enero; la fianza se "
    "entregó el 17 de enero.",
    "Se notificó a los integrantes el 19 de febrero el acuerdo de la sesión que se llevó a "
    "cabo el 12 de febrero.",
    "La convocatoria para la feria se publicó el 20 de enero; la reunión de organización se "
    "realizó el 13 de enero.",
    "Se inició la revisión de nómina el 17 de febrero. La revisión de combustible terminó "
    "el 10 de febrero.",
    "Se presentó denuncia el 20 de marzo por los hechos que se resolvieron en el expediente "
    "4/2025 el 11 de marzo.",
    "La solicitud 45 se recibió el 20 de marzo y sigue en trámite; la 41 se contestó el 11 "
    "de marzo.",
    "La demanda se notificó el 20 de febrero y se contestó el 5 de marzo; el amparo se "
    "promovió el 13 de febrero.",
    "Se abrió el 3 de marzo el buzón del módulo Centro y se entregó el 17 de febrero el del "
    "módulo Norte.",
    "Se convocó el 10 de marzo al taller de presupuesto, que se dio el 20; el de archivo se "
    "impartió el 4 de marzo.",
    "El oficio se recibió el 20 de marzo y en él se informa que el taller se impartió el 11 "
    "de marzo.",
    "Se turnó la queja el 20 de marzo. Se atendió a la delegación el 11 de marzo.",
    "Se recibió la queja el 20 de marzo; se concluyó la auditoría el 11 de marzo.",
    "Se recibió la queja el 20 de marzo y se concluyó la auditoría el 11 de marzo.",
    "Las solicitudes de la Dirección se recibieron el 20 de marzo y las respuestas de enero "
    "se entregaron el 11 de marzo.",
    "Se publicó la convocatoria del concurso el 20 de marzo y se celebró la sesión del "
    "Comité el 11 de marzo.",
    "Se invitó el 20 de marzo a la ceremonia de clausura. El curso se impartió el 11 de marzo.",
    "Se convocó al taller el 20 de marzo; la sesión se celebró el 11 de marzo.",
    "La obra comenzó el 20 de marzo; la auditoría terminó el 11 de marzo.",
    "La revisión del parque vehicular inició el 20 de marzo. El inventario concluyó el 11 "
    "de marzo.",
    "El curso se dio el 20 de marzo y las constancias del diplomado se entregaron el 11 de marzo.",
    "La sesión se celebró el 20 de marzo y el acta de febrero se firmó el 11 de marzo.",
    "Con fecha 20 de marzo se presentó la denuncia ante la Fiscalía; el dictamen pericial "
    "se entregó el 11 de marzo.",
    "Se entregó el 11 de marzo la respuesta a la solicitud, que fue recurrida el 20 de marzo.",
    "El taller se impartió el 11 de marzo, tras lo cual se evaluó a los asistentes el 20 de marzo.",
    "Se atendió la queja el 11 de marzo, luego de ello se notificó el 20 de marzo.",
    "El informe se entregó el 11 de marzo, previo al inicio de la auditoría el 20 de marzo.",
    "La sesión se celebró el 11 de marzo, convocada para el mes, y se repitió el 20 de marzo.",
    "El pleno resolvió el 11 de marzo la denuncia y la turnó a la Fiscalía, que la presentó "
    "el 20 de marzo.",
    "Se envió el informe el 11 de marzo a la autoridad, para su atención después de la "
    "visita del 20 de marzo.",
    "Se respondió el 11 de marzo la consulta del Instituto y el 20 de marzo se recibió su acuse.",
    "El módulo abrió el 20 de marzo. La capacitación de su personal concluyó el 11 de marzo.",
    "El Comité sesionó el 20 de marzo; el acta se firmará en abril y la lista de asistencia "
    "se publicó el 11 de marzo.",
    "Se recibió en préstamo el expediente el 20 de marzo, ya que el Archivo lo entregó al "
    "juzgado el 11 de marzo.",
    "La licitación para la barda se publicó el 20 de marzo; el fallo de la licitación de "
    "pintura se emitió el 11 de marzo.",
    "Tras la visita del 20 de marzo se levantó el acta; la orden se había notificado el 11 "
    "de marzo.",
    "Se emitió el 11 de marzo el dictamen, convocado el pleno para el 20 de marzo.",
    "El 18 de marzo ingresó la queja 12; el 11 de marzo se notificó la resolución de la queja 8.",
    "Se recibió el oficio de la Auditoría el 20 de marzo; el acta se firmó el 13 de marzo.",
    "El 25 de febrero se convocó a la sesión siguiente; la última se llevó a cabo el 18 de "
    "febrero.",
    "La feria se celebró el 20 de marzo. Los reconocimientos del año se entregaron el 13 de marzo.",
    "El curso se impartió el 20 de marzo; las constancias de febrero, el 13 de marzo.",
    "El dictamen se presentó el 20 de marzo y fue aprobado; se elaboró a partir de la "
    "solicitud recibida el 13 de marzo.",
    "Se contestó el 20 de marzo la solicitud que se recibió el 13 de marzo.",
    "El Consejo sesionó el 20 de marzo y firmó el acta de la sesión del 13 de marzo.",
    "El pleno se reunió el 20 de marzo, tras haber sido convocado el 13 de marzo.",
    "El curso terminó el 20 de marzo, luego de que inició el 13 de marzo.",
    "La plática se dio el 13 de marzo, después del receso, y el 20 de marzo se repitió.",
    "Las observaciones se notificaron el 13 de marzo, después de la confronta, y se "
    "solventaron el 20 de marzo.",
    "Se entregó el 13 de marzo la información solicitada por la Auditoría para su revisión, "
    "que empezó el 20 de marzo.",
]


@pytest.mark.parametrize("text", IN_ORDER)
def test_days_in_their_order_or_of_several_matters_are_right(text):
    assert told(text) == []


def test_many_days_are_read_in_one_pass():
    text = (
        "Se recibió la queja el 20 de marzo, y otra, después de la visita, el 11 de marzo. " * 400
    )
    start = time.process_time()
    told(text)
    assert time.process_time() - start < 5
