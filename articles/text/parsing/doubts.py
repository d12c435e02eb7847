"""What the parser is unsure of, said to an editor."""

from collections.abc import Iterator, Sequence
from statistics import median

from articles.text.dates import is_labelled, is_update, no_day
from articles.text.parsing.datelines import names_press
from articles.text.parsing.found import Fields
from articles.text.parsing.furniture import is_furniture
from articles.text.parsing.gathering import headline_units
from articles.text.parsing.labels import leads_on
from articles.text.parsing.layout import Layout
from articles.text.parsing.oddities import find_oddities
from articles.text.parsing.page import Page, own_role
from articles.text.parsing.readers import heads_comments, is_comments_count
from articles.text.parsing.story import BODY, Doubt, DoubtField, Passage, Role
from articles.text.parsing.tail import is_name
from articles.text.parsing.units import weight
from articles.text.parsing.wire import stamp

_MUCH = 400
_FEW, _LITTLE = 2, 0.14
_SHORT, _USUAL = 4, 5
_TITLE, _ROW = 5, 3
_SHORT_TITLE, _LONG_TITLE = 6, 14
_NEAR, _BELOW, _BESIDE = 5, 4, 3
_MASTHEAD, _ABOVE, _TOPIC = 2, 5, 3
_UNDER_LABEL = (
    Role.RELATED_TITLE, Role.RELATED_DATE, Role.FURNITURE, Role.BOILERPLATE, Role.DATE, Role.PICTURE_CREDIT,
)  # fmt: skip
_SAYS_WHAT_FOLLOWS = (Role.RELATED_LABEL, Role.RELATED_DATE, Role.AGENCY_CREDIT, Role.END_MARK)


def find_doubts(page: Page, layout: Layout, found: Fields, passages: Sequence[Passage]) -> tuple[Doubt, ...]:
    """Every doubt about the fields of one file."""
    of_body = (*_about_body(page, layout, passages),)
    mixed = any(doubt.code == "mixed-body" for doubt in of_body)
    return (
        *_about_headline(page, layout),
        *_about_date(page, layout, found),
        *_about_credits(page, found),
        *_about_writer(page, layout, found),
        *_about_source(page, layout, found),
        *of_body,
        *_about_related(page, layout, mixed=mixed),
    )


def _about_writer(page: Page, layout: Layout, found: Fields) -> Iterator[Doubt]:
    """A name alone near the headline or right below the text, in a file of which nobody is called the writer."""
    if "byline" in found.values:
        return
    top = (layout.headline.index or 0) + 1
    near = (*range(top, min(top + _NEAR, layout.lead)), *range(layout.end, layout.end + _BELOW))
    for index in near:
        alone = not (is_name(page.text(index - 1)) or is_name(page.text(index + 1)))
        alone = alone and not _is_among_topics(page, index)
        if page.role(index) is Role.FURNITURE and alone and is_name(page.text(index)):
            line = page.units[index].lines[0]
            yield Doubt("unsure-byline", "byline", line, f"Is line {line} the name of who wrote the story?")
            return


def _is_among_topics(page: Page, index: int) -> bool:
    """Whether a few words stand with others like them and beside no date: what a page files a story under."""
    if Role.DATE in (page.role(index - 1), page.role(index + 1)):
        return False
    near = (page.units[i] for i in (index - 1, index + 1) if page.role(i) is Role.FURNITURE)
    return any(0 < unit.words <= _TOPIC and not is_furniture(unit.text) for unit in near)


def _about_source(page: Page, layout: Layout, found: Fields) -> Iterator[Doubt]:
    """A paper's name on a line beside the date or the writer, in a file that is said to be from nowhere."""
    if "source" in found.values:
        return
    told = page.having(Role.DATE, Role.BYLINE)
    for index in range((layout.headline.index or 0) + 1, layout.lead):
        beside = page.role(index) is Role.FURNITURE and any(abs(index - i) <= _BESIDE for i in told)
        if beside and names_press(page.text(index)):
            line = page.units[index].lines[0]
            yield Doubt(
                "unsure-source", "source", line, f"Is {page.text(index)}, in line {line}, the source?"
            )
            return


