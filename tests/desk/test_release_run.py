"""A run released from its page: what waits and what stays is said first, and it goes out a piece a request."""

import html
import re
from functools import partial

import pytest
from django.utils import timezone

from articles.importing import releasing
from articles.models import Edition, ImportRun, Story
from tests.desk.desk import address, client_of, message
from tests.desk.imported import doubted, imported
from tests.desk.test_import_runs import queries_of
from tests.importing.helpers import copy_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def of_years(folder, *years, **others):
    files = {f"y{year}": copy_of(headline=f"Ferry of {year}", date=f"5 March {year}") for year in years}
    return imported(folder, 0, **files, **others)


def shown():
    """What readers see, in the order in which it went out."""
    return list(Edition.objects.live(timezone.now()).order_by("pk").values_list("headline", flat=True))


def test_the_page_says_what_is_ready_and_what_stays_and_does_nothing_yet(tmp_path):
    run = of_years(tmp_path, 1998, 2001, 2002, undated=copy_of(date=""))
    doubted(run)
    Story.objects.get(headline="Ferry of 1998").doubts.all().delete()
    page = client_of().get(address("importrun_release", run.pk))
    told = page.context["told"]
    assert (told.count, told.ready, told.stay) == (4, 1, 3)
    assert page.context["why"] == [(3, "in open doubt"), (1, "without a date")]
    assert page.context["years"] == [(1998, 1), (2001, 1), (2002, 1)]
    assert ">Release 1<" in page.content.decode()
    assert shown() == []


def test_those_without_a_date_are_found_by_the_kinds_of_doubts_about_them(tmp_path):
    undated = (
        copy_of(headline=f"Ferry {place}", date=date) for place, date in enumerate(("", "", "31 June 2024"))
    )
    run = of_years(tmp_path, 1998, **dict(zip("abc", undated, strict=True)))
    client = client_of()
    page = client.get(address("importrun_release", run.pk)).content.decode()
    links = re.findall(rf'href="({address("doubt_queue")}[^"]+)">([^<]+)<', page)
    assert [words for _, words in links] == ["No date: 2", "A date that is no day of the calendar: 1"]
    assert [client.get(html.unescape(link)).context["count"] for link, _ in links] == [2, 1]


@pytest.mark.parametrize(
    ("year", "out"), [("", ["Ferry of 1998", "Ferry of 2001"]), ("2001", ["Ferry of 2001"])]
)
def test_the_button_releases_the_oldest_first_and_says_so(tmp_path, year, out):
    run = of_years(tmp_path, 2001, 1998)
    page = client_of().post(
        address("importrun_released", run.pk), {"start": "yes", "year": year}, follow=True
    )
    assert page.request["PATH_INFO"] == address("importrun_change", run.pk)
    assert message(page).startswith(f"{len(out)} released, 0")
    assert shown() == out


@pytest.fixture
def _one_by_one(monkeypatch):
    """A request releases one story."""
    monkeypatch.setattr(releasing, "TRANCHE", 1)


@pytest.mark.usefixtures("_one_by_one")
def test_a_large_run_is_released_a_piece_a_request_past_what_stays(tmp_path):
    run = of_years(tmp_path, 1998, 1999, 2000)
    doubted(run)
    Story.objects.get(headline="Ferry of 2000").doubts.all().delete()
    client, page = client_of(), address("importrun_released", run.pk)
    assert client.post(page, {"start": "yes"}).url == f"{page}#start"
    assert client.get(page).context["progress"]["told"] == "1 of 3 stories"
    said = [client.post(page) for _ in range(3)]
    assert [answer.url for answer in said[:2]] == [f"{page}#start"] * 2
    assert shown() == ["Ferry of 2000"]
    told = message(client.get(said[2].url))
    assert told == "1 released, 2 remain on the desk. 2 not released: It has 1 open doubt."
    assert "Nothing was done" in message(client.get(page, follow=True))


@pytest.mark.usefixtures("_one_by_one")
def test_a_script_hears_how_far_the_release_is(tmp_path):
    run, client = of_years(tmp_path, 1998, 1999), client_of()
    send = partial(client.post, address("importrun_released", run.pk), headers={"accept": "application/json"})
    assert send({"start": "yes"}).json() == {
        "state": "waits", "done": 1, "found": 2, "told": "1 of 2 stories", "outcomes": [["released", 1]],
    }  # fmt: skip
    assert [send().json()["state"] for _ in range(2)] == ["waits", "done"]
    assert shown() == ["Ferry of 1998", "Ferry of 1999"]
    ImportRun.objects.update(is_dry=True)
    answer = send()
    assert (answer.status_code, "is a dry run" in answer.json()["problem"]) == (409, True)


@pytest.mark.parametrize("role", ["writer", "importer", "proofreader"])
@pytest.mark.parametrize(("name", "method"), [("importrun_release", "get"), ("importrun_released", "post")])
def test_who_may_not_release_releases_nothing(tmp_path, role, name, method):
    run = of_years(tmp_path, 1998)
    assert getattr(client_of(role=role), method)(address(name, run.pk)).status_code == 403
    assert shown() == []


@pytest.mark.parametrize("year", ["x", "0", "99999", "1997"])
def test_a_year_of_which_nothing_waits_says_so(tmp_path, year):
    run = of_years(tmp_path, 1998)
    page = client_of().get(address("importrun_release", run.pk), {"year": year})
    assert (page.status_code, page.context["told"].count) == (200, 0 if year.strip("0x") else 1)
    client_of().post(address("importrun_released", run.pk), {"start": "yes", "year": "1997"})
    assert shown() == []


@pytest.mark.once
def test_the_page_costs_the_same_for_one_story_and_for_thirty(tmp_path):
    one, many = of_years(tmp_path / "a", 1998), imported(tmp_path / "b", 30)
    found = [queries_of(run, "importrun_release", run.pk, role="editor") for run in (one, many)]
    assert found[0] == found[1] > 4
