"""Moves for many: each row is answered for itself, on the revision that the list showed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting, press, workflow
from articles.desk.bulk_acts import ACTS
from articles.models import Doubt, Edition, Story
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_imported_story, make_proofread_story, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def act(client, action, stories, **sent):
    seen = {f"seen-{story.pk}": story.revision_number for story in stories}
    picked = [story.pk for story in stories]
    return client.post(
        address("story_changelist"),
        {"action": action, "_selected_action": picked, **seen, **sent},
        follow=True,
    )


WRITER = {"submit", "take-writing", "hand-back"}
PROOFREADER = WRITER | {"send-back", "take-reading", "hold"}


def stages():
    return sorted(Story.objects.values_list("stage", flat=True))


def test_each_row_is_answered_for_itself():
    stories = [make_story(), make_story(), make_story(headline="", slugline="empty")]
    told = message(act(client_of(), "submit", stories))
    assert told == "2 submitted, 1 refused:<ul><li>“empty”: The story has no headline.</li></ul>"
    assert stages() == ["draft", "proofing", "proofing"]


def test_a_row_that_changed_since_the_list_was_shown_is_refused():
    story, fresh = make_story(), make_story()
    drafting.save(story, {"headline": "Newer"}, base=1, by=make_user(role="writer"), now=timezone.now())
    told = message(act(client_of(), "submit", [story, fresh]))
    assert told.startswith("1 submitted, 1 refused:")
    assert "has changed since you opened it" in told


def test_refusals_name_stories_by_their_headline():
    story = make_story(headline="Ships & <quays>", slugline="ships", body="")
    page = act(client_of(), "submit", [story]).content.decode()
    assert "<li>“Ships &amp; &lt;quays&gt;”: The story has no text.</li>" in page


def test_publishing_many_asks_first_and_marks_what_is_doubtful():
    stories, client = [make_proofread_story(headline="Bridge opens"), make_proofread_story()], client_of()
    file = make_imported_story().files.get()
    Doubt.objects.create(file=file, story=stories[0], field="published", sentence="No date.")
    page = act(client, "publish", stories).content.decode()
    assert (Edition.objects.count(), "Bridge opens" in page, page.count("1 open doubt")) == (0, True, 1)
    act(client, "publish", stories, confirmed="yes")
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    ("action", "build", "stage"), [("spike", make_story, "spiked"), ("release", make_imported_story, "draft")]
)
def test_grave_moves_ask_first(action, build, stage):
    story, client = build(), client_of()
    page = act(client, action, [story]).content.decode()
    assert (stages(), Edition.objects.count()) == (["draft"], 0)
    assert f'name="seen-{story.pk}" value="1"' in page
    act(client, action, [story], confirmed="yes")
    assert stages() == [stage]
    assert Edition.objects.count() == (action == "release")


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("writer", WRITER),
        ("proofreader", PROOFREADER),
        ("editor", set(ACTS)),
        ("reviewer", {"hand-back"}),
    ],
)
def test_actions_offered_are_those_of_the_role(role, offered):
    make_story()
    form = client_of(role=role).get(address("story_changelist")).context["action_form"]
    assert {value for value, _ in form.fields["action"].choices if value} == offered


def test_an_action_of_another_role_does_nothing():
    story = make_proofread_story()
    act(client_of(role="writer"), "publish", [story], confirmed="yes")
    assert not Edition.objects.exists()


def test_what_a_colleague_withdrew_or_scheduled_meanwhile_does_not_go_out():
    withdrawn, scheduled, known = make_update(), make_proofread_story(), make_update()
    shown = {f"seen-{story.pk}": seen_of(story) for story in (withdrawn, scheduled, known)}
    by, now = make_user(role="editor"), timezone.now()
    press.withdraw(withdrawn, reason="legal", by=by, now=now)
    press.publish(scheduled, revision=1, by=by, now=now, at=now + timedelta(days=2))
    told = message(act(client_of(), "publish", [withdrawn, scheduled, known], confirmed="yes", **shown))
    assert told.startswith("1 published, 2 refused:")
    assert told.count("scheduled another version meanwhile") == 1
    assert told.count("Readers had it and lost it") == 1
    assert [story.editions.last().kind for story in (withdrawn, known)] == ["withdrawal", "update"]


def test_what_was_withdrawn_is_given_back_to_readers_by_itself_alone():
    story = make_update()
    press.withdraw(story, reason="legal", by=make_user(role="editor"), now=timezone.now())
    shown = {f"seen-{story.pk}": seen_of(story)}
    told = message(act(client_of(), "publish", [story], confirmed="yes", **shown))
    assert told.startswith("0 published, 1 refused:")


def make_update():
    """A story with a live edition, and a text that was passed since."""
    story, by = make_edition().story, make_user(role="editor")
    drafting.save(story, {"headline": "Newer"}, base=1, by=make_user(role="writer"), now=timezone.now())
    story.refresh_from_db()
    return workflow.sign_off(story, revision=2, by=by, now=timezone.now())


def seen_of(story):
    """What the list says that it shows of a story."""
    page = client_of().get(address("story_changelist")).content.decode()
    return re.search(rf'name="seen-{story.pk}" value="([^"]+)"', page)[1]


def test_no_act_is_made_with_rows_that_the_list_has_not_shown():
    story, another = make_story(), make_story()
    told = message(act(client_of(), "take-writing", [story], select_across="1", index="0"))
    assert told.startswith("An act is done with rows that the list has shown.")
    assert not Story.objects.exclude(writer_account=None).exists()
    assert another.writer_account is None


def test_many_refusals_are_told_by_reason():
    stories = [make_story(headline="") for _ in range(21)]
    assert message(act(client_of(), "submit", stories)) == (
        "0 submitted, 21 refused:<ul><li>21 × The story has no headline.</li></ul>"
    )
