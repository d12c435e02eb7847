"""How ``import_stories`` may be called: which options go together, whom they name, and what run they mean."""

import os
import shlex
import sys
from argparse import ArgumentParser, _ArgumentGroup
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandError

from articles import importing
from articles.importing.finding.paths import is_folder
from articles.management import asking
from articles.management.watching import INTERVAL
from articles.models import ImportRun
from articles.rules import Refused

STDIN = "-"
"""The path that stands for standard input."""
KEPT = ("collection", "publish", "undated", "sample", "name", "manifest", "pattern", "columns")
"""Options that a run which was stopped goes on with."""

MANIFEST = "manifest_sha256"
"""The option by which a run knows the manifest that it read."""

_KNOWS = {
    "undo": "--undo RUN knows its files",
    "resume": "--resume RUN knows its paths and options",
    "accept": "--accept RUN does what that dry run showed",
    "watch": "--watch FOLDER makes drafts of what arrives there",
}
"""Options that say by themselves which files are meant."""
_BESIDE = {
    "undo": {"by", "yes"},
    "resume": {"report", "workers", "rules"},
    "accept": {"by", "publish", "undated", "report", "workers"},
    "watch": {"collection", "by", "workers", "rules", "interval", "pattern", "columns"},
}
"""What may stand beside each of them."""
_LONGEST_NAME = 200
_NEEDS = {"yes": "undo", "interval": "watch", "undated": "publish"}
"""Options that mean something only beside another."""
_OWN = (
    "collection", "dry_run", "report", "publish", "by", "undated", "workers", "resume", "accept", "rules", "undo",
    "yes", "sample", "name", "watch", "interval", "manifest", "pattern", "columns",
)  # fmt: skip


def declare(parser: ArgumentParser) -> None:
    """Give the command its options."""
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="A file, a folder of them, or - for standard input.")
    add("--dry-run", action="store_true", help="Say what would become of each file, and make no story.")
    add("--report", metavar="FILE", help="Write a row for each file: .csv, .html, .json, .jsonl or .txt.")
    add(
        "--publish",
        action="store_true",
        help="Release the files' stories that are in no doubt and were never published; needs --by.",
    )
    add("--by", metavar="USER", help="The account that answers for the import.")
    add("--undated", metavar="DATE", help="With --publish: the day of stories whose file has no date.")
    add(
        "--workers",
        metavar="N",
        help="Processes that read files, 0 for none but the command's own (default: one a processor for 100 files and "
        "more, else none). One that hangs at a file for NEWSROOM_READ_SECONDS (120 unless set) is ended and the file "
        "refused; where there are none, the command hangs.",
    )
    add(
        "--resume",
        metavar="RUN",
        help="Go on with a run that was stopped, as it was called: with the files that it does not have.",
    )
    add(
        "--accept",
        metavar="RUN",
        help="Import what a dry run showed, with its paths and options; files changed since are refused.",
    )
    add(
        "--sample",
        metavar="N",
        help="Take only so many files, of every shape and from every folder; usually with --dry-run.",
    )
    add(
        "--watch",
        metavar="FOLDER",
        help="Take files as they arrive there, each once nobody is writing it, until Ctrl-C.",
    )
    add("--interval", metavar="SECONDS", help=f"With --watch: between two looks (default: {INTERVAL}).")
    add(
        "--undo",
        metavar="RUN",
        help="Spike what a run made and nobody touched, and take it from readers; needs --by.",
    )
    add("--yes", action="store_true", help="With --undo: do not ask.")
    _declare_knowledge(parser.add_argument_group("what is known of the files"))


def _declare_knowledge(group: _ArgumentGroup) -> None:
    add = group.add_argument
    add("--collection", default="", help="What the files are known by (default: the folder's name).")
    add("--name", help="What the file that comes by standard input is called (default: stdin).")
    add(
        "--manifest",
        metavar="FILE.csv",
        help="A table that names files, and says what they lack: old URL, headline, date, section, language, source. "
        "It wins over what is read in files that are new or changed.",
    )
    add(
        "--pattern",
        metavar="PATTERN",
        help="What paths say, such as {year}/{month}/{id}-*.txt: in braces year, month, day, hour, minute, id, slug.",
    )
    add(
        "--columns",
        metavar="MAP",
        help="Which columns of tables of stories mean what: headline=Titel,body=Text.",
    )
    add(
        "--rules",
        metavar="FILE",
        help="Take in rules of lines first, as the desk exports them; a dry run only tries them.",
    )


def check(options: Mapping[str, Any]) -> None:
    """Refuse a call whose options do not go together, with the first sentence that says why."""
    for sentence in _wrong(options):
        _refuse(sentence)


@dataclass(frozen=True, slots=True)
class Recalled:
    """The run that a call goes on with, and the dry run that it carries out, where there are such."""

    stopped: ImportRun | None = None
    accepts: ImportRun | None = None


def recall(options: dict[str, Any]) -> Recalled:
    """The runs that a call names; their paths and options take their places again."""
    if options["resume"] is not None:
        run = _run(options["resume"], "go on with")
        if run.finished_at or run.undone_at:
            was = "undone" if run.undone_at else "finished"
            _refuse(f"Run {run.pk} was {was}: there is nothing to go on with.")
        options |= {"dry_run": run.is_dry, "by": run.by.get_username() if run.by else None}
        recalled = Recalled(run, run.accepts)
    elif options["accept"] is not None:
        run = _run(options["accept"], "carry out")
        try:
            importing.check_accept(run)
        except Refused as problem:
            _refuse(str(problem))
        if run.uploads.exists():
            _refuse(
                f"What run {run.pk} showed was dropped in the desk: it is imported from the run's page there."
            )
        recalled = Recalled(None, run)
    else:
        return Recalled()
    options |= {name: run.options[name] for name in KEPT if name in run.options}
    options["paths"] = run.options.get("paths", [])
    return recalled


