"""A company's own pages, asked when the pack has no answer."""

from sqlalchemy.orm import Session

from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.pack import Pack
from policies.passages import answer_from
from policies.reading.intent import hear
from storage.passages import find


def decide(session: Session, workspace: str, question: Question, pack: Pack) -> Answer:
    return or_pages(session, workspace, question, pack, answer(question, pack))


def or_pages(
    session: Session, workspace: str, question: Question, pack: Pack, told: Answer
) -> Answer:
    """What was told, or what the pages say where nothing could be."""
    if told.status is not Status.UNKNOWN:
        return told
    asked = hear(question.text).text
    hits = find(session, workspace, asked)
    return answer_from(asked, hits, pack) if hits else told
