"""The disputes that a demo begins with: some are decided and shown as precedents, two wait."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from handlers.kit.answers import KIND, Asked, kept
from policies.answer import Answer, as_plain
from policies.asking import Question, answer
from policies.disputes.names import key_of
from policies.disputes.precedents import rule_of
from storage import audit, dispute_events, disputes
from storage.dispute_events import Event
from storage.disputes import Dispute

if TYPE_CHECKING:
    from bot.seeding import Seeding

NUMBERS = ("employees", "potential_users")
TEXTS = ("source", "link", "note")


def contest(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    """An older edition may leave an answer open, or know no such team: then nobody disputes it."""
    for given in those:
        at = seeding.now - timedelta(days=given["age"])
        asked = Asked(f"/roe {given['asked']}", place="command")
        answered = answer(Question(asked.text, at), seeding.pack)
        knows = given.get("team", answered.outcome) in seeding.pack.cover.outcomes
        if answered.outcome is not None and knows:
            dispute = _opened(seeding, given, asked, answered, at)
            if "team" in given:
                _decided(seeding, given, dispute)


def _opened(
    seeding: "Seeding", given: Mapping[str, Any], asked: Asked, answered: Answer, at: datetime
) -> Dispute:
    asker = seeding.people[given["asker"]]
    number = _kept(seeding, asker, at, KIND, kept(asked, answered))
    said = {"question": number, "text": asked.text, "given": {}}
    names = ("policy", "outcome", "headline", "read_as", "edition")
    evidence = {name: given.get(name) for name in NUMBERS}
    dispute = disputes.open_one(
        seeding.session,
        workspace=seeding.workspace,
        asked=said | {"facts": as_plain(answered.facts)},
        answered={name: getattr(answered, name) for name in names},
        asker=asker,
        evidence=evidence | {name: given.get(name, "") for name in TEXTS},
        decider="",
        at=at,
        kind=given.get("kind", "dispute"),
        account=given["account"],
        account_key=key_of(given["account"]),
        rule=rule_of(answered),
    )
    _happened(seeding, dispute, Event("opened", asker, at))
    return dispute


def _decided(seeding: "Seeding", given: Mapping[str, Any], dispute: Dispute) -> None:
    at, by = seeding.now - timedelta(days=given["since"]), seeding.people[given["by"]]
    verdict = {"team": given["team"], "reason": given["reason"]}
    words = (dispute.account, dispute.rule, seeding.pack.label(given["team"]), given["reason"])
    disputes.decide(
        seeding.session,
        workspace=seeding.workspace,
        id=dispute.id,
        at=at,
        by=by,
        edition=seeding.pack.edition,
        searched=" ".join(words).casefold(),
        **verdict,
    )
    _happened(seeding, dispute, Event("decided", by, at, verdict["team"], verdict["reason"]))


def _happened(seeding: "Seeding", dispute: Dispute, event: Event) -> None:
    dispute_events.add(seeding.session, seeding.workspace, dispute.id, event)
    detail = {"dispute": dispute.number, "team": event.team, "reason": event.note}
    _kept(seeding, event.by, event.at, f"dispute.{event.act}", detail)


def _kept(
    seeding: "Seeding", actor: str, at: datetime, kind: str, detail: Mapping[str, Any]
) -> int:
    return audit.record(
        seeding.session,
        workspace=seeding.workspace,
        at=at,
        actor=actor,
        kind=kind,
        detail=detail,
    )
