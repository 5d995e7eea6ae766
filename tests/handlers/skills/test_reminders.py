"""Once a week, on the last workday, while something is open."""

from datetime import date
from typing import Any

from storage import profiles
from tests.handlers.companies import ANA, BEN, CLEO, TEAM, labels, words
from tests.handlers.skills.conftest import SEVEN, Company


def asked(company: Company, to: str = ANA) -> list[str]:
    return [each for each in company.told(to) if "Your Required 7 of this week" in each]


def change(company: Company, who: str = ANA, **values: Any) -> None:
    with company.database.begin() as session:
        profiles.change(session, TEAM, who, **values)


def test_it_is_asked_for_on_friday_and_not_before(either: Company) -> None:
    either.sell("Large", amount=12_000, next_step="")
    either.through("2026-03-02", "2026-03-05")
    assert asked(either) == []
    either.at("2026-03-06")
    (told,) = asked(either)
    assert "*Your Required 7 of this week:* 7 of 7 are open" in told
    assert (
        "I see: 1 account without a full rank, 1 custom deck needed, 1 next step missing or past, "
        "1 Command Plan needed" in told
    )
    assert "I ask once a week, on your last workday of it; that is the bot's default." in told
    either.through("2026-03-07", "2026-03-12")
    assert len(asked(either)) == 1
    either.at("2026-03-13")
    assert len(asked(either)) == 2


def test_what_is_ticked_is_not_named(company: Company) -> None:
    company.sell("Large", amount=12_000)
    company.tick(*SEVEN[:5])
    company.at("2026-03-06")
    (told,) = asked(company)
    assert "2 of 7 are open (no. 6 and 7)" in told
    assert "custom deck" not in told


def test_who_has_ticked_all_is_not_asked(company: Company) -> None:
    company.sell("Large", amount=12_000)
    company.tick(*SEVEN)
    company.at("2026-03-06")
    assert asked(company) == []


def test_the_last_tick_settles_it_and_undo_asks_again(either: Company) -> None:
    either.sell("Large", amount=12_000)
    either.at("2026-03-06")
    card = either.card(kind="digest")
    assert "Required 7, week of Mon 2 March" in words(either.press(card, "Open the seven"))
    either.tick(*SEVEN[:6])
    assert "done for" not in words(either.card(kind="digest"))
    either.tick(SEVEN[6])
    assert "done for this week by Ana Lopez" in words(either.card(kind="digest"))
    either.press(either.card(kind="digest"), "Undo")
    assert len(either.audit().ticks) == 6
    assert "Open the seven" in labels(either.card(kind="digest"))


def test_the_week_of_whoever_begins_on_sunday_ends_on_thursday(company: Company) -> None:
    change(company, work_days=frozenset({6, 0, 1, 2, 3}))
    company.sell("Large", amount=12_000)
    company.at("2026-03-05")
    assert len(asked(company)) == 1
    assert company.audit().week == date(2026, 3, 2)
    company.through("2026-03-06", "2026-03-11")
    assert company.audit().week == date(2026, 3, 9)
    assert len(asked(company)) == 1


def test_who_is_away_on_friday_is_asked_before_and_nobody_in_their_place(company: Company) -> None:
    company.sell("Large", amount=12_000)
    leave: dict[str, Any] = {
        "away_from": date(2026, 3, 5),
        "away_until": date(2026, 3, 20),
        "delegate": BEN,
    }
    change(company, **leave)
    company.at("2026-03-04")
    assert len(asked(company)) == 1
    company.through("2026-03-05", "2026-03-20")
    assert len(asked(company)) == 1
    assert asked(company, BEN) == []


def test_it_can_be_turned_off(company: Company) -> None:
    company.sell("Large", amount=12_000)
    change(company, muted=frozenset({"skills"}))
    company.through("2026-03-02", "2026-03-13")
    assert asked(company) == []


def test_who_has_nothing_to_look_at_is_not_asked(company: Company) -> None:
    company.sell("Unknown role", CLEO)
    company.through("2026-03-05", "2026-03-07")
    assert asked(company) == asked(company, CLEO) == []
    company.rank("By hand")
    company.through("2026-03-12", "2026-03-13")
    assert len(asked(company)) == 1
