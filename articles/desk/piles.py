"""The piles of the desk's first page, fetched together: a query for all stories, one for what hangs on them, one that
counts. No pile is read beyond what is shown of it, and none is counted beyond ``MANY``."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import (
    CharField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim

from articles.desk.paging import Capped
from articles.desk.story_list import returned
from articles.models import Hold, Story

SHOWN = 8
MANY = 100


@dataclass
class Pile:
    """Some rows in their order, and the list that all of them stand in.

    Rows of other models than stories say by ``told`` what is shown of them: ``story``, ``headline``, ``language``,
    ``at``, ``said`` and ``who``. A queue's own page, whose address goes on with ``&``, shows one row at a time.
    """

    key: str
    rows: QuerySet[Any]
    title: str = ""
    address: str = ""
    sort: str = "at"
    told: dict[str, Any] = field(default_factory=dict)
    is_queue: bool = False
    items: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0

    @property
    def counted(self) -> str:
        return f"{MANY - 1}+" if self.count >= MANY else str(self.count)


def fill(piles: list[Pile], *, user) -> None:
    """Fetch what each pile shows, and how much more there is."""
    of_stories = [pile for pile in piles if pile.rows.model is Story]
    others = [pile for pile in piles if pile.rows.model is not Story]
    for group, fetch in ((of_stories, _stories), (others, _hanging)):
        if not group:
            continue
        first, *more = [fetch(pile) for pile in group]
        found = list(first.union(*more, all=True) if more else first)
        for pile in group:
            rows = [
                {name.removeprefix("of_"): value for name, value in row.items()}
                for row in found
                if row["pile"] == pile.key
            ]
            pile.items = sorted(rows, key=_order(pile))
    # In its order, in which an index has a pile alone: PostgreSQL takes the few that are late to be soon met among all
    # stories, and went through these.
    counts = {pile.key: Capped(pile.rows.values("pk")[:MANY]) for pile in piles}
    counted = User.objects.filter(pk=user.pk).values(**counts).get() if counts else {}
    for pile in piles:
        pile.count = counted[pile.key]


def _order(pile):
    name = pile.sort.removeprefix("-")
    if name == "priority":
        return lambda row: (row["priority"], row["at"], row["pk"])
    if pile.sort.startswith("-"):
        return lambda row: (-row[name].timestamp(), -row["pk"])
    return lambda row: (row[name], row["pk"])


def _stories(pile):
    """The stories of a pile, without their texts. A slice in a union is beyond SQLite, hence by number."""
    open_holds = Hold.objects.filter(story=OuterRef("pk"), lifted_at=None)
    return (
        Story.objects.order_by()
        .filter(pk__in=Subquery(pile.rows.values("pk")[:SHOWN]))
        .annotate(
            pile=Value(pile.key, output_field=CharField()),
            at=F("changed_at"),
            is_held=Exists(open_holds),
            is_returned=returned(),
            writer=account_name("writer_account"),
            reader=account_name("reader_account"),
        )
        .values(
            "pile", "pk", "headline", "slugline", "language", "stage", "priority", "at", "due_at", "words",
            "target_words", "writer", "writer_account", "writer_active_at", "reader", "reader_account",
            "reader_active_at", "embargo_until", "headline_is_provisional", "revision_number", "is_held",
            "is_returned",
        )
    )  # fmt: skip


def account_name(name):
    """The name of an account as the ledger gives it: the full one, where there is one."""
    full = Trim(Concat(f"{name}__first_name", Value(" "), f"{name}__last_name"))
    return Coalesce(NullIf(full, Value("")), f"{name}__username", Value(""), output_field=CharField())


def _hanging(pile):
    """What hangs on stories, in one form: whose story, when, what is said of it and by whom."""
    told = {
        "story": F("story_id"),
        "headline": F("story__headline"),
        "language": F("story__language"),
    } | pile.told
    texts = {
        f"of_{name}": Cast(told.get(name, Value("")), TextField())
        for name in ("headline", "language", "said", "who")
    }
    return (
        pile.rows.model.objects.order_by()
        .filter(pk__in=Subquery(pile.rows.values("pk")[:SHOWN]))
        .annotate(
            pile=Value(pile.key, output_field=CharField()), of_story=told["story"], of_at=told["at"], **texts
        )
        .values("pile", "pk", "of_story", "of_at", *texts)
    )
