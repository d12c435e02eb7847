"""What was typed and not saved: kept with every refusal, offered again, put back on its revision, dropped."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from articles import drafting
from articles.drafting import scratch
from articles.models import Revision, Scratch, Story
from tests.desk.desk import address, client_of, filled, message
from tests.factories import make_proofread_story, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OFFER = "Unsaved text of yours from"


def typed_in(client, story=None, **typed):
    """What a browser sends of the story's form when ``typed`` was typed into it."""
    return filled(client.get(_form(story)), **typed)


def _form(story):
    return address("story_change", story.pk) if story else address("story_add")


def autosave(client, sent, story=None):
    page = address("story_pulse", story.pk) if story else address("story_pulse_new")
    return client.post(page, sent)


def test_what_is_typed_is_kept_and_is_no_revision():
    story, editor = make_story(), make_user(role="editor")
    client = client_of(editor)
    answer = autosave(client, typed_in(client, story, headline="Bridge opens"), story)
    kept = Scratch.objects.get()
    assert answer.json()["kept"] is True
    assert (kept.user, kept.story, kept.base, kept.fields["headline"]) == (editor, story, 1, "Bridge opens")
    assert "csrfmiddlewaretoken" not in kept.fields
    assert story.revisions.count() == 1


def test_it_is_offered_to_its_writer_on_any_machine_and_to_nobody_else():
    story, editor = make_story(), make_user(role="editor")
    client = client_of(editor)
    autosave(client, typed_in(client, story, headline="Bridge opens"), story)
    page = client_of(editor).get(_form(story)).content.decode()
    assert OFFER in page
    assert "begun on revision 1" in page
    assert OFFER not in client_of().get(_form(story)).content.decode()


def test_put_back_it_goes_on_from_its_revision_and_is_merged():
    story, client = make_story(headline="Bridge"), client_of()
    autosave(client, typed_in(client, story, dateline="LISBON"), story)
    ann = make_user(role="writer", username="ann")
    drafting.save(story, {"headline": "By Ann"}, base=1, by=ann, now=timezone.now())
    page = client.get(_form(story), {"typed": "back"})
    assert (page.context["base"], page.context["form"]["dateline"].value()) == (1, "LISBON")
    response = client.post(_form(story), filled(page), follow=True)
    story.refresh_from_db()
    assert "merged with those of ann" in message(response)
    assert (story.headline, story.dateline, Scratch.objects.count()) == ("By Ann", "LISBON", 0)


def test_dropped_it_is_offered_no_more():
    story, client = make_story(), client_of()
    autosave(client, typed_in(client, story, headline="Bridge opens"), story)
    response = client.post(address("story_drop", story.pk), follow=True)
    assert (message(response), OFFER in response.content.decode()) == ("Dropped.", False)
    assert Scratch.objects.count() == 0


def test_a_new_story_is_kept_too_and_let_go_once_it_is_saved():
    client = client_of()
    sent = typed_in(client, headline="Bridge opens", body="<p>It did.</p>")
    autosave(client, sent)
    page = client.get(_form(None), {"typed": "back"})
    assert page.context["form"]["headline"].value() == "Bridge opens"
    client.post(_form(None), filled(page))
    assert (Story.objects.get().headline, Scratch.objects.count()) == ("Bridge opens", 0)


def test_a_new_story_that_was_left_is_dropped_by_a_button():
    client = client_of()
    autosave(client, typed_in(client, headline="Bridge opens"))
    assert OFFER in client.get(_form(None)).content.decode()
    client.post(address("story_drop_new"))
    assert OFFER not in client.get(_form(None)).content.decode()


def test_an_autosave_leaves_alone_what_another_sitting_left():
    story, client = make_story(), client_of()
    autosave(client, typed_in(client, story, headline="First") | {"opened": "1"}, story)
    answer = autosave(client, typed_in(client, story, headline="Second") | {"opened": "2"}, story).json()
    assert (answer["kept"], "Other unsaved text of yours waits" in answer["why"]) == (False, True)
    assert Scratch.objects.get().fields["headline"] == "First"


def test_a_save_lets_go_only_of_its_own_sitting():
    story, client = make_story(), client_of()
    autosave(client, typed_in(client, story, headline="First") | {"opened": "1"}, story)
    client.post(_form(story), typed_in(client, story, headline="Second") | {"opened": "2"})
    assert Scratch.objects.get().fields["headline"] == "First"


def test_more_than_there_is_room_for_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(scratch, "ROOM", 2_000)
    story, client = make_story(), client_of()
    answer = autosave(client, typed_in(client, story, desk_notes="x" * 2_000), story).json()
    assert answer["kept"] is False
    assert "the desk keeps 2,000 characters of a form" in answer["why"]
    assert Scratch.objects.count() == 0


