"""The edition that a preview shows is the one that publishing would make, and is never written."""

import pytest
from django.test import RequestFactory
from django.utils import timezone

from articles import drafting, press
from articles.models import Edition
from articles.site.story import story_page
from tests.factories import (
    make_edition,
    make_picture,
    make_proofread_story,
    make_proofreader,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)
from tests.press.desk import publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROWS = {
    "topic_rows": ("topic_id",),
    "writer_rows": ("writer_id", "name"),
    "picture_rows": ("file", "caption", "credit", "sha256", "alt"),
    "related_rows": ("title", "title_key", "date", "chosen_id"),
}
SHOWN = (
    "kind",
    "slug",
    "headline",
    "body",
    "byline",
    "source_id",
    "source_credit",
    "proofreader_credit",
    "digest",
)


def make_full_story():
    return make_proofread_story(
        source=make_source(),
        proofreader=make_proofreader(),
        writers=[make_writer()],
        topics=[make_topic(), make_topic()],
        pictures=[make_picture().pk],
        captions=[("The quay", "Ann")],
        related=[["Ferry returns", "2024-03-05", None]],
    )


def said(edition):
    rows = {name: [[getattr(row, field) for field in fields] for row in getattr(edition, name).all()]
            for name, fields in ROWS.items()}  # fmt: skip
    return [getattr(edition, name) for name in SHOWN], rows


def shown(edition, **context):
    request = RequestFactory().get("/preview/")
    return story_page(request, edition, now=timezone.now(), **context).content.decode()


def test_it_says_what_publishing_makes_and_nothing_is_written():
    story, editor, now = make_full_story(), make_user(role="editor"), timezone.now()
    preview = press.preview(story, story.latest_revision(), by=editor, now=now)
    assert not Edition.objects.exists()
    assert said(preview) == said(publish(story, by=editor, now=now))


def test_its_page_is_the_storys_page_for_no_search_engine():
    story, editor = make_full_story(), make_user(role="editor")
    preview = press.preview(story, story.latest_revision(), by=editor, now=timezone.now())
    for row in preview.picture_rows.all():
        row.address = "/kept/quay.jpg"
    page = shown(preview)
    assert story.headline in page
    assert 'src="/kept/quay.jpg"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


def test_any_revision_can_be_previewed_and_so_can_a_draft_without_words():
    story, editor = make_story(headline="First"), make_user(role="editor")
    drafting.save(story, {"headline": "", "body": ""}, base=1, by=editor, now=timezone.now())
    for number, expected in ((1, True), (2, False)):
        revision = story.revisions.get(number=number)
        preview = press.preview(story, revision, by=editor, now=timezone.now())
        assert ("First" in shown(preview)) == expected


def test_a_correction_is_previewed_with_its_sentence():
    edition, editor, now = make_edition(), make_user(role="editor"), timezone.now()
    saved = drafting.save(edition.story, {"correction": "It was six boats."}, base=1, by=editor, now=now)
    preview = press.preview(saved.story, saved.revision, by=editor, now=now)
    assert "It was six boats." in shown(preview)
