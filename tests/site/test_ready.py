"""Finished pages: which request gets which, in what form; and that nothing odd splits, poisons or fills the memory."""

import gzip
import random
import threading
import time
from datetime import UTC, datetime

import brotli
import pytest
import time_machine
import zstandard

from articles.generation import Generation
from articles.site.ready import making
from articles.site.standing import MADE, Made
from tests.site.ready import Site, ask, pages_of

STORY = "/stories/7/ferry-returns/"


@pytest.fixture
def site(settings) -> Site:
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    return Site()


@pytest.fixture
def pages(site):
    return pages_of(site)


def test_a_page_is_made_once_and_handed_out_as_it_was_made(pages, site):
    answers = [ask(pages, STORY) for _ in range(3)]
    assert {answer.body for answer in answers} == {f"{STORY}? 0".encode()}
    assert (len(site.made), answers[2].headers) == (
        1,
        {
            "Content-Type": "text/html; charset=utf-8", "Cache-Control": "max-age=0, s-maxage=10",
            "Last-Modified": "Mon, 05 Mar 2040 11:00:00 GMT", "Content-Length": "28", "Vary": "Accept-Encoding",
            "ETag": '"1"',
        },
    )  # fmt: skip


def test_head_has_the_same_headers_and_no_body(pages):
    whole, head = ask(pages, STORY), ask(pages, STORY, method="HEAD")
    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, zstd", "zstd", lambda body: zstandard.ZstdDecompressor().decompress(body)),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("gzip;q=0.8, br;q=0.5", "gzip", gzip.decompress),
        ("*", "br", brotli.decompress),
        ("identity", None, bytes),
        ("br;q=0, *;q=0", None, bytes),
        ("deflate", None, bytes),
        ("br;q=much", None, bytes),
        ("", None, bytes),
    ],
)
def test_each_gets_the_encoding_that_it_likes_best(pages, site, accepted, encoding, decode):
    site.words = " words" * 100
    plain = ask(pages, STORY).body
    answer = ask(pages, STORY, ACCEPT_ENCODING=accepted)
    assert (answer.headers.get("Content-Encoding"), decode(answer.body)) == (encoding, plain)
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["ETag"] == (f'"1-{encoding}"' if encoding else '"1"')
    assert len(site.made) == 1


def test_what_is_small_or_compressed_already_is_sent_as_it_is(pages, site):
    assert "Content-Encoding" not in ask(pages, "/", ACCEPT_ENCODING="br").headers
    site.kind, site.words = "image/webp", "x" * 5000
    assert "Content-Encoding" not in ask(pages, STORY, ACCEPT_ENCODING="br").headers


def test_who_has_a_page_is_told_so(pages, site):
    site.words = " words" * 100
    tag = ask(pages, STORY, ACCEPT_ENCODING="br").headers["ETag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        answer = ask(pages, STORY, ACCEPT_ENCODING="br", IF_NONE_MATCH=known)
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)
        assert not {"Content-Length", "Content-Type", "Content-Encoding"} & answer.headers.keys()
    assert ask(pages, STORY, ACCEPT_ENCODING="gzip", IF_NONE_MATCH=tag).status == 200
    assert ask(pages, STORY, IF_NONE_MATCH='"other"').status == 200


def test_a_date_counts_where_no_tag_is_given(pages):
    since = {"early": "Mon, 05 Mar 2040 10:59:59 GMT", "same": "Mon, 05 Mar 2040 11:00:00 GMT",
             "late": "Tue, 06 Mar 2040 11:00:00 GMT", "none": "yesterday"}  # fmt: skip
    found = {name: ask(pages, STORY, IF_MODIFIED_SINCE=value).status for name, value in since.items()}
    assert found == {"early": 200, "same": 304, "late": 304, "none": 200}
    assert ask(pages, STORY, IF_MODIFIED_SINCE=since["late"], IF_NONE_MATCH='"x"').status == 200


