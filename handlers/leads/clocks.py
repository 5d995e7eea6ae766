"""The clocks of leads, by the pack in force and the working time of each SDR."""

from collections.abc import Collection

from handlers.kit.feature import Refused, Scene
from handlers.kit.reminding.planning import rhythm_of
from policies.leads import Lead, State
from policies.leads.clocks import Clock, Terms, ae_from, clock_of, terms_of
from policies.leads.hours import Hours
from policies.pack import Pack
from policies.rhythms import Rhythm
from storage import members
from storage.members import Member

POLICY = "mql"


def has_clocks(pack: Pack) -> bool:
    return POLICY in pack.sheets


def insist_on_clocks(scene: Scene) -> None:
    """Raises Refused in an edition that knows no such hour."""
    if not has_clocks(scene.pack):
        raise Refused(scene.pack.lacks(POLICY))


class Clocks:
    """Each SDR is looked up once; raises Refused in an edition that knows no such hour."""

    def __init__(self, scene: Scene) -> None:
        insist_on_clocks(scene)
        self.scene = scene
        self.terms: Terms = terms_of(scene.pack.sheets[POLICY])
        self.people: dict[str, Member | None] = {}

    def learn(self, people: Collection[str]) -> None:
        """Of many people at once."""
        fresh = set(people) - self.people.keys()
        found = members.members(self.scene.session, self.scene.workspace.id, fresh)
        self.people |= {**dict.fromkeys(fresh), **{each.id: each for each in found}}

    def rhythm(self, person: str) -> Rhythm:
        """The usual one of whoever has left."""
        self.learn([person])
        member = self.people[person]
        return rhythm_of(self.scene, member) if member else Rhythm()

    def hours(self, sdr: str) -> Hours:
        return self.terms.hours(self.rhythm(sdr))

    def of(self, lead: Lead) -> Clock | None:
        return clock_of(lead, self.hours(lead.sdr), self.terms)

    def is_overdue(self, lead: Lead) -> bool:
        clock = self.of(lead)
        return lead.state is State.OPEN and clock is not None and clock.due < self.scene.now

    def may_step_in(self, lead: Lead) -> bool:
        """Whether the AE may: there was no action for two weeks."""
        return lead.state is State.OPEN and self.scene.now >= ae_from(lead, self.terms)
