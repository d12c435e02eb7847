"""What changed between two versions, told so that a copy desk misses nothing."""

from dataclasses import replace

import pytest
from django.utils import timezone

from articles import drafting
from articles.desk.comparing import changes_between, changes_of
from articles.text.blocks import Text
from tests.desk.desk import address, client_of
from tests.factories import make_picture, make_source, make_story, make_topic, make_user, make_writer

EMPTY = Text("", "", "", "", "en", "", (), "")
STILL = ["One stays here.", "Two stays there.", "Three stays too."]


def body(*paragraphs):
    return replace(EMPTY, body="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def summary(old, new):
    return {group.says: [words for _, words in group.places] for group in changes_of(old, new).summary}


def says(old, new):
    rows = changes_of(old, new).blocks
    return [(row.label, row.says) for row in rows if hasattr(row, "label") and row.anchor]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (body("It hurt 14 people."), body("It hurt 41 people."), {"1 number": ["14 → 41"]}),
        (body("It hurt people."), body("It hurt 41 people."), {"1 number": ["41, put in"]}),
        (body("So said Ada Quill, twice."), body("So said Ada Quell, twice."), {"1 name": ["Quill → Quell"]}),
        (body("The old pier."), body("The long pier."), {"1 other change of words": ["paragraph 1"]}),
        (body("See it"), body('See <a href="/x">it</a>'), {"1 link": ["“it”"]}),
        (body("See it"), body("See <em>it</em>"), {"1 change of emphasis": ["“it”"]}),
        (body(*STILL), body(STILL[2], *STILL[:2]), {"1 moved paragraph": ["paragraph 1"]}),
        (body(*STILL), body(*STILL, "Four is new."), {"1 new paragraph": ["paragraph 4"]}),
        (body(*STILL), body(*STILL[:2]), {"1 paragraph taken out": ["paragraph 3"]}),
        (body(" ".join(STILL)), body(STILL[0], " ".join(STILL[1:])), {"1 paragraph cut in parts": ["paragraph 1"]}),
        (body(STILL[0], " ".join(STILL[1:])), body(" ".join(STILL)), {"1 joined paragraph": ["paragraph 1"]}),
        (body("Head"), replace(EMPTY, body="<h2>Head</h2>"), {"1 heading, list or quotation": ["paragraph 1"]}),
        (EMPTY, replace(EMPTY, headline="The pier"), {"1 other change of words": ["headline"]}),
        (body("One"), body("One"), {}),
    ],
)  # fmt: skip
def test_the_summary_names_every_change_and_where_it_is(old, new, told):
    assert summary(old, new) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (body(*STILL), body(STILL[2], *STILL[:2]), [("1", "Moved up from paragraph 3")]),
        (body(*STILL), body(*STILL[1:], STILL[0]), [("3", "Moved down from paragraph 1")]),
        (body(*STILL), body(*STILL[:2]), [("", "Taken out, was paragraph 3")]),
        (body(" ".join(STILL)), body(STILL[0], " ".join(STILL[1:])),
         [("1", "Cut here: first part of what was one paragraph"), ("2", "Part 2 of what was one paragraph")]),
        (body(STILL[0], " ".join(STILL[1:])), body(" ".join(STILL)), [("1", "Paragraphs 1 and 2 are now one")]),
        (EMPTY, replace(EMPTY, body='<figure data-picture="1"></figure>'), [("1", "New picture")]),
    ],
)  # fmt: skip
def test_a_paragraph_says_in_words_what_became_of_it(old, new, told):
    assert says(old, new) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("See it", 'See <a href="/x">it</a>', "“it” leads to /x"),
        ('See <a href="/x">it</a>', 'See <a href="/y">it</a>', "“it” leads to /y, no longer to /x"),
        ('See <a href="/x">it</a>', "See it", "“it” no longer leads to /x"),
        ("See it", "See <strong>it</strong>", "“it” is bold, was plain"),
        ("unhappy", "un<em>happy</em>", "emphasis inside “unhappy”"),
        ("See it", 'See <em lang="fr">it</em>', "language of “it”: fr, was the story’s"),
    ],
)
def test_what_words_look_like_or_lead_to_is_said_in_words(old, new, told):
    [row] = changes_of(body(old), body(new)).blocks
    assert told in row.marks


def test_unchanged_paragraphs_are_folded_with_their_words_at_hand():
    fold, row = changes_of(body(*STILL, "Four was."), body(*STILL, "Four is.")).blocks
    assert (fold.says, fold.opening) == ("Paragraphs 1 to 3 are unchanged", "One stays here.")
    assert [still.passages[0].kept for still in fold.rows] == STILL
    assert row.anchor == "change-1"


def test_each_change_leads_to_the_next_and_to_the_one_before():
    changes = changes_of(
        body("One is old.", *STILL[:1], "Two is old."), body("One is new.", *STILL[:1], "Two is new.")
    )
    first, _, last = changes.blocks
    assert (first.previous, first.next) == ("", last.anchor)
    assert (last.previous, last.next) == (first.anchor, "")