def test_no_cookie_and_no_header_of_a_stranger_reaches_a_page_or_makes_another(pages, site):
    ask(pages, STORY, COOKIE="__Host-session=secret", X_FORWARDED_HOST="evil.example", RANGE="bytes=0-1")
    ask(pages, STORY, COOKIE="other", ACCEPT_LANGUAGE="de", USER_AGENT="x", REFERER="y")
    (made,) = site.made
    assert not {name for name in made if name.startswith("HTTP_")} - {"HTTP_HOST"}


@pytest.mark.parametrize(
    "query", ["utm_source=mail&utm_medium=x", "fbclid=1", "nobody=uses&this", "q=", "before=9-9"]
)
def test_a_query_that_says_nothing_to_a_page_makes_no_other(pages, site, query):
    assert ask(pages, f"{STORY}?{query}").body == ask(pages, STORY).body
    assert (len(site.made), len(pages.memory)) == (1, 1)


def test_a_question_is_the_same_in_any_order_and_with_what_is_left_empty(pages, site):
    first = ask(pages, "/stories/?q=harbour&source=wire&topic=")
    assert first.body == b"/stories/?q=harbour&source=wire 0"
    assert ask(pages, "/stories/?source=wire&q=harbour&utm_source=x").body == first.body
    assert ask(pages, "/stories/?source=wire&q=ferry").body != first.body
    assert len(pages.memory) == 2


def test_what_would_mislead_is_left_to_django_and_never_kept(pages, site):
    for address in ("/stories/?sorce=wire", "/?p=12", f"{STORY}?{'x' * 3000}", "/stories/?q=h\xe4fen"):
        ask(pages, address, COOKIE="a=b")
        assert site.made[-1]["QUERY_STRING"] == address.partition("?")[2]
    assert (len(pages.memory), len(site.made)) == (0, 4)


def test_every_parameter_of_the_api_counts(pages, site):
    bodies = {ask(pages, f"/api/stories/?{query}").body for query in ("", "limit=2", "limit=3", "x=1", "x=")}
    assert len(bodies) == 5


def test_the_desk_and_what_is_streamed_pass_as_they_come(pages, site):
    for address in (
        "/admin/",
        "/shared/abc/",
        "/report/7/",
        "/media/quay.jpg",
        "/sitemap-stories-1.xml",
        "/nowhere/",
    ):
        ask(pages, address, COOKIE="session=1")
        assert site.made[-1]["HTTP_COOKIE"] == "session=1"
    ask(pages, STORY, method="POST")
    assert (site.made[-1]["REQUEST_METHOD"], len(pages.memory)) == ("POST", 0)


def test_hosts_that_are_not_ours_are_left_to_django_and_odd_ports_do_not_fill_the_memory(pages, site):
    ask(pages, STORY, host="evil.example")
    assert len(pages.memory) == 0
    ask(pages, STORY)
    for port in range(1000, 1100):
        ask(pages, STORY, host=f"127.0.0.1:{port}")
        ask(pages, STORY, host=f"testserver:{port}")
    for spelling in ("TestServer", "testserver.", "testserver:8000"):
        assert ask(pages, STORY, host=spelling).body == f"{STORY}? 1".encode()
    assert (len(site.made), len(pages.addresses.sites())) == (102, 16)


def test_another_generation_makes_another_page(pages, site):
    first = ask(pages, STORY)
    site.generation = Generation("two", "nothing")
    assert ask(pages, STORY).body != first.body
    assert (len(site.made), len(pages.memory)) == (2, 1)
    site.generation = None
    assert [ask(pages, STORY).body for _ in range(2)] == [f"{STORY}? {n}".encode() for n in (2, 3)]


def test_a_page_ends_when_something_is_due_and_tells_caches_so(pages, site):
    site.until = time.time() + 3600
    assert ask(pages, STORY).headers["Cache-Control"] == "max-age=0, s-maxage=10"
    site.generation, site.until = Generation("two", "nothing"), time.time() + 4.9
    assert ask(pages, STORY).headers["Cache-Control"] == "max-age=0, s-maxage=3"
    assert ask(pages, STORY).headers["Cache-Control"] == "max-age=0, s-maxage=3"
    assert len(site.made) == 2
    site.generation, site.until = Generation("three", "nothing"), time.time() + 0.05
    first = ask(pages, STORY)
    time.sleep(0.06)
    assert ask(pages, STORY).body != first.body


