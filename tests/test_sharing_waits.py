"""A comment through a link, while somebody at the desk takes away what the link shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import sharing
from articles.models import Mark
from articles.redaction import BLANK, redact
from articles.rules import fresh
from articles.text.places import Place
from tests.factories import make_story, make_user
from tests.waiting import one_after_the_other

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
NOW = timezone.now()


def make_link():
    story, editor = make_story(paragraphs=["The council met."]), make_user(role="editor")
    return sharing.share(
        story, revision=1, label="Lawyer", expires_at=NOW + timedelta(days=1), by=editor, now=NOW
    )


def comment(link):
    where = Place("body", 0, 4, 11)
    return sharing.comment_through(link, name="Anna", note="So?", where=where, now=NOW, address="192.0.2.7")


def revoke(link):
    return sharing.revoke(link, by=link.made_by, now=NOW)


def order(link):
    return redact(link.story, reason="Order", by=make_user(superuser=True), now=NOW)


@pytest.mark.parametrize("act", [revoke, order])
def test_who_waited_while_the_link_was_shut_leaves_no_comment(act):
    link = make_link()
    _, shut = one_after_the_other(lambda: act(link), lambda: comment(link), expected=(sharing.NotShared,))
    assert isinstance(shut, sharing.NotShared)
    assert not Mark.objects.exists()


def test_a_comment_that_came_before_the_order_is_blanked_by_it():
    link = make_link()
    one_after_the_other(lambda: comment(link), lambda: order(link))
    assert list(Mark.objects.values_list("exact", "note")) == [(BLANK, BLANK)]


def test_who_comments_and_who_revokes_do_not_wait_for_each_other():
    link = make_link()
    revoked, shut = one_after_the_other(
        lambda: fresh(link.story),
        lambda: comment(link),
        then=lambda: revoke(link),
        expected=(sharing.NotShared,),
    )
    assert (bool(revoked.revoked_at), type(shut)) == (True, sharing.NotShared)
