"""Policy packs: dated, cited editions of the handbook's rules, read and checked."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ValidationError

from policies.asks import Asked, gathered, misasked
from policies.checks import Problem, problems_of
from policies.company import Names, filled_in, names_in, unnamed
from policies.complaints import complaints
from policies.conditions import Frozen
from policies.desks import DESKS
from policies.disputes import DisputeSheet
from policies.edition import Cover, Handbook, Pack, Search
from policies.engagement import Board, Discovery, EngagementSheet, Hours, Remark, When, Year
from policies.handoffs import HandoffSheet
from policies.handoffs.sheet import Blank, Draft, Note, Part, Tam, Task
from policies.handoffs.sheet import Kind as Handing
from policies.layers import ASKS, OUTSIDE, BadLayers, Laid, Layer, laid, layers_of
from policies.onboarding import OnboardingSheet, Thing
from policies.problems import nearest
from policies.programs import Excellence, Leadership, ProgramSheet
from policies.ranking.sheet import Meaning, RankingSheet
from policies.ranking.sheet import Segment as RankedSegment
from policies.recordings import Absence, RecordingSheet, Said, Saying
from policies.rule import Example, Implication, Policy, Rule, Step, Values
from policies.sheets import Item, Limit, Outcome, Sheet
from policies.skills.sheet import Skill, SkillsSheet
from policies.trips import TripSheet
from policies.vocabulary import Entry, Fact, Kind, Link, Option, Page, Phrase, Words
from policies.written import Written

__all__ = ["FILES", "BadPack", "Entry", "Fact", "Kind", "Option", "Pack", "parse"]

Models = tuple[type[Frozen], ...]

_RULES: Models = (Policy, Rule, Step, Implication, Values, Example)

BOOK: Models = (Handbook, Entry, Link)
"""Of the files entries-….yml, of which a pack may have any number."""

_SHEET: Models = (Sheet, Fact, Option, Limit, Outcome, Item, Step, Example)

FILES: Mapping[str, Models] = {
    "pack": (Cover, Page, Fact, Option),
    "words": (Words, Phrase),
    "search": (Search,),
    "segment": _RULES,
    "roe": _RULES,
    "moves": _RULES,
    "source": _RULES,
    **{desk.policy: _SHEET for desk in DESKS},
    "trips": (TripSheet, Link, Limit, Item),
    "handoffs": (HandoffSheet, Handing, Part, Task, Tam, Note, Draft, Blank, Limit),
    "disputes": (DisputeSheet, Limit),
    "programs": (ProgramSheet, Leadership, Excellence, Limit, Item),
    "onboarding": (OnboardingSheet, Thing, Link, Limit),
    "skills": (SkillsSheet, Skill, Limit),
    "ranking": (RankingSheet, RankedSegment, Meaning, Limit),
    "engagement": (EngagementSheet, Year, Hours, Board, Remark, When, Discovery, Limit, Item),
    "recordings": (RecordingSheet, Said, Saying, Absence, Limit, Item),
}
"""Every file of an edition: the model of the whole, then those of its parts."""

ENTRIES = "entries-"
"""How the name of a section's file begins."""


class BadPack(ValueError):
    """A pack that cannot be used, and why: one line for each problem."""


def parse(files: Mapping[str, str], edition: str, *, tried: bool = False) -> Pack:
    """The edition's pack from YAML texts by name, such as `fy23/roe.yml` or `roe.yml`.

    What has been `tried` before is read without looking for mistakes again, in half the time.
    """
    try:
        layers = layers_of(files, edition)
        _refuse([*_unfit(files, layers, edition)])
        return _pack(laid(layers), layers[-1], edition, tried)
    except BadLayers as bad:
        raise BadPack("\n".join(bad.lines)) from bad


def misasked_in(files: Mapping[str, str], edition: str, pack: Pack) -> None:
    """Raises BadPack for what is wrong with the ways of asking; it takes its time."""
    found = laid(layers_of(files, edition))
    asked = {file: text for file, text in found.texts.items() if ASKS in file}
    known = dict.fromkeys([*pack.entries, *found.removed])
    _refuse([*misasked(asked, found.ways, known)])


def _pack(found: Laid, top: Layer, edition: str, tried: bool) -> Pack:
    models = _models(found.files, names_in(found.files["pack"].data))
    pack = _assembled(models, gathered(found.ways), gathered(found.beyond))
    _refuse([*_elsewhere(found.files["pack"], top, pack.cover, edition)])
    if not tried:
        _refuse([_line(problem, found) for problem in problems_of(pack)])
    return pack


