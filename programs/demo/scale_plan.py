"""The plan of each institution of the load: that of the sample, over eight áreas of five líneas."""

from dataclasses import replace
from itertools import cycle, islice

from programs.demo.front_matter import AREAS as SAMPLE_AREAS
from programs.demo.front_matter import EJES as SAMPLE_EJES
from programs.demo.history import State
from programs.demo.plan import EjePlan, Linea, TareaPlan
from programs.models import Area

LINEAS, TAREAS = 5, 10
# Code and name of each área; it answers for the eje of its place.
AREAS = (
    *((code, name) for code, name, *_rest in SAMPLE_AREAS),
    ("driesgos", "Dirección de Riesgos y Evaluación"),
    ("dcap", "Dirección de Capacitación y Ética Pública"),
)
# How far each área is in the quarter in capture, línea by línea; the rest of them is validated.
STATES = {
    "ut": (State.SUBMITTED,) * LINEAS,
    "ca": (State.EMPTY,) * LINEAS,
    "dvpp": (State.READY, State.TEXT, State.QUANTITY, State.EMPTY, State.READY),
    "dpd": (State.READY,) * LINEAS,
    "driesgos": (State.VALIDATED, State.VALIDATED, *(State.SUBMITTED,) * 3),
}


def scale_state(area: Area, place: int) -> State:
    """Return how far the línea in this place of an área's eje is in the quarter in capture."""
    return STATES.get(area.code, (State.VALIDATED,) * LINEAS)[place - 1]


def scale_ejes() -> tuple[EjePlan, ...]:
    """Return the eight ejes: those of the sample and two more, filled up from all of them."""
    own = [
        *SAMPLE_EJES,
        replace(SAMPLE_EJES[3], name="Riesgos de corrupción y evaluación", lineas=(), tareas=()),
        replace(SAMPLE_EJES[4], name="Capacitación y ética pública", lineas=(), tareas=()),
    ]
    return tuple(
        replace(
            eje,
            areas=(code,),
            lineas=_lineas(eje, place),
            tareas=_tareas(eje, place),
        )
        for place, (eje, (code, _name)) in enumerate(zip(own, AREAS, strict=True))
    )


def _lineas(eje: EjePlan, place: int) -> tuple[Linea, ...]:
    """Return the líneas of an eje, without photographs: the load is of rows."""
    every = [linea for each in SAMPLE_EJES for linea in each.lineas if linea not in eje.lineas]
    others = islice(cycle(every), 3 * place, None)
    filled = (*eje.lineas, *islice(others, LINEAS - len(eje.lineas)))
    return tuple(replace(linea, fotos=None) for linea in filled)


def _tareas(eje: EjePlan, place: int) -> tuple[TareaPlan, ...]:
    """Return the tareas of an eje; those that come from another belong to líneas by turns."""
    every = [tarea for each in SAMPLE_EJES for tarea in each.tareas if tarea not in eje.tareas]
    others = islice(cycle(every), 7 * place, None)
    added = (
        replace(tarea, linea=turn % LINEAS + 1)
        for turn, tarea in enumerate(islice(others, TAREAS - len(eje.tareas)))
    )
    return (*eje.tareas, *added)
