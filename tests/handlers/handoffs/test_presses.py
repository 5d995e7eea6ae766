"""How many commands, presses and sent forms a handoff takes."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from policies.handoffs import State
from storage.database import Database
from tests.handlers.companies import ANA, BEN, GRACE, HUGO, labels
from tests.handlers.handoffs import conftest


@dataclass
class Counting(conftest.Company):
    presses: Counter[str] = field(default_factory=Counter)

    def write(self, text: str, who: str = ANA, **ask: Any) -> Any:
        self.presses[who] += 1
        return super().write(text, who, **ask)

    def press_raw(self, id: str, value: str, who: str = ANA, **ask: Any) -> Any:
        self.presses[who] += 1
        return super().press_raw(id, value, who, **ask)

    def submit(self, opened: Any, who: str = ANA, **fields: Any) -> Any:
        self.presses[who] += 1
        return super().submit(opened, who, **fields)


def test_it_takes_at_most_four_to_start_and_two_beside_its_items_to_accept(
    quick_database: Database,
) -> None:
    company = Counting(quick_database)
    company.meet(ANA, manager=GRACE, roles=("mmkafo",))
    company.meet(BEN, manager=HUGO, roles=("mmkan",))
    company.start()
    to_start = company.presses[ANA]
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    items = labels(company.seen(BEN)).count("Done")
    company.settle("receiver", BEN)
    company.press(company.seen(BEN), "Accept", BEN)
    to_accept = company.presses[BEN]
    print(f"{to_start} to start, {to_accept} to accept with {items} open items")
    assert company.handoff().state is State.DONE
    assert to_start <= 4
    assert items == 5
    assert to_accept <= 2 + items
