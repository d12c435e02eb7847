"""What an account may do is what Django says of it, for one query less."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission, User

from tests.factories import ROLES, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def anew(user):
    """The account as the next request has it: with nothing asked before."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", [*ROLES, ""])
def test_an_account_has_the_rights_of_its_groups_and_its_own(role):
    user = make_user(role=role)
    user.user_permissions.add(Permission.objects.get(codename="add_redaction"))
    assert anew(user).get_all_permissions() == ModelBackend().get_all_permissions(anew(user))
    assert anew(user).has_perm("articles.add_redaction")
    assert anew(user).has_perm("articles.view_story") is bool(role)


def test_rights_cost_one_query(django_assert_num_queries):
    user = anew(make_user(role="editor"))
    with django_assert_num_queries(1):
        assert user.has_perms(["articles.publish_story", "articles.sign_story"])
        assert not user.has_perm("auth.add_user")


def test_a_superuser_may_everything_and_who_is_switched_off_nothing():
    user = make_user(superuser=True)
    assert len(anew(user).get_all_permissions()) == Permission.objects.count()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert anew(user).get_all_permissions() == set()


def test_strangers_and_single_rows_have_no_rights():
    assert AnonymousUser().get_all_permissions() == set()
    assert anew(make_user(role="editor")).get_all_permissions(obj=object()) == set()
