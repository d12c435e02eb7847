"""Search over all copy: the same on both databases, right after every save."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import drafting, search
from articles.models import SearchDocument, Story
from articles.search import answering
from tests.factories import make_picture, make_proofreader, make_source, make_story, make_user, make_writer

pytestmark = pytest.mark.django_db


def found(asked) -> list[str]:
    return sorted(search.stories(asked).values_list("slugline", flat=True))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "A zephyr over the quays"),
        ("standfirst", "With a zephyr."),
        ("body", "<p>It was a <em>zephyr</em>.</p>"),
        ("byline", "Zephyr Jones"),
        ("desk_notes", "Ask about the zephyr"),
        ("source_credit", "Zephyr News"),
        ("proofreader_credit", "Z. Zephyr"),
    ],
)
def test_every_field_of_a_story_is_searched(field, value):
    make_story(slugline="other")
    make_story(slugline="wind", **{field: value})
    assert found("ZÉPHYR") == ["wind"]


def test_captions_and_the_names_behind_credits_are_searched():
    names = {"source_id": make_source(name="Harbour Wire").pk, "writers": [make_writer(name="Ines Marlow")]}
    names["proofreader_id"] = make_proofreader(name="Ada Quill").pk
    make_story(slugline="wind", pictures=[make_picture().pk], captions=[("A heron", "P. Lens")], **names)
    assert [found(asked) for asked in ("heron lens", "harbour wire", "ines", "quill")] == [["wind"]] * 4


@pytest.mark.parametrize("few", [answering.FEW, 0])
@pytest.mark.parametrize(
    ("asked", "sluglines"),
    [
        ("night ferry", ["apart", "row"]),
        ('"night ferry"', ["row"]),
        ("ferry -apart", ["row"]),
        ('-"night ferry"', ["apart", "tokyo"]),
        ("ferr* nigh*", ["apart", "row"]),
        ("京都", ["tokyo"]),
        ("橋", ["tokyo"]),
        ("?!", []),
    ],
)
def test_a_question_finds_whether_few_or_many_answer(asked, sluglines, few, monkeypatch):
    monkeypatch.setattr(answering, "FEW", few)
    make_story(slugline="row", body="<p>The night ferry is back.</p>")
    make_story(slugline="apart", body="<p>A ferry, by night.</p>")
    make_story(slugline="tokyo", body="<p>東京都の橋</p>")
    assert found(asked) == sluglines


def test_words_in_a_row_do_not_go_on_from_the_headline_to_the_text():
    make_story(slugline="night", standfirst="Ferry back.")
    make_story(slugline="row", standfirst="A night ferry is back.")
    assert found('"night ferry"') == ["row"]


@pytest.mark.parametrize(
    "asked",
    [
        '"', "'", "a' | 'b", "(", "NEAR(a b)", "head:a", "a AND", "*", "-", "\\", "a:*", "%s", "{a}", "!", "a <-> b",
        "1e5 .5", "\ud800",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(asked):
    make_story()
    assert isinstance(found(asked), list)


def test_a_save_is_found_at_once_and_what_it_cut_no_more():
    story = make_story(slugline="wind", body="<p>A zephyr.</p>")
    drafting.save(story, {"body": "<p>A gale.</p>"}, base=1, by=make_user(role="writer"), now=timezone.now())
    assert (found("zephyr"), found("gale")) == ([], ["wind"])


def test_reindex_makes_all_of_it_anew():
    make_story(slugline="wind", body="<p>A zephyr.</p>")
    SearchDocument.objects.all().delete()
    assert found("zephyr") == []
    call_command("reindex", verbosity=0)
    assert found("zephyr") == ["wind"]


def test_an_excerpt_marks_what_was_found_and_escapes_the_rest():
    story = make_story(body="<p>Ships &lt;b&gt; and a zephyr.</p>")
    assert search.excerpts([story], "zephyr") == {story.pk: "Ships &lt;b&gt; and a <mark>zephyr</mark>."}


def test_excerpts_of_many_cost_one_query(django_assert_num_queries):
    make_story(body="<p>A zephyr.</p>")
    make_story(body="<p>A zephyr.</p>")
    rows = list(Story.objects.all())
    with django_assert_num_queries(1):
        assert len(search.excerpts(rows, "zephyr")) == 2


def test_a_text_of_any_length_is_kept():
    words = " ".join(f"w{number:x}" for number in range(120_000))
    make_story(slugline="long", body=f"<p>{words}</p>")
    assert found("w1f") == ["long"]


@pytest.mark.sqlite
def test_the_parts_of_the_index_over_all_copy_are_merged_sixteen_at_a_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT v FROM search_story_terms_config WHERE k = 'automerge'")
        assert cursor.fetchall() == [(16,)]
