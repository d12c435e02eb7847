"""What the tests of finished pages begin with."""

import pytest

from articles.site.ready import ReadyPages
from tests.site.ready import Site, pages_of


@pytest.fixture
def site(settings) -> Site:
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    return Site()


@pytest.fixture
def pages(site) -> ReadyPages:
    return pages_of(site)
