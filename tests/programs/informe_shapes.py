"""Short informes in the shapes of several institutions, as people paste them."""

TABLE = (
    "INFORME DE AVANCES ABRIL-JUNIO DE 2025\n\nDIRECCIÓN DE ADMINISTRACIÓN\n\n"
    "No.\tActividad\tMeta anual\tUnidad de medida\tRealizado\t% de avance\tActividades realizadas\n"
    "1\tElaborar estados financieros\t12\tInformes\t3\t25%\tSe elaboraron tres informes.\n"
    "2\tImpartir cursos\t8\tCursos\t2\t50%\tSe impartieron 2 cursos a 40 personas.\n"
)
NUMBERED = (
    "SEGUNDO INFORME TRIMESTRAL 2025\n\n1. Capacitación y difusión\n\n"
    "1.1 Impartir talleres de integridad\nMeta: 20 talleres\nPeriodo: enero a diciembre de 2025\n"
    "Resultados: Se impartieron seis talleres en el trimestre. "
    "Con ello se alcanzó el 30% de la meta anual.\n\n"
    "1.2 Publicar boletines\nMeta: 12 boletines\nResultados: Se publicaron tres boletines.\n\n"
    "2. Vinculación\n\n2.1 Firmar convenios\nMeta: 4 convenios\nResultados: Se firmó uno.\n"
)
PROJECTS = (
    "Secretaría Ejecutiva\nInforme del tercer trimestre del ejercicio 2025\n\nEje 1. Prevención\n\n"
    "Proyecto 1: Red de municipios\nObjetivo: Integrar a los municipios.\n"
    "Responsable: Dirección de Vinculación\nMeta: 10 municipios integrados\n"
    "Fecha de inicio: 01/02/2025\nFecha de término: 30/11/2025\n"
    "Avance: Durante el trimestre se integraron 4 municipios.\nPorcentaje de avance: 40%\n\n"
    "Eje 2. Denuncia\n\nProyecto 2: Buzón\nMeta: 200 denuncias atendidas\n"
    "Avance: Se recibieron 50 denuncias y se atendieron 45.\nPorcentaje de avance: 25%\n"
)
CAPITALS = (
    "INFORME TRIMESTRAL ENERO-MARZO 2023\n\nUNIDAD DE TRANSPARENCIA\n\n"
    "ACCIÓN 1. ATENDER SOLICITUDES\nMETA: 60 SOLICITUDES\nACCIONES REALIZADAS:\n"
    "SE ATENDIERON 12 SOLICITUDES DE 15 RECIBIDAS.\nAVANCE: 20%\n\n"
    "ACCIÓN 2. CAPACITAR AL PERSONAL\nMETA: 4 CURSOS\nACCIONES REALIZADAS:\n"
    "SE IMPARTIÓ UN CURSO.\nAVANCE: 25%\n\nDIRECCIÓN JURÍDICA\n\n"
    "ACCIÓN 3. ELABORAR CONTRATOS\nMETA: 10 CONTRATOS\nACCIONES REALIZADAS:\n"
    "NO SE ELABORARON CONTRATOS.\nAVANCE: 0%\n"
)
CARDS = (
    "Coordinación de Archivos\n\nLínea de acción\tLA-03 Transferencias primarias\n"
    "Meta\t6 transferencias\nFecha de inicio\t01/01/2025\nFecha de término\t31/12/2025\n"
    "Actividades realizadas\tSe realizaron dos transferencias.\nAvance\t33%\n\n"
    "Línea de acción\tLA-04 Capacitación\nMeta\t3 cursos\nFecha de inicio\t01/01/2025\n"
    "Fecha de término\t31/12/2025\nActividades realizadas\tSe impartió un curso.\nAvance\t33%\n"
)
OBJECTIVES = (
    "INFORME DE ACTIVIDADES\nPRIMER TRIMESTRE 2026\n\nObjetivo 1. Fortalecer la integridad\n\n"
    "Estrategia 1.1 Formación\n\nLínea 1.1.1: Capacitar a servidores públicos\n"
    "Meta: 500 personas\nSe capacitó a 125 personas, 25% de la meta.\n\n"
    "Objetivo 2. Transparencia\n\nEstrategia 2.1 Portal\n\nLínea 2.1.1: Actualizar el portal\n"
    "Meta: 12 actualizaciones\nSe hicieron tres actualizaciones. Avance del 25%.\n"
)
METAS = (
    "Avance de metas, cuarto trimestre de 2024\n\nMeta 1. Realizar 4 sesiones del Comité\n"
    "Se celebró la cuarta sesión ordinaria. Se cumplió al 100%.\n\n"
    "Meta 2. Publicar 12 boletines\nSe publicaron tres boletines más.\nAvance acumulado: 100%\n"
)
