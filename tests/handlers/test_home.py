"""App Home: what each person is shown of theirs, and of nobody else's."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from handlers import FEATURES
from handlers.home.fitting import MOST_BLOCKS, Part, fitted
from handlers.kit import blocks
from handlers.kit.feature import Ask, Feature, Open, Place, Quiet, Round
from handlers.kit.homes import LATELY
from handlers.kit.panels import Panel
from handlers.kit.replies import Works
from handlers.kit.rounds import round_of
from handlers.kit.routes import routes
from playground.validation import problems
from storage import admins, bundles, homes, occurrences, opportunities, outbox, profiles
from storage.members import Member
from storage.profiles import Profile

ANA, BEN, GRACE, VIC = "U0ANA", "U0BEN", "U0GRACE", "U0VIC"
ROUTES = routes(FEATURES)
Words = Callable[[Any], str]


def view(desk: Any, who: str = ANA, round: Round | None = None) -> Any:
    shown = ROUTES.registry.screens["home"].render(round or round_of(desk.turn(who)), who)
    assert shown is not None
    assert not problems(shown, "home"), problems(shown, "home")  # type: ignore[arg-type]
    return shown


@pytest.fixture
def home(desk: Any, words: Words) -> Callable[..., str]:
    return lambda who=ANA: words(view(desk, who))


def meet(desk: Any, who: str, **profile: Any) -> None:
    profiles.save(desk.session, replace(Profile(desk.workspace, who), **profile))


def deal(desk: Any, owner: str = ANA, **values: Any) -> Any:
    given: dict[str, Any] = {"name": "Acme", "account": "Acme", "owner": owner, "segment": "smb"}
    given |= {"net_arr": 5_000, "amount": 6_000, "close_date": date(2025, 4, 30)}
    given |= {"next_step": "Call", "next_step_date": date(2025, 3, 20), **values}
    at = desk.now
    return opportunities.add(desk.session, desk.workspace, given, by="", at=at, source="import")


def tell(desk: Any, who: str, *subjects: str, routine: str = "deals") -> None:
    """A digest with these items."""
    whose = (desk.session, desk.workspace)
    bundle, _ = bundles.open_one(*whose, who, date(2025, 3, 12), "digest", "", desk.now)
    common = {"workspace": desk.workspace, "bundle": bundle.id, "occurrence": 1, "verb": None}
    common |= {"routine": routine, "person": who, "entry": "rg-dates", "note": ""}
    bundles.put(desk.session, [common | {"subject": s, "text": f"*{s}*"} for s in subjects])


def test_opening_home_shows_it_and_says_nothing(desk: Any) -> None:
    assert ROUTES.heard["app_home_opened"].answer(desk.turn(), Ask(Place.HOME)) == Quiet()
    assert [each for each in desk.letters("refresh") if each["screen"] == "home"] == [
        {"screen": "home", "id": ANA}
    ]


def test_home_begins_with_today_and_the_next_review(home: Callable[..., str]) -> None:
    shown = home()
    assert "Wednesday 12 March" in shown
    assert "Nothing waits for you. Next Red/Green: *Friday 14 March*." in shown
    assert "As of 10:00" in shown


def test_a_review_day_says_that_it_is_one(desk: Any, home: Callable[..., str]) -> None:
    desk.now += timedelta(days=2)
    assert "*Red/Green is today*" in home()


def test_what_waits_has_the_buttons_of_the_digest(desk: Any, home: Callable[..., str]) -> None:
    tell(desk, ANA, *(f"thing {number}" for number in range(20)))
    shown = view(desk)
    actions = [block for block in shown["blocks"] if block["type"] == "actions"]
    assert "*20 things* for you" in home()
    assert "12 more: `/handrail today` lists all" in home()
    assert {"remind.snooze", "remind.more"} <= {
        element["action_id"] for block in actions for element in block["elements"]
    }
    assert "thing 1" not in home(BEN)


def test_a_long_list_of_one_routine_hides_no_other(desk: Any, home: Callable[..., str]) -> None:
    tell(desk, ANA, *(f"step {number}" for number in range(20)), routine="nextsteps")
    tell(desk, ANA, "trip", routine="trips")
    shown = home()
    assert "*trip*" in shown
    assert shown.count("*step ") == 7


def test_a_panel_that_would_repeat_what_waits_is_left_out(desk: Any, words: Words) -> None:
    panel = Panel("again", "Again", 1, lambda *_: [blocks.section("once")], repeats="deals")
    registry = routes((*FEATURES, Feature("again", panels=(panel,)))).registry
    assert "once" in words(view(desk, round=replace(round_of(desk.turn()), registry=registry)))
    tell(desk, ANA, "call Acme")
    assert "once" not in words(view(desk, round=replace(round_of(desk.turn()), registry=registry)))


def test_whatever_is_settled_leaves_home_and_shows_there_at_once(desk: Any) -> None:
    assert follows(desk, ANA) == []
    for who in (ANA, GRACE, VIC):
        ROUTES.heard["app_home_opened"].answer(desk.turn(who), Ask(Place.HOME))
    meet(desk, ANA, roles=("smb",), manager=GRACE)
    desk.now += timedelta(hours=1)
    tell(desk, ANA, "call Acme")
    item = bundles.about(desk.session, desk.workspace, "deals", "call Acme")[0]
    desk.press_raw("remind.snooze", f"{item.id} workday")
    assert follows(desk, ANA) == [ANA, GRACE]
    desk.now += timedelta(days=3)
    assert follows(desk, ANA) == []


def follows(desk: Any, who: str) -> list[str]:
    """Whose Home is shown anew when something of this person changes."""
    since = desk.now - LATELY
    return homes.watching(desk.session, desk.workspace, (who,), since)


def test_the_gaps_of_my_own_opportunities(desk: Any, home: Callable[..., str]) -> None:
    deal(desk, name="Fine")
    deal(desk, name="Late", close_date=date(2025, 3, 1), next_step_date=date(2025, 3, 11))
    deal(desk, name="Bare", close_date=None, next_step="", next_step_date=None, net_arr=None)
    deal(desk, BEN, name="Not mine", next_step="")
    shown = home()
    assert "*3 open*, Net ARR *$10,000*" in shown
    assert "1 close date in the past · 1 without a close date · 1 without Net ARR" in shown
    assert "*Late* · closes Sat 1 Mar\nThe close date is past" in shown
    assert "*Bare*\nNo close date, no Net ARR" in shown
    assert "Fine" not in shown
    assert "Not mine" not in shown


def test_nothing_missing_is_said_too(desk: Any, home: Callable[..., str]) -> None:
    deal(desk)
    assert "*1 open*, Net ARR *$5,000*. Nothing is missing in them." in home()


def test_a_manager_sees_the_team_by_name_and_no_other(desk: Any, home: Callable[..., str]) -> None:
    meet(desk, GRACE, roles=("asm",))
    for who in (ANA, BEN):
        meet(desk, who, roles=("smb",), manager=GRACE)
    deal(desk, BEN, net_arr=None, next_step="")
    deal(desk, VIC, name="Another team")
    tell(desk, BEN, "call Acme")
    shown = home(GRACE)
    assert "Your team" in shown
    ben = "\n".join(("Ben Okafor", "1", "$0", "1", "1", "0", "1"))
    assert ben in shown
    assert shown.index("Ana Lopez") < shown.index("Ben Okafor") < shown.index("Together")
    assert "Vic Sato" not in shown
    assert "Your team" not in home(ANA)


def test_a_role_that_nobody_confirmed_opens_nothing(desk: Any, home: Callable[..., str]) -> None:
    meet(desk, GRACE, roles=("asm", "vp"), claimed=("asm", "vp"))
    meet(desk, ANA, manager=GRACE)
    deal(desk)
    shown = home(GRACE)
    assert "Your team" not in shown
    assert "Ana Lopez" not in shown
    assert "once an admin has confirmed it" in shown


def test_a_manager_without_a_team_is_told_how_to_get_one(
    desk: Any, home: Callable[..., str]
) -> None:
    meet(desk, GRACE, roles=("asm",))
    assert "Nobody is in your team yet." in home(GRACE)


def test_a_director_sees_each_team_together(desk: Any, home: Callable[..., str]) -> None:
    meet(desk, VIC, roles=("vp",))
    meet(desk, GRACE, roles=("asm",), manager=VIC)
    for who in (ANA, BEN):
        meet(desk, who, roles=("smb",), manager=GRACE)
        deal(desk, who)
    shown = home(VIC)
    assert "Your teams" in shown
    assert "\n".join(("Grace Kim (2)", "2", "$10,000", "0", "0", "0", "0")) in shown
    assert "Ana Lopez" not in shown


def test_managers_in_a_ring_end(desk: Any, home: Callable[..., str]) -> None:
    meet(desk, VIC, roles=("vp",), manager=GRACE)
    meet(desk, GRACE, roles=("asm",), manager=VIC)
    assert "Grace Kim (1)" in home(VIC)


def test_without_a_role_home_says_how_to_get_one(desk: Any, home: Callable[..., str]) -> None:
    assert "I do not know your role yet." in home()
    meet(desk, ANA, roles=("smb",))
    assert "I do not know your role yet." not in home()


def test_an_admin_is_told_what_to_do_first(desk: Any, home: Callable[..., str]) -> None:
    admins.add(desk.session, desk.workspace, ANA, ANA, desk.now)
    assert "1. *Say who is on the team.*" in home()
    assert "The report of your CRM" not in home(BEN)
    meet(desk, BEN, roles=("smb",))
    assert "✔ ~Say who is on the team~" in home()
    deal(desk)
    tell(desk, BEN, "call Acme")
    assert "To begin with" not in home()


def test_an_admin_sees_how_the_bot_fares(desk: Any, home: Callable[..., str]) -> None:
    admins.add(desk.session, desk.workspace, ANA, ANA, desk.now)
    shown = home()
    assert "✔ All is sent, and nothing is late." in shown
    assert "SQLite, revision" in shown
    assert "commercial-sales, FY23" in shown
    assert "How I am doing" not in home(BEN)


def test_what_is_late_or_refused_is_said_to_the_admin(desk: Any, words: Words) -> None:
    admins.add(desk.session, desk.workspace, ANA, ANA, desk.now)
    early = desk.now - timedelta(hours=3)
    for key in ("one", "two"):
        outbox.post(
            desk.session, workspace=desk.workspace, key=key, kind="post", at=early,
            payload={"channel": BEN, "text": "a secret"},
        )  # fmt: skip
    letter = outbox.find(desk.session, desk.workspace, "two")
    assert letter
    outbox.bury(desk.session, letter.id, desk.now, "channel_not_found")
    plan(desk, early)
    shown = words(view(desk))
    assert "⚠ 1 message to be sent, the oldest for 3 hours" in shown
    assert "⚠ The oldest reminder is due for 3 hours" in shown
    assert "✖ 1 message that Slack refused for good" in shown
    told = desk.press_raw("home.dead", "")
    assert "• Wed 12 Mar, 10:00: post to Ben Okafor: channel_not_found" in words(told)
    assert "secret" not in words(told)


def plan(desk: Any, due: Any) -> None:
    row = {"workspace": desk.workspace, "key": "k", "routine": "deals", "subject": "s"}
    row |= {"about": BEN, "person": BEN, "recipient": BEN, "day": due.date(), "entry": "rg-dates"}
    row |= {"says": "call", "way": "digest", "late": "send", "seconds": 60, "until": None}
    occurrences.add(desk.session, [row | {"due_at": due, "held": ""}])


def test_a_press_on_home_that_answers_in_words_opens_them(desk: Any, words: Words) -> None:
    admins.add(desk.session, desk.workspace, ANA, ANA, desk.now)
    work = Works(ROUTES).press("home.dead", Ask(Place.HOME), None)  # type: ignore[arg-type]
    reply = work(desk.turn())
    assert isinstance(reply, Open)
    assert not problems(reply.view, "modal"), problems(reply.view, "modal")
    assert "Nothing was refused for good." in words(reply)


def test_a_panel_that_fails_takes_nothing_else_with_it(seats: Any, words: Words) -> None:
    def fail(round: Round, member: Member) -> Any:
        profiles.find(round.session, round.workspace.id, member.id)
        raise RuntimeError("broken")

    features = (*FEATURES, Feature("broken", panels=(Panel("broken", "Broken", 1, fail),)))
    with seats() as desk:
        round = replace(round_of(desk.turn()), registry=routes(features).registry)
        shown = words(view(desk, round=round))
    assert "This part could not be shown just now (reference " in shown
    assert "Settings" in shown


def test_what_the_database_refuses_one_panel_it_does_for_the_others(
    seats: Any, words: Words
) -> None:
    def ask(round: Round, member: Member) -> Any:
        round.session.connection().execute(text("SELECT no_such_column FROM people"))
        return []

    broken = [Panel(f"broken {rank}", f"Broken {rank}", rank, ask) for rank in (1, 25, 99)]
    features = (*FEATURES, Feature("broken", panels=tuple(broken)))
    with seats() as desk:
        deal(desk)
        round = replace(round_of(desk.turn()), registry=routes(features).registry)
        shown, whole = words(view(desk, round=round)), words(view(desk))
        assert profiles.find(desk.session, desk.workspace, ANA)
    assert shown.count("This part could not be shown just now (reference ") == len(broken)
    assert "Your opportunities" in whole
    assert {*whole.splitlines()} <= {*shown.splitlines()}


def test_home_is_made_in_a_transaction_that_cannot_write(
    seats: Any, database: Any, words: Words
) -> None:
    with seats() as desk:
        meet(desk, GRACE, roles=("asm",))
        meet(desk, ANA, roles=("smb",), manager=GRACE)
        deal(desk, next_step="")
        admins.add(desk.session, desk.workspace, GRACE, GRACE, desk.now)
        round = round_of(desk.turn(GRACE))
    with database.reading() as session:
        shown = words(view(desk, GRACE, replace(round, session=session)))
    assert "Ana Lopez" in shown
    assert "How I am doing" in shown


def test_a_stranger_has_no_home(desk: Any) -> None:
    render = ROUTES.registry.screens["home"].render
    assert render(round_of(desk.turn()), "U0NOBODY") is None


def test_every_button_of_home_is_somebodys(desk: Any) -> None:
    tell(desk, ANA, "call Acme")
    admins.add(desk.session, desk.workspace, ANA, ANA, desk.now)
    for block in view(desk)["blocks"]:
        within = block.get("elements", ()) if block["type"] == "actions" else ()
        for element in (*within, block.get("accessory", {})):
            assert not element or element["action_id"] in ROUTES.buttons


@pytest.mark.parametrize("size", [1, 10, 90, 500])
@pytest.mark.parametrize("parts", [1, 8, 30])
def test_a_home_of_any_size_fits(size: int, parts: int) -> None:
    long = [blocks.section("ж" * 2_900)] * size
    shown = fitted(
        [blocks.header("Monday")], [Part("Part", long)] * parts, [blocks.context("the end")]
    )
    found = {"type": "home", "blocks": shown}
    assert not problems(found, "home")
    assert len(shown) <= MOST_BLOCKS
    assert len(json.dumps(found, ensure_ascii=False).encode()) < 250_000
    assert shown[-1] == blocks.context("the end")


def test_an_aside_is_no_more_than_words_where_it_has_no_blocks(desk: Any, words: Words) -> None:
    work = Works(ROUTES).press("no.such", Ask(Place.HOME), None)  # type: ignore[arg-type]
    assert "older version" in words(work(desk.turn()))
