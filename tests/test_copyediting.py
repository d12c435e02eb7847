"""What is done with the words on the proof page: rules' proposals, sentences recast, findings dismissed, all undone."""

import pytest
from django.utils import timezone

from articles import approval, copyediting, drafting, findings, rules, styling, workflow
from articles.models import Dismissal, LedgerEntry, Stage
from articles.rules import Move, Refused
from articles.text.places import Place
from tests.factories import make_story, make_user
from tests.stylebook import make_live_rule, try_out

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TWICE = Place("body", 0, 12, 19)
HERE, STORY, DESK = Dismissal.Scope


@pytest.fixture
def reader():
    return make_user(role="proofreader")


@pytest.fixture
def story():
    """In proofing, with a word that stands twice in each of two paragraphs, once with a capital."""
    writer = make_user(role="writer")
    story = make_story(
        by=writer, paragraphs=["The council met met on Tuesday.", "Met met they again.", "They spoke there."]
    )
    return workflow.submit(story, revision=1, by=writer, now=timezone.now())


def found(story, code="doubled-word"):
    """Of each finding of a rule whether it is dismissed."""
    rows = findings.in_revision(rules.fresh(story).latest_revision(), now=timezone.now())
    return [one.dismissal is not None for one in rows if one.finding.code == code]


def act(do, story, by, **given):
    story = rules.fresh(story)
    return do(story, revision=story.revision_number, by=by, now=timezone.now(), **given)


def dismiss(story, by, *, scope=HERE, where=TWICE, reason="So he said.", code="doubled-word"):
    return act(copyediting.dismiss, story, by, code=code, where=where, scope=scope, reason=reason)


def why_not(story, user, move=Move.SIGN_OFF):
    return rules.may(move, rules.fresh(story), user, timezone.now()).reason


def test_what_blocks_keeps_a_text_from_being_signed_until_it_is_mended_or_dismissed(story, reader):
    assert why_not(story, reader) == (
        "House style: “met” stands twice. And 1 more. "
        "Mend it, or dismiss it with a reason, on the proof page."
    )
    act(copyediting.take_up, story, reader, code="doubled-word", places=[TWICE])
    assert why_not(story, reader).startswith("House style: “Met” stands twice. Mend it")
    dismiss(story, reader, where=Place("body", 1, 0, 7))
    assert why_not(story, reader) == ""


def test_who_takes_up_what_a_rule_proposes_needs_no_other_reader(story, reader):
    places = [TWICE, Place("body", 1, 0, 7)]
    saved = act(copyediting.take_up, story, reader, code="doubled-word", places=places)
    assert saved.revision.body.startswith("<p>The council met on Tuesday.</p><p>Met they again.</p>")
    assert (saved.revision.note, saved.revision.words_of, saved.revision.author) == (
        "House style: doubled-word, 2 times",
        "rule:doubled-word",
        reader,
    )
    assert act(workflow.sign_off, story, reader).stage == Stage.PROOFREAD


def test_who_recasts_a_sentence_does(story, reader):
    act(copyediting.recast, story, reader, where=TWICE, words="convened at noon in the old hall")
    act(copyediting.recast, story, reader, where=Place("body", 1), words="And\nagain.")
    signed = act(workflow.sign_off, story, reader)
    assert signed.body.startswith(
        "<p>The council convened at noon in the old hall on Tuesday.</p><p>And again.</p>"
    )
    assert approval.unread_authors(signed) == [reader.username]


@pytest.mark.parametrize(
    ("where", "words", "told"),
    [
        (TWICE, "met met", "These are the words that stand there."),
        (Place("body", 7), "x", "The text has no such place any more. Reload the page."),
        (Place("body", 0, 30, 99), "x", "The text has no such place any more. Reload the page."),
        (Place("headline"), " ", "A story cannot be without a headline."),
        (Place("language"), "de", "These words are not changed here."),
        (Place("headline"), "x" * 301, "With it the headline would have 301 characters; 300 is the most."),
        (Place("source"), "x" * 301, "With it the source as printed would have 301 characters"),
        (TWICE, "x" * 10_001, "That is 10,001 characters long. A passage has at most 10,000."),
    ],
)
def test_what_cannot_be_recast(story, reader, where, words, told):
    with pytest.raises(Refused, match=told):
        act(copyediting.recast, story, reader, where=where, words=words)


def test_a_field_without_words_is_given_some(story, reader):
    saved = act(copyediting.recast, story, reader, where=Place("standfirst"), words="Ferries wait.")
    assert saved.story.standfirst == "Ferries wait."


def test_a_rule_that_proposes_nothing_there_is_not_taken_up(story, reader):
    for code, where in (("doubled-word", Place("body", 2, 5, 10)), ("nothing", TWICE)):
        with pytest.raises(Refused, match="proposes nothing for these words"):
            act(copyediting.take_up, story, reader, code=code, places=[where])


def test_what_was_changed_elsewhere_meanwhile_stays(story, reader):
    act(copyediting.recast, story, reader, where=Place("body", 2), words="They slept there.")
    saved = copyediting.take_up(
        story, revision=1, code="doubled-word", places=[TWICE], by=reader, now=timezone.now()
    )
    assert saved.merged
    assert saved.story.body.endswith("<p>They slept there.</p>")


@pytest.mark.parametrize(
    ("scope", "here", "there"),
    [(HERE, [True, False], [False]), (STORY, [True, True], [False]), (DESK, [True] * 2, [True])],
)
def test_a_dismissal_goes_as_far_as_it_says(story, reader, scope, here, there):
    other = make_story(paragraphs=["They MET met there."])
    row = dismiss(story, reader, scope=scope)
    assert (found(story), found(other)) == (here, there)
    copyediting.take_back(row, by=reader, now=timezone.now())
    assert (found(story), found(other)) == ([False, False], [False])


