"""Pages beside those of stories and reports tell of these nothing to an account that may not see them."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles import reports
from articles.models import Dismissal
from tests.desk.desk import address, client_of
from tests.factories import make_edition, make_source, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def client_with(*rights):
    user = make_user()
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return client_of(user)


def test_a_report_is_not_shown_beside_a_fix():
    story = make_edition().story
    given = {"quote": "", "says": "It is 41.", "name": "Jo", "email": ""}
    report = reports.take(story, **given, now=timezone.now())
    client, page = client_with("view_story", "change_story"), address("story_fix", story.pk)
    assert client.get(page).status_code == 200
    assert client.get(page, {"report": report.pk}).status_code == 403


def test_a_report_taken_down_names_no_story_by_its_headline():
    story, page = make_story(headline="Not for everybody"), address("readerreport_add")
    shown = client_with("add_readerreport").get(page, {"story": story.pk}).content.decode()
    seen = client_with("add_readerreport", "view_story").get(page, {"story": story.pk}).content.decode()
    assert ("Not for everybody" in shown, "Not for everybody" in seen) == (False, True)


def test_an_exception_names_no_story_by_its_headline():
    story = make_story(headline="Not for everybody")
    where = {"field": "body", "block": 0, "start": 0, "end": 3, "exact": "the", "scope": "desk"}
    who = {"by": make_user(role="editor"), "by_name": "Ann", "at": timezone.now(), "reason": "It is so."}
    Dismissal.objects.create(
        story=story, revision=story.latest_revision(), code="doubled-word", severity="warn", **where, **who
    )
    page = address("stylerule_exceptions")
    shown = client_with("view_stylerule").get(page).content.decode()
    seen = client_with("view_stylerule", "view_story").get(page).content.decode()
    assert (f"story {story.pk}" in shown, "Not for everybody" in shown) == (True, False)
    assert "Not for everybody" in seen


def test_names_that_may_be_one_are_decided_about_without_headlines():
    for name in ("Harbour Wire", "Harbor Wire"):
        make_story(headline=f"Only of {name}", source=make_source(name=name))
    shown = client_with("change_source").get(address("names")).content.decode()
    seen = client_with("change_source", "view_story").get(address("names")).content.decode()
    assert ("Harbor Wire" in shown, "Only of" in shown, "Only of" in seen) == (True, False, True)
