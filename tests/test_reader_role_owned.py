"""The role of processes for readers, set up by an owner of the tables who may make no roles."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

ROLE, OWNER = "newsroom_tests_readers", "newsroom_tests_owner"
OWNED = f"""
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT oid::regclass FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v') LOOP
        EXECUTE 'ALTER TABLE ' || one || ' OWNER TO {OWNER}';
    END LOOP;
    FOR one IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = current_schema()::regnamespace LOOP
        EXECUTE 'ALTER FUNCTION ' || one || ' OWNER TO {OWNER}';
    END LOOP;
    EXECUTE format('ALTER SCHEMA %I OWNER TO {OWNER}', current_schema());
    EXECUTE format('ALTER DATABASE %I OWNER TO {OWNER}', current_database());
END $$
"""


def do(*statements):
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


@pytest.fixture
def owner(db):
    """The test goes on as one who owns the tables and nothing else of the server."""
    do(f"CREATE ROLE {OWNER} LOGIN CREATEDB", OWNED, f"SET ROLE {OWNER}")
    yield
    do("RESET ROLE")


def run(**options):
    said = StringIO()
    call_command("reader_role", ROLE, stdout=said, stderr=said, **options)
    return said.getvalue()


def refusal(**options):
    with pytest.raises(CommandError) as refused:
        run(**options)
    return str(refused.value).split("\n")


def as_superuser(*statements):
    do("RESET ROLE", *statements, f"SET ROLE {OWNER}")


def test_what_makes_the_role_is_told_and_then_it_is_set_up(owner):
    told = refusal()
    wanted = [
        f'CREATE ROLE "{ROLE}" LOGIN NOINHERIT;',
        f'ALTER ROLE "{ROLE}" SET default_transaction_read_only = on;',
    ]
    assert told[0] == f"There is no role {ROLE}."
    assert told[2:] == [*wanted, f"Then run manage.py reader_role {ROLE}."]
    as_superuser(*told[2:4])
    assert "ALTER ROLE" not in run()
    assert run(check=True) == f"{ROLE} can read what readers see, and nothing else.\n"


def test_a_role_that_was_made_without_is_given_its_rights_and_the_rest_is_told(owner):
    as_superuser(f"CREATE ROLE {ROLE} LOGIN BYPASSRLS", f"GRANT pg_read_all_data TO {ROLE}")
    told = refusal()
    left = [line for line in told if line.endswith(";")]
    assert left == [
        f'ALTER ROLE "{ROLE}" NOBYPASSRLS;',
        f'REVOKE pg_read_all_data FROM "{ROLE}";',
        f'ALTER ROLE "{ROLE}" SET default_transaction_read_only = on;',
    ]
    assert f"Transactions of {ROLE} do not begin as such that only read." in told
    as_superuser(*left)
    assert run(check=True) == f"{ROLE} can read what readers see, and nothing else.\n"


def test_who_does_not_own_the_tables_is_told_so(owner):
    as_superuser(f"CREATE ROLE {ROLE} LOGIN", "CREATE ROLE newsroom_tests_others")
    do("RESET ROLE", "SET ROLE newsroom_tests_others")
    assert "run this as the owner of the newsroom's tables" in refusal()[0]


def test_what_is_said_of_this_database_goes_before_what_is_said_of_all(owner):
    as_superuser(f"CREATE ROLE {ROLE} LOGIN", f"ALTER ROLE {ROLE} SET default_transaction_read_only = on")
    run()
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    as_superuser(f"ALTER ROLE {ROLE} IN DATABASE {name} SET default_transaction_read_only = off")
    assert f"Transactions of {ROLE} do not begin as such that only read." in refusal(check=True)
