"""What an institution said that the headings of its workbooks are."""

from programs.models import Encabezado


def headings_kept(institucion_pk: int) -> dict[tuple[str, str], str]:
    """Return {(our sheet, heading): key of our column} as `Encabezado` keeps them, in one query."""
    rows = Encabezado.objects.filter(institucion=institucion_pk)
    return {
        (sheet, heading): key for sheet, heading, key in rows.values_list("sheet", "heading", "key")
    }
