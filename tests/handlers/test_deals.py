"""An opportunity crosses a line, and its owner is told once."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot import packs
from handlers import deals, reminders
from handlers.kit.feature import Aside, Ask, Place, Refused, Round, Turn
from handlers.kit.reminding import planning, releasing
from handlers.kit.routes import Routes, routes
from playground.validation import problems
from storage import bundles, occurrences, opportunities, people, profiles
from storage.database import Database
from storage.opportunities import Opportunity
from storage.people import Person
from storage.profiles import Profile
from storage.workspaces import Workspace

TEAM = "T0ACME"
PACK = packs.load()
PLACE = Workspace(TEAM, "Acme", "U0BOT", "B0BOT", "A0APP", "", (), datetime(2025, 3, 1, tzinfo=UTC))
ANA, BEN = "U0ANA", "U0BEN"
MONDAY = datetime(2025, 3, 10, 7, tzinfo=UTC)
"""An hour before the digest of somebody in Madrid."""
URL = "https://hooks.slack.com/response/1"


@dataclass
class Team:
    """Account executives and their opportunities, by a clock that the test turns."""

    database: Database
    now: datetime = MONDAY
    routes: Routes = field(default_factory=lambda: routes((deals.FEATURE, reminders.FEATURE)))

    def meet(self, *ids: str) -> None:
        for id in ids:
            name = id[2:].title()
            person = Person(id, TEAM, name, name, "Europe/Madrid", TEAM, False, False, "none",
                            False, self.now)  # fmt: skip
            with self.database.begin() as session:
                people.save(session, person)

    def deal(self, name: str = "Acme – Ultimate", **values: Any) -> Opportunity:
        given: dict[str, Any] = {"name": name, "account": "Acme", "owner": ANA, "segment": "smb"}
        given |= {"close_date": date(2025, 6, 30), **values}
        with self.database.begin() as session:
            return opportunities.add(session, TEAM, given, by="", at=self.now, source="import")

    def change(self, deal: Opportunity, **values: Any) -> Opportunity:
        with self.database.begin() as session:
            changed = opportunities.change(
                session, deal, values, by="", at=self.now, source="import"
            )
            planning.replan(self.round(session), [ANA, BEN])
        return changed

    def round(self, session: Session) -> Round:
        return Round(self.now, PLACE, PACK, session, registry=self.routes.registry)

    def plan(self) -> None:
        with self.database.begin() as session:
            planning.reconcile(self.round(session), (ANA, BEN), self.now + planning.HORIZON)

    def morning(self) -> str:
        """The words of the next morning's digest, or nothing."""
        self.now = self.now.replace(hour=8) + timedelta(days=0 if self.now.hour < 8 else 1)
        self.plan()
        with self.database.begin() as session:
            due = occurrences.due_recipients(session, TEAM, self.now, 20)
            releasing.release(self.round(session), due)
            found = session.connection().execute(
                bundles.BUNDLES.select().where(bundles.BUNDLES.c.day == self.now.date())
            )
            ids = [str(row.id) for row in found]
        return "\n".join(self.screen(id) for id in ids)

    def screen(self, id: str) -> str:
        with self.database.begin() as session:
            shown = self.routes.registry.screens["bundle"].render(self.round(session), id)
        payload = shown.payload()  # type: ignore[union-attr]
        assert not problems(payload, "message"), problems(payload, "message")
        return words(payload)

    def press(self, id: str, value: str, who: str = ANA) -> str:
        with self.database.begin() as session:
            actor = people.find(session, TEAM, who)
            assert actor
            turn = Turn(self.now, PLACE, actor, PACK, session, registry=self.routes.registry)
            ask = Ask(Place.BUTTON, value=value, response_url=URL, channel="D0ANA")
            reply = self.routes.buttons[id].answer(turn, ask)
        assert isinstance(reply, Aside)
        payload = reply.message.payload()
        assert not problems(payload, "message"), problems(payload, "message")
        return words(payload)

    def item(self) -> bundles.Told:
        with self.database.begin() as session:
            return bundles.open_items(session, TEAM, ANA, self.now - timedelta(days=9))[0]


def words(shown: Any) -> str:
    if isinstance(shown, dict):
        own = [shown["text"]] if isinstance(shown.get("text"), str) else []
        return "\n".join([*own, *filter(None, map(words, shown.values()))])
    return "\n".join(filter(None, map(words, shown))) if isinstance(shown, list | tuple) else ""


@pytest.fixture
def team(quick_database: Database) -> Team:
    team = Team(quick_database)
    team.meet(ANA, BEN)
    return team


