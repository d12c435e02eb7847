"""All that the desk dismissed for good, on one page."""

import pytest
from django.utils import timezone

from articles.models import Dismissal
from tests.desk.desk import address, client_of, message
from tests.factories import make_story, make_user
from tests.stylebook import make_live_rule
from tests.test_styling import dismiss

pytestmark = pytest.mark.django_db
LIST = address("stylerule_exceptions")


def shown(page):
    return [(row.rule_name, row.exact) for row in page.context["exceptions"]]


def test_all_exceptions_of_the_desk_are_listed_and_taken_back_there(monkeypatch):
    monkeypatch.setattr("articles.desk.stylebook.exceptions.ROWS", 2)
    story = make_story()
    row, *_ = (dismiss(story, code, exact="New New") for code in ("gone", "doubled-word", "leftover"))
    gone = dismiss(story, "leftover", exact="[TK]")
    Dismissal.objects.filter(pk=gone.pk).update(
        taken_back_at=timezone.now(), taken_back_by=gone.by, taken_back_by_name="Ann"
    )
    client = client_of(make_user(role="proofreader"))
    assert (
        ">3 exceptions for the whole desk</a>" in client.get(address("stylerule_changelist")).content.decode()
    )
    page = client.get(LIST)
    assert shown(page) == [("Leftover", "New New"), ("Doubled word", "New New")]
    assert shown(client.get(f"{LIST}?before={page.context['older_exceptions']}")) == [("", "New New")]
    after = client.post(address("stylerule_exception_back", row.pk), {"all": "yes"}, follow=True)
    assert (after.request["PATH_INFO"], after.context["count"], "is found again" in message(after)) == (
        LIST,
        2,
        True,
    )


def test_who_may_not_take_back_reads_the_list_and_strangers_do_not(client):
    dismiss(make_story(), "doubled-word")
    assert "Take it back" not in client_of(role="writer").get(LIST).content.decode()
    assert (client.get(LIST).status_code, client_of(role="").get(LIST).status_code) == (302, 403)


def test_pages_answer_to_the_methods_of_forms_alone_and_links_to_acts_tell_the_truth():
    rule, writer = make_live_rule(), client_of(role="writer")
    for where in (address("stylerule_changelist"), address("stylerule_change", rule.pk), LIST):
        answers = [
            client_of().generic(method, where).status_code for method in ("PUT", "DELETE", "PATCH", "HEAD")
        ]
        assert answers == [405, 405, 405, 200]
    told = message(writer.get(address("stylerule_act", rule.pk, "live"), follow=True))
    assert told == "Nothing was done yet: you may have been logged out meanwhile. Press the button again."
