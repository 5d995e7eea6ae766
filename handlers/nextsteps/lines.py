"""How an opportunity and its next step read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import short, weekday
from policies import next_steps
from policies.next_steps import Standing
from storage.next_steps import Note
from storage.opportunities import Opportunity

FAULTS = {
    "has-date": "kept with a date in the text",
    "has-history": "kept with history in the text",
    "too-vague": "kept although it is short of detail",
}
LINK = "the message"


@dataclass(frozen=True, slots=True)
class Noted:
    """What is kept beside next steps: who does one, and the message it was made of."""

    scene: Scene
    notes: Mapping[tuple[int, str], Note]

    def of(self, each: Opportunity) -> str:
        """One line, or nothing."""
        note = self.notes.get((each.id, each.next_step))
        return " · ".join(self._parts(note, each)) if note else ""

    def _parts(self, note: Note, each: Opportunity) -> list[str]:
        doer = f"👤 {self.name(note.doer)} does it" if note.doer else ""
        link = f"💬 from <{note.link}|{LINK}>" if note.link else ""
        by = "" if note.by in ("", each.owner) else f"✍️ written by {self.name(note.by)}"
        fault = f"⚠️ {FAULTS[note.fault]}" if note.fault in FAULTS else ""
        return [part for part in (doer, link, by, fault) if part]

    def name(self, person: str) -> str:
        return excerpt(name_in(self.scene.session, self.scene.workspace.id, person))


def asked(each: Opportunity, today: date, prompt: str, noted: Noted) -> str:
    """What is asked of it in the morning; the first line names it."""
    told = _told(each, today, noted.scene)
    said = told if each.next_step else f"{told} {escape(prompt)}"
    return "\n".join(filter(None, (headline(each), said, noted.of(each))))


def listed(each: Opportunity, today: date, noted: Noted) -> str:
    """The same where nothing is asked."""
    return "\n".join(
        filter(None, (headline(each), _told(each, today, noted.scene), noted.of(each)))
    )


def headline(each: Opportunity) -> str:
    """`*Acme Platform* · Proposal · $12,500`."""
    return " · ".join(filter(None, (title(each), *_facts(each))))


def title(each: Opportunity) -> str:
    return f"*{plain_title(each).replace('*', '∗')}*"


def plain_title(each: Opportunity) -> str:
    """The account stands before a name that does not say it."""
    known = each.account.casefold() in each.name.casefold()
    return excerpt(each.name if known else f"{each.account}: {each.name}")


def _facts(each: Opportunity) -> list[str]:
    worth = each.amount if each.amount is not None else each.net_arr
    money = "" if worth is None else f"${worth:,}" if worth >= 0 else f"-${-worth:,}"
    return [excerpt(each.stage), money]


def _told(each: Opportunity, today: date, scene: Scene) -> str:
    when, text = when_due(each, today, scene), excerpt(each.next_step)
    match next_steps.standing_of(each, today):
        case Standing.UNWRITTEN:
            return f"*No next step yet*{f', planned for {when}' if when else ''}."
        case Standing.UNDATED:
            return f"*No date yet*: {text}"
        case Standing.OVERDUE | Standing.TODAY | Standing.AHEAD:
            return f"{when}: {text}" if text else f"{when}: nothing written yet."


def when_due(each: Opportunity, today: date, scene: Scene) -> str:
    """`Today`, `Was due Thu 26 Nov`, `Wed 2 Dec`."""
    day = each.next_step_date
    if day is None:
        return ""
    if day == today:
        return "*Today*"
    if day > today:
        return f"{short(day)}{year(day, today)}"
    was = f"*Was due {short(day)}{year(day, today)}*"
    return f"{was} (still right?)" if next_steps.is_stale(day, today, scene.pack) else was


def year(day: date, today: date) -> str:
    """Only where it may be doubted."""
    return "" if abs((day - today).days) < 180 else f" {day.year}"


def on(day: date, today: date) -> str:
    """`Thursday 3 December`."""
    return f"{weekday(day)}{year(day, today)}"
