"""A rule that others win over: the page says so before it is made, and after."""

import pytest
from django.utils import timezone

from articles.importing.reviewing import ruling
from articles.models import ImportedFile, LineRule
from articles.text.parsing import Role
from tests.desk.desk import address, client_of
from tests.desk.imported import imported
from tests.desk.test_file_page import NOTE, asked_of, story_with_note
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    imported(tmp_path, 0, **{f"note-{n}": story_with_note(n) for n in range(3)})
    return ImportedFile.objects.earliest("pk")


def ruled(example, role, **facts):
    return ruling.make(
        **{"name": f"{example} is {role}", "collection": ""} | facts,
        example=example,
        role=role,
        by=make_user(role="editor"),
        now=timezone.now(),
    )


def test_rules_that_win_over_a_beginning_are_told_before_it_is_made_and_after(file):
    client = client_of(role="importer")
    whole = ruled(NOTE.format(1), Role.CAPTION)
    longer = ruled("This is note 1 to the", Role.KICKER, begins=True, collection="archive")
    ruled("This is note 1 to the", Role.PROMO, begins=True, collection="another")
    ruled("This is note 1", Role.FURNITURE)
    ruled("This is", Role.PROMO, begins=True)
    off = ruled("This is note 1!", Role.PROMO)
    ruling.switch(off, is_on=False, by=off.made_by, now=timezone.now())
    asked = asked_of(file, client) | {"start": "This is note 1"}
    page = client.get(address("linerule_alike"), asked)
    assert page.context["winning"] == sorted([whole, longer], key=lambda rule: rule.name)
    assert "2 other rules say otherwise of some of these lines, and win over" in page.content.decode()
    client.post(address("linerule_make"), asked | {"name": "Notes"})
    page = client.get(address("linerule_change", LineRule.objects.get(name="Notes").pk)).content.decode()
    assert whole.name in page
    assert longer.name in page


def test_a_rule_of_one_collection_that_wins_over_one_for_all_is_told(file):
    client = client_of(role="importer")
    own = ruled(NOTE.format(0), Role.CAPTION, collection="archive")
    pages = [
        client.get(address("linerule_alike"), asked_of(file, client) | scope)
        for scope in ({}, {"all": "yes"})
    ]
    assert [page.context["winning"] for page in pages] == [[], [own]]
    assert "1 other rule says otherwise of some of these lines, and wins over" in pages[1].content.decode()
