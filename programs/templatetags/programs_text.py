"""Filters that print values in Spanish: dates, quantities, prose. Their words are `phrases`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import inf

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from programs.values import phrases
from programs.values.cells import Token, plain_spaces, tokens
from programs.values.letters import text_width
from programs.values.prose import prose_groups

register = template.Library()

# A number of these alone has no sign at which a line could end.
UNPARTED = "0123456789.,:;/$%()+-"
# What the narrowest column of a table of ours holds, in ems: its number may not run out of it.
NARROWEST = 8.0


@register.filter
def long_date(day: date | None) -> str:
    """Print "31 de marzo de 2026"; "" without a date."""
    return phrases.long_date(day) if day else ""


@register.filter
def due(day: date | None) -> str:
    """Print "vence el 31 de marzo de 2026", or "venció el" from the day after it."""
    if day is None:
        return ""
    return f"{'venció' if day < timezone.localdate() else 'vence'} el {phrases.long_date(day)}"


@register.filter
def moment(at: datetime | None) -> str:
    """Print "31 de marzo de 2026, 10:42" of the local clock; "" without a moment."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{phrases.long_date(local.date())}, {local:%H:%M}"


@register.filter
def number(value: Decimal | int | None) -> str:
    """Print "4,000"; "" without a value."""
    return "" if value is None else phrases.number_text(Decimal(value))


@register.filter
def signed(value: Decimal | None) -> str:
    """Print "+2" or "−1"; "" without a value."""
    return "" if value is None else phrases.signed_text(value)


@register.filter
def counted(value: int, words: str) -> str:
    """Print a number with its noun: `3|counted:"línea,líneas"` is "3 líneas"."""
    one, many = words.split(",")
    return f"{phrases.number_text(Decimal(value))} {one if value == 1 else many}"


@register.filter
def is_figure(text: str) -> bool:
    """Tell a printed quantity from a word such as "sin dato"."""
    return text[:1].isdigit()


@register.filter
def joined(items: Iterable[str]) -> str:
    """Print an enumeration: "a, b y c"."""
    return phrases.join_list(items)


@register.filter
def prose(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Split typed prose into ("p", (line,)) and ("ul", items): "- " or "• " begins an item."""
    return prose_groups(text)


@register.filter
def lined(text: str) -> str:
    """Print the typed text of a cell with its lines and its lists; one line as it is."""
    return _lined(prose_groups(text))


@register.filter
def lined_unbroken(text: str) -> str:
    """Print as `lined`, on paper: no amount is parted that the narrowest column holds."""
    groups = prose_groups(text)
    return _lined(
        [(kind, tuple(_unbroken(line, NARROWEST) for line in lines)) for kind, lines in groups]
    )


@register.filter
def lined_cell(text: str) -> SafeString | str:
    """Print a captured cell with its lines and its lists, unbroken as a table's other cells.

    A single line is no list: "- 5" is a quantity.
    """
    if "\n" not in text.strip():
        return unbroken(text)
    return _lined([(kind, tuple(map(unbroken, lines))) for kind, lines in prose_groups(text)])


def _lined(groups: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    if [kind for kind, _ in groups] == ["p"]:
        return groups[0][1][0]
    return format_html_join("", "{}", ((_group(kind, lines),) for kind, lines in groups))


def _group(kind: str, lines: tuple[str, ...]) -> SafeString:
    if kind == "ul":
        items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
        return format_html('<ul class="text-list">{}</ul>', items)
    return format_html_join("", '<span class="text-line">{}</span>', ((line,) for line in lines))


@register.filter
def unbroken(text: str) -> SafeString:
    """Print a cell of a table so that no amount and no date in it is parted between two lines.

    The column holds them: `programs.values.table_layout` gave it its width.
    """
    return _unbroken(text, inf)


def _unbroken(text: str, most: float) -> SafeString:
    text = plain_spaces(text)
    parts: list[str] = []
    end = 0
    for token in tokens(text):
        if markup := _markup(token, most):
            parts += [text[end : token.start], markup]
            end = token.end
    return format_html_join("", "{}", ((part,) for part in [*parts, text[end:]]))


def _markup(token: Token, most: float) -> SafeString | None:
    """Return a token that lines must not part, or part at its signs only; None for any other."""
    if len(token.pieces) > 1:
        # Safe: a tag without any text of anybody.
        return format_html_join(mark_safe("<wbr>"), "{}", ((piece,) for piece in token.pieces))
    if token.is_number and token.text.strip(UNPARTED) and text_width(token.text) <= most:
        return format_html('<span class="unbroken">{}</span>', token.text)
    return None


@register.filter
def cleaned(html: str) -> SafeString:
    """Print the markup of a block view."""
    # Safe: `programs.selectors.bloques` passed it through `clean_html` when it was read.
    return mark_safe(html)


@register.filter
def quarter(value: int) -> str:
    """Print "1er trimestre"."""
    return phrases.quarter_name(value)
