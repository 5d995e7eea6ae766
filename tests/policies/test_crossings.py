"""Which lines a deal is over, and when its owner is told."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from policies.crossings import Crossing, after, changes, day_to_tell, to_tell
from policies.desks.deal_lines import LIMITS, Lines, Over
from policies.desks.requirements import CONSULT, DECK, FULL, OVERVIEW, RED_GREEN, REVIEW
from policies.pack import Pack
from policies.rhythms import Rhythm

TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
SOON, LATER = date(2026, 12, 18), date(2027, 3, 31)
NEEDS = [
    (("smb", 12_000, 12_000, SOON, "Acme"), {CONSULT, FULL, DECK, RED_GREEN}),
    (("smb", 6_000, 7_000, SOON, "Acme"), {REVIEW, OVERVIEW, DECK, RED_GREEN}),
    (("smb", 6_000, 7_000, LATER, "Acme"), {OVERVIEW, DECK, RED_GREEN}),
    (("Mid-Market", 6_000, 7_000, SOON, "Acme"), set()),
    (("MM", 20_001, 9_000, SOON, "Acme"), {CONSULT, FULL, RED_GREEN}),
    (("mm", 20_001, 9_000, SOON, "Acme Channel-Managed"), {CONSULT, RED_GREEN}),
    (("enterprise", 50_000, 60_000, SOON, "Acme"), {FULL}),
    (("enterprise", 49_999, 60_000, SOON, "Acme"), set()),
    (("", 900_000, 900_000, SOON, "Acme"), set()),
    (("smb", None, 7_000, SOON, "Acme"), {DECK}),
    (("smb", None, None, None, "Acme"), set()),
]


@pytest.fixture
def lines(pack: Pack) -> Lines:
    found = Lines.of(pack)
    assert found
    return found


@pytest.mark.parametrize(("deal", "needs"), NEEDS)
def test_what_a_deal_needs_follows_from_its_figures(
    lines: Lines,
    deal: tuple[str, int | None, int | None, date | None, str],
    needs: set[str],
) -> None:
    assert set(lines.over(lines.figures(*deal, TODAY)).needs) == needs


def test_what_is_not_known_stays_open(lines: Lines) -> None:
    unsized = lines.over(lines.figures("", 900_000, 900_000, SOON, "Acme", TODAY))
    assert unsized == Over(open=tuple(LIMITS))
    dated = lines.over(lines.figures("smb", 6_000, 1_000, date(2026, 10, 1), "Acme", TODAY))
    assert dated.open == (REVIEW,)


def test_every_line_has_its_rule_and_its_words(lines: Lines, pack: Pack) -> None:
    for requirement in LIMITS:
        for segment in ("smb", "mid-market", "enterprise", None):
            assert lines.entry(requirement, segment) in pack.entries
        assert "_" not in lines.says(requirement)


def over(*requirements: str, open: tuple[str, ...] = ()) -> Over:
    return Over(requirements, open)


def told(kept: list[Crossing], now_over: Mapping[int, Over], at: datetime = NOW) -> list[set[int]]:
    found = to_tell(kept, now_over, at)
    return [{each.opportunity for each in some} for _, _, some in found]


def test_a_line_is_told_once_and_again_only_after_it_was_crossed_back() -> None:
    first = list(changes({1: over(DECK)}, [], NOW))
    assert first == [Crossing(1, DECK, 1, True, NOW, False)]
    assert not changes({1: over(DECK)}, first, NOW + timedelta(days=1))
    back = changes({1: over()}, first, NOW + timedelta(days=2))
    kept = after(first, back)
    assert told(kept, {1: over()}) == []
    again = changes({1: over(DECK)}, kept, NOW + timedelta(days=3))
    assert [(each.times, each.over) for each in again] == [(2, True)]


def test_a_figure_that_got_lost_crosses_no_line_back() -> None:
    kept = [Crossing(1, DECK, 1, True, NOW, False)]
    assert not changes({1: over(open=(DECK,))}, kept, NOW)
    assert not changes({}, kept, NOW)
    assert told(kept, {1: over(open=(DECK,))}) == []


def test_many_deals_at_once_are_one_thing_to_tell() -> None:
    three = {id: over(DECK, RED_GREEN) for id in (1, 2, 3)}
    alone = after([], changes(three, [], NOW))
    assert len(told(alone, three)) == 6
    four = three | {4: over(DECK)}
    together = after([], changes(four, [], NOW))
    assert told(together, four) == [{1, 2, 3, 4}]


def test_what_could_not_be_told_for_two_months_is_left_to_home() -> None:
    kept = [Crossing(1, DECK, 1, True, NOW, False)]
    assert told(kept, {1: over(DECK)}, NOW + timedelta(days=59)) == [{1}]
    assert told(kept, {1: over(DECK)}, NOW + timedelta(days=61)) == []


def test_what_happens_during_the_day_is_told_the_next_morning() -> None:
    rhythm = Rhythm(zone=ZoneInfo("Europe/Madrid"), starts=time(9))
    assert day_to_tell(NOW, rhythm) == TODAY
    assert day_to_tell(NOW + timedelta(minutes=1), rhythm) == TODAY + timedelta(days=1)
