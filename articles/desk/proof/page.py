"""What the proof page shows of a story."""

from django.urls import reverse

from articles.desk import marks, undoing
from articles.desk.comparing import changes_between
from articles.desk.imports import proposals
from articles.desk.moves import signing
from articles.desk.proof import facts
from articles.desk.proof.following import next_after
from articles.desk.proof.originals import Originals
from articles.desk.proof.sending import BESIDES, TYPED, address
from articles.desk.proof.sheet import doubt_cards, finding_cards, rows_of, together
from articles.desk.proof.signing import may_sign, to_take_back
from articles.desk.reading import arranged
from articles.desk.saying import MarkForm
from articles.desk.words import joined
from articles.models import Dismissal, Stage
from articles.rules import Case, Move, verdict
from articles.text.pace import minutes
from articles.text.style import Severity

KEYS = (
    ("n", "", "open the next story"), ("f", "", "go to what is next to be settled"), ("F", "", "go to the one before"),
    ("j", "", "go to the next passage, which c, q, g and e are about"), ("k", "", "go to the passage before"),
    ("a", "", "accept what is proposed"), ("A", "", "accept all that its button says"),
    ("x", "1 … 4", "dismiss it, with a reason; 5 … 7: how far; reject or close it"),
    ("h", "1 … 5", "choose a proposed headline"),
    ("e", "", "recast the sentence, or the paragraph"), ("q", "", "ask the writer"), ("c", "", "comment"),
    ("g", "", "suggest other words"), ("r", "", "reply to it"), ("o", "", "hold or tap: the lines of the file"),
    ("d", "", "what is new since it was signed"), ("s", "", "what was done, and the credit"),
    ("l", "", "names and facts: the next to look up"), ("i", "", "where we said it before"),
    ("u", "", "undo the last thing you did, or take back your signature"),
    ("Space", "", "page on"), ("Enter", "", "sign, and open the next"),
    ("Ctrl+Enter", "", "send what you typed"),
    ("?", "", "show these keys"),
)  # fmt: skip
"""Each key, what may follow it, and what it does."""
REASONS = ("It is right as it stands", "A name, or a term", "The source has it so", "Our style bends here")
"""Why a finding that blocks nothing is dismissed: a digit each."""


def context(request, story, now, form=None):
    """All that its template shows; ``form`` is the one that somebody sent to say something, with what is wrong. What is
    asked does not grow with what is found.
    """
    user, case = request.user, Case(story, now)
    revision = story.latest_revision()
    originals = Originals(story, now=now)
    found = case.findings
    hints = "hints" in request.GET
    shown = [one for one in found if hints or one.finding.severity is not Severity.INFO]
    doubts = list(story.doubts.open().select_related("file").order_by("pk"))
    said = marks.of_story(story, user, case)
    rows, about_all, gone = arranged(revision, [mark for mark in said if not mark.resolved_at])
    findings = finding_cards(shown)
    cards = doubt_cards(story, doubts, originals.headlines(story.headline))
    rows, whole = rows_of(story, revision, rows, findings, cards)
    originals.put_beside(rows)
    saves, signs = verdict(Move.SAVE, case, user), may_sign(case, user)
    form = form or _form(request, case)
    return _addresses(request, story) | {
        "story": story,
        "revision": revision,
        "rows": rows,
        "doubts": whole,
        "together": together(findings),
        "about_all": about_all,
        "gone": gone,
        "decided": marks.decided(said),
        "form": form,
        "picked": form.picked(form["at"].value() or ""),
        "picked_key": form["at"].value() or "",
        "may_say": bool(verdict(Move.COMMENT, case, user)),
        "originals": originals if originals.sides else None,
        "proposals": proposals.of(story),
        "open": _open(doubts, found, said, case.waited_for),
        "findings_shown": len(findings),
        "more": sum(one.dismissal is None for one in shown) - len(findings),
        "hints": sum(one.finding.severity is Severity.INFO and not one.dismissal for one in found),
        "hints_shown": hints,
        "dismissed": _dismissed(found),
        "scopes": _scopes(user),
        "reasons": REASONS,
        "typed": _typed(request, story, rows, bool(saves)),
        "lines_shown": "lines" in request.GET,
        "may_change": bool(saves),
        "may_dismiss_blocking": user.has_perm("articles.sign_story"),
        "reason": saves.reason,
        "signs": signs,
        "is_draft": story.stage == Stage.DRAFT,
        "strip": _strip(request, case, user, revision),
        "following": next_after(story, user=user, now=now),
        "facts": facts.of_text(story, case.text, user=user),
        "facts_shown": "facts" in request.GET,
        "changes": _changes(case, user) if "changes" in request.GET else None,
        "has_signed_text": signing.has_an_earlier_text(case),
        "minutes": minutes(story.body),
        "keys": KEYS,
        "now": now,
    }


