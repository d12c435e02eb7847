"""Queries that are made once, and what they gather beside their rows."""

from datetime import timedelta

import pytest
from django.db import NotSupportedError, connection, connections, transaction
from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, EditionRelated, EditionTopic, Prepared, Rows
from tests.factories import make_edition, make_proofreader, make_source, make_topic, make_writer
from tests.press.desk import publish, revised

pytestmark = pytest.mark.django_db


def test_prepared_query_answers_as_the_query_set_each_time_it_is_asked(django_assert_num_queries):
    now = timezone.now()
    old = make_edition(now=now - timedelta(days=2))
    day = now - timedelta(days=1)
    new = publish(revised(old.story, {"headline": "Another"}, now=day), now=day)
    current = Prepared(lambda now, story: Edition.objects.current(now).filter(story_id=story).defer("body"))
    for at, edition in ((now, new), (now - timedelta(days=2), old), (now - timedelta(days=3), None)):
        with django_assert_num_queries(1):
            found = current(now=at, story=old.story_id)
        assert [row.pk for row in found] == ([edition.pk] if edition else [])
        for row in found:
            same = Edition.objects.defer("body").get(pk=edition.pk)
            assert {name: value for name, value in vars(row).items() if name != "_state"} == {
                name: value for name, value in vars(same).items() if name != "_state"
            }


def test_prepared_query_of_values_gives_them():
    edition = make_edition()
    values = Prepared(
        lambda story: Edition.objects.filter(story_id=story).values_list("pk", "published_at", "is_flash")
    )
    assert values(story=edition.story_id) == [(edition.pk, edition.published_at, False)]


@pytest.mark.postgresql
@pytest.mark.parametrize(("may_prepare", "plans"), [(True, [(3, 0)]), (False, [])])
def test_postgresql_plans_such_a_query_alone_once_unless_a_pooler_is_in_between(
    may_prepare, plans, monkeypatch
):
    connection.ensure_connection()
    monkeypatch.setattr(connections["default"], "may_prepare", may_prepare)  # past the proxy, or it stays so
    rare = 4712 if may_prepare else 4711
    found = Prepared(lambda story: Edition.objects.filter(number=rare, story_id=story).values_list("pk"))
    for story in (1, 2**20, 2**40):  # of which each would have a type of its own
        assert found(story=story) == []
        assert not Edition.objects.filter(number=rare).exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            [f"%{rare}%"],
        )
        assert cursor.fetchall() == plans


def test_what_hangs_on_a_row_is_gathered_with_it_in_order(django_assert_num_queries):
    topics = [make_topic(name=name) for name in ("Sea", "Arts “and” 渡轮", "Zoo")]
    bare = make_edition()
    edition = make_edition(
        topics=topics, related=[["Ferry returns", "2024-03-05", None], ["Quay", None, bare.story_id]]
    )
    here = {"edition": OuterRef("pk")}
    rows = Edition.objects.order_by("pk").annotate(
        topics=Rows(EditionTopic.objects.filter(**here).order_by("-position"), "position", topic=("name",)),
        lines=Rows(EditionRelated.objects.filter(**here).order_by("position"), "title", "date", "chosen_id"),
    )
    with django_assert_num_queries(1):
        found = {row.pk: row for row in rows}
        assert [(row.position, row.topic) for row in found[edition.pk].topics] == [*enumerate(topics)][::-1]
        assert [row.topic.name for row in found[edition.pk].topics] == [topic.name for topic in topics][::-1]
        lines = [
            (row.title, row.date and row.date.isoformat(), row.chosen_id) for row in found[edition.pk].lines
        ]
        assert lines == [("Ferry returns", "2024-03-05", None), ("Quay", None, bare.story_id)]
        assert (found[bare.pk].topics, found[bare.pk].lines) == ([], [])
    assert (
        found[edition.pk].topics[0].edition_id == edition.pk
    )  # what was not gathered is fetched when it is asked for


def test_addresses_are_what_the_urls_say():
    edition = make_edition(headline="Fährtag 渡轮")
    assert edition.get_absolute_url() == reverse("site:story", args=[edition.story_id, edition.slug])
    for kind, make in (("source", make_source), ("proofreader", make_proofreader), ("writer", make_writer)):
        row = make(name="Ølberg – 渡轮")
        assert row.get_absolute_url() == reverse(f"site:{kind}", args=[row.slug])
    topic = make_topic(name="渡轮")
    assert topic.get_absolute_url() == reverse("site:topic", args=[topic.slug])


@pytest.fixture
def changing():
    """A table, and what changes the type of its one column."""

    def run(*queries):
        with connection.cursor() as cursor:
            for query in queries:
                cursor.execute(query)

    run("CREATE TABLE changing (name varchar(10))", "INSERT INTO changing VALUES ('Quay')")
    yield lambda length: run(f"ALTER TABLE changing ALTER COLUMN name TYPE varchar({length})")
    run("DROP TABLE changing")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_prepared_outlives_a_migration_and_a_session_that_is_cleared(changing):
    def asked():
        with connection.prepared_cursor() as cursor:
            return cursor.execute("SELECT name FROM changing WHERE name <> $1", [""]).fetchall()

    asked()
    changing(20)
    assert asked() == asked() == [("Quay",)]
    connection.connection.pgconn.exec_(b"DISCARD ALL")
    assert asked() == asked() == [("Quay",)]
    changing(30)
    with pytest.raises(NotSupportedError), transaction.atomic():
        asked()
    assert asked() == [("Quay",)]
