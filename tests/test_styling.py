"""The style book: rules made, changed, tried, put in force and out of it."""

import pytest
from django.utils import timezone

from articles import drafting, stylebook, styling
from articles.models import Dismissal, LedgerEntry, StyleRule
from articles.rules import Refused
from articles.styling import trying
from articles.text import style
from tests.factories import make_edition, make_picture, make_story, make_topic, make_user
from tests.stylebook import make_live_rule, make_rule, try_out

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def act(name, rule, *args, by=None, base=None, **named):
    base = rule.version if base is None else base
    by = by or make_user(role="editor")
    return getattr(styling, name)(rule, *args, base=base, by=by, now=timezone.now(), **named)


def codes(**asked):
    return [check.code for check in stylebook.checks(**asked)]


def hits(rule):
    return {hit.story_id: (hit.shown, hit.drafted) for hit in rule.trial.hits.all()}


def test_every_state_is_kept_with_who_when_and_why():
    first, second = (make_user(role="editor", username=name) for name in ("first", "second"))
    rule = make_rule(by=first)
    rule = act("change", rule, {"reason": "Plain is better."}, by=second, note="Clearer")
    rule = act("go_live", try_out(rule, by=second), by=second)
    rule = act("retire", rule, by=first, note="Everybody knows")
    rule = act("reopen", rule, by=first)
    kept = list(rule.versions.values_list("number", "state", "by_name", "note"))
    assert kept == [
        (5, "draft", "first", ""),
        (4, "retired", "first", "Everybody knows"),
        (3, "live", "second", ""),
        (2, "draft", "second", "Clearer"),
        (1, "draft", "first", ""),
    ]
    acts = LedgerEntry.objects.filter(chain=f"stylerule/{rule.pk}").values_list("act", flat=True)
    assert list(acts) == ["made", "changed", "tried", "went live", "retired", "taken up again"]


def test_book_is_counted_through_all_its_rules():
    assert stylebook.version() == f"{style.VERSION}.0"
    make_rule()
    rule = make_rule(name="Other")
    assert (rule.version, stylebook.version()) == (2, f"{style.VERSION}.2")
    act("change", rule, {"name": "Other"})
    assert stylebook.version() == f"{style.VERSION}.2"


def test_live_rules_are_those_of_the_language_and_the_section(django_assert_num_queries):
    sport = make_topic(name="Sport")
    make_live_rule(name="All")
    make_live_rule(name="Sport", section=sport)
    make_live_rule(name="German", language="de")
    make_rule(name="Draft")
    with django_assert_num_queries(1):
        assert codes(language="en-GB") == ["desk-all"]
    assert codes(language="en", topics=[sport.pk, 0]) == ["desk-all", "desk-sport"]
    assert (codes(language="de"), codes()) == (["desk-german"], [])
    act("retire", StyleRule.objects.get(code="desk-all"))
    assert codes(language="en") == []


def test_codes_are_made_after_names_once_and_stay():
    rule = make_rule(name="Über 9/11: “Utilise”")
    assert rule.code == "desk-uber-911-utilise"
    assert make_rule(name="Über 9/11: utilise").code == "desk-uber-911-utilise-2"
    assert make_rule(name="字").code == "desk-rule"
    assert len(make_rule(name="word " * 16).code) <= 40
    assert act("change", rule, {"name": "Plain"}).code == "desk-uber-911-utilise"


def test_two_rules_are_not_called_alike_unless_one_is_retired():
    rule = make_rule(name="Short words")
    with pytest.raises(Refused, match="a rule called “SHORT words” already"):
        make_rule(name="SHORT words")
    act("retire", rule)
    assert make_rule(name="SHORT words").pk


def test_rule_goes_live_only_once_it_was_tried_as_it_is_worded():
    rule = make_rule()
    with pytest.raises(Refused, match="Try the rule over all stories first"):
        act("go_live", rule)
    rule = act("change", try_out(rule), {"message": "Plain words, please."})
    rule = act("change", act("go_live", rule), {"reason": "Our readers like it."})
    assert rule.state == "live"
    for changed in ({"find": "utilise\nutilisation"}, {"replacement": "use"}, {"severity": "block"}):
        rule = act("change", rule if rule.state == "live" else act("go_live", try_out(rule)), changed)
        assert rule.state == "draft"
    with pytest.raises(Refused, match="Try the rule over all stories first"):
        act("go_live", rule)
    assert act("go_live", try_out(rule)).state == "live"


def test_stale_change_is_refused_and_names_who_was_first():
    rule = make_rule()
    act("change", rule, {"name": "Theirs"}, by=make_user(role="editor", username="first"))
    for name, given in (("change", [{"name": "Mine"}]), ("retire", []), ("go_live", [])):
        with pytest.raises(Refused, match="first has changed this rule meanwhile"):
            act(name, rule, *given, base=1)


