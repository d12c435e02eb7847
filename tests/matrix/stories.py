"""A story in each state that one can be in, its stage and what readers have of it, with its own words in every field.

Words are planted: none of a story that readers do not have may be in any answer to who does not see it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles import drafting, press, workflow
from articles.models import Stage, Story
from articles.text.blocks import from_passages
from tests.factories import make_proofreader, make_source, make_story, make_topic, make_writer
from tests.site.pages import make_picture

NEVER, SCHEDULED, LIVE, WITHDRAWN = PUBLIC = ("never", "scheduled", "live", "withdrawn")
STAGES = tuple(map(str, Stage.values))
STATES = [
    (stage, public)
    for public in PUBLIC
    for stage in STAGES
    if stage != Stage.SPIKED or public in (NEVER, WITHDRAWN)  # what readers have, or will, is not spiked
]
"""All that there are. Each kind of ``PUBLIC`` begins with its draft."""
SILENTLY = (Stage.PROOFREAD, Stage.SPIKED)
"""Stages at which a withdrawn story was withdrawn without a word to readers."""


@dataclass(frozen=True)
class People:
    writer: Any
    proofreader: Any
    editor: Any


@dataclass(frozen=True)
class Planted:
    """A story and its words: ``old`` of its first text, ``new`` of what was written since, which nobody published, and
    ``own`` of what is for the desk alone.

    ``hidden`` are those that readers must not meet. What is withdrawn for a reason that is told keeps its headline,
    ``title``; what is withdrawn silently does not.
    """

    story: Story
    stage: str
    public: str
    old: str
    new: str
    own: str
    title: str

    @property
    def hidden(self) -> set[str]:
        if self.public == LIVE:
            return {self.new, self.own}
        is_named = self.public == WITHDRAWN and self.stage not in SILENTLY
        return {self.old, self.new, self.own} | (set() if is_named else {self.title})

    @property
    def slug(self) -> str:
        """What stands in its address, if readers have one."""
        return f"headline-{self.title}"


def plant(stage: str, public: str, people: People, number: int) -> Planted:
    """A story of that state. Its words are no beginnings of each other, nor of anything else."""
    old, new, own, title = (f"qz{which}{stage}{public}zq" for which in ("old", "new", "hushed", "title"))
    now = timezone.now()
    story = _written(old, own, title, people, number, now)
    if stage == Stage.PROOFREAD or public != NEVER:
        _signed(story, people, now)
    if public in (LIVE, WITHDRAWN):
        press.publish(story, revision=story.revision_number, by=people.editor, now=now)
    if public == SCHEDULED:
        at = now + timedelta(days=1)
        press.publish(story, revision=story.revision_number, by=people.editor, now=now, at=at)
    if public == WITHDRAWN:
        story = Story.objects.get(pk=story.pk)
        press.withdraw(story, reason="legal" if stage in SILENTLY else "error", by=people.editor, now=now)
    _brought_to(stage, Story.objects.get(pk=story.pk), new, people, now)
    return Planted(Story.objects.get(pk=story.pk), stage, public, old, new, own, title)


def _written(word: str, own: str, title: str, people: People, number: int, now: Any) -> Story:
    picture = make_picture(alt=f"Alt {word}", size=(60, 41 + number))
    credits = {
        "source": make_source(name=f"Source {word}"),
        "proofreader": make_proofreader(name=f"Reader {word}"),
        "writers": [make_writer(name=f"Writer {word}")],
        "topics": [make_topic(name=f"Topic {word}")],
    }
    words = _words(word) | {
        "headline": f"Headline {title}",
        "desk_notes": f"Note {own}",
        "slugline": f"slug {own}",
    }
    words["related"] = [[f"Related {word}", None, None]]
    pictured = {"pictures": [picture.pk], "captions": [(f"Caption {word}", f"Credit {word}")]}
    return make_story(
        by=people.writer, now=now, published_at=now - timedelta(hours=1), **credits, **words, **pictured
    )


def _words(word: str) -> dict[str, Any]:
    """Of every field that holds words of the story's own."""
    names = (
        "headline",
        "standfirst",
        "byline",
        "dateline",
        "list_headline",
        "search_headline",
        "social_headline",
    )
    body = from_passages([("p", f"The first paragraph says {word}."), ("p", "The second says no more.")])
    return {name: f"{name.replace('_', ' ').capitalize()} {word}" for name in names} | {"body": body}


def _signed(story: Story, people: People, now: Any) -> None:
    seen = {"revision": story.revision_number, "now": now}
    workflow.submit(story, by=people.editor, **seen)
    workflow.sign_off(Story.objects.get(pk=story.pk), by=people.proofreader, **seen)


def _brought_to(stage: str, story: Story, word: str, people: People, now: Any) -> None:
    """To the stage, and to other words where that is possible."""
    by_editor = {"by": people.editor, "now": now}
    if stage in (Stage.DRAFT, Stage.PROOFING) and story.stage == Stage.PROOFREAD:
        workflow.send_back(story, revision=story.revision_number, note="Anew.", **by_editor)
        story.refresh_from_db()
    if stage in (Stage.DRAFT, Stage.PROOFING):
        drafting.save(story, _words(word), base=story.revision_number, by=people.writer, now=now)
        story.refresh_from_db()
    if stage == Stage.PROOFING:
        workflow.submit(story, revision=story.revision_number, **by_editor)
    if stage == Stage.SPIKED:
        workflow.spike(story, revision=story.revision_number, **by_editor)
