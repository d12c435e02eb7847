"""What search engines are told of a page, as the page holds it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import policies, press
from tests.factories import (
    make_edition,
    make_imported_story,
    make_picture,
    make_proofreader,
    make_source,
    make_topic,
    make_user,
    make_writer,
)
from tests.press.desk import corrected, publish, revised
from tests.site.pages import html_of, plant_hidden

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARCH = datetime(2025, 3, 13, 23, 29, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": "http://testserver/#publisher",
    "name": "Newsroom",
    "url": "http://testserver/",
    "logo": {"@type": "ImageObject", "url": "http://testserver/static/site/icon.svg"},
}

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry returns",
    "description": "After a year in dock",
    "datePublished": "2025-03-13T23:29:05+00:00",
    "dateModified": "2025-03-13T23:29:05+00:00",
    "version": "1",
    "dateline": "HARWICH",
    "articleSection": "Harbour",
    "inLanguage": "en-GB",
    "wordCount": 8,
    "isAccessibleForFree": True,
}


def person(plural, slug, name):
    address = f"http://testserver/{plural}/{slug}/"
    return {"@type": "Person", "@id": f"{address}#person", "name": name, "url": address}


def data_of(client, address):
    """The blocks of a page's data, by their types."""
    return {block["@type"]: block for block in html_of(client.get(address)).data}


def article_of(client, edition):
    return data_of(client, edition.get_absolute_url())["NewsArticle"]


def test_a_story_is_a_news_article_with_all_that_its_edition_says(client):
    edition = make_edition(
        headline="Ferry returns", standfirst="After a year in dock", published_at=MARCH, dateline="HARWICH",
        paragraphs=["The ferry is back.", "It sails on Monday."], writers=[make_writer(name="Ines Marlow")],
        topics=[make_topic(name="Harbour"), make_topic(name="Travel")], language="en-GB",
    )  # fmt: skip
    article = article_of(client, edition)
    facts = {name: value for name, value in article.items() if isinstance(value, str | int)}
    assert facts == ARTICLE | {
        "@id": f"http://testserver/stories/{edition.story_id}/#article",
        "url": f"http://testserver/stories/{edition.story_id}/ferry-returns/",
    }
    assert {name: article[name] for name in article.keys() - facts.keys() - {"image"}} == {
        "mainEntityOfPage": {"@type": "WebPage", "@id": facts["url"]},
        "author": [person("writers", "ines-marlow", "Ines Marlow")],
        "copyrightHolder": PUBLISHER,
        "publisher": PUBLISHER,
        "isPartOf": {"@type": "WebSite", "@id": "http://testserver/#website"},
        "keywords": ["Harbour", "Travel"],
    }


def test_the_card_stands_for_a_story_without_a_picture(client):
    edition = make_edition()
    card = f"http://testserver/stories/{edition.story_id}/card-1.jpg"
    image = {"@type": "ImageObject", "url": card, "width": 1200, "height": 630}
    assert article_of(client, edition)["image"] == [image]


def test_who_is_credited_is_named_as_printed(client):
    edition = make_edition(
        source=make_source(name="Chime Group"), source_credit="chimegroup",
        proofreader=make_proofreader(name="John Devlin"), proofreader_credit="J. Devlin",
    )  # fmt: skip
    article = article_of(client, edition)
    source = {
        "@type": "Organization",
        "@id": "http://testserver/sources/chime-group/#organization",
        "name": "chimegroup",
        "url": "http://testserver/sources/chime-group/",
    }
    assert article["editor"] == person("proofreaders", "john-devlin", "J. Devlin")
    assert (article["creditText"], article["sourceOrganization"]) == ("chimegroup", source)
    assert article["isBasedOn"] == {"@type": "CreativeWork", "publisher": source}
    assert "copyrightHolder" not in article


