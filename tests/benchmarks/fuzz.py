"""`python -m tests.benchmarks.fuzz`: copy that came to grief, read and parsed. Nothing may raise but what is meant to,
and no line may be lost.

Of each file: it is a story, refused, or no text; read again it is the same; each line that is not blank has one role,
and stands in a field or among those left out; the words of a line that is in a field are found in that field's text.
`--files` how many, `--seed` which, `--only` the one of that number, `--corpus` a folder whose files are used too.
"""

import argparse
import functools
import multiprocessing
import re
import sys
import time
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from articles.importing.finding.walking import Found
from articles.importing.formats import open_copy
from articles.importing.reading.copies import Copy, Lines
from articles.importing.reading.understanding import open_all
from articles.text import reading
from articles.text.parsing import ParsedStory, Role
from articles.text.parsing.labelled import without_label
from tests.benchmarks.framing import framed
from tests.benchmarks.mutating import SEEDS, mutated

FOUND = Found(Path("copy.txt"), "fuzz", "copy.txt")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
GRACE, PER_BYTE = 0.5, 40e-6
"""Seconds of one processor that a file may take to be read twice and checked, on one much slower than this one."""
SHOWN = 10
_IN_A_FORMAT, _DAMAGED = 0.4, 0.3
"""Shares of files: of those that hold their copy in a format, and of these that came to grief once more."""

_WORD = re.compile(r"[^\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NUMBER_IN_LIST = re.compile(r"^\s*\d{1,2}[.)]\s")
_NUMBER_OF_LINK = re.compile(r"\[\d{1,4}\]")
_WHOLE = frozenset({
    Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH, Role.SUBHEAD, Role.QUOTE, Role.LIST_ITEM, Role.RELATED_TITLE,
    Role.PROMO,
})  # fmt: skip
"""Roles whose lines go into their field with every word; of others (dates, credits) the label stays behind."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one file: its outcome, what is wrong ("" for nothing), its bytes and the seconds it took."""

    number: int
    outcome: str
    wrong: str
    size: int
    seconds: float


