"""Exchange with Excel: one sheet for each kind of row of the plan."""

from programs.resources.plan import (
    AreaResource,
    ComponenteDeMetaResource,
    EjeResource,
    LineaDeAccionResource,
    MetaResource,
    TareaResource,
)

__all__ = [
    "AreaResource",
    "ComponenteDeMetaResource",
    "EjeResource",
    "LineaDeAccionResource",
    "MetaResource",
    "TareaResource",
]