def test_two_comparisons_on_one_page_have_anchors_of_their_own():
    changes = changes_of(body("One"), body("Two"), prefix="signed")
    assert changes.blocks[0].anchor == "signed-1"


@pytest.mark.django_db
def test_details_that_no_digest_covers_are_compared_in_words(django_assert_num_queries):
    topics = [make_topic(name=name) for name in ("Harbour", "Ferries", "Weather")]
    source, writer, picture = make_source(name="Orme Post"), make_writer(name="Ada Quill"), make_picture()
    story = make_story(topics=topics[:2])
    changed = {
        "topics": [topics[0].pk, topics[2].pk], "source_id": source.pk, "writers": [writer.pk],
        "pictures": [picture.pk], "related": [["Fares rise", "2024-03-05", None]], "desk_notes": "Call Ada.",
    }  # fmt: skip
    editor = make_user(role="editor")
    made = drafting.save(story, changed, base=1, by=editor, now=timezone.now()).revision
    with django_assert_num_queries(5):
        rows = changes_between(story.revisions.get(number=1), made).details
    assert {row.says: [(p.kept, p.old, p.new) for p in row.passages] for row in rows[1:]} == {
        "Writers": [("", "", "Ada Quill")],
        "Topics": [("Harbour; ", "", ""), ("", "Ferries", "Weather")],
        "Pictures": [("", "", str(picture))],
        "Related coverage": [("", "", "Fares rise, 2024-03-05")],
        "Desk notes": [("", "", "Call Ada.")],
    }


def edit(story, **changes):
    editor = make_user(role="editor")
    drafting.save(story, changes, base=story.revision_number, by=editor, now=timezone.now(), note="Sharper")
    story.refresh_from_db()


@pytest.mark.django_db
def test_a_change_is_told_by_strike_underline_and_label_and_to_a_screen_reader():
    story = make_story(paragraphs=["It hurt 14 people."])
    edit(story, body="<p>It hurt 41 people.</p>", headline="<b>Bridge</b>")
    page = client_of(role="importer").get(address("story_revision", story.pk, 2)).content.decode()
    for words in (
        '<del><span class="visually-hidden">[taken out: </span>14<span class="visually-hidden">]</span></del>',
        '<ins><span class="visually-hidden">[put in: </span>41<span class="visually-hidden">]</span></ins>',
        '<span class="particular">number</span>',
        '<a href="#change-2-2">14 → 41</a>',
        'id="change-2-2"',
        "&lt;b&gt;Bridge",
        "Sharper",
    ):
        assert words in page


@pytest.mark.django_db
def test_side_by_side_each_text_is_whole_and_marked_where_it_differs():
    story = make_story(paragraphs=["It hurt 14 people."])
    edit(story, body="<p>It hurt 41 people.</p>")
    page = client_of().get(address("story_revision", story.pk, 2), {"view": "sides"}).content.decode()
    assert (page.count("<del>"), page.count("<ins>")) == (2, 2)  # the key of the page has one of each
    assert page.count('id="change-1-2"') == 1
    assert page.count(" people.") == 3  # and once in the revision as it was saved


@pytest.mark.django_db
def test_any_two_revisions_can_be_compared():
    story = make_story(headline="One")
    edit(story, headline="Two")
    edit(story, headline="Three")
    client = client_of()
    page = client.get(address("story_revision", story.pk, 3), {"with": 1})
    assert page.context["other"].headline == "One"
    assert "What changed from revision 1 to revision 3" in page.content.decode()
    backwards = client.get(address("story_revision", story.pk, 1), {"with": 3})
    assert "What changed from revision 3 to revision 1" in backwards.content.decode()
    for odd in ("x", "9", "0", "3"):
        page = client.get(address("story_revision", story.pk, 3), {"with": odd})
        assert page.status_code == 200


@pytest.mark.django_db
def test_two_revisions_chosen_on_the_record_lead_to_their_comparison():
    story = make_story(headline="One")
    edit(story, headline="Two")
    client = client_of(role="writer")
    answer = client.get(address("story_compare", story.pk), {"from": 1, "to": 2, "view": "sides"})
    assert answer.headers["Location"] == address("story_revision", story.pk, 2) + "?with=1&view=sides"
    for asked in ({"from": 1, "to": 1}, {"from": 1}, {"from": "x", "to": 9}, {}):
        answer = client.get(address("story_compare", story.pk), asked, follow=True)
        assert "Choose two different revisions" in answer.content.decode()


@pytest.mark.django_db
def test_comparing_a_hundred_paragraphs_costs_no_more_queries_than_one(django_assert_max_num_queries):
    story, client = make_story(), client_of(role="writer")
    edit(story, body="".join(f"<p>Paragraph {number} is new.</p>" for number in range(100)))
    with django_assert_max_num_queries(8):
        client.get(address("story_revision", story.pk, 2))
