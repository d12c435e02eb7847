"""The sample newsroom is no guest in another's database."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import ImportRun, Story
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_quickstart_refuses_a_database_that_holds_other_stories():
    make_story(headline="Ours")
    with pytest.raises(CommandError, match="1 story of its own"):
        call_command("quickstart", no_serve=True)
    assert list(Story.objects.values_list("headline", flat=True)) == ["Ours"]
    assert not ImportRun.objects.exists()
    assert not User.objects.filter(username__in=["writer", "proofreader", "editor", "importer"]).exists()
