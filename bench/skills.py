"""A director's scorecard of sixty account executives with 5,000 opportunities and as many ranks."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert

from bench.boards import spent
from bench.commands import postgresql
from bench.homes import NOW, TEAM, TIMES, TODAY, opened, person
from bench.rounds import row
from handlers import FEATURES
from handlers.kit.feature import Ask, Message, Place, Turn
from handlers.kit.routes import Routes, routes
from handlers.kit.turns import Office
from policies.skills.weeks import before, week_of
from storage import people, profiles
from storage.opportunities import OPPORTUNITIES, new_row
from storage.profiles import Profile
from storage.ranks import RANKS
from storage.skill_ticks import TICKS

SELLERS = tuple(f"U0SELL{number:03}" for number in range(60))
DIRECTOR = "U0MANAGER"
DEALS, RANKED, WEEKS = 5_000, 5_000, 6
BOUND_MS = 200


def deal(number: int) -> dict[str, Any]:
    """One in five lacks its next step, and no two have the same figures."""
    name = f"Account {number} – Ultimate"
    values: dict[str, Any] = {
        "name": name,
        "account": f"Account {number}",
        "owner": SELLERS[number % 60],
    }
    values |= {"kind": "new", "segment": "smb", "amount": 2_000 + number, "net_arr": number}
    values |= {"close_date": TODAY + timedelta(days=number % 90 - 5), "state": "open"}
    if number % 5:
        values |= {"next_step": "Ask Jane who signs", "next_step_date": TODAY}
    return new_row(TEAM, f"ref-{number}", values, NOW)


def ranked(number: int) -> dict[str, Any]:
    return {
        "workspace": TEAM, "owner": SELLERS[number % 60], "account": f"Account {number}",
        "folded": f"account {number}", "segment": "smb", "rank": "3", "users": None,
        "reason": "They grow" if number % 10 else "", "notes": "", "ranked_on": TODAY,
        "ranked_by": SELLERS[number % 60], "ranked_at": NOW, "talked_on": None, "since": TODAY,
    }  # fmt: skip


def ticked() -> list[dict[str, Any]]:
    week = week_of(TODAY, range(5))
    skills = ("rank", "deck", "key-info", "call-notes", "next-steps", "command-plan")
    return [
        {"workspace": TEAM, "person": seller, "week": monday, "skill": skill, "at": NOW,
         "note": "", "act": None}
        for seller in SELLERS for monday in before(week, WEEKS) for skill in skills
    ]  # fmt: skip


def fill(office: Office) -> None:
    with office.database.begin() as session:
        for id in (DIRECTOR, *SELLERS):
            people.save(session, person(id))
        profiles.save(session, Profile(TEAM, DIRECTOR, roles=("director",), met_at=NOW))
        for id in SELLERS:
            profiles.save(session, Profile(TEAM, id, ("smb",), manager=DIRECTOR))
        connection = session.connection()
        connection.execute(insert(OPPORTUNITIES), [deal(number) for number in range(DEALS)])
        connection.execute(insert(RANKS), [ranked(number) for number in range(RANKED)])
        connection.execute(insert(TICKS), ticked())


def measure(name: str, address: str) -> None:
    found = routes(FEATURES)
    with opened(address) as office:
        fill(office)
        _, shown = spent(office, found, -1, _team(found))
        assert isinstance(shown, Message)
        assert shown.text == "Required 7: 0 of 60 have done this week's audit", shown.text
        took = [spent(office, found, number, _team(found))[0] for number in range(TIMES)]
    what = f"a scorecard of 60 with {DEALS:,} opportunities in ms ({name})"
    row("skills", what, median(took), f"< {BOUND_MS}")
    row("skills", f"the quickest of {len(took)} ({name})", min(took), "")


def _team(found: Routes) -> Callable[[Turn], Any]:
    slash, ask = found.words["seven"].answer, Ask(Place.COMMAND, text="team")
    return lambda turn: slash(turn, ask)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}")
    with postgresql() as address:
        measure("PostgreSQL", address)


if __name__ == "__main__":
    main()
