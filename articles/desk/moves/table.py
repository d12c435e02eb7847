"""The acts by their moves. Those with a page of their own, which is more than a question, are in ``PAGES``."""

from articles import drafting, press, workflow
from articles.desk.moves import forms, publishing, signing, translating
from articles.desk.moves.acts import (
    Act,
    as_a_flash,
    called_back,
    embargo_set,
    handed_in,
    release,
    seen_by_readers,
    withdrawn,
)
from articles.rules import Move

PAGES = {Move.FIX: "admin:articles_story_fix", Move.PASS: "admin:articles_story_pass"}

READING = {
    Move.SUBMIT: Act(workflow.submit, handed_in),
    Move.SIGN_OFF: Act(
        workflow.sign_off,
        signing.told,
        "Parts of it were read before: what is new stands below. Your signature is for the whole text as it is now.",
        fragment="admin/articles/story/_signing.html",
        facts=signing.facts,
        verb="Sign this text",
        asks_when=signing.has_an_earlier_text,
    ),
    Move.TAKE_BACK: Act(
        workflow.take_back,
        "Your sign-off is taken back.",
        "You cannot sign this very text again: somebody else must read it.",
        forms.TakeBackForm,
    ),
    Move.SEND_BACK: Act(
        workflow.send_back,
        "Returned to the writer.",
        "The story goes back to being a draft. Your note goes with it.",
        forms.NoteForm,
        label="Return",
    ),
}
PUBLISHING = {
    Move.PUBLISH: Act(
        press.publish,
        publishing.told,
        "Readers get it back at once, at its old address, and in all lists.",
        fragment="admin/articles/story/_waiting.html",
        facts=publishing.facts,
        verb="Publish it again",
        asks_when=publishing.was_withdrawn,
        of_editions=True,
    ),
    Move.SCHEDULE: Act(
        press.publish,
        publishing.told,
        "Every word of it has been passed.",
        publishing.PublishForm,
        "admin/articles/story/_waiting.html",
        publishing.facts,
        verb="Publish",
        of_editions=True,
    ),
    Move.CALL_BACK: Act(
        press.call_back,
        called_back,
        "What is scheduled does not go out. What readers see now stays.",
        fragment="admin/articles/story/_waiting.html",
        facts=publishing.facts,
        of_text=False,
    ),
    Move.OVERRIDE: Act(
        press.override,
        "Published unread, under your name and with your reason.",
        "Readers see it at once, and nobody but those who wrote it has read it. Your name and your reason stay on the "
        "story, in the desk’s list of overrides, and on record for good.",
        forms.OverrideForm,
        is_grave=True,
        of_editions=True,
    ),
    Move.FLASH: Act(
        press.flash,
        "The flash is out, marked as developing. It is owed a reading: the clock runs.",
        "Readers see this at once, unread, marked “Developing”, until somebody else has passed it. The desk shows what "
        "is owed, with a clock.",
        fragment="admin/articles/story/_flash.html",
        facts=as_a_flash,
        of_editions=True,
    ),
    Move.RELEASE: Act(
        release,
        "Released from the archive, unread.",
        "Readers see it at once, unread, under the date that its file gives. That is recorded under your name.",
    ),
    Move.WITHDRAW: Act(
        press.withdraw,
        withdrawn,
        "Readers lose the story at once. Its address stays, and says why where anything is to be said.",
        forms.WithdrawForm,
        "admin/articles/story/_waiting.html",
        seen_by_readers,
        is_grave=True,
        of_text=False,
    ),
}
HAVING = {
    Move.TAKE_WRITING: Act(
        workflow.take_writing,
        "You have it for writing now.",
        of_text=False,
    ),
    Move.TAKE_READING: Act(
        workflow.take_reading,
        "You have it for reading now.",
        of_text=False,
    ),
    Move.HAND_BACK: Act(
        workflow.hand_back,
        "Handed back: others can take it.",
        of_text=False,
    ),
    Move.ASSIGN: Act(
        workflow.assign,
        "It is in their hands: whoever got it or lost it is told.",
        "Whoever gets it is told, and so is whoever had it. Left empty, it is free for anybody to take.",
        forms.AssignForm,
        verb="Give it to them",
        of_text=False,
    ),
    Move.PLAN: Act(
        workflow.plan,
        "The plan is kept.",
        "When it is due, how urgent it is, how long it should be. Readers see none of this.",
        forms.PlanForm,
        verb="Keep the plan",
        of_text=False,
    ),
}
HOLDING = {
    Move.HOLD: Act(
        workflow.hold,
        "On hold: nothing of it goes out until somebody lifts it.",
        "Nothing of it goes out until somebody lifts the hold by name, and what is scheduled is called back.",
        forms.HoldForm,
        "admin/articles/story/_waiting.html",
        seen_by_readers,
        of_text=False,
    ),
    Move.LIFT: Act(
        workflow.lift,
        "Lifted. Nothing goes out by that alone.",
        "Your name and your note stay on record. Nothing goes out by that alone.",
        forms.LiftForm,
        of_text=False,
    ),
    Move.EMBARGO: Act(
        workflow.embargo,
        embargo_set,
        "Nothing of it goes out before this time, and what is scheduled for an earlier one is called back.",
        forms.EmbargoForm,
        "admin/articles/story/_waiting.html",
        seen_by_readers,
        verb="Set the embargo",
        of_text=False,
    ),
    Move.LIFT_EMBARGO: Act(
        workflow.lift_embargo,
        "The embargo is lifted. Nothing goes out by that alone.",
        "It may go out at any time from then on. Nothing goes out by that alone.",
        of_text=False,
    ),
}
VERSIONS = {
    Move.TRANSLATE: Act(
        drafting.translate,
        translating.said,
        "Readers of either are led to the other, and who keeps one is told when the other is corrected.",
        translating.TranslateForm,
        verb="Say so",
        of_text=False,
    ),
    Move.UNTRANSLATE: Act(
        drafting.untranslate,
        translating.taken_back,
        "The two go their own ways: readers of one are led to the other no more, once this one is published again.",
        of_text=False,
    ),
    Move.AGREE: Act(
        workflow.agree,
        "Settled: the flag is gone, and it stays on record who said so.",
        "It has followed what was published of its other versions, or need not follow it.",
        verb="It agrees",
        of_text=False,
    ),
}
ASIDE = {
    Move.MERGE: Act(
        press.merge,
        "Merged: its address leads to the other story.",
        "For two stories on one event.",
        forms.MergeForm,
        "admin/articles/story/_merging.html",
        seen_by_readers,
        is_grave=True,
        of_text=False,
        twice=True,
    ),
    Move.SPIKE: Act(
        workflow.spike,
        "Spiked. It is kept whole, and can be taken off the spike.",
        "The story is put aside. Nothing of it is lost, and it can be taken off the spike.",
        is_grave=True,
    ),
    Move.UNSPIKE: Act(workflow.unspike, "Off the spike: it is a draft again."),
}
ACTS = READING | PUBLISHING | HAVING | HOLDING | VERSIONS | ASIDE
GROUPS = (
    ("Publishing", (*PAGES, *PUBLISHING)),
    ("Reading", tuple(READING)),
    ("Who has it", tuple(HAVING)),
    ("Holding back", tuple(HOLDING)),
    ("Other languages", tuple(VERSIONS)),
    ("Put aside", tuple(ASIDE)),
)
