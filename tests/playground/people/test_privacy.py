"""Whatever people do, nobody is told or shown anything of a place they are not in."""

import asyncio
from typing import Any, TypeAlias

from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground import seeds
from playground.server import Playground
from playground.shapes import Json

INSIDERS = ("U0AMARA01", "U0FATIMA1", "U0GRAHAM1")
OUTSIDERS = ("U0JONAS01", "U0KAVYA01")
PEOPLE = (*INSIDERS, *OUTSIDERS)
PLACES = ("C0SALESROE", "C0ASMONLY1", "C0COMMERC1", "C0RANDOM01")
MARK = "marked"
Deed: TypeAlias = tuple[str, Json]


def deed(do: str, **body: st.SearchStrategy[Any]) -> st.SearchStrategy[Deed]:
    return st.tuples(st.sampled_from(PEOPLE), st.fixed_dictionaries({"do": st.just(do), **body}))


place, who = st.sampled_from(PLACES), st.sampled_from(PEOPLE)
DEEDS = st.one_of(
    deed("message", channel=place, text=st.just(MARK)),
    deed("message", channel=place, text=st.just(MARK)),
    deed("leave", channel=place),
    deed("join", channel=place),
    deed("invite", channel=place, user=who),
    deed("topic", channel=place, text=st.just(MARK)),
    deed("open_im", users=st.lists(who, min_size=1, max_size=2)),
    deed("create_channel", name=st.sampled_from(("secret", "open")), private=st.booleans()),
    deed("home", app=st.just("A0HANDRAIL")),
)


def visible(playground: Playground, user: str, channel: str) -> bool:
    """Said again from the rules of Slack, not asked of the code under test."""
    place = playground.platform.world.conversations.get(channel)
    member = playground.platform.world.people[user]
    if place is None or user in place.members:
        return True
    ours = member.team_id == place.team_id and member.kind in ("member", "admin")
    return place.kind == "channel" and ours


def channel_of(news: Json) -> str:
    held = news.get("message") or news.get("conversation") or {}
    return str(news.get("channel") or held.get("channel") or held.get("id") or "")


async def play(deeds: list[Deed]) -> None:
    async with Playground(seeds.company()) as playground, ClientSession() as session:
        audience, wrong = playground.platform.audience, list[Json]()
        for user in PEOPLE:
            audience.sit(user, watcher(playground, user, wrong))
        for user, body in deeds:
            url = f"{playground.url}/_page/act?as={user}"
            async with session.post(url, json=body) as answer:
                assert answer.status == 200
        assert wrong == []
        for user in PEOPLE:
            await look(playground, session, user)


def watcher(playground: Playground, user: str, wrong: list[Json]) -> Any:
    def hear(news: Json) -> None:
        channel = channel_of(news)
        known = playground.platform.world.conversations
        gone = news["type"] == "channel_gone"
        if channel in known and not gone and not visible(playground, user, channel):
            wrong.append({"to": user, **news})

    return hear


async def look(playground: Playground, session: ClientSession, user: str) -> None:
    async with session.get(f"{playground.url}/_page/state?as={user}") as answer:
        shown = {one["id"] for one in (await answer.json())["channels"]}
    for channel in playground.platform.world.conversations:
        assert (channel in shown) == visible(playground, user, channel)
        query = {"as": user, "channel": channel}
        async with session.get(f"{playground.url}/_page/messages", params=query) as answer:
            told = await answer.json()
        assert ("messages" in told) == visible(playground, user, channel)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, min_size=5, max_size=25))
def test_random_acts_of_random_people_reveal_nothing(deeds: list[Deed]) -> None:
    asyncio.run(play(deeds))


async def test_guests_and_outsiders_know_only_whom_they_meet(sit: Any) -> None:
    jonas, kavya = await sit("jonas"), await sit("kavya")
    for browser, unknown in ((jonas, "U0KAVYA01"), (kavya, "U0JONAS01")):
        people = (await browser.get("/_page/state"))["people"]
        assert unknown not in {person["id"] for person in people}
        told = await browser.act("open_im", user=unknown)
        assert told["error"] == "There is no such person."


async def test_a_change_of_a_person_is_news_only_to_who_knows_them(
    sit: Any, playground: Playground
) -> None:
    amara, jonas = await sit("amara"), await sit("jonas")
    order = {"person": {"id": "U0KAVYA01", "title": MARK}}
    async with amara.session.post(f"{playground.url}/_control", json=order) as answer:
        assert (await answer.json())["ok"]
    (told,) = (await amara.hear("people"))["people"]
    assert (told["id"], told["title"]) == ("U0KAVYA01", MARK)
    await amara.act("message", channel="C0SALESROE", text="the end")
    await jonas.hear("message")
    assert MARK not in str(jonas.heard)


async def test_who_becomes_a_guest_sees_only_their_own_places_from_then_on(
    sit: Any, playground: Playground
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    made = await amara.act("create_channel", name="open", private=False)
    order = {"person": {"id": benno.user, "kind": "guest"}}
    async with benno.session.post(f"{playground.url}/_control", json=order) as answer:
        assert (await answer.json())["ok"]
    await benno.hear("refresh")
    seen = {place["id"] for place in (await benno.get("/_page/state"))["channels"]}
    assert made["channel"] not in seen
    assert "C0SALESROE" in seen
    told = await benno.act("join", channel=made["channel"])
    assert told == {"ok": False, "error": "There is no such conversation."}
