"""What to try where a list has no story: the same list with fewer words, or without one of its filters."""

from collections.abc import Iterator
from dataclasses import replace

from articles.lists.facets import Option
from articles.lists.filters import Chosen, StoryFilter
from articles.lists.ways import Way, phrased
from articles.search.asking import Search
from articles.search.counting import counts, reached, said
from articles.text.terms import Question

TRIED = 12
"""Lists that are counted at the most."""

_Wider = tuple[str, list[Chosen], Search]


def wider(filters: StoryFilter) -> list[Option]:
    """The ways from a list to wider ones that hold stories, with how many. One query, two for words in a row."""
    tried = [*_without(filters), *_fewer_words(filters)][:TRIED]
    since = reached((search for *_, search in tried), now=filters.now)
    searches = {text: search.within(since.get(search, 0)) for text, _, search in tried}
    many = counts(searches, now=filters.now)
    return [
        Option(text, said(many[text]), Way.to(chosen), is_chosen=False)
        for text, chosen, _ in tried
        if many[text]
    ]


def _without(filters: StoryFilter) -> Iterator[_Wider]:
    """Without each filter, and without any where there are several."""
    chosen = filters.chosen()
    narrowing = [item for item in chosen if item.name not in ("q", "order")]
    names = list(dict.fromkeys(item.name for item in narrowing))
    for name in names:
        left_out = [item for item in narrowing if item.name == name]
        words = phrased(left_out)
        text = f"Not only {words}" if name in ("since", "until") else f"Without the {name} {words}"
        yield text, [item for item in chosen if item.name != name], filters.search(without=name)
    asks = filters.search().asks
    if len(names) > 1 and asks:
        yield "In all stories", [item for item in chosen if item not in narrowing], Search(asks)


def _fewer_words(filters: StoryFilter) -> Iterator[_Wider]:
    """Each word alone, under the same filters."""
    search = filters.search()
    if len(search.asks.wanted) + len(search.asks.unwanted) < 2:
        return
    chosen = [item for item in filters.chosen() if item.name != "q"]
    for phrase in dict.fromkeys(search.asks.wanted):
        word = Chosen("q", "", phrase.typed, phrase.typed)
        quoted = phrase.typed if phrase.is_quoted else f"“{phrase.typed}”"
        yield f"Only {quoted}", [word, *chosen], replace(search, asks=Question((phrase,)))
