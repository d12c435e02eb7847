"""Rows of a form: as many as somebody needs, and no more, however many a request says that there are."""

import pytest

from articles.desk.story_rows import MOST, SETS
from articles.models import WriterAlias
from tests.desk.desk import address, client_of, filled
from tests.desk.test_credits import sent
from tests.factories import make_story, make_writer

pytestmark = pytest.mark.django_db
FULL = "more rows than one form takes"


def test_a_story_is_sent_with_no_more_rows_than_there_could_be():
    client, page = client_of(), address("story_change", make_story().pk)
    many = {f"{name}-TOTAL_FORMS": 2000 for name in SETS}
    again = client.post(page, filled(client.get(page)) | many)
    assert {name: len(rows.forms) for name, rows in again.context["rows"].items()} == dict.fromkeys(
        SETS, MOST
    )
    assert FULL in again.content.decode()


def test_a_story_that_has_more_rows_keeps_them_and_gets_another():
    story = make_story(related=[[f"Ferry {number}", None, None] for number in range(MOST + 1)])
    client, page = client_of(), address("story_change", story.pk)
    rows = [
        {"title": title, "date": "", "chosen": ""}
        for title in [*story.related_titles.values_list("title", flat=True), "Pies"]
    ]
    assert client.post(page, filled(client.get(page), related=rows)).status_code == 302
    assert story.related_titles.count() == MOST + 2


def test_a_name_is_sent_with_no_more_aliases_than_there_could_be():
    writer = make_writer()
    held = WriterAlias.objects.bulk_create(
        WriterAlias(owner=writer, name=f"A{n}", key=f"a{n}") for n in range(2)
    )
    many = {"aliases-TOTAL_FORMS": 2000, "aliases-INITIAL_FORMS": 2000}
    again = client_of(role="editor").post(address("writer_change", writer.pk), sent() | many)
    (rows,) = again.context["inline_admin_formsets"]
    assert len(rows.formset.forms) == MOST + len(held)
    assert FULL in again.content.decode()
