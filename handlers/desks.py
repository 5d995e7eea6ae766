"""A command for every policy that calculates: a line or a form, answered as /roe answers."""

from dataclasses import dataclass

from handlers.kit import blocks, forms, tickets
from handlers.kit.answers import Asked, answer_line, show, tell
from handlers.kit.facts import facts_of
from handlers.kit.feature import (
    Ask,
    Button,
    Close,
    CommandReply,
    Complain,
    Feature,
    Form,
    FormReply,
    Group,
    Message,
    Open,
    Place,
    Refused,
    Slash,
    Turn,
    View,
)
from handlers.kit.menus import DEAL, help_with, is_help
from handlers.kit.questionnaires import errors, for_example, optional_field, told
from policies.desks import DESKS, Desk

FORM = "desk.form"
OPEN = "desk.open"
ROOT = "/handrail"
HOW = "Fill in what you know and leave the rest: I ask for what matters."
IN_A_LINE = "Write what you know in one line, for example `{example}`."
GONE = "This form asks for a policy that is not in force any more. Please ask again."
GROUPS = {
    "deal": Group.DEALS,
    "closedate": Group.DEALS,
    "nextstep": Group.DEALS,
    "coverage": Group.DEALS,
    "strategic": Group.DEALS,
}
"""In the order of the help; the others are a team's routines."""
ROUTINES = (
    *("cosell", "customer-slack", "forecast", "giveback", "handoff", "mql", "rank"),
    *("redgreen", "support"),
)
"""Policies that a routine's own command answers."""


@dataclass(frozen=True, slots=True)
class Counter:
    """One desk as Slack reaches it."""

    desk: Desk

    @property
    def name(self) -> str:
        """`/deal` where the usage says so, otherwise a word under `/handrail`."""
        written = self.desk.usage.split()[0]
        return written if written != ROOT else f"{ROOT} {self.desk.commands[0]}"

    def answer(self, turn: Turn, ask: Ask) -> CommandReply:
        if ask.text.strip():
            return answer_line(turn, ask, self.desk.commands[0], self.name)
        if ask.place is Place.COMMAND:
            return open_form(turn, ask, self)
        line = IN_A_LINE.format(example=self.desk.examples[0].ask)
        press = blocks.button("Fill in a form", OPEN, self.desk.policy, style="primary")
        return blocks.message(line, blocks.section(line), blocks.actions(press))

    def explain(self, menu: tuple[Slash, ...], text: str) -> Message | None:
        bare = f"`{self.name}` alone opens a form."
        return help_with(self.slash(), bare) if is_help(text) else None

    def slash(self) -> Slash:
        return Slash(
            self.name,
            self.answer,
            summary=self.desk.summary,
            usage=self.desk.usage,
            examples=tuple(example.ask for example in self.desk.examples),
            words=self.desk.commands,
            alone=not self.name.startswith(ROOT),
            still=self.explain,
            group=GROUPS.get(self.desk.policy, Group.ROUTINES),
        )


def _place(desk: Desk) -> int:
    """As GROUPS lists them, the others after them in their own order."""
    return list(GROUPS).index(desk.policy) if desk.policy in GROUPS else len(GROUPS)


COUNTERS = {
    desk.policy: Counter(desk) for desk in sorted(DESKS, key=_place) if desk.policy not in ROUTINES
}


def open_form(turn: Turn, ask: Ask, counter: Counter) -> Open:
    about = tickets.issue(turn, ask, {"policy": counter.desk.policy}, beside=True)
    return Open(form(turn, counter, about))


def form(turn: Turn, counter: Counter, about: str) -> View:
    fields = (optional_field(fact) for fact in facts_of(turn.pack, counter.desk.policy))
    head = blocks.section(f"*{counter.desk.summary}*")
    return forms.form(FORM, counter.name, head, blocks.context(HOW), *fields, about=about)


def pressed(turn: Turn, ask: Ask) -> Open:
    """From the menu, or under what a bare word in a direct message is told."""
    return open_form(turn, ask, _counter(ask.value or "deal"))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    counter = _counter(str(ticket.subject["policy"]))
    facts = facts_of(turn.pack, counter.desk.policy)
    given = told(facts, ask)
    if not given:
        return Complain({facts[0].name: f"Fill in one field at least. {for_example(facts[0])}"})
    asked = Asked(counter.name, given, ticket.subject["place"], ticket.subject["channel"])
    if wrong := errors(turn, asked, facts):
        return Complain(wrong)
    answered = tell(turn, asked)
    tickets.tell(turn, ticket, f"desk/{answered.number}", show(turn, answered))
    return Close()


def _counter(policy: str) -> Counter:
    if policy not in COUNTERS:
        raise Refused(GONE)
    return COUNTERS[policy]


FEATURE = Feature(
    name="desk",
    slashes=tuple(counter.slash() for counter in COUNTERS.values()),
    buttons=(Button(OPEN, pressed), Button(DEAL, pressed)),
    forms=(Form(FORM, submitted),),
)
