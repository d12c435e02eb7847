"""The desk as a browser that is logged in shows it."""

import pytest
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def desk(page, live_server):
    """A page of a superuser's browser, which fails the test when the policy or a script was hurt."""
    client = Client()
    client.force_login(make_user(superuser=True))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.said, page.go = said, lambda path: page.goto(live_server.url + path)
    yield page
    assert said == []