def _addresses(request, story):
    """Where the page is as it is shown, where its forms are sent, and where less or more of it is shown."""
    here = address(request, story)
    asked = "".join(here.partition("?")[1:])
    return {
        "here": here,
        "asked": asked,
        "say_to": reverse("admin:articles_story_proof_say", args=[story.pk]) + asked,
        "turned": {name: address(request, story, turned=name) for name in BESIDES},
    }


def _dismissed(found):
    """The first that each dismissal is of."""
    firsts = {}
    for one in found:
        if one.dismissal:
            firsts.setdefault(one.dismissal.pk, one)
    return list(firsts.values())


def _open(doubts, found, said, waited_for):
    """How much of each kind is to be settled; ``waited_for`` are the marks that nobody signs before."""
    holding = {mark.pk for mark in waited_for}
    return {
        "doubts": len(doubts),
        "blocking": sum(one.is_blocking for one in found),
        "findings": sum(one.finding.severity is Severity.WARN and not one.dismissal for one in found),
        "holding": joined(marks.by_kind(waited_for)),
        "holds": len(waited_for),
        "marks": marks.by_kind(mark for mark in said if mark.pk not in holding),
    }


def _form(request, case):
    """The form in which something is said of the text; it is sent to the page that is for that."""
    asked = {"at": request.GET.get("at", ""), "kind": request.GET.get("kind", "")}
    return MarkForm(text=case.text, story=case.story, user=request.user, initial=asked)


def _typed(request, story, rows, saves):
    """Words that were typed here and could not be saved, shown once: ``again`` names the form in which they stand, if
    that is for the same words still; else they stand below those of the passage ``beside``, if that stands still.
    """
    typed = request.session.get(TYPED) or {}
    if typed.get("story") != story.pk:
        return None
    del request.session[TYPED]
    key, _, part = typed["where"].partition(":")
    is_there = any(row.key == key for row in rows)
    again = key if saves and is_there and not part and not typed["is_other"] else ""
    return {"words": typed["words"], "again": again, "beside": key if is_there else "", "is_whole": not part}


def _scopes(user):
    """How far a dismissal by this account may go."""
    desk = user.has_perm("articles.dismiss_for_desk")
    return [choice for choice in Dismissal.Scope.choices if desk or choice[0] != Dismissal.Scope.DESK]


def _strip(request, case, user, revision):
    """What was changed since the text was last signed, or came in, and by whom; and what will be printed."""
    approval = case.approval
    base = max((row.number for row in approval.standing), default=1)
    changed = [row.author_name for row in approval.revisions if row.number > base]
    before = case.story.revisions.get(number=base) if changed else revision
    signed = undoing.signed_last(request, case)
    return {
        "changes": changes_between(before, revision, prefix="strip").summary if changed else [],
        "by": joined(dict.fromkeys(changed)),
        "signed": bool(approval.standing),
        "credit": signing.credit(approval, user),
        "unread": approval.unread_authors(besides=(user.pk,)),
        "undo": undoing.is_any(request, case.story),
        "others": max((row.number for row in approval.revisions if row.author_id != user.pk), default=0),
        "signed_last": signed,
        "to_take_back": signed and to_take_back(signed, shown=case.story.pk),
    }


def _changes(case, user):
    return signing.facts(case, user)["changes"]
