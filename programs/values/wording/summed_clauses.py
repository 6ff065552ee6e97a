"""Parts told one by clause, each with its place, origin or outcome before or after its number.

"Llegaron 74 quejas. En la ventanilla se dejaron 29; del buzón se sacaron 18; por teléfono se
apuntaron 16, y las nueve que quedan, por correo." What shows that they are parts is that nothing
else is counted beside them, and that they nearly make the total. Source: section 2.5 of the domain
document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from programs.values.wording.breakdown_parts import REST
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.told import Told

_LEAST = 8  # of a total
_MOST = 12  # parts
_LONGEST = 700  # signs from a total to the end of its parts
_BETWEEN = 180  # signs from a part to the next
_SEPARATOR = re.compile(r"[,;.]\s|\s[ye]\s")
# "El parque tiene 40 vehículos. En abril se verificaron 15, …": what there is, not what was done
_THERE_ARE = re.compile(
    r"\b(?:tiene|hay|cuenta|existen?|padron|plantilla|universo|parque|integran?|componen?|consta"
    r"|matricula|poblacion|catalogo|inventario|total\sde)\b"
)
# What closes a list: "y las nueve que quedan", "los otros seis", "los 20 restantes", "el resto, 16"
_REST = re.compile(
    r"\b(?:el\sresto,?\s(?:que\sson\s)?\0+,?|l[oa]s\s(?:otr[oa]s|restantes|demas)\s(?:\w+\s)?\0+"
    r"|l[oa]s\s\0+\s(?:\w+\s)?(?:restantes|faltantes|que\s(?:quedan|restan|faltan|sobran))"
    r"|otr[oa]s\s\0+(?:\smas)?)"
)
_HEDGED = re.compile(
    r"\b(?:entre\s(?:otr|ell)[oa]s|al\smenos|mas\sde\s(?!un[oa]\b)|menos\sde|cerca\sde|casi|aproximad\w+|ademas"
    r"|tambien|principal\w*|sobre\stodo|destac\w+|rest\w+|demas|algun[oa]s|vari[oa]s|etc|amb[oa]s"
    r"|por\slo\smenos|cada\sun[oa]|incluy\w+|incluid[oa]s|otr[oa]s|tanto|meta|anterior(?:es)?|mayoria|mitad"
    r"|previ[oa]s?|acumul\w+|promedio|ningun[oa]|adicional\w*|falt(?:a|o|an|aba|aron)n?"
    r"|respecto\sde|preguntas?|evalu\w+|calific(?:o|aron)|opin\w+|(?<!no\s)dijeron|consider\w+|respuesta\s(?:a|correct)\w*|program\w+|previst[oa]s?|comprometid[oa]s?)\b|%|\bpor\s?ciento\b"
)
# "sin que quedara otra por clasificar": that there are no more
_NO_MORE = re.compile(r",\ssin\s(?:que|contar|embargo)\b[^.;:,\d]{1,120}(?=[,:.;])")
# "En 30 faltaba el acta, en 21 no había firma": what may be of one and the same twice
_IN_THEM = re.compile(r"\b(?:en|a|con|sobre|para)\s(?:l[oa]s\s)?$")
_LEADS = re.compile(r"[:;(]\s")
_SO = re.compile(r"\b(?:asi|como\ssigue|de\sla\ssiguiente\s(?:manera|forma))\s?:\s$")
_ONLY_NAMED = re.compile(
    r"(?:\s(?!en\b|a\b|al\b|por\b|con\b|para\b|sobre\b|ante\b)[a-zñ]+){0,5};\s"
)
_HAS_VERB = re.compile(
    r"\s(?:(?:ya|aun|solo|no|le|les|se|lo)\s){0,2}(?:\w{3,}(?:aron|ieron|jeron|yeron|aban|ian)"
    r"|fue(?:ron)?|son|estan|siguen|tienen|eran|dieron|vinieron|que)\b"
)
_FIRST_WORD = re.compile(r"\W*([a-zñ]+)")
_WHOLE_TIME = re.compile(
    rf"\W*(?:en|de|durante|entre)\s(?:[a-zñ]+\s){{0,3}}?(?:\w*mestre|periodo|ano|{MONTH}\s(?:a|y)\s{MONTH})\b"
)
_MONTH = re.compile(rf"\b(?:{MONTH})\b")
_WOMEN = re.compile(
    r"\b(?:mujer(?:es)?|femenin[oa]s?|ninas|alumnas|servidoras|trabajadoras|ellas)\b"
)
_MEN = re.compile(
    r"\b(?:hombres?|varon(?:es)?|masculin[oa]s?|ninos|alumnos|servidores|trabajadores|ellos)\b"
)

# "dos quintas partes, que son treinta y seis, a presas": the number of it follows
_FRACTION = re.compile(r"(?:tercio|(?:tercer|cuart|quint|sext|octav|decim)[oa]s?\spartes?)\b")


def summed_clauses(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total with the parts that nearly make it, each told in a clause of its own."""
    counted = counted_of(text)
    if len(counted) < 3:
        return
    plain = folded(text)
    stops = _full_stops(text)
    last = -1
    for place, total in enumerate(counted):
        run = _parts_before(plain, total, counted[max(0, place - _MOST) : place])
        if run and _miss(total, run, closed=True):
            yield total, run
        if total.value < _LEAST or total.start < last or not _may_be_total(total):
            continue
        behind = counted[place + 1 : place + 3 + _MOST]
        following = [each for each in behind if not _FRACTION.match(each.own)]
        run, closed = _parts(plain, stops, total, following)
        if run and _miss(total, run, closed=closed):
            last = run[-1].end
            yield total, run