def test_a_deal_over_a_line_is_told_once_with_its_rule(team: Team) -> None:
    team.deal(net_arr=24_000, amount=31_000)
    told = team.morning()
    assert "*Acme – Ultimate* now needs an opportunity consult, the full Command Plan" in told
    assert "Net ARR $24,000, Amount $31,000, closes Mon 30 Jun" in told
    assert "Commercial Sales (FY23) ›" in told
    assert [team.morning() for _ in range(3)] == ["", "", ""]


def test_a_deal_below_every_line_is_not_told(team: Team) -> None:
    team.deal(net_arr=1_000, amount=1_000)
    team.deal(net_arr=90_000, amount=90_000, segment="")
    assert team.morning() == ""


def test_a_deal_that_crosses_another_line_later_is_told_of_it(team: Team) -> None:
    deal = team.deal(net_arr=2_500, amount=2_500)
    assert "now needs Red/Green in the month it closes\n" in team.morning()
    team.change(deal, amount=6_000)
    assert "a custom deck" in team.morning()


def test_a_deal_that_crosses_back_before_it_is_told_is_not_told(team: Team) -> None:
    deal = team.deal(net_arr=1_000, amount=6_000)
    team.plan()
    team.change(deal, amount=4_000)
    assert team.morning() == ""


def test_a_deal_is_told_again_once_it_crossed_back_and_over(team: Team) -> None:
    deal = team.deal(net_arr=1_000, amount=6_000)
    assert "a custom deck" in team.morning()
    deal = team.change(deal, amount=4_000)
    assert team.morning() == ""
    team.change(deal, amount=7_000)
    assert "a custom deck" in team.morning()
    assert team.morning() == ""


def test_the_first_import_tells_of_all_deals_as_one_thing(team: Team) -> None:
    for number in range(17):
        team.deal(f"Deal {number}", net_arr=6_000, amount=6_000)
    told = team.morning()
    assert "*17 opportunities* of yours need a review, a plan or a deck" in told
    assert "17 × a custom deck" in told
    assert "Deal 3" not in told
    assert team.morning() == ""
    team.deal("One more", net_arr=1_000, amount=6_000)
    assert "*One more* now needs" in team.morning()


def test_the_list_names_every_deal_and_counts_as_read(team: Team) -> None:
    for number in range(40):
        team.deal(f"Deal {number}", net_arr=6_000, amount=6_000)
    team.morning()
    item = team.item()
    shown = team.press("deals.list", item.subject)
    assert "• *Deal 3*: " in shown
    assert "10 more; ask `/deal` about any of them." in shown
    assert "read by Ana" in team.screen(str(item.bundle))


def test_see_all_answers_as_the_command_does(team: Team) -> None:
    team.deal(net_arr=24_000, amount=31_000)
    team.morning()
    item = team.item()
    shown = team.press("deals.see", item.subject)
    assert "Book an opportunity consult with your ASM" in shown
    assert "read by Ana" in team.screen(str(item.bundle))


def test_only_the_owner_those_above_and_the_stand_in_see_it(team: Team) -> None:
    deal = team.deal(net_arr=24_000, amount=31_000)
    with pytest.raises(Refused, match="Only Ana, their manager"):
        team.press("deals.see", str(deal.id), BEN)
    with team.database.begin() as session:
        day = team.now.date()
        away = Profile(TEAM, ANA, away_from=day, away_until=day, delegate=BEN)
        profiles.save(session, away)
    assert team.press("deals.see", str(deal.id), BEN)


@pytest.mark.parametrize("value", ["", "0", "99", "x", "9" * 40, "together/U0ANA", "together//"])
def test_a_press_on_something_unknown_is_refused_or_told(team: Team, value: str) -> None:
    with pytest.raises(Refused):
        team.press("deals.see", value)
    if value.startswith("together/U0ANA"):
        return
    with pytest.raises(Refused):
        team.press("deals.list", value)


def test_a_preview_keeps_nothing(team: Team) -> None:
    team.deal(net_arr=24_000, amount=31_000)
    with team.database.reading() as session:
        until = team.now + planning.HORIZON
        found = [each.wish.key for each in planning.plan(team.round(session), (ANA,), until)]
    assert any("/custom_deck/1" in key for key in found)
    assert "now needs" in team.morning()


def test_a_deal_of_somebody_away_waits_for_their_return(team: Team) -> None:
    away = Profile(TEAM, ANA, away_from=date(2025, 3, 10), away_until=date(2025, 3, 12))
    with team.database.begin() as session:
        profiles.save(session, away)
    team.deal(net_arr=24_000, amount=31_000)
    assert [bool(team.morning()) for _ in range(4)] == [False, False, False, True]
