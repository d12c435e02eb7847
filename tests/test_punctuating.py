"""Straight marks on their way into a story become those that readers are shown; what is stored stays as it is."""

import pytest
from django.utils import timezone

from articles import drafting, search
from articles.approval import Approval
from articles.models import ImportedFile, Outcome, Story
from tests.desk.desk import address, client_of, filled, message
from tests.factories import make_edition, make_picture, make_story, make_user, make_writer
from tests.importing.helpers import OTHER_PARAGRAPHS, PARAGRAPHS, archive, copy_of, import_stories
from tests.test_published_search import found

pytestmark = pytest.mark.django_db
SAID = """"It's the bakers' day," said Ann O'Brien -- "at last"."""
PRINTED = "“It’s the bakers’ day,” said Ann O’Brien – “at last”."


@pytest.fixture
def stored(settings) -> Story:
    """A story from before anything was made of straight marks."""
    settings.TYPESETTING = False
    story = make_story(headline="It's over", paragraphs=['"Old," it says.', "It isn't new."])
    settings.TYPESETTING = True
    return story


def save(story, **typed) -> str:
    client = client_of()
    sent = filled(client.get(address("story_change", story.pk)), **typed)
    response = client.post(address("story_change", story.pk), sent, follow=True)
    story.refresh_from_db()
    return message(response)


@pytest.mark.once
def test_a_file_is_kept_as_it_is_and_its_story_is_printed(tmp_path):
    copy = copy_of(headline='Bakers\' day: "at last"', paragraphs=[SAID, *OTHER_PARAGRAPHS])
    import_stories(archive(tmp_path, bakers=copy))
    story, file = Story.objects.get(), ImportedFile.objects.get()
    assert story.headline == "Bakers’ day: “at last”"
    assert story.body.startswith(f"<p>{PRINTED}</p>")
    assert file.fields["headline"] == 'Bakers\' day: "at last"'
    assert file.original.data.decode() == copy


@pytest.mark.once
def test_a_file_that_says_the_same_otherwise_changes_nothing(tmp_path):
    copy = copy_of(headline="Bakers' day", paragraphs=[SAID, *OTHER_PARAGRAPHS])
    import_stories(archive(tmp_path, bakers=copy))
    import_stories(archive(tmp_path, bakers=f"{copy}\n\n"))
    assert ImportedFile.objects.latest("id").outcome == Outcome.UNCHANGED
    assert Story.objects.get().revision_number == 1


@pytest.mark.once
def test_a_story_from_before_follows_its_file_where_that_says_something_else(tmp_path, settings):
    settings.TYPESETTING = False
    import_stories(archive(tmp_path, bakers=copy_of(headline="Bakers' day", paragraphs=[SAID, *PARAGRAPHS])))
    settings.TYPESETTING = True
    longer = [SAID, *PARAGRAPHS, 'It\'s the last of the "good" ones, the bakers said on Friday morning.']
    import_stories(archive(tmp_path, bakers=copy_of(headline="Bakers' day", paragraphs=longer)))
    story = Story.objects.get()
    assert (story.headline, story.revision_number) == ("Bakers' day", 2)
    assert story.body.startswith(f"<p>{SAID}</p>")
    assert story.body.endswith("<p>It’s the last of the “good” ones, the bakers said on Friday morning.</p>")


@pytest.mark.once
def test_what_somebody_types_is_saved_as_it_is_printed_and_nothing_else_is_touched(stored):
    save(stored, body=f"{stored.body}<p>{SAID}</p>", standfirst="It's 'on'")
    assert (stored.headline, stored.standfirst) == ("It's over", "It’s ‘on’")
    assert stored.body == f'<p>"Old," it says.</p><p>It isn\'t new.</p><p>{PRINTED}</p>'


@pytest.mark.once
def test_who_mends_one_word_of_what_was_stored_straight_owns_that_one(stored):
    by = make_user(role="writer")
    typed = stored.body.replace("says", "said")
    drafting.save(stored, {"body": typed}, base=1, by=by, now=timezone.now())
    stored.refresh_from_db()
    assert stored.body == "<p>“Old,” it said.</p><p>It isn't new.</p>"
    assert Approval(stored).surviving[f"user:{by.pk}"] == 1


@pytest.mark.once
def test_captions_are_printed_and_credits_stay_as_they_were_given():
    story = make_story(pictures=[make_picture().pk], captions=[('It\'s "on"', "Pat O'Hara")])
    assert story.text().captions == (("It’s “on”", "Pat O'Hara"),)


@pytest.mark.once
def test_a_byline_is_printed_and_still_leads_to_its_writers(client):
    writers = [make_writer(name="Ann O'Brien"), make_writer(name="Tom D’Arcy")]
    story = make_edition(byline="Ann O'Brien and Tom D'Arcy", writers=writers).story
    assert story.byline == "Ann O’Brien and Tom D’Arcy"
    page = client.get(f"/stories/{story.pk}/", follow=True).content.decode()
    for writer, name in zip(writers, ("Ann O’Brien", "Tom D’Arcy"), strict=True):
        assert f'<a href="{writer.get_absolute_url()}">{name}</a>' in page


@pytest.mark.once
def test_who_puts_straight_marks_back_has_them():
    story = make_story(headline="It's a 'go'", paragraphs=[SAID, "Two."])
    assert save(story, headline="It's a 'go'", body=f"<p>{SAID}</p><p>Two.</p>") == "Saved as revision 2."
    assert (story.headline, story.body) == ("It's a 'go'", f"<p>{SAID}</p><p>Two.</p>")


@pytest.mark.once
def test_a_revised_copy_that_is_pasted_is_as_printed_as_the_first():
    typed = f"<p>{SAID}</p><p>It's last.</p>"
    story = make_story(headline="It's a 'go'", body=typed)
    save(story, headline="It's a 'go'", body=typed.replace("last.", "late."))
    assert (story.headline, story.body) == ("It’s a ‘go’", f"<p>{PRINTED}</p><p>It’s late.</p>")


@pytest.mark.once
def test_a_newsroom_that_wants_none_of_it_has_none(settings):
    settings.TYPESETTING = False
    assert make_story(headline="It's a 'go'").headline == "It's a 'go'"


@pytest.mark.parametrize("asked", ["O'Brien", "O’Brien", '"Ann O\'Brien"', "“Ann O’Brien”"])
def test_a_name_is_found_however_its_apostrophe_is_typed(stored, asked):
    save(stored, headline="Ann O'Brien is back")
    edition = make_edition(headline="Ann O'Brien leaves")
    assert found(asked) == [edition]
    assert stored in search.stories(asked)
