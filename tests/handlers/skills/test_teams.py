"""A manager's scorecard: how many did the audit, what is seen of each, the weeks before, as CSV."""

import csv
import io
from typing import Any

from storage import outbox
from tests.handlers.companies import ANA, BEN, GRACE, HUGO, OLA, labels, words
from tests.handlers.skills.conftest import SEVEN, Company


def sheet(company: Company, who: str = GRACE) -> list[dict[str, str]]:
    sent = words(company.press_raw("skills.csv", "", who))
    assert "as a CSV are in" in sent or "as a CSV is in" in sent
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select()).all()
    (text,) = [_content(dict(each.payload)) for each in rows if each.kind == "upload"]
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def _content(payload: dict[str, Any]) -> str:
    return str(payload["content"])


def test_the_team_stands_by_name_with_what_is_seen_of_each(either: Company) -> None:
    either.sell("Large", BEN, segment="Mid-Market", amount=12_000, net_arr=30_000, next_step="")
    either.sell("Small", BEN)
    either.tick(*SEVEN, who=BEN)
    either.tick("rank")
    shown = either.write("team", GRACE)
    said = words(shown)
    assert "Required 7: 1 of 2 has done this week's audit" in said
    assert "1 · Rank your accounts yourself, with reason and sources: *2* of 2" in said
    assert "7 · Keep your opportunities current: *1* of 2" in said
    assert said.index("*Ana Lopez* · █░░░░░░ 1 of 7") < said.index("*Ben Lopez* · ███████ 7 of 7")
    assert (
        "I see: ranks 0 of 2 · 1 deck and 1 plan needed · next steps 1 of 2 · 0 out of date" in said
    )
    assert "No account and no open opportunity is known." in said
    assert "it is no ranking of people" in said
    assert "Required 7 of Ana Lopez" in words(either.press(shown, "Open", GRACE))


def test_the_weeks_before_are_shown_for_each(company: Company) -> None:
    company.ticked(ANA, 1, *SEVEN)
    company.ticked(ANA, 3, "rank", "juggling")
    company.ticked(ANA, 9, "rank")
    said = words(company.write("team", GRACE))
    assert (
        "Weeks before: Mon 23 Feb 7 of 7 · Mon 16 Feb none · Mon 9 Feb 1 of 7 · Mon 2 Feb none · "
        "Mon 26 Jan none" in said
    )
    assert "Mon 23 Feb 7 of 7" in words(company.page())


def test_all_of_it_is_a_csv(either: Company) -> None:
    either.sell("Large", amount=12_000, net_arr=12_000, next_step="")
    either.sell("Partner Channel-Managed", amount=12_000)
    either.tick("rank", "deck")
    either.ticked(ANA, 1, "rank")
    ana, ben = sheet(either)
    assert ana == {
        "name": "Ana Lopez",
        "week of": "2026-03-02",
        "skills done": "2",
        "skills": "7",
        "accounts": "2",
        "with a full rank": "0",
        "open opportunities": "2",
        "custom decks needed": "2",
        "Command Plans needed": "1",
        "of these in full": "1",
        "excused as channel-managed": "1",
        "with a next step to come": "1",
        "out of date": "0",
        "skills done 1 week before": "1",
        "skills done 2 weeks before": "0",
        "skills done 3 weeks before": "0",
        "skills done 4 weeks before": "0",
        "skills done 5 weeks before": "0",
    }
    assert (ben["name"], ben["accounts"]) == ("Ben Lopez", "0")


def test_a_director_sees_every_team_and_a_peer_none(company: Company) -> None:
    assert "0 of 2 have done" in words(company.write("team", HUGO))
    assert words(company.write("team", ANA)).startswith("Only managers")
    for id in ("skills.team", "skills.csv"):
        assert words(company.press_raw(id, "", OLA)).startswith("Only managers")


def test_a_team_without_account_executives_has_no_scorecard(company: Company) -> None:
    company.meet("U0MARA", roles=("asm",))
    company.meet(OLA, manager="U0MARA", roles=("sdr",))
    shown = company.write("team", "U0MARA")
    assert "Nobody who has the Required 7 reports to you here." in words(shown)
    assert labels(shown) == []
    assert "Nobody who has" in words(company.press_raw("skills.csv", "", "U0MARA"))


def test_of_a_large_team_the_rest_is_in_the_csv(company: Company) -> None:
    for number in range(21):
        company.meet(f"U0A{number:02}", manager=GRACE, roles=("smb",))
    shown = company.write("team", GRACE)
    assert labels(shown).count("Open") == 20
    assert "3 more are in the CSV." in words(shown)
    assert len(sheet(company)) == 23