def test_no_cache_is_told_to_answer_past_that_moment_while_it_asks_anew(pages, site):
    site.caching, site.until = "max-age=0, s-maxage=5, stale-while-revalidate=5", time.time() + 7.9
    assert ask(pages, STORY).headers["Cache-Control"] == "max-age=0, s-maxage=5, stale-while-revalidate=1"
    site.generation, site.until = Generation("two", "nothing"), time.time() + 3.9
    assert ask(pages, STORY).headers["Cache-Control"] == "max-age=0, s-maxage=2, stale-while-revalidate=0"


def test_what_is_elsewhere_not_there_or_wrong_is_not_kept(pages, site):
    for status in ("301 Moved Permanently", "404 Not Found", "400 Bad Request", "500 Oops"):
        site.status = status
        assert ask(pages, STORY).status == int(status[:3])
    assert len(pages.memory) == 0
    site.status = "410 Gone"
    assert [ask(pages, STORY).body for _ in range(2)] == [f"{STORY}? 4".encode()] * 2


def test_what_a_page_left_out_of_the_address_is_heard_where_it_is_not_there(pages, site):
    site.status = "404 Not Found"
    ask(pages, f"{STORY}?id=9")  # perhaps the address of an earlier site
    assert [made["QUERY_STRING"] for made in site.made] == ["", "id=9"]


def test_under_another_name_of_the_host_an_old_address_is_heard_by_that_name(pages, site, settings):
    settings.OWN_ADDRESS = "https://news.example"
    assert ask(pages, STORY).body == ask(pages, STORY, host="127.0.0.1").body
    site.generation, site.status = None, "404 Not Found"
    ask(pages, STORY, host="127.0.0.1")
    assert [made["HTTP_HOST"] for made in site.made] == ["testserver", "testserver", "127.0.0.1"]


def test_while_one_makes_a_page_the_others_wait_for_it(site):
    begun, go_on, lock = threading.Event(), threading.Event(), threading.Lock()

    def slow(environ, start):
        begun.set()
        assert go_on.wait(10)
        with lock:
            return site(environ, start)

    pages = pages_of(site)
    pages._maker._application = slow
    answers = []
    askers = [threading.Thread(target=lambda: answers.append(ask(pages, STORY).body)) for _ in range(8)]
    for asker in askers:
        asker.start()
    assert begun.wait(10)
    time.sleep(0.05)
    go_on.set()
    for asker in askers:
        asker.join(10)
    assert (set(answers), len(answers), len(site.made)) == ({f"{STORY}? 0".encode()}, 8, 1)


def test_who_comes_after_a_commit_does_not_wait_for_a_page_begun_before_it(site, monkeypatch):
    monkeypatch.setattr(making, "PATIENCE", 10)
    pages = pages_of(site)
    begun, go_on = threading.Event(), threading.Event()

    def slow(environ, start):
        if not begun.is_set():
            begun.set()
            assert go_on.wait(10)
        return site(environ, start)

    pages._maker._application = slow
    early = threading.Thread(target=ask, args=(pages, STORY))
    early.start()
    assert begun.wait(10)
    site.generation = Generation("two", "nothing")
    assert ask(pages, STORY).body == f"{STORY}? 0".encode()
    go_on.set()
    early.join(10)


def test_who_comes_after_a_due_moment_does_not_get_what_was_begun_before_it(site):
    pages = pages_of(site)
    begun, go_on = threading.Event(), threading.Event()

    def slow(environ, start):
        if not begun.is_set():
            begun.set()
            assert go_on.wait(10)
        return site(environ, start)

    pages._maker._application = slow
    site.until = time.time() + 0.2
    early = threading.Thread(target=ask, args=(pages, STORY))
    early.start()
    assert begun.wait(10)
    time.sleep(0.25)
    threading.Timer(0.1, go_on.set).start()
    ask(pages, STORY)
    early.join(10)
    assert len(site.made) == 2


