"""A PDF with text as blocks."""

from programs.received.informes.blocks import Block


def blocks_of_pdf(data: bytes) -> list[Block]:
    """Return the blocks of a PDF."""
    return []
