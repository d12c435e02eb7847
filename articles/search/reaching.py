"""The newest that answer to a search, on PostgreSQL, without going through all that do.

Its index of words gives what it finds in no order. So it is asked first for what lies near, by the eras that cover the
newest documents (see migration 0012), then twice for what lies farther by as much as is missing, and for all that is
left where it takes that: what is frequent is near, and what is rare is few.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from articles.models import Precision
from articles.search.asking import Search, every_term, some
from articles.search.places import END
from articles.search.published import ANY, label
from articles.text.terms import Phrase

NEAR, MORE, MOST = 2, 1.3, 4
"""So many times as many documents are looked among first as are to be found, and then as seem to be missing."""
LEAST, FAR, PART = 2000, 100_000, 5
"""Documents that are looked among at the least; to find so many takes going through all at once, and so it does where
as many are to be looked among, if that is more than one part of all: by eras each takes the index five times as long.
"""
MOST_FIRST = 4000
"""Documents that are looked among first at the most: enough to tell how many there are to be."""
LEAST_TEXTS = 400
"""The same where their texts are looked at for a beginning. The index would gather all stories that say any word that
begins so: of many words that are near all stories, several times over."""
COMMON = label("to", Precision.DAY)
"""A label of nearly all stories: it is looked for in the labels of the newest, since all that have it are too many."""
_FIND = "SELECT place{columns} FROM search_find(%s, {low}, {high}, {asked}, {eras}, {said}, {oldest}, {many}, {labels})"


def newest(
    search: Search, now: datetime, limit: int, *, oldest: bool, column: str = ""
) -> tuple[str, list[Any]]:
    """A query for so many of the newest that answer, or of the oldest, and its parameters: their places, and a column
    of theirs if one is named.
    """
    order, columns = ("ASC" if oldest else "DESC"), (f", {column}" if column else "")
    low, high = str(search.since), str(search.until)
    near = max(LEAST if search.loosened().asks.wanted or search.labels else LEAST_TEXTS, NEAR * limit)
    near = min(near, MOST_FIRST) if search else limit + LEAST_TEXTS
    had, had_more = "(SELECT count(place) FROM found0)", "(SELECT count(place) FROM found1)"
    rate = f"{near}::float / greatest({had}, 1)"
    more = _worth_it(f"greatest({LEAST}, {MORE} * {rate} * ({limit} - {had}))")
    most = _worth_it(f"greatest({near}, {MOST} * {rate} * ({limit} - {had} - {had_more}))")
    steps, before, params = [], [], []
    for number, many in enumerate((str(near), more, most, "") if limit < FAR else ("",)):
        asked = _Asked(search, by_text=not number and bool(many))
        among, eras = (low, high), "NULL"
        gate = f" WHERE {_fewer(before, limit)} AND {low} < {high}" if before else ""
        if many:
            reach = f"SELECT * FROM search_reach({low}, {high}, {many}, {oldest})"
            steps.append(f"reach{number} AS MATERIALIZED ({reach})")
            among = (f"(SELECT low FROM reach{number})", f"(SELECT high FROM reach{number})")
            eras = f"(SELECT eras FROM reach{number})"
        elif search.until < END if oldest else search.since:
            eras = f"(SELECT search_cover({low}, {high}))"
        found = asked.found(*among, eras, oldest=oldest, limit=limit, columns=columns)
        steps.append(f"found{number} AS MATERIALIZED ({found}{gate})")
        before.append(f"found{number}")
        params += [now, *asked.params]
        low, high = (among[1], high) if oldest else (low, among[0])
    found = f"SELECT * FROM ({_all(before)}) AS found ORDER BY place {order} LIMIT {limit}"
    return f"SELECT * FROM (WITH {', '.join(steps)} {found}) AS newest", params


def counted(
    search: Search, now: datetime, most: int, spans: Sequence[tuple[int, int]]
) -> tuple[str, list[Any]]:
    """A query for how many answer within each of some spans, up to so many, by their numbers from 1; its parameters.

    Where the index of words and labels is asked, the end of each comes first, then as much of it as should be enough,
    and the rest where that is not.
    """
    asked = _Asked(search, by_text=False)
    given = [now, *asked.params]
    ends = [[low for low, _ in spans], [high for _, high in spans]]
    all_ends = "unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS span (low, high, number)"

    def many(low: str, high: str) -> str:
        eras = f"search_cover({low}, {high} - 1)"
        return f"(SELECT count(*) FROM ({asked.found(low, high, eras, oldest=False, limit=most)}) AS counted)"

    if not asked.by_words:
        return f"SELECT number, {many('low', 'high')} FROM {all_ends} ORDER BY 1", [*given, *ends]
    missing = f"(high - low)::float / 4 * {MORE} * ({most} - had) / greatest(had, 1)"
    sql = (
        "WITH near AS MATERIALIZED (SELECT *, "
        f"{many('start', 'high')} AS had FROM (SELECT *, high - (high - low) / 4 AS start FROM {all_ends}) AS span), "
        f"far AS MATERIALIZED (SELECT *, start - least({missing}, start - low)::bigint AS reached FROM near), "
        f"more AS MATERIALIZED (SELECT *, CASE WHEN had < {most} THEN had + {many('reached', 'start')} ELSE had END "
        f"AS had_more FROM far) SELECT number, CASE WHEN had_more < {most} THEN "
        f"had_more + {many('low', 'reached')} ELSE had_more END FROM more ORDER BY 1"
    )
    return sql, [*given, *ends, *given, *given]


def _worth_it(many: str) -> str:
    """So many documents, or none where to go through all at once takes less."""
    return (
        f"(SELECT CASE WHEN many > greatest(reltuples / {PART}, {FAR}) THEN 0 ELSE many END FROM pg_class, "
        f"(SELECT {many} AS many) AS wanted WHERE oid = 'search_edition'::regclass)::bigint"
    )


def _fewer(steps: list[str], limit: int) -> str:
    return f"NOT EXISTS (SELECT FROM ({_all(steps)}) AS so_far OFFSET {limit - 1})"


def _all(steps: list[str]) -> str:
    return " UNION ALL ".join(f"SELECT * FROM {step}" for step in steps)


class _Asked:
    """What is searched for, as ``search_find`` takes it (see migration 0019).

    The index is asked for words alone, and the texts themselves whether those stand in a row, and for beginnings if
    ``by_text``: a row's ``terms`` are never read. They hold what it is filed under too.
    """

    def __init__(self, search: Search, *, by_text: bool) -> None:
        def in_texts(phrases: Iterable[Phrase]) -> list[Phrase]:
            return [one for one in phrases if len(one.terms) > 1 or (by_text and one.goes_on)]

        wanted, unwanted = in_texts(search.asks.wanted), in_texts(search.asks.unwanted)
        words = search.loosened().asks.wanted if by_text else search.asks.wanted
        lone = [phrase for phrase in search.asks.unwanted if phrase not in unwanted]
        terms = [
            ("%s::tsquery", ANY if lone and not words else ""),  # without a word, yet out of the index
            ("to_tsquery('simple', %s)", every_term(words)),
            ("!!to_tsquery('simple', %s)", some(lone)),
        ]
        no_words = unwanted and not any(said for _, said in terms) and not by_text
        groups = search.labels or (((ANY,),) if no_words else ())
        terms += [("%s::tsquery", " | ".join(group)) for group in groups if COMMON not in group]
        terms = [(sql, said) for sql, said in terms if said]
        heads, in_heads = _in_headlines(search)
        said = [
            [" ".join(group) for group in groups if COMMON in group], heads, search.all_in_head, in_heads,
            [phrase.row for phrase in wanted], [phrase.row for phrase in unwanted],
        ]  # fmt: skip
        self.by_words = bool(terms)
        self.params: list[Any] = [*(said for _, said in terms), *said]
        self._terms = " && ".join(sql for sql, _ in terms) or "NULL"

    def found(self, low: str, high: str, eras: str, *, oldest: bool, limit: int, columns: str = "") -> str:
        """A query for what is found of it between two places, whose parameters are a time and ``params``."""
        return _FIND.format(columns=columns, low=low, high=high, asked=self._terms, oldest=oldest, many=limit,
                            eras=eras if self.by_words else "NULL", labels=bool(columns),
                            said="%s::text[], %s::text[], %s, %s::text[], %s::text[], %s::text[]")  # fmt: skip


def _in_headlines(search: Search) -> tuple[list[str] | None, list[str] | None]:
    """The terms of headlines, of which the index has each by itself, and what is to stand in a row there."""
    rows = [phrase.row for phrase in search.heads]
    if not rows:
        return None, None
    if search.all_in_head:
        terms = [term for phrase in search.heads for term in phrase.terms]
    else:
        terms = [phrase.terms[0] for phrase in search.heads]
    return terms, rows if any(len(phrase.terms) > 1 for phrase in search.heads) else None
