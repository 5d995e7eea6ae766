"""What a manager is told by itself, and when it is not said any more."""

from tests.handlers.companies import ANA, BEN, GRACE, HUGO, OLA, words
from tests.handlers.cosell.conftest import Company


def test_on_monday_a_manager_is_told_where_they_stand_and_whom_to_ask(company: Company) -> None:
    company.log()
    company.at("2026-03-09", who=GRACE)
    (told,) = company.told(GRACE)
    assert "*Co-selling: no" not in told
    assert "*Co-selling: 0 calls in the 7 days to Mon 9 March*" in told
    assert "5 more for the minimum of 5; the aim is 10 to 12." in told
    assert "Ana Lopez none · Ben Lopez none · Cleo Lopez none" in told
    assert "Ask Ana Lopez, Ben Lopez and Cleo Lopez first" in told
    assert company.told(HUGO) == company.told(OLA) == company.told(ANA) == []


def test_at_the_aim_there_is_little_to_say(company: Company) -> None:
    for number in range(10):
        company.log(f"Account {number}")
    company.at("2026-03-02", "09:00", GRACE)
    (told,) = company.told(GRACE)
    assert "*Co-selling: 10 calls in the 7 days to Mon 2 March*\nThat meets the aim" in told
    assert "Ask" not in told


def test_the_card_follows_and_ends_once_the_minimum_is_met(company: Company) -> None:
    for number in range(3):
        company.log(f"Account {number}")
    company.at("2026-03-02", "09:00", GRACE)
    company.log("Globex")
    assert "▰▰▰▰▱ ▱▱▱▱▱ ▱▱   now 4 calls" in words(company.card(GRACE))
    last = company.log("Initech")
    assert "minimum met by Ana Lopez" in words(company.card(GRACE))
    assert "now 5 calls" in words(company.card(GRACE))
    assert company.items() == {f"{GRACE}/2026-03-02/week": "done"}
    company.press(last, "Undo")
    assert company.items() == {f"{GRACE}/2026-03-02/week": "open"}


def test_it_is_noted_with_a_press_and_taken_back(company: Company) -> None:
    company.at("2026-03-02", "09:00", GRACE)
    card = company.card(GRACE)
    company.press(card, "Done", GRACE)
    assert "noted by Grace Lopez" in words(company.card(GRACE))
    company.press(company.card(GRACE), "Undo", GRACE)
    assert company.items() == {f"{GRACE}/2026-03-02/week": "open"}


def test_on_thursday_only_who_is_below_the_minimum_is_told(company: Company) -> None:
    company.at("2026-03-05", who=GRACE)
    (told,) = company.told(GRACE)
    assert "*Co-selling: 0 calls in 7 days*" in told
    assert "A call that you join today or tomorrow still counts." in told
    for number in range(5):
        company.log(f"Account {number}", day="2026-03-05", at="08:00")
    assert company.items() == {f"{GRACE}/2026-03-02/nudge": "done"}


def test_with_enough_thursday_is_silent(company: Company) -> None:
    for number in range(5):
        company.log(f"Account {number}", who=BEN, people=(BEN, GRACE))
    company.at("2026-03-05", who=GRACE)
    assert company.told(GRACE) == []


def test_each_week_is_told_once(company: Company) -> None:
    company.through("2026-03-02", "2026-03-15", GRACE)
    about = [each for each in company.items()]
    assert about == [
        f"{GRACE}/2026-03-02/week", f"{GRACE}/2026-03-02/nudge",
        f"{GRACE}/2026-03-09/week", f"{GRACE}/2026-03-09/nudge",
    ]  # fmt: skip


def test_who_leads_no_seller_is_told_nothing(company: Company) -> None:
    company.through("2026-03-02", "2026-03-06", OLA)
    assert company.told(OLA) == []


def test_a_manager_without_a_role_is_told_as_well(company: Company) -> None:
    company.meet(GRACE, manager=HUGO)
    company.at("2026-03-02", "09:00", GRACE)
    assert len(company.told(GRACE)) == 1
