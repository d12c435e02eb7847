"""Finished pages: which request gets which, in what form; and that nothing odd splits, poisons or fills the memory."""

import gzip
import time

import brotli
import pytest
import zstandard

from articles.generation import Generation
from tests.site.ready import ask

STORY = "/stories/7/ferry-returns/"


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


def test_who_wants_a_page_as_it_was_is_told_when_it_is_another_one(pages, site):
    site.words = " words" * 100
    tag = ask(pages, STORY, ACCEPT_ENCODING="br").headers["ETag"]
    found = {
        match: ask(pages, STORY, ACCEPT_ENCODING="br", IF_MATCH=match).status
        for match in (tag, f'"other", {tag}', "*", f"W/{tag}", '"other"', "rubbish")
    }
    assert [*found.values()] == [200, 200, 200, 412, 412, 412]
    answer = ask(pages, STORY, IF_MATCH='"other"', IF_NONE_MATCH="*")
    assert (answer.status, answer.body, answer.headers["Cache-Control"]) == (412, b"", "no-store")
    assert ask(pages, STORY, ACCEPT_ENCODING="br", IF_MATCH=tag, IF_NONE_MATCH=tag).status == 304
    site.generation = Generation("two", "nothing")
    assert ask(pages, STORY, ACCEPT_ENCODING="br", IF_MATCH=tag).status == 412


def test_who_wants_a_page_as_of_a_date_is_told_when_it_has_changed(pages):
    since = {
        "early": "Mon, 05 Mar 2040 10:59:59 GMT",
        "same": "Mon, 05 Mar 2040 11:00:00 GMT",
        "none": "yesterday",
    }
    found = {name: ask(pages, STORY, IF_UNMODIFIED_SINCE=value).status for name, value in since.items()}
    assert found == {"early": 412, "same": 200, "none": 200}
    assert ask(pages, STORY, IF_UNMODIFIED_SINCE=since["early"], IF_MATCH="*").status == 200


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


def test_no_cache_is_told_to_answer_past_that_moment_because_we_do_not(pages, site):
    site.caching, site.until = "max-age=0, s-maxage=5, stale-if-error=600", time.time() + 60.9
    assert ask(pages, STORY).headers["Cache-Control"] == "max-age=0, s-maxage=5, stale-if-error=54"
    site.generation, site.until = Generation("two", "nothing"), time.time() + 3600
    assert ask(pages, STORY).headers["Cache-Control"] == site.caching


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
