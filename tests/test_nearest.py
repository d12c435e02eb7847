"""Typing mistakes in a search are forgiven: alike on both databases, and never by a word that readers may not see."""

import pytest
from django.utils import timezone

from articles.models import SearchWord
from articles.redaction import redact
from articles.search.asking import Search
from articles.search.nearest import TRIED, mended
from articles.text.spelling import slips
from articles.text.terms import question
from tests.factories import make_edition, make_user
from tests.site.pages import html_of, plant_hidden

pytestmark = pytest.mark.django_db


def meant(asked):
    found = mended(Search(question(asked)), now=timezone.now())
    return found.typed if found else None


@pytest.mark.parametrize(
    ("one", "other", "many"),
    [
        ("ferry", "ferry", 0),
        ("ferry", "ferrry", 1),
        ("ferry", "fery", 1),
        ("ferry", "fetry", 1),
        ("ferry", "frery", 1),
        ("parliament", "parlaimnet", 2),
        ("ferry", "quay", 3),
        ("a", "abcdef", 3),
    ],
)
def test_slips_are_counted(one, other, many):
    assert (slips(one, other, most=2), slips(other, one, most=2)) == (many, many)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ferrry", "ferry"),
        ("frery", "ferry"),
        ("erry", "ferry"),
        ("parlaimnet", "parliament"),
        ("parliamnt ferry", "parliament ferry"),
        ("ferrry -quay", "ferry -quay"),
        ("straße", None),
        ("gemuse", None),
        ("gemüsse", "gemuse"),
        ("Лодкаа", "лодка"),
        ("ferxyz", None),
        ("fer", "ferry"),
        ("fex", None),
        ('"ferrry boat"', None),
        ("ferrr*", None),
        ("-ferrry", None),
        ("ferry1", None),
        ("東京都", None),
    ],
)
def test_the_nearest_word_is_meant(asked, found):
    make_edition(headline="Ferry to the parliament", paragraphs=["Gemüse auf der Strasse. Лодка."])
    assert meant(asked) == found


def test_of_words_as_near_the_most_frequent_is_meant():
    make_edition(headline="The ferry")
    make_edition(headline="The ferry")
    make_edition(headline="The berry")
    assert meant("xerry") == "ferry"


@pytest.mark.parametrize(
    ("asked", "headlines", "found"),
    [
        ("find", ["She finds it", "The wind", "The wind rises"], "finds"),
        ("parl", ["A parley", "In parliament", "Mr Earl"], "parl*"),
        ("mayr", ["It may rain", "They may go", "The mayor"], "mayor"),
        ("octopus", ["Two octopuses"], "octopuses"),
        ("octopuses", ["An octopus"], "octopus"),
        ("ocotpus", ["Two octopuses"], "octopuses"),
        ("cotopus", ["An octopus"], "octopus"),
        ("cities", ["The city"], "city"),
        ("stop", ["Trams stopped"], "stopped"),
        ("wind farn", ["A barn", "Barn door", "The wind farm"], "wind farm"),
        ("sea wal", ["He can walk", "A walk", "The sea wall"], "sea wall"),
        ("nine-huor", ["A nine-hour wait"], "nine-hour"),
        ("o’hara ferrry", ["O'Hara on the ferry"], "o’hara ferry"),
        ("wnid farn", ["The wind farm"], "wind farm"),
        ("seawall", ["The sea wall"], "sea-wall"),
        ("sea wall", ["The seawall"], "seawall"),
        ("old sea-wall", ["The old seawall"], "old seawall"),
        ("email", ["An e-mail"], "e-mail"),
        ("2/3", ["The 23"], None),
        ("cafe", ["He came", "The case", "A cave", "It is safe"], None),
        ("cafe bill", ["He came with the bill"], None),
        ("boat", ["A bat", "An oat"], None),
        ("thee", ["The end"], "the"),
        ("tmie", ["The time"], "time"),
        ("2.3", ["The 23", "The 2.4"], None),
        ("tram ferry", ["A tram", "A ferry"], None),
        ("aaaa bbbb cccc dddd", ["A ferry"], None),
    ],
)
def test_what_finds_stories_is_meant(asked, headlines, found):
    editor = make_user(role="editor")
    for headline in headlines:
        make_edition(editor=editor, headline=headline, paragraphs=["Nothing else."])
    assert meant(asked) == found


def test_another_form_of_a_rare_word_is_offered_beside_it(client):
    rare = make_edition(headline="An octopus")
    make_edition(headline="Two octopuses")
    page = client.get("/stories/?q=octopus")
    assert rare.get_absolute_url() in html_of(page).links()
    assert 'See also <a href="?q=octopuses"><bdi>octopuses</bdi></a>.' in page.content.decode()


def test_a_list_shows_what_was_meant_and_says_so(client):
    edition = make_edition(headline="The ferry", language="fr")
    page = client.get("/stories/?q=ferrry&language=fr")
    assert edition.get_absolute_url() in html_of(page).links()
    said = "Nothing was found for “<bdi>ferrry</bdi>”. Showing “<bdi>ferry</bdi>” instead."
    assert said in page.content.decode()
    assert html_of(page).all("input", name="q")[0]["value"] == "ferry"


def test_a_rare_word_is_shown_and_the_frequent_one_offered(client):
    editor = make_user(role="editor")
    rare = make_edition(headline="The fery")
    for _ in range(21):
        make_edition(editor=editor, headline="The ferry")
    page = client.get("/stories/?q=fery")
    links = html_of(page).links()
    assert rare.get_absolute_url() in links
    assert "?q=ferry" in links


def test_no_word_of_a_hidden_story_is_offered(client):
    plant_hidden("zebrafish")
    assert SearchWord.objects.filter(word="zebrafish").exists()
    assert meant("zebrafsh") is None
    assert "zebrafish" not in client.get("/stories/?q=zebrafsh").content.decode()


def test_a_redacted_story_leaves_no_word():
    edition = make_edition(headline="A zephyr")
    redact(edition.story, reason="Order 7", by=make_user(superuser=True), now=timezone.now())
    assert not SearchWord.objects.filter(word="zephyr").exists()


@pytest.mark.parametrize(
    "asked", ["frery", "frery farn hrabour", " ".join(f"{letter}erry" for letter in "abcdghjklmn")]
)
def test_no_search_takes_more_than_three_queries_to_mend(asked, django_assert_max_num_queries):
    make_edition(headline="The ferry, the farm and the harbour")
    with django_assert_max_num_queries(3) as queries:
        meant(asked)
    assert len(queries) > 0
    assert max(query["sql"].count("count(*)") for query in queries.captured_queries) <= TRIED
