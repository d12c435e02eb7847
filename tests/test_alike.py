"""Stories about the same matter find each other, by the editions that readers see."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import press, redaction
from articles.models import PublicTerm
from articles.related import similar
from articles.search import alike as room
from tests.factories import make_edition, make_imported_story, make_story, make_user
from tests.site.test_changes import publish

pytestmark = pytest.mark.django_db

LATER = "It was late by then and so they all went home to bed."
PYLE = ["It was Desmond Pyle of the Harbour Alliance.", "They met in Upper Quay with Martha Quill.", LATER]
ORGAN = ["It was Tobias Fenn of the Organ Society.", "They met in Lower Vale with Hilda Marsh.", LATER]
MARCH = datetime(2025, 3, 13, tzinfo=UTC)


def like(edition, *, besides=(), most=5):
    return [line.edition for line in similar(edition, besides=besides, now=timezone.now(), most=most)]


def test_stories_about_one_matter_find_each_other_and_no_others():
    one, other, organ = (make_edition(paragraphs=words) for words in (PYLE, PYLE, ORGAN))
    make_edition(paragraphs=["It was Desmond Pyle of the Organ Society.", *ORGAN])
    assert (like(one), like(other)) == ([other], [one])
    assert one not in like(organ)


def test_they_are_told_of_after_what_the_desk_chose(client):
    chosen, near, far = (
        make_edition(headline=name, paragraphs=words, published_at=MARCH)
        for name, words in (("Chosen", ORGAN), ("Near", PYLE), ("Far", PYLE))
    )
    for hour in (1, 2):
        make_edition(published_at=timezone.now() - timedelta(minutes=hour))  # so that these are no neighbours
    story = make_edition(paragraphs=PYLE, related=[["Chosen", None, None], ["Far", None, None]])
    page = client.get(story.get_absolute_url()).content.decode()
    related = page.partition('id="related"')[2].partition("</section>")[0]
    addresses = [one.get_absolute_url() for one in (chosen, far, near)]
    assert sorted(addresses, key=related.index) == addresses
    assert [related.count(one) for one in addresses] == [1, 1, 1]
    assert not any(one in page.partition('id="more"')[2] for one in addresses)


def test_of_those_as_like_the_nearer_in_date_comes_first():
    story = make_edition(paragraphs=PYLE, published_at=MARCH)
    days = (30, 3, 10)
    others = [make_edition(paragraphs=PYLE, published_at=MARCH + timedelta(days=days_on)) for days_on in days]
    assert like(story) == [others[1], others[2], others[0]]
    assert like(story, besides=[others[1].story_id], most=1) == [others[2]]


def test_only_what_readers_see_is_like_anything():
    story, editor, now = make_edition(paragraphs=PYLE), make_user(role="editor"), timezone.now()
    make_story(paragraphs=PYLE)
    make_edition(paragraphs=PYLE, now=now + timedelta(days=1))
    gone = make_edition(paragraphs=PYLE)
    press.withdraw(gone.story, reason="error", by=editor, now=timezone.now())
    changed = publish(make_edition(paragraphs=PYLE), body="<p>It was Tobias Fenn.</p>")
    due = make_edition(paragraphs=ORGAN)
    publish(due, body="".join(f"<p>{words}</p>" for words in PYLE), at=now + timedelta(days=1))
    assert like(story) == []
    assert like(changed) == []


def test_a_scheduled_version_is_like_others_from_its_second_on():
    story, due = make_edition(paragraphs=PYLE), make_edition(paragraphs=ORGAN)
    at = timezone.now() + timedelta(days=1)
    later = publish(due, body="".join(f"<p>{words}</p>" for words in PYLE), at=at)
    found = [line.edition for line in similar(story, besides=(), now=at, most=5)]
    assert found == [later]


def test_translations_are_the_story_itself():
    story, other = make_edition(paragraphs=PYLE), make_edition(paragraphs=PYLE)
    other.translation_of_id = story.story_id
    assert like(other) == []


def test_a_term_that_many_have_tells_nothing(monkeypatch):
    monkeypatch.setattr(room, "COMMON", 4)
    editions = [make_edition(paragraphs=PYLE) for _ in range(3)]
    assert len(like(editions[0])) == 2
    make_edition(paragraphs=PYLE)
    assert like(editions[0]) == []


def test_fifty_that_are_like_it_cost_no_more_queries_than_one(django_assert_num_queries):
    story = make_edition(paragraphs=PYLE)
    for count in (1, 20):
        for _ in range(count):
            make_edition(paragraphs=PYLE)
        with django_assert_num_queries(2):
            assert like(story)


def test_what_is_over_and_what_is_redacted_leaves_no_term():
    first = make_edition(paragraphs=PYLE)
    held = set(PublicTerm.objects.values_list("term", flat=True))
    publish(first, body="<p>It was Tobias Fenn.</p>")
    assert not held & set(PublicTerm.objects.values_list("term", flat=True))
    redaction.redact(first.story, reason="Order 12", by=make_user(superuser=True), now=timezone.now())
    assert not PublicTerm.objects.exists()


def test_an_archive_that_is_released_and_what_is_made_anew_have_them_too():
    body = "".join(f"<p>{words}</p>" for words in PYLE)
    stories = [make_imported_story(body=body) for _ in range(2)]
    editor = make_user(superuser=True)
    released = press.release_archive(stories, by=editor, run=None, now=timezone.now())
    one, other = released.editions
    assert like(one) == [other]
    held = set(PublicTerm.objects.values_list("document", "term"))
    PublicTerm.objects.all().delete()
    call_command("reindex", verbosity=0, stdout=StringIO())
    assert set(PublicTerm.objects.values_list("document", "term")) == held
