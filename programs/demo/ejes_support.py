"""The invented plan, first half: administración, transparencia, archivo."""

from programs.demo.plan import ALL_MONTHS, Componente, EjePlan, Fotos, Linea, TareaPlan
from programs.enums import CaptionKind, ComponentKind, MetaRule

ADMINISTRACION = EjePlan(
    name="Administración de los recursos institucionales",
    areas=("da",),
    objective="Dotar a las áreas de los recursos humanos, materiales y financieros que necesitan, "
    "con apego al presupuesto autorizado.",
    strategy="Programar las compras con las áreas, registrar el gasto cada mes y capacitar al "
    "personal.",
    lineas=(
        Linea(
            title="Atender las solicitudes de recursos materiales y servicios de las áreas.",
            meta="24 solicitudes",
            componentes=(Componente("solicitudes", "solicitud", 24, (6, 6, 6, 6), (6, 6, 7, 6)),),
            done="Durante el {quarter} trimestre de {year}, la Dirección atendió {amounts} de "
            "recursos materiales y de servicios.",
            details=(
                "Cada solicitud se registró en el control interno y se entregó con acuse.",
                "Las compras se hicieron por adjudicación directa, dentro de los montos "
                "autorizados.",
            ),
            table_title="Solicitudes atendidas por mes",
        ),
        Linea(
            title="Integrar los informes financieros y presupuestales y la cuenta pública.",
            meta="15 informes",
            componentes=(Componente("informes", "informe", 15, (4, 3, 4, 4), (4, 3, 3, 4)),),
            done="Durante el {quarter} trimestre de {year}, la Dirección integró y entregó "
            "{amounts} a la autoridad hacendaria.",
            details=(
                "Los estados financieros se conciliaron con los registros bancarios antes de su "
                "firma.",
                "La entrega se hizo dentro del plazo que fija la normativa contable.",
            ),
            cause_behind="obedece a que un informe se entregó en los primeros días del trimestre "
            "siguiente",
        ),
        Linea(
            title="Capacitar al personal en administración pública y combate a la corrupción.",
            meta="12 cursos",
            componentes=(Componente("cursos", "curso", 12, (3, 3, 3, 3), (5, 4, 5, 4)),),
            done="Durante el {quarter} trimestre de {year}, la Dirección organizó {amounts} para "
            "el personal de la Secretaría Ejecutiva.",
            details=(
                "Las sesiones fueron en línea y las constancias obran en cada expediente.",
                "Asistió personal de las seis áreas, con lista de registro y evaluación final.",
            ),
            cause_ahead="responde a que dos instituciones ofrecieron cursos gratuitos que no "
            "estaban programados",
            fotos=Fotos(
                CaptionKind.PHOTO,
                "Curso de responsabilidades administrativas.",
                ("Sala de capacitación con una pantalla al frente.", "Mesa con materiales."),
            ),
        ),
        Linea(
            title="Mantener los bienes muebles inventariados y con resguardo vigente.",
            meta="95% de los bienes con resguardo vigente",
            componentes=(
                Componente(
                    "los bienes con resguardo vigente",
                    "los bienes con resguardo vigente",
                    95,
                    (80, 85, 90, 95),
                    (82, 86, 91, 95),
                    kind=ComponentKind.PERCENT,
                ),
            ),
            done="Al cierre del {quarter} trimestre de {year}, la Dirección contaba con {amounts}.",
            details=(
                "El inventario físico se cotejó con el registro contable.",
                "Los resguardos se actualizaron por cambios de adscripción del personal.",
            ),
        ),
    ),
    tareas=(
        TareaPlan(
            "Recibir y tramitar las requisiciones de las áreas.",
            ALL_MONTHS,
            1,
            "Se tramitan las requisiciones de cada mes.",
            "Tramitar el 100% de las requisiciones recibidas.",
            "Áreas con los insumos necesarios para su operación.",
        ),
        TareaPlan(
            "Integrar el informe trimestral de gasto.",
            "1,4,7,10",
            2,
            "Un informe al término de cada trimestre.",
            "Entregar cuatro informes en el año.",
            "Gasto público informado en tiempo y forma.",
        ),
        TareaPlan(
            "Convocar y registrar los cursos de capacitación.",
            "2,5,8,11",
            3,
            "Una convocatoria por trimestre.",
            "Convocar al 100% del personal.",
            "Personal capacitado.",
        ),
        TareaPlan(
            "Levantar el inventario físico de bienes muebles.",
            "6,12",
            4,
            "Un levantamiento por semestre.",
            "Dos levantamientos en el año.",
            "Inventario actualizado y conciliado.",
        ),
        TareaPlan("Revisar el padrón de proveedores.", "3,9", None, in_table=False),
    ),
)

