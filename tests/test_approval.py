"""Every word is passed by somebody who did not write it: each way in which one might get past that."""

import pytest
from django.utils import timezone

from articles import approval, drafting, press, rules, workflow
from articles.models import Stage
from articles.rules import Move, Refused
from tests.factories import make_imported_story, make_picture, make_proofread_story, make_story, make_user

pytestmark = pytest.mark.django_db

SENTENCES = [
    "The council met on Tuesday and the mayor spoke.",
    "The ferry leaves at noon on every second day.",
]


def saved(story, by, **changes):
    base = story.revision_number
    return drafting.save(story, changes, base=base, by=by, now=timezone.now()).story


def submitted(story):
    by = make_user(role="writer")
    return workflow.submit(story, revision=story.revision_number, by=by, now=timezone.now())


def signed(story, by):
    return workflow.sign_off(story, revision=story.revision_number, by=by, now=timezone.now())


def reasons(story, user, *moves):
    case = rules.Case(rules.fresh(story), timezone.now())
    return [rules.verdict(move, case, user).reason for move in moves]


@pytest.fixture
def author():
    return make_user(role="editor")


@pytest.fixture
def colleague():
    return make_user(role="editor")


@pytest.fixture
def story(author):
    return submitted(make_story(by=author, paragraphs=SENTENCES))


@pytest.mark.parametrize(
    ("old", "new"), [("every second day", "every other day"), (" and the mayor spoke", "")]
)
def test_who_takes_up_what_a_rule_proposed_needs_no_reader_for_it(story, colleague, old, new):
    taken = {"body": story.body.replace(old, new)}
    story = drafting.save(
        story, taken, base=1, by=colleague, now=timezone.now(), words_of="rule:a-rule"
    ).story
    assert (approval.unread_authors(signed(story, colleague)), story.latest_revision().words_of) == (
        [],
        "rule:a-rule",
    )


def test_who_changed_something_and_undid_it_needs_no_reader_for_that(story, colleague):
    body = story.body
    story = saved(saved(story, colleague, body=body.replace("noon", "dawn")), colleague, body=body)
    assert approval.unread_authors(signed(story, colleague)) == []


def test_a_cut_that_a_colleague_put_back_needs_a_reader_when_it_is_made_again(story, author, colleague):
    reader = make_user(role="editor")
    body = story.body
    cut = body.replace(" second", "")
    story = saved(story, colleague, body=cut)
    story = signed(saved(story, reader, body=body.replace("noon", "dawn")), reader)
    story = signed(saved(story, colleague, body=cut), colleague)
    assert approval.unread_authors(story) == [colleague.username]


def test_a_headline_of_the_file_takes_the_place_of_one_that_was_read_by_somebodys_choice(colleague):
    story = submitted(make_imported_story(headline="Council clears mayor", source_credit="Wire"))
    signed(story, make_user(role="proofreader"))
    given = {"headline": "Council clears"}
    whose = f"file:{story.files.get().pk}"
    story = drafting.save(story, given, base=1, by=colleague, now=timezone.now(), words_of=whose).story
    assert approval.unread_authors(signed(story, colleague)) == [colleague.username]


def test_who_undid_half_of_it_does(story, colleague):
    body = story.body
    cut = body.replace(" and the mayor spoke", "")
    story = saved(saved(story, colleague, body=cut.replace("noon", "dawn")), colleague, body=cut)
    assert approval.unread_authors(signed(story, colleague)) == [colleague.username]


def test_small_changes_by_a_colleague_do_not_free_the_author(story, author, colleague):
    for old, new in (("Tuesday and", "Tuesday, and"), ("noon", "Noon"), ("every second", "each second")):
        story = saved(story, colleague, body=story.body.replace(old, new))
    story = signed(story, author)
    assert (story.stage, approval.unread_authors(story)) == (Stage.PROOFING, [author.username])
    assert signed(story, colleague).stage == Stage.PROOFREAD


def test_words_moved_by_a_colleague_stay_their_authors(story, author, colleague):
    first, second = story.body.split("</p>", 1)
    story = saved(story, colleague, body=f"{second}{first}</p>")
    with pytest.raises(Refused, match="You wrote every word"):
        signed(story, author)


