import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone, translation

from articles import press
from articles.models import SILENT, Edition, WithdrawalReason
from articles.site.body import body_of
from tests.factories import (
    make_edition,
    make_proofreader,
    make_source,
    make_topic,
    make_user,
    make_writer,
)
from tests.site.pages import html_of, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARCH = datetime(2025, 3, 13, 23, 29, tzinfo=UTC)


def page_of(client, edition):
    return client.get(edition.get_absolute_url()).content.decode()


def test_wrong_slug_and_an_address_cut_short_are_led_to_the_right_one_by_one_step(client):
    edition = make_edition(headline="Ferry returns")
    for cut in ("", "/", "/ferry-gone/"):
        response = client.get(f"/stories/{edition.story_id}{cut}")
        assert (response.status_code, response.headers["Location"]) == (301, edition.get_absolute_url())
    asked = client.get(f"/stories/{edition.story_id}/wrong/?utm_source=a%26b")
    assert asked.headers["Location"] == f"{edition.get_absolute_url()}?utm_source=a%26b"


def test_credits_are_printed_as_the_copy_gave_them_and_linked(client):
    wire, reader = make_source(name="Chime Group"), make_proofreader(name="John Devlin")
    page = page_of(
        client,
        make_edition(
            source=wire, proofreader=reader, source_credit="chimegroup", proofreader_credit="J. Devlin"
        ),
    )
    assert 'Source: <a href="/sources/chime-group/"><bdi>chimegroup</bdi></a>' in page
    assert 'Proofread by <a href="/proofreaders/john-devlin/"><bdi>J. Devlin</bdi></a>' in page


def test_credits_without_a_row_are_plain(client):
    page = page_of(client, make_edition(source_credit="chimegroup", proofreader_credit="John Devlin"))
    assert "Source: <bdi>chimegroup</bdi>" in page
    assert "Proofread by <bdi>John Devlin</bdi>" in page


@pytest.mark.parametrize(
    ("byline", "printed"),
    [
        ("Ann Ash and Bo Birch in Lund", "{ann} and {bo} in Lund"),
        ("", "{ann} and {bo}"),
        ("Our own reporters", "Our own reporters"),
    ],
)
def test_byline_leads_to_its_writers(client, byline, printed):
    ann, bo = make_writer(name="Ann Ash"), make_writer(name="Bo Birch")
    page = page_of(client, make_edition(byline=byline, writers=[ann, bo], source_credit="Wire"))
    links = {name: f'<a href="/writers/{slug}/">{text}</a>' for name, slug, text in
             [("ann", "ann-ash", "Ann Ash"), ("bo", "bo-birch", "Bo Birch")]}  # fmt: skip
    assert f"By</span> {printed.format(**links)}</p>" in page


def test_lone_writer_under_another_spelling_is_the_whole_byline(client):
    page = page_of(client, make_edition(byline="A. Ash", writers=[make_writer(name="Ann Ash")]))
    assert '<a href="/writers/ann-ash/">A. Ash</a>' in page


def test_pictures_stand_where_the_body_names_them(client):
    lead, placed, loose, foreign = (make_picture(alt=name) for name in ("lead", "placed", "loose", "foreign"))
    figures = [f'<figure data-picture="{picture.pk}"></figure>' for picture in (placed, foreign)]
    body = "<p>One.</p>{}<p>Two.</p>{}".format(*figures)
    edition = make_edition(
        body=body, pictures=[lead.pk, placed.pk, loose.pk], captions=[("A quay", "Bo Birch")]
    )
    html = html_of(client.get(edition.get_absolute_url()))
    assert [image["alt"] for image in html.all("img")] == ["lead", "placed", "loose"]
    assert [image.get("fetchpriority") for image in html.all("img")] == ["high", None, None]
    assert "A quay</span>" in html.text
    assert html.text.index("One.</p>") < html.text.index('alt="placed"') < html.text.index("<p>Two.")


def test_body_is_cleaned_on_its_way_out():
    tainted = '<p onclick="x()">Body</p><script>alert(1)</script><p><a href="javascript:x">y</a></p>'
    assert body_of(Edition(body=tainted), {}) == "<p>Body</p><p>y</p>"


def test_words_are_escaped(client):
    page = page_of(
        client,
        make_edition(
            headline="<b>Bold</b> & co",
            standfirst="<i>x",
            byline="<u>y",
            dateline="<s>z",
            source_credit="<q>",
            proofreader_credit="<w>",
            related=[["<v>", None, None]],
        ),
    )
    assert not any(tag in page for tag in ("<b>", "<i>", "<u>", "<s>", "<q>", "<w>", "<v>"))
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; co</h1>" in page


