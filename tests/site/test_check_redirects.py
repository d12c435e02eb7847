"""A list of old addresses, and what the site answers to each."""

from io import BytesIO, TextIOWrapper

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.management.listing import NoList, addresses_in
from articles.models import OldAddress
from tests.factories import make_edition, make_story
from tests.importing.helpers import run

ONE, OTHER = "http://old.example/a", "https://www.old.example/b?id=1"


@pytest.fixture
def old(db):
    """Two old addresses: "/a" leads to a story, "/gone" to none; gives the story's edition."""
    edition = make_edition()
    OldAddress.objects.create(key="/a", host="old.example", story_id=edition.story_id)
    OldAddress.objects.create(key="/gone", host="old.example")
    return edition


def check(tmp_path, text, *options):
    path = tmp_path / "urls.txt"
    path.write_text(text)
    return run("check_redirects", path, *options)


def test_addresses_that_are_settled_are_counted(old, tmp_path, settings):
    settings.ALLOWED_HOSTS = [".example"]
    result = check(tmp_path, f"{ONE}\nhttp://old.example/gone\n{ONE}/?utm_source=x\nhttp://new.example/\n")

    assert result.status == 0
    assert result.said == (
        "4 addresses were asked for.\n  1 answered by a page itself (200).\n  2 led to a page (301).\n"
        "  1 told to be gone (410).\n"
    )


def test_addresses_that_do_neither_are_listed_and_end_in_status_1(old, tmp_path, settings):
    settings.ALLOWED_HOSTS = ["new.example"]
    result = check(tmp_path, f"{ONE}\n{OTHER}\n")

    assert result.status == 1
    assert f"  1 do neither:\n    404 {OTHER}\n" in result
    assert "old.example is not among NEWSROOM_ALLOWED_HOSTS" in result


def test_addresses_that_wait_for_their_story_are_listed_apart(old, tmp_path):
    story = make_story()
    OldAddress.objects.create(key="/b?id=1", host="old.example", story=story)
    result = check(tmp_path, f"{ONE}\n{OTHER}\nhttp://old.example/never\n")

    assert result.status == 1
    assert f"1 not found (404) until their stories are published:\n    story {story.pk} {OTHER}\n" in result
    assert "  1 do neither:\n    404 http://old.example/never\n" in result


def test_whether_stories_are_shown_is_asked_of_all_that_wait_at_once(old, tmp_path):
    stories = [make_story() for _ in range(12)]
    OldAddress.objects.bulk_create(
        OldAddress(key=f"/w{story.pk}", host="old.example", story=story) for story in stories
    )
    with CaptureQueriesContext(connection) as queries:
        result = check(tmp_path, "\n".join(f"http://old.example/w{story.pk}" for story in stories))
    assert "  12 not found (404) until their stories are published:" in result
    asked = ", ".join(str(story.pk) for story in stories)
    assert sum(f'"articles_edition"."story_id" IN ({asked})' in query["sql"] for query in queries) == 1


def test_one_host_can_be_asked_for_and_every_answer_be_kept(old, tmp_path):
    report = tmp_path / "report.csv"
    result = check(
        tmp_path, f"{ONE}\nhttp://other.example/x\n", "--host", "WWW.old.example", "--report", report
    )

    assert result.status == 0
    assert report.read_text().splitlines() == [
        "url,status,leads_to,status_there",
        f"{ONE},301,{old.get_absolute_url()},200",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "x.example"], "No address in the list is of x.example."),
        (["--host", ""], "--host was given, and is empty."),
        (["--report", "/no/such/folder/x.csv"], "could not be written"),
    ],
)
def test_wrong_calls_are_told(old, tmp_path, options, said):
    result = check(tmp_path, ONE, *options)

    assert (result.status, said in result) == (2, True)


def test_file_that_is_not_there_is_told(db):
    result = run("check_redirects", "/no/such/file")

    assert (result.status, "could not be opened" in result) == (2, True)


SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>{ONE}</loc></url><url><loc> {OTHER} </loc></url></urlset>"
)


