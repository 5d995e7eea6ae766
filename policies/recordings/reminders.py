"""The card that comes shortly before a call: at the moment its person chose, and never later."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from policies.recordings.values import Call, State
from policies.reminders import Late, Way, Wish
from policies.rhythms import Rhythm

ROUTINE = "recordings"
CONSENT, ABSENT = "recording-consent", "recording-absent-host"
SAYS = {
    State.PLANNED: "ask for consent on the call with {customer}",
    State.ABSENT: "tell {customer} that the recorder joins without you",
}


def subject(call: Call) -> str:
    """At another time it is asked anew: what was told of the time before is another subject."""
    return f"{call.id}/{call.moves}"


def wishes(
    calls: Iterable[Call], rhythms: Mapping[str, Rhythm], ahead: timedelta
) -> Iterator[Wish]:
    """Of calls that stand, with people who have a rhythm here."""
    for call in calls:
        if call.stands and call.person in rhythms:
            yield _before(call, rhythms[call.person], ahead)


def _before(call: Call, rhythm: Rhythm, ahead: timedelta) -> Wish:
    """Of a call that was told of later than that, at once."""
    there = (call.at - ahead).astimezone(rhythm.zone)
    about = subject(call)
    return Wish(
        key=f"{ROUTINE}/{about}",
        routine=ROUTINE,
        subject=about,
        person=call.person,
        day=there.date(),
        entry=ABSENT if call.state is State.ABSENT else CONSENT,
        says=SAYS[call.state].format(customer=call.customer),
        at=there.time(),
        way=Way.ALONE,
        late=Late.DROP,
        late_after=ahead,
        until=call.at,
        chosen=True,
    )