def _about_related(page: Page, layout: Layout, *, mixed: bool) -> Iterator[Doubt]:
    """Titles without days, where one is as short as a label, or the text about them is as mixed as they may be."""
    titles = [i for i in page.having(Role.RELATED_TITLE) if page.role(i + 1) is not Role.RELATED_DATE]
    whole = [i for i in titles if i < len(page) - 1]  # the end of a file may cut one short
    short = [i for i in whole if page.units[i].words <= _SHORT and not page.units[i].stated]
    if not short and len(titles) > 1 and median(page.units[i].words for i in titles) <= _USUAL:
        short = titles
    if not short and len(titles) == 1 and _is_unannounced(page, titles[0]):
        short = titles
    if not titles and (rows := _rows_of_titles(page, layout)):
        first, last = (page.units[i].lines[0] for i in (rows[0], rows[-1]))
        sentence = f"Are lines {first} to {last}, below the text, titles of other stories?"
        yield Doubt("unsure-related", "related", first, sentence)
    if short or (mixed and titles):
        line = page.units[(short or titles)[0]].lines[0]
        yield Doubt("unsure-related", "related", line, f"Is line {line} the title of another story?")


def _is_unannounced(page: Page, index: int) -> bool:
    """Whether neither a title's own words nor a label above it call it one."""
    known = own_role(page.text(index)) is not None or leads_on(page.text(index - 1))
    if known or page.units[index].stated:
        return False
    above = index - 1
    while page.role(above) in _UNDER_LABEL:
        above -= 1
    return page.role(above) is not Role.RELATED_LABEL


def _rows_of_titles(page: Page, layout: Layout) -> list[int]:
    """Three lines or more below the text, each as long as a title and no sentence, that were left out as the page's."""
    row: list[int] = []
    for index in range(layout.end, len(page)):
        unit = page.units[index]
        if (
            page.roles[index] is Role.FURNITURE
            and unit.words >= _TITLE
            and not unit.prose
            and unit.text[0].isalnum()
        ):
            row.append(index)
        elif unit.words > _SHORT:
            break
    return row if len(row) >= _ROW else []


def _about_headline(page: Page, layout: Layout) -> Iterator[Doubt]:
    choice = layout.headline
    if choice.index is None:
        sentence = "The file does not hold the headline: this one is taken from the first sentence."
        yield Doubt("no-headline", "headline", None, sentence)
    elif choice.because:
        line = page.units[choice.index].lines[0]
        yield Doubt(
            "unsure-headline",
            "headline",
            line,
            f"Is line {line} the headline? {choice.because.capitalize()}.",
        )
    elif (other := _title_below(page, choice.index)) is not None:
        line, below = (page.units[i].lines[0] for i in (choice.index, other))
        sentence = f"Is line {line} the headline? Line {below} is written as one too, and stands over the particulars."
        yield Doubt("unsure-headline", "headline", line, sentence)
    if choice.index is not None:
        for index in sorted({*page.having(Role.HEADLINE)} - {*headline_units(page, choice.index)}):
            line = page.units[index].lines[0]
            sentence = f"Line {line} was called the headline too: it was left out."
            yield Doubt("several-headlines", "headline", line, sentence)


def _title_below(page: Page, headline: int) -> int | None:
    """A line under a short headline that is longer, no sentence, and right over the date or the writer's name."""
    below = headline + 1
    particulars = {page.role(below + 1), page.role(below + 2)} & {Role.DATE, Role.BYLINE}
    if page.role(below) is not Role.STANDFIRST or not particulars:
        return None
    own, other = page.units[headline], page.units[below]
    short = own.words <= _SHORT_TITLE and own.words < other.words <= _LONG_TITLE
    return below if short and not (other.ends or other.stated or own.stated) else None


