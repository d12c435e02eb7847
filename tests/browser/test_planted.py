"""What would run as a script is text wherever people put it: a browser runs none of it, with the policy of the site or
without. `python -m tests.benchmarks.scripts_planted` puts all of it everywhere.
"""

from urllib.parse import urlencode

import pytest
from django.utils import timezone

from articles import press, proofing
from articles.text.cleaning import clean
from tests.desk.desk import address, client_of
from tests.factories import make_source, make_story, make_topic, make_user, make_writer
from tests.payloads import PAYLOADS
from tests.planting import Watch

pytestmark = pytest.mark.django_db(transaction=True)
ALL = "".join(clean(f"<p>{payload}</p>") for payload in PAYLOADS)
SHORT = [" ".join(payload.split()) for payload in PAYLOADS]


@pytest.fixture(params=[True, False], ids=["without the policy", "with the policy"])
def watch(request, new_context, live_server):
    """A page of a superuser's browser."""
    context = new_context(bypass_csp=request.param)
    session = client_of(make_user(superuser=True)).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return Watch(context.new_page())


def make_planted():
    """A live story that says a payload in each of its fields, and all of them in its text and in a comment."""
    first, second, third, *others = SHORT[::40]
    story = make_story(
        headline=first, standfirst=second, body=ALL, byline=third, writers=[make_writer(name=first)],
        topics=[make_topic(name=second)], source=make_source(name=third), related=[[one, None, None] for one in others],
    )  # fmt: skip
    note = " ".join(SHORT)[:2000]
    proofing.comment(story, revision=1, note=note, by=make_user(role="proofreader"), now=timezone.now())
    # Nobody could sign it: house style has objections.
    return press.override(
        story, revision=1, reason="A test.", by=make_user(role="editor"), now=timezone.now()
    )


def addresses_of(edition):
    desk = [address(f"story_{name}", edition.story_id) for name in ("change", "proof", "history")]
    site = [edition.get_absolute_url(), f"/stories/?{urlencode({'q': 'planted'})}", "/stories/feed.rss"]
    return [*site, *desk, address("story_changelist"), address("writer_changelist")]


def test_nothing_that_people_wrote_runs(watch, live_server):
    addresses = addresses_of(make_planted())
    for path in addresses:
        watch.show(live_server.url + path)
    assert (watch.ran, watch.telling) == ([], len(addresses))


def test_what_is_not_escaped_is_seen_to_run(new_context, live_server):
    watch = Watch(new_context(bypass_csp=True).new_page())
    watch.show(f"{live_server.url}/planted/", f"<!doctype html><h1>{make_planted().headline}</h1>")
    watch.page.wait_for_function("performance.now() > 50")
    assert "a script" in {what for _, what in watch.ran}
