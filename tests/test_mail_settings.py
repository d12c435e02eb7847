"""How mail is sent: read from one URL, strictly, and never shown when it is wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import mail

PASSWORD = "hush-hush"


@pytest.fixture
def given(monkeypatch):
    def give(read, value, *default):
        monkeypatch.setenv("NEWSROOM_TRIED", value)
        return read("NEWSROOM_TRIED", *default)

    return give


def server(backend, *rest, **more):
    return mail.Server(f"django.core.mail.backends.{backend}.EmailBackend", *rest, **more)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", server("console")),
        ("console:", server("console")),
        ("smtp://mail.example", server("smtp", "mail.example", 587, use_tls=True)),
        (
            "smtp://ann:p%40ss@mail.example:2525",
            server("smtp", "mail.example", 2525, "ann", "p@ss", use_tls=True),
        ),
        ("smtps://ann:x@mail.example/", server("smtp", "mail.example", 465, "ann", "x", use_ssl=True)),
        ("smtp+plain://localhost", server("smtp", "localhost", 25)),
        ("smtp+plain://ann:x@localhost:1025", server("smtp", "localhost", 1025, "ann", "x")),
    ],
)
def test_a_url_names_the_mail_server(given, url, found):
    assert given(mail.server, url) == found


@pytest.mark.parametrize(
    "url",
    [
        f"http://ann:{PASSWORD}@mail.example", f"ann:{PASSWORD}@mail.example", f"smtp://ann:{PASSWORD}@",
        f"smtp://ann:{PASSWORD}@mail.example:port", f"smtp://ann:{PASSWORD}@mail.example:99999",
        f"smtp://ann:{PASSWORD}/x@mail.example", f"smtp://ann:{PASSWORD}#@mail.example",
        f"smtp://ann:{PASSWORD}%zz@mail.example", f"smtp://mail.example/{PASSWORD}", f"smtp://[{PASSWORD}",
        f"smtp+plain://ann:{PASSWORD}@mail.example", f"smtp://ann:{PASSWORD}@mail .example", "smtp://h ost",
    ],
)  # fmt: skip
def test_what_is_no_mail_server_is_refused_without_showing_it(given, url):
    with pytest.raises(ImproperlyConfigured) as refused:
        given(mail.server, url)
    assert PASSWORD not in str(refused.value)
    assert "expected smtp://" in str(refused.value)


@pytest.mark.parametrize("value", ["desk@news.example", "The Desk <desk@news.example>"])
def test_a_sender_is_an_address_with_or_without_a_name(given, value):
    assert given(mail.sender, value, "x@y.example") == value


@pytest.mark.parametrize(
    "value",
    [
        "desk",
        "The Desk",
        "desk@",
        "The Desk <desk>",
        "A <a@b.example>, c@d.example",
        "a@b.example\nBcc: c@d.example",
    ],
)
def test_a_sender_that_is_no_address_is_refused(given, value):
    with pytest.raises(ImproperlyConfigured, match="NEWSROOM_TRIED"):
        given(mail.sender, value, "x@y.example")
