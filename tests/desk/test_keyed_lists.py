import pytest
from django.utils import timezone

from articles.desk.base import DeskAdmin
from articles.models import ImportedFile, Picture, Source, Topic, Writer
from tests.desk.desk import address, client_of
from tests.factories import make_imported_file, make_picture, make_source, make_topic, make_writer
from tests.plans import plans, sorting

pytestmark = pytest.mark.django_db

KINDS = {
    "importedfile": (ImportedFile, make_imported_file, ["-id"]),
    "picture": (Picture, make_picture, ["-added_at", "-id"]),
    "source": (Source, make_source, ["key"]),
    "writer": (Writer, make_writer, ["key"]),
    "topic": (Topic, make_topic, ["name"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_a_list_hold_each_row_once_there_and_back(kind, monkeypatch):
    monkeypatch.setattr(DeskAdmin, "list_per_page", 2)
    model, make, order = KINDS[kind]
    _ = [make() for _ in range(5)]
    client, asked, there = client_of(), address(f"{kind}_changelist"), []
    pages = {"after": "?"}
    while pages["after"]:
        there.append(client.get(asked + pages["after"]).context["cl"])
        pages = there[-1].pages()
    assert [[row.pk for row in cl.result_list] for cl in there] == _pairs(model.objects.order_by(*order))
    back = client.get(asked + pages["before"]).context["cl"]
    assert [row.pk for row in back.result_list] == [row.pk for row in there[1].result_list]
    last = client.get(asked + there[0].pages()["last"]).context["cl"]
    assert [row.pk for row in last.result_list] == [row.pk for row in model.objects.order_by(*order)][-2:]


def _pairs(rows):
    numbers = [row.pk for row in rows]
    return [numbers[:2], numbers[2:4], numbers[4:]]


def test_what_is_many_is_not_counted_to_the_end(monkeypatch):
    monkeypatch.setattr(DeskAdmin, "list_per_page", 2)
    monkeypatch.setattr("articles.desk.paging.MANY", 3)
    for expected in ("1", "2", "3", "3+", "3+"):
        make_picture(now=timezone.now())
        assert client_of().get(address("picture_changelist")).context["cl"].counted == expected


@pytest.mark.sqlite
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["", "?last=yes", "?after=7"])
def test_no_page_of_a_list_sorts_all_rows(kind, query):
    KINDS[kind][1]()
    client, asked = client_of(), address(f"{kind}_changelist")
    client.get(asked)
    with plans() as found:
        client.get(asked + query)
    assert sorting(found) == []
