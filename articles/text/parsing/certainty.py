"""How sure each field of a story is, and why no surer."""

from collections.abc import Iterable, Mapping, Sequence

from articles.text.parsing import credits, labels, names
from articles.text.parsing.page import Page
from articles.text.parsing.story import Certainty, Doubt, Role

_LABELLED = {
    "byline": names.byline,
    "source": credits.source,
    "proofreader": lambda text: credits.reader(text)[0],
    "keywords": labels.is_keywords,
    "section": labels.is_keywords,
}
"""Fields whose line says by a label what it is."""

_BESIDE = 3


def weigh(
    page: Page, evidence: Mapping[str, tuple[int, ...]], passages: Sequence[int], doubts: Iterable[Doubt]
) -> dict[str, Certainty]:
    """ "stated", "sure" (by its own words or its place), "likely", or "guessed" (doubted), for every field found."""
    doubted = {doubt.field for doubt in doubts}
    units = {number: index for index, unit in reversed(list(enumerate(page.units))) for number in unit.lines}
    weighed = {
        name: _certainty(page, name, units[lines[0]], doubted=name in doubted)
        for name, lines in evidence.items()
    }
    if passages:
        weighed["body"] = "guessed" if "body" in doubted else _of_body(page, [units[n] for n in passages])
    return weighed


def _certainty(page: Page, name: str, index: int, *, doubted: bool) -> Certainty:
    if page.units[index].stated:
        return "stated"
    if doubted:
        return "guessed"
    if name in _LABELLED:
        return "sure" if _LABELLED[name](page.text(index)) else "guessed" if name == "section" else "likely"
    if name == "published":
        headline = min(page.having(Role.HEADLINE), default=-_BESIDE - 1)
        return "sure" if abs(index - headline) <= _BESIDE else "likely"
    if name == "headline":
        return "sure" if index == 0 else "likely"
    return "sure" if name in ("slugline", "dateline") else "likely"


def _of_body(page: Page, indexes: Sequence[int]) -> Certainty:
    if all(page.units[i].stated for i in indexes):
        return "stated"
    strange = any(not page.units[i].prose and not page.units[i].kind for i in indexes)
    return "likely" if strange else "sure"
