from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles import press
from articles.related import resolve
from tests.factories import make_edition, make_proofread_story, make_story, make_user
from tests.press.desk import publish, revised

pytestmark = pytest.mark.django_db

TITLE = "Ferry returns"
MAY = datetime(2024, 5, 1, 12, tzinfo=UTC)


def resolved(*lines):
    """What each line of a story's related coverage leads to: (title, date, chosen story) → a live edition or None."""
    edition = make_edition(related=[list(line) for line in lines])
    rows = edition.related_rows.all()
    return [line.edition for line in resolve(rows, of=edition.story_id, now=timezone.now())]


def test_title_leads_to_the_story_under_that_headline():
    ferry = make_edition(headline=TITLE)
    assert resolved(["“FERRY” returns", None, None]) == [ferry]


def test_title_leads_to_a_story_that_came_later():
    edition = make_edition(related=[[TITLE, None, None]])
    ferry = make_edition(headline=TITLE)
    lines = resolve(edition.related_rows.all(), of=edition.story_id, now=timezone.now())
    assert [line.edition for line in lines] == [ferry]


def test_choice_of_the_desk_goes_before_the_headline():
    make_edition(headline=TITLE)
    chosen = make_edition(headline="Boat comes back")
    assert resolved([TITLE, None, chosen.story_id]) == [chosen]


def test_headline_serves_where_the_choice_is_not_live():
    ferry, draft = make_edition(headline=TITLE), make_story(headline="Not out")
    assert resolved([TITLE, None, draft.pk]) == [ferry]


def test_nearest_in_date_of_several():
    for days in (-30, 2, 40):
        make_edition(headline=TITLE, published_at=MAY + timedelta(days=days))
    found = resolved([TITLE, "2024-05-01", None])
    assert found[0].published_at == MAY + timedelta(days=2)


def test_newest_of_several_for_a_line_without_date():
    make_edition(headline=TITLE, published_at=MAY)
    newest = make_edition(headline=TITLE, published_at=MAY + timedelta(days=9))
    assert resolved([TITLE, None, None]) == [newest]


def test_unknown_title_stays_text():
    edition = make_edition(related=[["Nobody wrote this", "2024-05-01", None]])
    lines = resolve(edition.related_rows.all(), of=edition.story_id, now=timezone.now())
    assert [(line.title, line.date, line.edition) for line in lines] == [
        ("Nobody wrote this", date(2024, 5, 1), None)
    ]


def test_story_never_leads_to_itself():
    edition = make_edition(headline=TITLE, related=[[TITLE, None, None]])
    assert resolve(edition.related_rows.all(), of=edition.story_id, now=timezone.now())[0].edition is None


@pytest.mark.parametrize("hide", ["draft", "due", "withdrawn"])
def test_hidden_story_is_not_led_to_and_not_named_where_the_desk_chose_it(hide):
    now = timezone.now()
    if hide == "draft":
        hidden = make_story(headline=TITLE)
    elif hide == "due":
        hidden = make_edition(headline=TITLE, now=now + timedelta(days=1)).story
    else:
        editor = make_user(role="editor")
        hidden = make_edition(headline=TITLE, editor=editor).story
        press.withdraw(hidden, reason="error", by=editor, now=timezone.now())
    assert resolved([TITLE, None, None], ["Another", None, hidden.pk]) == [None] * (hide != "withdrawn")


def test_of_two_under_one_headline_the_one_that_stands_is_led_to():
    editor, now = make_user(role="editor"), timezone.now()
    twice, once = (make_edition(headline=TITLE, editor=editor, published_at=MAY) for _ in range(2))
    press.withdraw(twice.story, reason="duplicate", by=editor, now=now)
    assert resolved([TITLE, "2024-05-01", None]) == [once]


def test_no_lines_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve([], of=1, now=timezone.now()) == []


def silenced(reason="legal", **kwargs):
    editor = make_user(role="editor")
    story = make_edition(headline=TITLE, editor=editor, **kwargs).story
    press.withdraw(story, reason=reason, by=editor, now=timezone.now())
    return story


@pytest.mark.parametrize("reason", ["legal", "undone"])
def test_what_was_withdrawn_without_a_word_is_not_so_much_as_named(reason, django_assert_num_queries):
    story = silenced(reason)
    edition = make_edition(
        related=[[TITLE, None, None], ["Another name", None, story.pk], ["Kept", None, None]]
    )
    rows = list(edition.related_rows.all())
    with django_assert_num_queries(1):
        lines = resolve(rows, of=edition.story_id, now=timezone.now())
    assert [line.title for line in lines] == ["Kept"]


def test_nor_is_it_under_a_headline_that_it_once_had():
    now = timezone.now()
    first = publish(make_proofread_story(headline="The libel"), now=now)
    later = publish(revised(first.story, {"headline": "Mended"}, now=now), now=now)
    press.withdraw(later.story, reason="legal", by=make_user(role="editor"), now=now)
    assert resolved(["The libel", None, None], ["Mended", None, None]) == []


def test_a_namesake_of_what_was_silenced_is_led_to_by_its_date():
    silenced(published_at=MAY)
    ferry = make_edition(headline=TITLE, published_at=MAY + timedelta(days=30))
    assert resolved([TITLE, "2024-05-30", None], [TITLE, "2024-05-01", None]) == [ferry]
