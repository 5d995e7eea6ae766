"""A whole configuration from what a person wrote: ids, tokens and memberships derived."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from playground import descriptions as said
from playground import seeds
from playground.configs import App, Channel, Config, Group, Install, Person, Workspace
from playground.descriptions import Description, described, objection
from playground.registrations import bot, derived, install, register, slug
from playground.shapes import Json
from playground.yamls import Document, Misdescribed

COLORS = ("2b6cb0", "2f855a", "b7791f", "9b2c2c", "6b46c1", "2c7a7b", "975a16", "97266d")
MIXING = ("member", "admin", "bot")
"""Who is meant by everyone; guests and people of other companies are invited by name."""
Crew: TypeAlias = tuple[tuple[App, ...], tuple[Install, ...], tuple[Person, ...]]


def load(path: Path, manifest: Json) -> Config:
    """The company of this file; `manifest` is of its app when it names none."""
    description, document = described(path)
    return Maker(description, document, manifest).company()


@dataclass(frozen=True)
class Maker:
    description: Description
    document: Document
    manifest: Json

    def company(self) -> Config:
        homes, wanted = self.workspaces(), self.description
        apps, installs, bots = self.crew(homes)
        base = self.own(homes, bots) if wanted.names_a_company else seeded(bots)
        return replace(
            base, apps=apps, installs=installs, timing=wanted.timing, limits=wanted.limits,
            misbehaviour=wanted.misbehaviour,
        )  # fmt: skip

    def crew(self, homes: tuple[Workspace, ...]) -> Crew:
        """Apps are installed everywhere, unless the places are named."""
        apps, installs, bots = [], [], []
        for n, one in enumerate(self.description.apps or (said.App(manifest=self.manifest),)):
            apps.append(register(one, n, self.document))
            for home in [self.home("apps", n, name, homes) for name in one.workspaces] or homes:
                installs.append(install(apps[n], one, home))
                bots.append(bot(apps[n], installs[-1]))
        self.insist_on_one_each("apps", "name", [app.id for app in apps])
        return tuple(apps), tuple(installs), tuple(bots)

    def workspaces(self) -> tuple[Workspace, ...]:
        if not self.description.names_a_company:
            return seeds.company().workspaces
        wanted = self.description.workspaces or (said.Workspace(name="Playground"),)
        domains = [one.domain or slug(one.name) for one in wanted]
        self.insist_on_one_each("workspaces", "domain", domains)
        return tuple(
            Workspace(one.id or derived("T", domain), one.name, domain)
            for one, domain in zip(wanted, domains, strict=True)
        )

    def own(self, homes: tuple[Workspace, ...], bots: tuple[Person, ...]) -> Config:
        if not self.description.people:
            raise Misdescribed(objection(self.document, ("people",), "nobody is in it"))
        people = [self.person(one, n, homes) for n, one in enumerate(self.description.people)]
        everybody = (*people, *bots)
        self.insist_on_one_each(
            "people", "name", [f"{one.name} of {one.team_id}" for one in everybody]
        )
        wanted = self.description.channels or (said.Channel(name="general", topic="Everybody"),)
        channels = [self.channel(one, n, homes, everybody) for n, one in enumerate(wanted)]
        groups = [
            self.usergroup(one, n, homes, everybody)
            for n, one in enumerate(self.description.usergroups)
        ]
        return Config(homes, everybody, tuple(channels), (), usergroups=tuple(groups))

    def person(self, one: said.Person, n: int, homes: tuple[Workspace, ...]) -> Person:
        domain, team = self.origin(one, n, homes)
        return Person(
            one.id or derived("U", domain, one.name), one.name,
            one.real_name or one.name.replace(".", " ").title(), one.title, one.tz, one.kind,
            one.color or COLORS[n % len(COLORS)], team, one.email or f"{one.name}@{domain}.example",
        )  # fmt: skip

    def origin(self, one: said.Person, n: int, homes: tuple[Workspace, ...]) -> tuple[str, str]:
        """Somebody external may be of a company that is not here."""
        known = {name for home in homes for name in (home.domain, home.name, home.id)}
        if one.kind == "external" and one.workspace and one.workspace not in known:
            return slug(one.workspace), derived("T", slug(one.workspace))
        home = self.home("people", n, one.workspace, homes)
        return home.domain, home.id

    def channel(
        self, one: said.Channel, n: int, homes: tuple[Workspace, ...], everybody: tuple[Person, ...]
    ) -> Channel:
        home = self.home("channels", n, one.workspace, homes)
        if one.members == "everyone":
            mixing = [p for p in everybody if p.team_id == home.id and p.kind in MIXING]
            members = tuple(p.id for p in mixing)
        else:
            members = self.members("channels", n, one.members, home, everybody)
        id = one.id or derived("C", home.domain, one.name)
        return Channel(id, one.name, one.topic, one.private, one.archived, members, home.id)

    def usergroup(
        self,
        one: said.Usergroup,
        n: int,
        homes: tuple[Workspace, ...],
        everybody: tuple[Person, ...],
    ) -> Group:
        home = self.home("usergroups", n, one.workspace, homes)
        members = self.members("usergroups", n, one.members, home, everybody)
        id = one.id or derived("S", home.domain, one.handle)
        return Group(id, one.handle, one.name or one.handle, one.description, members, home.id)

    def home(self, part: str, n: int, wanted: str, homes: tuple[Workspace, ...]) -> Workspace:
        if not wanted:
            return homes[0]
        found = next((one for one in homes if wanted in (one.domain, one.name, one.id)), None)
        if found is None:
            known = ", ".join(one.domain for one in homes)
            why = f"there is no workspace {wanted!r}, only {known}"
            raise Misdescribed(objection(self.document, (part, n), why))
        return found

    def members(
        self,
        part: str,
        n: int,
        names: tuple[str, ...],
        home: Workspace,
        everybody: tuple[Person, ...],
    ) -> tuple[str, ...]:
        """People of the same workspace before their namesakes elsewhere."""
        near = {one.name: one.id for one in everybody}
        near |= {one.name: one.id for one in everybody if one.team_id == home.id}
        unknown = next((name for name in names if name not in near), None)
        if unknown is not None:
            why = f"nobody is called {unknown!r}"
            raise Misdescribed(objection(self.document, (part, n, "members"), why))
        return tuple(near[name] for name in names)

    def insist_on_one_each(self, part: str, what: str, names: list[str]) -> None:
        twice = next((n for n, name in enumerate(names) if name in names[:n]), None)
        if twice is not None:
            why = f"{names[twice]} is there twice; each has a {what} of its own"
            raise Misdescribed(objection(self.document, (part, twice), why))


def seeded(bots: tuple[Person, ...]) -> Config:
    """The company in the box, with these bots wherever its own was."""
    company, ids = seeds.company(), tuple(one.id for one in bots)
    channels = tuple(
        replace(place, members=(*(m for m in place.members if m != seeds.BOT_USER), *ids))
        if seeds.BOT_USER in place.members
        else place
        for place in company.channels
    )
    people = tuple(one for one in company.people if one.id != seeds.BOT_USER)
    return replace(company, people=(*people, *bots), channels=channels)
