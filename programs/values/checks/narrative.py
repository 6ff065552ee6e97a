"""The narrative of a línea: whether there is one, and what its tables and pictures lack."""

from collections.abc import Iterable, Iterator

from programs.values.checks.finding import Code, Finding, Notes, block_anchor, missing
from programs.values.closing import is_due
from programs.values.phrases import join_list
from programs.values.snapshot import BlockSnapshot, LineaSnapshot, TrimestreSnapshot


def narrative(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes
) -> Iterator[Finding]:
    """Yield that nothing tells what was done, where the meta is due."""
    if is_due(linea, trimestre) and not any(_has_content(block) for block in _blocks_of(linea)):
        yield missing(Code.NARRATIVE, "Falta contar qué se hizo", "narrativa")


def blocks(linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes) -> Iterator[Finding]:
    """Yield what the tables and pictures of the narrative lack, in their order."""
    yield from missing_in_blocks(_blocks_of(linea))


def missing_in_blocks(blocks: Iterable[BlockSnapshot]) -> Iterator[Finding]:
    """Yield what tables and pictures lack, in their order: of a línea or of the presentación."""
    for block in blocks:
        yield from _block(block)


def _blocks_of(linea: LineaSnapshot) -> tuple[BlockSnapshot, ...]:
    return linea.avance.blocks if linea.avance else ()


def _has_content(block: BlockSnapshot) -> bool:
    if block.kind == "text":
        return bool(block.html.strip())
    return bool(block.figures) if block.kind == "figures" else _has_cells(block)


def _has_cells(block: BlockSnapshot) -> bool:
    return any(cell.strip() for row in block.rows for cell in row)


def _block(block: BlockSnapshot) -> Iterator[Finding]:
    anchor = block_anchor(block.key)
    if block.kind == "table":
        if not _has_cells(block):
            yield missing(
                Code.TABLE_EMPTY, "La tabla está vacía. Llénela o quítela", f"{anchor}-celdas"
            )
        elif not (block.caption.strip() or block.title.strip()):
            yield missing(
                Code.TABLE_CAPTION, "A la tabla le falta el pie o el título", f"{anchor}-titulo"
            )
    elif block.kind == "figures":
        yield from _figures(block, anchor)


def _figures(block: BlockSnapshot, anchor: str) -> Iterator[Finding]:
    if not block.figures:
        yield missing(
            Code.FIGURES_EMPTY,
            "El grupo no tiene fotos. Súbalas o quite el grupo",
            f"{anchor}-fotos",
        )
        return
    if not block.caption.strip():
        # The number tells one group from another in a list.
        shown = len(block.figures)
        which = "A la foto" if shown == 1 else f"Al grupo de {shown} fotos"
        yield missing(Code.FIGURES_CAPTION, f"{which} le falta el pie", f"{anchor}-pie")
    absent = [n for n, figure in enumerate(block.figures, start=1) if not figure.renditions]
    if absent:
        which = "la foto" if len(absent) == 1 else "las fotos"
        places = join_list(str(n) for n in absent)
        yield missing(Code.FIGURES_FILE, f"Falta el archivo de {which} {places}", f"{anchor}-fotos")
