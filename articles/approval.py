"""What has been read, by whom, and what has not: the facts that sign-offs give (law 5)."""

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Q

from articles.models import Proofreader, Revision, Story
from articles.text.blocks import Text
from articles.text.diff import surviving

SHOWN = {
    "related": "related coverage",
    "translation_of_id": "translation",
    "genre": "kind of piece",
    "pictures": "pictures",
    "topics": "topics",
    "writers": "writers",
    "source_id": "source",
    "proofreader_id": "proofreader",
    "proofreader_credit": "proofreader as printed",
    "published_at": "date",
    "published_precision": "date",
    "correction_severity": "correction’s severity",
}
"""What readers see of a story that its digest does not cover: its name in ``Revision.details``, and in a sentence."""


def survivors(
    story: Story, author: str, text: Text, before: Iterable[Revision] | None = None
) -> dict[str, int]:
    """Words of ``text``, the next revision of ``story``, by who first typed them (see ``text.authorship``).

    ``before`` are all its revisions in order, where they are at hand.
    """
    history = _history(story, story.revision_number) if before is None else _passages(before)
    return surviving([*history, (author, text)])


def _history(story: Story, number: int) -> list[tuple[str, Text]]:
    if not number:
        return []
    revisions = story.revisions.filter(number__lte=number).defer("details", "surviving").order_by("number")
    return _passages(revisions)


def _passages(revisions: Iterable[Revision]) -> list[tuple[str, Text]]:
    return [(revision.author_key(), revision.text()) for revision in revisions]


