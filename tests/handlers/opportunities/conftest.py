"""People who send reports, and a way to walk an import's steps at a desk."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from openpyxl import Workbook

from handlers import FEATURES
from handlers.kit.feature import Ask, File, Message, Place, Round
from handlers.kit.routes import routes
from handlers.opportunities import previews
from storage import admins, errands, imports, opportunities, profiles
from storage.opportunities import Opportunity

HEAD = "Opportunity ID,Opportunity Name,Opportunity Owner,Stage,Net ARR,Close Date,Next Step"
ROUTES = routes(FEATURES)


@dataclass
class Imports:
    """Files sent to a desk, and their cards as they are by now. Grace is the admin."""

    desk: Any
    sent: list[File] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=dict)

    def send(self, content: str | bytes, who: str = "U0GRACE", name: str = "report.csv") -> Any:
        """The card, once all of the file is read."""
        data = content.encode() if isinstance(content, str) else content
        file = File(f"F{len(self.sent)}", name, f"https://files.slack.com/{name}", len(data))
        self.sent.append(file)
        self.data[file.id] = data
        self.walk("opportunities.read", file, data, who)
        return self.card()

    def walk(self, kind: str, file: File, data: bytes, who: str, about: str = "") -> None:
        steps = ROUTES.fetched[kind].steps
        assert steps is not None
        for step in steps(Ask(Place.ERRAND, files=(file,), channel=who, about=about), data):
            step(self.desk.turn(who))

    def work(self, who: str = "U0GRACE") -> None:
        """Whatever presses have ordered."""
        for errand in errands.claim(
            self.desk.session, now=self.desk.now, limit=9, lease=previews_lease(), worker="test"
        ):
            file = File(*(errand.detail[name] for name in ("id", "name", "url", "size")))
            data = b"" if errand.kind == "opportunities.done" else self.data[file.id]
            self.walk(errand.kind, file, data, errand.user, str(errand.detail.get("about", "")))
            errands.done(self.desk.session, errand.id, self.desk.now)

    def press(self, label: str, who: str = "U0GRACE", number: int = 0) -> Any:
        """A button of the newest card, and all that follows from it."""
        reply = self.desk.press(self.card(number), label, who)
        self.work(who)
        return reply

    def card(self, number: int = 0) -> Message:
        round = self.round()
        found = number or self.newest().id
        card = previews.render(round, str(found))
        assert card is not None
        return self.desk.checked(card)  # type: ignore[no-any-return]

    def newest(self) -> imports.Import:
        found = [
            imports.find(self.desk.session, self.desk.workspace, id)
            for id in range(1, len(self.sent) + 1)
        ]
        return [each for each in found if each][-1]

    def round(self) -> Round:
        turn = self.desk.turn()
        return Round(
            turn.now, turn.workspace, turn.pack, turn.session, turn.deciders, ROUTES.registry
        )

    def kept(self, ref: str) -> Opportunity:
        found = opportunities.by_ref(self.desk.session, self.desk.workspace, ref)
        assert found is not None, ref
        return found

    def states(self) -> Mapping[str, str]:
        found = opportunities.search(self.desk.session, self.desk.workspace, "", limit=1000)
        return {each.ref: each.state for each in found}


def previews_lease() -> Any:
    from datetime import timedelta

    return timedelta(seconds=60)


@pytest.fixture
def sent(desk: Any) -> Imports:
    admins.add(desk.session, desk.workspace, "U0GRACE", "U0GRACE", desk.now)
    profiles.change(desk.session, desk.workspace, "U0BEN", roles=("asm",), manager=None)
    profiles.change(desk.session, desk.workspace, "U0ANA", roles=("smb",), manager="U0BEN")
    profiles.change(desk.session, desk.workspace, "U0VIC", roles=("smb",))
    return Imports(desk)


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    def make(*lines: Any) -> bytes:
        book = Workbook()
        for line in lines:
            book.active.append(line)  # type: ignore[union-attr]
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make