def test_words_that_a_colleague_put_back_stay_their_authors(story, author, colleague):
    whole = story.body
    story = saved(story, colleague, body="<p>Nothing yet.</p>")
    story = saved(story, colleague, body=whole)
    with pytest.raises(Refused, match="You wrote every word"):
        signed(story, author)


def test_words_of_two_merged_by_a_stale_save_stay_with_each(story, author, colleague):
    first, second = (f"{paragraph}</p>" for paragraph in story.body.removesuffix("</p>").split("</p>"))
    base = story.revision_number
    saved(story, colleague, body=first + second.replace("at noon", "at two in the afternoon"))
    mine = {"body": first.replace("the mayor spoke", "nobody said a word") + second}
    story = drafting.save(story, mine, base=base, by=author, now=timezone.now()).story
    assert approval.Approval(story).surviving.keys() == {f"user:{author.pk}", f"user:{colleague.pk}"}
    assert signed(story, colleague).stage == Stage.PROOFING
    assert signed(story, author).stage == Stage.PROOFREAD


def test_who_only_cut_words_needs_a_second_reader(story, author, colleague):
    story = saved(story, colleague, body=story.body.replace(" and the mayor spoke", ""))
    story = signed(story, colleague)
    assert (story.stage, approval.unread_authors(story)) == (Stage.PROOFING, [colleague.username])
    assert signed(story, author).stage == Stage.PROOFREAD


def test_who_only_changed_where_a_link_leads_needs_a_second_reader(author, colleague):
    link = '<p>See <a href="https://example.org/a">the report</a>.</p>'
    story = submitted(make_story(by=author, body=link))
    story = signed(saved(story, colleague, body=link.replace("/a", "/b")), colleague)
    assert (story.stage, approval.unread_authors(story)) == (Stage.PROOFING, [colleague.username])


def test_a_superuser_is_a_person_like_any_other():
    root = make_user(superuser=True)
    story = submitted(make_story(by=root))
    assert "You wrote every word" in reasons(story, root, Move.SIGN_OFF)[0]
    assert "proofread" in reasons(story, root, Move.PUBLISH)[0]
    assert "You wrote every word" in reasons(story, root, Move.PASS)[0]


def test_words_of_a_file_are_passed_by_anybody_who_reads():
    story = make_imported_story(byline="Ines Marlow")
    assert signed(submitted(story), make_user(role="proofreader")).stage == Stage.PROOFREAD


def test_who_only_comments_can_neither_sign_nor_take_nor_publish(story):
    reviewer = make_user(role="reviewer")
    barred = (Move.SIGN_OFF, Move.TAKE_READING, Move.PUBLISH, Move.PASS, Move.SAVE)
    assert all("does not have the right" in reason for reason in reasons(story, reviewer, *barred))
    assert reasons(story, reviewer, Move.COMMENT) == [""]


def test_signing_and_publishing_in_one_act_takes_both_rights_and_that_nothing_is_left(
    story, author, colleague
):
    assert reasons(story, colleague, Move.PASS) == [""]
    assert "right to sign off and publish" in reasons(story, make_user(role="proofreader"), Move.PASS)[0]
    story = saved(story, colleague, headline="The mayor spoke to the council")
    assert f"Words by {colleague.username} need another reader" in reasons(story, colleague, Move.PASS)[0]
    story = signed(story, author)
    assert reasons(story, make_user(role="editor"), Move.PASS) == [""]


def test_publishing_unread_takes_a_right_of_its_own(story, author):
    from django.contrib.auth.models import Permission

    publisher = make_user()
    names = ["publish_story", "sign_story", "change_story"]
    publisher.user_permissions.set(Permission.objects.filter(codename__in=names))
    assert "publish stories that nobody else has passed" in reasons(story, publisher, Move.OVERRIDE)[0]
    assert reasons(story, author, Move.OVERRIDE) == [""]


