"""What ``growth`` asks of a newsroom: pages of readers, and of an editor who has no right beside those of Editors."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.test import Client

from articles import search
from articles.desk.story_paging import SORTS, StoryList
from articles.models import Edition, ImportRun, Story, Writer
from articles.pages import Key
from articles.sitemaps import PART, part_of
from tests import factories
from tests.benchmarks import newsroom
from tests.benchmarks.archived import ONCE
from tests.desk.desk import address, client_of, filled

DEPTH = 20_000
FILTERS = (
    "stage=proofing", "stage=draft", "with=me", "with=somebody", "due=late", "held=hold", "comments=open",
    "public=ready", "public=scheduled", "public=developing", "public=overridden", "public=live", "public=unread",
    "public=withdrawn", "public=never", "public=fixes", "doubts=open", "doubts=none", "origin=desk",
    "origin=imported", "source=Harbour+Wire", "source=Wire+39", "proofreader=Proofreader+50", "writer=Writer+0",
    "writer=Writer+230", "topic=Topic+0", "topic=Topic+39", "language=fr", "language=xx", "by=me", "run=1", "year=2005",
)  # fmt: skip
SEARCHES = ("harbour", "harbour council -ferry", '"harbour council"', "zephyr", "harb*", "only777", "777")
LISTS = (
    "importedfile", "importrun", "source", "writer", "proofreader", "topic", "picture", "readerreport", "doubt",
    "proposal", "knownname", "linerule", "stylerule", "arrangement", "policy", "settlement",
)  # fmt: skip

Act = Callable[[], object]


@dataclass(frozen=True)
class Asked:
    """A page by its name, with what prepares to ask for it once; its time is divided by ``parts``, where at one size it
    says more than at another. What ``writes`` is to be taken back.
    """

    name: str
    prepare: Callable[[], Act]
    parts: float = 1
    writes: bool = False


def asked(size: int) -> Iterator[Asked]:
    reader = Client()
    for name, url in (*_lists(size), *_files(size), *_stories()):
        yield Asked(name, _asking(reader, url))
    thousands = Edition.objects.filter(story_id__lt=PART).count() / 1000
    yield Asked(
        "sitemap: a part, a thousand stories of it", _asking(reader, "/sitemap-stories-1.xml"), thousands
    )
    once = _asking(reader, f"/sitemap-writers-{part_of(ONCE)}.xml")
    yield Asked("sitemap: names, a hundred of them", once, Writer.objects.filter(pk__gt=ONCE).count() / 100)
    editor = User.objects.filter(username="asks").first() or factories.make_user(
        role="editor", username="asks"
    )
    importer = User.objects.filter(username="brings").first() or factories.make_user(
        role="importer", username="brings"
    )
    desk, mail_room = client_of(editor), client_of(importer)
    for name, url in _desk(desk):
        yield Asked(name, _asking(desk, url))
    for kind in LISTS:
        client = desk if kind not in ("doubt", "proposal", "linerule", "settlement") else mail_room
        yield Asked(f"desk: list of {kind}", _asking(client, address(f"{kind}_changelist")))
    run = address("importrun_change", ImportRun.objects.earliest("pk").pk)
    yield Asked("desk: page of a run", _asking(mail_room, run))
    yield Asked("desk: saving a story", _saving(desk), writes=True)
    yield Asked("desk: publishing a story", _publishing(desk, editor), writes=True)
    yield Asked("what keeps the desk’s search right", _indexing(), writes=True)
    yield Asked("a story taken from a file", lambda: factories.make_imported_story, writes=True)


def _asking(client: Client, url: str) -> Callable[[], Act]:
    def ask() -> object:
        response = client.get(url)
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}.")
        return b"".join(response.streaming_content) if response.streaming else response.content

    return lambda: ask


def _depth(size: int) -> int:
    """How deep in the list of all stories is deep: half of it where it is short."""
    return min(DEPTH, (size - newsroom.DESK) // 2)


def _key(depth: int) -> str:
    """The key of the story at a depth of the list of all stories."""
    return str(
        Key.of(Edition.objects.order_by("-published_at", "-story_id").only("published_at", "story_id")[depth])
    )


def _lists(size: int) -> Iterator[tuple[str, str]]:
    depth, last = _depth(size), Edition.objects.count() - 5
    newest = Edition.objects.order_by("-published_at")[0].published_at
    yield "front page", "/"
    yield "list of all stories", "/stories/"
    yield f"list at depth {DEPTH:,}, or half of it", f"/stories/?before={_key(depth)}"
    yield "list at its end", f"/stories/?before={_key(last)}"
    yield "list, newer than a key in it", f"/stories/?after={_key(depth)}"
    yield "more stories, under a story", f"/stories/more/?before={_key(depth)}"
    for query in ("source=harbour-wire", "source=wire-39", "topic=topic-0", "topic=topic-39", "writer=writer-0",
                  "source=harbour-wire&topic=topic-1", "language=fr", "year=2005", "since=2005-03-01&until=2005-03-09",
                  "topic=topic-0&year=2005"):  # fmt: skip
        yield f"list, {query}", f"/stories/?{query}"
    yield "list, a source, at depth", f"/stories/?source=harbour-wire&before={_key(depth)}"
    yield "a source’s page", "/sources/harbour-wire/"
    yield "a source’s page, at depth", f"/sources/harbour-wire/?before={_key(depth)}"
    yield "a source that has few", "/sources/wire-39/"
    yield "a topic’s page", "/topics/topic-0/"
    yield "a writer’s page", "/writers/writer-0/"
    yield "a proofreader’s page", "/proofreaders/proofreader-0/"
    for kind in ("sources", "writers", "proofreaders", "topics"):
        yield f"names: {kind}", f"/{kind}/"
    yield "archive: the years", "/archive/"
    yield "archive: an old year", "/archive/2005/"
    yield "archive: an old month", "/archive/2005/06/"
    yield (
        "archive: an old day",
        f"/archive/{Edition.objects.order_by('published_at')[5].published_at:%Y/%m/%d}/",
    )
    yield "archive: the newest year", f"/archive/{newest:%Y}/"
    yield "archive: the newest month", f"/archive/{newest:%Y/%m}/"
    yield "archive: the newest day", f"/archive/{newest:%Y/%m/%d}/"
    yield "corrections", "/corrections/"


def _files(size: int) -> Iterator[tuple[str, str]]:
    for form in ("rss", "atom", "json"):
        yield f"feed, {form}", f"/stories/feed.{form}"
    yield "feed of a source", "/sources/harbour-wire/feed.rss"
    yield "feed of a topic and a year", "/stories/feed.rss?topic=topic-0&year=2005"
    yield "sitemap: index", "/sitemap.xml"
    yield "sitemap: news", "/sitemap-news.xml"
    yield "sitemap: pages", "/sitemap-pages.xml"
    yield "API: stories", "/api/stories/"
    yield "API: stories at depth", f"/api/stories/?before={_key(_depth(size))}"
    yield "API: stories of a topic", "/api/stories/?topic=topic-0"
    yield "API: changes", "/api/changes/"
    yield "API: writers", "/api/writers/"


def _stories() -> Iterator[tuple[str, str]]:
    newest, oldest = (Edition.objects.order_by(way).first() for way in ("-published_at", "published_at"))
    yield "a new story", newest.get_absolute_url()
    yield "an old story", oldest.get_absolute_url()
    yield "what became of a story", f"{oldest.get_absolute_url()}changes/"


def _desk(client: Client) -> Iterator[tuple[str, str]]:
    changelist = address("story_changelist")
    yield "desk: its page", "/admin/"
    for sort in ("changed", "unchanged", "due", "priority"):
        first = f"{changelist}?sort={sort}"
        yield f"desk: stories by {sort}", first
        yield f"desk: stories by {sort}, in the middle", _middle(client, sort)
        yield f"desk: stories by {sort}, the last page", f"{first}&last=yes"
    yield "desk: stories, a day", f"{changelist}?until=2005-06-07"
    yield "desk: stories of a source, a day", f"{changelist}?until=2005-06-07&source=Harbour+Wire"
    for query in FILTERS:
        yield f"desk: stories, {query}", f"{changelist}?{query}"
    for words in SEARCHES:
        yield f"desk: stories, search for {words}", f"{changelist}?{urlencode({'q': words})}"
    yield "desk: story form", address("story_change", 1)
    yield (
        "desk: story form, from the archive",
        address("story_change", Story.objects.filter(is_archive=True)[0].pk),
    )
    yield "desk: proof page", address("story_proof", 2)
    yield "desk: who read what", address("story_readers")
    files = address("importedfile_changelist")
    for query in ("q=story-77.txt", "p=2", "outcome__exact=created", "doubts=open", "run__id__exact=1"):
        yield f"desk: files, {query}", f"{files}?{query}"
    yield "desk: pictures, search", f"{address('picture_changelist')}?q=zephyr"
    yield "desk: writers, search", f"{address('writer_changelist')}?q=writer+15"
    for kind, model, field in (("writers", "storywriter", "writer"), ("sources", "story", "source")):
        looked_up = {"app_label": "articles", "model_name": model, "field_name": field, "term": "wri"}
        yield f"desk: {kind} looked up", f"/admin/autocomplete/?{urlencode(looked_up)}"


def _middle(client: Client, sort: str) -> str:
    """The address of a page that begins with the row in the middle of a list."""
    order = SORTS[sort]
    rows = Story.objects.filter(order.only) if order.only else Story.objects.all()
    row = rows.order_by(*order.order())[rows.count() // 2]
    changelist = client.get(address("story_changelist"), {"sort": sort}).context["cl"]
    return f"{address('story_changelist')}?sort={sort}&after={StoryList.key_of(changelist, row)}"


def _saving(client: Client) -> Callable[[], Act]:
    def prepare() -> Act:
        """A save of the form, which was opened before."""
        url = address("story_change", factories.make_story(by=User.objects.get(username="writer")).pk)
        sent = filled(client.get(url), headline="Another headline")
        return lambda: _posted(client, url, sent)

    return prepare


def _publishing(client: Client, editor: User) -> Callable[[], Act]:
    def prepare() -> Act:
        story = factories.make_proofread_story(by=User.objects.get(username="writer"), reader=editor)
        url = address("story_move", story.pk, "publish")
        return lambda: _posted(client, url, {"revision": story.revision_number})

    return prepare


def _posted(client: Client, url: str, sent: dict[str, object]) -> None:
    if client.post(url, sent).status_code != 302:
        raise SystemExit(f"{url} did not take what was sent.")


def _indexing() -> Callable[[], Act]:
    def prepare() -> Act:
        story = Story.objects.order_by("pk")[0]
        return lambda: search.index([search.Copy(story, story.text())])

    return prepare