class Approval:
    """What has been read of one story as it stands, or as it was at revision ``number``.

    Each fact is fetched once: after a write, ask anew.
    """

    def __init__(self, story: Story, number: int | None = None) -> None:
        self.story = story
        self.number = story.revision_number if number is None else number

    @cached_property
    def revisions(self) -> list[Any]:
        """All revisions in order until this one, without their texts but for captions."""
        fields = (
            "number",
            "author",
            "author_name",
            "from_file",
            "words_of",
            "digest",
            "caption_list",
            "details",
            "surviving",
            "created_at",
        )
        rows = self.story.revisions.filter(number__lte=self.number)
        return list(rows.only("story", *fields).order_by("number"))

    @property
    def digest(self) -> str:
        """Of the text that is asked about."""
        is_held = self.number == self.story.revision_number
        return self.story.digest if is_held else str(self.revisions[-1].digest)

    @cached_property
    def signoffs(self) -> list[Any]:
        """All that was ever signed, with the ``number`` of the revision, whether it is ``undone``, and the number of
        the public name, ``named``, that the signer's account is linked to.
        """
        rows = self.story.signoffs.annotate(
            number=F("revision__number"), undone=F("taken_back"), named=F("signer__proofreader")
        )
        return list(rows.order_by("signed_at", "id"))

    @cached_property
    def standing(self) -> list[Any]:
        return [signoff for signoff in self.signoffs if signoff.undone is None]

    @property
    def signers(self) -> dict[int, str]:
        """Account and name of each who has signed exactly this text, first signer first."""
        return {row.signer_id: row.signer_name for row in self.standing if row.digest == self.digest}

    @property
    def is_proofread(self) -> bool:
        """Whether a proofreader has signed exactly this text: second persons alone do not pass one."""
        return any(row.digest == self.digest and not row.is_second for row in self.standing)

    def credited(self, besides: Any | None = None) -> Proofreader | None:
        """Whom readers are told of as its proofreader where the story itself names nobody.

        Of the proofreaders who have signed exactly this text, and ``besides`` as if that account had, it is the first
        who has no words in it, or else the first; nobody, as long as words of it wait for a second reader. Only who
        stands among the public names can be told of: an account that is linked to none is the desk's own affair.
        """
        if self.story.proofreader_id or self.story.proofreader_credit:
            return None
        held = [row for row in self.standing if row.digest == self.digest and not row.is_second]
        signers = [(row.signer_id, row.named) for row in held if row.named]
        if besides and besides.has_perm("articles.sign_story"):
            signers += Proofreader.objects.filter(user=besides).values_list("user_id", "pk")
        if not signers or self.unread_authors((besides.pk,) if besides else ()):
            return None
        signers.sort(key=lambda signer: f"user:{signer[0]}" in self.surviving)
        first: Proofreader = Proofreader.objects.select_related("merged_into").get(pk=signers[0][1])
        named: Proofreader = first.standing()
        return named

    @cached_property
    def surviving(self) -> dict[str, int]:
        """Words of the text by author key, most first."""
        counted = self.revisions[-1].surviving
        if counted is None:
            counted = surviving(_history(self.story, self.number))
        # PostgreSQL keeps the keys of JSON in an order of its own.
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def unread_authors(self, besides: tuple[int, ...] = ()) -> list[str]:
        """Those whose words, or cuts, nobody else has signed: names, "the imported file" for a file's.

        ``besides`` are accounts taken to have signed as well. Who only took words out left none that survive: a
        change of theirs that came after everybody else's last sign-off still needs a second reader.
        """
        holders = {*self.signers, *besides}
        keys = {f"user:{pk}" for pk in holders}
        # A file, a rule, a suggestion that somebody else accepted are signed for by anybody.
        authors = dict.fromkeys(author for author in self.surviving if not keys - {author})
        authors |= dict.fromkeys(self._cutters(holders))
        return [self._author_name(key) for key in authors]

    def is_passed(self, besides: tuple[int, ...] = ()) -> bool:
        """Whether readers may see the story as it stands.

        Every word of it has been passed by somebody who did not write it (law 5), and what
        the digest does not cover was there when it was signed or has been changed by an editor since.
        """
        if not self.is_proofread and not besides:
            return False
        return not self.unread_authors(besides) and (bool(besides) or not self.unread_details)

    @cached_property
    def unread_details(self) -> dict[str, str]:
        """What readers see beside the text and nobody has looked at: each name of ``SHOWN``, and who changed it.

        That is what was changed after the last sign-off of the text by somebody who may not publish.
        """
        proofread = (row for row in self.standing if row.digest == self.digest and not row.is_second)
        numbers = [row.number for row in proofread]
        if not numbers:
            return {}
        later = [revision for revision in self.revisions if revision.number >= max(numbers)]
        changes = [
            (name, after)
            for before, after in pairwise(later)
            for name in SHOWN
            if before.detail(name) != after.detail(name)
        ]
        trusted = _publishers({revision.author_id for _, revision in changes})
        unread: dict[str, str] = {}
        for name, revision in changes:
            unread[name] = revision.author_name
            if revision.author_id in trusted:
                del unread[name]
        return unread

    def _cutters(self, holders: set[int]) -> list[str]:
        """Accounts that changed the text after anybody else last signed it, and that no holder signs for.

        Who only took up what a rule or somebody else proposed is none: two have looked at that already. Nor is who
        chose another headline out of the file, as long as nobody had read the one that it takes the place of.
        """
        signed: dict[int, int] = {}
        for row in self.standing:
            signed[row.signer_id] = max(row.number, signed.get(row.signer_id, 0))
        found, digest = [], ""
        for revision in self._telling():
            author = revision.author_id
            changed, digest = revision.digest != digest, revision.digest
            read = max((last for pk, last in signed.items() if pk != author), default=0)
            is_own = changed and author and not _is_taken_up(revision, read)
            if is_own and revision.number > read and not holders - {author}:
                found.append(f"user:{author}")
        return found

    def _telling(self) -> list[Any]:
        """The revisions that made the text what it is. What somebody changed and undid word for word, with nobody
        else's change and no sign-off in between, did nothing to it.
        """
        telling: list[Any] = []
        signed = {row.number for row in self.standing}
        for revision in self.revisions:
            place = next((n for n, one in enumerate(telling) if one.digest == revision.digest), None)
            since = telling[place + 1 :] if place is not None else []
            if since and all(
                one.author_id == revision.author_id and one.number not in signed for one in since
            ):
                del telling[len(telling) - len(since) :]
            else:
                telling.append(revision)
        return telling

    def _author_name(self, key: str) -> str:
        if key.startswith("file:"):
            return "the imported file"
        rows = self.revisions
        names: list[str] = [
            row.author_name for row in rows if key in (row.author_key(), f"user:{row.author_id}")
        ]
        return names[-1] if names else key


def _is_taken_up(revision: Any, read: int) -> bool:
    """Whether a revision's words, and what they take the place of, are not its author's own choice."""
    kind = revision.words_of.partition(":")[0]
    return kind in ("rule", "suggestion") or (kind == "file" and not read)


def _publishers(pks: set[Any]) -> set[int]:
    """Which of these accounts may publish: an editor's own change needs no second look."""
    accounts = User.objects.filter(pk__in=pks - {None})
    if not pks - {None}:
        return set()
    right = {"content_type__app_label": "articles", "codename": "publish_story"}
    by_group = Q(**{f"groups__permissions__{name}": value for name, value in right.items()})
    by_self = Q(**{f"user_permissions__{name}": value for name, value in right.items()})
    return set(accounts.filter(Q(is_superuser=True) | by_group | by_self).values_list("pk", flat=True))


def is_passed(story: Story) -> bool:
    """Whether readers may see the story as it stands; see ``Approval.is_passed``."""
    return Approval(story).is_passed()


def unread_authors(story: Story) -> list[str]:
    """Names of those whose words nobody else has passed; see ``Approval.unread_authors``."""
    return Approval(story).unread_authors()


def unread_details(story: Story) -> dict[str, str]:
    """What readers see beside the text and nobody has looked at; see ``Approval.unread_details``."""
    return Approval(story).unread_details
