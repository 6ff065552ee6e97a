"""The invented plan, second half: políticas públicas, plataforma digital, órganos colegiados."""

from programs.demo.plan import ALL_MONTHS, Componente, EjePlan, Fotos, Linea, TareaPlan
from programs.enums import CaptionKind, ComponentKind, MetaRule

# Exactly 400 characters: what a page, a table and a document must still carry well.
LONG_TITLE = (
    "Acompañar a los municipios en la elaboración, la revisión y el seguimiento de sus planes de "
    "trabajo anticorrupción, mediante asesorías técnicas, materiales de apoyo y mesas regionales, "
    "de modo que cada plan defina prioridades, responsables, plazos e indicadores congruentes con "
    "la Política Estatal Anticorrupción y que sus avances se publiquen y se revisen con la "
    "ciudadanía al menos una vez por año."
)

POLITICAS = EjePlan(
    name="Política Estatal Anticorrupción",
    areas=("dvpp", "dj"),
    objective="Impulsar la implementación de la Política Estatal Anticorrupción con las "
    "instituciones, los municipios y la sociedad.",
    strategy="Acordar programas de trabajo, acompañar su ejecución y publicar los resultados.",
    lineas=(
        Linea(
            title="Dar seguimiento a los indicadores de la Política Estatal Anticorrupción.",
            meta="4 reportes de seguimiento",
            verification="Reportes publicados y su oficio de remisión.",
            componentes=(Componente("reportes", "reporte", 4, (1, 1, 1, 1), (1, 1, 1, 1)),),
            done="Durante el {quarter} trimestre de {year}, la Dirección elaboró {amounts} de "
            "seguimiento de indicadores.",
            details=(
                "La información se solicitó por oficio a las instituciones implementadoras.",
                "Los resultados se presentaron a la Comisión Ejecutiva.",
            ),
            fotos=Fotos(
                CaptionKind.IMAGE,
                "Tablero de indicadores de la política estatal.",
                ("Gráfica de barras con una línea de tendencia.",),
            ),
        ),
        Linea(
            title=LONG_TITLE,
            meta="11 planes municipales revisados",
            verification="Cédulas de observaciones firmadas por cada ayuntamiento.",
            componentes=(
                Componente("planes revisados", "plan revisado", 11, (2, 3, 3, 3), (1, 1, 2, 3)),
            ),
            done="Durante el {quarter} trimestre de {year}, la Dirección concluyó {amounts} con "
            "los ayuntamientos participantes.",
            details=(
                "Cada plan recibió una cédula de observaciones.",
                "Las mesas regionales se realizaron en modalidad híbrida.",
            ),
            cause_behind="obedece a que tres ayuntamientos solicitaron prórroga para entregar "
            "sus documentos",
            fotos=Fotos(
                CaptionKind.PHOTO,
                "Mesa regional de trabajo con municipios.",
                ("Sala de juntas con mesa larga y pantalla.", ""),
            ),
        ),
        Linea(
            title="Sensibilizar a la ciudadanía sobre integridad y denuncia de la corrupción.",
            meta="2,000 personas",
            verification="Listas de asistencia y memoria fotográfica.",
            componentes=(
                Componente("personas", "persona", 2000, (500, 500, 500, 500), (455, 510, 480, 520)),
            ),
            done="Durante el {quarter} trimestre de {year}, la Dirección sensibilizó a {amounts} "
            "en escuelas, ferias y plazas públicas.",
            details=("Las listas de asistencia y el material entregado obran en el área.",),
        ),
        Linea(
            title="Elaborar el estudio anual de percepción de la corrupción.",
            meta="1 estudio",
            componentes=(
                Componente(
                    "estudio",
                    "estudio",
                    1,
                    (0, 0, 0, 1),
                    (None, None, None, 1),
                    kind=ComponentKind.MILESTONE,
                ),
            ),
            done="Durante el {quarter} trimestre de {year}, la Dirección concluyó {amounts} de "
            "percepción.",
            details=("El estudio se presentó al Comité Coordinador.",),
            months=(9, 12),
        ),
    ),
    tareas=(
        TareaPlan(
            "Integrar el reporte de indicadores.",
            "3,6,9,12",
            1,
            "Un reporte al cierre de cada trimestre.",
            "Cuatro reportes en el año.",
            "Indicadores publicados.",
        ),
        TareaPlan(
            "Asesorar a los municipios en sus planes de trabajo.",
            "2-11",
            2,
            "Asesorías de febrero a noviembre.",
            "Once planes revisados.",
            "Municipios con plan de trabajo vigente.",
            verification="Minutas de las mesas regionales.",
        ),
        TareaPlan(
            "Realizar jornadas de sensibilización.",
            ALL_MONTHS,
            3,
            "Dos jornadas al mes.",
            "Dos mil personas en el año.",
            "Ciudadanía informada.",
        ),
        TareaPlan(
            "Preparar el material de las campañas.",
            "4,8,12",
            3,
            "Un paquete por cuatrimestre.",
            "Tres paquetes en el año.",
            "Materiales disponibles para las jornadas.",
        ),
    ),
)

