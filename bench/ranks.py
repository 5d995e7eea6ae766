"""An AE's list of 500 accounts, a team of twelve with 5,000 ranks, and their reminders."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert

from bench.boards import spent
from bench.commands import postgresql
from bench.homes import MANAGER, NOW, OWNERS, TEAM, TIMES, TODAY, opened, person
from bench.rounds import row
from handlers import FEATURES
from handlers.kit.feature import Ask, Message, Place, Turn
from handlers.kit.payloads import Caller
from handlers.kit.reminding import planning
from handlers.kit.routes import Routes, routes
from handlers.kit.turns import Done, Office, round_in, take
from storage import people, profiles
from storage.opportunities import OPPORTUNITIES, new_row
from storage.profiles import Profile
from storage.ranks import RANKS

RANKED, UNRANKED = 5_000, 600
OF_ONE = 500
"""Accounts of the first owner, of whom the others have what is left."""
BOUND_MS = 200
RANK = ("1", "1.5", "2", "3")


def owner_of(number: int) -> str:
    others = OWNERS[1:]
    return OWNERS[0] if number < OF_ONE - UNRANKED // 12 else others[number % len(others)]


def ranked(number: int) -> dict[str, Any]:
    """One in ten lacks its reason, one in three was not met for a month."""
    since = TODAY - timedelta(days=number * 7 % 45)
    return {
        "workspace": TEAM, "owner": owner_of(number), "account": f"Account {number}",
        "folded": f"account {number}", "segment": "mid-market", "rank": RANK[number % 4],
        "reason": "They grow into a second team" if number % 10 else "", "users": number,
        "notes": "", "ranked_on": since, "ranked_by": owner_of(number), "ranked_at": NOW,
        "talked_on": since, "since": since,
    }  # fmt: skip


def deal(number: int) -> dict[str, Any]:
    """Of an account that nobody has ranked."""
    account = f"New account {number}"
    values = {"name": account, "account": account, "owner": OWNERS[number % 12], "kind": "new"}
    return new_row(TEAM, f"ref-{number}", values | {"segment": "mid-market"}, NOW)


def fill(office: Office) -> None:
    with office.database.begin() as session:
        for id in (MANAGER, *OWNERS):
            people.save(session, person(id))
        profiles.save(session, Profile(TEAM, MANAGER, roles=("asm",), met_at=NOW))
        for id in OWNERS:
            profiles.save(session, Profile(TEAM, id, ("mm-territory",), manager=MANAGER))
        connection = session.connection()
        connection.execute(insert(RANKS), [ranked(number) for number in range(RANKED)])
        connection.execute(insert(OPPORTUNITIES), [deal(number) for number in range(UNRANKED)])


def listed(office: Office, found: Routes, number: int) -> tuple[float, Any]:
    """The whole turn of the first owner, in milliseconds."""
    slash, ask = found.words["rank"].answer, Ask(Place.COMMAND)
    began = perf_counter()
    caller = Caller(TEAM, OWNERS[0], TEAM, f"list:{number}")
    done = take(office, found.registry, caller, lambda turn: slash(turn, ask))
    took = (perf_counter() - began) * 1000
    assert isinstance(done, Done), done
    return took, done.reply


def planned(office: Office, found: Routes) -> float:
    """What the routine wishes for all twelve, in milliseconds."""
    with office.database.begin() as session:
        round = round_in(office, found.registry, office.installed[TEAM].workspace, session)
        began = perf_counter()
        wishes = list(planning.plan(round, OWNERS, NOW + planning.HORIZON))
        took = (perf_counter() - began) * 1000
    assert any(each.wish.routine == "ranking" for each in wishes)
    return took


def measure(name: str, address: str) -> None:
    found = routes(FEATURES)
    with opened(address) as office:
        fill(office)
        one, shown = listed(office, found, -1)
        assert isinstance(shown, Message)
        assert shown.text == f"Your accounts by rank: {OF_ONE} accounts", shown.text
        lists = [listed(office, found, number)[0] for number in range(TIMES)]
        team = [spent(office, found, number, _team(found))[0] for number in range(TIMES)]
        plans = [planned(office, found) for _ in range(TIMES)]
    row("ranks", f"the first list of {OF_ONE} accounts in ms ({name})", one, "")
    told("a list of 500 accounts", name, lists, f"< {BOUND_MS}")
    told(f"a team with {RANKED:,} ranks", name, team, f"< {BOUND_MS}")
    told("the plan of the twelve, every routine", name, plans, "")


def told(what: str, name: str, took: Sequence[float], bound: str) -> None:
    """The quickest as well, for a busy machine."""
    row("ranks", f"{what} in ms ({name})", median(took), bound)
    row("ranks", f"the quickest of {len(took)} ({name})", min(took), "")


def _team(found: Routes) -> Callable[[Turn], Any]:
    slash, ask = found.words["rank"].answer, Ask(Place.COMMAND, text="team")
    return lambda turn: slash(turn, ask)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}")
    with postgresql() as address:
        measure("PostgreSQL", address)


if __name__ == "__main__":
    main()