TRANSPARENCIA = EjePlan(
    name="Transparencia y acceso a la información",
    areas=("ut",),
    objective="Garantizar el derecho de acceso a la información y la protección de los datos "
    "personales en posesión de la Secretaría Ejecutiva.",
    strategy="Coordinar a las áreas para responder en plazo y mantener publicada la información.",
    lineas=(
        Linea(
            title="Atender las solicitudes de acceso a la información y de derechos ARCOP.",
            meta="Atender el 100% de las solicitudes recibidas",
            componentes=(
                Componente(
                    "solicitudes",
                    "solicitud",
                    None,
                    actual=(18, 22, 15, 20),
                    received=(18, 24, 16, 20),
                    kind=ComponentKind.DEMAND,
                ),
            ),
            done="Durante el {quarter} trimestre de {year}, la Unidad dio respuesta a {amounts} "
            "de acceso a la información.",
            details=(
                "Las respuestas se entregaron en un promedio de nueve días hábiles.",
                "Ninguna respuesta fue recurrida ante el órgano garante.",
            ),
            table_title="Solicitudes atendidas por mes",
        ),
        Linea(
            title="Actualizar las obligaciones de transparencia en las plataformas nacional y "
            "estatal.",
            meta="4 actualizaciones",
            componentes=(Componente("actualizaciones", "actualización", 4, actual=(1, 1, 1, 1)),),
            done="Durante el {quarter} trimestre de {year}, la Unidad concluyó {amounts} de las "
            "obligaciones comunes y específicas.",
            details=(
                "Las áreas validaron sus formatos antes de la carga.",
                "Los comprobantes de carga se conservan en el expediente de la Unidad.",
            ),
            fotos=Fotos(
                CaptionKind.IMAGE,
                "Comprobante de carga en la plataforma.",
                ("Página impresa con un comprobante de carga.",),
            ),
        ),
        Linea(
            title="Difundir el derecho de acceso a la información entre el personal y la "
            "ciudadanía.",
            meta="8 talleres y 4 boletines",
            componentes=(
                Componente("talleres", "taller", 8, (2, 2, 2, 2), (2, 1, 2, 2)),
                Componente("boletines", "boletín", 4, (1, 1, 1, 1), (1, 1, 1, 1)),
            ),
            rule=MetaRule.EACH,
            done="Durante el {quarter} trimestre de {year}, la Unidad llevó a cabo {amounts} de "
            "difusión.",
            details=(
                "Los contenidos se prepararon en lenguaje claro.",
                "Se aplicó una encuesta de satisfacción al final de cada actividad.",
            ),
            cause_behind="obedece a que una sede canceló el taller y este se reprogramó",
        ),
    ),
    tareas=(
        TareaPlan(
            "Recibir, turnar y responder las solicitudes de información.",
            ALL_MONTHS,
            1,
            "No hay solicitudes de información con cantidad fija.",
            "Responder el 100% de las solicitudes recibidas.",
            "Personas con respuesta en el plazo legal.",
            demand_driven=True,
        ),
        TareaPlan(
            "Cargar los formatos de obligaciones de transparencia.",
            "1,4,7,10",
            2,
            "Una carga al inicio de cada trimestre.",
            "Cuatro cargas en el año.",
            "Información pública vigente.",
        ),
        TareaPlan(
            "Impartir talleres de acceso a la información.",
            "3,6,9,11",
            3,
            "Talleres al cierre de cada trimestre.",
            "Ocho talleres en el año.",
            "Personal y ciudadanía que conocen su derecho.",
        ),
        TareaPlan(
            "Sesionar el Comité de Transparencia.",
            "2,4,6,8,10,12",
            1,
            "Una sesión ordinaria cada dos meses.",
            "Seis sesiones ordinarias en el año.",
            "Resoluciones del Comité firmadas y publicadas.",
            calendar_text="Sesiones ordinarias del Comité de Transparencia.",
        ),
    ),
)

ARCHIVO = EjePlan(
    name="Gestión documental y archivo",
    areas=("ca",),
    objective="Organizar y conservar los archivos de la Secretaría Ejecutiva durante todo su "
    "ciclo de vida.",
    strategy="- Actualizar los instrumentos de control.\n- Asesorar a las áreas productoras.\n"
    "- Habilitar el archivo de concentración.",
    lineas=(
        Linea(
            title="Elaborar y actualizar los instrumentos de control y consulta archivística.",
            meta="4 instrumentos",
            componentes=(Componente("instrumentos", "instrumento", 4, (2, 0, 2, 0), (2, 0, 2, 0)),),
            done="Durante el {quarter} trimestre de {year}, la Coordinación actualizó {amounts} "
            "de control archivístico.",
            details=("Los documentos se revisaron con el Grupo Interdisciplinario.",),
        ),
        Linea(
            title="Asesorar a las áreas en la organización de sus archivos de trámite.",
            meta="120 asesorías",
            componentes=(
                Componente("asesorías", "asesoría", 120, (30, 30, 30, 30), (24, 20, 22, 25)),
            ),
            done="Durante el {quarter} trimestre de {year}, la Coordinación brindó {amounts} a "
            "las personas responsables de archivo.",
            details=(
                "Las consultas más frecuentes fueron sobre transferencias primarias.",
                "Se revisaron carátulas, inventarios y guías simples.",
            ),
            cause_behind="obedece a que dos áreas cambiaron a su responsable de archivo y "
            "pospusieron las sesiones",
        ),
        Linea(
            title="Habilitar un espacio para el archivo de concentración.",
            meta="1 espacio para el archivo de concentración",
            componentes=(
                Componente(
                    "espacio", "espacio", 1, actual=(None, None, 0, 1), kind=ComponentKind.MILESTONE
                ),
            ),
            due_quarters="3,4",
            done="Durante el {quarter} trimestre de {year}, la Coordinación registró {amounts} "
            "habilitado para el archivo de concentración.",
            details=("La estantería y el control de humedad quedaron instalados.",),
            months=(7, 12),
        ),
    ),
    tareas=(
        TareaPlan(
            "Actualizar el cuadro general y el catálogo de disposición documental.",
            "2,8",
            1,
            "Una revisión por semestre.",
            "Dos instrumentos por revisión.",
            "Instrumentos archivísticos vigentes.",
        ),
        TareaPlan(
            "Asesorar a las personas responsables de archivo de trámite.",
            ALL_MONTHS,
            2,
            "Diez asesorías al mes.",
            "Ciento veinte asesorías en el año.",
            "Archivos de trámite organizados.",
        ),
        TareaPlan(
            "Acondicionar el espacio del archivo de concentración.",
            "7-10",
            3,
            "Trabajos de julio a octubre.",
            "Un espacio habilitado.",
            "Archivo de concentración en operación.",
        ),
    ),
)
