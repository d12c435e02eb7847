import pytest
from django.utils import timezone

from articles.desk.base import DeskAdmin
from articles.desk.imports.files import ImportedFileAdmin
from articles.desk.pictures import PictureAdmin
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


SEARCHED = {"importedfile": (ImportedFileAdmin, "path"), "picture": (PictureAdmin, "alt")}


@pytest.fixture(params=SEARCHED)
def searched(request, monkeypatch):
    """A list of which a search looks at two rows, and three rows that answer to "ferry", the newest last."""
    admin, name = SEARCHED[request.param]
    monkeypatch.setattr(admin, "looked_through", 2)
    make = KINDS[request.param][1]
    return address(f"{request.param}_changelist"), [make(**{name: f"ferry-{number}"}) for number in range(3)]


def test_a_search_looks_through_the_newest_and_says_so(searched):
    asked, rows = searched
    page = client_of().get(asked, {"q": "ferry"})
    assert [row.pk for row in page.context["cl"].result_list] == [rows[2].pk, rows[1].pk]
    assert "The newest 2 " in page.content.decode()
    nothing = client_of().get(asked, {"q": "ferry-0"}).content.decode()
    assert "Nothing here answers to this search" in nothing
    assert '<a href="?q=ferry-0&amp;whole=yes">Look through all of them</a>' in nothing


def test_a_search_looks_through_all_where_that_is_asked_for(searched):
    asked, rows = searched
    changelist = client_of().get(asked, {"q": "ferry-0", "whole": "yes"}).context["cl"]
    assert ([row.pk for row in changelist.result_list], changelist.reach) == ([rows[0].pk], "")


def test_pages_of_a_search_end_where_it_does(searched, monkeypatch):
    monkeypatch.setattr(DeskAdmin, "list_per_page", 1)
    asked, rows = searched
    first = client_of().get(asked, {"q": "ferry"}).context["cl"]
    second = client_of().get(asked + first.pages()["after"]).context["cl"]
    assert ([row.pk for row in second.result_list], second.pages()["after"]) == ([rows[1].pk], None)
    assert client_of().get(asked, {"q": "ferry", "last": "yes"}).context["cl"].result_list == [rows[1]]


def test_a_search_of_few_rows_says_nothing_of_how_far_it_went(searched):
    asked, rows = searched
    rows[0].delete()
    assert client_of().get(asked, {"q": "ferry"}).context["cl"].reach == ""


def test_a_filtered_search_looks_through_all_that_is_left(monkeypatch):
    monkeypatch.setattr(ImportedFileAdmin, "looked_through", 2)
    file, *_ = [make_imported_file(path=f"ferry-{number}") for number in range(3)]
    asked = {"q": "ferry-0", "run__id__exact": file.run_id}
    changelist = client_of().get(address("importedfile_changelist"), asked).context["cl"]
    assert (changelist.result_list, changelist.reach) == ([file], "")
