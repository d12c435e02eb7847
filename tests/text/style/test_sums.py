"""Figures that must agree."""

import pytest

from tests.text.style.finds import found


@pytest.mark.parametrize(
    "text",
    [
        "In the survey 52% said yes, 41% said no and 17% were undecided.",
        "Its heat came wholly from three fuels: peat 50 per cent, wood 30 per cent and gas 10 per cent.",
        "There are only two owners: the family, with 55 per cent, and the fund, with 35 per cent.",
        "Half of the land goes to her, a quarter to her son and the remaining third to the parish.",
        "Kerry had 55 per cent of possession to Mayo's 58 per cent.",
        "Two fifths of the heat goes by the roof; the doors let out another 50% of it, and a fifth is lost.",
        "Of those polled, 48 per cent backed the plan, 40 per cent opposed it and 22 per cent had no opinion.",
        "Some 55 percent of voters agreed and 51 percent disagreed.",
        "In the poll 45% agreed and 38% disagreed. A further 25% did not know.",
        "Of the respondents, 30% said yes, 31% said no and 20% did not know.",
        "Exports accounted for 60% of sales and the home market for 50%.",
        "Half of those asked said yes, 40 per cent said no and a fifth were unsure.",
        "The fertiliser is 45% nitrogen, 35% phosphate and 30% potash.",
        "About 70 per cent of the power came from wind, 30 per cent from gas and 10 per cent from coal.",
        "Some 70 per cent of the pupils passed and 40 per cent failed.",
        "Rooms bring in 60 per cent of its income. The other 50 per cent comes from the bar.",
        "Men hold 70 per cent of the posts, leaving 40 per cent to women.",
        "In the two-way contest Ms Hale took 48 percent of the vote and Mr Ode 42 percent.",
        "The house was divided, 60 per cent going to the widow and 50 per cent to the daughter.",
        "Three in five voters were for it and half were against.",
    ],
)
def test_finds_shares_that_are_no_whole(text):
    assert len(found("percentages", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In the survey 52% said yes, 41% said no and 7% were undecided.",
        "In the survey 52.4% said yes, 41.2% said no and 6.3% were undecided.",
        "Votes in the north rose 60%, in the south 50% and in the west 40%.",
        "In the survey 80% liked tea, and 70% liked cake.",
        "In the survey 45% of men and 60% of women said yes; 20% of children did.",
        "Turnout in the election was 60%, 10 points up from 50% then and 40% before.",
        "Asked what they liked, 60% of voters named tea, 31% cake and 20% buns.",
        "Of the men, 70% said yes; of the women, 65% did.",
        "Of the 40 per cent who had voted, 70 per cent agreed and 30 per cent disagreed.",
        "A third voted yes, a third voted no and 33 per cent stayed at home.",
        "In the poll, 54 per cent said yes in Hull, 60 per cent in Leeds and 70 per cent in York.",
        "He owns 60 per cent and will buy the remaining 30 per cent next year.",
        "The vaccine was 95 per cent effective against one strain and 60 per cent against the other.",
        "The poll put Yes on 49%, No on 43% and undecided on 8%, with a margin of error of 3%.",
        "Exports fell 60 per cent to the east, 50 per cent to the west and 30 per cent to the south.",
    ],
)
def test_leaves_shares_and_rates_alone(text):
    assert found("percentages", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The nine-member board approved it by six votes to four.",
        "The 12-member council voted 7-4 for the plan, with no abstentions.",
        "The board of 12 has met. It backed the plan by 8 votes to 5.",
        "Seven voted in favour, four against and two abstained on the 12-seat council.",
        "The motion was carried by 9 votes to 4, a majority of six.",
        "All 10 members of the panel voted: six in favour and five against.",
        "All 30 senators voting, the bill passed 17-12.",
        "Every one of the club's 11 members was there, and it chose him by six votes to four, nobody abstaining.",
        "Not one of the 16 states abstained: ten backed the ban, and seven voted against it.",
        "Twelve growers, all of whom voted: there are 12 members, seven for the levy and six against.",
        "The tribunal of three judges dismissed the appeal by a majority of two to two.",
        "It was split at nine each, when all 16 ministers had been asked.",
        "Of the 10 trustees, six were in favour, three were against and two abstained.",
        "The tally was 34 ayes to 20 noes in a chamber of 50 members.",
        '"There are 20 of us, we all put our hands up, and it was 12 to nine," she said.',
        "Six of the five councillors voted in favour.",
        "It was signed by sixteen of its 15 directors.",
        "The bill was carried by six votes to five. All ten members cast a vote.",
        "Six trustees backed the merger and three opposed it. The board has ten trustees, all of whom took part.",
        "Twenty delegates were in the hall: twelve for, six against and four abstaining.",
    ],
)
def test_finds_votes_that_do_not_add_up(text):
    assert len(found("votes", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "All 500 members voted: two hundred and sixty for, two hundred and forty against.",
        "It was carried by one hundred and three votes to forty-seven, with all 150 members voting.",
        "The nine-member board approved it by five votes to four.",
        "The 12-member council voted 7-4 for the plan.",
        "The 12-member council voted 7-4 for the plan, with one abstention.",
        "The 12-member council voted 7-4 for the plan; one member was absent.",
        "The motion was carried by 9 votes to 4, a majority of five.",
        "The 11-man team won 12-4 and voted for a rest.",
        "The jury of seven men and five women found for him by 10 votes to two.",
        "The jury of 12 found him guilty by a majority of 10 to two.",
        "The seven-member panel ruled 4-2; one judge stood aside.",
        "The council voted 8-5 on Monday; the planning board, with seven members, had voted 5-2.",
        "Not one of the 16 states abstained: ten backed the ban, and six voted against it.",
        "All 12 Labour councillors voted against but the motion passed by 20 votes to 12.",
        "The party's 12 councillors opposed it and the motion fell by 20 votes to 15.",
        "The 12-member committee met on Monday. The council then backed it by 11 votes to eight.",
        "The 15-member jury heard 10 to 20 witnesses before it found him guilty.",
        "A panel of nine approved it, and the council then voted 7-4 for it.",
        "The council passed it 7-5. All 40 members of the parish then signed a letter.",
        "The eight directors were tied four each, so the chair used a casting vote and it was carried 5-4.",
        "The bill was carried by six votes to five. All eleven members cast a vote.",
    ],
)
def test_leaves_votes_alone_that_add_up_or_may(text):
    assert found("votes", text) == []


@pytest.mark.parametrize(
    ("code", "text", "more"),
    [
        ("percentages", "In the survey 52% said yes, 41% said no and 17% were unsure", ", see row 7"),
        ("votes", "The nine-member board approved it by six votes to four", ", see row 7"),
        ("change", "Profits rose 30% to $24m from $20m", " (see 7)"),
    ],
)
def test_passes_over_tables(code, text, more):
    assert (len(found(code, f"{text}.")), found(code, f"{text}{40 * more}.")) == (1, [])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("percentages", "In the survey 52% said yes, 41% said no and 17% were unsure."),
        ("votes", "The nine-member board approved it by six votes to four."),
        ("change", "Profits rose 30% to $24m from $20m."),
    ],
)
def test_passes_over_stories_of_numbers_only(code, text):
    assert (len(found(code, *5 * [text])), found(code, *150 * [text])) == (5, [])
