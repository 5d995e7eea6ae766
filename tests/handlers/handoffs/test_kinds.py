"""The five printed checklists in our words, and a kind that a company wrote by the page alone."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot import packs
from policies.handoffs import Side
from policies.pack import BadPack, Pack, parse
from storage.database import Database
from tests.handlers.companies import ANA, BEN, PACK, labels, words
from tests.handlers.handoffs.conftest import Company, peopled

PAGE = (Path(__file__).parents[3] / "docs" / "writing-a-pack.md").read_text("utf-8")
OWN = re.search(r"^Write `ours/handoffs.yml`:\n\n```yaml\n(.*?)^```$", PAGE, re.M | re.S)

PRINTED = {
    "first-order-to-named": [
        "fo-handoff-find-named-ae Named AE", "fo-handoff-licence license",
        "fo-handoff-chatter Chatter", "fo-handoff-activity use case", "fo-handoff-call call",
        "fo-handoff-email email", "fo-handoff-materials editable",
        "mmkan-handoff-schedule week", "mmkan-handoff-notes activities",
        "mmkan-handoff-notes Read all", "mmkan-handoff-tam TAM", "mmkan-growth-opp growth",
    ],
    "tam-to-tam": [
        *("project", "account team", "Outreach", "live", "Triage board"),
        *("true-up", "tickets", "architecture", "page about account handoffs"),
    ],
    "ae-to-tam": [
        *("SAL-SA-TAM", "GitLab project", "account team", "Outreach", "live", "Triage board"),
    ],
    "sa-to-tam": [
        *("Transition Template", "tech stack", "adoption", "onboarding", "SA's", "urgent actions"),
    ],
    "sa-to-sa": ["new SA's name", "briefs", "live", "POV", "Triage board"],
}  # fmt: skip
"""What each printed item is about; where all items have one entry, it is that of the kind."""


@pytest.mark.parametrize(("type", "printed"), PRINTED.items())
def test_every_printed_item_is_there_in_our_words_with_its_entry(
    type: str, printed: list[str]
) -> None:
    items = list(PACK.handed[type])
    assert len(items) == len(printed)
    for each in printed:
        entry, _, about = each.rpartition(" ") if type == "first-order-to-named" else ("", "", each)
        entry, _, first = entry.partition(" ")
        about = f"{first} {about}".strip()
        entry = entry or PACK.handoffs.types[type].entry
        found = [item for item in items if item.entry == entry and about in item.says]
        assert found, each
        items.remove(found[0])
    assert not items


@pytest.mark.parametrize("type", PRINTED)
def test_a_card_of_every_kind_shows_each_item_with_its_rule(company: Company, type: str) -> None:
    company.start(type=type)
    for who, side in ((ANA, Side.GIVER), (BEN, Side.RECEIVER)):
        card = company.seen(who)
        said = words(card)
        for item in PACK.handed[type]:
            assert item.says in said
        count = Counter(item.side for item in PACK.handed[type])[side]
        assert labels(card).count("Done") == count
        assert ("The split is our reading" in said) == (type != "first-order-to-named")
        assert "📖" in said


def own_pack(text: str) -> Pack:
    cover = "extends: fy23\nedition: ours\nname: ours\ntitle: Ours\n"
    files = packs.texts() | {"ours/pack.yml": cover, "ours/handoffs.yml": text}
    return parse(files, "ours")


def test_a_kind_written_by_the_page_alone_works_like_the_printed_ones(
    quick_database: Database,
) -> None:
    assert OWN
    company: Company = peopled(quick_database)
    company.pack = own_pack(OWN[1])
    company.start(type="sdr-to-ae", account="Hooli")
    said = words(company.seen(ANA))
    assert "*Hooli* · SDR to AE" in said
    assert "Tell the AE how the account came in" in said
    assert "The split is our reading" not in said
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    company.settle("receiver", BEN)
    company.press(company.seen(BEN), "Accept", BEN)
    assert company.handoff().state == "done"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("types: {x-to-y: {label: X, entry: fo-goals, giver: {label: X}, receiver: {label: Y}}}",
         "x-to-y has no items"),
        ("types: {sa-to-sa: {entry: fo-golas}}", "did you mean fo-goals?"),
        ("types: {sa-to-sa: {drafts: [introducton]}}", "did you mean introduction?"),
        ("types: {sa-to-sa: {days: {nots: 2}}}", "did you mean notes?"),
        ("types: {sa-to-sa: {giver: {roles: [saa]}}}", "did you mean sa?"),
        ("drafts: {introduction: {text: 'Dear {acount}'}}", "did you mean account?"),
        ("drafts: {introduction: {text: 'Dear {account'}}", "has no partner"),
        ("limits: {cap: {is: 0}}", "cap is a whole number, 1 at least"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BadPack, match=re.escape(says)):
        own_pack(text)
