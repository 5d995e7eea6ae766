"""Red/Green reviews: the period, the scope, what changed, and the walk through the questions."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given as having
from hypothesis import strategies as st

from policies.calendars import no_holidays
from policies.pack import Pack
from policies.reviews import changes, notes, scope, walk
from policies.reviews.challenges import Matter
from policies.reviews.periods import QUARTER, Calendar, Period
from policies.reviews.questions import is_weak, questions
from policies.reviews.scope import In, Scope, pick

NOVEMBER = Period(date(2025, 11, 1), date(2025, 11, 30))
FRIDAY, MONDAY = date(2025, 11, 14), date(2025, 11, 24)
ORDER = ["verdict", "act", "choose", "timing", "contact", "help", "step"]
GOOD: dict[str, dict[str, Any]] = {
    "verdict": {"choice": "green"},
    "act": {"choice": "cost"},
    "choose": {"choice": "fit"},
    "timing": {"choice": "deadline"},
    "contact": {"choice": "director"},
    "help": {"choice": "both"},
    "step": {"text": "Ask Jane who signs security reviews"},
}


@dataclass(frozen=True)
class Deal:
    id: int = 7
    owner: str | None = "U1"
    segment: str = "smb"
    stage: str = "4-Proposal"
    state: str = "open"
    net_arr: int | None = 5_000
    amount: int | None = 6_000
    close_date: date | None = date(2025, 11, 28)
    next_step: str = ""
    next_step_date: date | None = None


@dataclass(frozen=True)
class Seen:
    opportunity: int = 7
    verdict: str = "red"
    stage: str = "4-Proposal"
    net_arr: int | None = 5_000
    amount: int | None = 6_000
    close_date: date | None = date(2025, 11, 28)
    next_step: str = ""
    next_step_date: date | None = None


@dataclass(frozen=True)
class Said:
    question: str
    id: int = 1
    choice: str = ""
    text: str = ""
    day: date | None = None
    said_by: str = "U1"
    sure: str = "confident"
    missing: str = ""
    kept: bool = False
    by: str = "U9"
    at: datetime = field(default=datetime(2025, 11, 14, 9, tzinfo=UTC))


def said(name: str, id: int = 1, **more: Any) -> Said:
    return Said(name, id, **(GOOD.get(name, {}) | more))


def all_said(**changed: Any) -> dict[str, Said]:
    return {name: changed.get(name) or said(name) for name in ORDER}


@pytest.fixture
def matter(pack: Pack) -> Matter:
    return Matter(pack, NOVEMBER, "4-Proposal")


@pytest.fixture
def calendar(pack: Pack) -> Calendar:
    return Calendar(pack.sheets["redgreen"], no_holidays)


def test_a_period_is_the_month_unless_the_team_takes_the_quarter(calendar: Calendar) -> None:
    assert calendar.period_of(FRIDAY) == NOVEMBER
    quarters = replace(calendar, kind=QUARTER)
    assert quarters.period_of(FRIDAY) == Period(date(2025, 11, 1), date(2026, 1, 31))
    assert quarters.period_of(date(2026, 1, 31)) == quarters.period_of(FRIDAY)
    assert quarters.period_of(date(2026, 2, 1)).name == "February to April 2026"
    assert quarters.before(quarters.period_of(FRIDAY)).name == "August to October 2025"
    assert NOVEMBER.name == "November 2025"


def test_the_last_session_of_a_period_is_its_last_work_day(calendar: Calendar) -> None:
    assert calendar.in_month(FRIDAY) == [FRIDAY, *(date(2025, 11, 24 + n) for n in range(5))]
    assert calendar.last_in(NOVEMBER) == date(2025, 11, 28)
    assert [calendar.is_last(date(2025, 11, 27 + n)) for n in range(3)] == [False, True, True]
    assert calendar.next_after(date(2025, 11, 28)) == date(2025, 12, 15)
    assert calendar.first_in(Period(date(2025, 12, 1), date(2025, 12, 31))) == date(2025, 12, 15)


@having(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sampled_from(["", QUARTER]))
def test_every_day_is_in_its_period_and_the_periods_touch(pack: Pack, day: date, kind: str) -> None:
    calendar = Calendar(pack.sheets["redgreen"], no_holidays, kind)
    period = calendar.period_of(day)
    assert period.has(day)
    assert (period.starts - calendar.before(period).ends).days == 1
    assert period.starts <= calendar.first_in(period) <= calendar.last_in(period) <= period.ends
    assert calendar.next_after(day) > day
    assert calendar.is_session(calendar.next_after(day))


@pytest.mark.parametrize(
    ("deal", "segment", "found"),
    [
        (Deal(net_arr=2_000), "", In.YES),
        (Deal(net_arr=1_999), "", In.NO),
        (Deal(segment="mid-market", net_arr=7_000), "", In.YES),
        (Deal(segment="mid-market", net_arr=6_999), "", In.NO),
        (Deal(segment="enterprise", net_arr=900_000), "", In.NO),
        (Deal(segment="", net_arr=5_000), "mid-market", In.NO),
        (Deal(segment="", net_arr=5_000), "", In.NO_SEGMENT),
        (Deal(segment="", net_arr=7_000), "", In.YES),
        (Deal(segment="", net_arr=1_999), "", In.NO),
        (Deal(net_arr=None), "", In.NO_NET_ARR),
        (Deal(close_date=None), "", In.NO_CLOSE_DATE),
        (Deal(close_date=None, net_arr=10), "", In.NO),
        (Deal(close_date=date(2025, 12, 1)), "", In.NO),
        (Deal(close_date=date(2025, 11, 1)), "", In.YES),
        (Deal(close_date=date(2025, 11, 30)), "", In.YES),
        (Deal(close_date=date(2025, 12, 1), net_arr=None), "", In.NO),
        (Deal(state="won"), "", In.NO),
    ],
)
def test_what_is_in_scope(pack: Pack, deal: Deal, segment: str, found: In) -> None:
    assert Scope(NOVEMBER, scope.printed(pack)).judge(deal, segment) is found


def test_the_soonest_is_gone_through_first_and_the_largest_within_a_day(pack: Pack) -> None:
    late, small, large = (
        Deal(1),
        Deal(2, close_date=FRIDAY),
        Deal(3, net_arr=9_000, close_date=FRIDAY),
    )
    picked = pick([late, small, large, Deal(4, net_arr=None)], Scope(NOVEMBER, {"smb": 2_000}))
    assert [each.id for each in picked.deals] == [3, 2, 1]
    assert [(each.id, why) for each, why in picked.unknown] == [(4, In.NO_NET_ARR)]
    assert picked.net_arr == 19_000


@pytest.mark.parametrize(
    ("deal", "seen", "found"),
    [
        (Deal(), None, ["new"]),
        (Deal(), Seen(), []),
        (Deal(close_date=MONDAY), Seen(), ["close date"]),
        (Deal(net_arr=1, amount=None, stage="x"), Seen(), ["Net ARR", "amount", "stage"]),
        (Deal(next_step="Ask Jane"), Seen(), []),
        (Deal(next_step="Ask Jane"), Seen(next_step="Call Jo"), ["next step changed"]),
        (
            Deal(next_step="Ask Jane", next_step_date=FRIDAY),
            Seen(next_step="Ask Jane"),
            ["next step overdue"],
        ),
    ],
)
def test_what_changed_since_the_last_review(
    deal: Deal, seen: Seen | None, found: list[str]
) -> None:
    assert [each.kind for each in changes.changes(deal, seen, MONDAY)] == found


def test_why_something_is_not_there_any_more() -> None:
    def why(deal: Deal | None, outside: bool = False) -> str:
        return changes.gone(deal, "U1", outside)

    assert [why(None), why(Deal(state="gone"))] == ["deleted", "deleted"]
    assert [why(Deal(state="won")), why(Deal(state="lost"))] == ["closed-won", "closed-lost"]
    assert [why(Deal(owner="U2")), why(Deal(), outside=True)] == [
        "reassigned", "moved out of the period"
    ]  # fmt: skip
    assert why(Deal()) == "below the threshold"
    assert changes.flips(["green", "", "red", "red", "green"]) == 2


def test_questions_come_in_the_printed_order_each_with_its_rule(pack: Pack) -> None:
    found = questions(pack)
    assert [each.id for each in found] == ["past", *ORDER]
    assert [each.number for each in found] == list(range(8))
    assert all(each.entry in pack.entries for each in found)
    assert all(len(each.choices) <= 5 for each in found)


def test_the_next_question_opens_once_the_manager_is_confident(matter: Matter) -> None:
    given: dict[str, Said] = {}
    for name in ORDER:
        talk = walk.Talk(matter, given)
        assert talk.open
        assert talk.open.id == name
        unsure = {**given, name: said(name, sure="")}
        assert walk.Talk(matter, unsure).open == talk.open
        assert walk.Talk(matter, {**given, name: said(name, sure="not-yet")}).open == talk.open
        given[name] = said(name)
    assert walk.Talk(matter, given).is_done


def test_the_last_next_step_is_asked_about_first(matter: Matter) -> None:
    talk = walk.Talk(matter, {}, had_step=True)
    assert talk.open
    assert talk.open.id == "past"
    after = walk.Talk(matter, {"past": said("past", choice="done")}, had_step=True)
    assert after.open
    assert after.open.id == "verdict"


@pytest.mark.parametrize(
    ("verdict", "timing", "challenged"),
    [
        ("green", {"choice": "deadline"}, False),
        ("green", {"choice": "event"}, False),
        ("green", {"choice": "later"}, True),
        ("green", {"choice": "none"}, True),
        ("green", {"choice": "", "text": "Budget ends"}, True),
        ("green", {"choice": "", "day": date(2025, 11, 30)}, False),
        ("green", {"choice": "deadline", "day": date(2025, 12, 1)}, True),
        ("red", {"choice": "none"}, False),
    ],
)
def test_a_green_deal_needs_a_why_now_inside_the_period(
    matter: Matter, verdict: str, timing: dict[str, Any], challenged: bool
) -> None:
    given = all_said(
        verdict=said("verdict", choice=verdict), timing=replace(said("timing"), **timing)
    )
    talk = walk.Talk(matter, given)
    assert (talk.open.id if talk.open else "") == ("timing" if challenged else "")
    assert [each.entries for each in talk.challenges] == [("rg-definition",)] * challenged


@pytest.mark.parametrize(
    ("stage", "step", "challenge"),
    [
        ("4-Proposal", {"choice": "closing"}, "waiting"),
        ("6-Awaiting Signature", {"choice": "closing"}, "waiting"),
        ("7-Closing", {"choice": "closing"}, ""),
        ("4-Proposal", {"text": "Wait for their signature"}, "waiting"),
        ("7-Closing", {"text": "Wait for order processing"}, ""),
        ("4-Proposal", {"text": "follow up"}, "unfit"),
        ("4-Proposal", {"text": "Send Jane the ROI deck on Friday"}, "unfit"),
        ("4-Proposal", {"text": "called 3 May, sent deck"}, "unfit"),
        ("4-Proposal", {"text": "Ask Jane who signs security reviews"}, ""),
    ],
)
def test_a_next_step_that_waits_or_is_vague_is_challenged(
    pack: Pack, stage: str, step: dict[str, Any], challenge: str
) -> None:
    matter = Matter(pack, NOVEMBER, stage)
    talk = walk.Talk(matter, all_said(step=Said("step", **step)))
    assert [each.id for each in talk.challenges] == ([challenge] if challenge else [])
    assert talk.is_done is not bool(challenge)
    assert all(entry in pack.entries for each in talk.challenges for entry in each.entries)


def test_a_challenge_is_set_aside_until_its_answer_changes(matter: Matter) -> None:
    timing = said("timing", choice="none")
    aside = said("override:why-now", 5, text="They sign before their audit")
    given = all_said(timing=timing) | {"override:why-now": aside}
    assert walk.Talk(matter, given).is_done
    assert [why for _, why in walk.Talk(matter, given).overridden()] == [aside.text]
    given["timing"] = replace(timing, id=6)
    assert not walk.Talk(matter, given).is_done


def test_one_press_keeps_all_that_was_said_the_last_time(matter: Matter) -> None:
    talk = walk.Talk(matter, {"past": said("past", choice="open")}, all_said(), had_step=True)
    assert [each.question for each in talk.to_keep()] == ORDER
    assert walk.Talk(matter, {}, {}).to_keep() == ()


def test_what_was_done_or_is_of_another_period_is_not_kept(matter: Matter) -> None:
    done = {"past": said("past", choice="done")}
    assert [each.question for each in walk.Talk(matter, done, all_said(), True).to_keep()] == ORDER[
        :-1
    ]
    other = walk.Talk(matter, {}, all_said(), same_period=False)
    assert other.to_keep() == ()
    verdict = {"verdict": said("verdict")}
    later = walk.Talk(matter, verdict, all_said(), same_period=False)
    assert [each.question for each in later.to_keep()] == ["act", "choose"]


def test_an_answer_given_today_is_not_overwritten_by_the_last_one(matter: Matter) -> None:
    given = {"verdict": said("verdict"), "act": said("act", sure="", text="Their audit")}
    assert walk.Talk(matter, given, all_said()).to_keep() == ()


def test_a_reason_is_kept_only_with_the_answers_it_was_given_for(matter: Matter) -> None:
    before = all_said(timing=said("timing", choice="none")) | {
        "override:why-now": said("override:why-now", 9, text="Known buyer")
    }
    assert walk.Talk(matter, {}, before).to_keep()[-1].question == "override:why-now"
    green = {"verdict": said("verdict", choice="green")}
    assert "override:why-now" not in [
        each.question for each in walk.Talk(matter, green, before).to_keep()
    ]


def test_back_goes_to_the_question_before_and_ends_at_the_first(matter: Matter) -> None:
    talk = walk.Talk(matter, all_said())
    assert [each.id if (each := talk.back(name)) else "" for name in ORDER] == ["", *ORDER[:-1]]


@having(st.lists(st.tuples(st.sampled_from(ORDER), st.sampled_from(["", "confident", "not-yet"]))))
def test_no_question_opens_before_all_those_ahead_are_settled(
    pack: Pack, presses: list[tuple[str, str]]
) -> None:
    matter = Matter(pack, NOVEMBER, "4-Proposal")
    given: dict[str, Said] = {}
    for place, (name, sure) in enumerate(presses):
        given[name] = said(name, place, sure=sure)
    talk = walk.Talk(matter, given)
    ahead = ORDER[: ORDER.index(talk.open.id)] if talk.open else ORDER
    assert all(talk.is_settled(name) for name in ahead)
    assert talk.is_done is all(
        given.get(name) and given[name].sure == "confident" for name in ORDER
    )


def test_the_walk_goes_on_with_what_waits_and_comes_round_once() -> None:
    states = ["done", "waiting", "parked", "waiting"]
    places = [walk.Place(id, state) for id, state in enumerate(states, 1)]
    assert [walk.after(places, id) for id in (None, 1, 2, 3, 4)] == [2, 2, 4, 4, 2]
    assert [walk.before(places, id) for id in (None, 1, 3)] == [4, None, 2]
    assert walk.after([walk.Place(1, "waiting")], 1) is None


def test_weak_answers_say_so(pack: Pack) -> None:
    weak = [said("timing", choice="none"), said("contact", choice="user"), said("act", sure="")]
    assert all(is_weak(pack, each) for each in weak)
    assert not is_weak(pack, said("timing"))


def test_notes_are_written_in_one_form(matter: Matter) -> None:
    given = all_said(timing=said("timing", choice="none", text="Their audit is soon")) | {
        "override:why-now": said("override:why-now", 9, text="Known buyer")
    }
    names = {"U1": "Ana Lopez", "U9": "Grace Kim"}
    heading = notes.Heading(FRIDAY, "U9", "U1", names, MONDAY)
    assert notes.notes(walk.Talk(matter, given), Deal(), heading).splitlines() == [
        "Red/Green Fri 14 November 2025: GREEN",
        "Net ARR $5,000 · close date Fri 28 November 2025 · stage 4-Proposal",
        "Why act: Staying costs them (Ana Lopez)",
        "Why GitLab: Fits best (Ana Lopez)",
        "Why now: No date, Their audit is soon (Ana Lopez)",
        "Closest contact: Director or VP (Ana Lopez)",
        "How they help: Timing and introduction (Ana Lopez)",
        "Next step: Ask Jane who signs security reviews, due Mon 24 November 2025 (Ana Lopez)",
        "Set aside: A green deal needs a why now that fits a close within November 2025."
        " This answer names none. Because: Known buyer.",
        "Grace Kim with Ana Lopez.",
    ]
