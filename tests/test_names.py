"""The names that the newsroom knows: grown with what is published, and asked for those that a story nearly says."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import findings, names
from articles.copyediting import dismiss
from articles.models import KnownName
from articles.names import Standing
from articles.redaction import redact
from articles.rules import Case
from articles.text import style
from tests.factories import make_edition, make_source, make_story, make_user, make_writer

pytestmark = pytest.mark.django_db


def standing(name):
    return KnownName.objects.get(spelling=name).standing


def names_found(body):
    story = make_story(body=body)
    found = findings.in_revision(story.latest_revision(), now=timezone.now())
    return [(one.words, one.finding.replacement) for one in found if one.finding.code == "known-name"]


def test_a_name_is_known_when_a_second_story_says_it():
    make_edition(body="<p>The vote went to Petra Holm. Petra Holm is glad.</p>")
    assert (standing("Petra Holm"), names_found("<p>It was Petra Hlom.</p>")) == (Standing.MET, [])
    make_edition(body="<p>They met Petra Holm at the quay.</p>")
    assert standing("Petra Holm") == Standing.KNOWN
    assert names_found("<p>It was Petra Hlom.</p>") == [("Petra Hlom", "Petra Holm")]


def test_whom_a_published_story_is_credited_to_is_known_at_once():
    make_edition(source=make_source(name="Harwick Evening Post"), writers=[make_writer(name="Ivo Tellerman")])
    rows = KnownName.objects.known().exclude(kind="other").order_by("kind").values_list("spelling", "kind")
    assert list(rows)[:1] == [("Harwick Evening Post", "organisation")]
    assert ("Ivo Tellerman", "person") in rows


def test_reindex_learns_what_was_published_before_and_no_more_when_run_again():
    for _ in range(2):
        make_edition(body="<p>They met Petra Holm at the quay.</p>")
    KnownName.objects.all().delete()
    for _ in range(2):
        call_command("reindex", verbosity=0)
    assert [row.spelling for row in KnownName.objects.known().filter(kind="other")] == ["Petra Holm"]


def test_a_story_of_any_length_costs_one_query(django_assert_num_queries):
    for _ in range(2):
        make_edition(body="<p>They met Petra Holm at the quay.</p>")
    text = make_story(body="<p>" + " and Petra Hlom, Ivo Tarn" * 200 + "</p>").text()
    with django_assert_num_queries(1):
        found = style.check(findings.copy_of(text), rules=[names.check()])
    assert sum(one.code == "known-name" for one in found) == 200


def test_a_redacted_story_takes_its_names_along_until_others_say_them_again():
    edition, _ = (
        make_edition(body="<p>It was Ivo Tarn and Petra Holm.</p>"),
        make_edition(body="<p>To Petra Holm.</p>"),
    )
    redact(edition.story, reason="Order", by=make_user(superuser=True), now=timezone.now())
    said = KnownName.objects.filter(spelling__in=["Ivo Tarn", "Petra Holm"])
    assert list(said) == []
    make_edition(body="<p>To Petra Holm.</p>")
    assert list(said.values_list("spelling", "standing")) == [("Petra Holm", "met")]


def test_who_is_another_person_for_the_desk_is_found_no_more():
    for _ in range(2):
        make_edition(body="<p>They met Petra Holm at the quay.</p>")
    story, editor = make_story(body="<p>It was Petra Hlom.</p>"), make_user(role="editor")
    (one,) = (one for one in Case(story, timezone.now()).findings if one.finding.code == "known-name")
    dismiss(
        story, revision=1, code="known-name", where=one.where, scope="desk", reason="Her cousin.", by=editor,
        now=timezone.now(),
    )  # fmt: skip
    other = make_story(body="<p>So said Petra Hlom.</p>")
    found = [one for one in Case(other, timezone.now()).findings if one.finding.code == "known-name"]
    assert [one.dismissal.by_name for one in found] == [editor.username]
