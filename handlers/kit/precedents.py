"""Earlier decisions that resemble an answer: shown below it, never part of what decides it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handlers.kit import blocks
from handlers.kit.controls import DISPUTED_POLICIES
from handlers.kit.feature import Block, Scene
from handlers.kit.people import name_in
from handlers.kit.texts import capital, escape, excerpt
from handlers.kit.times import dated
from policies.answer import Answer, Status
from policies.clocks import day_in, zone_of
from policies.disputes.names import keys_in
from policies.disputes.precedents import Case, Likeness, Precedent, ranked, rule_of
from storage.disputes import Dispute
from storage.precedents import alike

ALIKE = "roe.alike"
SETTLED = (Status.DECIDED, Status.OUTSIDE)
HEAD = "*Decided before*, which changes nothing above:"


@dataclass(frozen=True, slots=True)
class Found:
    dispute: Dispute
    likeness: Likeness


def case_of(scene: Scene, answer: Answer, text: str) -> Case:
    accounts = keys_in(text, scene.pack.spoken)
    return Case(rule_of(answer), answer.outcome or "", answer.facts, accounts)


def case_in(dispute: Dispute) -> Case:
    """As it was answered when it was disputed."""
    facts: Mapping[str, str | int] = dispute.asked.get("facts", {})
    keys = (dispute.account_key,) if dispute.account_key else ()
    return Case(dispute.rule, str(dispute.answered["outcome"]), facts, keys)


def like(scene: Scene, case: Case) -> list[Found]:
    """The likest first; one statement, with an index on each side."""
    session, workspace = scene.session, scene.workspace.id
    known = alike(session, workspace, case.rule, case.accounts)
    by_id = {each.id: each for each in known}
    rows = [Precedent(each.id, case_in(each), each.decided_at or each.created_at) for each in known]
    near = scene.pack.disputes.count("near")
    return [Found(by_id[each.id], each) for each in ranked(case, rows, near)]


def beside(scene: Scene, zone: str, answer: Answer, text: str, number: int) -> tuple[Block, ...]:
    """Below an answer that only one person sees; nothing where there is none like it."""
    if answer.status not in SETTLED or answer.policy not in DISPUTED_POLICIES:
        return ()
    found = like(scene, case_of(scene, answer, text))
    if not found:
        return ()
    shown = scene.pack.disputes.count("shown")
    lines = [f"• {line(scene, each.dispute, zone)}" for each in found[:shown]]
    every = blocks.button("See all", ALIKE, str(number))
    return (blocks.section("\n".join([HEAD, *lines]), every),)


def line(scene: Scene, dispute: Dispute, zone: str) -> str:
    """`Acme, Thu 12 November: Mid-Market First Order (Helen Park, FY23): reason`."""
    return "".join(_parts(scene, dispute, zone))


def _parts(scene: Scene, dispute: Dispute, zone: str) -> Iterator[str]:
    at = dispute.decided_at or dispute.created_at
    there = zone_of(zone)
    yield f"*{excerpt(dispute.account)}*, " if dispute.account else ""
    yield f"{dated(day_in(at, there), day_in(scene.now, there))}: "
    yield f"*{team(scene, dispute)}*"
    yield " as an exception" if dispute.kind == "exception" else ""
    by = excerpt(name_in(scene.session, scene.workspace.id, dispute.decided_by or ""))
    edition = f", {escape(dispute.edition.upper())}" if dispute.edition else ""
    yield f" ({by}{edition})"
    yield f": {excerpt(dispute.reason)}" if dispute.reason else ""


def team(scene: Scene, dispute: Dispute) -> str:
    """By the name of today's pack, as long as that knows the team."""
    named = dispute.team or ""
    return escape(capital(scene.pack.cover.outcomes.get(named, named)))
