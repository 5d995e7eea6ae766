"""A team's forecasts together: how many are given, who is missing, and what they add up to."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.forecasts import showing
from handlers.forecasts.controls import EXPORT, SETTINGS, TEAM, THIS_WEEK
from handlers.forecasts.weeks import (
    dues,
    gives_one,
    insist_on_rules,
    label,
    marked,
    names_of,
    short_day,
    values_of,
)
from handlers.kit import blocks, letters
from handlers.kit.citations import source
from handlers.kit.facts import dollars
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Refused, Scene, Turn
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.rights import insist, may, subjects_of
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import myself, team_of
from handlers.kit.texts import counted, escape, excerpt, listed
from policies import forecasts as policy
from policies.clocks import zone_of
from policies.forecasts import ENTRY, WEEK, Due, RollUp
from policies.rights import Action, Subject
from storage import forecasts
from storage.forecasts import Forecast
from storage.members import Member

FILE = "forecasts.csv"
SHOWN, LINES_AT_ONCE = 40, 10
NO_TEAM = "Nobody who gives a forecast reports to you here. An admin says who does."
SENT = "The forecasts as a CSV are in our direct messages."
FEWER = "The week before {count} gave one, so the change is not of the same people."
UNLED = "no manager"


@dataclass(frozen=True)
class Team:
    """Those who give one, in the order of their names, and what is given of a week."""

    people: tuple[Member, ...]
    week: date
    given: Mapping[str, Forecast]
    before: Mapping[str, Forecast]
    names: Sequence[str]

    @property
    def roll_up(self) -> RollUp:
        return self.of(self.people)

    def of(self, some: Iterable[Member]) -> RollUp:
        late = [person for person, each in self.given.items() if each.late]
        now = {person: each.figures for person, each in self.given.items()}
        before = {person: each.figures for person, each in self.before.items()}
        ids = [each.id for each in some]
        return policy.roll_up(ids, self.names, now, late, before)

    @property
    def missing(self) -> list[Member]:
        return [each for each in self.people if each.id not in self.given]


def team(scene: Scene, people: Collection[Member], week: date) -> Team:
    givers = sorted((each for each in people if gives_one(scene, each)), key=lambda one: one.name)
    ids = [each.id for each in givers]
    kept = forecasts.of_people(scene.session, scene.workspace.id, ids, week - WEEK, week)
    by_week: dict[date, dict[str, Forecast]] = {week: {}, week - WEEK: {}}
    for each in kept:
        by_week[each.week][each.person] = each
    names = names_of(insist_on_rules(scene))
    return Team(tuple(givers), week, by_week[week], by_week[week - WEEK], names)


def start(turn: Turn, week: date | None = None) -> Message:
    insist(turn, Action.ROLL_UP)
    reader = myself(turn)
    found = team(turn, team_of(turn), week or _week(turn, reader))
    if not found.people:
        raise Refused(NO_TEAM)
    return _message(turn, found, reader)


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    return Aside(start(turn, _monday(ask.value)))


def export(turn: Turn, ask: Ask) -> ButtonReply:
    insist(turn, Action.ROLL_UP)
    reader = myself(turn)
    found = team(turn, team_of(turn), _monday(ask.value) or _week(turn, reader))
    if not found.people:
        raise Refused(NO_TEAM)
    said = f"Week of {short_day(found.week, turn, reader)}: {counted_in(found)}."
    key = f"forecast/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(_rows(turn, found)), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def counted_in(found: Team) -> str:
    """`4 of 6 forecasts given`."""
    given = len(found.people) - len(found.missing)
    return f"{given:,} of {counted(len(found.people), 'forecast')} given"


def missing_in(scene: Scene, found: Team) -> str:
    """`Missing: Ana Lopez and Ben Okafor (away)`, nothing where all are there."""
    if not found.missing:
        return ""
    due = dues(scene, found.missing)
    names = [_named(scene, each, due[each.id].day(found.week)) for each in found.missing[:SHOWN]]
    more = len(found.missing) - SHOWN
    said = "Missing" if _is_over(scene, found, due) else "Not given yet"
    return f"{said}: {listed(names, 'and')}{f' and {more:,} more' if more > 0 else ''}"


def _is_over(scene: Scene, found: Team, due: Mapping[str, Due]) -> bool:
    """For everybody who has not given one."""
    return all(
        scene.now > due[each.id].deadline(found.week, zone_of(each.zone)) for each in found.missing
    )


def _named(scene: Scene, member: Member, due: date) -> str:
    away = rhythm_of(scene, member).is_away(due)
    return f"{excerpt(member.name)}{' (away)' if away else ''}"


def sums_in(scene: Scene, found: Team) -> str:
    """`Gross Net ARR Commit $90,000 (+$4,000) · …`."""
    totals, before = found.roll_up.totals, found.roll_up.before
    says = {item.id: escape(item.says) for item in values_of(insist_on_rules(scene))}
    each = [
        f"{says[name]} {dollars(total)} ({showing.change(totals, before, name)})"
        for name, total in totals.items()
    ]
    return " · ".join(each)


def _message(turn: Turn, found: Team, reader: Member) -> Message:
    head = f"Week of {short_day(found.week, turn, reader)}: {counted_in(found)}"
    over_all = Subject.DIRECTOR in subjects_of(turn)
    missing = "" if over_all else missing_in(turn, found)
    roll_up = found.roll_up
    fewer = roll_up.before_count not in (0, len(roll_up.given))
    return blocks.message(
        head,
        blocks.section(f"*{head}*{f'{chr(10)}{missing}' if missing else ''}"),
        _sums(turn, found),
        *([blocks.context(FEWER.format(count=f"{roll_up.before_count:,}"))] if fewer else []),
        *_lines(turn, found),
        blocks.actions(*_buttons(turn, found, reader)),
        blocks.context(f"📖 {source(turn.pack.citation(ENTRY))}"),
    )


def _sums(turn: Turn, found: Team) -> Block:
    names = [(item.id, item.says) for item in values_of(insist_on_rules(turn))]
    return showing.compared(names, found.roll_up.totals, found.roll_up.before, "Sum")


def _lines(turn: Turn, found: Team) -> Iterator[Block]:
    """A line for each person, or each team for who is over several."""
    is_over_all = Subject.DIRECTOR in subjects_of(turn)
    rows = [*(by_team(turn, found) if is_over_all else _by_person(turn, found))]
    lines = [
        "\n".join(filter(None, (f"*{escape(name)}* {given}", figures)))
        for name, given, figures in rows[:SHOWN]
    ]
    for at in range(0, len(lines), LINES_AT_ONCE):
        yield blocks.section("\n".join(lines[at : at + LINES_AT_ONCE]))
    order = listed([label(item) for item in values_of(insist_on_rules(turn))], "and")
    more = f"{len(rows) - SHOWN:,} more are in the CSV. " if len(rows) > SHOWN else ""
    yield blocks.context(f"{more}The figures are in this order: {order}.")


def _by_person(scene: Scene, found: Team) -> Iterator[tuple[str, str, str]]:
    for member in found.people:
        given = found.given.get(member.id)
        when = marked(given, scene, member) if given else "not given"
        yield (member.name, when, _figures(found, given.figures if given else {}))


def by_team(scene: Scene, found: Team) -> Iterator[tuple[str, str, str]]:
    """The manager, how many of theirs have given one, and the sums."""
    led: dict[str, list[Member]] = {}
    for member in found.people:
        led.setdefault(member.profile.manager or "", []).append(member)
    named = {id: name_in(scene.session, scene.workspace.id, id) if id else UNLED for id in led}
    for id in sorted(led, key=lambda one: named[one]):
        summed = found.of(led[id])
        count = f"{len(summed.given):,} of {len(led[id]):,}"
        yield (named[id], count, _figures(found, summed.totals))


def _figures(found: Team, figures: Mapping[str, int]) -> str:
    return " · ".join(showing.money(figures, name) for name in found.names) if figures else ""


def _buttons(turn: Turn, found: Team, reader: Member) -> Iterator[blocks.Element]:
    yield blocks.button("Download as CSV", EXPORT, found.week.isoformat())
    before = found.week - WEEK
    yield blocks.button(f"Week of {short_day(before, turn, reader)}", TEAM, before.isoformat())
    if found.week < _week(turn, reader):
        yield blocks.button("This week", THIS_WEEK)
    if may(turn, Action.SET_RULES):
        yield blocks.button("When they are due", SETTINGS)


def _rows(turn: Turn, found: Team) -> Iterator[Sequence[Cell]]:
    sheet = insist_on_rules(turn)
    says = [item.says for item in values_of(sheet)]
    ids = {each.profile.manager for each in found.people} | {one.by for one in found.given.values()}
    names = {id: name_in(turn.session, turn.workspace.id, id) for id in ids if id}
    yield ("week of", "person", "manager", *says, "given", "late", "given by", "note")
    for member in found.people:
        given = found.given.get(member.id)
        boss = names.get(member.profile.manager or "", "")
        yield (
            found.week.isoformat(),
            member.name,
            boss,
            *(given.figures.get(name, "") if given else "" for name in found.names),
            _stamp(given.given_at, member) if given else "",
            ("late" if given.late else "in time") if given else "missing",
            names.get(given.by, given.by) if given else "",
            given.note if given else "",
        )


def _stamp(at: datetime, member: Member) -> str:
    return f"{at.astimezone(zone_of(member.zone)):%Y-%m-%d %H:%M %Z}"


def _week(scene: Scene, reader: Member) -> date:
    return policy.week_of(scene.now, zone_of(reader.zone))


def _monday(text: str) -> date | None:
    """None for what names no week."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.weekday() == 0 else None