@pytest.mark.parametrize(
    "text",
    [f"{ONE}\n{OTHER}\r\n\n{ONE}", f"url\n{ONE}\n{OTHER}", f"id;Old URL;title\n1;{ONE};x\n2;{OTHER};y\n3\n", SITEMAP,
     f"1. {ONE} (the ferry)\n2. <{OTHER}>\n", f"\ufefftitle\tlink\nx\t{ONE}\ny\t{OTHER}"],
    ids=["text", "one column", "columns", "sitemap", "prose", "tabs"],
)  # fmt: skip
def test_lists_are_read_as_they_come(text):
    assert addresses_in(text.encode()).addresses == [ONE, OTHER]


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("http://old.example/my story.html", "http://old.example/my%20story.html"),
        ("  /2019/ferry  is back (1).html \r", "/2019/ferry%20%20is%20back%20(1).html"),
        ("old.example/my\u00a0story?id=a b", "old.example/my%C2%A0story?id=a%20b"),
        ("http://old.example/my story\t301\tThe ferry", "http://old.example/my%20story"),
        ("http://old.example/my story (the ferry)", "http://old.example/my%20story"),
        ("/my story -> /2019/ferry", "/my%20story"), ("/a http://new.example/b", "/a"),
        (f"/my{' ' * 20_000}story", f"/my{'%20' * 20_000}story"),  # of which each blank is looked at once
        ("see http://old.example/a or ask", "http://old.example/a"),
    ],
)  # fmt: skip
def test_an_address_with_blanks_in_it_is_all_of_its_line(line, address):
    assert addresses_in(f"# old pages\n{line}\n".encode()).addresses == [address]


def test_an_address_with_blanks_leads_to_its_story(old, tmp_path, settings):
    settings.ALLOWED_HOSTS = [".example"]
    OldAddress.objects.create(key="/my story", host="old.example", story_id=old.story_id)
    result = check(tmp_path, "http://old.example/my story\n")
    assert (result.status, "  1 led to a page (301).\n" in result) == (0, True)


@pytest.mark.parametrize(
    ("text", "addresses", "unread"),
    [
        (f"# old pages\n{ONE}\n\nthe pies, and/or the ferry\n", [ONE], {4: "the pies, and/or the ferry"}),
        (f"id,url\n1,{ONE}\n2,not known\n3,pies.html\n4,mailto:ed@old.example\n", [ONE, "pies.html"],
         {3: "not known", 5: "mailto:ed@old.example"}),
        ("old.example/a?id=1 (pies)\nwrite to ed@old.example\n", ["old.example/a?id=1"],
         {2: "write to ed@old.example"}),
    ],
    ids=["text", "columns", "without a scheme"],
)  # fmt: skip
def test_lines_without_an_address_are_kept_apart(text, addresses, unread):
    assert addresses_in(text.encode()) == (addresses, unread)


def test_lines_without_an_address_are_named_and_end_in_status_1(old, tmp_path, settings):
    settings.ALLOWED_HOSTS = [".example"]
    result = check(tmp_path, f"{ONE}\npies\n")

    assert result.status == 1
    assert "No address could be found in 1 lines of the list:\n    line 2: pies\n" in result


@pytest.mark.parametrize(
    "text", ["", "no address", "<urlset><url>", "<sitemapindex><loc>a</loc></sitemapindex>", "\0\1"]
)
def test_what_is_no_list_is_told(text):
    with pytest.raises(NoList):
        addresses_in(text.encode())


def test_a_list_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.management.commands.check_redirects._MOST", 30)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(f"{ONE}\n{OTHER}\n".encode())))
    told = [
        run("check_redirects", "/dev/zero"),
        run("check_redirects", "-"),
        check(tmp_path, f"{ONE}\n{OTHER}\n"),
    ]
    assert [result.status for result in told] == [2, 2, 2]
    words = ["/dev/zero is no regular file", "More than 30 bytes came", "is too large: 30 bytes"]
    assert [sentence in result for sentence, result in zip(words, told, strict=True)] == [True, True, True]
