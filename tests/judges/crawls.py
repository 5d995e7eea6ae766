"""Everything the bot says: what is asked of it, then every button and form that comes of that.

The crawl knows no feature. It reads `FEATURES`, asks each command as each kind of person, opens
each Home, sends files, lets days go by, and goes on with whatever can be pressed or filled in.
Each act is done in a savepoint, its consequences are looked at, and then it is taken back: so
every button is pressed in the state in which it was shown, once more when that is over, and by
somebody else.

A feature whose buttons are not found needs one of these, and no exception here: a state in which
they are shown (`companies.py`, or `bot/seeding.py` if a demo should have it too), what people say
of it (`TEXTS` there), words that its fields take (`FITTING` in `fillings.py`), or a file of its
kind (`files.py`).
"""

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from handlers import FEATURES
from handlers.kit.feature import Ask, Feature, Place
from handlers.kit.routes import routes
from policies.pack import Pack
from storage import acts, bundles
from tests.judges.asking import URL, asked, begun, typed
from tests.judges.companies import AMARA, IMRAN, KINDS, SERVED, TEAM, Company
from tests.judges.deeds import Act, Shown
from tests.judges.doing import Doer
from tests.judges.files import SENT
from tests.judges.fillings import WAYS, Element, Filler, Filling, inputs, state
from tests.judges.sightings import counting, every_sight, under

ENOUGH, OF_ONE = 4, 2
"""How often a button with one label is pressed: in all, and by one person."""
ELSEWHERE = 3
"""In how many other messages, however deep."""
BY_OTHERS, TWICE, AFTERWARDS, UNDONE = 2, 2, 1, 2
"""How often somebody else presses it, it is pressed again, its feature is asked, it is undone."""
FILLED, FORMS = 2, 6
"""How often a form is filled in each way: with the same fields, and with any."""
NEAR, DEEPEST = 4, 60
"""How many acts from the beginning the same is done again, and where it ends."""
DAYS = 9
HOURS = (6, 9, 13, 17, 21)

Found: TypeAlias = list[Shown]


class Listening(logging.Handler):
    def __init__(self, told: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.told = told

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))