PLATAFORMA = EjePlan(
    name="Plataforma Digital Estatal",
    areas=("dpd",),
    objective="Operar la Plataforma Digital Estatal y su conexión con la Plataforma Digital "
    "Nacional.",
    strategy="Conectar a las instituciones, mantener la infraestructura y dar soporte.",
    lineas=(
        Linea(
            title="Conectar a las instituciones públicas con la Plataforma Digital Estatal.",
            meta="50 instituciones",
            verification="Actas de conexión y bitácora de pruebas.",
            componentes=(
                Componente("instituciones", "institución", 50, (10, 15, 15, 10), (8, 12, 14, 10)),
            ),
            done="Durante el {quarter} trimestre de {year}, la Dirección conectó a {amounts} con "
            "los sistemas de la plataforma.",
            details=(
                "Cada conexión se probó con datos de ensayo antes de su apertura.",
                "Los convenios de intercambio se revisaron con la Dirección Jurídica.",
            ),
            cause_behind="obedece a que varias instituciones aún adquieren su certificado de "
            "seguridad",
            fotos=Fotos(
                CaptionKind.PHOTO,
                "Reunión técnica de conexión.",
                ("Sala de juntas con pantalla encendida.", "Mesa de trabajo con documentos."),
            ),
        ),
        Linea(
            title="Mantener la infraestructura tecnológica y respaldar la información.",
            meta="16 mantenimientos y 4 respaldos",
            componentes=(
                Componente("mantenimientos", "mantenimiento", 16, (4, 4, 4, 4), (4, 4, 3, 4)),
                Componente("respaldos", "respaldo", 4, (1, 1, 1, 1), (1, 1, 1, 1)),
            ),
            rule=MetaRule.AVERAGE,
            done="Durante el {quarter} trimestre de {year}, la Dirección realizó {amounts} de los "
            "equipos y sistemas.",
            details=(
                "Los trabajos se hicieron fuera del horario de servicio.",
                "Se restauró un respaldo de prueba sin pérdida de información.",
            ),
            table_title="Mantenimientos y respaldos por mes",
        ),
        Linea(
            title="Dar soporte a las personas usuarias de los sistemas de la plataforma.",
            meta="Dar soporte continuo a las personas usuarias",
            componentes=(
                Componente(
                    "soporte continuo", "soporte continuo", None, kind=ComponentKind.UNQUANTIFIED
                ),
            ),
            done="Durante el {quarter} trimestre de {year}, la Dirección mantuvo el soporte por "
            "teléfono, correo y visitas.",
            details=("Los reportes se cerraron, en su mayoría, el mismo día.",),
        ),
    ),
    tareas=(
        TareaPlan(
            "Dar continuidad y actualizar los sistemas de la plataforma.",
            "1,4,7,10",
            1,
            "Una actualización por trimestre.",
            "Cuatro actualizaciones.",
            "Sistemas vigentes.",
        ),
        TareaPlan(
            "Conectar instituciones y validar sus datos.",
            ALL_MONTHS,
            1,
            "Conexiones cada mes.",
            "Cincuenta instituciones.",
            "Información interoperable.",
        ),
        TareaPlan(
            "Capacitar a los enlaces tecnológicos de las instituciones.",
            "2,5,8,11",
            1,
            "Una sesión por trimestre.",
            "Cuatro sesiones.",
            "Enlaces capacitados.",
        ),
        TareaPlan(
            "Dar mantenimiento preventivo a servidores y equipos.",
            "1-3,6,9,12",
            2,
            "Mantenimientos según cronograma.",
            "Dieciséis mantenimientos.",
            "Equipos en operación.",
        ),
        TareaPlan(
            "Respaldar las bases de datos y probar su restauración.",
            "3,6,9,12",
            2,
            "Un respaldo verificado por trimestre.",
            "Cuatro respaldos.",
            "Información protegida.",
        ),
        TareaPlan(
            "Monitorear la disponibilidad de los servicios.",
            ALL_MONTHS,
            2,
            "Monitoreo diario con reporte mensual.",
            "Doce reportes.",
            "Servicios disponibles.",
        ),
        TareaPlan(
            "Atender los reportes de soporte técnico.",
            ALL_MONTHS,
            3,
            "No hay cantidad fija de reportes.",
            "Atender el 100% de los reportes.",
            "Personas usuarias atendidas.",
            demand_driven=True,
        ),
        TareaPlan(
            "Revisar la seguridad de las cuentas y los accesos.",
            "2,4,6,8,10,12",
            3,
            "Una revisión cada dos meses.",
            "Seis revisiones.",
            "Accesos controlados.",
        ),
    ),
)

