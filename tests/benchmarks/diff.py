"""`python -m tests.benchmarks.diff`: how long a story of 6,000 words takes to compare, with every kind of change in
it, a moved block among them; and which kinds the comparison marks."""

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from articles.text.blocks import Text, word_count
from articles.text.diff import BlockChange, Comparison, compare
from articles.text.particulars import common_words, pieces

PARAGRAPHS, WORDS, RUNS, TARGET = 100, 60, 9, 100
KINDS = {
    "words", "number", "name", "link", "emphasis", "language", "heading", "list", "inserted", "deleted", "moved",
    "moved and edited", "split", "joined", "field", "captions",
}  # fmt: skip


def main() -> None:
    old, new = story(), edited(story())
    print(
        f"A story of {word_count(old.body):,} words in {PARAGRAPHS} paragraphs, compared; target {TARGET} ms"
    )
    took = timed("one change of every kind, ten paragraphs moved", old, new)
    timed("every paragraph edited, a third of them moved", old, rewritten(old))
    found = marked(compare(old, new), common_words([old.body, new.body]))
    print(
        f"Kinds of change marked: {len(found & KINDS)} of {len(KINDS)}: {', '.join(sorted(found & KINDS))}."
    )
    if missing := KINDS - found:
        raise SystemExit(f"Not marked: {', '.join(sorted(missing))}.")
    if took > TARGET:
        raise SystemExit(f"Slower than {TARGET} ms.")


def timed(name: str, old: Text, new: Text) -> float:
    """The median of several runs, in ms of one processor: what else the machine does counts for nothing."""
    took = []
    for _ in range(RUNS):
        started = time.process_time()
        compare(old, new)
        took.append(1_000 * (time.process_time() - started))
    print(f"{name:<50}{statistics.median(took):>8.1f} ms{max(took):>10.1f} ms at most")
    return statistics.median(took)


def story() -> Text:
    """Copy without sense, made by program: what matters is how its words are spread."""
    return Text(
        headline="Harbour shut", standfirst="", byline="", dateline="", language="en",
        body="".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs()),
        captions=(("The quay at noon.", "Ann"),), source="", correction="",
    )  # fmt: skip


def edited(old: Text) -> Text:
    """The same story with one change of every kind, and a block of ten paragraphs moved."""
    paragraphs = _paragraphs()
    html = {place: f"<p>{paragraph}</p>" for place, paragraph in enumerate(paragraphs)}
    words = paragraphs[2].split()
    html[2] = f"<p>{' '.join([*words[:9], 'harbourish', *words[10:]])}</p>"
    html[4] = html[4].replace("number 4 ", "number 41 ")
    html[6] = html[6].replace("Marlow", "Merlow")
    html[8] = html[8].replace("Marlow", '<a href="https://example.org/">Marlow</a>')
    html[10] = html[10].replace("Marlow", "<em>Marlow</em>")
    html[12] = html[12].replace("<p>", '<p lang="fr">')
    html[14] = html[14].replace("p>", "h2>")
    html[16] = f"<ul><li>{paragraphs[16]}</li></ul>"
    html[18] += f"<p>{_sentence(random.Random(7))}</p>"
    del html[20]
    cut = paragraphs[22].index(". ") + 1
    html[22] = f"<p>{paragraphs[22][:cut]}</p><p>{paragraphs[22][cut:]}</p>"
    html[24] = f"<p>{paragraphs[24]} {paragraphs[25]}</p>"
    del html[25]
    order = [place for place in html if not 40 <= place < 50]
    order[order.index(80) : order.index(80)] = range(40, 50)
    order.remove(30)
    order.insert(order.index(70), 30)
    html[30] = html[30].replace("Marlow", "Quill")
    body = "".join(html[place] for place in order)
    return replace(old, headline="Harbour open", body=body, captions=(("The quay at noon.", "Bo"),))


def rewritten(old: Text) -> Text:
    """The story with four words changed in every paragraph, and its first third behind the others."""
    pick, paragraphs = random.Random(3), []
    for paragraph in _paragraphs():
        words = paragraph.split()
        for place in pick.sample(range(len(words)), k=4):
            words[place] = "edited"
        paragraphs.append(f"<p>{' '.join(words)}</p>")
    return replace(old, body="".join(paragraphs[PARAGRAPHS // 3 :] + paragraphs[: PARAGRAPHS // 3]))


def marked(comparison: Comparison, common: set[str]) -> set[str]:
    """The kinds of change that a comparison marks."""
    found = {"captions" if change.field == "captions" else "field" for change in comparison.fields}
    for block in comparison.blocks:
        found |= set(_kinds(block, common))
    return found


def _kinds(block: BlockChange, common: set[str]) -> Iterator[str]:
    yield {"insert": "inserted", "delete": "deleted", "move": "moved", "join": "joined"}.get(
        block.op, block.op
    )
    changed = [piece for piece in pieces(block.hunks, common) if not piece.kept]
    if block.op == "move" and changed:
        yield "moved and edited"
    if block.op == "change":
        yield from (particular for piece in changed for particular in piece.particulars or ("words",))
    for mark in block.marks:
        is_list = {mark.old, mark.new} & {"ul", "ol"}
        yield ("list" if is_list else "heading") if mark.kind == "kind" else mark.kind


def _paragraphs() -> list[str]:
    pick = random.Random(1)
    return [
        f"{_sentence(pick)} In number {place} Marlow {_sentence(pick).lower()}" for place in range(PARAGRAPHS)
    ]


def _sentence(pick: random.Random) -> str:
    vocabulary = ["the", "of", "and", "to", "in", "a"] * 30
    vocabulary += ["".join(pick.choices("aeioustrnl", k=pick.randint(3, 9))) for _ in range(300)]
    return " ".join(pick.choices(vocabulary, k=WORDS // 2 - 2)).capitalize() + "."


if __name__ == "__main__":
    main()
