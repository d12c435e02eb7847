"""Exports and feeds through the command: each of their items is a story by itself."""

import json

import pytest
from django.utils import timezone

from articles.models import (
    Doubt,
    Edition,
    ImportedFile,
    ImportRun,
    OldAddress,
    Story,
    StoryPicture,
    StoryTopic,
    Topic,
)
from tests.factories import make_topic, make_user
from tests.importing.formats import test_newsml1 as newsml1
from tests.importing.formats.test_feeds import ITEM, rss
from tests.importing.formats.test_newsml import HTML, META, PAGE, item, message
from tests.importing.formats.test_ninjs import FIRST as NINJS
from tests.importing.formats.test_wires import anpa, iptc
from tests.importing.formats.test_wxr import PARAGRAPHS, PICTURE, TEXT, export, meta, post
from tests.importing.helpers import OTHER_PARAGRAPHS, import_stories, write
from tests.importing.test_pictures import png

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OTHER_TEXT = "\n\n".join(OTHER_PARAGRAPHS)
BAKERS = post(number=8, title="Bakers sign up", text=OTHER_TEXT).replace("2019/ferry", "2019/pies")


def outcomes():
    return dict(ImportedFile.objects.values_list("part", "outcome"))


def test_each_post_of_an_export_is_a_story_and_the_second_time_nothing_changes(tmp_path):
    folder = write(tmp_path / "in", {"site": export(post(), BAKERS, post(number=9, status="trash"))})
    result = import_stories(folder)

    assert result.status == 1
    assert outcomes() == {"7": "created", "8": "created", "9": "refused"}
    assert sorted(Story.objects.values_list("headline", "writers__name")) == [
        ("Bakers sign up", "Ana Ruiz"),
        ("Ferry returns", "Ana Ruiz"),
    ]
    assert [text in Story.objects.get(headline="Ferry returns").body for text in PARAGRAPHS] == [True] * 3
    assert "2 unchanged, 1 refused" in import_stories(folder)


