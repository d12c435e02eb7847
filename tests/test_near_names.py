"""Near names: paired when they come, asked about once, and decided for ever."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import credits
from articles.models import LedgerEntry, Proofreader, ProofreaderPair, Source, SourcePair, Writer, WriterPair
from articles.rules import Refused
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def pairs(kind):
    return [(str(pair.first), str(pair.second)) for pair in credits.PAIRS[kind].objects.open()]


def part(pair, role="editor"):
    credits.part(pair, by=make_user(role=role), now=timezone.now())


def merge(loser, into):
    credits.merge(loser, into=into, by=make_user(role="editor"), now=timezone.now())


def test_a_near_miss_is_a_name_of_its_own_and_waits_in_a_pair():
    held = credits.ensure(Proofreader, "John Marlow")
    new = credits.ensure(Proofreader, "Marlaw John")
    assert new != held
    (pair,) = ProofreaderPair.objects.open()
    assert (pair.first, pair.second, pair.why) == (
        held,
        new,
        "One letter differs, and the order of the words.",
    )


def test_two_near_names_of_one_batch_are_paired_too():
    credits.ensure_many(Writer, ["Ada Marlow", "Ines Hart", "Marlow Ada"])
    assert pairs(Writer) == [("Ada Marlow", "Marlow Ada")]


def test_a_name_near_an_alias_is_paired_with_its_owner():
    held = credits.ensure(Source, "Tide Press")
    credits.add_alias(held, "Harbour Wire")
    credits.ensure(Source, "The Harbour Wire")
    assert pairs(Source) == [("Tide Press", "The Harbour Wire")]


def test_an_alias_near_another_name_makes_a_pair():
    credits.ensure(Source, "Harbour Wire")
    credits.add_alias(credits.ensure(Source, "Tide Press"), "Harbor Wire")
    assert pairs(Source) == [("Harbour Wire", "Tide Press")]


def test_two_that_were_parted_are_never_asked_about_again():
    names = ["Ada Marlow", "Ada Marlaw"]
    credits.ensure_many(Writer, names)
    pair = WriterPair.objects.get()
    part(pair)
    credits.note(list(Writer.objects.all()))
    pair.refresh_from_db()
    assert (pairs(Writer), pair.parted_by.username, WriterPair.objects.count()) == (
        [],
        pair.parted_by_name,
        1,
    )
    chains = LedgerEntry.objects.filter(act="parted").values_list("chain", flat=True)
    assert set(chains) == {f"writer/{pair.first_id}", f"writer/{pair.second_id}"}


def test_parting_holds_for_the_name_that_stands_for_one_of_the_two():
    one, other = credits.ensure_many(Writer, ["Ada Marlow", "Ada Marlaw"]).values()
    part(WriterPair.objects.get())
    merge(other, credits.ensure(Writer, "Quill"))
    assert pairs(Writer) == []
    credits.note([one])
    assert pairs(Writer) == []


def test_a_merge_decides_a_pair_and_asks_the_others_of_the_one_that_stands():
    credits.ensure_many(Writer, ["A. Marlow", "Ada Marlow", "Anna Marlow"])
    held = credits.resolve(Writer, "A. Marlow")
    assert pairs(Writer) == [("A. Marlow", "Ada Marlow"), ("A. Marlow", "Anna Marlow")]
    merge(held, credits.resolve(Writer, "Ada Marlow"))
    assert pairs(Writer) == [("Ada Marlow", "Anna Marlow")]
    assert credits.ensure(Writer, "A. Marlow") == credits.resolve(Writer, "Ada Marlow")


def test_a_pair_is_parted_once_by_who_may_and_while_both_stand():
    credits.ensure_many(Source, ["Harbour Wire", "Harbor Wire"])
    pair = SourcePair.objects.get()
    with pytest.raises(Refused, match="does not have the right"):
        part(pair, role="writer")
    merge(pair.first, pair.second)
    with pytest.raises(Refused, match="merged meanwhile"):
        part(pair)
    SourcePair.objects.update(parted_at=timezone.now(), parted_by_name="Ada Quill")
    with pytest.raises(Refused, match="Ada Quill has said already"):
        part(pair)


def test_fifty_new_names_cost_as_many_queries_as_one():
    counts = []
    for some in (["Ada Marlow", "Ada Marlaw"], [f"Ines {'x' * n}hart{n}" for n in range(50)]):
        with CaptureQueriesContext(connection) as captured:
            credits.ensure_many(Writer, [*some, f"{some[0]}e"])
        counts.append(len(captured))
    assert counts[0] >= counts[1] > 5


def test_names_that_take_one_address_get_one_each():
    made = credits.ensure_many(Source, ["Bay+News", "Bay$News", "Bay News"])
    assert len({row.slug for row in made.values()}) == len(made) > 1


@pytest.mark.parametrize(
    "wrong", [{"first": 0, "second": 0}, {"first": 1, "second": 0}, {"parted_at": "now"}]
)
def test_the_database_holds_what_a_pair_is(wrong):
    rows = list(credits.ensure_many(Source, ["Ada", "Quill"]).values())
    facts = {"first": rows[0], "second": rows[1]} | {
        name: timezone.now() if name == "parted_at" else rows[place] for name, place in wrong.items()
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        SourcePair.objects.create(why="x", **facts)


def test_what_very_many_names_share_pairs_none_of_them():
    credits.ensure_many(Writer, [f"J{chr(97 + n // 26)}{chr(97 + n % 26)}x Smith" for n in range(60)])
    held = WriterPair.objects.count()
    credits.ensure(Writer, "J. Smith")
    assert WriterPair.objects.count() == held
