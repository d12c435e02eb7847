"""One of everything that the desk has beside stories, each under the name by which addresses of the table mean it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from articles import arranging, credits, notices, policies, reports, spelling, tokens
from articles.importing import dropping
from articles.importing.arriving.beside import Told
from articles.importing.reviewing import ruling
from articles.importing.reviewing.settling import begun, settle_all
from articles.layouts import Layout
from articles.models import (
    DeskSession,
    Doubt,
    Effect,
    Notice,
    Picture,
    SecondFactor,
    Settlement,
    Source,
    SourcePair,
    Topic,
)
from articles.text.parsing import Role
from tests.desk.imported import copy_number, doubted, imported, proposed
from tests.factories import make_source, make_story, make_topic, make_user
from tests.site.pages import make_picture
from tests.stylebook import make_live_rule, make_rule, try_out
from tests.test_styling import dismiss

Places = Iterator[tuple[str, Any]]
DESK, MAIL, PAGE, NOTICE, UNSAVED, TOKEN = (
    f"qz{word}zq" for word in ("desk", "mail", "page", "notice", "unsaved", "token")
)
"""Words planted in what is for the desk, a reader's address, a page that is not shown, and what is one person's."""


def rooms(people: dict[str, Any], live: Any, folder: Path) -> Places:
    """``people`` by their letters, ``live`` a story that readers have, ``folder`` an empty one."""
    now, editor = timezone.now(), people["E"]
    yield from _told(people, now)
    yield from _names(editor, now)
    yield from _imports(editor, folder, now)
    yield from _dropped(editor, folder, now)
    yield from _books(editor, now)
    yield from _reported(live, editor, now)


def _told(people: dict[str, Any], now: Any) -> Places:
    notices.tell(
        [people["W"]],
        key="own",
        kind="returned",
        sentence=f"To you alone: {NOTICE}",
        address="/admin/",
        now=now,
    )
    yield "notice", Notice.objects.get(key="own").pk
    effect = Effect.objects.create(
        key="mail/0/failed", kind="mail", made_at=now, due_at=now, error=f"Refused {DESK}"
    )
    yield "effect", effect.pk
    yield "user", make_user(role="reviewer").pk
    yield "group", Group.objects.get(name="Reviewers").pk
    yield "usertype", ContentType.objects.get_for_model(User).pk
    yield from _let_in(people, now)


def _let_in(people: dict[str, Any], now: Any) -> Places:
    """Somebody who is logged in somewhere, by a second step; and a token of the writer's."""
    guarded, later = make_user(role="reviewer"), now + timedelta(days=1)
    factor = SecondFactor.objects.create(user=guarded, key="A" * 32, last_step=0, made_at=now)
    key = factor.passkeys.create(name=f"Key {DESK}", digest="a", credential=b"", counter=0, made_at=now)
    yield "passkey", key.pk
    DeskSession.objects.create(session_key="x", user=guarded, expire_date=later)
    yield "guarded", guarded.pk
    token, _ = tokens.make(name=f"Feed {TOKEN}", scopes=["read"], expires_at=later, by=people["W"], now=now)
    yield "accesstoken", token.pk


def _names(editor: Any, now: Any) -> Places:
    one, other, merged = (make_source(name=f"Tidal {DESK} {name}") for name in ("Wire", "Wirs", "Post"))
    make_story(source=one), make_story(source=other)
    pair = SourcePair.objects.filter(first__in=(one, other), second__in=(one, other)).get()
    credits.merge(merged, into=one, by=editor, now=now)
    yield from {"pair": pair.pk, "source": one.pk, "othersource": other.pk, "merged": merged.pk}.items()
    for kind in ("proofreader", "writer"):
        model = {word: kind for kind, word in credits.WORDS.items()}[kind]
        yield kind, credits.ensure(model, f"Mira {DESK} Stone").pk
        yield f"other{kind}", credits.ensure(model, f"Otto {DESK} Brandt").pk
    yield "topic", make_topic(name=f"Topic {DESK}").pk
    yield "sourcetype", ContentType.objects.get_for_model(Source).pk
    yield "topictype", ContentType.objects.get_for_model(Topic).pk
    yield "knownname", spelling.prefer(f"Petra {DESK} Holm", by=editor, now=now).pk