def _assembled(models: Mapping[str, BaseModel], asked: Asked, outside: Asked) -> Pack:
    cover, words, search = models["pack"], models["words"], models["search"]
    trips, handoffs, disputes = (models[name] for name in ("trips", "handoffs", "disputes"))
    programs, onboarding = models["programs"], models["onboarding"]
    skills, ranking, engagement = (models[name] for name in ("skills", "ranking", "engagement"))
    assert isinstance(cover, Cover)
    assert isinstance(words, Words)
    assert isinstance(search, Search)
    assert isinstance(trips, TripSheet)
    assert isinstance(handoffs, HandoffSheet)
    assert isinstance(disputes, DisputeSheet)
    assert isinstance(programs, ProgramSheet)
    assert isinstance(onboarding, OnboardingSheet)
    assert isinstance(skills, SkillsSheet)
    assert isinstance(ranking, RankingSheet)
    assert isinstance(engagement, EngagementSheet)
    recordings = models["recordings"] if "recordings" not in cover.absent else None
    assert isinstance(recordings, RecordingSheet | None)
    there = {name: model for name, model in models.items() if name not in cover.absent}
    books = {name: model for name, model in models.items() if isinstance(model, Handbook)}
    policies = {name: model for name, model in there.items() if isinstance(model, Policy)}
    sheets = {name: model for name, model in there.items() if isinstance(model, Sheet)}
    hires = onboarding.naming(skills)
    printed = (trips, handoffs, disputes, programs, hires, skills, ranking, engagement, recordings)
    return Pack(cover, words, search, books, asked, outside, policies, sheets, *printed)


def _unfit(files: Mapping[str, str], layers: Sequence[Layer], edition: str) -> Iterator[str]:
    if not layers:
        there = ", ".join(sorted({name.rpartition("/")[0] for name in files}))
        yield f"{edition}: there is no such edition; name one of those there are: {there}"
    for layer in layers:
        yield from map(layer.named, _strays(list(layer.files)))
    for layer in layers[:1]:
        yield from map(layer.named, _missing(list(layer.files)))


def _missing(names: Sequence[str]) -> Iterator[str]:
    there = {_bare(name) for name in names}
    for name in FILES:
        if name not in there:
            yield f"{name}.yml: the file is missing; copy it again from the pack in the box"


def _elsewhere(written: Written, top: Layer, cover: Cover, edition: str) -> Iterator[str]:
    """An answer names its edition, so a copied folder must not go by the name of the old one."""
    if top.key == edition and cover.edition != edition:
        where, says = written.where(("edition",)), f"edition is {cover.edition}"
        if not where.startswith("pack.yml"):
            where, says = "pack.yml, line 1", f"edition is missing, and {cover.edition} is the base"
        yield f"{where}: {says}, but the folder is {edition}"


def _strays(names: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        file, bare = name.rpartition("/")[2], _bare(name)
        if _models_of(bare) is None and not (_is_asks(bare) and file.endswith(".txt")):
            near = nearest(bare, [*FILES, ENTRIES, ASKS, OUTSIDE])
            meant = f"did you mean {near}? Rename it" if near else "rename it"
            says = f"is none of the files of an edition; {meant} or move it out of the folder"
            yield f"{file}: {says}"
        elif bare in seen:
            yield f"{file}: there are two files {bare}; move one out of the folder"
        seen.add(bare)


def _models_of(bare: str) -> Models | None:
    return BOOK if bare.startswith(ENTRIES) else FILES.get(bare)


def _is_asks(bare: str) -> bool:
    return bare.startswith(ASKS) or bare == OUTSIDE


def _bare(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _models(files: Mapping[str, Written], names: Names) -> dict[str, BaseModel]:
    models: dict[str, BaseModel] = {}
    problems: list[str] = []
    for name, written in files.items():
        parts = _models_of(name) or ()
        try:
            models[name] = parts[0].model_validate(filled_in(written.data, names))
        except ValidationError as error:
            known = [key for model in parts for key in keys_of(model)]
            found = complaints(written, error.errors(), known)
            problems += [f"{where}: {says}" for where, says in found]
    _refuse(problems or [*_unnamed(files, names)])
    return models


def _unnamed(files: Mapping[str, Written], names: Names) -> Iterator[str]:
    for written in files.values():
        for place, says in unnamed(written.data, names):
            yield f"{written.where(place)}: {says}"


def keys_of(model: type[Frozen]) -> tuple[str, ...]:
    """As they are written in a file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _line(problem: Problem, found: Laid) -> str:
    """Of what an overlay took out and a base still names, both places are told."""
    gone = next((name for name in found.removed if f" {name};" in problem.says), None)
    after = f" ({gone} is removed in {found.removed[gone]})" if gone else ""
    return f"{found.files[problem.file].where(problem.place)}: {problem.says}{after}"


def _refuse(problems: list[str]) -> None:
    if problems:
        raise BadPack("\n".join(problems))
