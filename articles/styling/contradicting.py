"""What a list of words says against a list that is in force, or against how the desk spells a name.

Whoever proofreads would be told to write one thing, and then the other. Lists meet where a story can be under both.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db.models import Q

from articles import stylebook
from articles.models import KnownName, StyleRule, some_of
from articles.text import style
from articles.text.naming import key_of
from articles.text.style import Finding, HouseRule

_AT_ONCE = 500
Standing = KnownName.Standing


def contradiction(rule: StyleRule) -> str:
    """A sentence that says what a rule contradicts, the first that is found; "" where it contradicts nothing."""
    if rule.kind != rule.Kind.WORDS:
        return ""
    mine = stylebook.rule_of(rule)
    here = Q(section=None) | Q(section=rule.section_id) if rule.section_id else Q()
    others = StyleRule.objects.live().filter(here, kind=rule.Kind.WORDS).exclude(pk=rule.pk)
    for other in others:
        theirs = stylebook.rule_of(other)
        if _meet(mine.language, theirs.language) and (said := _said(mine, theirs)):
            return f"The rule “{other.name}”, which is in force, contradicts it: {said}. Change one of them."
    return _of_names(mine)


def _meet(one: str, other: str) -> bool:
    return not one or not other or style.is_within(one, other) or style.is_within(other, one)


def _said(mine: HouseRule, theirs: HouseRule) -> str:
    """How two lists contradict each other."""
    own, its = _changes(mine), _changes(theirs)
    for words, found in chain(_found(theirs, own), _found(mine, its)):
        right = own.get(words) or its[words]
        is_whole = found.end - found.start == len(words)
        if is_whole and found.replacement and found.replacement.casefold() != right.casefold():
            return f"“{words}” would be “{right}” by one, and “{found.replacement}” by the other"
    puts_in = chain(_found(theirs, own.values()), _found(mine, its.values()))
    return next((f"one puts in “{words}”, which the other finds" for words, _ in puts_in), "")


def _changes(rule: HouseRule) -> dict[str, str]:
    """What a list finds, with what it puts there, for entries that say."""
    told = ((wrong, right or rule.replacement) for wrong, right in style.entries(rule.find))
    return {wrong: right for wrong, right in told if right}


def _found(rule: HouseRule, texts: Iterable[str]) -> Iterator[tuple[str, Finding]]:
    """What a rule finds in each of some words, which stand by themselves."""
    copy = style.of_fields(passages=[("text", words) for words in texts], language=rule.language or "en")
    for one in style.findings(style.made(rule), copy):
        yield copy.of(copy.parts[copy.number_of(one.start)]), one


def _of_names(mine: HouseRule) -> str:
    """How a list contradicts the desk's spelling of a name."""
    changes = _changes(mine)
    held: dict[str, KnownName] = {}
    for keys in some_of(sorted({key_of(words) for words in chain(changes, changes.values())}), _AT_ONCE):
        rows = KnownName.objects.filter(key__in=keys, standing__in=[Standing.PREFERRED, Standing.WRONG])
        held |= {row.key: row for row in rows.select_related("meant")}
    for wrong, right in changes.items():
        if (put_in := held.get(key_of(right))) and not right.islower() and right != _written(put_in):
            return f"We write “{_written(put_in)}”, and it puts in “{right}”. Change it, or the spelling."
        changed = held.get(key_of(wrong))
        if changed is None or (name := _written(changed)) == right:
            continue
        if changed.meant or any(_found(mine, [name])):
            return f"We write “{name}”, which it would have as “{right}”. Change it, or forget the name."
    return ""


def _written(row: KnownName) -> str:
    return (row.meant or row).spelling
