"""Doubts that are alike settled at once, asked about beside what else is done with them meanwhile."""

import pytest
from django.utils import timezone

from articles import drafting
from articles.importing.reviewing.doubting import alike
from articles.importing.reviewing.settling import begun, settle_all
from articles.models import Doubt, Settlement
from tests.desk.imported import doubted, imported
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def confirm_all(act: Settlement, doubt, by):
    """All that are like a doubt confirmed by an act, from the first on."""
    now = timezone.now()

    def confirmed(row):
        return drafting.confirm(row, revision=row.story.revision_number, by=by, now=now)

    return settle_all(act, alike(doubt), confirmed, after=0, until=Doubt.objects.latest("pk").pk, now=now)


def test_a_doubt_that_was_opened_again_by_hand_is_told_and_stays_open_while_its_act_goes_on(tmp_path):
    first, second = doubted(imported(tmp_path, 2))
    by = make_user(role="editor")
    act = begun(0, first, Settlement.Way.CONFIRM, by=by, now=timezone.now())
    drafting.confirm(second, revision=1, by=by, now=timezone.now())
    assert confirm_all(act, first, by).done == 1
    for doubt in (first, second):
        doubt.refresh_from_db()
        drafting.unconfirm(doubt, by=by, now=timezone.now())
    told = confirm_all(act, first, by)
    assert (told.done, dict(told.refused)) == (
        1,
        {"It was settled with these once, and opened again since: settle it by itself.": 1},
    )
    assert list(Doubt.objects.open()) == [first]
