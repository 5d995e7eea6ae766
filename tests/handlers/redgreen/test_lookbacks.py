"""From the last session of a month to the lookback on it, with the clock moved."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from bot import packs
from handlers.kit.feature import Aside, Close, Complain, Message, Open
from handlers.redgreen import panels
from storage import audit, commitments, freezes, members, outcomes, review_rules
from storage.commitments import Commitment

TEAM = "T0ACME"
GRACE, ANA, BEN, VIC, DORA = "U0GRACE", "U0ANA", "U0BEN", "U0VIC", "U0DORA"
LAST = datetime(2025, 11, 28, 9, 0, tzinfo=UTC)
EVENING = LAST.replace(hour=20)
FIRST = datetime(2025, 12, 15, 9, 30, tzinfo=UTC)
NOVEMBER = (date(2025, 11, 1), date(2025, 11, 30))


def texts(shown: Any) -> str:
    match shown:
        case Aside(message):
            return texts(message)
        case Open(view):
            return texts(dict(view))
        case Message():
            return texts(shown.payload())
        case dict() | list() | tuple():
            each = shown.values() if isinstance(shown, dict) else shown
            return "\n".join(texts(one) for one in each)
        case str():
            return shown
        case _:
            return ""


def frozen(room: Any) -> dict[str, Commitment]:
    with room.begin() as session:
        return {each.account: each for each in commitments.of_period(session, TEAM, NOVEMBER)}


def hold_last_session(room: Any) -> dict[str, Any]:
    """Acme and Delta green, Cobalt red; Ember is skipped. On the month's last session day."""
    room.now = LAST
    deals = {
        name: room.deal(name, net_arr=dollars, stage="5-Negotiating")
        for name, dollars in (("Acme", 40_000), ("Delta", 30_000), ("Cobalt", 20_000))
    }
    deals["Ember"] = room.deal("Ember", net_arr=10_000)
    room.start()
    for colour in ("Green", "Green", "Red"):
        room.walk_through(colour=colour)
    room.press("End session")
    return deals


def look_back(room: Any, **closed: dict[str, Any]) -> dict[str, Any]:
    """The same, and what the import says by the first session of December."""
    deals = hold_last_session(room)
    room.now = datetime(2025, 12, 3, 9, 0, tzinfo=UTC)
    for name, values in closed.items():
        room.change(deals[name], **values)
    room.now = FIRST
    return deals


WON = {"state": "won", "close_date": date(2025, 11, 28)}
SLIPPED = {"close_date": date(2025, 12, 10)}


def test_the_last_session_freezes_what_was_reviewed_and_what_was_not(rooms: Any) -> None:
    hold_last_session(rooms)
    kept = frozen(rooms)
    assert {name: (each.fate, each.verdict) for name, each in kept.items()} == {
        "Acme": ("done", "green"),
        "Delta": ("done", "green"),
        "Cobalt": ("done", "red"),
        "Ember": ("never", ""),
    }
    acme = kept["Acme"]
    assert (acme.net_arr, acme.close_date, acme.stage) == (
        40_000,
        date(2025, 11, 28),
        "5-Negotiating",
    )
    assert (acme.owner, acme.manager, acme.segment, acme.edition) == (ANA, GRACE, "smb", "fy23")
    assert acme.session == rooms.sitting().id
    assert (acme.at, acme.late) == (LAST, False)
    with rooms.begin() as session:
        entry = [e for e in audit.entries(session, TEAM) if e.kind == "redgreen.commitment"][-1]
    assert entry.detail["green"] == 2
    assert entry.detail["green_net_arr"] == 70_000
    assert entry.detail["never"] == 1


