"""Two people changed the same words: the page that merges both, and what a choice there saves."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.models import Scratch
from tests.desk.desk import address, client_of, filled, message
from tests.factories import make_picture, make_source, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def by_ann(story, changes, *, base=1):
    ann = make_user(role="writer", username=f"ann{base if base > 1 else ''}")
    drafting.save(story, changes, base=base, by=ann, now=timezone.now())
    story.refresh_from_db()


def collide(story, theirs, **typed):
    """Somebody opens the form, Ann saves ``theirs``, then the form is sent: gives the client and the page."""
    client = client_of(make_user(role="editor", username="ben"))
    page = client.get(address("story_change", story.pk))
    by_ann(story, theirs)
    sent = filled(page, **typed)
    return client, client.post(address("story_change", story.pk), sent, follow=True)


def clashes(page):
    return {place.key: tuple(place.piece) for place in page.context["form"].clashes}


def choose(client, story, page, **choices):
    sent = {"base": page.context["latest"].number, "typed_at": page.context["typed_at"]}
    response = client.post(address("story_merge_words", story.pk), sent | choices, follow=True)
    story.refresh_from_db()
    return response


@pytest.fixture
def clash():
    """Ann has saved over the first paragraph and the standfirst; Ben sends the first paragraph and the byline."""
    story = make_story(paragraphs=["One.", "Two.", "Three."])
    theirs = story.body.replace("One.", "One, by Ann.").replace("Three.", "Three, by Ann.")
    mine = story.body.replace("One.", "One, by Ben.")
    client, page = collide(story, {"body": theirs, "standfirst": "By Ann."}, body=mine, byline="Ben Berg")
    return client, story, page


def test_nothing_is_written_and_the_page_asks_about_what_both_changed(clash):
    _, story, page = clash
    assert (story.revision_number, page.context["other"], page.context["merged"]) == (2, "ann", 3)
    assert clashes(page) == {"body-0": ("<p>One.</p>", "<p>One, by Ben.</p>", "<p>One, by Ann.</p>")}
    assert "From ann" in page.content.decode()


@pytest.mark.parametrize(
    ("take", "first"),
    [
        ("mine", "<p>One, by Ben.</p>"),
        ("theirs", "<p>One, by Ann.</p>"),
        ("both", "<p>One, by Ben.</p><p>One, by Ann.</p>"),
        ("hand", "<p>One, by both.</p>"),
    ],
)
def test_a_choice_is_saved_with_all_that_only_one_side_changed(clash, take, first):
    client, story, page = clash
    response = choose(client, story, page, **{"take-body-0": take, "hand-body-0": "<p>One, by both.</p>"})
    assert message(response) == "Saved as revision 3."
    assert story.body == f"{first}<p>Two.</p><p>Three, by Ann.</p>"
    assert (story.standfirst, story.byline) == ("By Ann.", "Ben Berg")
    assert Scratch.objects.count() == 0


def test_a_place_without_a_choice_is_asked_about_again_and_nothing_is_saved(clash):
    client, story, page = clash
    response = choose(client, story, page)
    assert "Choose what stands here." in response.content.decode()
    assert story.revision_number == 2


def test_the_page_can_be_left_and_opened_again(clash):
    client, story, page = clash
    again = client.get(address("story_merge_words", story.pk))
    assert clashes(again) == clashes(page)


def test_a_third_save_that_touches_nothing_of_it_is_merged(clash):
    client, story, page = clash
    by_ann(story, {"dateline": "LISBON"}, base=2)
    response = choose(client, story, page, **{"take-body-0": "mine"})
    assert "merged with those of ann2" in message(response)
    assert (story.dateline, story.body[:19]) == ("LISBON", "<p>One, by Ben.</p>")


def test_a_third_save_of_the_same_words_asks_again_and_keeps_what_was_written_anew(clash):
    client, story, page = clash
    by_ann(story, {"body": story.body.replace("One, by Ann.", "One, by Ann again.")}, base=2)
    again = choose(client, story, page, **{"take-body-0": "hand", "hand-body-0": "<p>One, by both.</p>"})
    assert story.revision_number == 3
    assert clashes(again) == {
        "body-0": ("<p>One, by Ann.</p>", "<p>One, by both.</p>", "<p>One, by Ann again.</p>")
    }
    choose(client, story, again, **{"take-body-0": "mine"})
    assert story.body == "<p>One, by both.</p><p>Two.</p><p>Three, by Ann.</p>"
    assert story.byline == "Ben Berg"


def test_a_choice_made_on_what_was_typed_before_is_refused_and_shown(clash):
    client, story, _ = clash
    sent = {"base": 2, "typed_at": "2020-01-01", "take-body-0": "hand", "hand-body-0": "<p>By hand.</p>"}
    response = client.post(address("story_merge_words", story.pk), sent)
    story.refresh_from_db()
    assert "has changed since this page was opened" in response.content.decode()
    assert (story.revision_number, response.context["left_over"]) == (2, ["<p>By hand.</p>"])


def test_going_on_in_the_form_has_mine_on_top_of_theirs(clash):
    client, story, _ = clash
    page = client.get(address("story_change", story.pk), {"typed": "together"})
    form = page.context["form"]
    assert page.context["base"] == 2
    assert form["body"].value() == "<p>One, by Ben.</p><p>Two.</p><p>Three, by Ann.</p>"
    assert (form["standfirst"].value(), form["byline"].value()) == ("By Ann.", "Ben Berg")


def test_a_field_that_both_changed_is_chosen_like_a_paragraph():
    story = make_story(headline="Bridge")
    client, page = collide(story, {"headline": "By Ann"}, headline="By Ben")
    assert clashes(page) == {"headline-0": ("Bridge", "By Ben", "By Ann")}
    choose(client, story, page, **{"take-headline-0": "hand", "hand-headline-0": "By both"})
    assert story.headline == "By both"


def test_details_that_collide_are_shown_in_words_and_chosen():
    story = make_story()
    make_source(name="Harbour Wire")
    tide = make_source(name="Tide Press")
    client, page = collide(story, {"source_id": tide.pk}, source="Harbour Wire", source_credit="")
    assert clashes(page) == {"source_id-0": ("", "Harbour Wire", "Tide Press")}
    choose(client, story, page, **{"take-source_id-0": "theirs"})
    assert (story.source, story.source_credit) == (tide, "Harbour Wire")


def test_captions_that_collide_are_chosen_one_by_one():
    pictures = [make_picture().pk, make_picture().pk]
    story = make_story(pictures=pictures, captions=[("A", ""), ("B", "")])
    rows = [
        {"picture": str(pk), "caption": caption} for pk, caption in zip(pictures, ("Mine", "B"), strict=True)
    ]
    client, page = collide(story, {"captions": [("Theirs", ""), ("B, by Ann", "")]}, pictures=rows)
    assert clashes(page) == {"captions-0": ("A", "Mine", "Theirs")}
    choose(client, story, page, **{"take-captions-0": "mine"})
    assert [row.caption for row in story.picture_rows.all()] == ["Mine", "B, by Ann"]


def test_pictures_that_one_moved_go_with_their_captions():
    one, two = make_picture(alt="A pier"), make_picture(alt="A quay")
    story = make_story(pictures=[one.pk, two.pk], captions=[("", ""), ("", "")])
    rows = [{"picture": str(one.pk), "caption": "Mine"}, {"picture": str(two.pk), "caption": ""}]
    client, page = collide(story, {"pictures": [two.pk, one.pk]}, pictures=rows)
    assert list(clashes(page)) == ["pictures-0"]
    choose(client, story, page, **{"take-pictures-0": "theirs"})
    assert [(row.picture, row.caption) for row in story.picture_rows.all()] == [(two, ""), (one, "")]


def test_a_collision_shows_no_markup_that_was_typed_into_a_field():
    _, page = collide(make_story(), {"headline": "<b>theirs</b>"}, headline="<script>mine</script>")
    shown = page.content.decode()
    assert "&lt;script&gt;mine" in shown
    assert "<script>mine" not in shown


def test_with_nothing_kept_there_is_nothing_to_merge():
    story = make_story()
    response = client_of().get(address("story_merge_words", story.pk), follow=True)
    assert message(response) == "There is nothing to merge: of yours, all is saved."


def test_who_lost_the_right_is_refused_and_keeps_the_choice(clash):
    client, story, page = clash
    User.objects.get(username="ben").groups.set([Group.objects.get(name="Importers")])
    response = choose(client, story, page, **{"take-body-0": "hand", "hand-body-0": "<p>One, by both.</p>"})
    assert "does not have the right to change stories. What you typed is kept." in message(response)
    assert (story.revision_number, Scratch.objects.get().base) == (2, 2)
    assert "One, by both." in Scratch.objects.get().fields["body"]


def test_strangers_are_asked_to_log_in_and_staff_without_a_role_see_nothing(clash):
    page = address("story_merge_words", clash[1].pk)
    assert Client().get(page).url.startswith(reverse("admin:login"))
    assert client_of(make_user()).get(page).status_code == 403
