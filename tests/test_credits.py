"""Names: one row however it is spelled, and two made one without losing either."""

import pytest
from django.utils import timezone

from articles import credits, ledger
from articles.credits import NameTaken
from articles.models import LedgerEntry, Proofreader, Source, Story, Writer, WriterPair
from tests.factories import make_edition, make_proofreader, make_source, make_story, make_user, make_writer

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def merge(loser, into):
    return credits.merge(loser, into=into, by=make_user(role="editor"), now=timezone.now())


def test_one_name_however_spelled_is_one_row():
    assert credits.ensure(Source, "Harbour Wire") == credits.ensure(Source, " harbour  WIRE. ")
    assert Source.objects.count() == 1


def test_two_names_with_the_same_slug_get_two_addresses():
    assert make_source(name="Bay News").slug == "bay-news"
    assert credits.free_slug(Source, "Bay News") == "bay-news-2"


def test_an_alias_resolves_to_its_owner():
    source = make_source(name="Harbour Wire")
    credits.add_alias(source, "HW Agency")
    assert credits.resolve(Source, "hw agency") == source


def test_an_alias_that_is_somebody_elses_is_refused():
    make_source(name="Harbour Wire")
    with pytest.raises(NameTaken, match="already stands for Harbour Wire"):
        credits.add_alias(make_source(name="Bay News"), "harbour wire")


def test_a_name_without_letters_is_nobody():
    assert credits.resolve(Source, " … ") is None
    with pytest.raises(NameTaken):
        credits.add_alias(make_source(), "…")


def test_after_a_merge_every_old_name_stands_for_the_one_that_is_left():
    loser, into = make_proofreader(name="Quill Ada"), make_proofreader(name="Ada Quill")
    credits.add_alias(loser, "A. Quill")
    merge(loser, into)
    for name in ("Quill Ada", "A. Quill", "Ada Quill"):
        assert credits.resolve(Proofreader, name) == into
    assert list(Proofreader.objects.standing()) == [into]


def test_names_merged_one_after_the_other_all_stand_for_the_last():
    first, second, third = make_source(name="A"), make_source(name="B"), make_source(name="C")
    merge(first, second)
    merge(second, third)
    assert credits.resolve(Source, "a") == third


def test_a_merge_moves_editions_and_each_move_is_in_the_ledger():
    loser, into = make_source(name="HW"), make_source(name="Harbour Wire")
    edition = make_edition(source=loser)
    assert merge(loser, into) == 1
    edition.refresh_from_db()
    assert (edition.source, edition.source_credit, edition.story.source) == (into, "HW", into)
    assert LedgerEntry.objects.filter(story=edition.story).last().act == "credit moved"
    assert LedgerEntry.objects.get(chain=f"source/{into.pk}").detail["from"] == "HW"


def test_a_merge_of_writers_who_share_a_story_leaves_one_of_them_on_it():
    loser, into = make_writer(name="I. Marlow"), make_writer(name="Ines Marlow")
    edition = make_edition(writers=[loser, into])
    merge(loser, into)
    assert list(edition.story.writers.all()) == [into]
    assert set(edition.writer_rows.values_list("name", "writer")) == {
        ("I. Marlow", into.pk),
        ("Ines Marlow", into.pk),
    }
    assert Writer.objects.standing().count() == 1


def test_a_merge_with_itself_or_of_what_is_merged_already_is_refused():
    source, other = make_source(), make_source()
    with pytest.raises(NameTaken):
        merge(source, source)
    merge(source, other)
    with pytest.raises(NameTaken, match="already"):
        merge(source, make_source())


def test_who_may_not_change_names_merges_none():
    loser, into = make_source(), make_source()
    with pytest.raises(NameTaken, match="does not have the right"):
        credits.merge(loser, into=into, by=make_user(role="writer"), now=timezone.now())


def test_the_account_of_a_person_follows_a_merge():
    loser, into, user = make_writer(), make_writer(), make_user(role="writer")
    Writer.objects.filter(pk=loser.pk).update(user=user)
    merge(loser, into)
    into.refresh_from_db()
    assert into.user == user


def test_a_name_longer_than_its_column_is_one_row_each_time():
    assert credits.ensure(Source, "Harbour " * 40) == credits.ensure(Source, "Harbour " * 40)


def take_back(name):
    name.refresh_from_db()
    return credits.take_back(name, by=make_user(role="editor"), now=timezone.now())


