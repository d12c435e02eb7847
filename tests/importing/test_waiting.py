"""Titles that wait in other files for their stories: offered to those that came without a headline."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting
from articles.importing import running
from articles.importing.matching import proposing
from articles.importing.matching.waiting import offer_titles
from articles.models import ImportRun, Proposal, Story
from tests.factories import make_user
from tests.importing.helpers import (
    OTHER_PARAGRAPHS,
    PARAGRAPHS,
    copy_of,
    go_from_the,
    import_stories,
    paragraphs_under,
    write,
)

pytestmark = pytest.mark.django_db
TITLE = "Ferry between Northport and Eastmere back after eleven weeks"
BARE = copy_of(headline="", byline="", date="", source="", paragraphs=PARAGRAPHS)
DATED = copy_of(headline="", byline="", source="", paragraphs=PARAGRAPHS)


def page(title=TITLE, headline="Bakers of Wexley line up their pies") -> str:
    """A story with related coverage."""
    text = copy_of(headline=headline)
    other = "Plum tart wins the contest of the year again\n7 March 2016"
    return f"{text}\nRelated coverage\n\n{title}\n6 March 2016\n\n{other}\n"


def taken(tmp_path, *files: dict[str, str]) -> None:
    """Runs of one collection, one after the other."""
    for number, some in enumerate(files):
        import_stories(write(tmp_path / str(number), some), collection="harbour")


def offered() -> list[tuple[str, str]]:
    return list(Proposal.objects.open().order_by("pk").values_list("field", "shown"))


@pytest.mark.parametrize(
    "files",
    [
        ({"a.txt": page()}, {"b.txt": BARE}),
        ({"b.txt": BARE}, {"a.txt": page()}),
        ({"a.txt": page(), "b.txt": BARE},),
    ],
    ids=["title first", "story first", "together"],
)
def test_a_title_and_its_day_are_offered_to_the_story_that_they_are_of(tmp_path, files):
    taken(tmp_path, *files)
    assert offered() == [("headline", f"{TITLE} (6 Mar 2016)")]
    row = Proposal.objects.get()
    assert (row.is_title, row.file.path, row.story.files.get().path) == (True, "a.txt", "b.txt")


def test_one_press_takes_the_title_and_its_day(tmp_path):
    taken(tmp_path, {"a.txt": page(), "b.txt": BARE})
    row = Proposal.objects.get()
    proposing.take(row, revision=1, by=make_user(role="editor"), now=timezone.now())
    row.story.refresh_from_db()
    assert (row.story.headline, row.story.headline_is_provisional) == (TITLE, False)
    assert (row.story.published_at.date(), row.story.published_precision) == (date(2016, 3, 6), "day")
    assert not row.story.doubts.open().exists()


def test_a_day_is_offered_to_no_story_that_has_one(tmp_path):
    taken(tmp_path, {"a.txt": page(), "b.txt": DATED})
    assert offered() == [("headline", TITLE)]


def test_a_day_that_a_story_got_since_stands(tmp_path):
    taken(tmp_path, {"a.txt": page(), "b.txt": BARE})
    row, by, now = Proposal.objects.get(), make_user(role="editor"), timezone.now()
    drafting.save(row.story, {"published_at": now}, base=1, by=by, now=now)
    proposing.take(row, revision=2, by=by, now=now)
    row.story.refresh_from_db()
    assert (row.story.headline, row.story.published_at) == (TITLE, now)


@pytest.mark.parametrize(
    "title",
    [
        "Ferry between Northport and Eastmere back",
        "Ferry to Northport sinks with the mayor and eleven sheep aboard",
        "Plum jam of Wexley is sold to the whole country by now",
    ],
    ids=["few words", "half of them", "another story"],
)
def test_a_title_that_does_not_agree_is_not_offered(tmp_path, title):
    taken(tmp_path, {"a.txt": page(title=title), "b.txt": BARE})
    assert offered() == []


def test_a_title_that_another_story_has_does_not_wait(tmp_path):
    held = copy_of(headline=TITLE, paragraphs=["Nothing of the ferry is told here.", *OTHER_PARAGRAPHS[1:]])
    taken(tmp_path, {"a.txt": page(), "b.txt": BARE, "c.txt": held})
    assert offered() == []


def test_a_title_in_a_copy_of_another_story_waits_too(tmp_path):
    again = page(title=TITLE).replace("Source: Harbour Wire", "Source: Wexley Gazette")
    taken(
        tmp_path,
        {"a.txt": page(title="Nothing of the kind is told in here by anybody")},
        {"c.txt": again, "b.txt": BARE},
    )
    assert offered() == [("headline", TITLE)]
    assert Proposal.objects.get().file.path == "c.txt"


def test_a_title_in_the_storys_own_file_is_not_offered_to_it(tmp_path):
    own = f"{BARE}\nRelated coverage\n\n{TITLE}\n6 March 2016\n"
    taken(tmp_path, {"b.txt": own})
    assert offered() == []


def test_a_title_of_another_collection_is_not_offered(tmp_path):
    taken(tmp_path, {"b.txt": BARE})
    import_stories(write(tmp_path / "x", {"a.txt": page()}), collection="bakery")
    assert offered() == []


def test_a_title_that_was_declined_is_not_offered_by_the_next_run(tmp_path):
    taken(tmp_path, {"a.txt": page(), "b.txt": BARE})
    proposing.decline(Proposal.objects.get(), by=make_user(role="editor"), now=timezone.now())
    taken(tmp_path, {"a.txt": page(headline="Bakers of Wexley line up"), "b.txt": BARE})
    assert offered() == []
    assert Story.objects.filter(headline_is_provisional=True).exists()


def test_thirty_stories_are_gone_through_in_as_many_queries_as_two(tmp_path):
    counts = []
    for number in (2, 30):
        files = {f"{n}.txt": bare_about(f"Ferry {number} {n}") for n in range(number)}
        title = " ".join(paragraphs_under(f"Ferry {number} 0")[0].split(" ")[:18])
        files["page.txt"] = page(title=title, headline=f"Bakers {number} line up")
        import_stories(write(tmp_path / str(number), files), collection=f"harbour {number}")
        Proposal.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            offer_titles(ImportRun.objects.latest("pk"))
        counts.append(len(asked))
    assert (counts[0] == counts[1] > 9, len(offered())) == (True, 1)


@pytest.mark.parametrize(
    ("brings", "reads"),
    [
        (copy_of(headline="Bakers of Tarport line up their pies"), []),
        (page(headline="Bakers of Tarport line up their pies"), [True]),
    ],
    ids=["no title", "a title that agrees with none"],
)
def test_a_run_reads_the_titles_that_are_held_only_where_one_of_its_own_agrees(tmp_path, brings, reads):
    taken(tmp_path, {"b.txt": bare_about("Harvest"), "a.txt": page()}, {"n.txt": brings})
    with CaptureQueriesContext(connection) as asked:
        offer_titles(ImportRun.objects.latest("pk"))
    titles = [row["sql"] for row in asked if '"articles_promo"."title" AS' in row["sql"]]
    assert ['"title_key" IN (' in sql for sql in titles] == reads


def bare_about(what) -> str:
    return copy_of(headline="", byline="", date="", source="", paragraphs=paragraphs_under(what))


def test_a_run_whose_titles_could_not_be_offered_has_no_end_and_is_resumed(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        go_from_the(patched, 1, running, "offer_titles")
        result = import_stories(write(tmp_path / "0", {"a.txt": page(), "b.txt": BARE}))
    run = ImportRun.objects.get()
    assert (result.status, f"--resume {run.pk} does so in the same run." in result) == (3, True)
    assert (run.finished_at, run.summary, offered()) == (None, {}, [])
    assert import_stories("--resume", run.pk).status == 0
    run.refresh_from_db()
    assert (bool(run.finished_at), offered()) == (True, [("headline", f"{TITLE} (6 Mar 2016)")])
