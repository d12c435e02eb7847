"""What a rule would find, opened story by story, and what it contradicts."""

import pytest
from django.utils import timezone

from articles import spelling
from articles.models import StyleRule
from tests.desk.desk import address, client_of, message
from tests.factories import make_story, make_topic, make_user
from tests.stylebook import make_live_rule, make_rule, try_out

pytestmark = pytest.mark.django_db


def test_all_places_of_a_story_are_a_link_away():
    story = make_story(headline="Plain", paragraphs=["They utilise it." for _ in range(15)])
    where = address("stylerule_trial", try_out(make_rule()).pk)
    page = client_of(role="reviewer").get(where)
    assert (f'href="?story={story.pk}">and 10 more' in page.content.decode(), said(page)) == (True, 5)
    whole = client_of(role="reviewer").get(f"{where}?story={story.pk}")
    assert ("more<span" in whole.content.decode(), said(whole)) == (False, 15)
    assert client_of().get(f"{where}?story=99999").status_code == 404


def said(page):
    return page.content.decode().count("<del>utilise</del>")


@pytest.mark.parametrize(
    ("find", "told"),
    [
        (
            "harbour -> haven",
            "The rule “Ports”, which is in force, contradicts it: “harbour” would be “haven”",
        ),
        ("dock -> old harbour", "one puts in “old harbour”, which the other finds"),
        ("port", "one puts in “port”, which the other finds"),
        ("the Council -> Harwick Counsel", "We write “Harwick Council”, and it puts in “Harwick Counsel”."),
        ("Harwick Council -> council", "We write “Harwick Council”, which it would have as “council”."),
    ],
)
def test_a_list_that_contradicts_what_is_in_force_stays_out_of_it(find, told):
    make_live_rule(name="Ports", find="harbour -> port")
    given = {"wrong": ["Harwick Counsel"], "by": make_user(role="editor"), "now": timezone.now()}
    spelling.prefer("Harwick Council", **given)
    rule, client = try_out(make_rule(find=find)), client_of()
    page = client.get(address("stylerule_trial", rule.pk))
    assert (told in page.context["contradiction"], "Put it in force" in page.content.decode()) == (
        True,
        False,
    )
    done = client.post(address("stylerule_act", rule.pk, "live"), {"base": rule.version}, follow=True)
    assert message(done) == page.context["contradiction"]
    assert list(StyleRule.objects.live().values_list("name", flat=True)) == ["Ports"]


def test_lists_that_agree_or_never_meet_do_not_contradict_each_other():
    make_live_rule(name="Ports", find="harbour -> port\ndockside")
    make_live_rule(name="Sport", find="nil -> none", section=make_topic(name="Sport"))
    make_live_rule(name="Same", find="Harbour -> port\ndockside -> quayside")
    make_live_rule(name="German", find="harbour -> Hafen", language="de")
    make_live_rule(name="Arts", find="nil -> zero", section=make_topic(name="Arts"))
    assert StyleRule.objects.live().count() == 5
