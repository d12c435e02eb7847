import pytest
from django.utils import timezone

from articles import policies
from articles.models import LedgerEntry, Policy
from articles.rules import Refused
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TEXT = "<p>We say what we know.</p>"


def add(slug="ethics", *, by=None, **given):
    words = {"title": "Ethics", "body": TEXT} | given
    return policies.add(slug, words, by=by or make_user(role="editor"), now=timezone.now())


def save(policy, *, base=1, by=None, **given):
    return policies.save(policy, given, base=base, by=by or make_user(role="editor"), now=timezone.now())


def test_every_save_is_kept_with_who_and_when():
    first, second = (make_user(role="editor", username=name) for name in ("first", "second"))
    policy = save(add(by=first), title="Our ethics", by=second)
    kept = policy.versions.values_list("number", "title", "saved_by_name")
    assert list(kept) == [(2, "Our ethics", "second"), (1, "Ethics", "first")]
    acts = LedgerEntry.objects.filter(chain=f"policy/{policy.pk}").values_list("act", "detail__fields")
    assert list(acts) == [("made", ["body", "title"]), ("changed", ["title"])]


def test_what_is_the_same_is_not_saved_again():
    policy = add()
    save(policy, title="Ethics", body=TEXT)
    assert policy.versions.count() == 1


def test_text_is_cleaned_and_holds_no_pictures():
    policy = add(body='<p onclick="x()">Fair<script>y()</script></p><figure data-picture="7"></figure>')
    assert policy.body == "<p>Fair</p>"


def test_stale_save_is_refused_and_names_who_was_first():
    policy = add()
    save(policy, title="Theirs", by=make_user(role="editor", username="first"))
    with pytest.raises(Refused, match="first has saved this page meanwhile"):
        save(policy, title="Mine")
    policy.refresh_from_db()
    assert policy.title == "Theirs"


@pytest.mark.parametrize("role", ["writer", "proofreader", "importer", "reviewer", ""])
def test_only_editors_write_them(role):
    policy, user = add(), make_user(role=role)
    for act in (lambda: add("about", by=user), lambda: save(policy, title="Mine", by=user)):
        with pytest.raises(Refused, match="does not have the right to change the policies"):
            act()


@pytest.mark.parametrize("given", [{"title": ""}, {"body": ""}, {"body": "<p> </p>"}])
def test_page_that_says_nothing_is_refused(given):
    with pytest.raises(Refused, match="needs a title and a text"):
        add(**given)


def test_address_and_role_belong_to_one_page():
    add(role="ethicsPolicy")
    with pytest.raises(Refused, match="Another page has this address"):
        add()
    with pytest.raises(Refused, match="“Ethics” is that page already: only one can be “Ethics”"):
        add("conduct", role="ethicsPolicy")
    assert add("conduct", role="ethicsPolicy", is_shown=False).version == 1


def test_machines_find_what_is_shown_by_its_role(django_assert_num_queries):
    ethics = add(role="ethicsPolicy")
    add("contact", title="Contact")
    add("owners", title="Owners", role="ownershipFundingInfo", is_shown=False)
    with django_assert_num_queries(1):
        found = {role: row.get_absolute_url() for role, row in Policy.objects.by_role().items()}
    assert found == {"ethicsPolicy": ethics.get_absolute_url()} == {"ethicsPolicy": "/about/ethics/"}
