"""Who readers are told proofread a story: whom its field names, and otherwise the proofreader who signed the text."""

import pytest
from django.test import Client
from django.utils import timezone

from articles import credits, drafting, evidence, press, workflow
from articles.models import Edition
from articles.text.proving import faults_of
from tests.desk.acts import make, make_live_story, make_submitted_story
from tests.desk.desk import address, client_of, message
from tests.factories import make_proofreader, make_user
from tests.waiting import one_after_the_other

pytestmark = pytest.mark.django_db


def make_reader(name="", *, role="proofreader"):
    """An account that may sign, linked to the public name ``name``, or to none."""
    user = make_user(role=role)
    if name:
        row = make_proofreader(name=name)
        row.user = user
        row.save()
    return user


def sign(story, reader):
    return make(client_of(reader), story, "sign-off", confirmed="yes")


def published(story):
    """The lines of the story's public page that credit somebody with reading, once it is published."""
    make(client_of(), story, "publish", confirmed="yes")
    edition = Edition.objects.live(timezone.now()).get(story=story)
    lines = Client().get(edition.get_absolute_url()).content.decode().splitlines()
    return [line.strip() for line in lines if "Proofread by" in line]


def test_readers_are_told_of_the_proofreader_who_signed_as_the_desk_was_beforehand():
    story, reader = make_submitted_story(), make_reader("Ada Quill")
    assert "Readers will see: “Proofread by Ada Quill”." in message(sign(story, reader))
    form = client_of().get(address("story_change", story.pk)).content.decode()
    preview = client_of().get(address("story_preview", story.pk)).content.decode()
    [line] = published(story)
    assert "Signed: readers will see “Proofread by <bdi>Ada Quill</bdi>”." in form
    assert line in preview
    assert line == '<p>Proofread by <a href="/proofreaders/ada-quill/"><bdi>Ada Quill</bdi></a></p>'


def test_what_the_copy_says_stays_whoever_signs():
    story = make_submitted_story(proofreader_credit="John Devlin")
    assert "“Proofread by John Devlin”" in message(sign(story, make_reader("Ada Quill")))
    assert published(story) == ["<p>Proofread by <bdi>John Devlin</bdi></p>"]


def test_an_account_without_a_public_name_is_told_to_nobody():
    story = make_submitted_story()
    assert "Signed off." in message(sign(story, make_reader()))
    assert published(story) == []


def test_of_two_it_is_the_first_who_wrote_nothing_of_it():
    author, other, last = (make_reader(name) for name in ("Ann Both", "Ben Reads", "Cy Late"))
    story = make_submitted_story(paragraphs=["The ferry carries 14 people."])
    body = "<p>The ferry carries 41 people.</p>"
    drafting.save(story, {"body": body}, base=1, by=author, now=timezone.now())
    for reader in (author, other, last):
        sign(story, reader)
    [line] = published(story)
    assert "Ben Reads" in line


def test_nobody_is_credited_with_a_text_that_waits_for_a_second_reader():
    story, author = make_submitted_story(), make_reader("Ada Quill")
    body = "<p>The ferry has run aground off the harbour, with 41 people on board.</p>"
    drafting.save(story, {"body": body}, base=1, by=author, now=timezone.now())
    assert "still need another reader" in message(sign(story, author))
    story.refresh_from_db()
    flash = press.flash(story, revision=2, by=make_user(role="editor"), now=timezone.now())
    assert flash.proofreader_credit == ""
    page = client_of(author).get(address("story_read", story.pk)).content.decode()
    assert "Ada Quill" not in page


def test_who_passes_and_publishes_in_one_is_shown_first_and_credited():
    story, editor = make_submitted_story(), make_reader("Ada Quill", role="editor")
    page = client_of(editor).get(address("story_pass", story.pk)).content.decode()
    assert "Readers will see: “Proofread by <bdi>Ada Quill</bdi>”." in page
    client_of(editor).post(address("story_pass", story.pk), {"revision": 1})
    assert Edition.objects.get(story=story).proofreader_credit == "Ada Quill"


def test_a_text_that_was_changed_since_is_credited_to_whoever_signs_it_anew():
    story, reader = make_live_story(), make_reader("Ada Quill")
    body = "<p>The ferry carries 41 people.</p>"
    drafting.save(story, {"body": body}, base=1, by=make_user(role="writer"), now=timezone.now())
    sign_page = client_of(reader).get(address("story_move", story.pk, "sign-off")).content.decode()
    assert "Readers will see: “Proofread by <bdi>Ada Quill</bdi>”." in sign_page
    sign(story, reader)
    assert "Ada Quill" in published(story)[0]


def test_what_was_printed_is_in_the_evidence():
    story = make_submitted_story()
    sign(story, make_reader("Ada Quill"))
    published(story)
    record = evidence.of(story, now=timezone.now())
    assert [edition["proofreader_credit"] for edition in record["editions"]] == ["Ada Quill"]
    assert faults_of(record) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_name_merged_while_a_story_that_it_will_be_credited_with_goes_out():
    reader, editor, now = make_reader("Ada Quill"), make_user(role="editor"), timezone.now()
    loser, into = reader.proofreader, make_proofreader(name="Ada Quill-Marlow")
    story = make_submitted_story()
    workflow.sign_off(story, revision=1, by=reader, now=now)
    one_after_the_other(
        lambda: press.publish(story, revision=1, by=editor, now=now),
        lambda: credits.merge(loser, into=into, by=editor, now=now),
    )
    edition = Edition.objects.get()
    assert (edition.proofreader, edition.proofreader_credit) == (into, "Ada Quill")