def _about_date(page: Page, layout: Layout, found: Fields) -> Iterator[Doubt]:
    day = found.published
    if day is None and (stated := page.stated(Role.DATE)):
        line = page.units[stated[0]].lines[0]
        sentence = f"Line {line} was called the date, but no date could be read in it."
        yield Doubt("no-date", "published", line, sentence)
        return
    if (wrong := _no_day(page, found)) is not None:
        line = page.units[wrong].lines[0]
        sentence = f"Line {line} gives “{no_day(page.text(wrong))}”, which is no day of the calendar."
        yield Doubt("impossible-date", "published", line, sentence)
        return
    if day is None:
        yield Doubt("no-date", "published", None, "The file does not say when the story was published.")
        return
    line = found.evidence["published"][0]
    if day.ambiguous:
        sentence = f"Day and month of “{day.raw}” could be swapped (line {line})."
        yield Doubt("ambiguous-date", "published", line, sentence)
    elif is_update(day.raw) and _far_from_headline(page, layout, line, below=True):
        yield Doubt("only-updated", "published", line, f"Line {line} says only when the story was updated.")
    elif day.precision in ("year", "month"):
        yield Doubt("vague-date", "published", line, f"Line {line} gives no day.")
    elif "published" in found.held:
        return
    elif stamp(day.raw) is None and _far_from_headline(page, layout, line):
        yield Doubt(
            "far-date", "published", line, f"The date of line {line} may be the page's, not the story's."
        )


def _no_day(page: Page, found: Fields) -> int | None:
    """The first date of a file that is no day of the calendar, where none before it is one."""
    if "published" in found.held:
        return None
    used = found.evidence.get("published", (page.units[-1].lines[-1] + 1,))[0]
    dated = (i for i in page.having(Role.DATE) if page.units[i].lines[0] < used)
    return next((i for i in dated if no_day(page.text(i))), None)


def _far_from_headline(page: Page, layout: Layout, line: int, *, below: bool = False) -> bool:
    """Above the headline with other lines between, or below the text without a label; `below`: right below it too."""
    index = next(i for i, unit in enumerate(page.units) if line in unit.lines)
    headline = layout.headline.index
    end = layout.end if below else layout.end + 2
    if headline is not None and index < headline:
        return index < headline - (_MASTHEAD if len(page.having(Role.DATE)) > 1 else _ABOVE)
    return index >= end and (below or not is_labelled(page.text(index)))


def _about_credits(page: Page, found: Fields) -> Iterator[Doubt]:
    credited: tuple[tuple[DoubtField, Role], ...] = (
        ("source", Role.SOURCE),
        ("proofreader", Role.PROOFREADER),
    )
    for field, role in credited:
        credits = page.stated(role) or page.having(role)
        credits = [i for i in credits if i - credits[0] <= _BESIDE]
        said = {page.text(i).casefold() for i in credits}
        if len(said) > 1 and field in found.values:
            line = page.units[credits[1]].lines[0]
            yield Doubt(f"several-{field}s", field, line, f"Line {line} names another {field}.")


def _about_body(page: Page, layout: Layout, passages: Sequence[Passage]) -> Iterator[Doubt]:
    if not passages:
        sentence = "The file holds no paragraph of the story: it may have been cut off behind a paywall."
        yield Doubt("no-body", "body", None, sentence)
        return
    yield from find_oddities(page, layout)
    yield from _about_little(page, passages)
    below = [i for i in _unlabelled(page, layout.end) if page.units[i].prose]
    if sum(len(page.text(i)) for i in below) > _MUCH:
        line = page.units[below[0]].lines[0]
        yield Doubt("text-left-out", "body", line, f"From line {line} more text follows that was left out.")


def _about_little(page: Page, passages: Sequence[Passage]) -> Iterator[Doubt]:
    """A paragraph or two out of a file that says much more."""
    if len(passages) > _FEW or page.stated(*BODY):
        return
    held, words = sum(weight(p.text) for p in passages), sum(unit.words for unit in page.units)
    if held < _LITTLE * words:
        sentence = f"The text has {held:,.0f} of the file's {words:,.0f} words."
        yield Doubt("little-text", "body", passages[0].lines[0], sentence)


def _unlabelled(page: Page, end: int) -> Iterator[int]:
    """What was left out below the body, up to a label that says what follows: other stories, comments, a company."""
    for index in range(end, len(page)):
        label = page.roles[index] is Role.BOILERPLATE and not page.units[index].prose
        leave = index == end and page.text(index).endswith(",")  # "Yours,": a box about the writer follows
        comments = is_comments_count(page.text(index)) or heads_comments(page.text(index))
        if label or leave or comments or page.roles[index] in _SAYS_WHAT_FOLLOWS:
            return
        if page.roles[index] is Role.BOILERPLATE:
            yield index
