"""What readers say is wrong: taken in, asked about, and settled by a correction or with the reason for none."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef

from articles import ledger
from articles.models import Edition, Kind, ReaderReport, ReportSender, Revision, Story
from articles.rules import Refused, check_right, fresh

SAYS, QUOTE, ANSWER, NAME = 4000, 1000, 2000, 200
"""Characters."""
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
FROM_ONE_SENDER = ((5, AN_HOUR), (20, A_DAY))
OF_ONE_STORY = 30
"""Reports that readers may send within an hour."""

State = ReaderReport.State
WAYS = {
    State.NEW: (State.ASKED, State.CORRECTED, State.DECLINED),
    State.ASKED: (State.ASKED, State.CORRECTED, State.DECLINED),
    State.CORRECTED: (),
    State.DECLINED: (State.ASKED,),
}
"""From each state to those that an answer leads to. What was corrected stays so; who was declined may come back."""


class TooMany(Refused):
    """More reports than are taken at once: the same may be sent a little later."""


class Spent(Refused):
    """The form that it came by has brought a report already."""


@transaction.atomic
def take_from_reader(
    story: Story, *, version: int, quote: str, says: str, email: str, sender: str, form: str, now: datetime
) -> ReaderReport:
    """Take a report by way of the public form, of the ``version`` that the reader saw, as far as readers may know it.

    ``sender`` is a keyed digest of where it comes from, kept for a day to count by; "" where that is not known. Two
    reports of one sender that come together, of two stories, may both be the last that is taken. ``form`` is a digest
    of the form that it came by, which is good for one report of its story, for as long: sent twice, as by a double
    click, the first is given back.
    """
    story = fresh(story)
    if ReportSender.objects.filter(sender=form).exists():
        return _first_of(story, quote=quote, says=says)
    _check_pace(story, sender, now)
    ReportSender.objects.bulk_create(ReportSender(sender=one, at=now) for one in (sender, form) if one)
    return take(story, quote=quote, says=says, name="", email=email, now=now, version=version)


def _first_of(story: Story, *, quote: str, says: str) -> ReaderReport:
    """The report that a form brought before, where it is sent again with the same words, as by a double click.

    Raises Spent where the words are others: that is another report, and needs a form of its own.
    """
    same = story.reports.filter(
        taken_by_name="", quote=_within(quote, QUOTE, ""), says=_within(says, SAYS, "")
    )
    first: ReaderReport | None = same.first()
    if first is None:
        raise Spent("Your report was sent already. If this is another one, send it once more.")
    return first


def _check_pace(story: Story, sender: str, now: datetime) -> None:
    ReportSender.objects.filter(at__lt=now - A_DAY).delete()
    sent = ReportSender.objects.filter(sender=sender)
    for most, within in FROM_ONE_SENDER if sender else ():
        if sent.filter(at__gt=now - within).count() >= most:
            raise TooMany("Many reports came from where you are. Send yours again in an hour or two.")
    if story.reports.filter(made_at__gt=now - AN_HOUR, taken_by_name="").count() >= OF_ONE_STORY:
        raise TooMany("Many readers have reported something in this story. Send yours again in an hour.")


@transaction.atomic
def take(
    story: Story,
    *,
    quote: str,
    says: str,
    name: str,
    email: str,
    now: datetime,
    taken_by: Any = None,
    version: int = 0,
) -> ReaderReport:
    """Take a report of something wrong in a story that is or was public: from a reader, or by ``taken_by`` for one.

    It goes with the edition of the number ``version``, if readers may know that, else with the one that they see at
    ``now``. Nobody is told: the queue shows it.
    """
    if taken_by is not None:
        check_right(taken_by, "add_readerreport", "take in reports of readers")
    story = fresh(story)
    current = story.editions.current(now).first()
    edition = story.editions.history(now).filter(number=version).first() or current
    if edition is None:
        raise Refused("Readers do not see this story: there is nothing of it to report.")
    report = ReaderReport.objects.create(
        story=story,
        edition=edition,
        quote=_within(quote, QUOTE, "The passage"),
        says=_within(says, SAYS, "What is wrong", needed="Say what is wrong."),
        name=" ".join(_within(name, NAME, "The name").split()),
        email=_address(email),
        made_at=now,
        taken_by_name=ledger.name_of(taken_by) if taken_by else "",
    )
    by_name = "" if taken_by else "A reader"
    act = ledger.Act("report", story, detail={"report": report.pk, "edition": edition.number})
    ledger.record_many([act], by=taken_by, at=now, by_name=by_name)
    return report


@transaction.atomic
def answer(report: ReaderReport, *, state: str, answer: str, by: Any, now: datetime) -> ReaderReport:
    """Say what came of a report: asked, corrected or declined, by whom and why."""
    check_right(by, "answer_report", "settle what readers report")
    story = fresh(report.story)
    report = ReaderReport.objects.get(pk=report.pk)
    if state not in State.values:
        raise Refused("Choose what came of it from the list.")
    if state not in WAYS[State(report.state)]:
        raise Refused(
            f"It is {report.get_state_display().lower()} by {report.handled_by_name} already."
            if report.handled_by_name
            else "A report cannot be made new again."
        )
    words = _within(answer, ANSWER, "The answer", needed="Say what was found, or asked, and why.")
    return _settle(report, story, State(state), words, by=by, now=now)


@transaction.atomic
def fix_sent(report: ReaderReport, *, revision: int, by: Any, now: datetime) -> bool:
    """Say that ``revision`` of the story mends what a report is about, and waits to be passed by somebody else.

    ``by`` had the right to send it, and needs no other. Gives False where the report is settled already.
    """
    story = fresh(report.story)
    report = ReaderReport.objects.get(pk=report.pk)
    if State.CORRECTED not in WAYS[State(report.state)]:
        return False
    words = f"A fix was sent as revision {revision}."
    _settle(report, story, State.ASKED, words, by=by, now=now, fix=revision)
    return True


def settle_all(edition: Edition, *, by: Any, now: datetime) -> int:
    """Mark as corrected what fixes were sent for that ``edition`` shows to readers at once. Gives how many.

    Called by ``press`` with every edition, within its transaction. What is scheduled is for ``settle_shown``.
    """
    # Of what readers see for the first time nobody has reported anything.
    if edition.kind == Kind.FIRST or edition.live_from > edition.made_at:
        return 0
    shown = Revision.objects.filter(pk=edition.revision_id).values("number")
    mended = ReaderReport.objects.filter(story=edition.story_id, state=State.ASKED, fix__lte=shown)
    return sum(settle_by_correction(report, edition, by=by, now=now) for report in mended)


def settle_shown(*, now: datetime) -> int:
    """The same of all editions that readers see at ``now``. Gives how many reports were settled.

    Nothing runs when what is scheduled comes: whoever shows reports calls this first. They are settled in the name of
    whoever scheduled the edition; the ledger says that it was not done by hand.
    """
    live = Edition.objects.live(now).filter(story=OuterRef("story"), revision__number__gte=OuterRef("fix"))
    mended = ReaderReport.objects.filter(Exists(live), state=State.ASKED).select_related("story")
    return sum(_settle_as_scheduled(report, now) for report in mended)


def _settle_as_scheduled(report: ReaderReport, now: datetime) -> bool:
    edition = report.story.editions.live(now).select_related("made_by").first()
    if edition is None:  # withdrawn in this very moment
        return False
    name = f"{edition.made_by_name}, as scheduled"[:200]
    return settle_by_correction(report, edition, by=edition.made_by, now=now, by_name=name)


@transaction.atomic
def settle_by_correction(
    report: ReaderReport, edition: Edition, *, by: Any, now: datetime, by_name: str = ""
) -> bool:
    """Mark a report as corrected by an edition of its story. ``by`` had the right to publish it, and needs no other.

    Gives False, and changes nothing, where the report is settled already or is of another story: to publish a
    correction does not fail for it.
    """
    story = fresh(report.story)
    report = ReaderReport.objects.get(pk=report.pk)
    if edition.story_id != report.story_id or State.CORRECTED not in WAYS[State(report.state)]:
        return False
    words = edition.correction or f"Published version {edition.number} says it right."
    _settle(report, story, State.CORRECTED, words, by=by, now=now, by_name=by_name, edition=edition.number)
    return True


def _settle(
    report: ReaderReport,
    story: Story,
    state: State,
    words: str,
    *,
    by: Any,
    now: datetime,
    by_name: str = "",
    **detail: Any,
) -> ReaderReport:
    """``by_name`` is what the ledger says of something that was not done by hand."""
    report.state, report.answer = state, words
    report.handled_by, report.handled_by_name, report.handled_at = by, ledger.name_of(by), now
    report.fix = detail.get("fix", report.fix)
    report.save(update_fields=["state", "answer", "handled_by", "handled_by_name", "handled_at", "fix"])
    detail = {"report": report.pk, "state": state.value} | detail
    act = ledger.Act("answer-report", story, detail=detail)
    ledger.record_many([act], by=None if by_name else by, at=now, by_name=by_name)
    return report


def _within(text: str, most: int, what: str, needed: str = "") -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if needed and not text:
        raise Refused(needed)
    if len(text) > most:
        raise Refused(f"{what} has at most {most:,} characters; this has {len(text):,}.")
    return text


def _address(email: str) -> str:
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Refused("That is no mail address. Leave it out, or give it whole.") from None
        if len(email) > 254:
            raise Refused("That mail address is too long.")
    return email
