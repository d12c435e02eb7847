"""Finished pages when many ask at once, when something is due, when they cannot be made, and when memory is short."""

import random
import threading
import time
from datetime import UTC, datetime

import time_machine

from articles.generation import Generation
from tests.site.ready import HeldUp, ask, pages_of

STORY = "/stories/7/ferry-returns/"


def test_while_one_makes_a_page_the_others_wait_for_it(site):
    slow, answers = HeldUp(site), []
    pages = pages_of(site, by=slow)
    askers = [threading.Thread(target=lambda: answers.append(ask(pages, STORY).body)) for _ in range(8)]
    with slow.asked(pages, STORY):
        for asker in askers:
            asker.start()
        time.sleep(0.05)
    for asker in askers:
        asker.join(10)
    assert (set(answers), len(answers), len(site.made)) == ({f"{STORY}? 0".encode()}, 8, 1)


def test_who_comes_after_a_commit_does_not_wait_for_a_page_begun_before_it(site):
    slow = HeldUp(site)
    pages = pages_of(site, by=slow)
    with slow.asked(pages, STORY):
        site.generation = Generation("two", "nothing")
        assert ask(pages, STORY).body == f"{STORY}? 0".encode()


def test_who_comes_after_a_due_moment_does_not_get_what_was_begun_before_it(site):
    slow, site.until = HeldUp(site), time.time() + 0.2
    pages = pages_of(site, by=slow)
    with slow.asked(pages, STORY):
        time.sleep(0.25)
        threading.Timer(0.1, slow.go_on.set).start()
        ask(pages, STORY)
    assert len(site.made) == 2


def test_a_page_that_took_longer_does_not_take_the_place_of_a_later_one(site):
    slow = HeldUp(site)
    pages = pages_of(site, by=slow)
    with slow.asked(pages, STORY):
        site.generation = Generation("two", "nothing")
        later = ask(pages, STORY)
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
    pages.memory.get(pages.addresses.asked(*pages.addresses.sites(), STORY, "").key).since -= 7
    site.generation, site.status = Generation("two", "nothing"), "500 Oops"
    answer = ask(pages, STORY)
    assert ("Age" in first.headers, answer.headers["Age"]) == (False, "7")
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


def test_questions_that_are_longer_than_their_answers_do_not_fill_the_memory(site):
    pages = pages_of(site, most=100_000)
    for number in range(40):
        ask(pages, f"/stories/?q={number}{'!' * 1900}")  # of three signs each, as a page has it
    assert len(pages.memory) * 3 * 1900 < 100_000
    assert pages.addresses._ways == {}
