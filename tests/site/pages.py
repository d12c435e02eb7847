"""What the tests of the site ask of its pages: a look at their HTML, things planted that must not show, addresses."""

import io
import json
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlencode

from django.utils import timezone
from PIL import Image

from articles import policies, press
from articles.models import Edition, Picture, Policy
from articles.pictures import prepare
from tests.factories import (
    make_edition,
    make_proofreader,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DATA = "application/ld+json"  # no browser runs it: it is no script
# Every page of the site but a story's own, with nothing in it.
PLAIN = (
    "/",
    "/stories/",
    "/stories/more/",
    "/sources/",
    "/writers/",
    "/proofreaders/",
    "/topics/",
    "/corrections/",
    "/archive/",
    "/nowhere/",
)


@dataclass
class Html(HTMLParser):
    """A page as its tags say it is."""

    text: str
    tags: list[tuple[str, dict]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    data: list[dict] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self._open, self._in_data = [], False
        self.feed(self.text)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append((int(tag[1]), ""))
        self._in_data = tag == "script" and attributes.get("type") == DATA
        if tag == "style" or (tag == "script" and "src" not in attributes and not self._in_data):
            self.problems.append(f"<{tag}> within the page")
        self.problems += [f"{name} on <{tag}>" for name in attributes if name == "style" or name[:2] == "on"]

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self._in_data and self._open[-1:] == ["script"]:
            self.data.append(json.loads(data))
        elif self._open and self._open[-1] == "script" and data.strip():
            self.problems.append("script within the page")
        if "h1" in self._open:
            self.headings[-1] = (1, self.headings[-1][1] + data.strip())

    def all(self, tag, **wanted):
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and wanted.items() <= attributes.items()
        ]

    def links(self):
        return [attributes.get("href") for attributes in self.all("a")]

    def meta(self, name):
        return next((attributes["content"] for attributes in self.all("meta", name=name)), None)


def html_of(response) -> Html:
    return Html(response.content.decode())


def states_in_forms(response):
    """The lists that the buttons of a page lead to, as their addresses say them."""
    found = []
    for tag, attributes in html_of(response).tags:
        if tag == "form":
            found.append([])
        elif tag == "input" and attributes.get("type") == "hidden":
            found[-1].append((attributes["name"], attributes["value"]))
    return [urlencode(fields, safe=",") for fields in found if fields]


def make_picture(*, alt="A quay at dusk", colour="teal", size=(60, 40)) -> Picture:
    """A stored picture of one colour, of ``size`` in pixels."""
    buffer = io.BytesIO()
    Image.new("RGB" if isinstance(colour, str) else "RGBA", size, colour).save(buffer, "PNG")
    buffer.seek(0)
    prepared = prepare(buffer)
    picture = Picture(alt=alt, sha256=prepared.sha256, added_at=timezone.now())
    picture.image.save(prepared.file().name, prepared.file())
    return picture


def make_full_edition(**kwargs) -> Edition:
    """A live story that carries a name of every kind, on a site that says how it works."""
    names = {
        "source": make_source(),
        "proofreader": make_proofreader(),
        "writers": [make_writer()],
        "topics": [make_topic(), make_topic()],
    }
    if not Policy.objects.exists():
        given = {"title": "Our ethics", "body": "<p>We say what we know, and how.</p>"}
        policies.add("ethics", given, by=make_user(role="editor"), now=timezone.now())
    return make_edition(**(names | kwargs))


def plant_hidden(word: str) -> list[Edition]:
    """Stories full of ``word`` that readers must not see: a draft, one that is due
    tomorrow, and one withdrawn. Gives the editions of the last two."""
    make_story(**_full_of(f"{word} draft"))
    due = make_edition(now=timezone.now() + timedelta(days=1), **_full_of(f"{word} due"))
    editor = make_user(role="editor")
    gone = make_edition(editor=editor, **_full_of(f"{word} gone"))
    tombstone = press.withdraw(gone.story, reason="legal", by=editor, now=timezone.now())
    return [due, tombstone]


def _full_of(word):
    return {
        "headline": f"{word} headline",
        "standfirst": f"{word} standfirst",
        "paragraphs": [f"The {word} body."],
        "source": make_source(name=f"{word} source"),
        "proofreader": make_proofreader(name=f"{word} proofreader"),
        "writers": [make_writer(name=f"{word} writer")],
        "topics": [make_topic(name=f"{word} topic")],
    }


def changes_of(edition: Edition) -> str:
    """The address of what changed in a story."""
    return f"{edition.get_absolute_url()}changes/"


def addresses_of(edition: Edition) -> list[str]:
    """Every page of the site on which a full edition stands, its own last."""
    topic = edition.topic_rows.first().topic
    names = [edition.source, edition.proofreader, edition.writer_rows.first().writer, topic]
    return [
        *PLAIN,
        *[name.get_absolute_url() for name in names],
        changes_of(edition),
        edition.get_absolute_url(),
    ]


def files_of(edition: Edition) -> list[str]:
    """Every file that the site has for machines, where a full edition is published."""
    topic = edition.topic_rows.first().topic
    names = [edition.source, edition.proofreader, edition.writer_rows.first().writer, topic]
    lists = ["/stories/", "/corrections/", *[name.get_absolute_url() for name in names]]
    feeds = [f"{address}feed.{form}" for address in lists for form in ("rss", "atom", "json")]
    parts = ("news", "pages", "stories-1", "sources-1", "proofreaders-1", "writers-1", "topics-1")
    small = ["/robots.txt", "/manifest.webmanifest"]
    return [*small, *feeds, "/sitemap.xml", *[f"/sitemap-{part}.xml" for part in parts]]
