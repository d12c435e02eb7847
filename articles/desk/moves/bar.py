"""The bar of acts: the next right step as the one big button, one or two others at hand, the rest in a grouped menu.

Of one story the rules are asked over one ``Case``. What makes no sense with the story as it stands, or is not for this
account, is left out; what is refused is greyed and says why.
"""

from django.urls import reverse

from articles.desk.moves import head
from articles.desk.moves.publishing import last_of
from articles.desk.moves.table import ACTS, GROUPS, PAGES
from articles.models import SILENT, Stage
from articles.rules import RULES, Case, Move, has_right, verdict

AT_HAND = 2

# Where a move is not shown for want of what it is about. The stage and the account's rights are asked before.
MAKES_SENSE = {
    Move.FIX: lambda case, user: case.is_live,
    Move.WITHDRAW: lambda case, user: case.shown and case.shown.withdrawal_reason not in SILENT,
    Move.CALL_BACK: lambda case, user: bool(case.scheduled),
    Move.LIFT: lambda case, user: bool(case.holds),
    Move.LIFT_EMBARGO: lambda case, user: case.story.embargo_until is not None,
    Move.RELEASE: lambda case, user: case.is_imported and not case.editions,
    Move.OVERRIDE: lambda case, user: not case.approval.is_passed(),
    Move.FLASH: lambda case, user: not case.is_live or case.shown.is_flash,
    Move.SIGN_OFF: lambda case, user: user.pk not in case.approval.signers,
    Move.TAKE_BACK: lambda case, user: user.pk in case.approval.signers,
    Move.PASS: lambda case, user: not is_shown_as_it_stands(case),
    Move.TAKE_WRITING: lambda case, user: case.writer != user,
    Move.TAKE_READING: lambda case, user: case.reader != user,
    Move.HAND_BACK: lambda case, user: user in (case.writer, case.reader),
    Move.TRANSLATE: lambda case, user: not case.versions,
    Move.UNTRANSLATE: lambda case, user: case.story.translation_of_id is not None,
    Move.AGREE: lambda case, user: bool(case.flags),
}
# By stage, the first of them that are allowed stand beside the next step.
BESIDE = {
    Stage.DRAFT: (Move.WITHDRAW, Move.TAKE_WRITING),
    Stage.PROOFING: (Move.PASS, Move.SIGN_OFF, Move.WITHDRAW, Move.SEND_BACK, Move.TAKE_READING),
    Stage.PROOFREAD: (Move.SCHEDULE, Move.WITHDRAW, Move.FIX, Move.SEND_BACK),
    Stage.SPIKED: (Move.WITHDRAW,),
}


def bar(story, user, now, case=None):
    """The buttons of a story, and what its head says: those at hand, and groups of others."""
    case = case or Case(story, now)
    verdicts = {move: verdict(move, case, user) for move in (*PAGES, *ACTS)}
    next_move = _next(case, verdicts)
    shown = [move for move in verdicts if _makes_sense(move, case, user)]
    beside = [move for move in _beside(case) if move in shown and verdicts[move] and move != next_move]
    at_hand = [*(move for move in shown if move == next_move), *beside[:AT_HAND]]
    buttons = {move: _button(move, case, verdicts[move], move == next_move) for move in shown}
    groups = [
        (name, [buttons[move] for move in moves if move in shown and move not in at_hand])
        for name, moves in GROUPS
    ]
    return {
        "at_hand": [buttons[move] for move in at_hand],
        "groups": [(name, found) for name, found in groups if found],
        "head": head.of(case),
    }


def is_shown_as_it_stands(case):
    """Whether readers see exactly what the desk has."""
    return case.is_live and case.shown.revised == case.story.revision_number


def _beside(case):
    return (Move.WITHDRAW,) if _is_out(case) else BESIDE[case.story.stage]


def _is_out(case):
    """Whether readers see it whole: there is nothing to do but to mend it."""
    return is_shown_as_it_stands(case) and not case.shown.is_flash


def _next(case, verdicts):
    """The next right step with the story, for whomever it is."""
    stage = case.story.stage
    if stage == Stage.SPIKED:
        return Move.UNSPIKE
    if _is_out(case):
        return Move.FIX
    if stage == Stage.DRAFT:
        return Move.SUBMIT
    if stage == Stage.PROOFING:
        return Move.PASS if case.is_live and verdicts[Move.PASS] else Move.SIGN_OFF
    waits = any(row.revised == case.story.revision_number for row in case.scheduled)
    if waits or (verdicts[Move.SCHEDULE] and not verdicts[Move.PUBLISH]):
        return Move.SCHEDULE
    return Move.PUBLISH


def _makes_sense(move, case, user):
    if case.story.stage not in RULES[move].stages or not has_right(move, case, user):
        return False
    return move not in MAKES_SENSE or MAKES_SENSE[move](case, user)


def _button(move, case, found, is_next):
    story, asks = case.story, move in PAGES or ACTS[move].asks_first(case)
    where = (
        (PAGES[move], [story.pk]) if move in PAGES else ("admin:articles_story_move", [story.pk, move.value])
    )
    return {
        "move": move.value,
        "label": _label(move, case) + ("…" if asks else ""),
        "address": reverse(where[0], args=where[1]),
        "method": "get" if asks else "post",
        "reason": found.reason,
        "last": last_of(case) if move in ACTS and ACTS[move].of_editions else None,
        "is_next": is_next,
        "is_grave": move in ACTS and ACTS[move].is_grave,
    }


def _label(move, case):
    """Of text that readers see already, what publishing it does is end its being marked."""
    ends_a_flash = move == Move.PUBLISH and is_shown_as_it_stands(case) and case.shown.is_flash
    return f"{label(move)}, no longer developing" if ends_a_flash else label(move)


def label(move):
    return (move in ACTS and ACTS[move].label) or move.label
