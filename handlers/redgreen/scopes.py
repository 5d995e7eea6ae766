"""What is in scope and why; a manager may set another threshold or the quarter, with a reason."""

from collections.abc import Iterator, Mapping

from handlers.kit import blocks, forms, rights
from handlers.kit.feature import (
    Ask,
    Block,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.records import keep
from handlers.kit.texts import clean, excerpt
from handlers.redgreen import facts, teams, terms, words
from handlers.redgreen.terms import Terms
from handlers.redgreen.words import press
from policies.calendars import spoken
from policies.clocks import day_in, zone_of
from policies.reading.amounts import amounts
from policies.reviews.periods import MONTH, QUARTER
from policies.rights import Action
from storage import profiles, review_rules
from storage.members import Member
from storage.review_rules import Name, Rule

SEGMENTS: Mapping[str, str] = {"smb": "SMB", "mid-market": "Mid-Market"}
SEGMENT, FIGURE, REASON, KIND = "segment", "figure", "reason", "kind"
LONGEST = 300
NO_TEAM = (
    "You have no team of your own, so there is nothing of yours to set. "
    "Each manager sets it for their team."
)
NO_FIGURE = (
    "Write dollars of Net ARR, for example 5000 or $5k; leave it empty for the handbook's own."
)
HELD = "It holds from your next session on."
SET = "Set a threshold…"
PERIODS = {MONTH: "The month, as the handbook has it", QUARTER: "The fiscal quarter"}


def scope(turn: Turn) -> Message:
    """By the terms of the one who holds the sessions of whoever asks."""
    terms.insist_on_reviews(turn)
    whose, leading = _whose(turn)
    theirs = terms.terms(turn, whose)
    shown = [*_thresholds(turn, theirs), *_period(theirs)]
    if leading and rights.may(turn, Action.SET_RULES):
        buttons = (press(SET, words.THRESHOLD), press("Set the period…", words.SPAN))
        shown.append(blocks.actions(*buttons))
    cited = f"📖 {facts.cited(turn, 'rg-thresholds')}"
    return blocks.message("What is in Red/Green", *shown, blocks.context(cited))


def _whose(turn: Turn) -> tuple[Member, bool]:
    me = terms.member(turn, turn.actor.id)
    assert me
    if teams.team(turn, me.id):
        return me, True
    manager = terms.member(turn, me.profile.manager) if me.profile.manager else None
    return manager or me, False


def _thresholds(turn: Turn, theirs: Terms) -> Iterator[Block]:
    yield blocks.section(
        f"*In Red/Green: open opportunities that close in {theirs.period.name}, from*"
    )
    lines = [_threshold(turn, theirs, segment) for segment in theirs.printed]
    yield blocks.section("\n".join(lines))


def _threshold(turn: Turn, theirs: Terms, segment: str) -> str:
    figure = words.money(theirs.thresholds[segment])
    rule = theirs.rules.get(("threshold", segment))
    label = SEGMENTS.get(segment, segment)
    if rule is None:
        return f"• {label}: {figure} Net ARR or more"
    printed = words.money(theirs.printed[segment])
    return (
        f"• {label}: {figure} Net ARR or more, instead of {printed}{_because(turn, theirs, rule)}"
    )


def _because(turn: Turn, theirs: Terms, rule: Rule) -> str:
    when = spoken(day_in(rule.at, zone_of(theirs.manager.zone)))
    return f"\n    _{excerpt(rule.reason)}_ ({words.name(turn, rule.by)}, {when})"


def _period(theirs: Terms) -> Iterator[Block]:
    rule = theirs.rules.get(("period", ""))
    why = f" Set by the manager: _{excerpt(rule.reason)}_" if rule else ""
    yield blocks.context(
        f"The period is {theirs.period.name}.{why} Exactly the threshold is in. "
        "An opportunity without a segment counts as its owner's."
    )


def set_period(turn: Turn, ask: Ask) -> ButtonReply:
    kind = _mine(turn).calendar.kind or MONTH
    what = forms.choice(KIND, "A review is about", PERIODS.items(), chosen=kind, optional=False)
    return Open(forms.form(words.PERIOD, "The period", what, _reason(), submit="Set"))


def set_threshold(turn: Turn, ask: Ask) -> ButtonReply:
    theirs = _mine(turn)
    hint = "Empty goes back to the handbook's own."
    return Open(
        forms.form(
            words.SCOPED,
            "A threshold",
            forms.choice(SEGMENT, "For", _segments(theirs), optional=False),
            forms.number(FIGURE, "Net ARR from", hint=hint),
            _reason(),
            submit="Set",
        )
    )


def _segments(theirs: Terms) -> Iterator[tuple[str, str]]:
    for name, figure in theirs.printed.items():
        yield name, f"{SEGMENTS.get(name, name)}, printed {words.money(figure)}"


def _reason() -> Block:
    hint = "Kept beside the setting, for whoever asks later."
    return forms.text(REASON, "Why", hint=hint, most=LONGEST, optional=False)


def scoped(turn: Turn, ask: Ask) -> FormReply:
    theirs = _mine(turn)
    segment, told = str(ask.fields.get(SEGMENT, "")), str(ask.fields.get(FIGURE, "")).strip()
    figure = figure_of(told) if told else ""
    if figure is None:
        return Complain({FIGURE: NO_FIGURE})
    if segment not in theirs.printed:
        return Complain({SEGMENT: "Choose one of these."})
    return _set(turn, ask, "threshold", figure, segment)


def period(turn: Turn, ask: Ask) -> FormReply:
    _mine(turn)
    kind = str(ask.fields.get(KIND, ""))
    if kind not in PERIODS:
        return Complain({KIND: "Choose one of these."})
    return _set(turn, ask, "period", kind, "")


def _set(turn: Turn, ask: Ask, name: Name, value: str, segment: str) -> FormReply:
    reason = clean(str(ask.fields.get(REASON, ""))).strip()
    if not reason:
        return Complain({REASON: "Write why, in a few words."})
    what = {"value": value, "segment": segment, "reason": reason}
    who = {"workspace": turn.workspace.id, "manager": turn.actor.id, "by": turn.actor.id}
    review_rules.add(turn.session, name=name, **who, **what, at=turn.now)
    keep(turn, "redgreen.rule", {"name": name} | what)
    return Close()


def figure_of(told: str) -> str | None:
    found = amounts(clean(told).lower())
    exact = len(found) == 1 and found[0].sound and found[0].exact
    if not exact or found[0].low.denominator > 1 or not 0 <= found[0].low < 10**10:
        return None
    return str(int(found[0].low))


def _mine(turn: Turn) -> Terms:
    terms.insist_on_reviews(turn)
    me = terms.member(turn, turn.actor.id)
    if me is None or not profiles.reports(turn.session, turn.workspace.id, turn.actor.id):
        raise Refused(NO_TEAM)
    return terms.terms(turn, me)
