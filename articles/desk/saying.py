"""What a form of comments asks, with JavaScript or without: a note, and the passage or the words that it is about."""

from django import forms
from django.core.exceptions import ValidationError

from articles import proofing
from articles.desk.placing import told
from articles.desk.telling import HEADLINES
from articles.desk.words import account_told
from articles.models import Mark
from articles.text.anchoring import CONTEXT, Quote
from articles.text.places import Passage, Place, found_again, passages, spoken_of

MOST = 12
"""Places of the same words that one chooses from."""
LABELS = {
    "headline": "Headline",
    **HEADLINES,
    "standfirst": "Standfirst",
    "byline": "Byline",
    "dateline": "Dateline",
    "published": "Date",
    "source": "Source",
    "correction": "Correction",
}


def key_of(passage: Passage) -> str:
    """How an address and a form name a passage: ``headline``, ``body-3``."""
    return told(Place(passage.field, passage.block))


def label_of(passage: Passage) -> str:
    """How a page calls a passage: "Headline", "Paragraph 4"."""
    if passage.block is None:
        return LABELS[passage.field]
    if passage.field == "captions":
        return f"Caption {passage.block + 1}"
    return f"{'Paragraph' if passage.text else 'Picture'} {passage.block + 1}"


def standing(words, among):
    """Every place of words in some passages: whole words before parts of some, and such as are typed before those with
    other capitals, quotes and dashes.
    """
    said = " ".join(words.split())
    texts = {(one.field, one.block): one.text for one in among}
    ranks = {}
    for place in spoken_of(said, among):
        text = texts[place.field, place.block]
        is_same = " ".join(text[place.start : place.end].split()) == said
        ranks.setdefault((_is_whole(text, place), is_same), []).append(place)
    return ranks[max(ranks)] if ranks else []


def _is_whole(text, place):
    edges = text[max(0, place.start - 1) : place.start + 1], text[place.end - 1 : place.end + 1]
    return not any(len(edge) == 2 and edge.isalnum() for edge in edges)


def shown(place, among):
    """The words of a place between those before and after it, and the passage that they stand in."""
    passage = next(one for one in among if (one.field, one.block) == (place.field, place.block))
    text, start = passage.text, max(0, place.start - CONTEXT)
    before = ("…" if start else "") + text[start : place.start]
    after = text[place.end : place.end + CONTEXT] + ("…" if place.end + CONTEXT < len(text) else "")
    return before, text[place.start : place.end], after, label_of(passage)


class CommentForm(forms.Form):
    """``exact`` and what stands around it come from a script, where somebody selected words; ``at`` names a passage."""

    note = forms.CharField(
        label="Comment",
        max_length=proofing.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "required": True}),
        error_messages={"required": "Say something: the comment is empty."},
    )
    at = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    exact = forms.CharField(required=False, strip=False, max_length=10_000, widget=forms.HiddenInput)
    prefix = forms.CharField(required=False, strip=False, max_length=CONTEXT, widget=forms.HiddenInput)
    suffix = forms.CharField(required=False, strip=False, max_length=CONTEXT, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args, text, **kwargs):
        super().__init__(*args, **kwargs)
        self.passages = passages(text)

    def clean(self):
        cleaned = super().clean()
        passage = self.picked(cleaned.get("at", ""))
        quote = Quote(cleaned.get("exact", ""), cleaned.get("prefix", ""), cleaned.get("suffix", ""))
        try:
            cleaned["where"] = self.where(passage, quote)
        except ValidationError as wrong:
            cleaned["where"] = None
            self.add_error(None if self.fields["exact"].widget.is_hidden else "exact", wrong)
        return cleaned

    def picked(self, key):
        """The passage that ``key`` names, if the text has it."""
        return next((one for one in self.passages if key_of(one) == key), None)

    def where(self, passage, quote):
        """The place that is meant: the words, or else the passage; None for the whole."""
        if not quote.exact.strip():
            return Place(passage.field, passage.block) if passage else None
        fields = [passage.field] if passage else dict.fromkeys(one.field for one in self.passages)
        for field in fields:
            if found := found_again(quote, Place(field, passage and passage.block), self.passages):
                return found
        raise ValidationError(
            "Those words are not found in one passage of this text. Select them again, or choose the passage."
        )


