"""/handrail settings: how much, when and of what a person is reminded."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from handlers.kit import blocks, forms, tickets
from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Group,
    Message,
    Open,
    Place,
    Slash,
    Turn,
    View,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.teams import insist_on_privacy, myself
from handlers.kit.texts import escape
from handlers.people import changes, hours, words, zones
from handlers.people.controls import SETTINGS
from handlers.people.mine import is_question
from policies.rhythms import Level
from storage.members import Member
from storage.profiles import Profile

COMMAND = "/handrail settings"
MOST = (1, 2, 3, 5, 10, 20)
OPEN_HERE = "How much, when and of what I remind you:"
SAVED = "Your settings are saved."
SAME = "Nothing was different, so your settings are as they were."
ONE_HOUR = "Give both hours, or neither: for example 20:00 and 08:00."
SAME_HOURS = "The quiet hours begin and end at once. Give another hour, or empty both."
ODD = "Choose one of those offered."
QUIET_HINT = "Nothing comes between these hours, on any day. Empty both for none."
MOST_HINT = "Messages of their own. What is more comes with the next morning's digest."


def start(turn: Turn, ask: Ask) -> Message | Open:
    if is_question(ask):
        return answer_question(turn, ask, f"settings {ask.text}")
    insist_on_privacy(ask, COMMAND)
    if ask.place is Place.DIRECT:  # Slack opens forms for a press, never for a message
        press = blocks.actions(blocks.button("Open my settings", SETTINGS, style="primary"))
        return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), press)
    return open_form(turn, ask)


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(form(turn, myself(turn), tickets.issue(turn, ask, {}, beside=True)))


def form(turn: Turn, member: Member, about: str) -> View:
    fields = (*_reminders(turn, member.profile), *_times(member))
    return forms.form(SETTINGS, "Settings", *fields, submit="Save", about=about)


def _reminders(turn: Turn, profile: Profile) -> Iterator[Block]:
    levels = [(str(each), words.level(each)) for each in Level]
    yield forms.choice("level", "Reminders", levels, chosen=str(profile.level), optional=False)
    known = [(name, each.title) for name, each in sorted(turn.registry.routines.items())]
    if known:
        yield forms.choices("muted", "Do not remind me of", known, chosen=profile.muted)
    most = [(str(number), str(number)) for number in sorted({*MOST, profile.daily_most})]
    chosen = str(profile.daily_most)
    yield forms.choice(
        "daily_most", "Messages a day at most", most, chosen=chosen, hint=MOST_HINT, optional=False
    )


def _times(member: Member) -> Iterator[Block]:
    profile = member.profile
    yield from hours.fields(profile)
    yield forms.at("quiet_from", "Quiet from", filled=profile.quiet_from, hint=QUIET_HINT)
    yield forms.at("quiet_until", "Quiet until", filled=profile.quiet_until)
    yield zones.field(member)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    member = myself(turn)
    values, errors = _read(turn, ask.fields, member)
    if errors:
        return Complain(errors)
    _, act = changes.change(turn, turn.actor.id, SAVED, **values)
    said = SAVED if act else SAME
    shown = blocks.message(
        said, blocks.section(f"✔ {said}" if act else said), *changes.undoing(act)
    )
    tickets.tell(turn, ticket, f"settings/{ask.about}", shown)
    return Close()


def _read(
    turn: Turn, held: Mapping[str, Any], member: Member
) -> tuple[dict[str, Any], dict[str, str]]:
    values, errors = hours.read(held)
    quiet = {name: hours.at(held.get(name)) for name in ("quiet_from", "quiet_until")}
    level, most = str(held.get("level", "")), str(held.get("daily_most", ""))
    zone = zones.chosen(held, member.profile.zone)
    wrong = {
        **_wrong_quiet(*quiet.values()),
        "level": "" if level in set(Level) else ODD,
        "daily_most": "" if most.isdecimal() and 1 <= int(most) <= MOST[-1] else ODD,
        "zone": "" if zone is None or zones.is_known(zone) else zones.UNKNOWN,
    }
    errors |= {name: says for name, says in wrong.items() if says}
    if errors:
        return {}, errors
    chosen = {"level": Level(level), "daily_most": int(most), "zone": zone}
    return values | quiet | chosen | {"muted": _muted(turn, held, member)}, {}


def _muted(turn: Turn, held: Mapping[str, Any], member: Member) -> frozenset[str]:
    """What is not offered any more stays as it was."""
    known = turn.registry.routines.keys()
    return frozenset(hours.many(held.get("muted"))) & known | member.profile.muted - known


def _wrong_quiet(begins: time | None, stops: time | None) -> dict[str, str]:
    if (begins is None) != (stops is None):
        return {"quiet_until" if stops is None else "quiet_from": ONE_HOUR}
    return {"quiet_until": SAME_HOURS} if begins is not None and begins == stops else {}


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    levels = [f"• *{name}*: {escape(means)}" for name, means in words.LEVELS.values()]
    return help_with(SLASH, "\n".join(levels)) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    start,
    summary="How much, when and of what I remind you.",
    usage=COMMAND,
    examples=(COMMAND,),
    words=("settings", "preferences"),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
