"""A skill, what is seen of it, and a week in words."""

from datetime import datetime

from handlers.kit.feature import Scene
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import clock, dated, short
from handlers.skills.audits import Audit
from policies.rhythms import Rhythm
from policies.skills import Sees, Skill, SkillsSheet
from policies.skills.sights import Ranks, Sight

DONE, OPEN = "✅", "⬜"
FULL, EMPTY = "█", "░"
UNSEEN = "I cannot see this, so only your tick counts; add a note if you like."
NO_ACCOUNT = "No account is known here."
NO_DEAL = "No open opportunity is known here."
NO_RANKS = "This edition of the handbook ranks no accounts."
NO_LINES = "This edition of the handbook says nothing of what a deal of a size needs."


def week(found: Audit) -> str:
    """`week of Mon 30 November`."""
    return f"week of {dated(found.week, found.today)}"


def progress(found: Audit, sheet: SkillsSheet) -> str:
    """`███░░░░ 3 of 7 done this week`."""
    done, total = len(found.ticks), len(sheet.skills)
    return f"{FULL * done}{EMPTY * (total - done)} {done:,} of {total:,} done this week"


def title(sheet: SkillsSheet, skill: Skill) -> str:
    return f"{sheet.numbers[skill.id]} · {escape(skill.says)}"


def cited(scene: Scene, skill: Skill) -> str:
    """The entry by its name, linked to where the page says it."""
    url = scene.pack.citation(skill.entry).url
    return f"📖 <{url}|{escape(scene.pack.entry(skill.entry).title)}>"


def moment(reader: Rhythm, at: datetime) -> str:
    """`Fri 4 Dec, 10:42`, on the wall clock of whoever reads it."""
    local = at.astimezone(reader.zone)
    return f"{short(local.date())}, {clock(local)}"


def ticked(found: Audit, skill: Skill, with_note: bool) -> str:
    """`Done Fri 4 Dec, 10:42: the note`."""
    tick = found.ticks.get(skill.id)
    if tick is None:
        return ""
    note = f": {excerpt(tick.note)}" if tick.note and with_note else ""
    return f"Done {moment(found.rhythm, tick.at)}{note}"


def seen(scene: Scene, found: Audit, skill: Skill) -> str:
    """What the bot sees of it, with figures; that it sees nothing, if so."""
    sight = found.sight
    if skill.sees is None:
        return UNSEEN
    if skill.sees is Sees.RANKS:
        return ranks(sight.ranks) or scene.pack.lacks("rank") or NO_RANKS
    if skill.sees in (Sees.DECKS, Sees.PLANS) and not sight.lines:
        return scene.pack.lacks("deal") or NO_LINES
    unchanged = scene.pack.skills.count("unchanged")
    return _in_deals(sight, skill.sees, unchanged) if sight.deals else NO_DEAL


def _in_deals(sight: Sight, sees: Sees, unchanged: int) -> str:
    match sees:
        case Sees.RANKS:
            return ranks(sight.ranks)
        case Sees.DECKS:
            return decks(sight)
        case Sees.PLANS:
            return plans(sight)
        case Sees.STEPS:
            what = "has a next step with a day that is not past."
            return f"{_of(sight.stepped, sight)} {_verb(what, sight.stepped, sight)}"
        case Sees.CURRENT:
            return current(sight, unchanged)


def ranks(found: Ranks | None) -> str:
    """Empty in an edition without ranks."""
    if found is None:
        return ""
    if not found.accounts:
        return NO_ACCOUNT
    has = "has" if 1 in (found.complete, found.accounts) else "have"
    known = counted(found.accounts, "account")
    return f"*{found.complete:,}* of {known} {has} a rank of this fiscal year with its reason."


def decks(sight: Sight) -> str:
    count = len(sight.decks)
    needs = _verb("needs a custom deck.", count, sight)
    return f"{_of(count, sight)} {needs}{_unknown(len(sight.maybe_decks))}"


def plans(sight: Sight) -> str:
    count, full, excused = len(sight.plans), len(sight.full), len(sight.excused)
    parts = [f"{full:,} the full one"] if full else []
    parts += [f"{count - full:,} the overview and close plan"] if count > full else []
    which = f": {', '.join(parts)}" if parts else ""
    are = "is" if excused == 1 else "are"
    spared = f" {excused:,} {are} channel-managed and excused." if excused else ""
    needs = _verb("needs a Command Plan", count, sight)
    return f"{_of(count, sight)} {needs}{which}.{spared}{_unknown(len(sight.maybe_plans))}"


def current(sight: Sight, days: int) -> str:
    count = len(sight.deals) - len(sight.outdated)
    past, unchanged = len(sight.past), len(sight.unchanged)
    parts = [f"{counted(past, 'close date is', 'close dates are')} past"] if past else []
    if unchanged:
        was = "was" if unchanged == 1 else "were"
        parts.append(f"{unchanged:,} {was} not changed for more than {days:,} days (my default)")
    why = f": {', '.join(parts)}" if parts else ""
    return f"{_of(count, sight)} {_verb('looks current', count, sight)}{why}."


def in_short(found: Audit, sheet: SkillsSheet) -> str:
    """What is open and can be seen: `2 accounts without a full rank, 3 decks needed`."""
    sight = found.sight
    lacking = sight.ranks.accounts - sight.ranks.complete if sight.ranks else 0
    named = {
        Sees.RANKS: (lacking, "account without a full rank", "accounts without a full rank"),
        Sees.DECKS: (len(sight.decks), "custom deck needed", "custom decks needed"),
        Sees.PLANS: (len(sight.plans), "Command Plan needed", "Command Plans needed"),
        Sees.STEPS: (
            len(sight.stepless),
            "next step missing or past",
            "next steps missing or past",
        ),
        Sees.CURRENT: (len(sight.outdated), "opportunity out of date", "opportunities out of date"),
    }
    left = [each.sees for each in sheet.skills if each.sees and each.id not in found.ticks]
    return ", ".join(counted(*named[each]) for each in left if named[each][0])


def earlier(found: Audit, sheet: SkillsSheet) -> str:
    """`Weeks before: Mon 23 Nov 7 of 7 · Mon 16 Nov none`."""
    total = len(sheet.skills)
    said = [
        f"{short(week)} {f'{count:,} of {total:,}' if count else 'none'}"
        for week, count in found.earlier
    ]
    return f"Weeks before: {' · '.join(said)}" if said else ""


def _of(count: int, sight: Sight) -> str:
    """`*3* of 20 open opportunities`."""
    known = counted(len(sight.deals), "open opportunity", "open opportunities")
    return f"*{count:,}* of {known}"


def _verb(said: str, count: int, sight: Sight) -> str:
    """As it is said of one; of several `has` is `have`, and others lose their `s`."""
    if 1 in (count, len(sight.deals)):
        return said
    verb, _, rest = said.partition(" ")
    return f"{'have' if verb == 'has' else verb.removesuffix('s')} {rest}"


def _unknown(count: int) -> str:
    return f" Of {count:,} I cannot tell: the segment or a figure is missing." if count else ""
