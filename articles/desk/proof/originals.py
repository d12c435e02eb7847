"""The file that a story came from: the lines that each passage was read in, and headlines to choose from."""

from articles.desk.imports.sides import LARGE, sides
from articles.importing.reading import rereading
from articles.models import ImportedFile
from articles.text.alignment import opcodes, paired
from articles.text.keys import title_key
from articles.text.parsing import KEPT, Role

HEADLINES = 5
"""Headlines that are proposed: one digit each."""
_FIELDS = {"headline", "standfirst", "byline", "dateline", "published", "source"}
_NEVER = {
    role.value
    for role in (
        Role.DATE, Role.BYLINE, Role.SOURCE, Role.PROOFREADER, Role.RELATED_DATE, Role.RELATED_TITLE, Role.PROMO,
    )
}  # fmt: skip
"""Lines of a date or a name, and titles of other stories."""
_SHORTEST, _LONGEST, _TOP = 3, 18, 40


class Originals:
    """What a file gave to a story: read when the first of it is asked for. Of no file, and of a long one, nothing."""

    def __init__(self, story, *, now):
        self.file = (
            ImportedFile.objects.filter(story=story, size__lte=LARGE)
            .select_related("original", "run")
            .order_by("-run_id", "-pk")
            .first()
        )
        copy = rereading.again(self.file, now=now) if self.file else None
        self.parsed = copy.story if copy else None
        self.sides = sides(self.file, copy) if self.parsed else None

    @property
    def left_out(self):
        """The lines whose words are in no field of the story."""
        kept = {role.value for role in KEPT}
        return [line for line in self.sides.lines if line.text.strip() and line.role not in kept]

    def put_beside(self, rows):
        """Give each row the lines that its words were read in."""
        if not self.sides:
            return
        lines = {line.number: line for line in self.sides.lines}
        for row, numbers in self._read_in(rows):
            row.lines = [lines[number] for number in numbers if number in lines]

    def _read_in(self, rows):
        for row in rows:
            if row.passage.field in _FIELDS:
                yield row, self.parsed.evidence.get(row.passage.field, ())
        body = [row for row in rows if row.passage.field == "body" and row.passage.text]
        passages = self.parsed.passages
        for old, new in _pairs([one.text for one in passages], [row.passage.text for row in body]):
            yield body[new], passages[old].lines

    def headlines(self, held):
        """Headlines that the file could mean instead of ``held``, the likeliest first."""
        if not self.sides:
            return []
        offered = [self.parsed.headline or "", self.parsed.proposed_headline or ""]
        offered += [line.text for line in self.sides.lines[:_TOP] if line.role not in _NEVER]
        found = {title_key(held): ""}
        for text in map(_as_headline, offered):
            if text:
                found.setdefault(title_key(text), text)
        return [text for text in found.values() if text][:HEADLINES]


def _pairs(old, new):
    """Which of the new passages was which of the old: pairs of places."""
    for step in opcodes(old, new):
        if step.same:
            yield from zip(range(step.i1, step.i2), range(step.j1, step.j2), strict=True)
        else:
            among = paired(old[step.i1 : step.i2], new[step.j1 : step.j2])
            yield from ((step.i1 + i, step.j1 + j) for i, j in among)


def _as_headline(line):
    """A line as a headline; "" where it cannot be one: too short, too long, a sentence."""
    text = " ".join(line.split())
    count = len(text.split())
    is_one = _SHORTEST <= count <= _LONGEST and not text.endswith((".", ":", ",", ";")) and "http" not in text
    return text if is_one else ""
