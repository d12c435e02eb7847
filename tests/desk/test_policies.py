import pytest

from articles.models import Policy
from tests.desk.desk import address, client_of, message
from tests.factories import make_user
from tests.test_policies import TEXT, add, save

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LIST = "/admin/articles/policy/"


def sent(**typed):
    return {"title": "Ethics", "body": TEXT, "role": "", "is_shown": "on"} | typed


def test_editor_writes_a_page_that_readers_read_at_once(client):
    page = client_of().post(f"{LIST}add/", sent(slug="ethics", role="ethicsPolicy"), follow=True)
    assert message(page) == "Saved: readers see it now."
    assert "We say what we know." in client.get("/about/ethics/").content.decode()


def test_editor_changes_a_page_and_brings_a_version_back():
    policy, client = add(), client_of()
    where = address("policy_change", policy.pk)
    client.post(where, sent(title="Conduct", base=1))
    earlier = client.get(f"{where}?version=1")
    assert earlier.context["form"]["title"].value() == "Ethics"
    client.post(where, sent(title="Ethics", base=earlier.context["base"]))
    assert list(policy.versions.values_list("number", "title")) == [
        (3, "Ethics"),
        (2, "Conduct"),
        (1, "Ethics"),
    ]


def test_stale_page_keeps_what_was_typed():
    policy = add()
    save(policy, title="Theirs", by=make_user(role="editor", username="first"))
    page = client_of().post(address("policy_change", policy.pk), sent(title="Mine", base=1))
    assert "first has saved this page meanwhile" in message(page)
    assert (page.context["form"]["title"].value(), page.context["base"]) == ("Mine", 1)
    assert Policy.objects.get().title == "Theirs"


def test_what_is_missing_is_said_at_its_field():
    page = client_of().post(f"{LIST}add/", sent(title="", slug="no such/slug", role="king"))
    assert sorted(page.context["form"].errors) == ["role", "slug", "title"]
    page = client_of().post(f"{LIST}add/", sent(slug="ethics", body="<p> </p>"))
    assert "needs a title and a text" in message(page)


@pytest.mark.parametrize("role", ["writer", "proofreader", "importer", "reviewer", ""])
def test_only_editors_see_the_pages_on_the_desk(role):
    policy, client = add(), client_of(role=role)
    for where in (LIST, f"{LIST}add/", address("policy_change", policy.pk)):
        assert {client.get(where).status_code, client.post(where, sent(base=1)).status_code} == {403}
    assert policy.versions.count() == 1


def test_list_and_odd_numbers_have_a_page():
    policy, client = add(), client_of()
    assert policy.get_absolute_url() in client.get(LIST).content.decode()
    where = address("policy_change", policy.pk)
    for query in ("version=99", "version=x", "version=" + "9" * 40):
        assert client.get(f"{where}?{query}").status_code == 200
    assert client.post(where, sent(base="x"), follow=True).status_code == 200
    assert client.get(f"{LIST}{'9' * 30}/change/").status_code == 404
