"""/handrail policy: the edition in force, since when, its pages, and what it changed."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Ask, Feature, Group, Message, Slash, Turn
from handlers.kit.menus import help_with, is_help
from handlers.kit.texts import escape
from policies.pack import Pack

COMMAND = "/handrail policy"
OTHERS = "Answers given before keep the edition they were given under."


def show(turn: Turn, ask: Ask) -> Message:
    pack = turn.pack
    head = f"{escape(pack.title)}: edition {escape(pack.edition)}"
    lines = ["\n".join(_force(pack)), _pages(pack), *_lists(pack)]
    sections = [blocks.section(text) for text in lines]
    return blocks.message(head, *sections, blocks.context(OTHERS))


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH) if is_help(text) else None


def _force(pack: Pack) -> Iterator[str]:
    yield f"*{escape(pack.title)}*"
    day = f", in force from {pack.effective.day} {pack.effective:%B %Y}" if pack.effective else ""
    yield f"Edition {escape(pack.edition)} of the pack {escape(pack.name)}{day}"
    yield f"{len(pack.entries)} entries; disputes are settled by the {escape(pack.decider)}"


def _pages(pack: Pack) -> str:
    pages = pack.cover.pages.values()
    return "\n".join(["*Pages*", *(f"• <{page.url}|{escape(page.title)}>" for page in pages)])


def _lists(pack: Pack) -> Iterator[str]:
    absent = tuple(dict.fromkeys(pack.cover.absent.values()))
    for name, said in (
        ("What changed since the edition before", pack.cover.changed),
        ("What this edition does not have", absent),
    ):
        if said:
            yield "\n".join([f"*{name}*", *(f"• {escape(each)}" for each in said)])


SLASH = Slash(
    COMMAND,
    show,
    summary="Which edition of the handbook is in force, and what changed?",
    usage=COMMAND,
    examples=(COMMAND,),
    words=("policy", "edition"),
    alone=False,
    still=explain,
    group=Group.HANDBOOK,
)
FEATURE = Feature(name="packs", slashes=(SLASH,))
