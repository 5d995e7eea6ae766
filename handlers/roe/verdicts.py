"""The decider's side of a dispute: the form, the decision, and the rules it rests on."""

from handlers.kit import blocks, forms, letters, tickets
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
    Message,
    Open,
    Refused,
    Slash,
    Turn,
    View,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.records import keep
from handlers.kit.rounds import round_of
from handlers.kit.texts import capital, clean, escape
from handlers.roe import cases, copies
from handlers.roe.copies import send_waiting
from handlers.roe.disputes import find
from storage import disputes
from storage.disputes import Dispute

POLICY = "roe"
LONGEST_REASON = 1000
ONCE = "This cannot be changed afterwards: {asker} is told at once, and both of you are on record."
NOT_DECIDER = "Only {name} decides disputes here."
NOBODY = "Nobody is set up to decide disputes. The admin of Handrail sets HANDRAIL_DECIDER."
NO_TEAM = "Choose the team that gets the account."
NO_REASON = "Give the reason in a sentence, for example: LinkedIn shows 620 employees worldwide."
NONE = "You have no disputes. To open one, press *Dispute* under an answer."


def ask_for_decision(turn: Turn, ask: Ask) -> ButtonReply:
    dispute = _to_decide(turn, ask.value)
    if dispute.state != "open":
        return cases.ended(turn, dispute)
    about = tickets.issue(turn, ask, {"dispute": str(dispute.id)})
    return Open(decision_form(turn, dispute, about))


def decision_form(turn: Turn, dispute: Dispute, about: str) -> View:
    asker = escape(name_of(turn, dispute.asker))
    return forms.form(
        cases.DECIDE,
        f"Decide {cases.title(dispute).lower()}",
        *cases.body(turn.pack, dispute),
        forms.choice("team", "Whose account is it?", teams(turn), optional=False),
        forms.text("reason", "Why?", lines=True, most=LONGEST_REASON, optional=False),
        blocks.context(ONCE.format(asker=asker)),
        submit="Decide",
        about=about,
    )


def settle(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    dispute = _to_decide(turn, ticket.subject["dispute"])
    team, reason = (clean(str(ask.fields.get(name, ""))).strip() for name in ("team", "reason"))
    if errors := _errors(turn, team, reason):
        return Complain(errors)
    decided = _decide(turn, dispute, team, reason)
    if decided is None:
        return Change(_too_late(turn, find(turn, str(dispute.id))))
    tickets.tell(turn, ticket, f"decided/{decided.id}", cases.ended(turn, decided))
    copies.close(turn, decided)
    _tell_the_asker(turn, decided)
    return Close()


def see_rules(turn: Turn, ask: Ask) -> Aside:
    """The rules as they are looked at today; for the decider and the asker."""
    dispute = find(turn, ask.value)
    if turn.actor.id not in (dispute.asker, turn.decider):
        raise Refused(_who_decides(turn))
    asked = Asked(dispute.asked["text"], dispute.asked["given"])
    return Aside(blocks.message(f"{cases.title(dispute)}: rules", *trace(decide(turn, asked))))


def show_overview(turn: Turn, ask: Ask) -> Aside:
    """Pressed in a menu, which stays."""
    return Aside(overview(turn, ask))


def overview(turn: Turn, ask: Ask) -> Message:
    """My disputes; for the decider also what waits for a decision."""
    if is_help(ask.text):
        return help_with(SLASH, NONE)
    mine = disputes.of(turn.session, turn.workspace.id, turn.actor.id)
    waiting = disputes.find_open(turn.session, turn.workspace.id) if _decides(turn) else []
    if _decides(turn):
        send_waiting(round_of(turn))
    own = [_line(turn, each, cases.withdrawal(each)) for each in mine[-10:]]
    others = [_line(turn, each, cases.decision(each)) for each in waiting[:10]]
    parts = [("Waiting for your decision", others), ("Your disputes", own)]
    shown = [[blocks.section(f"*{title}*"), *lines] for title, lines in parts if lines]
    found = [block for part in shown for block in part]
    return blocks.message("Disputes", *(found or [blocks.section(NONE)]))


def teams(turn: Turn) -> tuple[blocks.Option, ...]:
    """The teams that routing knows, each once, as the pack names them."""
    outcomes = dict.fromkeys(rule.outcome for rule in turn.pack.policies[POLICY].rules)
    labels = [(outcome, turn.pack.label(outcome)) for outcome in outcomes]
    return tuple((outcome, capital(label)) for outcome, label in labels)


def _decide(turn: Turn, dispute: Dispute, team: str, reason: str) -> Dispute | None:
    decided = disputes.decide(
        turn.session,
        workspace=turn.workspace.id,
        id=dispute.id,
        at=turn.now,
        by=turn.actor.id,
        team=team,
        reason=reason,
    )
    if decided:
        entry = turn.pack.cover.decider_entry
        said = {"dispute": decided.number, "team": team, "reason": reason}
        keep(turn, "dispute.decided", {**said, "citations": [entry]})
    return decided


def _tell_the_asker(turn: Turn, dispute: Dispute) -> None:
    key = f"dispute/{dispute.workspace}/{dispute.number}/decided"
    told = cases.verdict_told(cases.read_by(turn, dispute.asker), dispute)
    letters.post(turn, key, dispute.asker, told)


def _errors(turn: Turn, team: str, reason: str) -> dict[str, str]:
    known = team in dict(teams(turn))
    wanted = {"team": "" if known else NO_TEAM, "reason": "" if reason else NO_REASON}
    return {name: text for name, text in wanted.items() if text}


def _too_late(turn: Turn, dispute: Dispute) -> View:
    text = f"Nothing was changed. {cases.ending(turn, dispute)}."
    return blocks.page(cases.title(dispute), blocks.section(text), *cases.verdict(dispute))


def _to_decide(turn: Turn, id: str) -> Dispute:
    dispute = find(turn, id)
    if not _decides(turn):
        raise Refused(_who_decides(turn))
    return dispute


def _decides(turn: Turn) -> bool:
    return turn.decider == turn.actor.id


def _who_decides(turn: Turn) -> str:
    return NOT_DECIDER.format(name=name_of(turn, turn.decider)) if turn.decider else NOBODY


def _line(turn: Turn, dispute: Dispute, press: blocks.Element) -> Block:
    said = f"{cases.ending(turn, dispute)}\n{escape(dispute.answered['headline'])}"
    return blocks.section(said, press if dispute.state == "open" else None)


SLASH = Slash(
    "/roe disputes",
    overview,
    summary="What became of my disputes, and what waits for my decision?",
    usage="/roe disputes",
    examples=("/roe disputes",),
    words=("disputes",),
    alone=False,
)
