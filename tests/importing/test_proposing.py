"""Copies of one text complete each other: what one says better is proposed to the story, and a person decides."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import drafting, importing
from articles.importing.matching import proposing
from articles.models import ImportedFile, ImportRun, LedgerEntry, Proposal, Story
from articles.rules import Refused
from tests.factories import make_user
from tests.importing.helpers import archive, copy_of, import_stories, paragraphs_under, write
from tests.waiting import one_after_the_other

pytestmark = pytest.mark.django_db
LONG = [*paragraphs_under("one"), *paragraphs_under("two"), *paragraphs_under("three")]
BARE = copy_of(headline="", byline="", date="", source="", paragraphs=LONG)
FULL = copy_of(headline="Ferry sails again", byline="By Ana Ruiz", paragraphs=LONG)
LONGER = copy_of(
    headline="Ferry sails again", paragraphs=[*LONG, "The mayor was glad of all that, she said."]
)


def taken(tmp_path, first=BARE, second=FULL) -> Story:
    """The story of two files with one text."""
    import_stories(write(tmp_path / "first", {"bare.txt": first}))
    import_stories(write(tmp_path / "second", {"full.txt": second}))
    return Story.objects.get()


def proposed() -> dict[str, str]:
    return {row.field: row.shown for row in Proposal.objects.open()}


def take(field, *, by=None, revision=None):
    row = Proposal.objects.open().get(field=field)
    seen = row.story.revision_number if revision is None else revision
    return proposing.take(row, revision=seen, by=by or make_user(role="editor"), now=timezone.now())


def test_what_a_story_lacks_is_proposed_from_its_copy_with_file_and_line(tmp_path):
    story = taken(tmp_path)
    assert proposed() == {
        "headline": "Ferry sails again",
        "byline": "Ana Ruiz",
        "published": "5 Mar 2024",
        "source": "Harbour Wire",
    }
    byline = Proposal.objects.get(field="byline")
    assert (byline.story, byline.file.path, byline.line, byline.revision) == (story, "full.txt", 2, 1)
    assert (story.headline_is_provisional, story.revision_number) == (True, 1)
    assert byline.file.sentence.endswith("Proposed from it: headline, byline, date, source.")


def test_what_is_too_long_to_show_ends_with_a_sign_and_is_taken_whole(tmp_path):
    titles = [f"Ferry number {n} is late again, says the harbour master of Eastmere" for n in range(12)]
    related = f"{FULL}\nRelated:\n" + "".join(f"- {title}\n" for title in titles)
    story = taken(tmp_path, second=related)
    shown = proposed()["related"]
    assert (len(shown), shown) == (500, f"{'; '.join(titles)[:499]}…")
    take("related")
    assert [row.title for row in story.related_titles.all()] == titles


def test_a_dry_run_says_what_would_be_proposed_and_proposes_nothing(tmp_path):
    folder = archive(tmp_path, a=BARE, b=FULL)
    import_stories(folder, dry_run=True)
    assert (
        "Proposed from it: headline, byline, date, source." in ImportedFile.objects.get(path="b.txt").sentence
    )
    assert not Proposal.objects.exists()
    import_stories(folder)
    assert set(proposed()) == {"headline", "byline", "published", "source"}


def test_a_story_that_says_it_all_is_proposed_nothing(tmp_path):
    taken(tmp_path, first=FULL, second=BARE)
    assert proposed() == {}


def test_the_same_from_two_copies_is_proposed_once(tmp_path):
    import_stories(archive(tmp_path, a=BARE, b=FULL, c=FULL.replace("Source: ", "Source:  ")))
    assert Proposal.objects.filter(field="headline").count() == 1


def test_a_headline_that_is_taken_is_the_persons_change_and_settles_its_doubt(tmp_path):
    story, editor = taken(tmp_path), make_user(role="editor")
    take("headline", by=editor)
    story.refresh_from_db()
    assert (story.headline, story.headline_is_provisional) == ("Ferry sails again", False)
    assert (story.latest_revision().author, story.latest_revision().note) == (
        editor,
        "Headline from full.txt",
    )
    assert not story.doubts.open().filter(field="headline").exists()
    settled = Proposal.objects.get(field="headline")
    assert (settled.is_taken, settled.settled_by) == (True, editor)
    acts = LedgerEntry.objects.filter(chain=f"story/{story.pk}").order_by("number").values_list("act", "by")
    assert list(acts) == [("create", None), ("save", editor.pk), ("take-proposal", editor.pk)]


def test_credits_that_are_taken_are_of_their_people(tmp_path):
    story = taken(tmp_path)
    for field in ("byline", "source", "published"):
        take(field)
    story.refresh_from_db()
    assert [row.writer.name for row in story.writer_rows.all()] == ["Ana Ruiz"]
    assert (story.source.name, story.published_precision) == ("Harbour Wire", "day")
    assert story.published_at.date().isoformat() == "2024-03-05"


def test_what_was_declined_is_not_proposed_again(tmp_path):
    story, editor = taken(tmp_path), make_user(role="editor")
    row = Proposal.objects.get(field="headline")
    proposing.decline(row, by=editor, now=timezone.now())
    import_stories(write(tmp_path / "third", {"third.txt": FULL.replace("Source: ", "Source:  ")}))
    assert "headline" not in proposed()
    assert Story.objects.get().headline == story.headline
    with pytest.raises(Refused, match=f"^Declined by {editor.username} at "):
        proposing.take(row, revision=1, by=editor, now=timezone.now())


def test_a_field_that_a_person_edits_is_proposed_no_more(tmp_path):
    story, editor = taken(tmp_path), make_user(role="editor")
    drafting.save(story, {"headline": "Ferry is back"}, base=1, by=editor, now=timezone.now())
    assert set(proposed()) == {"byline", "published", "source"}


def test_what_a_person_wrote_is_challenged_by_no_copy(tmp_path):
    import_stories(write(tmp_path / "first", {"bare.txt": BARE}))
    story, editor = Story.objects.get(), make_user(role="editor")
    drafting.save(story, {"headline": "Ferry is back"}, base=1, by=editor, now=timezone.now())
    import_stories(write(tmp_path / "second", {"full.txt": FULL}))
    assert set(proposed()) == {"byline", "published", "source"}


def test_a_longer_text_is_merged_with_what_was_changed_since(tmp_path):
    story, editor = taken(tmp_path, first=FULL, second=LONGER), make_user(role="editor")
    assert "Not in the story: The mayor was glad of all that, she said." in proposed()["body"]
    body = story.body.replace(LONG[0], "Rewritten here.")
    drafting.save(story, {"body": body}, base=1, by=editor, now=timezone.now())
    take("body", revision=2)
    story.refresh_from_db()
    assert "<p>Rewritten here.</p>" in story.body
    assert story.body.endswith("<p>The mayor was glad of all that, she said.</p>")


def test_a_longer_text_that_collides_is_refused_and_stays_proposed(tmp_path):
    story, editor = taken(tmp_path, first=FULL, second=LONGER), make_user(role="editor")
    body = story.body + "<p>Another end.</p>"
    drafting.save(story, {"body": body}, base=1, by=editor, now=timezone.now())
    with pytest.raises(Refused, match="changed here since"):
        take("body", revision=2)
    assert set(proposed()) >= {"body"}


def test_a_proposal_seen_beside_an_older_text_is_not_taken(tmp_path):
    story = taken(tmp_path)
    drafting.save(story, {"byline": "Jo"}, base=1, by=make_user(role="editor"), now=timezone.now())
    with pytest.raises(Refused, match="has changed since you opened it"):
        take("headline", revision=1)


def test_undoing_a_run_withdraws_what_it_proposed_and_frees_its_copies(tmp_path):
    taken(tmp_path)
    second = ImportRun.objects.latest("pk")
    importing.undo(second, by=make_user(role="editor"), clock=timezone.now)
    assert (proposed(), ImportedFile.objects.get(path="full.txt").undone_at is None) == ({}, False)
    first = ImportRun.objects.earliest("pk")
    assert importing.undo(first, by=make_user(role="editor"), clock=timezone.now).spiked == 1


def test_what_an_undone_run_proposed_is_proposed_anew_when_its_folder_is_taken_again(tmp_path):
    taken(tmp_path)
    before, editor = proposed(), make_user(role="editor")
    proposing.decline(Proposal.objects.get(field="source"), by=editor, now=timezone.now())
    importing.undo(ImportRun.objects.latest("pk"), by=editor, clock=timezone.now)
    assert set(Proposal.objects.values_list("field", "is_taken")) == {
        *((field, None) for field in ("headline", "byline", "published")),
        ("source", False),
    }
    import_stories(tmp_path / "second")
    assert proposed() == {field: shown for field, shown in before.items() if field != "source"}


def test_a_story_whose_proposal_somebody_declined_is_not_untouched(tmp_path):
    taken(tmp_path)
    second, first = ImportRun.objects.all()
    proposing.decline(Proposal.objects.get(field="source"), by=make_user(role="editor"), now=timezone.now())
    importing.undo(second, by=make_user(role="editor"), clock=timezone.now)
    told = importing.undo(first, by=make_user(role="editor"), clock=timezone.now)
    assert (told.spiked, dict(told.left)) == (0, {"somebody has worked on it:": 1})


def keep_headline():
    file = ImportedFile.objects.latest("pk")
    offer = proposing.Offer("headline", {"headline": "Ferry sails"}, "Ferry sails", None)
    with transaction.atomic():
        proposing.keep([(file.story_id, 1, file, [offer])])


def test_of_two_proposals_that_say_the_same_one_is_open(tmp_path):
    import_stories(write(tmp_path, {"bare.txt": BARE}))
    keep_headline()
    row = Proposal.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    proposing.decline(Proposal.objects.get(), by=make_user(role="editor"), now=timezone.now())
    row.save(force_insert=True)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_imports_that_offer_the_same_at_once_propose_it_once(tmp_path):
    import_stories(write(tmp_path, {"bare.txt": BARE}))
    one_after_the_other(keep_headline, keep_headline)
    assert list(Proposal.objects.values_list("shown", flat=True)) == ["Ferry sails"]
