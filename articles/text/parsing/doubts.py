"""What the parser is unsure of, said to an editor."""

from articles.text.parsing.gathering import Fields
from articles.text.parsing.story import Doubt, Passage


def find_doubts(found: Fields, passages: tuple[Passage, ...]) -> tuple[Doubt, ...]:
    """Every doubt about the fields of one file."""
    doubts: list[Doubt] = []
    if "headline" not in found.values:
        doubts.append(
            Doubt(
                "no-headline",
                "headline",
                None,
                "The file does not hold the headline; one is proposed from the first sentence.",
            )
        )
    if found.published is None:
        doubts.append(
            Doubt("no-date", "published", None, "The file does not say when the story was published.")
        )
    elif found.published.ambiguous:
        line = found.evidence["published"][0]
        doubts.append(
            Doubt(
                "ambiguous-date",
                "published",
                line,
                f"Day and month of “{found.published.raw}” could be swapped (line {line}).",
            )
        )
    if not passages:
        doubts.append(
            Doubt(
                "no-body",
                "body",
                None,
                "The file holds no paragraph of the story: it may have been cut off behind a paywall.",
            )
        )
    return tuple(doubts)