def _imports(editor: Any, folder: Path, now: Any) -> Places:
    run = imported(folder, 4, marked=copy_number(9).replace("Ferry 9", f"Ferry {DESK}"))
    files = list(run.files.order_by("pk"))
    doubt, settled, *_ = doubted(run)
    yield from {"run": run.pk, "file": files[0].pk, "otherfile": files[1].pk, "doubt": doubt.pk}.items()
    drop = doubted(run, code="several-sources", field="source")[0]
    way = Settlement.Way.CONFIRM
    act = begun(0, drop, way, by=editor, now=now)
    rows = Doubt.objects.filter(code="several-sources")

    def confirm(row):
        from articles import drafting

        return drafting.confirm(row, revision=row.story.revision_number, by=editor, now=now)

    settle_all(act, rows, confirm, after=0, until=rows.latest("pk").pk, now=now)
    yield "settlement", Settlement.objects.latest("pk").pk
    confirmed = Doubt.objects.filter(pk=settled.pk)
    confirm(settled)
    yield "confirmed", confirmed.get().pk
    yield "proposal", proposed(shown=f"Ana {DESK}").pk
    rule = ruling.make(
        name=f"Line {DESK}", example="Share this page", role=Role.FURNITURE, collection="", by=editor, now=now
    )
    yield "linerule", rule.pk


def _dropped(editor: Any, folder: Path, now: Any) -> Places:
    def kept(name: str, *, is_dry: bool, told: Told | None = None) -> Any:
        path = folder / f"{name}.txt"
        path.write_text(copy_number(len(name) + 20))
        sent = {"packed": None, "collection": name, "told": told or Told(None, ""), "is_dry": is_dry}
        return dropping.keep([(path.name, path)], **sent, by=editor, now=now)

    tried = kept("tried", is_dry=True)
    dropping.go_on(tried, clock=timezone.now)
    faulty = folder / "list.csv"
    faulty.write_text("file,date\nfaulty.txt,soon\n")
    yield "tried", tried.pk
    yield "waiting", kept("waiting", is_dry=False).pk
    yield "faulty", kept("faulty", is_dry=False, told=Told(("list.csv", faulty), "")).pk


def _books(editor: Any, now: Any) -> Places:
    rule = try_out(make_rule(by=editor, name=f"Ready {DESK}", find="commence -> begin"), by=editor)
    live = make_live_rule(by=editor, name=f"Live {DESK}")
    yield from {"rule": rule.pk, "liverule": live.pk, "liverulecode": live.code}.items()
    yield "exception", dismiss(make_story(), "leftover", exact=f"[{DESK}]").pk
    hidden = {"title": f"Hidden {PAGE}", "body": f"<p>Not yet {PAGE}.</p>", "is_shown": False}
    yield "policy", policies.add("hidden", hidden, by=editor, now=now).pk
    policies.add(
        "shown", hidden | {"title": "Ethics", "body": "<p>Fair.</p>", "is_shown": True}, by=editor, now=now
    )
    arranged = arranging.arrange(Layout(), base=0, by=editor, now=now, at=now + timedelta(days=1))
    yield "arrangement", arranged.pk


def _reported(live: Any, editor: Any, now: Any) -> Places:
    told = {"quote": "", "says": f"Wrong, says {DESK}.", "name": f"Anna {DESK}", "email": f"{MAIL}@mail.test"}
    yield "report", reports.take(live, **told, now=now).pk
    picture: Picture = make_picture(alt=f"Unused {DESK}", size=(70, 50))
    yield from {
        "picture": picture.pk,
        "picturefile": picture.image.name,
        "picturesha": picture.sha256,
    }.items()
