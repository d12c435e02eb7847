"""What a file becomes: a draft with all that it says, and a doubt for what it does not."""

from datetime import UTC, date, datetime

import pytest
from django.test import override_settings

from articles.models import Doubt, ImportedFile, LedgerEntry, Original, Promo, Stage, Story, Writer
from tests.importing.helpers import PARAGRAPHS, SEEDS, archive, copy_of, import_stories

pytestmark = pytest.mark.django_db


def taken(tmp_path, **parts) -> Story:
    """The story that a file of clean copy becomes."""
    import_stories(archive(tmp_path, ferry=copy_of(**parts)))
    return Story.objects.get()


def test_clean_copy_becomes_a_draft_with_all_its_fields(tmp_path):
    story = taken(tmp_path)
    assert (story.headline, story.byline) == ("Ferry returns to the harbour", "Ana Ruiz and Jo Lind")
    assert (story.source_credit, story.source.name, story.stage) == (
        "Harbour Wire",
        "Harbour Wire",
        Stage.DRAFT,
    )
    assert story.body.startswith("<p>The ferry between Northport")
    assert story.body.count("<p>") == 3
    assert not story.doubts.exists()


def test_a_dateline_is_held_once_in_its_own_field(tmp_path):
    lead, *rest = PARAGRAPHS
    story = taken(tmp_path, paragraphs=[f"NORTHPORT (Harbour Wire) — {lead}", *rest])
    assert story.dateline == "NORTHPORT (Harbour Wire)"
    assert story.body.startswith(f"<p>{lead}</p>")


def test_a_byline_of_two_makes_two_writers(tmp_path):
    story = taken(tmp_path)
    assert [row.writer.name for row in story.writer_rows.all()] == ["Ana Ruiz", "Jo Lind"]


def test_a_rank_in_a_byline_is_nobody(tmp_path):
    taken(tmp_path, byline="By Ana Ruiz, Political Editor")
    assert [writer.name for writer in Writer.objects.all()] == ["Ana Ruiz"]


def test_the_same_names_in_two_files_are_the_same_people(tmp_path):
    import_stories(archive(tmp_path, one=copy_of(), two=copy_of(headline="Ferry is late again")))
    assert (Story.objects.count(), Writer.objects.count()) == (2, 2)


def test_a_date_known_to_the_day_is_midnight_on_the_sites_clock(tmp_path):
    with override_settings(TIME_ZONE="Europe/Athens"):
        story = taken(tmp_path)
    assert story.published_at == datetime(2024, 3, 4, 22, tzinfo=UTC)
    assert story.published_precision == "day"


def test_a_date_that_has_not_come_is_doubted_and_not_taken(tmp_path):
    story = taken(tmp_path, date="5 March 2099")
    doubt = story.doubts.get()
    assert (story.published_at, doubt.code, doubt.field, doubt.line) == (None, "far-date", "published", 3)
    assert doubt.sentence == "The date “5 March 2099” is still to come: it was not taken."
    assert [3, "5 March 2099", "date"] in ImportedFile.objects.get().left_out


def test_a_time_without_a_zone_is_on_the_sites_clock(tmp_path):
    with override_settings(TIME_ZONE="Europe/Athens"):
        story = taken(tmp_path, date="5 March 2024 14:30")
    assert story.published_at == datetime(2024, 3, 5, 12, 30, tzinfo=UTC)
    assert story.published_precision == "minute"


def test_copy_in_the_sites_language_keeps_the_sites_own_tag(tmp_path):
    assert taken(tmp_path).language == "en-GB"


def test_a_language_that_is_no_tag_fits_no_column_and_is_not_taken(tmp_path):
    said = "---\ntitle: Ferry returns\nlang: English, as it is spoken by the harbour\n---\n\n"
    import_stories(archive(tmp_path, ferry=said + "\n\n".join(PARAGRAPHS)))
    assert Story.objects.get().language == "en-GB"


def test_the_first_revision_is_by_the_file(tmp_path):
    revision = taken(tmp_path).revisions.get()
    assert (revision.author, revision.from_file.path, revision.author_name) == (
        None,
        "ferry.txt",
        "ferry.txt",
    )
    assert LedgerEntry.objects.get().by_name == "import of ferry.txt"


def test_the_bytes_are_kept_as_they_came(tmp_path):
    story = taken(tmp_path)
    assert bytes(story.files.get().original.data) == copy_of().encode()


def test_more_bytes_than_are_kept_leave_name_size_and_digest(tmp_path):
    with override_settings(KEEP_ORIGINALS=100):
        taken(tmp_path)
    file = ImportedFile.objects.get()
    assert (file.size, len(file.sha256), file.original) == (len(copy_of().encode()), 64, None)
    assert not Original.objects.exists()


def test_a_scraped_page_becomes_a_draft_with_a_provisional_headline_and_two_doubts():
    import_stories(SEEDS / "scraped.txt")
    story = Story.objects.get()
    assert story.headline_is_provisional
    assert story.headline.startswith("Tidewheel, the river sports arm")
    assert {(doubt.code, doubt.field) for doubt in story.doubts.open()} == {
        ("no-headline", "headline"), ("no-date", "published"),
    }  # fmt: skip
    assert (story.source_credit, story.proofreader_credit) == ("larkspurgroup", "Imogen Sallow")
    assert (story.published_at, story.body.count("<p>")) == (None, 5)


def test_promos_of_a_scraped_page_wait_as_titles_and_are_not_printed():
    import_stories(SEEDS / "scraped.txt")
    assert [(promo.line, promo.date) for promo in Promo.objects.all()] == [
        (1, date(2025, 2, 11)), (10, date(2025, 2, 25)),
    ]  # fmt: skip
    related = [(row.title, row.date) for row in Story.objects.get().related_titles.all()]
    assert len(related) == 5
    assert related[0] == ("Tidewheel’s future: steering by lidar", date(2016, 3, 6))


def test_a_claimed_proofreader_is_a_credit_and_no_sign_off():
    import_stories(SEEDS / "scraped.txt")
    story = Story.objects.get()
    assert story.proofreader.name == "Imogen Sallow"
    assert not story.signoffs.exists()


def test_clean_copy_without_a_date_has_that_one_doubt():
    import_stories(SEEDS / "clean.txt")
    assert list(Doubt.objects.values_list("code", flat=True)) == ["no-date"]
    assert Story.objects.get().headline == "Larkspur joins coastal programme to help rowers start companies"


def test_a_source_too_long_for_its_field_is_cut_and_doubted(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.reading.fields._room", lambda model, name: 8)
    story = taken(tmp_path)
    assert story.source_credit == "Harbour…"
    assert story.doubts.filter(code="cut", field="source").exists()
