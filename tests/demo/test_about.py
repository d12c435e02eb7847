import pytest
from django.utils import timezone

from articles import policies
from articles.demo import about
from articles.models import Policy
from articles.text.blocks import clean
from tests.factories import make_user
from tests.site.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_sample_newsroom_says_how_it_works(client):
    pages = about.say(by=make_user(role="editor"), now=timezone.now())
    assert [page.body for page in pages] == [clean(page.body) for page in about.PAGES]
    assert {client.get(page.get_absolute_url()).status_code for page in pages} == {200}
    assert {
        "ethicsPolicy",
        "correctionsPolicy",
        "masthead",
        "ownershipFundingInfo",
    } <= Policy.objects.by_role().keys()


def test_pages_of_the_sample_link_to_pages_that_are_there(client):
    for page in about.say(by=make_user(role="editor"), now=timezone.now()):
        links = [
            link for link in html_of(client.get(page.get_absolute_url())).links() if link.startswith("/")
        ]
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_pages_that_somebody_wrote_are_left_alone():
    editor = make_user(role="editor")
    policies.add("ethics", {"title": "Ours", "body": "<p>Ours.</p>"}, by=editor, now=timezone.now())
    assert about.say(by=editor, now=timezone.now()) == []
    assert Policy.objects.get().title == "Ours"