def test_a_merge_taken_back_gives_back_stories_editions_aliases_and_the_name():
    loser, into = make_source(name="HW"), make_source(name="Harbour Wire")
    credits.add_alias(loser, "H. Wire Agency")
    theirs, mine = make_edition(source=loser), make_edition(source=into)
    merge(loser, into)
    assert take_back(loser) == 1
    theirs.refresh_from_db(), mine.refresh_from_db()
    assert (theirs.source, theirs.story.source, mine.source, mine.story.source) == (loser, loser, into, into)
    assert [credits.resolve(Source, name) for name in ("HW", "H. Wire Agency")] == [loser, loser]
    acts = LedgerEntry.objects.filter(story=theirs.story).order_by("number").values_list("act", flat=True)
    assert list(acts)[-2:] == ["credit moved", "credit moved back"]
    for chain in (f"source/{loser.pk}", f"source/{into.pk}"):
        assert (LedgerEntry.objects.filter(chain=chain).last().act, ledger.faults(chain)) == (
            "merge taken back",
            [],
        )


def test_a_merge_of_writers_taken_back_puts_both_on_the_story_that_they_shared():
    loser, into = make_writer(name="I. Marlow"), make_writer(name="Ines Marlow")
    edition, alone = make_edition(writers=[loser, into]), make_edition(writers=[loser])
    merge(loser, into)
    take_back(loser)
    assert list(edition.story.writers.order_by("story_rows__position")) == [loser, into]
    assert list(alone.story.writers.all()) == [loser]
    assert {(row.name, row.writer) for row in edition.writer_rows.all()} == {
        ("I. Marlow", loser),
        ("Ines Marlow", into),
    }


def test_what_somebody_has_credited_otherwise_since_the_merge_stays_so():
    loser, into, third = make_source(name="HW"), make_source(name="Harbour Wire"), make_source(name="Tide")
    story, later = make_story(source=loser), make_story(source=into)
    merge(loser, into)
    Story.objects.filter(pk=story.pk).update(source=third)
    take_back(loser)
    assert [Story.objects.get(pk=each.pk).source for each in (story, later)] == [third, into]


def test_merges_upon_each_other_are_taken_back_from_the_last():
    first, second, third = make_source(name="A"), make_source(name="B"), make_source(name="C")
    merge(first, second)
    merge(second, third)
    with pytest.raises(NameTaken, match="take that back first"):
        take_back(first)
    take_back(second)
    assert credits.resolve(Source, "a") == second
    take_back(first)
    assert [credits.resolve(Source, name) for name in "abc"] == [first, second, third]


def test_a_merge_is_taken_back_once_and_by_who_may_change_names():
    loser, into = make_source(), make_source()
    merge(loser, into)
    loser.refresh_from_db()
    with pytest.raises(NameTaken, match="does not have the right"):
        credits.take_back(loser, by=make_user(role="writer"), now=timezone.now())
    take_back(loser)
    with pytest.raises(NameTaken, match="is not merged"):
        take_back(loser)
    merge(loser, into)
    assert (take_back(loser), Source.objects.standing().count()) == (0, 2)


def test_the_account_of_a_person_goes_back_with_the_name():
    loser, into, user = make_writer(), make_writer(), make_user(role="writer")
    Writer.objects.filter(pk=loser.pk).update(user=user)
    merge(loser, into)
    take_back(loser)
    assert [Writer.objects.get(pk=row.pk).user for row in (loser, into)] == [user, None]


def test_who_two_are_not_is_known_again_after_a_merge_was_taken_back():
    rows = credits.ensure_many(Writer, ["Ada Marlow", "Ada Marlaw"])
    credits.part(WriterPair.objects.get(), by=make_user(role="editor"), now=timezone.now())
    loser, into = rows["ada marlaw"], credits.ensure(Writer, "Quill")
    merge(loser, into)
    take_back(loser)
    pair = WriterPair.objects.get()
    assert (str(pair), pair.parted_at is None) == ("Ada Marlow and Ada Marlaw", False)


@pytest.mark.parametrize("names", [["JOHN MARLOW", "John Marlow"], ["John Marlow", "JOHN MARLOW"]])
def test_of_two_spellings_in_one_batch_the_better_written_names_the_row(names):
    credits.ensure_many(Writer, names)
    assert [str(writer) for writer in Writer.objects.all()] == ["John Marlow"]


def test_a_name_that_came_in_capitals_is_written_better_when_copy_does():
    held = credits.ensure(Writer, "JOHN MARLOW")
    credits.ensure(Writer, "John Marlow")
    held.refresh_from_db()
    assert (str(held), held.slug) == ("John Marlow", "john-marlow")


def test_a_name_that_a_person_wrote_stays_as_it_was_written():
    held = credits.ensure(Source, "HARBOUR WIRE")
    ledger.record(
        "changed",
        by=make_user(role="editor"),
        at=timezone.now(),
        chain=f"source/{held.pk}",
        name="HARBOUR WIRE",
    )
    credits.ensure(Source, "Harbour Wire")
    held.refresh_from_db()
    assert str(held) == "HARBOUR WIRE"
