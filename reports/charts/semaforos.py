"""How many líneas stand at each status of the semáforo: shape, word, bar and number."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from programs.values import phrases
from programs.values.progress import Semaforo
from programs.values.semaforos import ORDER
from reports.charts.amounts import LINEAS, Words, count_text, empty_sentence
from reports.charts.axis import Axis
from reports.charts.shapes import SOLID, verdict, verdict_width
from reports.charts.svg import TEXT_2, advance, box, drawing, segment, write
from reports.charts.table import Chart, mark, number, word

ROW, BAR = 34, 18
GAP = 14


def semaforos(
    key: str,
    title: str,
    statuses: Sequence[Semaforo],
    *,
    words: Words = LINEAS,
    width: int = 640,
) -> Chart:
    """Return the count of each status, the most urgent first; grey words come last, each apart."""
    columns = ("Semáforo", words.row[1][:1].upper() + words.row[1][1:])
    if not statuses:
        return Chart(key, title, empty_sentence(words), columns, ())
    counts = Counter((status.color, status.word) for status in statuses)
    found = sorted(counts, key=lambda pair: (ORDER.index(pair[0]), pair[1]))
    rows = tuple((word(pair[1]), number(counts[pair])) for pair in found)
    told = phrases.join_list(f"{counts[pair]} «{pair[1]}»" for pair in found)
    sentence = f"De {count_text(len(statuses), words.row)}: {told}."
    left = max(verdict_width(pair[1]) for pair in found) + GAP
    numbers = max(advance(row[1].text, bold=True) for row in rows)
    most = max(counts.values())
    scale = Axis(Decimal(most), (), width - left - numbers - GAP)
    height = len(found) * ROW
    content = []
    for index, pair in enumerate(found):
        center = index * ROW + ROW / 2
        length = scale.at(Decimal(counts[pair]))
        status = verdict(*pair, 0, center + 5, **mark(rows[index][0], index, 0))
        at = mark(rows[index][1], index, 1)
        bar = box(
            left,
            center - BAR / 2,
            length,
            BAR,
            class_=f"chart-status chart-status-{pair[0]}",
            fill=SOLID[pair[0]],
            **at,
        )
        figure = write(rows[index][1].text, left + length + 8, center + 5, bold=True)
        content += [status, bar, figure]
    content.append(segment(left, 0, left, height, class_="chart-axis", stroke=TEXT_2))
    svg = drawing(key, title, sentence, width, height, *content)
    return Chart(key, title, sentence, columns, rows, svg)