def test_names_and_captions_are_escaped_where_they_lead_on(client):
    names = {
        "source": make_source(name="<b>1"), "proofreader": make_proofreader(name="<b>2"),
        "byline": "<b>3", "writers": [make_writer(name="<b>3")],
        "topics": [make_topic(name="<b>4"), make_topic(name="<b>5")],
    }  # fmt: skip
    picture = make_picture(alt='"><b>6')
    edition = make_edition(headline="<b>7", pictures=[picture.pk], captions=[("<b>8", "<b>9")], **names)
    page = page_of(client, edition)
    assert ("<b>" in page, sorted({*re.findall(r"&lt;b&gt;(\d)", page)})) == (False, list("123456789"))


def test_dateline_opens_the_first_paragraph(client):
    page = page_of(client, make_edition(dateline="PORT ELLERY", paragraphs=["It rained."]))
    assert '<p><span class="dateline">PORT ELLERY</span> It rained.</p>' in page


def test_story_before_and_after_by_date_and_number(client):
    older = make_edition(published_at=MARCH, headline="Older")
    same = make_edition(published_at=MARCH, headline="Same moment")
    newer = make_edition(published_at=MARCH + timedelta(days=1), headline="Newer")
    html = html_of(client.get(same.get_absolute_url()))
    assert html.all("a", rel="prev")[0]["href"] == older.get_absolute_url()
    assert html.all("a", rel="next")[0]["href"] == newer.get_absolute_url()
    assert html_of(client.get(older.get_absolute_url())).all("a", rel="prev") == []


def test_related_coverage_links_only_what_is_live(client):
    ferry = make_edition(headline="Ferry returns", published_at=MARCH)
    page = page_of(
        client, make_edition(related=[["Ferry Returns", "2025-03-13", None], ["Gone", None, None]])
    )
    link = f'<a href="{ferry.get_absolute_url()}" lang="{ferry.language}">Ferry Returns</a>'
    assert f'{link} <time datetime="2025-03-13">' in page
    assert '<span class="unlinked" lang="en-GB">Gone</span></li>' in page


def test_more_leads_on_without_what_stands_above_it(client):
    now = timezone.now() - timedelta(days=9)
    make_edition(headline="Ferry returns", published_at=now - timedelta(days=3))
    editions = [
        make_edition(published_at=now - timedelta(days=n), related=[["Ferry returns", None, None]])
        for n in range(11)
    ]
    page = page_of(client, editions[1]).partition('id="more"')[2]
    shown = [number for number, edition in enumerate(editions) if edition.get_absolute_url() in page]
    assert shown == [3, 4, 5, 6, 7, 8]  # not itself, nor its neighbours
    assert "Ferry returns" not in page
    assert 'href="/stories/?before=' in page


def test_topics_are_listed_and_the_first_is_the_section(client):
    html = html_of(
        client.get(make_edition(topics=[make_topic(name="Sea"), make_topic(name="Town")]).get_absolute_url())
    )
    assert (
        html.links().count("/topics/sea/") == 3
    )  # in the head of the page, over the headline, under the story
    assert html.links().count("/topics/town/") == 1


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"), ("ur", "rtl"), ("az-Arab", "rtl"), ("en", "ltr"),
     ("zh-Hant", "ltr"), ("ar-Latn", "ltr"), ("ks-Deva-IN", "ltr"), ("", "ltr")],
)  # fmt: skip
def test_story_says_its_language_and_how_it_runs(client, language, direction):
    edition = make_edition(language=language or "en")
    for address in (edition.get_absolute_url(), "/"):
        articles = html_of(client.get(address)).all("article")
        assert (articles[0]["lang"], articles[0]["dir"]) == (language or "en", direction)


@pytest.mark.parametrize("reason", [reason for reason, _ in press.BY_HAND if reason not in SILENT])
def test_withdrawn_story_leaves_its_reason_and_its_headline(client, reason):
    editor = make_user(role="editor")
    edition = make_edition(
        editor=editor, headline="Zebrafish found", paragraphs=["Octopus"], published_at=MARCH
    )
    press.withdraw(edition.story, reason=reason, by=editor, now=timezone.now())
    for address in (edition.get_absolute_url(), f"/stories/{edition.story_id}/other/"):
        response = client.get(address)
        assert response.status_code == 410
        assert str(WithdrawalReason(reason).label).replace("'", "&#x27;") in response.content.decode()
        page = response.content.decode().replace("/stories/1/zebrafish-found/", "").lower()
        assert ("zebrafish" in page, "13 mar 2025" in page, "octopus" in page) == (True, True, False)