@dataclass
class Crawl:
    features: tuple[Feature, ...]
    doer: Doer
    counted: Counter[tuple[str, ...]] = field(default_factory=Counter)
    within: frozenset[str] = frozenset()
    """The buttons and forms that are tried; all of them, if none is named."""

    @property
    def now(self) -> Any:
        return self.doer.company.now

    def all(self) -> None:
        """What a feature catches of its own faults is told in the log, and is a fault here."""
        listening = Listening(self.doer.broken)
        logging.getLogger("handlers").addHandler(listening)
        try:
            self.through()
        finally:
            logging.getLogger("handlers").removeHandler(listening)

    def through(self) -> None:
        company, found = self.doer.company, self.doer.routes
        company.gather()
        for act in begun(found, (AMARA, IMRAN)):
            self.explore(act)
        self.counted.clear()
        company.settle()
        for act in [*begun(found, KINDS), *asked(found)]:
            self.explore(act)
        began = company.now
        with company.session.begin_nested() as point:
            for day in range(DAYS):
                self.live(day)
            point.rollback()
        company.now = began
        self.once_more()

    def once_more(self) -> None:
        """Features of which something was not met, each by itself: what others show used it up."""
        left = {under(each) for each in every_sight(self.features)}
        left -= {under(each) for each in +self.doer.done}
        every = [*begun(self.doer.routes, KINDS), *asked(self.doer.routes)]
        for feature in self.features:
            ids = {each.id for each in feature.buttons} | {each.id for each in feature.forms}
            if ids.isdisjoint(each.partition(" ")[2] for each in left):
                continue
            self.counted.clear()
            self.within = frozenset(ids)
            names = {slash.name for slash in feature.slashes}
            for act in (each for each in every if each.kind == "slash" and each.id in names):
                self.explore(act)

    def live(self, day: int) -> None:
        """A day goes by; what is told on it stays told."""
        company = self.doer.company
        company.news(day)
        for hour in HOURS:
            company.now = company.now.replace(hour=hour, minute=day)
            self.look(self.doer.tick(SERVED), 0)
        for who in KINDS:
            self.look(self.doer.home(who), 0)
        company.now += timedelta(days=1)

    def explore(self, act: Act) -> None:
        """Done, looked at, done again, and taken back."""
        company = self.doer.company
        before = company.now
        with company.session.begin_nested() as point:
            found, errors = self.doer.do(act)
            if errors:
                self.correct(act, errors)
            self.look(found, act.depth)
            if act.kind in ("button", "form") and errors is None:
                if self.again("twice", act.name, most=TWICE):
                    self.doer.do(act)
                self.undo(act)
                self.afterwards(act)
            company.now = before
            point.rollback()

    def look(self, found: Found, depth: int) -> None:
        if depth < DEEPEST:
            for shown in found:
                for act in self.pressing(shown, depth + 1):
                    if not self.within or act.id in self.within:
                        self.explore(act)

    def afterwards(self, act: Act) -> None:
        """What its feature, Home and the next days say of it."""
        if act.depth >= DEEPEST or not self.again("after", act.name, most=AFTERWARDS):
            return
        feature = next(each for each in self.features if _has(each, act))
        for slash in feature.slashes:
            if self.again("afterwards", slash.name, most=12):
                self.explore(Act("slash", slash.name, act.who, typed(""), depth=act.depth + 1))
        self.look(self.doer.home(act.who), act.depth)
        self.doer.company.now += timedelta(days=1)
        self.look(self.doer.tick((act.who,)), act.depth)

    def undo(self, act: Act) -> None:
        company = self.doer.company
        last = acts.last(company.session, TEAM, act.who, company.now)
        if last and self.again("undo", last.kind, most=UNDONE):
            self.explore(Act("slash", "/handrail undo", act.who, typed(""), depth=act.depth + 1))

    def pressing(self, shown: Shown, depth: int) -> Iterator[Act]:
        for act in self.pressed(shown, depth):
            if self.is_worth(act, str(shown.payload.get("text", "")), depth):
                yield act
            if shown.surface == "message" and self.again("other", act.name, most=BY_OTHERS):
                further = SERVED.index(act.who) + self.counted["other", act.name]
                yield replace(act, who=SERVED[further % len(SERVED)])
        if shown.surface == "modal" and shown.payload.get("submit") and depth < DEEPEST:
            yield from self.filled(shown, depth)

    def is_worth(self, act: Act, text: str, depth: int) -> bool:
        """What is new always is, and for a while what stands in another message."""
        if not self.counted[act.name, act.label]:
            self.counted[act.name, act.label, "in", text] += 1
            return self.again(act.name, act.label, most=1)
        if self.again(act.name, act.label, "in", text, most=1):
            return self.again(act.name, act.label, "elsewhere", most=ELSEWHERE)
        near = depth <= NEAR and self.again(act.name, act.label, act.who, most=OF_ONE)
        return near and self.again(act.name, act.label, most=ENOUGH)

    def pressed(self, shown: Shown, depth: int) -> Iterator[Act]:
        about = str(shown.payload.get("private_metadata", ""))
        filler = self.filler(shown.who, about)
        fields = state(shown.payload) if shown.surface == "modal" else {}
        place = Place.HOME if shown.surface == "home" else Place.BUTTON
        url = URL if shown.surface == "message" else ""
        for block, element in elements(shown.payload):
            label = name_of(element)
            for number, value in enumerate(filler.chosen(element, block)):
                ask = Ask(place, value=value, fields=fields, about=about, block=block,
                          channel=shown.channel, ts=shown.ts, response_url=url)  # fmt: skip
                named = f"{label} {number}" if "options" in element else label
                named += self.routine_of(element["action_id"], value)
                yield Act("button", element["action_id"], shown.who, ask, named, depth)

    def routine_of(self, id: str, value: str) -> str:
        """*Done* of one routine is not that of another."""
        if not id.startswith("remind."):
            return ""
        item = value.split()[0]
        told = bundles.item(self.doer.company.session, TEAM, int(item)) if item.isdigit() else None
        return f" of {told.routine}" if told else ""

    def filler(self, who: str, about: str) -> Filler:
        def offer(id: str, ask: Ask) -> Any:
            self.doer.done[f"suggestion {id}"] += 1
            return self.doer.attempt(who, self.doer.works.suggest(id, ask)) or ()

        return Filler(self.now.date(), about, SENT, offer)

    def filled(self, shown: Shown, depth: int) -> Iterator[Act]:
        view = shown.payload
        id, about = str(view["callback_id"]), str(view["private_metadata"])
        filler = self.filler(shown.who, about)
        asks = json.dumps([view["title"], *inputs(view)])
        for way in WAYS:
            is_deep = depth > NEAR  # what is met there does not use up what is done near
            most = 1 if is_deep else FILLED
            new = self.again("form", id, way.name, asks, str(is_deep), most=most)
            if new and self.again("form", id, way.name, most=FORMS):
                form = Filling(view, filler, way)
                yield Act("form", id, shown.who, form.ask(), depth=depth, form=form)

    def correct(self, act: Act, errors: Mapping[str, str]) -> None:
        """Other words in the fields that are complained of."""
        form = act.form and act.form.corrected(errors)
        if form:
            self.explore(replace(act, ask=form.ask(), form=form))

    def again(self, *key: str, most: int) -> bool:
        self.counted[key] += 1
        return self.counted[key] <= most


def elements(payload: Mapping[str, Any]) -> Iterator[tuple[str, Element]]:
    """Whatever can be pressed, and the block it stands in."""
    for block in payload.get("blocks", ()):
        within = [block.get("accessory"), *block.get("elements", ())]
        within += [block["element"]] if block.get("dispatch_action") else []
        for element in within:
            if element and element.get("action_id"):
                yield block.get("block_id", "b"), element


def name_of(element: Element) -> str:
    """Labels that differ by a number only are the same."""
    text = element.get("text") or element.get("placeholder") or {}
    return re.sub(r"[0-9]+", "#", str(text.get("text", "")))


def _has(feature: Feature, act: Act) -> bool:
    return act.id in [each.id for each in getattr(feature, f"{act.kind}s")]


def crawled(session: Session, pack: Pack, now: datetime) -> Crawl:
    """Ready to go."""
    seen = Counter[str]()
    features = counting(FEATURES, seen)
    found = routes(features)
    company = Company(session, pack, now, found.registry)
    return Crawl(features, Doer(company, found, done=seen))
