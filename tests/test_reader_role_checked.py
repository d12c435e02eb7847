"""The role of processes for readers, held to what it should be: what somebody changed is told, and mended."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import make_topic

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

ROLE = "newsroom_tests_readers"


@pytest.fixture
def role():
    call_command("reader_role", ROLE, stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("GRANT SELECT ON articles_story TO {role}", "{role} may read articles_story.body."),
        ("GRANT SELECT ON auth_user TO PUBLIC", "{role} may read auth_user.password."),
        ("GRANT INSERT ON articles_topic TO {role}", "{role} may write articles_topic."),
        ("REVOKE SELECT (body) ON articles_edition FROM {role}", "{role} may not read articles_edition.body."),
        ("ALTER TABLE articles_edition DISABLE ROW LEVEL SECURITY",
         "Row security is not enabled on articles_edition."),
        ("ALTER POLICY {role} ON articles_edition USING (true)",
         "The rows of articles_edition that {role} sees are not those that it should."),
        ("DROP POLICY {role} ON search_edition",
         "The rows of search_edition that {role} sees are not those that it should."),
        ("ALTER ROLE {role} BYPASSRLS", "{role} has the attribute BYPASSRLS."),
        ("GRANT pg_read_all_data TO {role}", "{role} is a member of pg_read_all_data."),
        ("REVOKE EXECUTE ON FUNCTION articles_due FROM {role}", "{role} may not call articles_due."),
        ("GRANT USAGE ON SEQUENCE articles_topic_id_seq TO {role}",
         "{role} may use the sequence articles_topic_id_seq."),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_told_and_mended(role, changed, told):
    with connection.cursor() as cursor:
        cursor.execute(changed.format(role=ROLE))
    with pytest.raises(CommandError) as refusal:
        call_command("reader_role", ROLE, check=True)
    assert told.format(role=ROLE) in str(refusal.value).split("\n")
    if "PUBLIC" not in changed and "BYPASSRLS" not in changed:
        call_command("reader_role", ROLE, stdout=StringIO())
        call_command("reader_role", ROLE, check=True, stdout=StringIO())


def test_a_role_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="There is no role nobody_at_all"):
        call_command("reader_role", "nobody_at_all", check=True)


def test_the_owner_is_not_narrowed():
    owner = connection.get_connection_params()["user"]
    with pytest.raises(CommandError, match=f"{owner} is no role for readers"):
        call_command("reader_role", owner)


def test_another_role_has_what_it_was_granted(role):
    make_topic(name="Sea")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE newsroom_tests_others")
        cursor.execute("GRANT SELECT ON articles_topic TO newsroom_tests_others")
        cursor.execute("SET ROLE newsroom_tests_others")
        cursor.execute("SELECT name FROM articles_topic")
        assert cursor.fetchall() == [("Sea",)]
        cursor.execute("RESET ROLE")
