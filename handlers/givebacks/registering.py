"""A project goes into the register."""

from handlers.givebacks import forms, words
from handlers.givebacks.cards import page
from handlers.givebacks.changing import NOBODY, tell, twice
from handlers.givebacks.records import follow, record, sheet_of
from handlers.kit import tickets
from handlers.kit.feature import Ask, ButtonReply, Close, Complain, FormReply, Message, Open, Turn
from handlers.kit.forms import text_in
from handlers.kit.rights import may
from policies.give_backs import Act, Project, State
from policies.rights import Action
from storage import give_backs, members

REGISTERED = "✔ *{title}* is in the register. {next}"
NEXT = {
    State.UNDER_WAY: "Describe it in an issue, and press *Finish* on its page when it is done.",
    State.IDEA: "Press *Start* on its page when you begin.",
}
NOT_YOURS = "Only {name} and their manager can register a project of theirs."


def open_new(turn: Turn, ask: Ask, title: str = "") -> Open:
    sheet_of(turn)
    about = tickets.issue(turn, ask, {}, beside=True)
    return Open(forms.new_form(turn, about, " ".join(title.split())[: forms.LONGEST_TITLE]))


def open_from_button(turn: Turn, ask: Ask) -> ButtonReply:
    return open_new(turn, ask)


def registered(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    values, wrong = forms.read(ask)
    owner, state = text_in(ask, "owner"), forms.state_of(ask)
    wrong |= {"state": forms.NO_STATE} if state is None else {}
    wrong |= _misfit(turn, owner)
    if wrong or state is None:
        return Complain(wrong)
    values |= {"workspace": turn.workspace.id, "owner": owner, "state": state, "since": turn.now}
    values |= {"created_by": turn.actor.id, "created_at": turn.now, "finished_at": None}
    added = give_backs.add(turn.session, values)
    if added is None:
        return Complain({"title": twice(turn, owner)})
    tickets.tell(turn, ticket, f"giveback/new/{ask.about}", _begin(turn, added))
    return Close()


def _misfit(turn: Turn, owner: str) -> dict[str, str]:
    member = members.find(turn.session, turn.workspace.id, owner)
    if member is None:
        return {"owner": NOBODY}
    if may(turn, Action.CHANGE, owner=owner):
        return {}
    return {"owner": NOT_YOURS.format(name=member.name)}


def _begin(turn: Turn, project: Project) -> Message:
    record(turn, project, Act.REGISTERED, project.title)
    follow(turn, [project.owner])
    tell(turn, project, "registered")
    said = REGISTERED.format(title=words.title(project), next=NEXT[project.state])
    return page(turn, project, said)
