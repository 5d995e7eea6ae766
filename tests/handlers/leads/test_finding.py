"""A lead is found by a part of its name or company, by whoever may see it."""

import pytest

from handlers.kit.feature import Place
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, OLA, labels, words
from tests.handlers.leads.conftest import Company


@pytest.fixture
def begun(company: Company) -> Company:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.assign(BEN, name="Janet Poe", company="Globex", sdr=OLA)
    return company


@pytest.mark.parametrize("line", ["Jane Roe", "acme", "roe, ACME", "find jane roe", "search Acme"])
@pytest.mark.parametrize("who", [ANA, BEN, GRACE])
def test_words_of_it_show_it_to_its_sdr_its_ae_and_their_manager(
    begun: Company, line: str, who: str
) -> None:
    shown = begun.write(line, who)
    assert "📥 *Jane Roe* · Acme · MQL" in words(shown)
    assert ("Called" in labels(shown)) is (who in (ANA, GRACE))


def test_of_several_the_newest_comes_first_and_each_can_be_opened(begun: Company) -> None:
    shown = begun.write("jane", GRACE)
    assert words(shown).startswith("Leads with “jane”")
    assert words(shown).index("Janet Poe") < words(shown).index("Jane Roe")
    assert labels(shown) == ["Open", "Open"]
    assert "📥 *Janet Poe* · Globex" in words(begun.press(shown, "Open", GRACE))


def test_the_one_under_way_is_meant_and_not_one_that_is_over(begun: Company) -> None:
    begun.submit(begun.press_raw("leads.close", "1 page"), outcome="handled")
    begun.at("2026-03-03", "10:00")
    begun.assign(BEN)
    assert "Called" in labels(begun.write("jane roe"))


def test_what_was_closed_long_ago_is_not_found(begun: Company) -> None:
    begun.submit(begun.press_raw("leads.close", "1 page"), outcome="handled")
    assert "Reopen" in labels(begun.write("jane roe"))
    begun.at("2026-06-02", "10:00")
    assert "I know no lead with “jane roe”" in words(begun.write("jane roe"))


@pytest.mark.parametrize("who", [CLEO, OLA])
def test_nobody_else_learns_that_there_is_one(begun: Company, who: str) -> None:
    said = words(begun.write("jane roe", who))
    assert said == words(begun.write("jane rowe", who)).replace("rowe", "roe")
    assert said.startswith("I know no lead with “jane roe” that you may see")
    assert "/handrail mql assigned 2026-03-02 09:10" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("assigned 2026-03-02 09:10", "one hour"),
        ("assigned", "It depends on when the lead was assigned"),
        ("untouched for two weeks", "AE"),
        ("Roe of the 32nd", "says no day"),
    ],
)
def test_what_the_calculator_reads_is_calculated(begun: Company, line: str, says: str) -> None:
    assert says in words(begun.write(line))


def test_in_direct_messages_too_and_for_a_channel_it_is_nobodys_matter(begun: Company) -> None:
    assert "📥 *Jane Roe*" in words(begun.write("jane roe", place=Place.DIRECT))
    assert "Jane" not in words(begun.write("jane roe", GRACE, place=Place.MENTION)).replace(
        "jane roe", ""
    )
