"""`handrail policy diff`, `show`, `init` and `export`."""

import argparse
import json
import re
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path

from bot import packs, settings
from bot.mistakes import Mistake
from policies.differences import Change, Turn, changes, turns
from policies.exports import markdown
from policies.listings import Thing, named, things, users
from policies.pack import Pack
from policies.problems import nearest

BESIDE = re.compile(r"^extends:\s*[^/\s]+\s*$", re.MULTILINE)
"""An edition that builds on one in the folder beside it."""

SHOWN = 4
"""Changed answers of one policy that are shown, unless all are asked for."""


def diff(args: argparse.Namespace) -> int:
    old, new = pack_named(args.old), pack_named(args.new)
    found, (tried, turned) = changes(old, new), turns(old, new)
    if args.json:
        told = {"changes": [asdict(each) for each in found], "tried": tried}
        print(json.dumps(told | {"answers": [asdict(each) for each in turned]}, indent=2))
        return 0
    listed = found if args.all else _told_once(found)
    print("\n".join([*_head(old, new), *_changed(listed), *_turned(tried, turned, args.all)]))
    return 0


def show(args: argparse.Namespace) -> int:
    pack = _chosen(args)
    found = named(pack, args.id)
    if not found:
        raise Mistake(_unknown(args.id, pack))
    print("\n\n".join("\n".join(_told(thing, pack)) for thing in found))
    return 0


def init(args: argparse.Namespace) -> int:
    folder = Path(args.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Mistake(f"{folder} exists already. Name a folder that does not.")
    _write(folder, "whole" if args.whole else "overlay")
    print(f"{folder} is a pack. Read {folder / 'README.md'}, change a file, then:")
    print(f"handrail policy check {folder}")
    return 0


def export(args: argparse.Namespace) -> int:
    print(markdown(_chosen(args)), end="")
    return 0


def _chosen(args: argparse.Namespace) -> Pack:
    read = settings.read()
    return packs.load(Path(args.pack) if args.pack else read.pack, args.edition or read.edition)


def pack_named(named: str) -> Pack:
    """An edition of the pack in force, or a folder: of editions, or one edition."""
    read, folder = settings.read(), Path(named)
    if not folder.is_dir():
        return packs.load(read.pack, named)
    if BESIDE.search(_text(folder / "pack.yml")):
        return packs.load(folder.resolve().parent, folder.resolve().name)
    return packs.load(folder, read.edition)


def _text(file: Path) -> str:
    return file.read_text("utf-8", errors="replace") if file.is_file() else ""


def _unknown(id: str, pack: Pack) -> str:
    ids = [each.id for each in things(pack)]
    near = nearest(id, [*ids, *(each.rpartition("/")[2] for each in ids)])
    meant = f" Did you mean {near}?" if near else ""
    return f"{pack.name}, edition {pack.edition}, has no rule, limit, entry or outcome {id}.{meant}"


def _head(old: Pack, new: Pack) -> Iterator[str]:
    yield f"{old.edition} → {new.edition}"
    yield f"  old: {old.title}"
    yield f"  new: {new.title}"


def _told_once(found: list[Change]) -> list[Change]:
    """Of a policy that is new or gone, only that."""
    whole = {each.id for each in found if each.kind == "policy" and each.mark != "~"}
    return [each for each in found if each.id.partition("/")[0] not in whole or _is_whole(each)]


def _is_whole(change: Change) -> bool:
    return change.kind in ("policy", "absent", "entry")


def _changed(found: list[Change]) -> Iterator[str]:
    if not found:
        yield "\nTheir rules, limits, entries and words are the same."
    for kind, group in groupby(found, key=lambda change: change.kind):
        each = list(group)
        yield f"\n{kind} ({_counted(each)})"
        for change in each:
            yield from _change(change)


def _counted(found: Iterable[Change]) -> str:
    names = {"+": "new", "-": "gone", "~": "changed"}
    counts = Counter(change.mark for change in found)
    return ", ".join(f"{counts[mark]} {name}" for mark, name in names.items() if counts[mark])


def _change(change: Change) -> Iterator[str]:
    if change.mark != "~":
        text = (change.old or change.new).partition("\n")[0]
        yield _wrapped(f"{change.mark} {change.id}: {text}", "  ", "      ")
        return
    yield f"  ~ {change.id}"
    old, new = change.old.split("\n"), change.new.split("\n")
    for label, lines, others in (("old", old, new), ("new", new, old)):
        for line in lines:
            if line not in others:
                yield _wrapped(f"{label}: {line}", "      ", "           ")


def _turned(tried: int, found: list[Turn], everything: bool) -> Iterator[str]:
    yield f"\nAnswers that change: {len(found)} of {tried} questions tried under both"
    ordered = sorted(found, key=lambda turn: turn.policy)
    for policy, group in groupby(ordered, key=lambda turn: turn.policy):
        each = list(group)
        yield f"\n  {policy}: {len(each)}"
        for turn in each if everything else each[:SHOWN]:
            yield _wrapped(f"“{turn.ask}”", "    ", "    ")
            yield _wrapped(f"old: {turn.old}", "      ", "           ")
            yield _wrapped(f"new: {turn.new}", "      ", "           ")
        if len(each) > SHOWN and not everything:
            yield f"    … and {len(each) - SHOWN} more (--all shows them)"


def _told(thing: Thing, pack: Pack) -> Iterator[str]:
    yield f"{thing.kind} {thing.id} ({thing.where}, edition {pack.edition})"
    for line in thing.text.split("\n"):
        yield _wrapped(line, "  ", "  ")
    for name, text in thing.more.items():
        yield _wrapped(f"{name}: {text}", "  ", "    ")
    for id in thing.cites:
        yield f"  {'see' if thing.kind == 'entry' else 'cites'} {id}"
    if thing.kind == "entry":
        yield f"  source {pack.citation(thing.id).url}"
    used = [f"{each.kind} {each.id}" for each in users(pack, thing)]
    yield _wrapped(f"used by: {', '.join(used) or 'nothing'}", "  ", "    ")


def _wrapped(text: str, first: str, rest: str) -> str:
    return textwrap.fill(
        text, 100, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _write(folder: Path, form: str) -> None:
    """The guide and, of an overlay, files to fill in; of a whole copy, the shipped edition."""
    with as_file(files("policies") / "packs" / "starts" / form) as start:
        shutil.copytree(start, folder)
    if form == "whole":
        with as_file(packs.box() / "fy23") as edition:
            shutil.copytree(edition, folder / "fy23")