def test_an_earlier_session_freezes_nothing(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("End session")
    assert frozen(room) == {}


@pytest.mark.parametrize(
    "change", ["UPDATE commitments SET verdict = 'red'", "DELETE FROM commitments"]
)
def test_a_commitment_cannot_be_changed_in_the_database(rooms: Any, change: str) -> None:
    hold_last_session(rooms)
    with pytest.raises(DatabaseError, match="append-only"), rooms.begin() as session:
        session.connection().execute(text(change))
    assert frozen(rooms)["Acme"].verdict == "green"


def test_a_session_taken_up_again_adds_what_changed_and_keeps_what_was(room: Any) -> None:
    hold_last_session(room)
    room.now += timedelta(hours=1)
    room.start()
    room.walk_through(colour="Red")
    room.press("End session")
    assert (frozen(room)["Ember"].fate, frozen(room)["Ember"].version) == ("done", 2)
    assert frozen(room)["Acme"].version == 1
    with room.begin() as session:
        every = commitments.every(session, TEAM, NOVEMBER)
    assert [each.fate for each in every if each.account == "Ember"] == ["never", "done"]


def test_who_had_no_session_on_the_last_day_is_frozen_in_its_evening(rooms: Any) -> None:
    """Ana was reviewed on the 14th, Ben never."""
    rooms.deal("Acme")
    rooms.deal("Borealis", BEN)
    rooms.start()
    rooms.walk_through()
    rooms.press("End session")
    rooms.now = LAST
    rooms.freeze()
    assert frozen(rooms) == {}, "the day is not over"
    rooms.now = EVENING
    rooms.freeze()
    kept = frozen(rooms)
    assert (kept["Acme"].verdict, kept["Acme"].late) == ("green", False)
    assert (kept["Borealis"].fate, kept["Borealis"].owner) == ("never", BEN)
    rooms.now += timedelta(hours=1)
    rooms.deal("Newcomer", BEN)
    rooms.freeze()
    assert "Newcomer" not in frozen(rooms), "it is frozen once"


def test_a_bot_that_was_away_freezes_late_and_says_so(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("End session")
    room.now = datetime(2025, 12, 2, 9, 0, tzinfo=UTC)
    room.freeze()
    assert frozen(room)["Acme"].late
    room.now = FIRST
    assert "(for 1 person frozen on a later day)" in texts(room.command("/redgreen lookback"))


def test_a_session_left_open_on_the_last_day_is_closed_and_frozen(room: Any) -> None:
    room.now = LAST
    room.deal("Acme")
    room.start()
    room.walk_through()
    room.now = EVENING
    room.freeze()
    assert frozen(room) == {}, "it is still open"
    room.close()
    assert frozen(room)["Acme"].verdict == "green"


def test_a_team_that_holds_no_sessions_has_committed_nothing(room: Any) -> None:
    room.deal("Acme")
    room.now = EVENING
    room.freeze()
    assert frozen(room) == {}
    with room.begin() as session:
        assert not freezes.of_period(session, TEAM, *NOVEMBER)


def test_one_that_closed_before_the_last_session_stays_committed(room: Any) -> None:
    deal = room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("End session")
    room.now = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)
    room.change(deal, state="won", close_date=date(2025, 11, 20))
    room.now = EVENING
    room.freeze()
    assert (frozen(room)["Acme"].verdict, frozen(room)["Acme"].state) == ("green", "won")


def test_one_given_to_a_colleague_is_committed_once_by_who_reviewed_it(room: Any) -> None:
    deal = room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("End session")
    room.change(deal, owner=BEN)
    room.now = EVENING
    room.freeze()
    with room.begin() as session:
        every = commitments.every(session, TEAM, NOVEMBER)
    assert [(each.owner, each.verdict) for each in every] == [(ANA, "green")]
    room.now = FIRST
    assert "1 opportunity belongs to somebody else now." in texts(
        room.command("/redgreen lookback")
    )


def test_the_manager_sees_committed_beside_closed(rooms: Any) -> None:
    look_back(rooms, Acme=WON | {"net_arr": 42_000}, Delta=SLIPPED, Cobalt=WON)
    shown = rooms.command("/redgreen lookback")
    says = texts(shown)
    assert "Lookback on November 2025: your team" in says
    assert (
        "Committed green: 2 for $70,000. Closed-won: 2 for $62,000, $8,000 less than committed."
        in says
    )
    assert "🟢 Of 2 greens: 1 closed for $42,000 ($2,000 more than committed)" in says
    assert "1 slipped ($30,000, by 12 days)" in says
    assert "🔴 Of 1 red: 1 closed all the same for $20,000." in says
    assert "⚪ In scope without a colour: 1 never reviewed." in says
    assert "committed at the last session, Friday 28 November;" in says
    assert "is looked back on Monday 15 December." in says
    assert "*2 misses, 2 without a reason*" in says
    assert shown.text.startswith("Lookback on November 2025: Committed green: 2 for $70,000.")


def test_every_opportunity_is_in_the_csv_also_the_deleted_one(room: Any) -> None:
    look_back(room, Acme={"state": "gone"}, Delta=WON, Ember=WON)
    told = room.press("CSV", card=room.command("/redgreen lookback").payload())
    assert "as a CSV is in our direct messages" in texts(told)
    (sent,) = room.letters("upload")
    assert sent["filename"] == "red-green-2025-11.csv"
    lines = sent["content"].splitlines()
    assert len(lines) == 5
    (acme,) = (each for each in lines if "Acme" in each)
    assert "deleted" in acme
    assert "green, deleted" in acme
    (ember,) = (each for each in lines if "Ember" in each)
    assert "never reviewed, closed-won" in ember


def test_what_closed_without_a_session_is_counted_apart(room: Any) -> None:
    look_back(room, Acme=WON, Delta=WON)
    room.deal("Surprise", state="won", net_arr=900, close_date=date(2025, 11, 18))
    room.deal("Foreign", VIC, state="won", net_arr=5, close_date=date(2025, 11, 18))
    says = texts(room.command("/redgreen lookback"))
    assert "1 closed outside Red/Green for $900." in says
    assert "Closed-won: 3 for $70,900, $900 more than committed." in says


def test_a_reason_is_given_shown_and_changed(rooms: Any) -> None:
    look_back(rooms, Acme=WON, Delta=SLIPPED)
    card = rooms.command("/redgreen lookback").payload()
    opened = rooms.press("Give the reason", ANA, card=card)
    assert "*Delta*" in texts(opened)
    assert isinstance(rooms.submit(opened, ANA, choice="nonsense"), Complain)
    assert isinstance(rooms.submit(opened, ANA, choice="other"), Complain)
    told = {"choice": "approval", "text": "Their CFO <@U0BEN> was away"}
    assert isinstance(rooms.submit(opened, ANA, **told), Close)
    edited = texts(rooms.letters("respond")[-1])
    assert (
        "Budget or approval took longer: “Their CFO &lt;@U0BEN&gt; was away” (Ana Lopez" in edited
    )
    assert "*1 miss, each with its reason*" in edited
    card = rooms.command("/redgreen lookback").payload()
    opened = rooms.press("Change the reason", card=card)
    assert isinstance(rooms.submit(opened, choice="timing"), Close)
    assert "The customer's timing moved (Grace Kim" in texts(rooms.command("/redgreen lookback"))
    with rooms.begin() as session:
        kept = outcomes.latest(session, TEAM, (NOVEMBER[1], NOVEMBER[1]))["reason"]
        kinds = [each.kind for each in audit.entries(session, TEAM)]
    assert [each.by for each in kept.values()] == [GRACE]
    assert kinds.count("redgreen.reason") == 2


def test_only_the_person_and_their_manager_give_reasons(room: Any) -> None:
    look_back(room, Delta=SLIPPED)
    shown = room.command("/redgreen lookback").payload()
    for stranger in (BEN, VIC):
        assert "Only Ana Lopez and their manager" in room.press(
            "Give the reason", stranger, card=shown
        )
        assert "Nothing was committed for November 2025" in texts(
            room.command("/redgreen lookback", stranger)
        )


def test_one_is_marked_by_hand_and_set_back(rooms: Any) -> None:
    look_back(rooms, Acme=WON)
    card = rooms.command("/redgreen lookback").payload()
    opened = _pick(rooms, card, "Mark as won, lost or split…", "Delta")
    assert isinstance(rooms.submit(opened, choice="won", figure="lots"), Complain)
    later = rooms.submit(opened, choice="won", day="2026-01-05")
    assert isinstance(later, Complain)
    assert isinstance(rooms.submit(opened, choice="split", figure="$12.5k"), Close)
    says = texts(rooms.command("/redgreen lookback"))
    assert "1 split ($30,000)" in says
    assert "Closed-won: 1 for $52,500" in says
    assert isinstance(rooms.submit(opened, choice="imported"), Close)
    assert "1 slipped ($30,000)" in texts(rooms.command("/redgreen lookback"))


def _pick(room: Any, card: Any, prompt: str, name: str) -> Any:
    for block in card["blocks"]:
        for each in block.get("elements", []) if block["type"] == "actions" else []:
            if each["type"] == "static_select" and each["placeholder"]["text"] == prompt:
                value = next(o["value"] for o in each["options"] if o["text"]["text"] == name)
                return room.press_raw(each["action_id"], value)
    raise AssertionError(prompt)


def test_an_account_executive_sees_their_own_and_a_director_everything(room: Any) -> None:
    room.meet(DORA, roles=("vp",))
    room.meet(BEN, roles=("smb",), manager=GRACE, segment="smb", region="AMER")
    room.now = LAST
    room.deal("Borealis", BEN, net_arr=5_000)
    look_back(room, Acme=WON, Delta=SLIPPED)
    room.now = EVENING
    room.freeze()
    room.now = FIRST
    own = texts(room.command("/redgreen lookback", ANA))
    assert "your own" in own
    assert "Borealis" not in own
    ben = texts(room.command("/redgreen lookback", BEN))
    assert "Committed green: 0 for $0." in ben
    assert "Acme" not in ben
    everything = texts(room.command("/redgreen lookback", DORA))
    for word in ("every team", "Manager: Grace Kim", "Region: AMER", "Region: none given"):
        assert word in everything
    assert "Give the reason" not in everything
    assert "All together" in everything


def test_in_a_channel_by_mention_nothing_is_told(room: Any) -> None:
    from handlers.kit.feature import Ask, Place, Refused
    from handlers.redgreen import lookbacks

    look_back(room)
    with room.begin() as session, pytest.raises(Refused, match="between the two of us"):
        lookbacks.lookback(room.turn(session, GRACE), Ask(Place.MENTION, text="lookback"))


def test_a_month_can_be_named_and_an_unreadable_one_is_asked_about(room: Any) -> None:
    look_back(room, Acme=WON)
    for words in ("lookback november", "look back on nov 2025", "lookback last month"):
        assert "Lookback on November 2025" in texts(room.command(f"/redgreen {words}")), words
    assert "“wednesdayish” is no day" in texts(room.command("/redgreen lookback wednesdayish"))
    october = texts(room.command("/redgreen lookback october"))
    assert "Nothing was committed for October 2025 that you can see." in october
    assert "October 2025 is looked back on in the session of Fri 14 November 2025" in october
    assert "November 2025" in texts(room.press_raw("redgreen.lookback", "2025-11-01"))
    room.now = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    assert "Lookback on November 2025" in texts(room.command("/redgreen lookback november"))


def test_the_manager_is_reminded_on_the_first_session_until_each_miss_has_its_reason(
    room: Any,
) -> None:
    look_back(room, Acme=WON, Delta=SLIPPED)
    room.remind()
    (told,) = (each for each in room.told() if "Lookback" in each)
    assert "*Lookback on November 2025 is due today.*" in told
    assert "1 miss without a reason." in told
    card = room.command("/redgreen lookback").payload()
    opened = room.press("Give the reason", card=card)
    room.submit(opened, choice="legal")
    assert not [each for each in room.told() if "Lookback" in each]


def test_a_lookback_that_was_held_is_not_reminded_of_again(rooms: Any) -> None:
    look_back(rooms, Acme=WON, Delta=SLIPPED)
    rooms.remind()
    card = rooms.command("/redgreen lookback").payload()
    assert "is noted as held" in texts(rooms.press("Lookback held", card=card))
    assert not [each for each in rooms.told() if "Lookback" in each]
    assert "Grace Kim noted the lookback on November 2025 as held on Mon 15 Dec" in texts(
        rooms.press("Lookback held", card=card)
    )
    assert "Only the manager to whom it was committed" in rooms.press(
        "Lookback held", VIC, card=card
    )


def test_a_lookback_said_to_be_held_by_mistake_is_taken_back_and_asked_for_again(
    rooms: Any,
) -> None:
    look_back(rooms, Acme=WON, Delta=SLIPPED)
    rooms.remind()
    card = rooms.command("/redgreen lookback").payload()
    assert "`/handrail undo` takes it back" in texts(rooms.press("Lookback held", card=card))
    undone = texts(rooms.command("/handrail undo"))
    assert "The lookback on November 2025 is not held yet" in undone
    assert [each for each in rooms.told() if "Lookback" in each]
    assert "is noted as held" in texts(rooms.press("Lookback held", card=card))
    assert not [each for each in rooms.told() if "Lookback" in each]


def test_a_director_gets_the_sum_of_every_team(room: Any) -> None:
    room.meet(DORA, roles=("vp",))
    look_back(room, Acme=WON)
    with room.begin() as session:
        from handlers.kit.reminding import planning, releasing
        from storage import occurrences

        planning.reconcile(room.round(session), [DORA], room.now + planning.HORIZON)
        due = occurrences.due_recipients(session, TEAM, room.now, 20)
        releasing.release(room.round(session), due)
    (told,) = room.told(DORA)
    assert "Committed green: 2 for $70,000." in told


def test_the_board_names_the_lookback_until_it_is_held(room: Any) -> None:
    look_back(room, Acme=WON)
    board = room.command("/redgreen")
    assert "*Lookback on November 2025 is due today.*" in texts(board)
    room.now += timedelta(days=9)
    assert "has been due since Monday 15 December" in texts(room.command("/redgreen"))
    shown = room.press("Lookback", card=board.payload())
    assert "Committed green: 2" in texts(shown)
    room.press("Lookback held", card=shown.message.payload())
    assert "Lookback on" not in texts(room.command("/redgreen"))


def test_on_the_months_last_days_it_is_asked_for_again(room: Any) -> None:
    look_back(room, Acme=WON)
    room.now = datetime(2025, 12, 30, 9, 30, tzinfo=UTC)
    room.remind()
    (told,) = (each for each in room.told() if "Lookback" in each)
    assert "has been due since Monday 15 December" in told
    room.press("Lookback held", card=room.command("/redgreen lookback november").payload())
    assert not [each for each in room.told() if "Lookback" in each]


@pytest.mark.parametrize(
    ("zone", "still_day", "evening"),
    [
        ("Asia/Tokyo", "2025-11-28T08:59", "2025-11-28T09:01"),
        ("America/New_York", "2025-11-28T22:59", "2025-11-28T23:01"),
        ("Pacific/Auckland", "2025-11-28T04:59", "2025-11-28T05:01"),
    ],
)
def test_the_evening_is_the_managers_own(
    room: Any, zone: str, still_day: str, evening: str
) -> None:
    room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("End session")
    room.meet(GRACE, zone, roles=("asm",))
    for at, count in ((still_day, 0), (evening, 1)):
        room.now = datetime.fromisoformat(f"{at}+00:00")
        room.freeze()
        assert len(frozen(room)) == count, at


def test_a_quarter_is_committed_at_its_own_last_session(room: Any) -> None:
    with room.begin() as session:
        review_rules.add(
            session,
            workspace=TEAM,
            manager=GRACE,
            name="period",
            value="quarter",
            reason="We forecast by the quarter",
            by=GRACE,
            at=room.now,
        )
    hold_last_session(room)
    room.freeze()
    assert frozen(room) == {}, "November ends no fiscal quarter"
    room.now = datetime(2026, 1, 30, 20, 0, tzinfo=UTC)
    room.freeze()
    quarter = (date(2025, 11, 1), date(2026, 1, 31))
    with room.begin() as session:
        kept = commitments.of_period(session, TEAM, quarter)
    assert {each.account: each.verdict for each in kept} == {
        "Acme": "green",
        "Delta": "green",
        "Cobalt": "red",
        "Ember": "",
    }
    room.now = datetime(2026, 2, 13, 9, 30, tzinfo=UTC)
    assert "Lookback on November to January 2026" in texts(room.command("/redgreen lookback"))


@pytest.mark.parametrize("how", [{"deleted": True}, {"manager": None}])
def test_who_has_left_the_team_is_frozen_all_the_same(room: Any, how: dict[str, Any]) -> None:
    room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("End session")
    room.meet(ANA, **{"roles": ("smb",), "manager": GRACE, "segment": "smb", **how})
    room.now = EVENING
    room.freeze()
    assert frozen(room)["Acme"].verdict == "green"
    room.now = FIRST
    assert "Ana Lopez" in texts(room.command("/redgreen lookback"))


def test_home_shows_the_last_period_to_each(room: Any) -> None:
    room.meet(DORA, roles=("vp",))
    look_back(room, Acme=WON, Delta=SLIPPED)
    for who, panel in ((ANA, panels.OWN), (GRACE, panels.TEAM), (DORA, panels.TEAM)):
        with room.begin() as session:
            member = members.find(session, TEAM, who)
            assert member
            assert panel.for_whom(member, packs.load())
            shown = list(panel.show(room.round(session), member))
        assert "*November 2025*: Committed green: 2 for $70,000." in texts(shown)
        assert "1 miss without a reason." in texts(shown)
    with room.begin() as session:
        member = members.find(session, TEAM, BEN)
        assert member
        assert list(panels.OWN.show(room.round(session), member)) == []


def test_accuracy_counts_and_calls_nothing_a_pattern_from_few_cases(rooms: Any) -> None:
    look_back(rooms, Acme=WON, Delta=SLIPPED)
    shown = rooms.press("Accuracy over periods", card=rooms.command("/redgreen lookback").payload())
    says = texts(shown)
    assert "2 of 3 (67%) calls held. Of the greens, 1 of 2 (50%) closed." in says
    assert "Colours turned 0 times in 3 calls." in says
    assert "A pattern" not in says


def test_a_chart_goes_out_as_slacks_own_with_words_and_a_table(rooms: Any) -> None:
    look_back(rooms, Acme=WON, Delta=SLIPPED)
    told = rooms.press("Chart", card=rooms.command("/redgreen lookback").payload())
    assert "on its way" in texts(told)
    sent = rooms.letters()[-1]
    kinds = [each["type"] for each in sent["blocks"]]
    assert "data_visualization" in kinds
    assert "table" in kinds
    assert "Nov 2025: committed $70,000, closed $40,000" in sent["text"]
    assert sent["otherwise"]["fetched"] == "redgreen.draw"


def test_a_picture_is_drawn_between_two_transactions_and_says_what_is_in_it(room: Any) -> None:
    from base64 import b64decode

    from handlers.kit.feature import Ask, Place
    from handlers.redgreen import charts

    look_back(room, Acme=WON, Delta=SLIPPED)
    room.press("Picture", card=room.command("/redgreen lookback").payload())
    ask = Ask(Place.ERRAND, channel=GRACE, about="2025-11-01/now")
    for step in charts.drawn(ask, b""):
        with room.begin() as session:
            step(room.turn(session, GRACE))
    (sent,) = room.letters("upload")
    assert b64decode(sent["bytes"]).startswith(b"\x89PNG")
    assert sent["filename"] == "red-green-2025-11.png"
    assert "Nov 2025: committed $70,000, closed $40,000" in sent["alt"]
