"""A decision is opened again by whoever decides, with a reason, as long as it is not too old."""

from handlers.kit import blocks, forms, letters, tickets
from handlers.kit.answers import name_of
from handlers.kit.feature import Ask, Close, Complain, FormReply, Open, Refused, Turn
from handlers.kit.texts import clean, escape
from handlers.roe import cases, copies, queues
from handlers.roe.records import can_reopen, follow, record, to_decide
from storage import disputes
from storage.disputes import Dispute

LONGEST_REASON = 1000
HINT = "The asker reads it. What was decided before stays on record."
WHY_AGAIN = "Say why it is opened again, for example: the count was of the parent company."
TOO_OLD = "A decision can be opened again for {days} days, and this one is older."
NOT_DECIDED = "There is no decision to open again: {title} {state}."
AGAIN = "*{title} is open again*\n{who} opened it: {reason}"


def ask_why(turn: Turn, ask: Ask) -> Open:
    dispute = _reopenable(turn, ask.value)
    about = tickets.issue(turn, ask, {"dispute": str(dispute.id)}, beside=True)
    return Open(
        forms.form(
            cases.REOPEN,
            f"Reopen {cases.title(dispute).lower()}",
            blocks.section(f"*{cases.ending(turn, dispute)}*"),
            *cases.verdict(dispute),
            forms.text("reason", "Why is it opened again?", lines=True, most=LONGEST_REASON,
                       optional=False, hint=HINT),
            submit="Reopen",
            about=about,
        )
    )  # fmt: skip


def reopen(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    dispute = _reopenable(turn, ticket.subject["dispute"])
    reason = clean(str(ask.fields.get("reason", ""))).strip()[:LONGEST_REASON]
    if not reason:
        return Complain({"reason": WHY_AGAIN})
    again = disputes.reopen(turn.session, workspace=turn.workspace.id, id=dispute.id, at=turn.now)
    if again is None:
        raise Refused(NOT_DECIDED.format(title=cases.title(dispute), state="waits"))
    record(turn, again, "reopened", {"reason": reason})
    copies.open_again(turn, again)
    _tell_the_asker(turn, again, reason)
    follow(turn, again)
    shown = queues.case(turn, again)
    tickets.tell(turn, ticket, f"reopened/{again.id}/{again.rounds}", shown)
    return Close()


def _reopenable(turn: Turn, id: str) -> Dispute:
    dispute = to_decide(turn, id)
    title = cases.title(dispute)
    if dispute.state != "decided":
        state = "waits" if dispute.state == "open" else "was withdrawn"
        raise Refused(NOT_DECIDED.format(title=title, state=state))
    if not can_reopen(turn, dispute):
        raise Refused(TOO_OLD.format(days=turn.pack.disputes.count("reopen")))
    return dispute


def _tell_the_asker(turn: Turn, dispute: Dispute, reason: str) -> None:
    title, who = cases.title(dispute), escape(name_of(turn, turn.actor.id))
    said = blocks.section(AGAIN.format(title=title, who=who, reason=escape(reason)))
    shown = blocks.message(
        f"{title} is open again", said, blocks.actions(cases.withdrawal(dispute))
    )
    key = f"dispute/{dispute.workspace}/{dispute.number}/reopened/{dispute.rounds}"
    letters.post(turn, key, dispute.asker, shown)