def test_credits_without_a_row_are_names_alone(client):
    article = article_of(client, make_edition(source_credit="chimegroup", proofreader_credit="J. Devlin"))
    assert article["editor"] == {"@type": "Person", "name": "J. Devlin"}
    assert article["sourceOrganization"] == {"@type": "Organization", "name": "chimegroup"}


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        ({"byline": "Ana Ruiz and Jo Lind"}, ["Ana Ruiz", "Jo Lind"]),
        ({"byline": "Ana Ruiz, Jo Lind & Tom Reed"}, ["Ana Ruiz", "Jo Lind", "Tom Reed"]),
        ({"byline": "", "source_credit": "Chime Group"}, ["Chime Group"]),
    ],
)
def test_an_author_is_who_the_story_says(client, printed, authors):
    assert [author["name"] for author in article_of(client, make_edition(**printed))["author"]] == authors


def test_a_story_that_credits_nobody_is_the_newsrooms(client):
    story = make_imported_story()
    press.release_archive([story], by=make_user(superuser=True), run=None, now=timezone.now())
    article = article_of(client, story.editions.get())
    assert (article["author"], "copyrightHolder" in article) == ([PUBLISHER], False)


@pytest.mark.parametrize(
    ("precision", "stamped"), [("day", "2025-03-13"), ("month", "2025-03"), ("year", "2025")]
)
def test_a_date_says_no_more_than_is_known(client, precision, stamped):
    article = article_of(client, make_edition(published_at=MARCH, published_precision=precision))
    assert (article["datePublished"], article["dateModified"]) == (stamped, stamped)


def test_the_date_of_change_moves_with_the_words_only(client):
    now = timezone.now().replace(microsecond=0)
    edition = make_edition(now=now - 3 * HOUR, published_at=MARCH)
    publish(revised(edition.story, {"standfirst": "After a year"}, now=now - 2 * HOUR), now=now - 2 * HOUR)
    publish(revised(edition.story, {"topics": [make_topic().pk]}, now=now - HOUR), now=now - HOUR)
    article = article_of(client, edition.story.editions.last())
    assert (article["version"], article["dateModified"]) == ("3", (now - 2 * HOUR).isoformat())


def test_corrections_are_told_oldest_first(client):
    now = timezone.now().replace(microsecond=0)
    edition = make_edition(now=now - 3 * HOUR)
    for hours, sentence, severity in ((2, "Six boats, not five.", "ordinary"), (1, "It was 1981.", "grave")):
        then = now - hours * HOUR
        publish(corrected(edition.story, sentence, now=then, severity=severity), now=then)
    assert article_of(client, edition.story.editions.last())["correction"] == [
        {
            "@type": "CorrectionComment",
            "datePublished": (now - 2 * HOUR).isoformat(),
            "text": "Six boats, not five.",
        },
        {"@type": "CorrectionComment", "datePublished": (now - HOUR).isoformat(), "text": "It was 1981."},
    ]


def test_the_lead_picture_brings_its_caption_and_its_credit(client):
    edition = make_edition(pictures=[make_picture().pk], captions=[("The quay at dusk", "Tom Reed")])
    url = f"http://testserver/media/{edition.picture_rows.get().file}"
    assert article_of(client, edition)["image"][0] == {
        "@type": "ImageObject", "url": url, "width": 1600, "height": 900, "caption": "The quay at dusk",
        "creditText": "Tom Reed",
    }  # fmt: skip


def test_a_story_and_its_translation_name_each_other(client):
    original = make_edition(headline="Ferry returns")
    translation = make_edition(
        headline="Fähre kehrt zurück", language="de", translation_of_id=original.story_id
    )
    works = [work_of(edition) for edition in (original, translation)]
    assert article_of(client, original)["workTranslation"] == [works[1]]
    assert article_of(client, translation)["translationOfWork"] == [works[0]]


def work_of(edition):
    return {
        "@type": "CreativeWork",
        "@id": f"http://testserver/stories/{edition.story_id}/#article",
        "url": f"http://testserver{edition.get_absolute_url()}",
        "inLanguage": edition.language,
    }