REFUSED = {
    "a field in error": {"source": "Nobody"},
    "no revision to start from": {"base": ""},
    "a row in error": {"topics": [{"name": "Nothing"}]},
}


@pytest.mark.parametrize("typed", REFUSED.values(), ids=REFUSED)
def test_a_form_that_is_refused_is_kept_in_the_same_request_and_says_so(typed):
    story, client = make_story(), client_of()
    page = client.post(_form(story), typed_in(client, story, standfirst="At length.", **typed))
    assert "What you typed is kept." in page.content.decode()
    assert Scratch.objects.get().fields["standfirst"] == "At length."


@pytest.mark.parametrize(
    "typed", [*REFUSED.values(), {"headline": "Both changed it"}], ids=[*REFUSED, "a collision"]
)
def test_a_form_that_is_refused_leaves_alone_what_another_sitting_left_and_says_so(typed):
    story, client = make_story(), client_of()
    autosave(client, typed_in(client, story, headline="First") | {"opened": "1"}, story)
    sent = typed_in(client, story, standfirst="At length.", **typed) | {"opened": "2"}
    drafting.save(story, {"headline": "By Ann"}, base=1, by=make_user(role="writer"), now=timezone.now())
    page = client.post(_form(story), sent)
    assert (
        "What you typed stands on this page alone. Other unsaved text of yours waits" in page.content.decode()
    )
    assert page.context["form"]["standfirst"].value() == "At length."
    assert Scratch.objects.get().fields["headline"] == "First"


def test_a_new_story_that_is_refused_is_kept():
    client = client_of()
    page = client.post(_form(None), typed_in(client, headline="Bridge opens", source="Nobody"))
    assert "What you typed is kept." in page.content.decode()
    assert Scratch.objects.get().fields["headline"] == "Bridge opens"


@pytest.mark.parametrize("is_new", [False, True])
def test_what_somebody_typed_who_lost_the_right_is_kept(is_new):
    writer, story = make_user(role="writer"), None if is_new else make_story()
    client = client_of(writer)
    sent = typed_in(client, story, headline="Bridge opens")
    writer.groups.set([Group.objects.get(name="Importers")])
    page = client.post(_form(story), sent).content.decode()
    assert "does not have the right" in page
    assert "What you typed is kept." in page
    assert Scratch.objects.get().fields["headline"] == "Bridge opens"


def test_what_collides_is_kept_before_anybody_is_asked():
    story, client = make_story(headline="Bridge"), client_of()
    sent = typed_in(client, story, headline="By Ben")
    drafting.save(story, {"headline": "By Ann"}, base=1, by=make_user(role="writer"), now=timezone.now())
    assert client.post(_form(story), sent).url == address("story_merge_words", story.pk)
    assert Scratch.objects.get().fields["headline"] == "By Ben"


def test_after_the_sign_off_an_autosave_changes_nothing_that_is_signed():
    story, writer = make_proofread_story(headline="Bridge"), make_user(role="writer")
    client = client_of(writer)
    autosave(client, typed_in(client, story, headline="Rewritten after approval"), story)
    story.refresh_from_db()
    assert (story.stage, story.headline, story.revision_number) == ("proofread", "Bridge", 1)
    assert story.signoffs.get().digest == story.digest == Revision.objects.get(story=story).digest


def test_the_second_of_two_stale_forms_never_wins_without_a_word():
    story, ann, ben = make_story(headline="Bridge"), client_of(), client_of()
    sent = [typed_in(client, story, headline=name) for client, name in ((ann, "By Ann"), (ben, "By Ben"))]
    ann.post(_form(story), sent[0])
    response = ben.post(_form(story), sent[1], follow=True)
    story.refresh_from_db()
    assert (story.headline, story.revision_number) == ("By Ann", 2)
    assert "By Ben" in response.content.decode()


def test_without_the_token_nothing_is_kept_and_nothing_saved():
    story = make_story()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role="editor"))
    sent = typed_in(client, story, headline="Bridge opens")
    assert client.post(_form(story), sent).status_code == autosave(client, sent, story).status_code == 403
    assert Scratch.objects.count() == 0


def test_a_new_story_of_which_nothing_is_written_is_not_saved():
    client = client_of(role="writer")
    sent = filled(client.get(address("story_add")), headline=" ", body="<p> </p>", note="Begun")
    assert "Nothing is written yet" in message(client.post(address("story_add"), sent))
    assert not Story.objects.exists()
    assert OFFER not in client.get(address("story_add")).content.decode()
