"""Files that are read again while somebody works on their stories: who comes second waits, and goes by what is then."""

import pytest
from django.db import transaction
from django.utils import timezone

from articles import drafting
from articles.importing.reading import renewing
from articles.models import Doubt, ImportedFile
from articles.text.parsing import Role
from tests.factories import make_user
from tests.importing.helpers import archive, copy_of, import_stories
from tests.waiting import one_after_the_other

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def file(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    return ImportedFile.objects.get()


@transaction.atomic
def read_by_rule(file):
    """Read a file again by a rule that its third line belongs to the page."""
    held = renewing.locked([file.pk])
    told = [(held[0], {3: Role.FURNITURE})]
    return renewing.reread(told, by=make_user(role="editor"), now=timezone.now(), as_name="Bylines")


def test_a_rule_that_waited_for_who_confirmed_a_doubt_leaves_it_confirmed(file):
    facts = {"story": file.story, "code": "odd-name", "field": "byline", "line": 3}
    doubt, ana = Doubt.objects.create(file=file, **facts), make_user(role="editor", username="ana")
    one_after_the_other(
        lambda: drafting.confirm(doubt, revision=1, by=ana, now=timezone.now()),
        lambda: read_by_rule(file),
    )
    doubt.refresh_from_db()
    assert (doubt.settled_by_name, doubt.settled_by) == ("ana", ana)
