"""What is told of stories, runs and files: a table each. What a token may not read is in none of its tables."""

from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from articles.api.shapes import (
    ADDRESS,
    MOMENT,
    NUMBER,
    TEXT,
    TEXT_OR_NONE,
    YES_OR_NO,
    Field,
    list_of,
    schema_of,
    write,
)
from articles.desk.story_list import annotated, public_state
from articles.models import Outcome, Stage, StoryTopic
from articles.text.style import Severity
from articles.told import stamp

PUBLIC = ("never", "scheduled", "live", "unread", "withdrawn")
"""``unread`` is live: released from the archive, and read by nobody since."""
STATES = ("done", "working", "waits", "cut")
_NUMBER_OR_NONE = {"type": ["integer", "null"]}
_MOMENT_OR_NONE = {"type": ["string", "null"], "format": "date-time"}


@dataclass(frozen=True)
class Here:
    """Where the desk is asked: ``root`` is its address, with scheme and host."""

    root: str

    def url(self, name, *args, **query):
        address = urljoin(self.root, reverse(f"scripts:{name}", args=args))
        return f"{address}?{urlencode(query)}" if query else address

    def page(self, name, *args):
        return urljoin(self.root, reverse(f"admin:articles_{name}", args=args))


def _stamp(at):
    return stamp(at) if at else None


# ── Stories ──

STANDING = (
    Field("id", NUMBER, "The number of the story; it never changes.", lambda row, here: row.pk),
    Field("self", ADDRESS, "All of the story, here.", lambda row, here: here.url("story", row.pk)),
    Field("page", ADDRESS, "The story in the desk.", lambda row, here: here.page("story_change", row.pk)),
    Field("stage", TEXT | {"enum": list(Stage.values)}, "Where the working copy stands.", lambda row, here: row.stage),
    Field("public", TEXT | {"enum": list(PUBLIC)}, "What readers see of it; unread is live, from the archive.",
          lambda row, here: public_state(row)[0]),
    Field("is_scheduled", YES_OR_NO, "Whether something waits for its time.", lambda row, here: row.is_scheduled),
    Field("revision", NUMBER, "The number of its latest revision.", lambda row, here: row.revision_number),
    Field("changed_at", MOMENT, "When its words or its stage changed last.", lambda row, here: stamp(row.changed_at)),
)  # fmt: skip
"""Where a story stands: nothing of what it says."""
IN_LIST = (
    *STANDING,
    Field("headline", TEXT, "May be empty.", lambda row, here: row.headline),
    Field("slugline", TEXT, "The desk’s short name for it; may be empty.", lambda row, here: row.slugline),
    Field("language", TEXT, "Of its text: a tag as of BCP 47.", lambda row, here: row.language),
    Field("section", TEXT_OR_NONE, "The slug of its first topic.", lambda row, here: row.section),
    Field("digest", TEXT, "Of its text: sign-offs are for this.", lambda row, here: row.digest),
    Field("words", NUMBER, "Of its body.", lambda row, here: row.words),
    Field("open_doubts", NUMBER, "Of its import.", lambda row, here: row.open_doubts),
    Field("is_on_hold", YES_OR_NO, "Whether something must be cleared first.", lambda row, here: row.is_held),
)
FINDING = (
    Field("code", TEXT, "Of the rule.", lambda one, here: one.finding.code),
    Field("severity", TEXT | {"enum": [one.value for one in Severity]}, "How grave it is.",
          lambda one, here: one.finding.severity.value),
    Field("message", TEXT, "What is wrong.", lambda one, here: one.finding.message),
    Field("words", TEXT, "Which words.", lambda one, here: one.words),
    Field("field", TEXT, "Where they stand.", lambda one, here: one.where.field),
    Field("is_dismissed", YES_OR_NO, "Whether somebody decided that it is none.",
          lambda one, here: one.dismissal is not None),
)  # fmt: skip
MAY = (
    Field("act", TEXT, "Of those here.", lambda verdict, here: verdict.move.value),
    Field("refused", TEXT_OR_NONE, "Why not now, by this account; null where it may.",
          lambda verdict, here: verdict.reason or None),
)  # fmt: skip
WHOLE = (
    *IN_LIST,
    *(Field(name, TEXT, words, lambda row, here, name=name: getattr(row, name)) for name, words in {
        "standfirst": "May be empty.", "byline": "Names as printed; may be empty.", "dateline": "May be empty.",
        "body": "HTML.", "source_credit": "The source as printed; may be empty.",
        "proofreader_credit": "As copy claims it; no sign-off.", "correction": "The sentence of a correction.",
    }.items()),
    Field("published_at", TEXT_OR_NONE, "The date that it is printed with, no more exactly than it is known.",
          lambda row, here: stamp(row.published_at, row.published_precision) if row.published_at else None),
    Field("last_edition", NUMBER, "The number of its latest edition; 0 where there is none.",
          lambda row, here: row.case.editions[-1].number if row.case.editions else 0),
    Field("is_passed", YES_OR_NO, "Whether every word of it was read by somebody who did not write it.",
          lambda row, here: row.case.approval.is_passed()),
    Field("findings", list_of(schema_of(FINDING)), "What house style finds in it.",
          lambda row, here: [write(FINDING, one, here) for one in row.case.findings]),
    Field("acts", list_of(schema_of(MAY)), "What may be done with it.",
          lambda row, here: [write(MAY, verdict, here) for verdict in row.verdicts]),
)  # fmt: skip
DONE = (
    *STANDING,
    Field("edition", _NUMBER_OR_NONE, "The number of the edition that was made.", lambda row, here: row.made),
)


