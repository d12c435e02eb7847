"""Sources and people: names that cannot be taken twice, and merging two into one."""

import pytest

from articles import credits
from articles.models import LedgerEntry, Proofreader, Source, SourceAlias, SourcePair, Writer
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_proofreader, make_source, make_story, make_writer

pytestmark = [pytest.mark.django_db, pytest.mark.once]

KINDS = [
    ("source", Source, make_source),
    ("proofreader", Proofreader, make_proofreader),
    ("writer", Writer, make_writer),
]


def sent(aliases=(), held=(), **facts):
    rows = {"aliases-TOTAL_FORMS": len(held) + len(aliases), "aliases-INITIAL_FORMS": len(held)}
    for place, name in enumerate([*held, *aliases]):
        rows |= {f"aliases-{place}-name": name, f"aliases-{place}-id": "", f"aliases-{place}-owner": ""}
    return {"name": "Harbour Wire", "slug": "", "about": "", **facts, **rows}


@pytest.mark.once
@pytest.mark.parametrize(("name", "kind", "make"), KINDS)
def test_the_list_counts_stories_and_aliases_without_a_query_each(
    name, kind, make, django_assert_num_queries
):
    client = client_of()
    credits.add_alias(make(name="Harbour Wire"), "HW")
    make_story(**{name + "s": [kind.objects.get()]} if kind is Writer else {name: kind.objects.get()})
    list_address = address(f"{name}_changelist")
    row = client.get(list_address).context["cl"].result_list[0]
    assert (row.stories_held, row.aliases_held) == (1, 1)
    for _ in range(20):
        credits.add_alias(make(), f"Alias {kind.objects.count()}")
    with django_assert_num_queries(7):
        assert len(client.get(list_address).context["cl"].result_list) == 21


def test_a_new_source_gets_its_address_and_aliases():
    client_of().post(address("source_add"), sent(aliases=["HW"]))
    source = Source.objects.get()
    assert (source.slug, [str(alias) for alias in source.aliases.all()]) == ("harbour-wire", ["HW"])
    assert LedgerEntry.objects.get().chain == f"source/{source.pk}"


def test_a_name_changed_at_the_desk_is_paired_with_one_that_it_is_near():
    held, other = make_source(name="Harbour Wire"), make_source(name="Tide Press")
    client_of().post(
        address("source_change", other.pk), sent(name="Tide Press", slug="x", aliases=["Harbor Wire"])
    )
    assert list(SourcePair.objects.values_list("first", "second")) == [(held.pk, other.pk)]


def test_a_free_address_is_found_beside_one_that_is_taken():
    Source.objects.create(name="Harbour Wire (Leeds)", slug="harbour-wire")
    client_of().post(address("source_add"), sent())
    assert Source.objects.get(name="Harbour Wire").slug == "harbour-wire-2"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": "TIDE PRESS"}, "already stands for Tide Press"),
        ({"name": "tp"}, "already stands for Tide Press"),
        ({"name": "…"}, "at least one letter or digit"),
        ({"aliases": ["Tide Press"]}, "already stands for Tide Press"),
        ({"aliases": ["TP"]}, "already stands for Tide Press"),
        ({"aliases": ["?!"]}, "at least one letter or digit"),
    ],
)
def test_a_name_that_stands_for_somebody_else_is_refused(facts, sentence):
    credits.add_alias(make_source(name="Tide Press"), "TP")
    page = client_of().post(address("source_add"), sent(**facts)).content.decode()
    assert sentence in page
    assert Source.objects.count() == 1


def test_the_same_alias_twice_is_refused():
    page = client_of().post(address("source_add"), sent(aliases=["HW", "hw"])).content.decode()
    assert "stands here twice" in page
    assert not SourceAlias.objects.exists()


def test_a_name_of_its_own_merged_past_is_refused():
    old, new = make_source(name="Harbor Wire"), make_source(name="Harbour Wire")
    client = client_of()
    client.post(address("source_merge", old.pk), {"into": "Harbour Wire", "confirmed": "yes"})
    page = client.post(address("source_change", new.pk), sent(name="Harbor Wire", slug="x")).content.decode()
    assert "was merged into this one" in page


def test_merging_shows_what_moves_and_then_moves_it():
    loser, winner = make_source(name="Harbor Wire"), make_source(name="Harbour Wire")
    make_edition(source=loser), make_story(source=loser)
    client = client_of()
    page = client.post(address("source_merge", loser.pk), {"into": "harbour wire"}).content.decode()
    assert ("2 stories" in page, "1 published version" in page, "can be taken back" in page) == (
        True,
        True,
        True,
    )
    assert winner.stories.count() == 0
    sent = {"into": "Harbour Wire", "confirmed": "yes"}
    response = client.post(address("source_merge", loser.pk), sent, follow=True)
    assert "is merged into Harbour Wire" in message(response)
    assert (winner.stories.count(), winner.editions.count()) == (2, 1)


@pytest.mark.parametrize(
    ("into", "sentence"),
    [("", "Say which one stays"), ("Harbour Wire", "the same one"), ("Nobody", "No source is called")],
)
def test_merging_into_nothing_or_itself_is_refused(into, sentence):
    source = make_source(name="Harbour Wire")
    response = client_of().post(address("source_merge", source.pk), {"into": into, "confirmed": "yes"})
    assert sentence in response.content.decode()
    source.refresh_from_db()
    assert source.merged_into is None


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 200), ("importer", 200), ("writer", 403), ("proofreader", 403)]
)
def test_merging_is_for_those_who_may_change(role, status):
    source = make_source()
    assert client_of(role=role).get(address("source_merge", source.pk)).status_code == status


def test_what_was_merged_leaves_the_list_and_takes_no_change():
    old, new = make_source(name="Harbor Wire"), make_source(name="Harbour Wire")
    client = client_of()
    client.post(address("source_merge", old.pk), {"into": "Harbour Wire", "confirmed": "yes"})
    listed = client.get(address("source_changelist")).context["cl"].result_list
    assert list(listed) == [new]
    assert client.get(address("source_change", old.pk)).status_code == 200
    assert client.post(address("source_change", old.pk), sent()).status_code == 403


def test_autocomplete_offers_standing_names_by_alias():
    old, new = make_source(name="Harbor Wire"), make_source(name="Harbour Wire")
    credits.add_alias(new, "HW")
    client = client_of(role="writer")
    client_of().post(address("source_merge", old.pk), {"into": "Harbour Wire", "confirmed": "yes"})
    asked = {"app_label": "articles", "model_name": "story", "field_name": "source"}
    for term in ("HW", "harb"):
        results = client.get("/admin/autocomplete/", asked | {"term": term}).json()["results"]
        assert [result["text"] for result in results] == ["Harbour Wire"]