ORGANOS = EjePlan(
    name="Asistencia a órganos colegiados y normatividad",
    areas=("dj",),
    objective="Dar certeza jurídica a los actos de la Secretaría Ejecutiva y de los órganos "
    "colegiados a los que asiste.",
    strategy="Preparar las sesiones con anticipación, dar seguimiento a los acuerdos y mantener "
    "vigente la normatividad.",
    lineas=(
        Linea(
            title="Elaborar los documentos de las sesiones de los órganos colegiados.",
            meta="16 actas y 12 acuerdos en el año",
            componentes=(
                Componente("actas", "acta", 16, (4, 4, 4, 4), (4, 5, 4, 4)),
                Componente("acuerdos", "acuerdo", 12, (3, 3, 3, 3), (3, 3, 3, 2)),
            ),
            done="Durante el {quarter} trimestre de {year}, la Dirección elaboró {amounts} de las "
            "sesiones del Comité Coordinador, el Órgano de Gobierno y la Comisión Ejecutiva.",
            details=(
                "Las convocatorias se enviaron con la anticipación que fija el estatuto.",
                "Las versiones firmadas se entregaron a sus integrantes.",
            ),
            table_title="Documentos elaborados por mes",
            fotos=Fotos(
                CaptionKind.PHOTO,
                "Sesión ordinaria del Comité Coordinador.",
                ("Sala de sesiones con mesa larga.", "Mesa con documentos de la sesión."),
            ),
        ),
        Linea(
            title="Elaborar proyectos de normatividad interna.",
            meta="4 proyectos",
            componentes=(Componente("proyectos", "proyecto", 4, (1, 1, 1, 1), (1, 1, 1, 1)),),
            done="Durante el {quarter} trimestre de {year}, la Dirección concluyó {amounts} de "
            "normatividad interna.",
            details=(
                "El documento se sometió a la revisión de las áreas.",
                "La versión final se turnó a firma.",
            ),
        ),
        Linea(
            title="Revisar convenios, contratos y demás instrumentos jurídicos.",
            meta="10 instrumentos jurídicos",
            componentes=(
                Componente(
                    "instrumentos jurídicos",
                    "instrumento jurídico",
                    10,
                    (2, 3, 3, 2),
                    (3, 2, 3, 2),
                ),
            ),
            done="Durante el {quarter} trimestre de {year}, la Dirección revisó {amounts} a "
            "solicitud de las áreas.",
            details=("Las observaciones se entregaron por escrito en cinco días hábiles.",),
            cause_ahead="responde a que un convenio previsto para el trimestre siguiente se "
            "adelantó",
        ),
    ),
    tareas=(
        TareaPlan(
            "Convocar y asistir las sesiones de los órganos colegiados.",
            ALL_MONTHS,
            1,
            "Sesiones ordinarias y extraordinarias de cada mes.",
            "Asistir el 100% de las sesiones.",
            "Sesiones celebradas con actas firmadas.",
        ),
        TareaPlan(
            "Redactar y revisar los proyectos de normatividad.",
            "3,6,9,12",
            2,
            "Un proyecto por trimestre.",
            "Cuatro proyectos en el año.",
            "Normatividad vigente.",
        ),
        TareaPlan(
            "Dictaminar los instrumentos jurídicos que envían las áreas.",
            "2,4,6,8,10,12",
            3,
            "Dictámenes cada dos meses.",
            "Diez instrumentos en el año.",
            "Actos con sustento jurídico.",
        ),
    ),
)
