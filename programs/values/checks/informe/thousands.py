"""A figure with a point that may have been meant for thousands, where a finding rests on it.

"Meta: 1.200 personas" is read as 1.2 of them, and 300 done as 25,000%. What is found is asked, with
the same question as where a person types such a number. Source: the numbers of `values/typed.py`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.phrases import number_text, with_sign
from programs.values.typed import thousands_doubt

_OF_NUMBERS = (Code.WRITTEN_PERCENT, Code.SUM, Code.OPENING_FIGURE, Code.NAMED_FIGURE)
_ONE_GROUP = re.compile(r"(?<![\w.,/$-])[1-9]\d{0,2}\.\d{3}(?![\w/]|[.,]\d|\s?(?:%|por\s?ciento))")
_COMMA_PERCENT = re.compile(r"(?<![\w.,/$-])[1-9]\d{0,2},\d{3}(?=\s?(?:%|por\s?ciento))")
_MOST = 20


def points_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the figures with one point of the texts on which findings rest, the first of them.

    Percentages of one comma too: "33,333 %" may be a third.

    Asked once for all findings of a línea.
    """
    found: dict[str, None] = {}
    for text in texts:
        if "." in text:
            found.update(dict.fromkeys(_ONE_GROUP.findall(text)))
        if "," in text:
            found.update(dict.fromkeys(_COMMA_PERCENT.findall(text)))
        if len(found) >= _MOST:
            break
    return tuple(found)[:_MOST]


def asked(finding: Finding, points: Iterable[str]) -> Finding:
    """Return a finding as a doubt, with the question, where its arithmetic has such a figure.

    `points` are those of the texts on which it rests, as `points_in` returns them.
    """
    if finding.code not in _OF_NUMBERS or not finding.arithmetic:
        return finding
    shown = f" {finding.arithmetic} "
    for each in points:
        if "," in each:
            if re.search(rf"(?<![\d.,]){with_sign(each)}", finding.message):
                meant = with_sign(each.replace(",", "."))
                question = f"Dice {with_sign(each)}. Si quiso decir {meant}, escríbalo con punto"
                return _doubted(finding, question)
            continue
        value = re.escape(number_text(Decimal(each)))
        if re.search(rf"(?<![\d.,]){value}(?![\d,]|\.\d)", shown):
            question = thousands_doubt(each, "se leyó").replace("Escribió", "Dice", 1)
            return _doubted(finding, question)
    return finding


def _doubted(finding: Finding, question: str) -> Finding:
    arithmetic = f"{finding.arithmetic.rstrip('.')}. {question.rstrip('.')}"
    doubt = Severity.DOUBT if finding.severity is Severity.ERROR else finding.severity
    return replace(finding, severity=doubt, arithmetic=arithmetic)