def test_pictures_beside_an_export_come_with_its_posts_and_those_that_do_not_are_told_once(
    tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "media"
    post_with = post(more=meta("_thumbnail_id", "9") + meta("_thumbnail_id", "31"))
    files = {"site.xml": export(PICTURE, post_with), "uploads/2019/04/ferry.jpg": png()}
    import_stories(write(tmp_path / "in", files))

    said = StoryPicture.objects.values_list("caption", "credit", "picture__alt")
    assert list(said) == [("The ferry on Monday", "Kim Sato", "A ferry")]
    assert [doubt.sentence for doubt in Doubt.objects.filter(field="pictures")] == [
        "Pictures named and did not come along: no. 31 of WordPress, not in this export."
    ]


def test_what_an_export_holds_beside_posts_is_told_by_kind_at_the_end_and_on_the_desk(tmp_path, client):
    rows = [post(), post(number=3, kind="nav_menu_item"), post(number=4, kind="nav_menu_item"), PICTURE]
    result = import_stories(
        write(tmp_path / "in", {"site.xml": export(*rows)}), report=tmp_path / "report.txt"
    )
    told = "menu items (2), pictures that no post leads to (1)"
    client.force_login(make_user(role="editor"))
    page = client.get(f"/admin/articles/importrun/{ImportRun.objects.get().pk}/change/")

    assert (result.status, f"Passed over in exports: {told}." in result) == (0, True)
    assert f"Passed over in exports: {told}." in (tmp_path / "report.txt").read_text()
    assert told in page.content.decode()


def test_all_lines_of_an_export_are_accounted_for(tmp_path):
    import_stories(write(tmp_path / "in", {"site": export(post(creator="admin"))}))
    file = ImportedFile.objects.get()

    assert (file.format, file.roles["1"], "unknown" in file.roles.values()) == ("wxr", "headline", False)
    assert [text for _, text, _ in file.left_out] == ["Log-in name of the author: admin"]


def test_of_an_export_that_grew_only_what_is_new_or_changed_is_taken(tmp_path):
    folder = write(tmp_path / "in", {"site": export(post())})
    import_stories(folder)
    write(folder, {"site": export(BAKERS, post(title="Ferry is back"))})

    assert "1 created, 1 updated" in import_stories(folder)
    assert sorted(Story.objects.values_list("headline", flat=True)) == ["Bakers sign up", "Ferry is back"]


def test_old_addresses_of_an_export_lead_to_its_stories(tmp_path):
    renamed = post(more="<wp:post_name>ferry</wp:post_name>" + meta("_wp_old_slug", "ferry-back"))
    import_stories(write(tmp_path / "in", {"site": export(renamed, BAKERS)}))

    assert sorted(OldAddress.objects.values_list("host", "key", "story__headline")) == [
        ("post.example", "/2019/ferry", "Ferry returns"),
        ("post.example", "/2019/ferry-back", "Ferry returns"),
        ("post.example", "/2019/pies", "Bakers sign up"),
        ("post.example", "/?p=7", "Ferry returns"),
        ("post.example", "/?p=8", "Bakers sign up"),
    ]


@pytest.mark.parametrize("status", ["draft", "private", "future"])
def test_what_was_not_public_stays_on_the_desk_when_all_else_is_released(tmp_path, status):
    make_user(role="editor", username="ed")
    draft = BAKERS.replace("<wp:status>publish", f"<wp:status>{status}")
    folder = write(tmp_path / "in", {"site": export(post(), draft)})
    import_stories(folder, publish=True, by="ed", undated="2019-03-31")

    live = Edition.objects.live(timezone.now())
    assert list(live.values_list("headline", flat=True)) == ["Ferry returns"]
    assert Doubt.objects.filter(code="not-public", settled_at=None).count() == 1


def test_each_entry_of_a_feed_is_a_story_and_a_summary_is_in_doubt(tmp_path):
    text = OTHER_PARAGRAPHS[0]
    summary = f"<item><guid>f8</guid><title>Bakers sign up</title><description>{text}</description></item>"
    folder = write(tmp_path / "in", {"feed.xml": rss(ITEM, summary)})
    import_stories(folder)

    assert outcomes() == {"f7": "created", "f8": "created"}
    assert "unknown" not in ImportedFile.objects.get(part="f7").roles.values()
    assert list(Doubt.objects.filter(code="summary").values_list("story__headline")) == [("Bakers sign up",)]
    assert "2 unchanged" in import_stories(folder)


def test_dates_of_a_feed_that_say_nothing_for_sure_are_doubted(tmp_path):
    items = [
        ITEM.replace("Sun, 07 Apr 2019 14:05:00 +0200", date)
        .replace("f7", f"of {number}")
        .replace("The", name)
        for number, (date, name) in enumerate([("04/05/2019", "This"), ("soon", "Our"), ("", "That")])
    ]
    import_stories(write(tmp_path / "in", {"feed.xml": rss(*items)}))
    told = Doubt.objects.filter(field="published").order_by("file__part")

    assert list(told.values_list("file__part", "code")) == [
        ("of 0", "ambiguous-date"),
        ("of 1", "no-date"),
        ("of 2", "no-date"),
    ]


def test_each_item_of_a_file_of_json_is_a_story_and_the_report_of_a_run_is_none(tmp_path):
    items = [NINJS, NINJS | {"uri": "urn:8", "headline": "Bakers sign up", "body_xhtml": OTHER_TEXT}]
    folder = write(tmp_path / "in", {"items": json.dumps(items)})
    import_stories(folder, report=folder / "report.jsonl")

    assert outcomes() == {"urn:7": "created", "urn:8": "created"}
    assert ImportedFile.objects.get(part="urn:7").fields["slugline"] == "harbour-ferry"
    assert "This file is a report of import_stories" in import_stories(folder / "report.jsonl")


def test_each_text_of_a_message_is_a_story_and_what_its_agency_cancelled_is_refused(tmp_path):
    bakers = META.replace("Ferry returns", "Bakers sign up")
    other = PAGE.replace(HTML, "".join(f"<p>{text}</p>" for text in OTHER_PARAGRAPHS))
    items = [item(), item(guid="urn:8", state="canceled"), item(other, guid="urn:9", meta=bakers)]
    import_stories(write(tmp_path / "in", {"message.xml": message(*items)}))

    assert outcomes() == {"urn:7": "created", "urn:8": "refused", "urn:9": "created"}
    assert ImportedFile.objects.get(part="urn:8").sentence.endswith(
        "cancelled by its agency: it was not taken."
    )


def test_the_texts_of_an_item_of_newsml_1_are_stories_and_its_picture_comes_with_the_first(
    tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "media"
    box = newsml1.component(
        newsml1.html(OTHER_PARAGRAPHS), lines="<HeadLine>Pies</HeadLine>", more="Duid='b'"
    )
    main = newsml1.component(newsml1.html(), lines=newsml1.SAID, more="Duid='a'")
    item_of_both = newsml1.item(newsml1.component(main, box, newsml1.component(newsml1.picture("a.jpg"))))
    folder = write(tmp_path / "in", {"wire.xml": newsml1.message(item_of_both), "a.jpg": png()})
    import_stories(folder)

    told = Story.objects.order_by("headline").values_list(
        "headline", "source__name", "picture_rows__picture__alt"
    )
    assert list(told) == [("Ferry returns", "Harbour Wire", ""), ("Pies", None, None)]
    assert "2 unchanged" in import_stories(folder)


def test_each_message_of_a_file_of_a_wire_is_a_story_by_its_number(tmp_path):
    second = iptc("Bakers sign up =", paragraphs=OTHER_PARAGRAPHS)
    folder = write(tmp_path / "in", {"wire": anpa() + second})
    import_stories(folder)

    assert outcomes() == {"w2870": "created", "hwa0062": "created"}
    assert sorted(Story.objects.values_list("headline", flat=True)) == ["Bakers sign up", "Ferry returns"]
    assert "2 unchanged" in import_stories(folder)


def test_topics_stay_where_a_post_changes_in_its_text_that_was_unchanged_last_time(tmp_path):
    topic = make_topic(name="Harbour")
    said = '<category domain="category" nicename="harbour"><![CDATA[Harbour]]></category>'
    site = tmp_path / "in" / "site.xml"
    import_stories(write(tmp_path / "in", {"site.xml": export(post(more=said))}))
    Topic.objects.filter(pk=topic.pk).update(name="Shore", slug="shore")
    site.write_text(export(post(more=said), BAKERS))
    import_stories(tmp_path / "in")
    site.write_text(export(post(more=said, text=TEXT.replace("forty", "fifty")), BAKERS))
    import_stories(tmp_path / "in")

    assert "Updated: body." in ImportedFile.objects.get(outcome="updated").sentence
    assert [row.topic.name for row in StoryTopic.objects.all()] == ["Shore"]