def test_the_way_to_a_story_goes_by_its_section(client):
    edition = make_edition(headline="Ferry returns", topics=[make_topic(name="Harbour")])
    steps = data_of(client, edition.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert steps[1] == {
        "@type": "ListItem",
        "position": 2,
        "item": {"@type": "WebPage", "@id": "http://testserver/topics/harbour/", "name": "Harbour"},
    }
    assert [step["item"]["name"] for step in steps] == ["Newsroom", "Harbour", "Ferry returns"]


def test_no_headline_ends_the_element_that_holds_it(client):
    headline = "</script><script>alert(1)</script> & <!-- more"
    edition = make_edition(headline=headline)
    page = client.get(edition.get_absolute_url()).content.decode()
    assert (html_of(client.get(edition.get_absolute_url())).problems, "<script>alert" in page) == ([], False)
    assert article_of(client, edition)["headline"] == headline


def test_a_withdrawn_story_has_no_data(client):
    _due, gone = plant_hidden("zebrafish")
    assert data_of(client, gone.get_absolute_url()) == {}


def test_a_preview_has_no_data(client):
    edition = make_edition()
    client.force_login(make_user(superuser=True))
    page = client.get(f"/admin/articles/story/{edition.story_id}/preview/")
    assert (page.status_code, html_of(page).data) == (200, [])


def test_the_front_page_says_whose_site_it_is_and_where_to_search(client):
    assert html_of(client.get("/")).data == [
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "@id": "http://testserver/#website",
            "url": "http://testserver/",
            "name": "Newsroom",
            "inLanguage": "en-GB",
            "publisher": PUBLISHER,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": "http://testserver/stories/?q={search_term_string}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    ]


def test_the_publisher_names_the_pages_on_which_it_says_how_it_works(client):
    now, by = timezone.now(), make_user(superuser=True)
    for role, is_shown in (("ethicsPolicy", True), ("masthead", False), ("", True)):
        words = {"title": role or "Contact", "role": role, "body": "<p>We check.</p>", "is_shown": is_shown}
        policies.add(f"page-{role.lower()}", words, by=by, now=now)
    told = PUBLISHER | {"ethicsPolicy": "http://testserver/about/page-ethicspolicy/"}
    assert article_of(client, make_edition())["publisher"] == told
    assert data_of(client, "/")["WebSite"]["publisher"] == told


@pytest.mark.parametrize("kind", ["writer", "proofreader"])
def test_a_person_has_a_profile(client, kind):
    make = {"writer": make_writer, "proofreader": make_proofreader}[kind]
    row = make(name="Ines Marlow")
    type(row).objects.update(about="Covers the harbour.")
    make_edition(**({"writers": [row]} if kind == "writer" else {"proofreader": row}))
    data = data_of(client, row.get_absolute_url())
    assert data["ProfilePage"]["mainEntity"] == person(f"{kind}s", "ines-marlow", "Ines Marlow") | {
        "description": "Covers the harbour."
    }
    names = [step["item"]["name"] for step in data["BreadcrumbList"]["itemListElement"]]
    assert names == ["Newsroom", f"{kind.capitalize()}s", "Ines Marlow"]


def test_a_source_is_an_organisation(client):
    source = make_source(name="Chime Group")
    make_edition(source=source)
    who = data_of(client, source.get_absolute_url())["ProfilePage"]["mainEntity"]
    assert (who["@type"], who["name"]) == ("Organization", "Chime Group")


def test_a_topic_and_the_list_of_all_stories_collect_them_newest_first(client):
    topic = make_topic()
    older, newer = (make_edition(topics=[topic], published_at=MARCH + day * HOUR) for day in (0, 1))
    pages = [
        {
            "@type": "WebPage",
            "@id": f"http://testserver{edition.get_absolute_url()}",
            "name": edition.headline,
        }
        for edition in (newer, older)
    ]
    for address in (topic.get_absolute_url(), "/stories/"):
        items = data_of(client, address)["CollectionPage"]["mainEntity"]["itemListElement"]
        assert [(item["position"], item["item"]) for item in items] == list(enumerate(pages, start=1))


def test_what_is_no_first_page_or_narrowed_collects_nothing(client):
    make_edition()
    for query in ("since=2025-01-01", "before=9999999999999999-1"):
        assert html_of(client.get(f"/stories/?{query}")).data == []
