"""A file sent to the bot: fetched, and then read as what its headings say it is."""

from dataclasses import fields

from handlers.kit import blocks, letters
from handlers.kit.answers import answer_question
from handlers.kit.feature import Ask, Button, Feature, File, Heard, Message, Place, Refused, Turn
from handlers.kit.rights import insist
from handlers.kit.sorting import DROPPED, MOST, TAKE_AS
from handlers.kit.texts import excerpt
from policies.imports.files import ENDINGS
from policies.imports.tables import TOO_LARGE
from policies.rights import Action
from storage import errands

PROMISE = "Reading {name}… The result will be in our direct messages in a moment."
PROMISE_HERE = "Reading {name}… The result follows here in a moment."
NO_TABLE = (
    "I read lists and reports as .csv, .tsv, .txt or .xlsx files, for example a list of accounts "
    "or a report of opportunities."
)
ONE_FILE = "Send one file at a time: I read the first file only when it comes alone."
GONE = "I no longer know that file. Please send it again."
MOST_KINDS = 5


def heard(turn: Turn, ask: Ask) -> Message:
    """A table is read; any other file beside words is left alone and the words are answered."""
    if ask.text and not any(map(_is_table, ask.files)):
        return answer_question(turn, ask, ask.text)
    return take(turn, ask)


def take(turn: Turn, ask: Ask) -> Message:
    """A file cannot be read within a turn: it is fetched, and answered in later ones."""
    if len(ask.files) > 1:
        raise Refused(ONE_FILE)
    file = ask.files[0]
    if not _is_table(file):
        raise Refused(NO_TABLE)
    if file.size > MOST:
        raise Refused(f"{file.name} {TOO_LARGE}")
    letters.fetch(turn, DROPPED, file)
    return _promised(ask, file)


def take_as(turn: Turn, ask: Ask) -> Message:
    """The answer to the question what the file is."""
    number, _, kind = ask.value.partition(" ")
    known = number.isascii() and number.isdigit() and len(number) <= 18
    errand = errands.find(turn.session, turn.workspace.id, int(number)) if known else None
    if errand is None or not kind:
        raise Refused(GONE)
    insist(turn, Action.OWN, owner=errand.user)
    file = File(**{field.name: errand.detail[field.name] for field in fields(File)})
    letters.fetch(turn, kind, file)
    return _promised(ask, file)


def _promised(ask: Ask, file: File) -> Message:
    here = ask.channel.startswith("D") and ask.place in (Place.DIRECT, Place.BUTTON)
    promise = (PROMISE_HERE if here else PROMISE).format(name=excerpt(file.name))
    return blocks.message(promise, blocks.section(promise))


def _is_table(file: File) -> bool:
    return file.name.rpartition(".")[2].casefold() in ENDINGS


FEATURE = Feature(
    name="files",
    buttons=tuple(Button(f"{TAKE_AS}.{place}", take_as) for place in range(MOST_KINDS)),
    heard=(Heard("file_share", heard),),
)
