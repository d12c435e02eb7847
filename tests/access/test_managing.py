"""Who manages accounts sees how they are reached, ends sessions, lifts waits; and makes nobody a superuser by it."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from articles.models import DeskSession, LedgerEntry
from tests.access.test_logging_in import guess, log_in
from tests.access.test_sessions import is_in, logged_in, meanwhile
from tests.desk.desk import address, client_of
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def ann():
    return make_user(role="editor", username="ann")


@pytest.fixture
def manager():
    user = make_user(username="mona")
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=["change_user", "view_user", "add_user"])
    )
    return client_of(user)


def test_a_wait_is_shown_and_lifted_on_record(ann, manager):
    guess(5)
    page = manager.get(address("access", ann.pk)).content.decode()
    assert "8.8.8.8: 5 tries at a password" in page
    manager.post(address("access_lift", ann.pk))
    assert log_in().status_code == 302
    assert LedgerEntry.objects.get(chain=f"account/{ann.pk}").act == "lift-tries"


def test_sessions_of_somebody_are_ended(ann, manager):
    client = logged_in()
    manager.post(address("access_sessions", ann.pk))
    assert not is_in(client)
    page = manager.get(address("access", ann.pk)).content.decode()
    assert f'href="{address("tokens_all")}"' in page


@pytest.mark.parametrize("role", ["writer", "proofreader", "editor", "importer", "reviewer"])
def test_without_the_right_it_is_refused(ann, role):
    client = client_of(role=role)
    assert client.get(address("access", ann.pk)).status_code == 403
    assert client.post(address("access_lift", ann.pk)).status_code == 403
    assert client.post(address("access_sessions", ann.pk)).status_code == 403


def test_the_account_of_a_superuser_is_for_superusers(manager):
    chief = make_user(superuser=True, username="chief")
    assert manager.get(address("access", chief.pk)).status_code == 403
    words = {"password1": "kestrel-over-quay", "password2": "kestrel-over-quay", "usable_password": "true"}
    for name in ("auth_user_password_change", "auth_user_change"):
        assert manager.post(reverse(f"admin:{name}", args=[chief.pk]), words).status_code == 403


def test_nobody_who_manages_accounts_makes_a_superuser(ann, manager):
    page = reverse("admin:auth_user_change", args=[ann.pk])
    words = {"username": "ann", "is_active": "on", "is_staff": "on", "is_superuser": "on", "user_permissions": ["1"],
             "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}  # fmt: skip
    assert manager.post(page, words).status_code == 302
    ann.refresh_from_db()
    assert (ann.is_superuser, ann.user_permissions.count()) == (False, 0)


def test_a_new_account_has_its_groups_and_enters_the_desk(manager):
    words = {"username": "nina", "password1": "kestrel-over-quay", "password2": "kestrel-over-quay",
             "last_name": "Moss", "groups": [Group.objects.get(name="Writers").pk], "is_superuser": "on"}  # fmt: skip
    assert manager.post(reverse("admin:auth_user_add"), words).url == reverse("admin:auth_user_changelist")
    nina = User.objects.get(username="nina")
    assert (nina.is_staff, nina.is_superuser, nina.last_name) == (True, False, "Moss")
    assert log_in("nina", "kestrel-over-quay").status_code == 302
    page = manager.get(reverse("admin:auth_user_changelist")).content.decode()
    assert "Moss" in page
    assert "Writers" in page


def test_accounts_are_a_room_of_the_desk_for_who_manages_them(ann, manager):
    def rooms(client):
        menu = client.get(reverse("admin:index")).context["menu"]
        return [
            room["name"] for _, rooms in menu for room in rooms if room["object_name"] in ("User", "Group")
        ]

    assert rooms(manager) == ["Users"]
    assert rooms(client_of(make_user(superuser=True, username="chief"))) == ["Users", "Groups"]
    assert rooms(client_of(ann)) == []


@pytest.mark.parametrize("does", ["switch off", "set password"])
def test_an_account_that_is_switched_off_or_given_a_password_is_logged_out(ann, manager, does):
    client = logged_in()
    page, words = (
        "auth_user_change",
        {"username": "ann", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"},
    )
    if does == "set password":
        page = "auth_user_password_change"
        words = {
            "password1": "kestrel-over-quay",
            "password2": "kestrel-over-quay",
            "usable_password": "true",
        }
    assert manager.post(reverse(f"admin:{page}", args=[ann.pk]), words).status_code == 302
    assert not DeskSession.objects.filter(user=ann).exists()
    User.objects.filter(pk=ann.pk).update(is_active=True)
    assert not is_in(client)


def test_what_somebody_else_changes_of_an_account_meanwhile_stays(ann, manager, monkeypatch):
    meanwhile(monkeypatch, is_active=False)
    words = {"password1": "kestrel-over-quay", "password2": "kestrel-over-quay", "usable_password": "true"}
    manager.post(reverse("admin:auth_user_password_change", args=[ann.pk]), words)
    kept = User.objects.get(pk=ann.pk)
    assert (kept.is_active, kept.check_password("kestrel-over-quay")) == (False, True)


def test_to_save_an_account_brings_no_password_back(ann, manager, monkeypatch):
    saves = User.save

    def late(user, **told):
        User.objects.filter(pk=user.pk).update(password="another")
        saves(user, **told)

    monkeypatch.setattr(User, "save", late)
    words = {"username": "ann", "first_name": "Ann", "is_active": "on", "is_staff": "on",
             "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}  # fmt: skip
    assert manager.post(reverse("admin:auth_user_change", args=[ann.pk]), words).status_code == 302
    kept = User.objects.get(pk=ann.pk)
    assert (kept.first_name, kept.password) == ("Ann", "another")


def test_a_password_that_was_given_is_on_record_with_who_gave_it(ann, manager):
    words = {"password1": "kestrel-over-quay", "password2": "kestrel-over-quay", "usable_password": "true"}
    manager.post(reverse("admin:auth_user_password_change", args=[ann.pk]), words)
    entry = LedgerEntry.objects.get(chain=f"account/{ann.pk}")
    assert (entry.act, entry.by.username) == ("set-password", "mona")
    assert entry.detail == {"account": "ann", "way": "account"}


@pytest.mark.parametrize("zeros", ["", "00"])
def test_who_manages_accounts_sets_their_own_password_by_the_one_before_alone(manager, zeros):
    mona = User.objects.get(username="mona")
    page = reverse("admin:auth_user_password_change", args=[f"{zeros}{mona.pk}"])
    words = {"password1": "kestrel-over-quay", "password2": "kestrel-over-quay", "usable_password": "true"}
    for answer in (manager.get(page), manager.post(page, words)):
        assert (answer.status_code, answer.url) == (302, reverse("admin:password_change"))
    assert User.objects.get(pk=mona.pk).password == mona.password


def test_the_page_of_an_account_leads_to_its_access(ann, manager):
    page = manager.get(reverse("admin:auth_user_change", args=[ann.pk])).content.decode()
    assert address("access", ann.pk) in page
