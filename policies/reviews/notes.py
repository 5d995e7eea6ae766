"""The manager notes of a review in their fixed form, to be copied: rg-manager-notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from policies.calendars import spoken
from policies.reviews.deals import Deal
from policies.reviews.questions import STEP, VERDICT, has_content, says
from policies.reviews.walk import Talk
from policies.wording import stopped


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose talk it was and when; `names` by Slack id."""

    day: date
    manager: str
    ae: str
    names: Mapping[str, str]
    due: date | None

    def name(self, person: str) -> str:
        return self.names.get(person, "somebody else")


def notes(talk: Talk, deal: Deal, heading: Heading) -> str:
    """Plain text, a line for each answer."""
    return "\n".join(_lines(talk, deal, heading))


def _lines(talk: Talk, deal: Deal, heading: Heading) -> Iterator[str]:
    verdict = talk.verdict.upper() or "NO VERDICT"
    yield f"Red/Green {spoken(heading.day)}: {verdict}"
    yield " · ".join(_facts(deal))
    yield from _answers(talk, heading)
    for challenge, reason in talk.overridden():
        yield f"Set aside: {challenge.says} Because: {stopped(reason)}"
    yield f"{heading.name(heading.manager)} with {heading.name(heading.ae)}."


def _facts(deal: Deal) -> Iterator[str]:
    yield f"Net ARR {'not known' if deal.net_arr is None else f'${deal.net_arr:,}'}"
    yield f"close date {spoken(deal.close_date)}" if deal.close_date else "no close date"
    if deal.stage:
        yield f"stage {deal.stage}"


def _answers(talk: Talk, heading: Heading) -> Iterator[str]:
    for question in talk.questions:
        given = talk.given.get(question.id)
        if given is None or question.id == VERDICT:
            continue
        if has_content(given):
            who = f" ({heading.name(given.said_by)})" if given.said_by else ""
            due = f", due {spoken(heading.due)}" if question.id == STEP and heading.due else ""
            yield f"{question.name}: {says(question, given)}{due}{who}"
        if given.missing and given.sure != "confident":
            yield f"{question.name}, not certain yet: {given.missing}"
