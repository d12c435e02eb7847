"""The sample newsroom: copy imported, dressed with topics and pictures, read, published, and left in every stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from articles import copyediting, credits, drafting, findings, importing, press, workflow
from articles.demo import about, house_style
from articles.demo.accounts import Account, taken
from articles.demo.day import spend as spend_a_day
from articles.demo.pictures import PICTURES, DemoPicture
from articles.demo.topics import TOPICS
from articles.models import Edition, ImportRun, Outcome, Picture, Story, Topic
from articles.pictures import prepare
from articles.rules import Move, may

COPY = Path(__file__).parent / "copy"
COLLECTION = "samples"

HANDED_IN = ("archive/2025/sea-wall-inquiry.txt", "inbox/allotments.txt", "inbox/fish-quay-crane.txt")
READ = ("website-line-of-code.txt",)
SPIKED = ("wire/hw-0209-saltmere-pier.txt",)
SENT_BACK = {"inbox/museum-of-salt.txt": "When was this? The file has no date; ask the museum."}
"""Where the desk has got to with the stories that are in doubt. The others of them are drafts."""


class NotOurs(Exception):
    """The database holds stories or accounts that are not the sample's. The text is fit to show."""


@dataclass(frozen=True)
class Filled:
    """What is there after ``fill``."""

    made: int
    published: int
    on_the_desk: int

    def __str__(self) -> str:
        if not self.made:
            return "The sample newsroom is there already; nothing was changed."
        return (
            f"{self.made} stories: {self.published} published, {self.on_the_desk} on the desk in every stage."
        )


def check_is_ours() -> None:
    """Raise ``NotOurs`` unless the database was filled from here, or has no stories and nobody by our names."""
    if _filled_before():
        return
    if number := Story.objects.count():
        stories = "1 story" if number == 1 else f"{number:,} stories"
        raise NotOurs(
            f"This database holds {stories} of its own, and quickstart would mix its samples into them. "
            "Name an empty one in DATABASE_URL, or start the site with `manage.py runserver`."
        )
    if names := taken():
        raise NotOurs(
            f"This database has an account of its own under a name that quickstart needs ({', '.join(names)}). "
            "Rename it, or name an empty database in DATABASE_URL."
        )


@transaction.atomic
def fill(accounts: Mapping[str, Account], *, now: datetime) -> Filled:
    """Import the sample copy, publish what is in no doubt, leave the rest on the desk. Once; all of it or nothing."""
    if _filled_before():
        return Filled(0, 0, 0)
    people = {role: account.user for role, account in accounts.items()}
    run = _import(people["importer"], now)
    files = run.files.filter(outcome=Outcome.CREATED).select_related("story")
    stories = {file.path: file.story for file in files}
    for path, story in stories.items():
        _dress(story, path, by=people["editor"], now=now)
        _carry_on(story, path, people, now)
    importing.release(run, by=people["editor"], now=now)
    about.say(by=people["editor"], now=now)
    spend_a_day(stories, people, dict(Topic.objects.values_list("name", "pk")), now)
    house_style.write(by=people["editor"], now=now)
    published, made = Edition.objects.live(now).count(), Story.objects.count()
    return Filled(made, published, made - published)


def _filled_before() -> bool:
    return ImportRun.objects.filter(collection=COLLECTION, options__quickstart=True).exists()


def _import(by: Any, now: datetime) -> ImportRun:
    walk = importing.walk([COPY], collection=COLLECTION)
    run = importing.start(walk, by=by, now=now, options={"quickstart": True})
    for _ in importing.carry_out(run, walk, clock=lambda: now):
        pass
    importing.finish(run, now=now)
    return run


def _dress(story: Story, path: str, *, by: Any, now: datetime) -> None:
    """Give a story its topics and its picture: what a file does not bring."""
    pictures = [picture for picture in PICTURES if path in picture.paths]
    changes: dict[str, Any] = {"topics": [_topic(name).pk for name in TOPICS.get(path, ())]}
    if pictures:
        changes["pictures"] = [_picture(picture, by=by, now=now).pk for picture in pictures]
        changes["captions"] = [(picture.caption, picture.credit) for picture in pictures]
    drafting.save(story, changes, base=story.revision_number, by=by, now=now, note="Topics and picture")


def _carry_on(story: Story, path: str, people: Mapping[str, Any], now: datetime) -> None:
    """Take a story as far as the desk has got with it."""
    story.refresh_from_db()
    at: dict[str, Any] = {"revision": story.revision_number, "now": now}
    doubted = story.doubts.open().exists()
    if path in SPIKED:
        workflow.spike(story, by=people["editor"], **at)
        return
    if path not in (*HANDED_IN, *READ, *SENT_BACK) and (doubted or not story.picture_rows.exists()):
        return
    workflow.submit(story, by=people["writer"], **at)
    if path in SENT_BACK:
        workflow.send_back(story, note=SENT_BACK[path], by=people["proofreader"], **at)
    elif path in READ or not doubted:
        story = _sign_off(story, by=people["proofreader"], **at)
        if not doubted and may(Move.PUBLISH, story, people["editor"], now):
            press.publish(story, by=people["editor"], **at)


def _sign_off(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """What looks like a fault and keeps a text from being signed is what its story is about."""
    for found in findings.in_revision(story.latest_revision(), now=now):
        if found.is_blocking:
            why = "The story is about this very fault."
            what: dict[str, Any] = {"code": found.finding.code, "where": found.where, "scope": "once"}
            copyediting.dismiss(story, revision=revision, **what, reason=why, by=by, now=now)
    return workflow.sign_off(story, revision=revision, by=by, now=now)


def _topic(name: str) -> Topic:
    topic, _ = Topic.objects.get_or_create(name=name, defaults={"slug": credits.free_slug(Topic, name)})
    return topic


def _picture(drawn: DemoPicture, *, by: Any, now: datetime) -> Picture:
    data = prepare(drawn.file())
    picture, made = Picture.objects.get_or_create(
        sha256=data.sha256,
        defaults={
            "alt": drawn.alt,
            "caption": drawn.caption,
            "credit": drawn.credit,
            "focal_x": drawn.focal_point[0],
            "focal_y": drawn.focal_point[1],
            "added_at": now,
            "added_by": by,
        },
    )
    if made:
        file = data.file()
        picture.image.save(file.name, file)
    return picture
