"""Search in the order of relevance, and the passages that it shows: the same on both databases."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.search.passages import excerpt, marked_on
from articles.text.terms import question
from tests.factories import make_edition, make_picture, make_user
from tests.site.pages import html_of, plant_hidden, states_in_forms

pytestmark = pytest.mark.django_db

CALM = "It was calm. " * 20


def make_editions(*stories):
    """Editions by name, each a day older than the one before."""
    now, editor = timezone.now(), make_user(role="editor")
    return {
        words.pop("name"): make_edition(editor=editor, published_at=now - timedelta(days=days), **words)
        for days, words in enumerate(stories, start=1)
    }


def shown(page, editions):
    links = html_of(page).links()
    places = {name: links.index(edition.get_absolute_url()) for name, edition in editions.items()
              if edition.get_absolute_url() in links}  # fmt: skip
    return sorted(places, key=places.get)


def test_headlines_weigh_most_and_of_equals_the_newest_comes_first(client):
    editions = make_editions(
        {"name": "body", "paragraphs": ["One zephyr over the quay."]},
        {"name": "often", "paragraphs": ["A zephyr, a zephyr, a zephyr on the quay."]},
        {"name": "lead", "standfirst": "A zephyr at the quay"},
        {"name": "half", "headline": "Zephyr sold", "paragraphs": ["It lay at the quay."]},
        {"name": "both", "headline": "Quay without a zephyr"},
        {"name": "row", "headline": "On zephyr quay"},
        {"name": "older", "headline": "The zephyr quay"},
        {"name": "none"},
    )
    by_relevance = client.get("/stories/?q=zephyr+quay&order=relevance")
    assert shown(by_relevance, editions) == ["row", "older", "both", "half", "lead", "often", "body"]
    by_date = client.get("/stories/?q=zephyr+quay")
    assert shown(by_date, editions) == ["body", "often", "lead", "half", "both", "row", "older"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("port", ["longer", "row", "word", "within"]),
        ("port*", ["longer", "row", "word", "within"]),
        ("air*", ["within", "word"]),
        ("port strike", ["row", "longer", "within"]),
        ("port strik*", ["longer", "row", "within"]),
    ],
)
def test_what_is_asked_is_no_part_of_a_word_of_a_headline(client, asked, names):
    editions = make_editions(
        {"name": "within", "headline": "Airport strike ends", "paragraphs": ["It lay in port."]},
        {"name": "word", "headline": "Ferry is late", "standfirst": "In port", "paragraphs": ["By air."]},
        {"name": "longer", "headline": "Port strikers go home", "paragraphs": ["A strike in port."]},
        {"name": "row", "headline": "The port strike"},
    )
    page = client.get(f"/stories/?q={asked.replace(' ', '+')}&order=relevance")
    assert shown(page, editions) == names


def test_relevance_is_told_among_the_newest_and_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr("articles.search.ranking.DEPTH", 2)
    stories = [{"name": name, "headline": "A zephyr"} for name in ("first", "second")]
    editions = make_editions(*stories, {"name": "third", "headline": "On zephyr quay"}, {"name": "none"})
    told = "and the newest 2 that say some, or all, of them in the headline"
    for query, names, is_told in [("zephyr", ["first", "second"], True), ("zephyr+quay", ["third"], False)]:
        page = client.get(f"/stories/?q={query}&order=relevance")
        assert (shown(page, editions), told in page.content.decode()) == (names, is_told)


def test_of_a_beginning_the_newest_alone_are_ranked(client, monkeypatch):
    monkeypatch.setattr("articles.search.ranking.AMONG_BEGUN", 1)
    editions = make_editions(
        {"name": "body", "paragraphs": ["Zephyrs."]}, {"name": "head", "headline": "A zephyr"}
    )
    page = client.get("/stories/?q=zeph*&order=relevance")
    told = "among the newest 1 stories that say all words. For others"
    assert (shown(page, editions), told in page.content.decode()) == (["body"], True)


@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        ("zephyr quay", "Zephyr at the quay"),
        ('"zephyr quay"', "On zephyr quay"),
        ('"zephyr quay" night', "By night: zephyr quay"),
        ("渡轮恢复", "渡轮恢复"),
    ],
)
def test_headlines_are_ranked_however_old_and_however_many_are_newer(client, monkeypatch, asked, headline):
    monkeypatch.setattr("articles.search.ranking.DEPTH", 2)
    newer = {"paragraphs": ["Zephyr quay by night: 渡轮恢复."]}
    editions = make_editions(
        *({"name": f"newer {number}", **newer} for number in range(3)),
        {"name": "apart", "headline": "Quay", **newer},
        {"name": "head", "headline": headline, **newer},
    )
    page = client.get("/stories/", {"q": asked, "order": "relevance"})
    assert shown(page, editions)[0] == "head"


def test_headlines_that_say_all_are_found_beyond_the_newest_that_say_some(client, monkeypatch):
    monkeypatch.setattr("articles.search.ranking.DEPTH", 2)
    some = {"headline": "A zephyr", "paragraphs": ["By the quay."]}
    every = {"headline": "Zephyr at the quay"}
    editions = make_editions(
        *({"name": f"some {number}", **some} for number in range(3)),
        {"name": "all", **every},
        {"name": "all, older", **every},
    )
    page = client.get("/stories/?q=zephyr+quay&order=relevance")
    assert shown(page, editions) == ["all", "all, older"]


def test_words_in_a_row_are_ranked_and_counted_among_the_newest_that_say_them(client, monkeypatch):
    for module in ("ranking", "counting"):
        monkeypatch.setattr(f"articles.search.{module}.LOOKED_AT", 2)
    rows = ["zephyr quay", "quay zephyr", "zephyr quay"]
    editions = make_editions(*[{"name": str(n), "headline": words} for n, words in enumerate(rows)])
    page = client.get('/stories/?q="zephyr+quay"&order=relevance')
    assert shown(page, editions) == ["0"]
    assert "the most relevant among the newest 2 stories" in page.content.decode()
    by_date = client.get('/stories/?q="zephyr+quay"')
    assert (shown(by_date, editions), ">1+ stories<" in by_date.content.decode()) == (["0", "2"], True)


def test_pages_of_relevance_go_on_by_key_and_back(client):
    stories = [{"name": f"n{number}", "headline": f"Zephyr {number}"} for number in range(45)]
    editions = make_editions(*stories)
    seen, address = [], "/stories/?q=zephyr&order=relevance"
    for _ in range(3):
        page = client.get(address)
        seen += shown(page, editions)
        address = "/stories/" + next((a["href"] for a in html_of(page).all("a", rel="next")), "")
    assert (seen, address) == (list(editions), "/stories/")
    back = html_of(page).all("a", rel="prev")[0]["href"]
    assert shown(client.get(f"/stories/{back}"), editions) == seen[20:40]


@pytest.mark.parametrize("key", ["r9-9", "r999999-999999999999999999", "r-1-1", "r1", "5-5", "yesterday"])
def test_a_key_that_was_altered_goes_to_the_nearest_page(client, key):
    editions = make_editions({"name": "wind", "headline": "A zephyr"})
    for side in ("before", "after"):
        page = client.get(f"/stories/?q=zephyr&order=relevance&{side}={key}", follow=True)
        assert (page.status_code, shown(page, editions)) == (200, ["wind"])
    assert shown(client.get("/stories/?q=zephyr&order=relevance&before=r999999-1"), editions) == ["wind"]


def test_relevance_without_words_is_the_order_of_date(client):
    editions = make_editions({"name": "new"}, {"name": "old"})
    for query in ("order=relevance", "order=relevance&q=-zebrafish"):
        assert shown(client.get(f"/stories/?{query}"), editions) == ["new", "old"]


def test_the_order_stays_while_the_list_is_narrowed(client):
    make_editions({"name": "wind", "headline": "A zephyr", "language": "fr"})
    page = client.get("/stories/?q=zephyr&order=relevance")
    assert "q=zephyr&language=fr&order=relevance" in states_in_forms(page)
    assert "?q=zephyr" in html_of(page).links()


def test_what_was_found_is_marked_and_the_rest_is_escaped(client):
    make_editions(
        {
            "name": "wind",
            "headline": "A zéphyr <b>",
            "language": "fr",
            "paragraphs": ["Nothing here.", "Ships & a ZEPHYR’s end."],
        }
    )
    page = client.get("/stories/?q=zephyr").content.decode()
    assert "A <mark>zéphyr</mark> &lt;b&gt;</a>" in page
    assert 'lang="fr"' in page
    assert "Ships &amp; a <mark>ZEPHYR</mark>’s end." in page


@pytest.mark.parametrize(
    ("standfirst", "body", "passage"),
    [
        (
            "By the sea.",
            f"Calm sea. {CALM}The sea wall broke.",
            f"… was calm. {CALM[:26]}The [sea] [wall] broke.",
        ),
        (
            "",
            f"Calm sea. {CALM}The wall broke.",
            f"Calm [sea]. {CALM[:72]}… calm. It was calm. The [wall] broke.",
        ),
        ("By the sea.", "The weather.", "By the [sea]."),
    ],
)
def test_the_passage_that_says_most_is_shown(standfirst, body, passage):
    told = excerpt([standfirst, body], question("sea wall"))
    assert str(told).replace("<mark>", "[").replace("</mark>", "]") == passage


def test_a_story_found_by_its_credit_shows_that_and_its_beginning(client):
    make_editions({"name": "wind", "byline": "Zephyr Jones", "standfirst": "Read this first."})
    page = client.get("/stories/?q=zephyr").content.decode()
    assert "Read this first." in page
    assert "<span>By <bdi><mark>Zephyr</mark> Jones</bdi></span>" in page


def test_a_story_found_by_a_picture_shows_whose_it_is(client):
    make_edition(pictures=[make_picture().pk], captions=[("A quay", "Zoë Zephyr")])
    page = client.get("/stories/?q=zephyr").content.decode()
    assert "<span>Picture: <bdi>Zoë <mark>Zephyr</mark></bdi></span>" in page


def test_passages_cost_one_query_for_a_page(django_assert_num_queries):
    editions = list(
        make_editions(*[{"name": str(n), "paragraphs": ["A zephyr."]} for n in range(3)]).values()
    )
    with django_assert_num_queries(1):
        marked_on(editions, question("zephyr"))
    assert {edition.passage for edition in editions} == {"A <mark>zephyr</mark>."}


def test_nothing_hidden_is_ranked(client):
    plant_hidden("zebrafish")
    page = client.get("/stories/?q=headline&order=relevance").content.decode()
    assert "No story matches" in page


@pytest.mark.postgresql
def test_what_is_thought_of_the_spread_of_stories_need_not_be_right():
    """PostgreSQL looks at tables when it likes: many may have gone or come since."""
    for _ in range(3):
        make_edition()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_edition")
        cursor.execute("SELECT low, high FROM search_reach(0, 9e17::bigint, 1e15::bigint, false)")
        assert cursor.fetchone() == (0, 9 * 10**17)