def test_a_page_that_took_longer_does_not_take_the_place_of_a_later_one(site):
    pages = pages_of(site)
    begun, go_on = threading.Event(), threading.Event()

    def slow(environ, start):
        if not begun.is_set():
            begun.set()
            environ[MADE] = made = Made()
            assert go_on.wait(10)
            parts = site(environ, start)
            made.generation = Generation("one", "nothing")
            return parts
        return site(environ, start)

    pages._maker._application = slow
    early = threading.Thread(target=ask, args=(pages, STORY))
    early.start()
    assert begun.wait(10)
    site.generation = Generation("two", "nothing")
    later = ask(pages, STORY)
    go_on.set()
    early.join(10)
    assert (ask(pages, STORY).body, len(site.made)) == (later.body, 2)


def test_a_page_of_a_clock_that_was_ahead_is_not_handed_out_before_its_time(pages, site):
    with time_machine.travel(datetime(2040, 3, 5, 12, tzinfo=UTC), tick=False) as clock:
        ask(pages, STORY)
        clock.shift(-60)
        ask(pages, STORY)
        ask(pages, STORY)
    assert len(site.made) == 2


def test_an_answer_for_one_reader_is_not_kept_whatever_its_view_says(pages, site):
    for caching in ("private", "max-age=0, no-store"):
        site.caching = caching
        ask(pages, STORY)
    assert (len(site.made), len(pages.memory)) == (2, 0)


def test_what_is_asked_for_most_is_told_without_pictures_and_searches(pages, site):
    site.words = " words" * 100
    for address in (STORY, "/", "/", "/stories/?q=sea"):
        for _ in range(3):
            ask(pages, address)
    site.kind = "image/webp"
    card = "/stories/7/card-1.jpg"
    for _ in range(9):
        ask(pages, card)
    assert [key.path for key in pages.memory.busiest(9)] == ["/", STORY]


def test_no_length_of_a_path_or_a_header_is_remembered(pages, site):
    ask(pages, f"/stories/7/{'x' * 3000}/?utm_source=x")
    assert site.made[-1]["QUERY_STRING"] == "utm_source=x"
    site.words = " words" * 100
    assert "Content-Encoding" not in ask(pages, STORY, ACCEPT_ENCODING=f"br,{' ' * 300}").headers


def test_the_last_page_is_better_than_none_and_says_so(pages, site):
    first = ask(pages, STORY)
    site.generation, site.status = Generation("two", "nothing"), "500 Oops"
    answer = ask(pages, STORY)
    assert (answer.status, answer.body) == (200, first.body)
    assert answer.headers["Cache-Status"] == 'newsroom; hit; detail="the last one that could be made"'
    assert answer.headers["Cache-Control"] == "max-age=0, s-maxage=0"
    assert (ask(pages, STORY).body, len(site.made)) == (first.body, 2)  # for a second it is not tried again
    assert pages.counts["last"] == 2
    site.generation = Generation("three", "something")  # which may be what the page shows
    assert ask(pages, STORY).status == 500


def test_the_last_page_stands_in_while_the_database_is_away(pages, site):
    first = ask(pages, STORY)
    site.is_failing = True
    assert ask(pages, STORY).body == first.body
    assert len(site.made) == 1
    assert ask(pages, "/").status == 200  # of which there is no last one: it is tried


def noise(size: int) -> str:
    """What no encoding makes small."""
    return "".join(map(chr, random.Random(1).choices(range(0x4E00, 0x9000), k=size // 3)))


def test_memory_is_bounded_and_keeps_what_is_asked_for_again(site):
    site.words = noise(10_000)
    pages = pages_of(site, most=1_000_000)
    ask(pages, STORY)
    for number in range(500):
        ask(pages, STORY)
        ask(pages, f"/stories/{number + 10}/once/", ACCEPT_ENCODING="br")
    assert pages.memory.held <= 1_000_000
    assert len(site.made) == 501
    assert 50 < len(pages.memory) < 90


def test_what_is_a_great_part_of_the_memory_is_not_kept(site):
    site.words = noise(100_000)
    pages = pages_of(site, most=1_000_000)
    ask(pages, STORY)
    assert len(pages.memory) == 0
