"""The decider's side of a dispute: the form, the decision, and the rules it rests on."""

from collections.abc import Iterator

from handlers.kit import blocks, forms, letters, precedents, tickets
from handlers.kit.answers import Asked, decide, name_of
from handlers.kit.cards import trace
from handlers.kit.feature import (
    Aside,
    Ask,
    Block,
    ButtonReply,
    Change,
    Close,
    Complain,
    FormReply,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.texts import capital, clean, escape
from handlers.roe import cases, copies, queues
from handlers.roe.records import find, follow, is_party, record, settle, to_decide, who_decides
from storage import disputes
from storage.disputes import Dispute

POLICY = "roe"
LONGEST_REASON = 1000
ONCE = (
    "{asker} is told at once, and both of you are on record. For {days} days you can open it "
    "again: `/roe disputes decided`."
)
PRIVATE = (("private", "Keep this decision private"),)
SHOWN = (
    "Otherwise the account, the outcome and your reason are shown below later answers that "
    "resemble this one. The evidence never is."
)
NO_TEAM = "Choose the team that gets the account."
NO_REASON = "Give the reason in a sentence, for example: LinkedIn shows 620 employees worldwide."


def ask_for_decision(turn: Turn, ask: Ask) -> ButtonReply:
    id, where = (*ask.value.split(), "", "")[:2]
    dispute = to_decide(turn, id)
    if dispute.state != "open":
        ended = cases.ended(turn, dispute)
        return ended if where in ("", cases.CARD) else Aside(ended)
    about = tickets.issue(turn, ask, {"dispute": str(dispute.id), "where": where})
    return Open(decision_form(turn, dispute, about))


def decision_form(turn: Turn, dispute: Dispute, about: str) -> View:
    asker, days = escape(name_of(turn, dispute.asker)), turn.pack.disputes.count("reopen")
    return forms.form(
        cases.DECIDE,
        f"Decide {cases.title(dispute).lower()}",
        *cases.body(turn.pack, dispute),
        *_before(turn, dispute),
        forms.choice("team", "Whose account is it?", teams(turn), optional=False),
        forms.text("reason", "Why?", lines=True, most=LONGEST_REASON, optional=False),
        forms.choices("private", "Who may see it", PRIVATE, hint=SHOWN),
        blocks.context(ONCE.format(asker=asker, days=days)),
        submit="Decide",
        about=about,
    )


def _before(turn: Turn, dispute: Dispute) -> Iterator[Block]:
    """What was decided of cases like it."""
    found = precedents.like(turn, precedents.case_in(dispute))
    shown = [each.dispute for each in found[: turn.pack.disputes.count("shown")]]
    lines = [f"• {precedents.line(turn, each, turn.actor.zone)}" for each in shown]
    if lines:
        yield blocks.section("\n".join(["*Decided before*, of cases like it", *lines]))


def settle_it(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    dispute = to_decide(turn, ticket.subject["dispute"])
    team, reason = (clean(str(ask.fields.get(name, ""))).strip() for name in ("team", "reason"))
    if errors := _errors(turn, team, reason):
        return Complain(errors)
    private = "private" in ask.fields.get("private", ())
    decided = _decide(turn, dispute, team, reason[:LONGEST_REASON], private)
    if decided is None:
        return Change(_too_late(turn, find(turn, str(dispute.id))))
    copies.close(turn, decided)
    _tell_the_asker(turn, decided)
    settle(turn, decided, f"decided: {precedents.team(turn, decided)}")
    follow(turn, decided)
    _tell_there(turn, ask, decided)
    return Close()


def _tell_there(turn: Turn, ask: Ask, decided: Dispute) -> None:
    """A card gives way to the decision, a list is shown anew, a digest follows by itself."""
    ticket = tickets.redeem(turn, ask)
    key = f"decided/{decided.id}/{decided.rounds}"
    match ticket.subject.get("where", ""):
        case cases.QUEUE:
            tickets.tell(turn, ticket, key, queues.first(turn))
        case cases.ASIDE:
            return
        case _:
            tickets.tell(turn, ticket, key, cases.ended(turn, decided))


def see_rules(turn: Turn, ask: Ask) -> Aside:
    """The rules as they are looked at today; for the deciders and the asker."""
    dispute = find(turn, ask.value)
    if not is_party(turn, dispute):
        raise Refused(who_decides(turn))
    asked = Asked(dispute.asked["text"], dispute.asked["given"])
    return Aside(blocks.message(f"{cases.title(dispute)}: rules", *trace(decide(turn, asked))))


def teams(turn: Turn) -> tuple[blocks.Option, ...]:
    """The teams that routing knows, each once, as the pack names them."""
    outcomes = dict.fromkeys(rule.outcome for rule in turn.pack.policies[POLICY].rules)
    labels = [(outcome, turn.pack.label(outcome)) for outcome in outcomes]
    return tuple((outcome, capital(label)) for outcome, label in labels)


def _decide(turn: Turn, dispute: Dispute, team: str, reason: str, private: bool) -> Dispute | None:
    decided = disputes.decide(
        turn.session,
        workspace=turn.workspace.id,
        id=dispute.id,
        at=turn.now,
        by=turn.actor.id,
        team=team,
        reason=reason,
        edition=turn.pack.edition,
        private=private,
        searched=_searched(turn, dispute, team, reason),
    )
    if decided:
        cited = {"citations": [turn.pack.cover.decider_entry], "edition": turn.pack.edition}
        said = {"team": team, "reason": reason, "private": private}
        record(turn, decided, "decided", said | cited)
    return decided


def _searched(turn: Turn, dispute: Dispute, team: str, reason: str) -> str:
    """What it is found by: the account, the rule, both teams, and the reason."""
    answered = dispute.answered
    labels = [turn.pack.cover.outcomes.get(each, each) for each in (team, answered["outcome"])]
    parts = [dispute.kind, dispute.account, dispute.rule, *labels, answered["headline"], reason]
    return " ".join(str(each) for each in parts if each).casefold()


def _tell_the_asker(turn: Turn, dispute: Dispute) -> None:
    key = f"dispute/{dispute.workspace}/{dispute.number}/decided/{dispute.rounds}"
    told = cases.verdict_told(cases.read_by(turn, dispute.asker), dispute)
    letters.post(turn, key, dispute.asker, told)


def _errors(turn: Turn, team: str, reason: str) -> dict[str, str]:
    known = team in dict(teams(turn))
    wanted = {"team": "" if known else NO_TEAM, "reason": "" if reason else NO_REASON}
    return {name: text for name, text in wanted.items() if text}


def _too_late(turn: Turn, dispute: Dispute) -> View:
    text = f"Nothing was changed. {cases.ending(turn, dispute)}."
    return blocks.page(cases.title(dispute), blocks.section(text), *cases.verdict(dispute))
