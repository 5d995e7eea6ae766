"""One question in, one answer out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from policies.absences import absent
from policies.answer import Answer, Status
from policies.calendars import Holidays, no_holidays
from policies.datasources import source
from policies.desks import CALCULATED, DESKS, Desk, desk_for
from policies.edition import Pack
from policies.findings import Trouble
from policies.handbook import look_up, nothing
from policies.inquiries import Inquiry
from policies.reading.cleaning import LONGEST, excerpt
from policies.reading.facts import Reader, Reading
from policies.reading.intent import (
    Heard,
    hear,
    is_about_an_account,
    is_about_size,
    is_about_sources,
    is_question,
)
from policies.reading.lexicon import EMPLOYEES, USERS
from policies.reading.said import Said
from policies.roe import is_about_a_move, move, route
from policies.segments import segment
from policies.subjects import SUBJECTS, Example, Subject, closest, subject_of
from policies.vocabulary import Fact, Kind
from policies.wording import sentence

__all__ = ["SUBJECTS", "Example", "Question", "Subject", "answer", "closest", "question_of"]


@dataclass(frozen=True, slots=True)
class Question:
    """Text as typed; `given` are facts told later, which replace what the text said of them;
    `holidays` are those of the asker's team, if it keeps a calendar of them."""

    text: str
    now: datetime
    role: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    holidays: Holidays = no_holidays


def answer(question: Question, pack: Pack) -> Answer:
    told = _answer(question, pack)
    return told if told.read_as else replace(told, read_as=excerpt(question.text))


def _answer(question: Question, pack: Pack) -> Answer:
    heard = hear(question.text, CALCULATED)
    if heard.command == "/help":
        return _help(pack, "What would you like to know?")
    if heard.command == "/":
        return _mistyped(heard, question, pack)
    said = Said(heard.text, question.now, question.given, heard.command)
    if desk := desk_for(heard.command):
        return _calculated(desk, said, question, pack)
    if desk := _claimed(said):
        return _inquired(desk, said, question, pack)
    command = heard.command.startswith("/")
    reading = _read(heard.text, question, pack, _bare_facts(heard.command))
    if command and not heard.text and not question.given:
        return _bare(heard.command, pack)
    if heard.command.endswith("segment"):
        return _segment(heard, reading, question, pack)
    if heard.command.endswith("roe"):
        return _roe(heard, reading, question, pack)
    return _free(question.text, heard, reading, pack)


def question_of(facts: Mapping[str, str], pack: Pack) -> str:
    """The facts of a form as a person would type them: “480 employees, inbound”."""
    return ", ".join(_typed(pack.fact(name), told) for name, told in facts.items() if told)


def _typed(fact: Fact, told: str) -> str:
    reads = {option.value: option.reads for option in fact.options}
    if fact.kind is Kind.NUMBER:
        return f"{told} {fact.many}"
    return f"created {told}" if fact.kind is Kind.DATE else reads.get(told, told)


def _read(text: str, question: Question, pack: Pack, bare: tuple[str, ...] = ()) -> Reading:
    names = list(pack.words.sources)
    reader = Reader(pack.lexicon, pack.facts, names, question.now.date())
    reading = reader.read(text, question.given, bare)
    if len(question.text) > LONGEST:
        reading.warnings.insert(0, f"Only the first {LONGEST:,} characters were read.")
    return reading


def _bare_facts(command: str) -> tuple[str, ...]:
    """What unlabelled figures after a command are: people, then potential users."""
    if command.endswith("segment"):
        return (EMPLOYEES,)
    return (EMPLOYEES, USERS) if command else ()


def _calculated(desk: Desk, said: Said, question: Question, pack: Pack) -> Answer:
    if not said.text and not said.given and not pack.lacks(desk.policy):
        return _bare(desk.policy, pack)
    return _inquired(desk, said, question, pack)


def _inquired(desk: Desk, said: Said, question: Question, pack: Pack) -> Answer:
    if says := pack.lacks(desk.policy):
        return absent(desk.policy, says, pack)
    try:
        sheet = pack.sheets[desk.policy]
        return desk.answer(Inquiry(sheet, pack, said, holidays=question.holidays))
    except Trouble as trouble:
        return trouble.answer


