"""Stories on which each move can be made, and how tests make one: through its address, as a browser would."""

from datetime import timedelta

from django.utils import timezone

from articles import drafting, press, workflow
from articles.text.blocks import from_passages
from tests.desk.desk import address, client_of
from tests.factories import make_edition, make_proofread_story, make_story, make_user

SURE = {"confirmed": "yes", "sure": "yes"}
PARAGRAPH = "<p>The ferry has run aground.</p>"


def make(client, story, move, *, follow=True, **sent):
    """Press the button, with all that a page in between would ask; gives the page that it leads to."""
    story.refresh_from_db()
    sent = {"revision": story.revision_number, **sent}
    return client.post(address("story_move", story.pk, move), sent, follow=follow)


def state(story):
    """All that a move could change."""
    story.refresh_from_db()
    columns = (
        story.stage, story.revision_number, story.due_at, story.priority, story.target_words, story.writer_account_id,
        story.reader_account_id, story.embargo_until,
    )  # fmt: skip
    rows = (story.signoffs, story.editions, story.ledger, story.holds.filter(lifted_at=None))
    return (*columns, *(found.count() for found in rows))


def make_submitted_story(**kwargs):
    story = make_story(**kwargs)
    editor = make_user(role="editor")
    return workflow.submit(story, revision=story.revision_number, by=editor, now=timezone.now())


def make_spiked_story():
    story = make_story()
    return workflow.spike(story, revision=1, by=make_user(role="editor"), now=timezone.now())


def make_live_story(**kwargs):
    return make_edition(**kwargs).story


def make_scheduled_story(*, ahead=None, **kwargs):
    story, now = make_proofread_story(**kwargs), timezone.now()
    at = now + (ahead or timedelta(hours=2))
    press.publish(story, revision=1, by=make_user(role="editor"), now=now, at=at)
    return story


def make_flash_story(**kwargs):
    return make_story(body=PARAGRAPH, **kwargs)


def make_flash_that_is_out(*, read_by=None, **kwargs):
    """Readers see it as developing; ``read_by`` has passed it since."""
    story, editor, now = make_flash_story(**kwargs), make_user(role="editor"), timezone.now()
    press.flash(story, revision=1, by=editor, now=now)
    if read_by:
        workflow.submit(story, revision=1, by=editor, now=now)
        workflow.sign_off(story, revision=1, by=read_by, now=now)
    story.refresh_from_db()
    return story


def make_held_story():
    story = make_proofread_story()
    by = make_user(role="proofreader")
    workflow.hold(story, kind="fact", reason="Is the name right?", by=by, now=timezone.now())
    return story


def make_embargoed_story(*, ahead=None):
    story, now = make_proofread_story(), timezone.now()
    until = now + (ahead or timedelta(days=1))
    return workflow.embargo(story, until=until, zone="Europe/Paris", by=make_user(role="editor"), now=now)


def make_fixed_story(*, by=None, **changes):
    """A live story with a fix that waits for whoever passes it."""
    story = make_live_story(paragraphs=["The ferry carries 14 people.", "It sails on Tuesday."])
    changes = changes or {
        "body": from_passages([("p", "The ferry carries 41 people."), ("p", "It sails on Tuesday.")])
    }
    by = by or make_user(role="writer")
    drafting.send_fix(story, changes, base=1, by=by, now=timezone.now())
    story.refresh_from_db()
    return story


def page_of(story, client=None):
    return (client or client_of()).get(address("story_change", story.pk)).content.decode()
