"""The newest that answer to a search, on PostgreSQL, without going through all that do.

Its index of words gives what it finds in no order. So it is asked first for what lies near, by the eras that cover the
newest documents (see migration 0012), then for what lies farther, and for all that is left where those are too few:
what is frequent is near, and what is rare is few.
"""

from datetime import datetime
from typing import Any

from articles.search.asking import Search, every_term, some
from articles.search.places import END
from articles.search.published import ANY

NEAR, FARTHER = 8, 64
"""So many times as many documents are looked among as are to be found: first, and where those are too few."""
LEAST, FAR = 2000, 100_000
"""Documents that are looked among at the least; to find so many takes going through all at once."""
# The words of a row lie apart from it: to look at them takes many times longer than PostgreSQL reckons. So it is given
# no way but its indexes of words and labels, by which it need not; what "is true" leads into no other index.
SETTINGS = ("SET LOCAL enable_seqscan = off", "SET LOCAL enable_indexscan = off", "SET LOCAL jit = off")
_ANYWHERE = "strpos(' ' || head || ' | ' || lead || ' | ' || body || ' | ' || credits || ' ', %s)"
_FIND = (
    "SELECT place, labels, head FROM search_edition WHERE (live_from <= %s AND superseded_at > %s) IS TRUE "
    "AND (place >= {low} AND place < {high}){is_true} AND {conditions} ORDER BY place {order} LIMIT {limit}"
)


def newest(search: Search, now: datetime, limit: int, *, oldest: bool) -> tuple[str, list[Any]]:
    """A query for so many of the newest that answer, or of the oldest, and its parameters."""
    conditions, asked = _conditions(search)
    order, is_true = ("ASC" if oldest else "DESC"), (" IS TRUE" if conditions else "")
    low, high = str(search.since), str(search.until)
    steps, before = [], []
    for number, times in enumerate((NEAR, FARTHER, 0) if limit < FAR else (0,)):
        reach, found, eras = f"reach{number}", f"found{number}", ""
        among, gate = (low, high), [f"{low} < {high}", _fewer(before, limit)] if before else []
        if times:
            many = max(LEAST, times * limit)
            steps.append(
                f"{reach} AS MATERIALIZED (SELECT * FROM search_reach({low}, {high}, {many}, {oldest}))"
            )
            among = (f"(SELECT low FROM {reach})", f"(SELECT high FROM {reach})")
            eras = f"(SELECT eras FROM {reach})"
        elif search.until < END if oldest else search.since:
            eras = f"(SELECT search_cover({low}, {high}))"
        by_era = [f"search_eras(place) && {eras}"] if eras and conditions else []
        sql = _FIND.format(low=among[0], high=among[1], is_true=is_true, order=order, limit=limit,
                           conditions=" AND ".join([*gate, *conditions, *by_era]) or "TRUE")  # fmt: skip
        steps.append(f"{found} AS MATERIALIZED ({sql})")
        before.append(found)
        low, high = (among[1], high) if oldest else (low, among[0])
    sql = f"(WITH {', '.join(steps)} SELECT * FROM ({_all(before)}) AS found ORDER BY place {order} LIMIT {limit})"
    return f"SELECT * FROM {sql} AS newest", [now, now, *asked] * len(before)


def _fewer(steps: list[str], limit: int) -> str:
    return f"NOT EXISTS (SELECT FROM ({_all(steps)}) AS so_far OFFSET {limit - 1})"


def _all(steps: list[str]) -> str:
    return " UNION ALL ".join(f"SELECT * FROM {step}" for step in steps)


def _conditions(search: Search) -> tuple[list[str], list[str]]:
    """What is searched for as conditions, and what they ask for.

    The index is asked for words alone, and the texts themselves whether those stand in a row: a row's
    ``terms`` are never read. They hold what it is filed under too, which is asked of them in the same breath.
    """
    wanted, unwanted = search.asks.wanted, search.asks.unwanted
    lone = [phrase for phrase in unwanted if len(phrase.terms) == 1]
    words = [
        ("%s::tsquery", ANY if lone and not wanted else ""),  # without a word, yet out of the index
        ("to_tsquery('simple', %s)", every_term(wanted)),
        ("!!to_tsquery('simple', %s)", some(lone)),
    ]
    words = [(sql, said) for sql, said in words if said]
    groups = search.labels or (((ANY,),) if unwanted and not words else ())
    column = "terms" if words else "filed"
    found = [
        *((f"{column} @@ %s::tsquery", [" | ".join(group)]) for group in groups),
        (f"terms @@ ({' && '.join(sql for sql, _ in words)})", [said for _, said in words]),
        *((f"{_ANYWHERE} > 0", [phrase.row]) for phrase in wanted if len(phrase.terms) > 1),
        *((f"{_ANYWHERE} = 0", [phrase.row]) for phrase in unwanted if len(phrase.terms) > 1),
    ]
    held = [(condition, said) for condition, said in found if said]
    return [condition for condition, _ in held], [one for _, said in held for one in said]