def _claimed(said: Said) -> Desk | None:
    """Free text is for a calculating policy only when it carries that policy's facts."""
    if said.command:
        return None
    return next((desk for desk in DESKS if desk.claims(said)), None)


def _segment(heard: Heard, reading: Reading, question: Question, pack: Pack) -> Answer:
    if _spoken_as_question(heard, reading):
        return _free(question.text, heard, reading, pack)
    if reading.empty or (reading.money and not _has_head_count(reading)):
        return _unread("segment", heard, reading, pack)
    return segment(reading, pack)


def _roe(heard: Heard, reading: Reading, question: Question, pack: Pack) -> Answer:
    if is_about_sources(reading, command=True):
        return source(reading, pack)
    if _spoken_as_question(heard, reading):
        return _free(question.text, heard, reading, pack)
    if reading.empty or (reading.money and not _has_head_count(reading)):
        return _unread("roe", heard, reading, pack)
    return _account(reading, pack)


def _account(reading: Reading, pack: Pack) -> Answer:
    if not is_about_a_move(reading):
        return route(reading, pack)
    says = pack.lacks("moves")
    return absent("roe", says, pack) if says else move(reading, pack)


def _spoken_as_question(heard: Heard, reading: Reading) -> bool:
    """“/roe who decides in a dispute”, “segment of a public agency?”: no figures, no facts."""
    plain_word = not heard.command.startswith("/") and reading.empty
    return plain_word or (not reading.figures and _no_facts(reading) and is_question(heard.text))


def _no_facts(reading: Reading) -> bool:
    return not (reading.known or reading.doubts or reading.faults or reading.clashes)


def _has_head_count(reading: Reading) -> bool:
    told = {*reading.known, *reading.faults, *reading.doubts, *reading.clashes}
    return "employees" in told


def _free(text: str, heard: Heard, reading: Reading, pack: Pack) -> Answer:
    if is_about_sources(reading, command=False):
        return source(reading, pack)
    if is_about_an_account(reading):
        return _account(reading, pack)
    if is_about_size(reading):
        return segment(reading, pack)
    return look_up(heard.text, pack) or _unheard(heard, reading, pack)


def _unheard(heard: Heard, reading: Reading, pack: Pack) -> Answer:
    if heard.command.endswith("roe") and heard.command.startswith("/"):
        return _unread("roe", heard, reading, pack)
    return nothing(heard.text, pack)


def _mistyped(heard: Heard, question: Question, pack: Pack) -> Answer:
    """A policy's facts are answered even after a word that is no subcommand."""
    whole = f"{heard.word} {heard.text}" if question.text.lstrip().startswith("/hand") else ""
    reading = _read(heard.text if whole else "", question, pack)
    if is_about_an_account(reading):
        return _account(reading, pack)
    near = closest(heard.word)
    meant = f" Did you mean “{near}”?" if near else ""
    return _help(pack, f"There is no “{excerpt(heard.word)}” here.{meant}")


def _bare(command: str, pack: Pack) -> Answer:
    subject = subject_of(command.strip("/"))
    return _refused(subject.policy, f"{subject.summary} Say it like this", subject, pack)


def _unread(policy: str, heard: Heard, reading: Reading, pack: Pack) -> Answer:
    """No head-count, no facts: say what was seen, and show how to ask."""
    subject = subject_of(policy)
    if reading.money:
        dollars = " Money is read in US dollars only." if " in " in reading.money else ""
        says = f"{reading.money}, but this asks for people.{dollars} Say it like this"
    else:
        says = f"“{excerpt(heard.text)}” says no number of people. Say it like this"
    return _refused(policy, says, subject, pack)


def _help(pack: Pack, says: str) -> Answer:
    shown = tuple(example.ask for subject in SUBJECTS for example in subject.examples[:2])
    headline = sentence(f"{says} For example: {shown[0]}")
    return Answer("handbook", Status.INVALID, headline, pack.edition, next=shown)


def _refused(policy: str, says: str, subject: Subject, pack: Pack) -> Answer:
    shown = tuple(example.ask for example in subject.examples)
    headline = sentence(f"{says}: {shown[0]}")
    return Answer(policy, Status.INVALID, headline, pack.edition, next=(subject.usage, *shown))
