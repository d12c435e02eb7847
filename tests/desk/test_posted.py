"""Acts that are posted: what comes to their addresses otherwise, and from whom."""

import pytest

from articles.models import Doubt, KnownName
from tests.desk.desk import address, client_of, message
from tests.desk.imported import doubted, imported
from tests.factories import make_edition, make_story
from tests.stylebook import make_live_rule

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("act", ["confirm", "unconfirm", "give"])
def test_who_comes_to_an_act_on_a_doubt_by_logging_in_finds_the_queue(tmp_path, act):
    (doubt,) = doubted(imported(tmp_path))
    page = client_of().get(address(f"doubt_{act}", doubt.pk), follow=True)
    assert (page.request["PATH_INFO"], "Press the button again" in message(page)) == (
        address("doubt_queue"),
        True,
    )
    assert Doubt.objects.get(pk=doubt.pk).settled_by is None


def test_who_is_of_no_group_is_told_nothing_at_the_addresses_of_acts():
    rule, story = make_live_rule(name="Hush words"), make_story()
    make_edition(body="<p>They met Petra Holm at the quay.</p>")
    acts = [
        address("stylerule_act", rule.pk, "retire"),
        address("stylerule_exception_back", 1),
        address("knownname_forget", KnownName.objects.earliest("pk").pk),
        address("story_drop", story.pk),
        address("story_drop_new"),
        address("story_mark", story.pk, 1, "reply"),
    ]
    client = client_of(role="")
    answers = {act: (client.get(act).status_code, client.post(act).status_code) for act in acts}
    assert answers == dict.fromkeys(acts, (403, 403))