def with_standing(stories, now):
    """``stories`` with what the tables tell of each beside its own columns, in one query."""
    topics = StoryTopic.objects.filter(story=OuterRef("pk")).order_by("position", "id")
    return annotated(stories, now).annotate(section=Subquery(topics.values("topic__slug")[:1]))


# ── Imports ──

DOUBT = (
    Field("code", TEXT, "What kind it is of.", lambda doubt, here: doubt.code),
    Field("field", TEXT, "What it is about; empty for the file as a whole.", lambda doubt, here: doubt.field),
    Field("line", _NUMBER_OR_NONE, "Of the file.", lambda doubt, here: doubt.line),
    Field(
        "sentence",
        TEXT,
        "In words; without headlines, where the token may not read stories.",
        lambda doubt, here: doubt.sentence,
    ),
    Field(
        "is_open", YES_OR_NO, "Whether nobody has settled it.", lambda doubt, here: doubt.settled_at is None
    ),
)
FILE = (
    Field("path", TEXT, "As it was called; of a file of several stories, with # and which it is.",
          lambda file, here: file.path),
    Field("outcome", TEXT | {"enum": list(Outcome.values)}, "What became of it.", lambda file, here: file.outcome),
    Field("sentence", TEXT, "The same in words; as of doubts, without headlines.", lambda file, here: file.sentence),
    Field("story", _NUMBER_OR_NONE, "The number of its story.", lambda file, here: file.story_id),
    Field("doubts", list_of(schema_of(DOUBT)), "What the importer is unsure of.",
          lambda file, here: [write(DOUBT, doubt, here) for doubt in file.doubts.all()]),
)  # fmt: skip
RUN = (
    Field("id", NUMBER, "The number of the run.", lambda run, here: run.pk),
    Field("self", ADDRESS, "The run, here: sent there, an empty POST goes on with it.",
          lambda run, here: here.url("import", run.pk)),
    Field("page", ADDRESS, "The run in the desk.", lambda run, here: here.page("importrun_change", run.pk)),
    Field("state", TEXT | {"enum": list(STATES)}, "What it is at; of one that waits, more is to be done.",
          lambda run, here: run.state),
    Field("is_dry", YES_OR_NO, "Whether nothing comes of it.", lambda run, here: run.is_dry),
    Field("collection", TEXT, "Which archive it belongs to.", lambda run, here: run.collection),
    Field("started_at", MOMENT, "When it began.", lambda run, here: stamp(run.started_at)),
    Field("finished_at", _MOMENT_OR_NONE, "When it ended.", lambda run, here: _stamp(run.finished_at)),
    Field("found", NUMBER, "Files, or the stories in them.", lambda run, here: run.found or 0),
    Field("passed_over", TEXT, "What of an archive is no copy, with the reason; may be empty.",
          lambda run, here: run.options.get("passed_over", "")),
    *(Field(outcome.value, NUMBER, f"How many were {outcome.label.lower()}.",
            lambda run, here, outcome=outcome: run.counts.get(outcome.value, 0)) for outcome in Outcome),
    Field("files", list_of(schema_of(FILE)), "The files, in the order in which they were read.",
          lambda run, here: [write(FILE, file, here) for file in run.shown]),
    Field("next", {"type": ["string", "null"], "format": "uri"}, "More of them; null at the end.",
          lambda run, here: here.url("import", run.pk, after=run.after) if run.after else None),
)  # fmt: skip
