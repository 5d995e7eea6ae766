"""What one bot leaves behind, the next one does."""

from datetime import datetime

from bot import settings
from bot.server import running
from playground import seeds
from storage import outbox
from tests.endtoend.books import Books
from tests.endtoend.people import Sit


async def test_a_letter_kept_before_the_start_is_sent_after_it(
    configured: dict[str, str | None], sit: Sit, books: Books, now: datetime
) -> None:
    amara = await sit("amara")
    letter = {"channel": amara.place, "text": "As I was about to say"}
    with books.database.begin() as session:
        outbox.post(session, workspace=seeds.TEAM, key="early", kind="post", payload=letter, at=now)
    async with running(settings.read(**configured)):
        await amara.sees("As I was about to say")
        await books.settle()
