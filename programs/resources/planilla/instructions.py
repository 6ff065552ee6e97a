"""What the sheet Instrucciones says: how each column is filled, and which words it accepts."""

from collections.abc import Iterator

from programs.enums import ComponentKind, MetaRule
from programs.resources.planilla.columns import UNNUMBERED
from programs.values.plandiff import PRINTED
from programs.values.words import WORDS


def _or(words: list[str]) -> str:
    return f"{'; '.join(words)}"


def instructions() -> Iterator[tuple[str, str]]:
    """Yield the name of each thing and what to do, in plain words."""
    kinds = _or([kind.label for kind in ComponentKind])
    rules = _or([rule.label for rule in MetaRule])
    printed = _or([words for where, words in PRINTED.items() if any(where)])
    yield (
        "Antes de empezar",
        "Llene las hojas Plan, Calendario y Textos. No cambie los títulos de las columnas. "
        "Puede mover, copiar, insertar y borrar filas; no las ordene, porque el eje vale hacia "
        "abajo. Al subir el libro verá qué cambia. Si hay un error, no se aplica nada.",
    )
    yield (
        "Columnas ocultas",
        "Guardan la clave de cada fila, para reconocerla aunque cambie de lugar o de texto. "
        "En una fila nueva déjelas vacías.",
    )
    yield (
        "Plan · eje",
        "Se escribe en la primera fila del eje y vale hacia abajo. Un eje sin líneas es una fila "
        "con solo su nombre.",
    )
    yield (
        "Plan · número",
        f"Déjelo vacío: la línea se numera sola. Si lleva otro, escríbalo. Si no lleva ninguno, "
        f"escriba «{UNNUMBERED}».",
    )
    yield "Plan · área", "Elija de la lista. También sirve la clave del área u otro de sus nombres."
    yield "Plan · meta", "El texto como se imprime, por ejemplo «16 actas y 12 acuerdos»."
    yield "Plan · inicio y término", "Una fecha, como 31/12/2026."
    yield (
        "Plan · tipo, cantidad y unidad",
        f"El tipo es uno de estos: {kinds}. Vacío es Suma. Si la meta tiene otra cantidad, "
        "escríbala en la fila siguiente y deje vacía la línea de acción.",
    )
    yield (
        "Plan · T1 a T4",
        "Lo programado en cada trimestre. 0 es no programado; vacío es sin programación, es decir, "
        "que nadie lo ha dicho. El punto separa decimales.",
    )
    yield (
        "Plan · programado por mes",
        "Si la cantidad se programa y se reporta cada mes, escriba sus doce meses y deje vacíos "
        "T1 a T4: cada trimestre es la suma de sus meses. Solo con tipo Suma o Demanda.",
    )
    yield (
        "Plan · regla de varias cantidades",
        f"Solo si la meta tiene varias cantidades: {rules}. Vacío es Suma simple.",
    )
    yield (
        "Medio de verificación",
        "Con qué se comprueba la línea o la tarea: acta, acuse, listas de asistencia, informe.",
    )
    yield "Plan · toca en", "Cuándo toca, aunque no se diga cuánto: T1 y T3."
    yield (
        "Plan · del eje, una vez",
        "En la primera fila del eje. Las áreas responsables van en su orden, una por renglón de la "
        "celda (Alt+Entrar). El área que captura es una de ellas. Las palabras impresas solo si el "
        f"eje usa otras: «{WORDS['responsible'].name}: AREA RESPONSABLE», una por renglón.",
    )
    yield (
        "Calendario · meses",
        "✓ o x en cada mes programado. La primera columna es el primer mes del ejercicio.",
    )
    yield (
        "Calendario · línea de acción",
        "El texto de su línea, como está en la hoja Plan. Vacío si la tarea no es de una línea.",
    )
    yield (
        "Calendario · se imprime en",
        f"{printed}. Vacío es tabla y calendario. «Texto en el calendario» solo si difiere.",
    )
    yield (
        "Textos",
        "Una fila por sección del programa. «Orden» es su lugar entre las secciones de la "
        "institución. Un renglón vacío separa párrafos. Las tablas y figuras se escriben en el "
        "sistema; aquí solo conservan su lugar.",
    )
