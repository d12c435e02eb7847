"""Links for outsiders: one story, one text, a time that ends, and every look on record."""

import ast
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles import drafting, redaction, sharing, workflow
from articles.models import Mark, Notice, ShareView, SignOff, Stage
from articles.rules import Refused
from articles.text.places import Place
from tests.factories import make_proofread_story, make_story, make_user
from tests.plans import plans

pytestmark = pytest.mark.django_db
HERE = "192.0.2.7"


def share(story=None, *, by=None, lasts=timedelta(days=3), revision=None, label="The lawyer", now=None):
    story, now = story or make_story(), now or timezone.now()
    return sharing.share(
        story,
        revision=revision or story.revision_number,
        label=label,
        expires_at=now + lasts,
        by=by or make_user(role="proofreader"),
        now=now,
    )


def look(link, *, later=timedelta(0), token=None):
    return sharing.opened(
        sharing.token(link) if token is None else token, now=timezone.now() + later, address=HERE
    )


def comment(link, *, note="Is this so?", where=None, name="Anna Roth", later=timedelta(0)):
    now = timezone.now() + later
    return sharing.comment_through(link, name=name, note=note, where=where, now=now, address=HERE)


def outcomes():
    return list(ShareView.objects.order_by("id").values_list("outcome", flat=True))


def test_a_link_shows_its_text_though_another_was_saved_since():
    story = make_story(headline="As it was shared")
    link = share(story)
    editor = make_user(role="editor")
    drafting.save(story, {"headline": "Later"}, base=1, by=editor, now=timezone.now())
    assert look(link).revision.headline == "As it was shared"
    assert list(ShareView.objects.values_list("outcome", "address")) == [("shown", HERE)]


@pytest.mark.parametrize(
    ("lasts", "works"),
    [
        (timedelta(0), False), (-timedelta(days=1), False), (timedelta(minutes=59), False),
        (timedelta(hours=1), True), (timedelta(days=30), True), (timedelta(days=30, seconds=1), False),
    ],
)  # fmt: skip
def test_a_link_lasts_from_an_hour_to_thirty_days(lasts, works):
    if works:
        assert look(share(lasts=lasts))
    else:
        with pytest.raises(Refused, match="an hour at least"):
            share(lasts=lasts)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"label": " "}, "Say whom the link is for"),
        ({"revision": 2}, "There is no revision 2"),
        ({"by": "writer"}, "does not have the right to share"),
        ({"by": "reviewer"}, "does not have the right to share"),
        ({"story": {"headline": "", "slugline": "x"}}, "The story has no headline"),
    ],
)
def test_a_link_that_may_not_be_is_not_made(given, why):
    given = {**given, "by": make_user(role=given["by"])} if "by" in given else given
    given = {**given, "story": make_story(**given["story"])} if "story" in given else given
    with pytest.raises(Refused, match=why):
        share(**given)


def test_an_expired_link_shows_nothing_and_the_look_is_on_record():
    link = share(lasts=timedelta(hours=1))
    assert look(link, later=timedelta(minutes=59))
    with pytest.raises(sharing.NotShared):
        look(link, later=timedelta(hours=1))
    assert outcomes() == ["shown", "expired"]


def test_a_revoked_link_shows_nothing_and_is_revoked_once():
    link, editor = share(), make_user(role="editor")
    sharing.revoke(link, by=editor, now=timezone.now())
    with pytest.raises(sharing.NotShared):
        look(link)
    with pytest.raises(Refused, match=f"{editor.username} has revoked this link already"):
        sharing.revoke(link, by=editor, now=timezone.now())
    assert outcomes() == ["revoked"]
    with pytest.raises(Refused, match="does not have the right"):
        sharing.revoke(share(), by=make_user(role="writer"), now=timezone.now())


@pytest.mark.parametrize("state", ["shown", "expired", "revoked"])
def test_who_asks_again_and_again_looks_once_a_minute(state):
    link = share(lasts=timedelta(hours=1))
    if state == "revoked":
        sharing.revoke(link, by=make_user(role="editor"), now=timezone.now())
    begin = timezone.now() + timedelta(hours=state == "expired")
    for second in (0, 1, 59, 61, 62):
        with nullcontext() if state == "shown" else pytest.raises(sharing.NotShared):
            sharing.opened(sharing.token(link), now=begin + timedelta(seconds=second), address=HERE)
    assert outcomes() == [state, state]


def test_another_address_another_link_and_another_outcome_are_looks_of_their_own():
    link, now = share(lasts=timedelta(hours=1)), timezone.now()
    for one in (link, share()):
        sharing.opened(sharing.token(one), now=now, address=HERE)
    sharing.opened(sharing.token(link), now=now, address="192.0.2.8")
    sharing.revoke(link, by=make_user(role="editor"), now=now)
    with pytest.raises(sharing.NotShared):
        sharing.opened(sharing.token(link), now=now, address=HERE)
    assert outcomes() == ["shown", "shown", "shown", "revoked"]


def test_one_link_writes_no_more_looks_from_many_addresses_than_a_desk_would_read():
    link, now = share(), timezone.now()
    for number in range(sharing.LOOKS + 5):
        assert sharing.opened(sharing.token(link), now=now, address=f"2001:db8::{number:x}") == link
    assert len(outcomes()) == sharing.LOOKS
    for _ in range(2):
        comment(link)
    assert outcomes()[-2:] == ["commented", "commented"]


