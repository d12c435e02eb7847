"""Topics: the editors' alone, since readers see them at once, and on record."""

import pytest
from django.contrib.contenttypes.models import ContentType

from articles import ledger
from articles.models import LedgerEntry, Topic
from tests.desk.desk import address, client_of
from tests.factories import make_topic, make_user

pytestmark = pytest.mark.django_db
FACTS = {"name": "Harbours", "slug": "harbours", "about": ""}


@pytest.mark.parametrize("role", ["writer", "proofreader", "importer"])
def test_only_editors_add_and_change_topics(role):
    client, topic = client_of(role=role), make_topic(name="Harbour")
    assert client.get(address("topic_change", topic.pk)).status_code == 200
    assert client.post(address("topic_change", topic.pk), FACTS).status_code == 403
    assert client.post(address("topic_add"), FACTS).status_code == 403
    assert [topic.name for topic in Topic.objects.all()] == ["Harbour"]


def test_every_change_of_a_topic_is_in_the_ledger():
    editor = make_user(role="editor")
    client = client_of(editor)
    client.post(address("topic_add"), FACTS)
    topic = Topic.objects.get()
    client.post(address("topic_change", topic.pk), FACTS | {"name": "Ports"})
    entries = LedgerEntry.objects.filter(chain=f"topic/{topic.pk}", by=editor).order_by("number")
    told = [(entry.act, entry.detail["name"], entry.detail["fields"]) for entry in entries]
    assert told == [("made", "Harbours", ["name", "slug"]), ("changed", "Ports", ["name"])]
    assert ledger.faults(f"topic/{topic.pk}") == []


def test_the_form_of_a_name_leads_to_its_page_and_no_address_does_so_for_who_may_not_see_it():
    topic = make_topic(name="Not yet out")
    page = client_of().get(address("topic_change", topic.pk)).content.decode()
    assert f'href="{topic.get_absolute_url()}" class="viewsitelink"' in page
    kind = ContentType.objects.get_for_model(topic).pk
    assert client_of(role="").get(f"/admin/r/{kind}/{topic.pk}/").status_code == 404
