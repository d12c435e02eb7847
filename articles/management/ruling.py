"""``import_stories --rules FILE``: rules that are kept, or by a dry run only tried."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from articles import importing
from articles.importing.wording import counted
from articles.management import asking
from articles.management.calls import Recalled
from articles.rules import Refused


def take_rules(
    options: dict[str, Any], by: Any, recalled: Recalled, say: Callable[[list[str]], None]
) -> dict[str, Any]:
    """Let the rules in a file hold for this run and those to come, and those that an accepted dry run tried.

    Gives the option of a dry run, which has its rules to itself until it is accepted.
    """
    given = importing.rules_tried_by(recalled.accepts) if recalled.accepts else []
    try:
        if options["rules"] is not None:
            given = importing.load_rules(options["rules"])
        if not given:
            return {}
        if options["dry_run"]:
            return _try(importing.rules_to_try(given), recalled, say)
        new = importing.take_rules_in(given, by=by, now=timezone.now(), by_name="import_stories")
    except Refused as problem:
        raise CommandError(f"--rules: {problem}", returncode=asking.WRONG_CALL) from None
    say([f"{new:,} of {counted(len(given), 'rule')} {'is' if new == 1 else 'are'} new."])
    return {}


def _try(tried: dict[str, Any], recalled: Recalled, say: Callable[[list[str]], None]) -> dict[str, Any]:
    if run := recalled.stopped:
        run.options |= tried
        run.save(update_fields=["options"])
    (rules,) = tried.values()
    say([f"{counted(len(rules), 'rule')} tried: a run that accepts this one keeps them."])
    return tried
