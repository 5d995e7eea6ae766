"""An edition laid over another: what it changes, and what is said when it cannot."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from policies.asking import Question, answer
from policies.pack import BadPack, Pack, parse

NOON = datetime(2026, 4, 23, 12, tzinfo=UTC)
COVER = "extends: fy23\nedition: ours\nname: our-company\n"

Lay = Callable[..., Pack]


@pytest.fixture
def lay(files: dict[str, str]) -> Lay:
    """`lay(deal="…")`: the edition `ours` on fy23; `asks_ours` is the file asks-ours.txt."""

    def laying(**own: str) -> Pack:
        more = {_file(name): text for name, text in own.items()}
        return parse({**files, "ours/pack.yml": COVER, **more}, "ours")

    return laying


def _file(name: str) -> str:
    kind = "txt" if name.startswith("asks") else "yml"
    return f"ours/{name.replace('_', '-')}.{kind}"


def _refused(lay: Lay, **own: str) -> str:
    with pytest.raises(BadPack) as refused:
        lay(**own)
    return str(refused.value)


def test_an_edition_that_changes_nothing_is_its_base(lay: Lay, pack: Pack) -> None:
    ours = lay()
    assert ours.name == "our-company"
    assert ours.edition == "ours"
    assert ours.entries == pack.entries
    assert ours.sheets == pack.sheets


def test_a_key_replaces_that_key_alone(lay: Lay, pack: Pack) -> None:
    limit = lay(deal="limits: {deck_smb: {is: 6000}}").sheets["deal"].limits["deck_smb"]
    assert limit.value == 6000
    assert limit.entry == pack.sheets["deal"].limits["deck_smb"].entry


def test_null_takes_a_key_away(lay: Lay, pack: Pack) -> None:
    assert pack.facts["employees"].hint
    ours = lay(pack=f"{COVER}facts: {{employees: {{hint: null}}}}")
    assert ours.facts["employees"].hint is None


def test_an_item_is_changed_by_its_id(lay: Lay, pack: Pack) -> None:
    ours = lay(segment="rules: [{id: segment-mid, says: Ours is bigger.}]")
    before, after = (each.policies["segment"].rules for each in (pack, ours))
    assert [rule.id for rule in after] == [rule.id for rule in before]
    assert after[1].says == "Ours is bigger."
    assert after[1].when == before[1].when


@pytest.mark.parametrize(("key", "other", "place"), [("before", "a", 0), ("after", "b", 2)])
def test_a_new_item_stands_where_it_says(lay: Lay, key: str, other: str, place: int) -> None:
    ids = [rule.id for rule in lay().policies["segment"].rules]
    beside = ids[0] if other == "a" else ids[1]
    rule = f"{{id: big, {key}: {beside}, entry: smb-role, says: Big., outcome: smb, because: big"
    ours = lay(segment=f"rules: [{rule}, when: {{fact: employees, at_least: 90000}}}}]")
    assert [each.id for each in ours.policies["segment"].rules].index("big") == place


def test_a_condition_is_replaced_as_a_whole(lay: Lay) -> None:
    when = "when: {any: [{fact: employees, at_least: 2000}, {fact: employees, at_least: 3000}]}"
    lay(segment=f"rules: [{{id: segment-large, {when}}}]")


def test_a_plain_list_is_added_to_or_taken_from(lay: Lay, pack: Pack) -> None:
    ours = lay(pack=f"{COVER}facts: {{employees: {{words: {{add: [boxes], remove: [souls]}}}}}}")
    assert {"boxes"} == {*ours.facts["employees"].words} - {*pack.facts["employees"].words}
    assert {"souls"} == {*pack.facts["employees"].words} - {*ours.facts["employees"].words}


def test_examples_are_struck_by_some_of_their_keys(lay: Lay) -> None:
    ours = lay(segment="examples: {remove: [{ask: /handrail segment 99}]}")
    asked = [example.ask for example in ours.policies["segment"].examples]
    assert "/handrail segment 99" not in asked
    assert asked


def test_an_entry_is_changed_from_any_file(lay: Lay, pack: Pack) -> None:
    ours = lay(entries_ours="entries: [{id: deck-threshold, answer: Always make one.}]")
    assert ours.entry("deck-threshold").answer == "Always make one."
    assert ours.entry("deck-threshold").heading == pack.entry("deck-threshold").heading


def test_an_entry_taken_away_is_no_longer_found_nor_pointed_at(lay: Lay, pack: Pack) -> None:
    ours = lay(entries_ours="entries: [{id: tip-video-speed, remove: true}]")
    pointing = [entry for entry in pack.entries.values() if "tip-video-speed" in entry.see]
    assert pointing
    assert not any("tip-video-speed" in entry.see for entry in ours.entries.values())
    asked = pack.asks["tip-video-speed"][0]
    told = answer(Question(asked, NOON), ours)
    assert told.outcome != "tip-video-speed"


def test_ways_of_asking_are_added_and_taken_away(lay: Lay, pack: Pack) -> None:
    old = pack.asked["deck-threshold"][0]
    ours = lay(asks_ours=f"[deck-threshold]\nwhen do zebras need slides\n- {old}\n")
    assert "when do zebras need slides" in ours.asks["deck-threshold"]
    assert old not in ours.asked["deck-threshold"]


def test_a_channel_is_named_in_one_place(lay: Lay) -> None:
    ours = lay(pack=f'{COVER}channels: {{partners: "#our-partners"}}')
    assert "#our-partners" in ours.entry("channel-request").answer


def test_an_edition_without_a_policy_says_so(lay: Lay) -> None:
    ours = lay(pack=f"{COVER}absent: {{cosell: We sell alone.}}")
    told = answer(Question("/handrail cosell 4 calls in the last 7 days", NOON), ours)
    assert told.status == "unknown"
    assert told.headline == "We sell alone."


def test_overlays_lie_on_overlays(files: dict[str, str]) -> None:
    more = {
        "a/pack.yml": "extends: fy23\nedition: a\ntitle: A",
        "a/deal.yml": "limits: {deck_smb: {is: 6000}, deck_mid_market: {is: 11000}}",
        "b/pack.yml": "extends: a\nedition: b",
        "b/deal.yml": "limits: {deck_smb: {is: 7000}}",
    }
    limits = parse(files | more, "b").sheets["deal"].limits
    assert limits["deck_smb"].value == 7000
    assert limits["deck_mid_market"].value == 11000


@pytest.mark.parametrize(
    ("own", "complaint"),
    [
        ({"pack": "extends: fy32\nedition: ours"}, "there is no edition fy32 to build on; did you"),
        ({"pack": "extends: ours\nedition: ours"}, "in a circle: ours on ours"),
        ({"pack": "extends: [fy23]\nedition: ours"}, "the name of one edition"),
        ({"pack": "extends: fy23"}, "edition is missing, and fy23 is the base"),
        ({"pack": "extends: fy23\nedition: ouers"}, "edition is ouers, but the folder is ours"),
        ({"pack": f"{COVER}titel: Ours"}, "titel is not known here"),
        ({"pack": f"{COVER}facts: {{regoin: null}}"}, "no regoin to remove; did you mean region?"),
        ({"pack": f"{COVER}facts: {{region: {{assume: }}}}"}, "write `assume: null` to take"),
        ({"pack": f"{COVER}absent: {{cosel: No.}}"}, "no policy cosel; did you mean cosell?"),
        ({"pack": f"{COVER}absent: {{deal.deck_sbm: No.}}"}, "did you mean deck_smb?"),
        (
            {"pack": f"{COVER}facts: {{employees: {{words: {{ad: [x]}}}}}}"},
            "{add: […], remove: […]}",
        ),
        ({"pack": f"{COVER}facts: {{employees: {{words: {{remove: [sould]}}}}}}"}, "mean souls?"),
        ({"pack": f"{COVER}roles: {{vp: null, vpp: null}}"}, "no vpp to remove"),
        ({"pack": f"{COVER}channels: [a]"}, "a group of `name: value` lines"),
        ({"pack": f"{COVER}links: {{wiki: ours}}"}, "an address such as"),
        ({"roes": "facts: [employees]"}, "did you mean roe?"),
        ({"roe": "rules: [{id: outbund-500, says: X}]"}, "did you mean outbound-500?"),
        (
            {"roe": "rules: [{id: outbund-500, remove: true}]"},
            "to remove; did you mean outbound-500?",
        ),
        (
            {"roe": "rules: [{id: outbound-500, before: outbund-users}]"},
            "did you mean outbound-users?",
        ),
        ({"roe": "rules: [{remove: true}]"}, "no item without an id to remove"),
        ({"roe": "rules: []"}, "at least one thing"),
        ({"roe": "rules: [{id: outbound-500, sais: X}]"}, "did you mean says?"),
        ({"roe": "rules: [{id: outbound-500, outcome: mm-frist-order}]"}, "mean mm-first-order?"),
        ({"roe": "ask_first: [potential_user]"}, "did you mean potential_users?"),
        ({"roe": "facts: [employees\n"}, "a bracket is opened and not closed"),
        (
            {"entries_ours": "entries: [{id: deck-treshold, answer: X}]"},
            "did you mean deck-threshold?",
        ),
        ({"entries_ours": "entries: [{id: deck-treshold, remove: true}]"}, "mean deck-threshold?"),
        ({"entries_ours": "entries: [{id: our-own, title: A, heading: B}]"}, "answer is missing"),
        ({"entries_ours": "entires: [{id: deck-threshold}]"}, "did you mean entries?"),
        ({"entries_ours": "entries: [{id: deck-threshold, page: comercial}]"}, "mean commercial?"),
        ({"entries_ours": "entries: [{id: deck-threshold, see: [deck-roy]}]"}, "mean deck-roi?"),
        (
            {"entries_ours": "entries: [{id: deck-threshold, links: [{title: A, url: b}]}]"},
            "address",
        ),
        (
            {"entries_ours": 'entries: [{id: deck-threshold, answer: "See {channel:partnrs}."}]'},
            "there is no channel partnrs; did you mean partners?",
        ),
        (
            {"entries_ours": "entries: [{id: roe-inbound, remove: true}]"},
            "(roe-inbound is removed in entries-ours.yml, line 1)",
        ),
        ({"asks_ours": "[deck-threshold]\n- nobody ever asked this\n"}, "so it cannot be removed"),
        ({"deal": "limits: {deck_smb: {is: six}}"}, "is: "),
        ({"deal": "limits: {deck_smb: {entry: deck-treshold}}"}, "did you mean deck-threshold?"),
        ({"deal": "limits: {deck_smb: null}"}, "deck_smb is missing among the limits"),
        (
            {"deal": "limits: {deck_smb: null, deck_sbm: {is: 1, entry: smb-role, says: X}}"},
            "deck_smb?",
        ),
        ({"deal": "outcomes: {requirements: null}"}, "outcomes"),
        ({"deal": "texts: {nothing: null}"}, "nothing is missing among the texts"),
        ({"deal": "words: {filler: null}"}, "filler is missing among the words"),
        ({"deal": "facts: {net_arr: {words: []}}"}, "nobody can say it"),
        ({"deal": "facts: {segment: {options: null}}"}, "is missing its options"),
        ({"deal": "words: {segment=smal: [x]}"}, "there is no value of segment smal"),
        ({"deal": "texts: {open: '; open: {open'}"}, "has no partner"),
        ({"cosell": "outcomes: {aim-met: {headline: 'Good: {clals}.'}}"}, "did you mean {calls}?"),
        ({"cosell": "limits: {minimum: {is: 6}}"}, "the example"),
        (
            {"cosell": "examples: [{ask: /handrail cosell 4, outcome: below}]"},
            "mean below-minimum?",
        ),
        ({"cosell": "examples: [{ask: /handrail cosell about 5, needs: cals}]"}, "mean calls?"),
    ],
    ids=str,
)
def test_what_cannot_be_laid_over_is_told(lay: Lay, own: dict[str, str], complaint: str) -> None:
    assert complaint in _refused(lay, **own)


def test_the_line_is_the_one_that_was_written(lay: Lay) -> None:
    said = _refused(lay, roe="# ours\nrules:\n  - id: outbound-500\n    sais: Ours\n")
    assert said.startswith("roe.yml, line 4: ")


def test_a_mistake_in_the_base_is_told_with_its_edition(files: dict[str, str]) -> None:
    broken = files["fy23/segment.yml"].replace("outcome: smb\n", "outcome: smbb\n", 1)
    with pytest.raises(BadPack, match=r"^fy23/segment\.yml, line \d+: there is no outcome smbb"):
        parse({**files, "fy23/segment.yml": broken, "ours/pack.yml": COVER}, "ours")


@pytest.mark.parametrize(("edition", "count"), [("fy23", 269), ("fy22", 185), ("fy21", 177)])
def test_each_edition_has_its_entries(files: dict[str, str], edition: str, count: int) -> None:
    assert len(parse(files, edition).entries) == count


@pytest.mark.parametrize(
    ("edition", "ask", "says"),
    [
        ("fy22", "/roe 620 employees", "belongs to Mid-Market: 620 employees is between"),
        ("fy22", "/roe First Order account 450 employees 60 users", "moves no accounts"),
        ("fy22", "/redgreen dates feb 2026", "no Red/Green reviews"),
        ("fy22", "/redgreen", "no Red/Green reviews"),
        ("fy22", "/deal SMB 6k iacv amount 7k closing next month", "lightweight deal review"),
        ("fy22", "handoff: initial 12k + potential 7,999", "no handoff of First Order"),
        ("fy22", "next step 'send Jane the ROI deck on Friday'", "will do"),
        ("fy22", "rank MM 2, last spoken 40 days ago", "Tier 2"),
        ("fy22", "co-selling 5 in last 7 days", "minimum of 5"),
        ("fy21", "co-selling 5 in last 7 days", "no co-selling"),
        ("fy21", "/roe datafox is wholly wrong, zoominfo 300", "Use DiscoverOrg"),
        ("fy21", "/deal SMB 6k iacv amount 4k closing next month", "SMB: it needs no"),
        ("fy21", "which data source counts", "DiscoverOrg"),
        ("fy22", "which data source counts", "Zoominfo"),
    ],
)
def test_the_older_editions_answer_in_their_own_words(
    files: dict[str, str], edition: str, ask: str, says: str
) -> None:
    told = answer(Question(ask, NOON), parse(files, edition))
    assert says in told.headline
    assert told.edition == edition