_BRACKET = re.compile(r"[^().;:]{3,90}\((?P<number>\d[\d,]{0,8})\)")
_MOST_SIGNS = 160  # from a total to the first of its parts in brackets


def bracketed_parts(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total with parts in brackets behind their names: "ayuntamientos (30), …"."""
    if text.count("(") < 3:
        return
    plain = folded(text)
    counted = [each for each in counted_of(text) if not (each.base or each.part or each.article)]
    run: list[re.Match[str]] = []
    for found in (*_BRACKET.finditer(text), None):
        joined = found and run and found.start() == run[-1].end()
        if found and (not run or (joined and _SEPARATOR.match(plain, found.start()))):
            run.append(found)
            continue
        if len(run) > 2 and (told := _of_brackets(plain, counted, run)):
            yield told
        run = [found] if found else []


def _of_brackets(
    plain: str, counted: Sequence[Counted], run: Sequence[re.Match[str]]
) -> tuple[Counted, list[Counted]] | None:
    """Return the one count before a run of brackets with what they hold, where it is its total."""
    first, end = run[0].start("number"), run[-1].end()
    at = bisect_right(counted, first, key=lambda each: each.start) - 1
    total = counted[at] if at >= 0 else None
    if total is None or first - total.end > _MOST_SIGNS or total.told is not Told.DONE:
        return None
    if total.elided or _HEDGED.search(plain, total.end, end) or not _CLOSED.match(plain, end):
        return None
    parts = [
        replace(
            total,
            value=Decimal(each["number"].replace(",", "")),
            start=each.start("number"),
            end=each.end("number"),
            elided=True,
        )
        for each in run
    ]
    return (total, parts) if _miss(total, parts, closed=False) else None


_CLOSED = re.compile(r"\s?(?:[.;]|$)")


def summed_behind(text: str, after: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield the total of a paragraph with the parts that open the next one and close with the rest.

    The places are those of both, joined by a line end.
    """
    if not _MAY_CLOSE.search(folded(after[:_LONGEST])):
        return
    for total, run in summed_clauses(f"{text}\n{after[:_LONGEST]}"):
        if total.end <= len(text) < run[0].start:
            yield total, run


_MAY_CLOSE = re.compile(r"\b(?:rest(?:o|antes?)|l[oa]s\s\w+\sque|otr[oa]s)\b")


def _may_be_total(total: Counted) -> bool:
    planned = total.told in (Told.PLANNED, Told.BEFORE, Told.LEFT)
    return not (planned or total.base or total.part or total.article)


def _full_stops(text: str) -> list[Span]:
    """Return the sentences of a text, those joined by ";" as one."""
    found: list[Span] = []
    for each in sentences_of(text):
        if found and text[found[-1].end - 1] == ";":
            found[-1] = Span(found[-1].start, each.end)
        else:
            found.append(each)
    return found


def _parts(
    plain: str, stops: Sequence[Span], total: Counted, following: Sequence[Counted]
) -> tuple[list[Counted], bool]:
    """Return the counts of the list that follows a total, and whether it is told to be whole.

    None where they may be of something else.
    """
    at = bisect_right(stops, total.start, key=lambda each: each.start) - 1
    if at < 0 or total.start >= stops[at].end:
        return [], False
    own = [each for each in following if each.start < stops[at].end]
    if own:
        return _of_own_sentence(plain, stops[at], total, own)
    if at + 1 == len(stops):
        return [], False
    after = stops[at + 1]
    run = [each for each in following if each.start < after.end]
    skipped = not run and at + 2 < len(stops)
    if skipped:  # "Lo más preguntado fueron los sueldos.", between both
        after = stops[at + 2]
        run = [each for each in following if each.start < after.end]
    if run and run[0].value == total.value:
        # "Las 48 se repartieron así: …": told once more
        return [], False
    if len(run) == 1:
        run, after = _one_to_each(plain, stops, at + 1, following)
    alone = _is_alone(plain, stops[at], total)
    if not alone or after.end - total.end > _LONGEST or not _opens_anew(plain, stops[at], after):
        return [], False
    parts, closed = _listed(plain, run, after.start, after)
    if not closed and _MAY_HAVE_SEVERAL.search(plain, after.start, after.end):
        return [], False
    return (parts, closed) if closed or not skipped else ([], False)


# "Tenían fallas en frenos 12, en luces 10": one may have both
_MAY_HAVE_SEVERAL = re.compile(
    r"\b(?:ten(?:ian?|ia)|tuvieron|presenta(?:n|ban|ron)|carec\w+|mencion\w+|conoc\w+|us(?:an|aron)"
    r"|contenian?|fallas?|defectos?|us(?:o|aban)|hallaron|encontr\w+|detect\w+)\b"
)
_LEAD = re.compile(r"(?P<word>al?|del?|en|por|con|para|sobre)\s")


def _one_to_each(
    plain: str, stops: Sequence[Span], at: int, following: Sequence[Counted]
) -> tuple[list[Counted], Span]:
    """Return counts that stand one to a sentence: "A la Fiscalía fueron 12. Al Congreso, 15."."""
    leads = {_of_lead(plain, stops[at])}
    run: list[Counted] = []
    for each, span in zip(following, stops[at : at + _MOST], strict=False):
        if not span.start <= each.start < span.end or _of_lead(plain, span) not in leads - {""}:
            break
        run.append(each)
    last = stops[at + max(len(run), 1) - 1]
    more = following[len(run) : len(run) + 1]
    if any(each.start < last.end for each in more):
        return [], stops[at]  # one of them counts something more
    return run, Span(stops[at].start, last.end)


def _of_lead(plain: str, span: Span) -> str:
    """Return the preposition that a sentence begins with, "" for none: "Al Congreso" has "a"."""
    found = _LEAD.match(plain, span.start)
    return found["word"].rstrip("l") if found else ""


def _of_own_sentence(
    plain: str, sentence: Span, total: Counted, own: Sequence[Counted]
) -> tuple[list[Counted], bool]:
    """Return the parts that its own sentence tells behind a sign that leads to them."""
    leads = _LEADS.search(plain, total.end, own[0].start)
    if leads and leads.group() == "; " and not _ONLY_NAMED.fullmatch(plain, total.end, leads.end()):
        return [], False
    if not leads and len(own) > 3 and own[0].value == len(own) - 1:
        # "146 personas a las tres pláticas: a la primera vinieron 50, …": of how many
        leads, own = _LEADS.search(plain, own[0].end, own[1].start), own[1:]
    if sentence.end - total.end > _LONGEST or (
        total.elided and not (leads and ";" not in leads[0])
    ):
        return [], False
    if not leads and _OF_THOSE.fullmatch(plain, sentence.start, total.start):
        # "De los 18 invitados acudieron once; cuatro …": months may be of a part of what there is
        run, closed = _listed(plain, own, total.end, sentence)
        months = _MONTH.search(plain, total.end, sentence.end)
        return ([], False) if months and not closed else (run, closed)
    return _listed(plain, own, total.end, sentence) if leads else ([], False)


_OF_THOSE = re.compile(r"\W*de\s(?:l[oa]s|est[oa]s|es[oa]s|dich[oa]s)\s")


# "se completaron las 65 del trimestre", behind what makes them
_COMPLETED = re.compile(
    r"(?:complet\w+|sum(?:an|aron|ando)|junt(?:an|aron)|reun(?:en|ieron)|hacen|dan|son|lleg(?:o|a)\sa)\s(?:l[oa]s)\s$"
)
_OF_QUARTER = re.compile(r"\s(?:\w+\s){0,2}del\s(?:trimestre|periodo)\b")


def _parts_before(plain: str, total: Counted, earlier: Sequence[Counted]) -> list[Counted]:
    """Return the counts that a sentence tells before the total which they complete."""
    if in_all := _told_in_all(plain, total, earlier):
        return in_all
    start = max(total.sentence.start, total.start - _LONGEST)
    if not _OF_QUARTER.match(plain, total.end) or not _COMPLETED.search(plain, start, total.start):
        return []
    run = [each for each in earlier if each.sentence == total.sentence]
    alike = all(each.elided and not (each.base or each.article) for each in run[1:])
    if len(run) < 3 or not alike or run[0].base or _HEDGED.search(plain, start, total.end):
        return []
    return run


_IN_ALL = re.compile(r"\s(?:[a-zñ]+\s){0,3}en\s(?:total|conjunto)\W{0,2}$")
_THUS = re.compile(r"(?:(?:y|o\ssea|es\sdecir|fueron|son|suman),?\s)?")


def _told_in_all(plain: str, total: Counted, earlier: Sequence[Counted]) -> list[Counted]:
    """Return the counts before a total behind ";": "12 de Tesorería, 9 de Obras; 30 en total"."""
    ends = min(total.sentence.end, total.end + _BETWEEN)
    if total.base or not _IN_ALL.match(plain, total.end, ends):
        return []
    if not _THUS.fullmatch(plain, total.sentence.start, total.start):
        return []
    before = [each for each in earlier if each.sentence.end <= total.sentence.start]
    run = [each for each in before if each.sentence == before[-1].sentence] if before else []
    if len(run) < 3 or plain[run[-1].sentence.end - 1] != ";" or run[0].base:
        return []
    alike = all(each.elided and not (each.base or each.article) for each in run[1:])
    hedged = _HEDGED.search(plain, run[0].sentence.start, run[-1].sentence.end)
    return run if alike and not hedged else []


def _is_alone(plain: str, sentence: Span, total: Counted) -> bool:
    """Tell whether a sentence tells nothing but a total, and is of no month or place alone."""
    before = plain[sentence.start : total.start]
    return not (":" in before or ";" in before or re.search(r"\d", before)) and not (
        _THERE_ARE.search(before)
    )


def _opens_anew(plain: str, before: Span, after: Span) -> bool:
    """Tell whether a sentence is no other of a row: "De Tula vinieron 40. De Apan, 14; …"."""
    first, next_one = (_FIRST_WORD.match(plain, each.start) for each in (before, after))
    same = first and next_one and first[1] == next_one[1]
    if same and not _WHOLE_TIME.match(plain, before.start, before.end):
        return False
    months = len(set(_MONTH.findall(plain[before.start : before.end])))
    return not (months == 1 and _MONTH.search(plain, after.start, after.end))


def _listed(
    plain: str, run: Sequence[Counted], start: int, sentence: Span
) -> tuple[list[Counted], bool]:
    """Return counts that are one to a clause to the end of a sentence, and nothing else told."""
    if not 2 <= len(run) <= _MOST or any(each.base or each.article for each in run):
        return [], False
    so = _SO.search(plain, start, run[0].start)  # "así: ocho procedentes, cuatro improcedentes"
    if not all(
        each.elided or _HAS_VERB.match(plain, each.end) or (so and " " not in each.own)
        for each in run[:-1]
    ):
        return [], False
    if not (run[-1].elided or _HAS_VERB.match(plain, run[-1].end) or " " not in run[-1].own):
        return [], False  # the last may be "y 10 eventuales"
    ends = [*(each.start for each in run[1:]), sentence.end]
    gaps = [plain[each.end : end] for each, end in zip(run, ends, strict=True)]
    if any(len(gap) > _BETWEEN for gap in gaps):
        return [], False
    if not all(_SEPARATOR.search(gap) for gap in gaps[:-1]):
        return [], False
    if re.search(r"[,;]?\s[ye]\s(?:l[oa]s?|el|otr[oa]s?)\s", gaps[-1]):
        return [], False  # "… y 12 se archivaron y las demás siguen": one without a number
    words = _NO_MORE.sub(" ", plain[start : run[0].start])
    told = words + "".join(
        "\0" * (each.end - each.start) + gap for each, gap in zip(run, gaps, strict=True)
    )
    rest = list(_REST.finditer(told))
    closed = len(rest) == 1 and "\0" not in told[rest[0].end() :]
    if rest and not closed:
        return [], False
    told = _REST.sub(" ", told) if closed else told
    if _HEDGED.search(told) or (REST.search(told) and not closed):
        return [], False
    found = [_IN_THEM.search(plain, max(0, each.start - 12), each.start) for each in run]
    if all(found) and not closed:
        return [], False
    if len(run) == 2 and not _are_sexes(plain, start, run, gaps):
        return [], False
    return list(run), closed or words.rstrip().endswith((":", "("))


def _are_sexes(plain: str, start: int, run: Sequence[Counted], gaps: Sequence[str]) -> bool:
    """Tell whether two parts are women and men, told before their numbers or behind them."""
    before = [plain[start : run[0].start], gaps[0]]
    for own in (before, list(gaps)):
        kinds = [(bool(_WOMEN.search(each)), bool(_MEN.search(each))) for each in own]
        if kinds in ([(True, False), (False, True)], [(False, True), (True, False)]):
            return True
    return False


def _miss(total: Counted, run: Sequence[Counted], *, closed: bool) -> bool:
    """Tell whether parts miss a total by little: a tenth, or less where more may follow them."""
    values = [each.value for each in run]
    made = sum(values, Decimal(0))
    if max(values) >= total.value or total.value in (made, made - values[-1]):
        return False
    share = Decimal(10) if closed or made > total.value else Decimal(16)
    return abs(made - total.value) <= max(Decimal(2), total.value / share)
