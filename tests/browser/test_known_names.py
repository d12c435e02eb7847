"""The page of known names in a browser: what axe finds, on any screen."""

import pytest
from django.utils import timezone

from articles import spelling
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(desk, width):
    desk.set_viewport_size({"width": width, "height": 900})
    by = make_user(role="editor")
    row = spelling.prefer("Petra Holm", kind="person", wrong=["Pete Holm"], by=by, now=timezone.now())
    names = address("knownname_changelist")
    pages = [
        names,
        f"{names}?q=zz",
        f"{names}?standing=wrong",
        address("knownname_add"),
        address("knownname_change", row.pk),
    ]
    found = {}
    for path in pages:
        desk.go(path)
        found[path] = faults_by_scheme(desk)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == dict.fromkeys(found, NONE)