def test_what_was_returned_although_signed_is_overridden_by_name_or_read_by_another(author, colleague):
    story = make_proofread_story(by=author, reader=colleague)
    now = timezone.now()
    workflow.send_back(story, note="Libel?", revision=1, by=colleague, now=now)
    story = submitted(story)
    assert "already" in reasons(story, colleague, Move.SIGN_OFF)[0]
    assert reasons(story, colleague, Move.OVERRIDE) == [""]
    assert signed(story, make_user(role="proofreader")).stage == Stage.PROOFREAD


@pytest.mark.parametrize(
    "more",
    [
        {"paragraphs": ["A ferry ran aground.", "Nobody was hurt."]},
        {"body": "<h2>A ferry ran aground.</h2>"},
        {"standfirst": "All that is known so far."},
        {"pictures": True},
    ],
)
def test_a_flash_is_a_headline_and_one_paragraph(more, author):
    one = make_story(by=author, paragraphs=["A ferry ran aground."])
    if "pictures" in more:
        more = {"pictures": [make_picture().pk], "captions": [("The ferry.", "")]}
    longer = make_story(by=author, **more)
    assert reasons(one, author, Move.FLASH) == [""]
    assert "one paragraph" in reasons(longer, author, Move.FLASH)[0]


PUBLISHING = (Move.PASS, Move.PUBLISH, Move.SCHEDULE, Move.OVERRIDE, Move.FLASH, Move.RELEASE)


def ready_for(move, author):
    """A story with which an editor may make ``move``."""
    if move == Move.RELEASE:
        return make_imported_story()
    if move in (Move.PUBLISH, Move.SCHEDULE):
        return make_proofread_story(by=author)
    return submitted(make_story(by=author, paragraphs=["A ferry ran aground."]))


@pytest.mark.parametrize("move", PUBLISHING)
def test_nothing_goes_out_while_it_is_held(move, author, colleague):
    story = ready_for(move, author)
    assert reasons(story, colleague, move) == [""]
    workflow.hold(story, kind="fact", reason="Which mayor?", by=author, now=timezone.now())
    assert "on hold (fact)" in reasons(story, colleague, move)[0]


@pytest.mark.parametrize("move", PUBLISHING)
def test_nothing_goes_out_under_an_embargo_but_it_can_be_scheduled(move, author, colleague):
    story, now = ready_for(move, author), timezone.now()
    until = now.replace(year=now.year + 1, month=7, day=1, hour=9, minute=30)
    workflow.embargo(story, until=until, zone="Asia/Tokyo", by=author, now=now)
    reason = reasons(story, colleague, move)[0]
    said = f"It is under embargo until 1 Jul {until.year} 18:30 (Asia/Tokyo), set by {author.username}."
    assert reason == ("" if move == Move.SCHEDULE else said)


@pytest.mark.parametrize("move", [Move.SIGN_OFF, Move.PASS])
def test_a_story_whose_headline_or_credit_is_open_is_not_signed(move, colleague):
    unsure = submitted(make_imported_story(headline_is_provisional=True, byline="Ines Marlow"))
    assert "provisional" in reasons(unsure, colleague, move)[0]
    assert "neither a byline nor a source" in reasons(submitted(make_story(byline="")), colleague, move)[0]


def test_a_reason_names_who_changed_what_beside_the_signed_text(author, colleague):
    story = make_proofread_story(by=author, reader=colleague)
    drafting.save(story, {"related": [["Thief", None, None]]}, base=1, by=colleague, now=timezone.now())
    assert reasons(story, author, Move.PUBLISH) == [""]
    colleague.groups.clear()
    reason = reasons(story, author, Move.PUBLISH)[0]
    assert reason.startswith(f"{colleague.username} changed its related coverage after it was signed")


def test_what_an_editor_changed_stays_looked_at_when_the_editor_leaves(author, colleague):
    story = make_proofread_story(by=author, reader=colleague)
    drafting.save(story, {"related": [["Thief", None, None]]}, base=1, by=colleague, now=timezone.now())
    colleague.is_active = False
    colleague.save()
    assert press.publish(story, revision=2, by=author, now=timezone.now()).number == 1