def test_broken_rule_is_not_saved():
    rule = make_rule()
    with pytest.raises(style.BadRule, match="Character 1: this bracket is not closed"):
        act("change", rule, {"kind": "pattern", "find": "(use"})
    with pytest.raises(Refused, match="needs a name, and a reason"):
        act("change", rule, {"reason": ""})
    assert rule.versions.count() == 1


@pytest.mark.parametrize("role", ["writer", "proofreader", "importer", "reviewer"])
def test_only_editors_write_the_book(role):
    rule, user = make_rule(), make_user(role=role)
    with pytest.raises(Refused, match="does not have the right to write rules"):
        make_rule(by=user)
    for name, given in (("change", [{"name": "Mine"}]), ("retire", []), ("go_live", []), ("reopen", [])):
        with pytest.raises(Refused, match="does not have the right to change the style book"):
            act(name, rule, *given, by=user)
    with pytest.raises(Refused, match="does not have the right to try rules"):
        styling.begin(rule, by=user, now=timezone.now())


def test_trial_looks_at_what_readers_see_and_at_what_the_desk_works_on():
    pictured = {"pictures": [make_picture().pk], "captions": [("They utilise it.", "")]}
    out = make_edition(paragraphs=["Utilise it. “We utilise,” he said.", "Do utilise."], **pictured).story
    same = make_edition(headline="Utilise").story
    draft = make_story(standfirst="Utilise it, utilise it.")
    gone = make_story(headline="Utilise")
    make_story(headline="Utilised")
    type(gone).objects.filter(pk=gone.pk).update(stage="spiked")
    drafting.save(
        out, {"headline": "Utilise", "body": "<p>None.</p>"}, base=out.revision_number, by=make_user(role="writer"),
        now=timezone.now(),
    )  # fmt: skip
    rule = try_out(make_rule())
    assert hits(rule) == {out.pk: (3, 2), same.pk: (1, 0), draft.pk: (0, 2)}
    assert (rule.trial.seen, rule.trial.found, bool(rule.trial.done_at)) == (5, 8, True)


def test_trial_shows_places_in_their_context():
    far = "word " * 20
    story = make_story(headline="Plain", paragraphs=["So they utilise it.", f"{far}utilise {far}"])
    example, cut = try_out(make_rule()).trial.hits.get(story=story).examples
    assert (cut["before"], cut["after"]) == (f"… {'word ' * 11}", f" {'word ' * 11}…")
    assert example == {
        "where": "text", "before": "So they ", "said": "utilise", "after": " it.", "proposed": "use", "is_copy": True,
    }  # fmt: skip


def test_trial_keeps_to_section_language_and_what_the_desk_dismissed():
    sport = make_topic(name="Sport")
    inside = make_story(headline="Utilise, utilised", topics=[sport])
    make_story(headline="Utilise", topics=[make_topic(name="Arts"), sport])
    make_story(headline="Utilise")
    make_story(headline="Utilise", topics=[sport], language="fr")
    rule = make_rule(section=sport, language="en")
    assert hits(try_out(rule)) == {inside.pk: (0, 1)}
    dismiss(inside, rule.code, exact="UTILISE")
    assert hits(try_out(rule)) == {}


def test_trial_goes_on_where_it_stopped_and_begins_anew(monkeypatch):
    monkeypatch.setattr(trying, "BATCH", 2)
    stories = [make_story(headline="Utilise").pk for _ in range(5)]
    rule = try_out(make_rule(), pieces=2)
    assert (rule.trial.seen, list(hits(rule)), rule.trial.done_at) == (4, stories[3::-1], None)
    rule = try_out(rule)
    assert list(hits(rule)) == stories[::-1]


def test_two_who_try_the_same_piece_find_its_places_once():
    make_story(headline="Utilise")
    editor, now = make_user(role="editor"), timezone.now()
    trial, asked = styling.begin(make_rule(), by=editor, now=now), []

    def clock():
        if not asked:  # before the first has read a story, the second has done all
            asked.append(True)
            styling.go_on(trial, by=editor, now=now, clock=clock)
        return 0.0

    done = styling.go_on(trial, by=editor, now=now, clock=clock)
    assert (done.found, done.hits.count(), LedgerEntry.objects.filter(act="tried").count()) == (1, 1, 1)


def test_trial_of_a_rule_that_was_changed_meanwhile_is_refused():
    make_story(headline="Utilise")
    rule = make_rule()
    editor = make_user(role="editor")
    trial = styling.begin(rule, by=editor, now=timezone.now())
    act("change", rule, {"find": "use"})
    with pytest.raises(Refused, match="changed, or is being tried anew"):
        styling.go_on(trial, by=editor, now=timezone.now(), clock=lambda: 0.0)


def dismiss(story, code, *, exact="Utilise"):
    who = {"by": make_user(role="proofreader"), "by_name": "Ann", "at": timezone.now()}
    where = {"field": "headline", "start": 0, "end": len(exact), "exact": exact, "severity": "warn"}
    where |= {"story": story, "revision": story.latest_revision(), "scope": "desk", "reason": "A brand."}
    return Dismissal.objects.create(code=code, **where, **who)