def supply(options: Mapping[str, Any], recalled: Recalled) -> importing.Supply:
    """What the run is told of its files. A manifest must be what it was when the run that is recalled read it."""
    run = recalled.stopped or recalled.accepts
    try:
        if run and run.uploads.exists():
            return importing.supplied(run)
        supply = importing.supply(
            **{name: options[name] or "" for name in ("manifest", "pattern", "columns")}
        )
    except Refused as problem:
        _refuse(str(problem))
    if run and supply.manifest and supply.manifest.sha256 != run.options.get(MANIFEST):
        _refuse(f"{supply.manifest} changed since run {run.pk} read it: put it back, or call anew.")
    return supply


def fitted(supply: importing.Supply, walk: importing.Walk) -> importing.Supply:
    """The same, for the files that the run has."""
    supply = supply.among(walk.files)
    try:
        supply.check(walk.files)
    except Refused as problem:
        _refuse(str(problem))
    return supply


def kept(options: Mapping[str, Any], supply: importing.Supply) -> dict[str, Any]:
    """What a run keeps of how it was called, so that it can go on and be carried out from wherever."""
    kept = {name: options[name] for name in KEPT if options[name]}
    kept["paths"] = [path if path == STDIN else _absolute(path) for path in options["paths"]]
    if supply.manifest:
        kept |= {"manifest": _absolute(kept["manifest"]), MANIFEST: supply.manifest.sha256}
    return kept


def by(run: ImportRun) -> str:
    """The option that names who answers for a run, for the call that follows."""
    return f" --by {shlex.quote(run.by.get_username())}" if run.by else ""


def _absolute(path: str) -> str:
    return importing.as_text(Path(path).absolute())


def asked(options: Mapping[str, Any]) -> dict[str, Any]:
    """The account, the day and the numbers that were named."""
    who = asking.releaser if options["publish"] else asking.account
    return {
        "by": who(options["by"]) if options["by"] else None,
        "undated": asking.day(options["undated"]) if options["undated"] else None,
        "workers": None if options["workers"] is None else asking.workers(options["workers"]),
        "interval": INTERVAL
        if options["interval"] is None
        else asking.whole("--interval", options["interval"]),
        "sample": None if options["sample"] is None else asking.whole("--sample", options["sample"]),
    }


def _wrong(options: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a call, a sentence at a time."""
    yield from _mixed(options)
    knows = any(options[name] is not None for name in _KNOWS)
    unsigned, named = not options["by"], options["name"] is not None
    wrong = {
        "--undo needs --by USER: it is somebody's act.": options["undo"] is not None and unsigned,
        "--publish needs --by USER: a release is somebody's act.": options["publish"] and unsigned,
        "--publish writes and --dry-run does not: choose one.": options["publish"] and options["dry_run"],
        "--watch needs a folder that is there.": options["watch"] is not None
        and not (options["watch"] and is_folder(options["watch"])),
        "--collection holds at most 120 characters.": len(options["collection"]) > 120,
        "--collection holds signs that no name has.": importing.as_text(options["collection"])
        != options["collection"],
        **{
            f"{_option(name)} was given, and is empty.": options[name] == ""
            for name in ("manifest", "pattern", "columns")
        },
        "An empty path names no file; the current folder is '.'.": "" in options["paths"],
        "Standard input is closed: nothing comes by -.": STDIN in options["paths"] and sys.stdin is None,
        "Standard input can be given once.": options["paths"].count(STDIN) > 1,
        "--name goes with the path -, standard input.": named and STDIN not in options["paths"],
        "--name is the name of a file, and no path.": named and not _is_name(options["name"]),
        "Give at least one path, or --resume RUN, --accept RUN, --undo RUN or --watch FOLDER.": not (
            options["paths"] or knows
        ),
    }
    yield from (sentence for sentence, applies in wrong.items() if applies)


def _mixed(options: Mapping[str, Any]) -> Iterator[str]:
    """Options that do not go together, or not without another."""
    given = {name for name in _OWN if options[name] not in (None, False, "")}
    for name, knows in _KNOWS.items():
        if options[name] is None:
            continue
        if options["paths"]:
            yield f"{knows}: give no path."
        yield from (
            f"{knows}: leave {_option(other)} out." for other in sorted(given - _BESIDE[name] - {name})
        )
    for name, other in _NEEDS.items():
        if options[name] and not options[other]:
            yield f"{_option(name)} goes with {_option(other)}."


def _is_name(text: str) -> bool:
    """Whether a file can be called so, wherever it lies."""
    return text.strip() not in ("", ".", "..") and "/" not in text and len(os.fsencode(text)) <= _LONGEST_NAME


def _run(value: Any, purpose: str) -> ImportRun:
    number = asking.run_number(value)
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        _refuse(f"There is no run {number} to {purpose}.")
    if not (run.options.get("paths") or run.uploads.exists()):
        _refuse(f"Run {number} keeps no files, and no paths of any, to {purpose}.")
    return run


def _refuse(sentence: str) -> NoReturn:
    raise CommandError(sentence, returncode=asking.WRONG_CALL)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
