"""Two people who have one name, topic or picture open: neither writes over unseen what the other saved."""

import re

import pytest

from articles.models import Picture, Topic
from tests.desk.desk import address, client_of
from tests.desk.test_pictures import upload
from tests.factories import make_source, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_picture():
    upload(client_of())
    return Picture.objects.get()


OPEN = {
    "topic": (make_topic, "about"),
    "source": (make_source, "about"),
    "picture": (make_picture, "caption"),
}


def sent(page, **typed):
    """What a browser sends of the form that ``page`` shows, once somebody has changed ``typed``."""
    forms = [page.context["adminform"].form]
    forms += [rows.formset.management_form for rows in page.context["inline_admin_formsets"]]
    fields = {field.html_name: field.value() for form in forms for field in form if field.name != "image"}
    (seen,) = re.findall(r'<input type="hidden" name="seen"(?: value="(\w+)")?', page.content.decode())
    return {name: "" if value is None else value for name, value in fields.items()} | {"seen": seen} | typed


@pytest.mark.parametrize("kind", OPEN)
def test_what_somebody_saved_meanwhile_is_shown_before_it_is_written_over(kind):
    make, field = OPEN[kind]
    row, ann, ben = make(), client_of(), client_of()
    page = address(f"{kind}_change", row.pk)
    by_ann, by_ben = (
        sent(client.get(page), **{field: f"By {who}"}) for client, who in ((ann, "Ann"), (ben, "Ben"))
    )
    assert ann.post(page, by_ann).status_code == 302
    refused = ben.post(page, by_ben)
    row.refresh_from_db()
    assert (refused.status_code, getattr(row, field)) == (200, "By Ann")
    errors = refused.context["adminform"].form.errors
    assert errors.pop("__all__")[0].startswith("Somebody changed this after you had opened it.")
    assert errors == {field: ["It says now: “By Ann”"]}
    assert ben.post(page, sent(refused)).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "By Ben"


def test_a_new_one_and_one_that_nobody_else_changed_are_saved():
    client, new = client_of(), address("topic_add")
    assert client.post(new, sent(client.get(new), name="Ports", slug="ports")).status_code == 302
    topic = Topic.objects.get()
    page = address("topic_change", topic.pk)
    for about in ("Ships.", "Ships and quays."):
        assert client.post(page, sent(client.get(page), about=about)).status_code == 302
    topic.refresh_from_db()
    assert topic.about == "Ships and quays."
