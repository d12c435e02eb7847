"""Whether a file that changed still tells the story that it told."""

from articles.models import Revision
from articles.text.blocks import plain
from articles.text.keys import title_key
from articles.text.likeness import Body, overlap
from articles.text.parsing import ParsedStory

LEAST_SHARED = 0.2
"""Share of the shorter body's runs of three words. Of 28,000 pairs of different stories of one newsroom, half shared
under 0.02 and none 0.2 (those of a wire, whose every story ends in the same notices, up to 0.18); a story that was
brought up to date keeps whole paragraphs.
"""


def tells_another_story(parsed: ParsedStory, story_id: int) -> bool:
    """Whether neither headline nor body has anything in common with what files last gave a story."""
    last = Revision.objects.filter(story=story_id, from_file__isnull=False).order_by("-number").first()
    if last is None or title_key(parsed.headline or parsed.proposed_headline) == title_key(last.headline):
        return False
    new, old = Body(" ".join(parsed.paragraphs)), Body(plain(last.body))
    return bool(new.runs and old.runs) and overlap(new, old) < LEAST_SHARED
