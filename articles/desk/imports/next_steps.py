"""What is left to do with what a run brought, for whoever looks: counted, and what is done ticked off."""

from dataclasses import dataclass
from shlex import quote
from urllib.parse import urlencode

from django.urls import reverse

from articles import credits
from articles.desk.imports.first_doubts import First
from articles.desk.imports.undoing import may_undo
from articles.desk.near_names import may_decide
from articles.desk.paging import Tally
from articles.desk.words import counted
from articles.desk.year_filter import UNDATED
from articles.importing.matching import proposing
from articles.importing.releasing import foresee, waiting, years_of
from articles.importing.reviewing import doubting
from articles.models import OldAddress


@dataclass(frozen=True, slots=True)
class Step:
    """``count`` of something wait; none is left of what ``is_done``. ``command`` is what does it elsewhere, ``parts``
    are the words, counts and addresses of what can be done by itself."""

    name: str
    words: str
    count: int
    address: str = ""
    note: str = ""
    command: str = ""
    parts: tuple[tuple[str, int, str], ...] = ()

    @property
    def is_done(self):
        return not self.count


def next_steps(run, user, *, state, found):
    """The steps that ``user`` may take, in the order in which they are best taken. ``found`` is what ticks say."""
    if state == "working" or run.is_dry or run.undone_at:
        return []
    offered = (_doubts, _proposals, _names, _ticks, _release, _addresses, _undo)
    return [step for offer in offered for step in offer(run, user, found)]


def _doubts(run, user, found):
    if user.has_perm("articles.change_story") or user.has_perm("articles.add_importrun"):
        first = First.of(doubting.queue(run=run.pk))
        count, of_all = first.tally(user), first.tally()
        words = f"Settle {counted(count, 'open doubt')}" if count else "No doubt is open"
        if count.is_cut and not count:
            count = of_all
            words = f"Settle what you may of {counted(count, 'open doubt')}"
        elif of_all and not count:
            words = f"{counted(of_all, 'open doubt')}, for others to settle"
        yield Step("doubts", words, count, _queue("doubt_queue", run=run.pk))


def _proposals(run, user, found):
    if user.has_perms(["articles.view_doubt", "articles.change_story"]):
        count = Tally.of(proposing.queue(run=run.pk))
        words = f"Decide {counted(count, 'proposal')}" if count else "No proposal waits"
        yield Step("proposals", words, count, _queue("proposal_changelist", run=run.pk))


def _names(run, user, found):
    if kinds := may_decide(user):
        count = sum(credits.PAIRS[kind].objects.open().count() for kind in kinds.values())
        words = f"Decide {counted(count, 'pair')} of near names" if count else "No names are near each other"
        yield Step(
            "names", words, count, _queue("names"), note="in all copy, not in this run alone" if count else ""
        )


def _ticks(run, user, found):
    if found.size and user.has_perm("articles.add_tick"):
        count = found.size - found.ticked
        words = (
            f"Tick {count} of {found.size} stories drawn at random" if count else f"All {found.size} ticked"
        )
        note = f"{found.rate * 100:.1f} % are wrong in something so far" if found.ticked else ""
        note = note if count else note.removesuffix(" so far")
        address = reverse("admin:articles_importrun_tick", args=[run.pk])
        yield Step("ticks", words, count, address if count else f"{address}?place=1", note=note)


def _release(run, user, found):
    """Stories with open doubts are not released."""
    if user.has_perm("articles.release_archive"):
        count = Tally.of(waiting(run))
        words = f"Release {_stories(count)}" if count else "No story waits to be released"
        address = reverse("admin:articles_importrun_release", args=[run.pk])
        command = f"manage.py publish_run {run.pk} --by {quote(user.get_username())}"
        if count.is_cut:
            note = "its page says how many, those of each year, and which of them stay"
            yield Step("release", words, count, address, note, command)
            return
        doubtful = foresee(run).doubtful
        note = f"{doubtful:,} not before their doubts are settled" if doubtful else ""
        undated = _queue("story_changelist", run=run.pk, public="never", year=UNDATED)
        parts = tuple(
            (str(year), count, f"{address}?year={year}") if year else ("undated", count, undated)
            for year, count in years_of(run)
        )
        yield Step("release", words, count, address, note, command, parts)


def _addresses(run, user, found):
    """Whether they were tested is on no record, so that this is never ticked off."""
    if user.has_perm("articles.release_archive"):
        count = Tally.of(OldAddress.objects.filter(from_file__run=run.pk, story__isnull=False))
        if count:
            words = f"Test {counted(count, 'old address', 'old addresses')}, with a list of them in FILE"
            yield Step("addresses", words, count, command="manage.py check_redirects FILE")


def _undo(run, user, found):
    if may_undo(user, run):
        address = reverse("admin:articles_importrun_undo", args=[run.pk])
        yield Step(
            "undo", "Or undo this run…", 1, address, note="shows first what would go and what would stay"
        )


def _queue(name, **asked):
    return reverse(f"admin:articles_{name}") + (f"?{urlencode(asked)}" if asked else "")


def _stories(number):
    return counted(number, "story", "stories")
