"""Stories as scripts read them, and what they do with them by the rules of the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting, press
from articles.models import Edition, SignOff, Stage
from tests.desk.scripts import EVERYTHING, V1, script, send, wrong
from tests.factories import make_edition, make_proofread_story, make_story, make_topic, make_user

pytestmark = pytest.mark.django_db
STORIES = f"{V1}stories/"
AN_HOUR = timedelta(hours=1)


def ids(response):
    return [row["id"] for row in response.json()["results"]]


def of(client, story):
    return client.get(f"{STORIES}{story.pk}/").json()


def test_working_copies_are_listed_those_that_changed_last_first():
    now, sea = timezone.now(), make_topic(name="Sea")
    old = make_story(now=now - 2 * AN_HOUR, topics=[sea, make_topic()])
    read = make_proofread_story(now=now - AN_HOUR, topics=[make_topic(), sea])
    live = make_edition(now=now - AN_HOUR / 2).story
    client = script("read")
    assert ids(client.get(STORIES)) == [live.pk, read.pk, old.pk]
    assert ids(client.get(f"{STORIES}?stage=draft")) == [old.pk]
    assert ids(client.get(f"{STORIES}?section=sea")) == [old.pk]
    since = (now - AN_HOUR).isoformat().replace("+", "%2B")
    assert ids(client.get(f"{STORIES}?since={since}")) == [live.pk, read.pk]
    rows = {row["id"]: row for row in client.get(STORIES).json()["results"]}
    assert [rows[story.pk]["public"] for story in (old, read, live)] == ["never", "never", "live"]
    assert (rows[old.pk]["section"], rows[old.pk]["digest"]) == ("sea", old.digest)


def test_a_list_is_gone_through_by_its_keys_from_either_end():
    now = timezone.now()
    stories = [make_story(now=now - number * AN_HOUR) for number in range(5)]
    client = script("read")
    page, seen = client.get(f"{STORIES}?limit=2&stage=draft").json(), []
    assert page["previous"] is None
    while page:
        seen += [row["id"] for row in page["results"]]
        last, page = page, page["next"] and client.get(page["next"]).json()
    assert seen == [story.pk for story in stories]
    assert ids(client.get(last["previous"])) == [story.pk for story in stories[2:4]]


def test_fifty_stories_cost_what_one_does(django_assert_num_queries):
    client, topic, user = script("read"), make_topic(), make_user(role="writer")
    make_story(topics=[topic], by=user)
    client.get(STORIES)
    with django_assert_num_queries(3):
        assert len(ids(client.get(f"{STORIES}?limit=100"))) == 1
    for _ in range(49):
        make_story(topics=[topic], by=user)
    with django_assert_num_queries(3):
        assert len(ids(client.get(f"{STORIES}?limit=100"))) == 50


@pytest.mark.parametrize(
    ("query", "member"),
    [
        ("stage=live", "stage"), ("since=yesterday", "since"), ("since=2026-01-01T00:00:00", "since"),
        ("since=0001-01-01T00:00:00%2B14:00", "since"), ("limit=0", "limit"), ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("before=x", "before"), ("after=9", "after"), ("page=2", "page"), ("stage=draft&stage=draft", "stage"),
        ("section=%00", "section"), (f"section={'x' * 201}", "section"), ("%ff=1", "?"),
    ],
)  # fmt: skip
def test_a_query_that_is_not_understood_is_told_by_its_member(query, member):
    assert member in wrong(script("read").get(f"{STORIES}?{query}"))


def test_more_parameters_than_an_address_has_are_no_fault_of_the_server():
    query = "&".join(f"a{number}=1" for number in range(1001))
    assert script("read").get(f"{STORIES}?{query}").status_code == 400


def test_all_of_a_story_is_told_with_what_stands_in_its_way():
    story = make_story(paragraphs=["The the council met on Tuesday.", "It will meet again."])
    told = of(script("read"), story)
    assert (told["headline"], told["body"], told["digest"]) == (story.headline, story.body, story.digest)
    assert (told["stage"], told["public"], told["revision"], told["last_edition"]) == ("draft", "never", 1, 0)
    assert [(one["code"], one["words"], one["field"]) for one in told["findings"]][:1] == [
        ("doubled-word", "The the", "body")
    ]
    refused = {one["act"]: one["refused"] for one in told["acts"]}
    assert (refused["submit"], refused["publish"].startswith("“Publish” is for")) == (None, True)
    assert not told["is_passed"]


def test_a_story_is_handed_in_scheduled_published_and_withdrawn():
    reader = make_user(role="editor")
    story, client = make_story(), script(*EVERYTHING, by=make_user(role="editor"))
    told = send(client, f"stories/{story.pk}/hand-in/", revision=1).json()
    assert (told["stage"], told["edition"], "headline" in told) == ("proofing", None, False)
    story = make_proofread_story(reader=reader)
    base = {"revision": 1, "last_edition": 0}
    at = (timezone.now() + AN_HOUR).isoformat()
    told = send(client, f"stories/{story.pk}/schedule/", **base, at=at).json()
    assert (told["public"], told["is_scheduled"], told["edition"]) == ("scheduled", True, 1)
    told = send(client, f"stories/{story.pk}/publish/", **base | {"last_edition": 1}).json()
    assert (told["public"], told["is_scheduled"], told["edition"]) == ("live", False, 2)
    assert Edition.objects.live(timezone.now()).get().story == story
    told = send(client, f"stories/{story.pk}/withdraw/", reason="error").json()
    assert (told["public"], Edition.objects.live(timezone.now()).exists()) == ("withdrawn", False)


def test_a_stale_act_is_refused_with_its_reason():
    story, client = make_story(), script("publish")
    drafting.save(story, {"headline": "Later"}, base=1, by=make_user(role="editor"), now=timezone.now())
    response = send(client, f"stories/{story.pk}/hand-in/", revision=1)
    assert (response.status_code, response.json()["title"]) == (409, "Refused")
    assert "has changed since you opened it" in response.json()["detail"]
    story.refresh_from_db()
    assert story.stage == Stage.DRAFT


def test_what_somebody_published_meanwhile_is_not_replaced_unseen():
    story, editor = make_proofread_story(), make_user(role="editor")
    press.publish(story, revision=1, by=editor, now=timezone.now(), at=timezone.now() + AN_HOUR)
    response = send(script("publish"), f"stories/{story.pk}/publish/", revision=1, last_edition=0)
    assert (response.status_code, "scheduled another version meanwhile" in response.json()["detail"]) == (
        409,
        True,
    )
    assert Edition.objects.count() == 1


def test_nothing_unread_goes_out_by_a_token_of_whoever():
    story = make_story()
    for user in (make_user(role="editor"), make_user(superuser=True)):
        client = script("publish", by=user)
        send(client, f"stories/{story.pk}/hand-in/", revision=1)
        response = send(client, f"stories/{story.pk}/publish/", revision=1, last_edition=0)
        assert (response.status_code, "“Publish” is for" in response.json()["detail"]) == (409, True)
    assert (Edition.objects.exists(), SignOff.objects.exists()) == (False, False)


@pytest.mark.parametrize(
    ("address", "sent", "member"),
    [
        ("hand-in", {}, "revision"), ("hand-in", {"revision": "1"}, "revision"),
        ("hand-in", {"revision": True}, "revision"), ("hand-in", {"revision": -1}, "revision"),
        ("hand-in", {"revision": 10**30}, "revision"),
        ("hand-in", {"revision": None}, "revision"), ("hand-in", {"revision": [1]}, "revision"),
        ("hand-in", {"revision": 1, "by": 1}, "by"), ("publish", {"revision": 1}, "last_edition"),
        ("publish", {"revision": 1, "last_edition": 0, "at": "2026-01-01T00:00:00Z"}, "at"),
        ("schedule", {"revision": 1, "last_edition": 0}, "at"),
        ("schedule", {"revision": 1, "last_edition": 0, "at": "soon"}, "at"),
        ("schedule", {"revision": 1, "last_edition": 0, "at": {"year": 2027}}, "at"),
        ("withdraw", {}, "reason"), ("withdraw", {"reason": "merged"}, "reason"),
        ("withdraw", {"reason": []}, "reason"),
    ],
)  # fmt: skip
def test_a_body_that_is_not_understood_does_nothing_and_says_which_member(address, sent, member):
    story = make_edition().story
    before = story.ledger.count()
    assert list(wrong(send(script("publish"), f"stories/{story.pk}/{address}/", **sent))) == [member]
    assert story.ledger.count() == before


def test_what_is_missing_and_what_is_not_known_is_told_with_what_there_is():
    found = wrong(send(script("publish"), f"stories/{make_story().pk}/hand-in/", revison=1))
    assert found["revision"] == "Give it. The revision that this was decided on."
    assert found["revison"] == "There is no such member here. There are: revision."


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"", "", 415), (b"{", "application/json", 400), (b"[]", "application/json", 400),
        (b'{"revision": NaN}', "application/json", 400), (b"[" * 9_000, "application/json", 400),
        (b'{"revision": ' + b"9" * 5_000 + b"}", "application/json", 400), (b"\xff\xfe{", "application/json", 400),
        (b'{"\\ud800": 1, "revision": 1}', "application/json", 400), (b" " * 10_001, "application/json", 413),
        (b"revision=1", "application/x-www-form-urlencoded", 415), (b"{}", "text/plain", 415),
    ],
)  # fmt: skip
def test_what_is_no_object_in_json_is_turned_away(data, kind, status):
    story = make_story()
    response = script("publish").post(f"{STORIES}{story.pk}/hand-in/", data, content_type=kind)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")


def test_an_act_on_no_story_finds_nothing():
    client = script("publish")
    for address, sent in (("hand-in", {"revision": 1}), ("withdraw", {"reason": "error"})):
        assert send(client, f"stories/99/{address}/", **sent).status_code == 404
