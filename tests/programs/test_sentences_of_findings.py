"""What the checks say is short: no sentence of a message has more than 25 words.

The messages are those of every text of the corpus and of the real informe, which together make
most checks speak; what is quoted («…») or named by the informe counts as one word.
"""

import re
from pathlib import Path

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from tests.revisor_corpus import FOLDER, cases_of

MOST_WORDS = 25
DATA = Path(__file__).parents[1] / "data"
# What only a quarter of the system, a plan or a file with pictures can make a check say.
ELSEWHERE = {
    *(Code.QUANTITY, Code.RECEIVED, Code.REASON, Code.UNLIKELY, Code.CAUSE, Code.ANNUAL),
    *(Code.PROGRAMMED, Code.MONTHS, Code.NARRATIVE, Code.TABLE_EMPTY, Code.TABLE_CAPTION),
    *(Code.FIGURES_EMPTY, Code.FIGURES_CAPTION, Code.FIGURES_FILE, Code.CLOSING, Code.STATED),
    *(Code.DECLARED, Code.NO_TASK, Code.NO_META, Code.CALENDAR_ROWS, Code.CALENDAR_DATES),
    *(Code.QUARTERLY, Code.MONTHLY, Code.PICTURE_DATE, Code.PICTURE_TWICE, Code.TIE_SILENT),
    *(Code.TIE_LOST, Code.HECHO_DAY, Code.HECHO_SUMS, Code.HECHO_TOLD, Code.NAMED_FIGURE),
    *(Code.PLAN_LEFT_IN, Code.NO_NUMBER, Code.RULE_UNIT, Code.HECHO_PERIOD, Code.HECHO_NUMBER),
}


def sentences_of(message: str) -> list[str]:
    """Return the sentences of a message, with each quote as one word."""
    plain = re.sub(r"«[^»]*»", "cita", message)
    return re.split(r"(?<=[.?!])\s+(?=[A-ZÁÉÍÓÚ¿])", plain)


def words_of(sentence: str) -> int:
    return len(re.findall(r"[\w%º.ª/-]*\w", sentence))


@pytest.fixture(scope="module")
def findings():
    """All that the checks say of the texts, each with the texts of its places blotted out."""
    texts = [case.text for file in FOLDER.glob("*.toml") for case in cases_of(file.name)]
    texts.append((DATA / "seed_sesaech.txt").read_text(encoding="utf-8"))
    found = []
    for text in texts:
        reading = reading_of(TEXT, text.encode())
        names = sorted({each.place for each in reading.findings}, key=len, reverse=True)
        for each in reading.findings:
            message = each.finding.message
            for name in names:
                message = message.replace(name, "línea")
            found.append((each.finding.code, message))
    return found


def test_no_sentence_is_long(findings):
    long = {
        (code, sentence)
        for code, message in findings
        for sentence in sentences_of(message)
        if words_of(sentence) > MOST_WORDS
    }
    assert not long


def test_the_texts_make_the_checks_speak(findings):
    assert set(Code) - ELSEWHERE <= {code for code, _ in findings}


def test_a_long_sentence_is_told():
    assert words_of("Una línea de 3 palabras") == 5
    assert max(map(words_of, sentences_of("Una. Palabra" + " palabra" * 25))) == 26