@pytest.mark.sqlite
def test_who_was_here_just_now_is_looked_up_among_these_alone():
    link = share()
    with plans() as found:
        look(link)
    (steps,) = (steps for sql, steps in found.items() if 'FROM "articles_shareview"' in sql)
    assert steps == ["SEARCH articles_shareview USING INDEX share_view_lately (link_id=? AND at>?)"]


def test_an_altered_token_opens_nothing_and_fills_no_table(caplog):
    link, other = share(), share()
    good = sharing.token(link)
    swapped = good.replace(f"{link.pk}.", f"{other.pk}.", 1)
    forged = sharing._signer.sign(f"{other.pk}.{link.secret}")
    for bad in (good[:-1], good + "A", swapped, forged, "", ".", "1", "x.y.z", "é" * 500, "1\0." + good):
        with pytest.raises(sharing.NotShared):
            look(link, token=bad)
    assert outcomes() == []
    assert {record.name for record in caplog.records} == {"articles.sharing"}
    assert HERE in caplog.text
    assert link.secret not in caplog.text


def test_a_link_of_one_story_never_opens_another():
    mine, other = share(), share()
    assert look(mine).story == mine.story
    assert look(other).story == other.story
    assert sharing.token(mine) != sharing.token(other)


def test_a_spiked_story_is_not_shown_until_it_is_off_the_spike():
    link, editor, now = share(), make_user(role="editor"), timezone.now()
    workflow.spike(link.story, revision=1, by=editor, now=now)
    with pytest.raises(sharing.NotShared):
        look(link)
    workflow.unspike(link.story, revision=1, by=editor, now=now)
    assert look(link) == link
    assert outcomes() == ["revoked", "shown"]


def test_a_redacted_story_is_not_shown():
    link, now = share(), timezone.now()
    redaction.redact(link.story, reason="By order", by=make_user(superuser=True), now=now)
    with pytest.raises(sharing.NotShared):
        look(link)
    with pytest.raises(Refused, match="this story is spiked"):
        share(link.story)
    with pytest.raises(sharing.NotShared):
        comment(link)


def test_a_link_outlives_the_account_of_its_maker():
    maker = make_user(role="editor")
    link = share(by=maker)
    maker.is_active = False
    maker.save()
    assert look(link) == link
    comment(link)
    assert not Notice.objects.filter(to=maker).exists()


def test_a_comment_through_a_link_stands_on_the_shared_text_and_its_maker_is_told():
    story, maker = make_story(paragraphs=["The council met."]), make_user(role="editor")
    link = share(story, by=maker)
    drafting.save(story, {"body": "<p>New.</p>"}, base=1, by=maker, now=timezone.now())
    mark = comment(link, where=Place("body", 0, 4, 11), name=" Anna  Roth ")
    assert (mark.exact, mark.revision.number, mark.author, mark.author_name) == (
        "council",
        1,
        None,
        "Anna Roth",
    )
    assert mark.link == link
    notice = Notice.objects.get(to=maker)
    assert notice.sentence == f"Anna Roth commented on “council” in “{story}”: Is this so?"
    assert outcomes() == ["commented"]
    assert story.ledger.get(act="comment").by_name == "Anna Roth, through a link"


def test_what_comes_through_a_link_decides_nothing():
    story = make_proofread_story()
    comment(share(story), note="I sign this off.", name=SignOff.objects.get().signer_name)
    held = type(story).objects.get(pk=story.pk)
    assert (held.stage, held.digest, held.revision_number) == (Stage.PROOFREAD, story.digest, 1)
    assert SignOff.objects.count() == 1


@pytest.mark.parametrize("module", ["articles/sharing.py", "articles/proofing/marking.py"])
def test_no_way_leads_from_a_comment_to_a_sign_off_or_to_readers(module):
    tree = ast.parse(Path(module).read_text())
    named = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert not named & {"SignOff", "Edition", "Hold", "workflow", "press", "drafting", "windows"}


def test_comments_through_one_link_are_limited_by_the_hour():
    link = share()
    for _ in range(30):
        comment(link)
    with pytest.raises(Refused, match="a little later"):
        comment(link)
    comment(share(link.story))
    comment(link, later=timedelta(hours=1, minutes=1))
    assert Mark.objects.count() == 32


@pytest.mark.parametrize(("typed", "why"), [({"name": " "}, "who you are"), ({"note": ""}, "empty")])
def test_a_comment_without_a_name_or_words_is_refused(typed, why):
    with pytest.raises(Refused, match=why):
        comment(share(), **typed)
    assert outcomes() == []


def test_no_comment_comes_through_a_link_that_ended_meanwhile():
    link = share()
    sharing.revoke(link, by=make_user(role="editor"), now=timezone.now())
    with pytest.raises(sharing.NotShared):
        comment(link)


def test_sharing_and_revoking_are_in_the_ledger_without_the_secret():
    link = share()
    sharing.revoke(link, by=make_user(role="editor"), now=timezone.now())
    entries = list(link.story.ledger.order_by("number"))
    assert [entry.act for entry in entries] == ["create", "share", "revoke-link"]
    assert (entries[1].detail["link"], entries[1].detail["label"]) == (link.pk, "The lawyer")
    assert link.secret not in str([entry.detail for entry in entries])