def test_a_dismissal_here_goes_with_its_words_and_not_with_others(story, reader):
    dismiss(story, reader)
    body = (
        "<p>They met met elsewhere.</p><p>Met met they again.</p><p>Today the council met met on Tuesday.</p>"
    )
    drafting.save(story, {"body": body}, base=1, by=reader, now=timezone.now())
    assert found(story) == [False, False, True]


@pytest.mark.parametrize(
    ("role", "given", "told"),
    [
        ("writer", {}, "does not have the right to dismiss what keeps a text from being signed"),
        ("proofreader", {"reason": " "}, "Say why this is right: it keeps the text from being signed."),
        ("proofreader", {"reason": "6 ok"}, "Say why in words: a reason has at least 3 letters."),
        ("proofreader", {"reason": "x" * 301}, "A reason has at most 300 characters."),
        ("proofreader", {"scope": "world"}, "Say how far this goes"),
        ("proofreader", {"where": Place("body", 0, 0, 3)}, "House style finds nothing there any more."),
        ("reviewer", {}, "does not have the right to change stories"),
    ],
)
def test_what_cannot_be_dismissed(story, role, given, told):
    with pytest.raises(Refused, match=told):
        dismiss(story, make_user(role=role), **given)
    assert not Dismissal.objects.exists()


def test_a_warning_is_dismissed_without_a_word_by_who_writes_but_not_for_the_desk():
    writer = make_user(role="writer")
    story = make_story(by=writer, paragraphs=["Who's coat is it?"])
    given = {"code": "confusable", "where": Place("body", 0, 0, 5), "reason": ""}
    with pytest.raises(Refused, match="does not have the right to dismiss something for the whole desk"):
        dismiss(story, writer, scope=DESK, **given)
    dismiss(story, writer, **given)
    with pytest.raises(Refused, match=f"^Dismissed by {writer.username} at "):
        dismiss(story, writer, **given)


def test_a_dismissal_is_on_record_without_the_words(story, reader):
    row = dismiss(story, reader)
    copyediting.take_back(row, by=reader, now=timezone.now())
    with pytest.raises(Refused, match="taken back already"):
        copyediting.take_back(row, by=reader, now=timezone.now())
    entries = list(LedgerEntry.objects.order_by("id").values_list("act", "detail"))[-2:]
    told = {"finding": "doubled-word", "scope": "once", "dismissal": row.pk}
    assert entries == [("dismiss", told), ("undismiss", told)]


def test_what_holds_for_the_desk_is_taken_back_by_who_may_say_so(story, reader):
    row = dismiss(story, reader, scope=DESK)
    with pytest.raises(Refused, match="does not have the right to dismiss something for the whole desk"):
        copyediting.take_back(row, by=make_user(role="writer"), now=timezone.now())
    copyediting.take_back(row, by=make_user(role="editor"), now=timezone.now())
    assert found(story) == [False, False]


def test_what_a_rule_of_the_desk_proposes_is_taken_up_as_its_words(reader):
    rule = make_live_rule()
    story = make_story(paragraphs=["They utilise it."])
    saved = act(copyediting.take_up, story, reader, code=rule.code, places=[Place("body", 0, 5, 12)])
    assert (saved.story.body, saved.revision.words_of) == ("<p>They use it.</p>", f"rule:{rule.code}")


def test_who_worded_a_rule_needs_a_reader_for_what_it_puts_in():
    editor = make_user(role="editor")
    rule = make_live_rule(by=editor, find="spoke -> resigned in disgrace")
    story = make_story(paragraphs=["The mayor spoke."])
    places = [Place("body", 0, 10, 15)]
    saved = act(copyediting.take_up, story, editor, code=rule.code, places=places)
    assert saved.revision.words_of == ""


def changed(rule, given, by=None):
    return styling.change(
        rule, given, base=rule.version, by=by or make_user(role="editor"), now=timezone.now()
    )


def test_who_worded_a_rule_is_not_who_mended_its_reason():
    editor, another = make_user(role="editor"), make_user(role="editor")
    rule = changed(make_live_rule(by=editor, find="spoke -> resigned"), {"reason": "Shorter."}, by=another)
    places, whose = [Place("body", 0, 10, 15)], []
    for by in (editor, another):
        story = make_story(paragraphs=["The mayor spoke."])
        saved = act(copyediting.take_up, story, by, code=rule.code, places=places)
        whose.append(saved.revision.words_of)
    assert whose == ["", f"rule:{rule.code}"]


def test_what_was_dismissed_while_it_only_warned_is_found_once_it_blocks(reader):
    rule = make_live_rule()
    story, where = make_story(paragraphs=["They utilise it."]), Place("body", 0, 5, 12)
    dismiss(story, make_user(role="writer"), scope=STORY, where=where, reason="", code=rule.code)
    assert found(story, rule.code) == [True]
    rule = try_out(changed(rule, {"severity": "block"}))
    rule = styling.go_live(rule, base=rule.version, by=make_user(role="editor"), now=timezone.now())
    assert found(story, rule.code) == [False]
    dismiss(story, reader, scope=STORY, where=where, code=rule.code)
    assert found(story, rule.code) == [True]
    rule = try_out(changed(rule, {"severity": "warn"}))
    styling.go_live(rule, base=rule.version, by=make_user(role="editor"), now=timezone.now())
    assert found(story, rule.code) == [True]