def main() -> None:
    asked = _asked()
    run = functools.partial(trial, seed=asked.seed, corpus=asked.corpus)
    if asked.only is not None:
        sys.exit(_show(run(asked.only), asked))
    started, outcomes, failed, slowest = time.monotonic(), Counter[str](), list[Trial](), list[Trial]()
    with multiprocessing.Pool() as pool:
        for done in pool.imap_unordered(run, range(asked.files), chunksize=50):
            outcomes[done.outcome] += 1
            failed += [done] if done.wrong else []
            slowest = sorted([*slowest, done], key=lambda one: one.seconds, reverse=True)[:3]
            if outcomes.total() % 20_000 == 0:
                rate = outcomes.total() / (time.monotonic() - started)
                print(f"{outcomes.total():,} files, {rate:,.0f} a second, {len(failed)} failed", flush=True)
    print(f"{outcomes.total():,} files: " + ", ".join(f"{n:,} {what}" for what, n in outcomes.most_common()))
    for one in slowest:
        print(
            f"Slowest: {one.seconds * 1000:,.0f} ms for {one.size:,} bytes (--seed {asked.seed} --only {one.number})"
        )
    for one in sorted(failed, key=lambda one: one.size)[:SHOWN]:
        _show(one, asked)
    sys.exit(f"{len(failed)} files failed." if failed else 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--corpus", type=Path)
    return parser.parse_args()


def _show(one: Trial, asked: argparse.Namespace) -> str | None:
    """Print what is wrong with a file, and the least of it that is still wrong."""
    print(
        f"\n{one.number}: {one.outcome}, {one.wrong or 'nothing wrong'} (--seed {asked.seed} --only {one.number})"
    )
    if not one.wrong or one.wrong.startswith("slow"):
        return one.wrong or None
    kind = _kind(one.wrong)
    least = minimised(
        file(one.number, asked.seed, asked.corpus), lambda data: _kind(checked(data)[1]) == kind
    )
    print(f"{least!r}\n{checked(least)[1]}")
    return one.wrong


def _kind(wrong: str) -> str:
    return wrong.partition(":")[0]


@functools.cache
def _seeds(corpus: Path | None) -> tuple[bytes, ...]:
    found = sorted(corpus.rglob("*")) if corpus else []
    return (*(seed.encode() for seed in SEEDS), *(path.read_bytes() for path in found if path.is_file()))


def file(number: int, seed: int, corpus: Path | None = None) -> bytes:
    """The bytes of one file of a run, the same each time: copy alone, or in a file of some format."""
    random = Random(f"{seed}:{number}")
    data = mutated(random, _seeds(corpus))
    if random.random() < _IN_A_FORMAT:
        data = framed(random, data.decode("utf-8", "replace")).encode("utf-8", "replace")
        data = mutated(random, [data]) if random.random() < _DAMAGED else data
    return data


def trial(number: int, *, seed: int, corpus: Path | None) -> Trial:
    """One file, made, read, parsed and checked."""
    data = file(number, seed, corpus)
    started = time.process_time()
    outcome, wrong = checked(data)
    seconds = time.process_time() - started
    if not wrong and seconds > GRACE + PER_BYTE * len(data):
        wrong = f"slow: {seconds:.2f} s for {len(data):,} bytes"
    return Trial(number, outcome, wrong, len(data), seconds)


def checked(data: bytes) -> tuple[str, str]:
    """What becomes of these bytes, and what is wrong with that; "" for nothing."""
    copy = Copy(FOUND, size=len(data), data=data)
    try:
        once, again = (list(open_all(copy, now=NOW)) for _ in range(2))
        pieces = open_copy(data, name=FOUND.filename) if any(part.story for part in once) else []
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
        return "raised", f"{type(error).__name__}: {error}"
    if any(part.refusal and part.refusal.code == "failed" for part in once):
        return "raised", "a story of it could not be read, see the log"
    outcome = once[0].refusal.code if once[0].refusal else "story"
    if once != again:
        return outcome, "other at the second reading"
    wrong = [
        lost(piece.text, part.lines, part.story)
        for part, piece in zip(once, pieces, strict=False)
        if part.story
    ]
    wrong += ["neither story nor refusal" for part in once if not (part.story or part.refusal)]
    return outcome, next(filter(None, wrong), "")


def lost(copy: str, lines: Lines, story: ParsedStory) -> str:
    """The first line of a file that is not accounted for, or whose words are not where they are said to be."""
    out = Counter(number for number, _, _ in lines.left_out)
    if twice := [number for number, times in out.items() if times > 1]:
        return f"left out twice: lines {twice}"
    held = _held(story, lines)
    for number, text in enumerate(reading.split_lines(copy), 1):
        found = words(_bare(text, lines.roles.get(number)))
        if found and (number not in lines.roles or number not in story.roles):
            return f"without a role: line {number}, {text[:80]!r}"
        if found and number not in out and (missing := _missing(found, held[number], lines.roles[number])):
            return f"words lost: {missing[:5]} of line {number} ({lines.roles[number]}), {text[:80]!r}"
    return ""


def _bare(text: str, role: Role | None) -> str:
    """What a line says without the number that counts it among titles, or the label that calls it by its role."""
    if role in (Role.RELATED_TITLE, Role.PROMO):
        return _NUMBER_IN_LIST.sub("", text)
    return without_label(text.strip(), role) if role in (Role.HEADLINE, Role.STANDFIRST) else text


def _missing(wanted: frozenset[str], held: Sequence[str], role: Role) -> list[str]:
    """The words of a line that are in none of the texts that hold it, though they ought to be."""
    there = frozenset[str]()
    missing = wanted
    for text in held:
        missing, there = missing - words(text), there | words(text)
    if role in _WHOLE or not any(held):
        return sorted(missing)
    # Of a date or a credit the label stays behind, glued to it or not, and the name may be nothing but signs.
    excused = not there or any(known in word for known in there for word in wanted)
    return [] if excused else sorted(missing)


@functools.lru_cache(maxsize=64)  # all lines of a wrapped paragraph are looked for in it
def words(text: str) -> frozenset[str]:
    """The words of a line: a wire's codes are gaps between them, signs that shape others are nothing, and a letter is
    the same whether its accent is a sign of its own or not.
    """
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", text))
    if not text.isprintable():
        text = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return frozenset(_WORD.findall(_NUMBER_OF_LINK.sub("", text).casefold()))


def _held(story: ParsedStory, lines: Lines) -> dict[int, list[str]]:
    """For each line the texts of all that say that they hold it, and what was cut from it."""
    held = defaultdict[int, list[str]](list)
    pieces = [(passage.lines, passage.text) for passage in story.passages]
    pieces += [((number,), text) for number, text, _ in lines.cuts]
    pieces += [(numbers, _said(getattr(story, name, ""))) for name, numbers in story.evidence.items()]
    pieces += _others(story)
    for numbers, text in pieces:
        for number in numbers:
            held[number].append(text)
    return held


def _others(story: ParsedStory) -> Iterator[tuple[tuple[int, ...], str]]:
    """Other stories with their lines: a title says only where it begins, and its date is below."""
    begins = [item.line for item in story.related]
    for number in (*story.evidence.get("related", ()), *story.evidence.get("promos", ())):
        item = story.related[bisect_right(begins, number) - 1]
        yield (number,), f"{item.title}\n{item.raw_date}"


def _said(value: object) -> str:
    """The words of a field; of other stories' titles, which are looked for by their lines, none."""
    if isinstance(value, tuple):
        return "\n".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else getattr(value, "raw", "")


def minimised(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """The least of a file that still fails: without what can be taken out, by lines first, then by bytes."""
    for join, pieces in ((b"\n", data.split(b"\n")), (b"", None)):
        left: Sequence[bytes] = pieces if pieces is not None else [data[i : i + 1] for i in range(len(data))]
        size = len(left) // 2
        while size and len(left) < 20_000:
            at = 0
            while at < len(left):
                less = [*left[:at], *left[at + size :]]
                if fails(join.join(less)):
                    left = less
                else:
                    at += size
            size //= 2
        data = join.join(left)
    return data


if __name__ == "__main__":
    main()
