"""Settings: what an empty environment gives, and what is said to a value that is not understood."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client

from newsroom import addresses, environment, keys

TOP = Path(__file__).parent.parent
SECRET = "a secret of the tests, long enough and of many characters"
PRODUCTION = {"NEWSROOM_HTTPS": "yes", "NEWSROOM_EMAIL_URL": "smtp://mail.example"}


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python as an installation would, without what only the tests need."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"DATABASE_URL": "", "DJANGO_ALLOW_ASYNC_UNSAFE": ""} | variables,
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return python("manage.py", *arguments, **variables)


def values_of(*names: str, **variables: str) -> str:
    """What settings are, read alone: the newsroom behind them takes far longer to load."""
    program = f"from django.conf import settings as s; print({', '.join(f's.{name}' for name in names)})"
    done = python("-c", program, **variables)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("given", ["0", "525601", "2000000000", "-1"])
def test_the_idle_time_is_a_minute_to_a_year(given: str) -> None:
    done = manage("check", NEWSROOM_IDLE_MINUTES=given)
    sentence = f"NEWSROOM_IDLE_MINUTES is '{given}'; expected a whole number, 1 to 525600.\n"
    assert (done.returncode, done.stderr) == (1, sentence)


def test_wrong_value_stops_start_up_with_one_sentence() -> None:
    done = manage("check", NEWSROOM_TIME_ZONE="Europe/Atlantis")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "NEWSROOM_TIME_ZONE is 'Europe/Atlantis'; "
        "expected a time zone of the IANA database, such as Europe/London.\n"
    )


def test_deployment_check_finds_nothing_to_say_over_https() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("given", "warned"),
    [
        ({"NEWSROOM_ADDRESS_HEADER": "X-Forwarded-For"}, "newsroom.W001"),
        ({"NEWSROOM_SITE_URL": "https://news.example"}, "newsroom.W002"),
        ({"NEWSROOM_EMAIL_URL": ""}, "newsroom.W003"),
        ({"NEWSROOM_EMAIL_URL": "console:"}, "newsroom.W003"),
    ],
)
def test_deployment_check_warns_of_settings_that_do_not_go_together(given, warned) -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION | given)
    assert done.returncode == 1
    assert re.findall(r"\((\S+)\) ", done.stderr) == [warned]


def test_settings_come_from_the_environment() -> None:
    said = values_of(
        *("SITE_NAME", "TIME_ZONE", "SITE_LANGUAGE", "DEBUG"),
        NEWSROOM_SITE_NAME="The Planet",
        NEWSROOM_TIME_ZONE="Asia/Tokyo",
        NEWSROOM_LANGUAGE="mi-NZ",
        NEWSROOM_DEBUG="yes",
    )
    assert said == "The Planet Asia/Tokyo mi-NZ True\n"


READERS = [
    (lambda name: environment.flag(name, default=False), "maybe", "expected yes or no"),
    (
        lambda name: environment.integer(name, 1),
        "12 MB",
        "expected a whole number, 0 or more, in digits alone",
    ),
    (lambda name: environment.integer(name, 1), "-1", "expected a whole number, 0 or more, in digits alone"),
    (lambda name: environment.integer(name, 1), "²", "expected a whole number, 0 or more, in digits alone"),
    (lambda name: environment.integer(name, 9, least=5), "4", "expected a whole number, 5 or more"),
    (lambda name: environment.choice(name, "a", ("a", "b")), "c", "expected one of a, b"),
    (lambda name: environment.time_zone(name, "UTC"), "../secret_key", "expected a time zone"),
    (lambda name: environment.language(name, "en"), "English", "expected a BCP 47 language tag"),
    (lambda name: environment.language(name, "en"), "en_GB", "expected a BCP 47 language tag"),
    (environment.header, "X Forwarded", "expected the name of an HTTP header"),
    (lambda name: environment.time_zone(name, "UTC"), "localtime", "expected a time zone"),
    (lambda name: environment.time_zone(name, "UTC"), "posixrules", "expected a time zone"),
    (lambda name: environment.time_zone(name, "UTC"), "Factory", "expected a time zone"),
    (lambda name: environment.time_zone(name, "UTC"), "right/UTC", "expected a time zone"),
    (lambda name: addresses.hosts(name, ""), "https://news.example", "expected host names alone"),
    (lambda name: addresses.hosts(name, ""), "news.example/desk", "expected host names alone"),
    (lambda name: addresses.hosts(name, ""), "news.example:8000", "expected host names alone"),
    (lambda name: addresses.hosts(name, ""), "::1", "expected host names alone"),
    (lambda name: addresses.hosts(name, ""), ",", "expected at least one host name"),
]


@pytest.mark.parametrize(("read", "value", "expected"), READERS)
def test_nonsense_is_refused_by_name(read, value: str, expected: str, monkeypatch) -> None:
    monkeypatch.setenv("X_SETTING", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("X_SETTING")
    assert str(refusal.value).startswith(f"X_SETTING is {value!r}; ")
    assert expected in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "flag"), [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("Off", False), ("", True)]
)
def test_flag_reads_yes_and_no(value: str, flag: bool, monkeypatch) -> None:
    monkeypatch.setenv("X_SETTING", value)
    assert environment.flag("X_SETTING", default=True) is flag


def test_words_come_with_commas_or_spaces(monkeypatch) -> None:
    monkeypatch.setenv("X_SETTING", "news.example, www.news.example  [::1]")
    assert environment.words("X_SETTING", "") == ["news.example", "www.news.example", "[::1]"]


def test_files_are_there(monkeypatch, tmp_path) -> None:
    font = tmp_path / "serif.ttf"
    font.touch()
    monkeypatch.setenv("X_SETTING", str(font))
    assert environment.files("X_SETTING") == [str(font)]
    monkeypatch.setenv("X_SETTING", f"{font} {tmp_path / 'sans.ttf'}")
    with pytest.raises(ImproperlyConfigured, match=r"sans\.ttf'; expected paths of files that are there"):
        environment.files("X_SETTING")


def test_hosts_are_names_wildcards_and_addresses(monkeypatch) -> None:
    monkeypatch.setenv("X_SETTING", "news.example .news.example *, xn--mnchen-3ya.example 127.0.0.1 [::1]")
    assert len(addresses.hosts("X_SETTING", "")) == 6


def test_number_of_many_digits_is_refused_and_shown_in_part(monkeypatch) -> None:
    monkeypatch.setenv("X_SETTING", "9" * 5000)
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.integer("X_SETTING", 1)
    assert str(refusal.value).startswith(f"X_SETTING is '{'9' * 80}…'; expected a whole number")


def test_hsts_seconds_may_be_set_without_https() -> None:
    assert values_of("SECURE_HSTS_SECONDS", NEWSROOM_HSTS_SECONDS="3600") == "0\n"


def test_misspelt_setting_is_refused_with_its_likely_name(monkeypatch) -> None:
    environment.text("X_PRESS_TIME_ZONE", "")
    monkeypatch.setenv("X_PRESS_TIMEZONE", "UTC")
    with pytest.raises(ImproperlyConfigured, match=r"did you mean X_PRESS_TIME_ZONE\?"):
        environment.refuse_unknown("X_PRESS_")


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [("en-GB", "en-gb"), ("fr-CA", "fr"), ("zh-TW", "zh-hant"), ("pt-BR", "pt-br"), ("mi", "en-gb")],
)
def test_django_speaks_the_nearest_language(tag: str, spoken: str) -> None:
    assert environment.spoken_by_django(tag) == spoken


def test_data_folder_where_nothing_can_be_written_is_told(tmp_path, monkeypatch) -> None:
    def refuse(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)
    for make in (keys.secret, environment.database):
        with pytest.raises(ImproperlyConfigured, match=r"Permission denied.*expected.*NEWSROOM_DATA_DIR"):
            make("X_SETTING", kept_in=tmp_path / "made")


def test_new_data_folder_is_not_for_everybody(tmp_path) -> None:
    values_of("DATABASES", NEWSROOM_DATA_DIR=str(tmp_path / "data"), NEWSROOM_SECRET_KEY=SECRET)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "data").iterdir()}
    assert modes["newsroom.sqlite3"] == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) & stat.S_IRWXO == 0


def test_data_folder_that_cannot_be_made_is_told_by_name(tmp_path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="expected NEWSROOM_DATA_DIR to name a place"):
        environment.folder(tmp_path / "file" / "data")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_sqlite_is_tuned(pragma: str, value: str | int, db) -> None:
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_transaction_begins_as_a_writer(django_assert_num_queries) -> None:
    from django.db import transaction

    with django_assert_num_queries(3) as queries, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert queries[0]["sql"] == "BEGIN IMMEDIATE"


def test_connections_are_kept_and_those_to_a_server_are_checked() -> None:
    kept, checked = (connection.settings_dict[name] for name in ("CONN_MAX_AGE", "CONN_HEALTH_CHECKS"))
    assert (kept, checked) == (60, connection.vendor == "postgresql")


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/nothing-here/", "/static/admin/css/base.css"])
def test_public_answer_has_strict_headers_and_no_cookie(path: str, db) -> None:
    response = Client().get(path)
    b"".join(response)
    assert HEADERS.items() <= dict(response.headers).items()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_static_file_needs_no_build_step() -> None:
    response = Client().get("/static/admin/css/base.css")
    assert b"--primary:" in b"".join(response)


def test_the_reference_names_every_variable_that_is_read_and_no_other() -> None:
    program = "from newsroom import environment, settings; print(*environment._known)"
    read = {name.removesuffix("_FILE") for name in python("-c", program).stdout.split()}
    rows = re.findall(r"^\| (`.+?) \|", (TOP / "newsroom/deploy/SETTINGS.md").read_text(), re.MULTILINE)
    assert sorted(re.findall("`([A-Z_]+)`", " ".join(rows))) == sorted(read)
