"""Stories with one thing each that an act asks for: a hold, a mark, a link, a fix that waits."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from articles import copyediting, drafting, press, proofing, sharing, workflow
from articles.desk.placing import told
from articles.drafting import scratch
from articles.findings import in_revision
from articles.models import Doubt, Story
from articles.text.blocks import from_passages
from articles.text.places import Place
from tests.desk.acts import make_embargoed_story, make_fixed_story, make_flash_story, make_held_story
from tests.desk.imported import proposed
from tests.factories import make_edition, make_imported_story, make_proofread_story, make_story
from tests.matrix.rooms import DESK, UNSAVED


def specials(people: dict[str, Any], now: Any) -> Iterator[tuple[str, Any]]:
    """Numbers of stories, and of what hangs on them, by the names that addresses of the table have for them."""
    yield "held", make_held_story().pk
    yield "embargoed", make_embargoed_story().pk
    yield from {"flash": make_flash_story().pk, "foreign": make_story(language="de").pk}.items()
    yield "fixed", make_fixed_story(by=people["W"]).pk
    yield "published", make_edition().story_id
    yield from _signed(people, now)
    yield from _marked(people, now)
    yield from _shared(people, now)
    yield from _imported(now)
    yield from _unsaved(people, now)
    yield from _versions(people, now)


def _signed(people: dict[str, Any], now: Any) -> Iterator[tuple[str, Any]]:
    signed = make_proofread_story(reader=people["P"])
    taken = make_story()
    workflow.take_writing(taken, by=people["W"], now=now)
    yield from {"signed": signed.pk, "taken": taken.pk}.items()


def _marked(people: dict[str, Any], now: Any) -> Iterator[tuple[str, Any]]:
    story = make_story(paragraphs=["The the council met on Tuesday.", f"It met in {DESK}."])
    first = Place("body", 0, 4, 7)
    said = {"revision": 1, "now": now}
    yield "marked", story.pk
    yield "mark", proofing.comment(story, note=f"Is it {DESK}?", by=people["W"], **said).pk
    yield "suggestion", proofing.suggest(story, where=first, proposed="a", by=people["P"], **said).pk
    yield "findings", (found := make_story(paragraphs=["The the council met.", "It met in in May."])).pk
    one, other = [
        one for one in in_revision(found.latest_revision(), now=now) if one.finding.code == "doubled-word"
    ]
    row = copyediting.dismiss(
        found, revision=1, code=one.finding.code, where=one.where, scope="story", reason="A name.",
        by=people["E"], now=now,
    )  # fmt: skip
    yield from {"dismissal": row.pk, "finding": told(other.where)}.items()


def _shared(people: dict[str, Any], now: Any) -> Iterator[tuple[str, Any]]:
    story = make_story()
    until = {"expires_at": now + timedelta(days=2), "now": now}
    link = sharing.share(story, revision=1, label=f"For {DESK}", by=people["E"], **until)
    gone = sharing.share(story, revision=1, label="Gone", by=people["E"], **until)
    sharing.revoke(gone, by=people["E"], now=now)
    yield from {"shared": story.pk, "link": link.pk}.items()
    yield from {"token": sharing.token(link), "revokedtoken": sharing.token(gone)}.items()


def _imported(now: Any) -> Iterator[tuple[str, Any]]:
    story = make_imported_story()
    file = story.files.get()
    doubt = Doubt.objects.create(
        file=file, story=story, code="no-date", field="published", sentence="It has no date."
    )
    yield from {"imported": story.pk, "itsdoubt": doubt.pk, "itsproposal": proposed(story).pk}.items()
    yield "releasable", make_imported_story().pk


def _unsaved(people: dict[str, Any], now: Any) -> Iterator[tuple[str, Any]]:
    """Of a writer's: into a story on the desk, into one that is spiked, into a new one; and a collision of it."""
    typed = {"headline": f"Typed {UNSAVED}", "body": f"<p>{UNSAVED}</p>", "opened": "1"}
    for name in ("typed", "stranded"):
        story = make_story()
        scratch.keep(people["W"], story, typed, base=1, now=now)
        if name == "stranded":
            workflow.spike(story, revision=1, by=people["E"], now=now)
        yield name, story.pk
    scratch.keep(people["W"], None, typed, base=0, now=now)


def _versions(people: dict[str, Any], now: Any) -> Iterator[tuple[str, Any]]:
    original = make_edition().story
    german = make_edition(language="de", translation_of_id=original.pk).story
    fix = {"body": from_passages([("p", "The ferry carries 41 people.")])}
    saved = drafting.save(original, fix, base=1, by=people["W"], now=now).story
    workflow.sign_off(saved, revision=2, by=people["E"], now=now)
    press.publish(Story.objects.get(pk=saved.pk), revision=2, by=people["E"], now=now)
    yield from {"original": original.pk, "translation": german.pk}.items()
