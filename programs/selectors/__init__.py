"""What the reading pages need, in a fixed number of queries, as plain values.

Chains begin at `visible_to`. A view passes the row that the person may reach and the person, and
gets values from which the template prints without asking the database again. Rows are read in
fewer queries than `programs.reading.corte` takes for a whole document, and assembled like there by
`programs.reading.assembly`.
"""

from programs.selectors.home import programas_of
from programs.selectors.inicio import inicio_page
from programs.selectors.linea import linea_page, linea_visible
from programs.selectors.programa import programa_page
from programs.selectors.trimestre import trimestre_page

__all__ = [
    "inicio_page",
    "linea_page",
    "linea_visible",
    "programa_page",
    "programas_of",
    "trimestre_page",
]