class MarkForm(CommentForm):
    """Of the desk: a comment, other words for some, or a question to somebody, the story's writer before all others.

    The words are a field that anybody can cut down, or fill; where they stand more than once ``candidates`` are the
    places to choose from.
    """

    exact = forms.CharField(
        label="Which words",
        required=False,
        strip=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="Cut them down to those that you mean. Empty: all of it.",
    )
    which = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Mark.Kind, required=False, widget=forms.RadioSelect)
    proposed = forms.CharField(
        label="Instead of these words",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Change them, or empty the field to take them out.",
    )
    to = forms.ChoiceField(label="Whom", required=False, error_messages={"invalid_choice": "Choose whom."})

    def __init__(self, *args, story, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = False
        writer = story.writer_account_id or story.created_by_id
        people = sorted(proofing.askable().exclude(pk=user.pk), key=lambda account: account.pk != writer)
        self.people = {str(account.pk): account for account in people}
        self.fields["to"].choices = [(pk, account_told(account)) for pk, account in self.people.items()]
        if not self.is_bound and (passage := self.picked(self.initial.get("at", ""))):
            self.initial |= {
                "proposed": passage.text,
                "exact": passage.text[: self.fields["exact"].max_length],
            }
        self.candidates = []

    @property
    def what(self):
        """The kind that the form is for as it is shown."""
        given = self["kind"].value()
        return given if given in Mark.Kind else Mark.Kind.COMMENT.value

    def clean_to(self):
        return self.people.get(self.cleaned_data["to"])

    def clean_kind(self):
        return self.cleaned_data["kind"] or Mark.Kind.COMMENT

    def where(self, passage, quote):
        """Words with nothing around them were typed, or cut down: they stand once, or one is asked which are meant."""
        if quote.prefix or quote.suffix or not quote.exact.strip():
            return super().where(passage, quote)
        if passage and "".join(quote.exact.split()) == "".join(passage.text.split()):
            return Place(passage.field, passage.block)
        found = standing(quote.exact, [passage] if passage else self.passages)
        if not found:
            here = f"in this passage ({label_of(passage)})" if passage else "in any passage of this text"
            raise ValidationError(f"These words do not stand {here}. Take them from it as they are.")
        chosen = next((one for one in found if told(one) == self.data.get("which")), None)
        if chosen or len(found) == 1:
            return chosen or found[0]
        if len(found) > MOST:
            raise ValidationError(
                f"These words stand there {len(found)} times. Add some that stand beside them."
            )
        self.candidates = [(told(one), *shown(one, self.passages), not passage) for one in found]
        raise ValidationError(f"These words stand there {len(found)} times. Say which you mean.")

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == Mark.Kind.SUGGESTION:
            if "exact" not in self.errors:
                self._check_proposed(cleaned)
        elif not cleaned.get("note") and "note" not in self.errors:
            self.add_error(
                "note", f"Say something: the {'query' if kind == Mark.Kind.QUERY else 'comment'} is empty."
            )
        if kind == Mark.Kind.QUERY and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", "Choose whom.")
        return cleaned

    def _check_proposed(self, cleaned):
        where, passage = cleaned["where"], self.picked(cleaned.get("at", ""))
        if not where:
            self.add_error("proposed", "Choose the words, or a passage by its number, that it is to replace.")
            return
        is_part = passage and where.start is not None
        if is_part and cleaned["proposed"].split() == passage.text.split() != cleaned["exact"].split():
            self.add_error(
                "proposed", "This is the whole passage: put in what is to replace those words alone."
            )

    def make(self, story, **at):
        """Write the mark that a valid form describes. Raises ``Refused``."""
        given = self.cleaned_data
        at |= {"note": given["note"], "where": given["where"]}
        if given["kind"] == Mark.Kind.SUGGESTION:
            return proofing.suggest(story, proposed=given["proposed"], **at)
        if given["kind"] == Mark.Kind.QUERY:
            return proofing.ask(story, to=given["to"], **at)
        return proofing.comment(story, **at)