def test_who_withdraws_silently_leaves_no_word_of_it_in_the_page(client):
    editor, pages = make_user(role="editor"), []
    make_edition(editor=editor, headline="Ferry returns")
    for reason in ("legal", "undone"):
        edition = make_edition(editor=editor, headline="Zebrafish found", published_at=MARCH)
        press.withdraw(edition.story, reason=reason, by=editor, now=timezone.now())
        page = client.get(edition.get_absolute_url()).content.decode()
        assert "Ferry returns" in page
        pages.append(page.replace(edition.get_absolute_url(), ""))
    assert pages[0] == pages[1]
    assert not re.search("zebra|legal|undone|mistake|13 Mar", pages[0], re.IGNORECASE)


def test_tombstone_helps_on(client):
    editor, other = make_user(role="editor"), make_edition()
    edition = make_edition(editor=editor, headline="Zebrafish found")
    press.withdraw(edition.story, reason="duplicate", by=editor, now=timezone.now())
    html = html_of(client.get(edition.get_absolute_url()))
    assert other.get_absolute_url() in html.links()
    assert html.all("input", id="q")[0]["value"] == "Zebrafish found"


def test_tombstone_of_arabic_and_what_is_typed_run_as_their_words_do(client):
    edition = make_edition(language="ar", headline="عودة العبارة")
    press.withdraw(edition.story, reason="duplicate", by=make_user(role="editor"), now=timezone.now())
    html = html_of(client.get(edition.get_absolute_url()))
    assert html.all("p", **{"class": "withdrawn"})[0]["dir"] == "rtl"
    fields = [*html.all("input", name="q"), *html_of(client.get("/stories/")).all("input", id="id_q")]
    assert [field["dir"] for field in fields] == ["auto"] * 3


@pytest.mark.parametrize(
    ("caption", "printed"), [("A quay", "A quay</span>."), ("A quay.", "A quay.</span>\n")]
)
def test_caption_and_credit_have_one_full_stop_between(client, caption, printed):
    edition = make_edition(pictures=[make_picture().pk], captions=[(caption, "Illustration: Newsroom")])
    assert printed in page_of(client, edition)


def test_words_around_a_story_are_english_in_every_newsroom(client, settings):
    settings.LANGUAGE_CODE, settings.SITE_LANGUAGE = "de", "de"
    with translation.override("de"):
        edition = make_edition(language="de", published_at=datetime(2025, 5, 13, 23, 29, tzinfo=UTC))
        page = page_of(client, edition)
        assert '<html lang="en">' in page
        assert 'class="story" lang="de"' in page
        assert ">13 May 2025 23:29 UTC</time>" in page
        assert "Enter a valid date." in client.get("/stories/?since=soon").content.decode()
        assert "13 May 2025 –" in client.get("/stories/?since=2025-05-13").content.decode()


def test_no_answer_about_a_story_outlives_its_next_request(client):
    edition = make_edition()
    wrong = client.get(f"/stories/{edition.story_id}/old-address/")
    press.withdraw(edition.story, reason="error", by=edition.made_by, now=timezone.now())
    gone = client.get(edition.get_absolute_url())
    assert (wrong.status_code, gone.status_code) == (301, 410)
    assert (
        wrong.headers["Cache-Control"]
        == gone.headers["Cache-Control"]
        == "max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=86400"
    )


@pytest.mark.parametrize(("words", "told"), [(100, ""), (700, "3 min read")])
def test_a_story_says_how_long_it_takes_to_read(client, words, told):
    page = page_of(client, make_edition(paragraphs=["wind wave " * (words // 2)]))
    assert ("min read" in page, told in page) == (bool(told), True)


def test_printed_address_has_letters_that_people_read(client):
    edition = make_edition(headline="مكتبة كارو", language="ar")
    address = f"http://testserver/stories/{edition.story_id}/مكتبة-كارو/"
    assert f'<p class="address">{address}</p>' in page_of(client, edition)


def test_a_story_is_sent_on_by_its_own_address(client):
    edition = make_edition(headline="Ferry & tram: “50% off”?")
    html = html_of(client.get(edition.get_absolute_url() + "?utm_source=letter"))
    sent = next(link for link in html.links() if link.startswith("mailto:"))
    asked = parse_qs(urlsplit(sent).query)
    assert asked == {
        "subject": [edition.headline],
        "body": [f"http://testserver{edition.get_absolute_url()}"],
    }
