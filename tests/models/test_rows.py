"""Rows that are put into their tables as they are."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import (
    ImportedFile,
    ImportRun,
    Outcome,
    Promo,
    Revision,
    Stage,
    Story,
    put_objects,
    put_rows,
)
from tests.factories import make_imported_file, make_imported_story, make_story, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 5, 6, 7, 8, 9, UTC)


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def a_file(run, path):
    return ImportedFile(
        run=run,
        path=path,
        size=3_000_000_000,
        outcome=Outcome.REFUSED,
        sentence="No story: a tab\t, a line\nand a back\\slash.",
        roles={"1": "headline"},
        left_out=[[2, "„Naïve“", "furniture"]],
        undone_at=NOW,
    )


def test_objects_stand_in_their_table_as_they_were_made_each_by_its_number():
    run = ImportRun.objects.create(collection="archive", started_at=NOW)
    files = [a_file(run, path) for path in ("a.txt", "b.txt")]
    put_objects(ImportedFile, files)
    assert [values(row) for row in ImportedFile.objects.order_by("pk")] == [values(file) for file in files]
    files[0].size = 1
    files[0].save()
    assert ImportedFile.objects.get(path="a.txt").size == 1


def test_numbers_go_on_where_others_left_off():
    stories = [make_story(), Story(language="de", created_at=NOW, changed_at=NOW, stage=Stage.DRAFT)]
    put_objects(Story, stories[1:])
    stories.append(make_story())
    numbers = [story.pk for story in stories]
    assert numbers == sorted(set(numbers))
    assert set(Story.objects.values_list("pk", flat=True)) == set(numbers)


def test_no_rows_are_no_trouble():
    put_objects(Story, [])
    put_rows(Promo, ("title",), iter([]))
    assert not Story.objects.exists()


def test_a_row_that_is_put_has_its_days_and_what_it_points_at():
    file = make_imported_file()
    columns = ("file", "title", "title_key", "date", "line")
    put_rows(
        Promo, columns, [(file.pk, "Ferry", "ferry", date(2024, 2, 29), 3), (file.pk, "Bus", "bus", None, 4)]
    )
    rows = Promo.objects.values_list("title", "date", "line")
    assert list(rows) == [("Ferry", date(2024, 2, 29), 3), ("Bus", None, 4)]


@pytest.mark.parametrize("fault", [{"number": 1}, {"number": 2, "author": None}])
def test_what_guards_a_table_guards_it_against_what_is_put(fault):
    story, author = make_story(), make_user()
    facts = {"story": story, "author": author, "author_name": "A", "created_at": NOW} | fault
    with pytest.raises(IntegrityError), transaction.atomic():
        put_objects(Revision, [Revision(**facts)])
    assert [row.number for row in story.revisions.all()] == [1]


@pytest.mark.postgresql
def test_postgresql_packs_long_texts_in_the_quicker_way_where_the_server_has_it():
    story = make_imported_story(body=f"<p>{'The ferry is back. ' * 400}</p>")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_compression(body) FROM articles_story WHERE id = %s", [story.pk])
        [packed] = cursor.fetchone()
        cursor.execute("SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'")
        [known] = cursor.fetchone()
    assert packed == ("lz4" if "lz4" in known else "pglz")
