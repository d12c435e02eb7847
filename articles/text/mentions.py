"""Stories as sentences of the importer name them, with the headline: and without, where that is not to be read."""

import re

LONGEST = 80
"""Characters of a headline that stand there."""


def mention(story: int, headline: str) -> str:
    """``story 12 (“Ferry returns”)``."""
    return f"{begin(story)}{headline[:LONGEST]}”)"


def begin(story: int) -> str:
    """What a sentence that mentions a story holds, whatever its headline is."""
    return f"story {story} (“"


def without_headlines(sentence: str, story: int | None = None) -> str:
    """A sentence without the headline of a story, or of all, and what stands between two. Of a headline that holds its
    own end mark, or that was cut off before it, nothing is left either.
    """
    number = r"\d+" if story is None else str(story)
    return re.sub(rf"\b(story {number}) \(“(?:.*”\)|.*)", r"\1", sentence, flags=re.DOTALL)
