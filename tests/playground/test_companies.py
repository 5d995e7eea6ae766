"""A company described in a file: what is left out is filled in, what is wrong is named."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from playground import companies, flags, seeds
from playground.configs import Config
from playground.faults import Misbehaviour
from playground.keys import exports, keys
from playground.limits import Limits
from playground.options import company
from playground.server import Playground
from playground.yamls import Misdescribed

EXAMPLE = Path(__file__).parents[2] / "docs" / "company.yml"
MANIFEST = {"display_information": {"name": "Tried"}, "features": {"bot_user": {}}}

Describe = Callable[[str], Config]


@pytest.fixture
def describe(tmp_path: Path) -> Describe:
    def _describe(text: str) -> Config:
        path = tmp_path / "company.yml"
        path.write_text(text, "utf-8")
        return companies.load(path, MANIFEST)

    return _describe


def named(config: Config, channel: str) -> set[str]:
    names = {one.id: one.name for one in config.people}
    return {names[id] for one in config.channels if one.name == channel for id in one.members}


def test_the_example_has_what_it_says() -> None:
    config = companies.load(EXAMPLE, {})
    assert [home.domain for home in config.workspaces] == ["globex", "initech"]
    assert named(config, "support") == {"ana", "ben", "eli", "desk"}
    assert {one.app_id: one.team_id for one in config.installs}.keys() == {
        app.id for app in config.apps
    }
    assert [one.name for one in config.apps] == ["Desk", "Audit"]
    assert len(config.installs) == 3
    assert config.apps[1].delivery == "http"
    assert (config.limits.enforced, config.limits.factor, config.misbehaviour.seed) == (
        True,
        0.5,
        7,
    )


def test_everyone_is_neither_a_guest_nor_of_another_company() -> None:
    config = companies.load(EXAMPLE, {})
    general = next(one for one in config.channels if one.name == "general")
    names = {one.id: one.name for one in config.people}
    assert {names[id] for id in general.members} == {"ana", "ben", "desk", "audit"}


def test_ids_and_tokens_are_the_same_every_time_and_no_two_alike() -> None:
    first, second = companies.load(EXAMPLE, {}), companies.load(EXAMPLE, {})
    assert first == second
    ids = [
        *(one.id for one in first.people),
        *(one.id for one in first.channels),
        *(one.id for one in first.workspaces),
        *(one.bot_token for one in first.installs),
        *(one.app_token for one in first.apps),
    ]
    assert len(ids) == len(set(ids))


async def test_the_keys_tell_every_app_in_every_workspace() -> None:
    async with Playground(companies.load(EXAMPLE, {})) as slack:
        told, shown = keys(slack), exports(slack)
    assert [(one["name"], one["team_id"]) for one in told["apps"]] == [
        ("Desk", told["workspaces"][0]["id"]),
        ("Desk", told["workspaces"][1]["id"]),
        ("Audit", told["workspaces"][0]["id"]),
    ]
    assert set(told["workspaces"][1]["users"]) == {"dora", "desk"}
    assert told["workspaces"][0]["channels"].keys() == {"general", "support", "leads"}
    assert told["bot_token"] == told["apps"][0]["bot_token"]
    assert told["bot_token"] in shown


def test_an_empty_file_is_the_company_in_the_box_with_the_app(describe: Describe) -> None:
    config = describe("")
    assert config.workspaces == seeds.company().workspaces
    assert [app.name for app in config.apps] == ["Tried"]
    assert "tried" in named(config, "commercial")
    assert "handrail" not in {one.name for one in config.people}


def test_people_alone_are_enough_for_a_company(describe: Describe) -> None:
    config = describe("people: [{name: ana.pop}]")
    assert named(config, "general") == {"ana.pop", "tried"}
    assert config.people[0].real_name == "Ana Pop"


def test_a_manifest_is_found_beside_the_file_that_names_it(
    describe: Describe, tmp_path: Path
) -> None:
    (tmp_path / "mine.yml").write_text("display_information: {name: Mine}")
    assert describe("apps: [{manifest: mine.yml}]").apps[0].name == "Mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people: [{name: ana, kind: wizard}]", "line 1: people 1, kind: Input should be 'member'"),
        ("people:\n- name: ana\n- nmae: b", "line 3: people 2, name: Field required"),
        ("people: [{name: ana}]\nchanels: []", "line 2: chanels: Extra inputs"),
        ("people: [{name: ana, tz: Mars/Base}]", "no such time zone, for example Europe/Berlin"),
        ("people: [{name: Ana Pop}]", "people 1, name: String should match"),
        ("people: [{name: a}]\nchannels: [{name: g, members: [bo]}]", "line 2.*nobody is called"),
        ("people: [{name: a, workspace: x}]", "there is no workspace 'x', only playground"),
        ("channels: [{name: general}]", "people: nobody is in it"),
        ("people: [{name: a}, {name: a}]", "is there twice"),
        ("workspaces: [{name: A}, {name: a}]\npeople: [{name: a}]", "a is there twice"),
        ("apps: [{name: A}, {name: A}]", "is there twice"),
        ("apps: [{delivery: http}]", "an app reached over http has a request_url"),
        ("apps: [{request_url: ftp://x}]", "apps 1, request_url: String should match"),
        ("apps: [{manifest: nowhere.yml}]", "nowhere.yml cannot be read: No such file"),
        ("limits: {enforced: maybe}", "limits enforced: Input should be a valid boolean"),
        ("limits: {enforce: true}", "limits enforce: "),
        ("timing: {aknowledge: 1}", "timing aknowledge"),
        ("people: [", "line 1: expected the node content"),
        ("- a", "line 1: Input should be a valid dictionary"),
        ("a: *b", "found undefined alias"),
    ],
)
def test_what_is_wrong_is_said_with_the_line_and_an_example(
    describe: Describe, text: str, said: str
) -> None:
    with pytest.raises(Misdescribed, match=said) as caught:
        describe(text)
    assert ".yml" in str(caught.value)


def test_every_complaint_of_the_company_comes_with_an_example(describe: Describe) -> None:
    with pytest.raises(Misdescribed, match=r"For example apps: \[\{name: Deploys"):
        describe("apps: [{nmae: A}]")


def typed(*words: str) -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("--manifest", type=Path)
    parser.add_argument("--config", type=Path)
    flags.add(parser)
    return parser.parse_args(words)


def test_what_is_typed_goes_over_what_the_file_says() -> None:
    words = ("--latency", "0.25", "--fault", "users.* reset", "--fault-seed", "11")
    config = company(typed("--config", str(EXAMPLE), *words), {})
    assert {one.kind for one in config.misbehaviour.faults} == {"server_error", "reset", "slow"}
    assert (config.misbehaviour.seed, config.limits.factor) == (11, 0.5)
    assert company(typed("--config", str(EXAMPLE), "--burst", "2"), {}).limits.factor == 1.0


def test_nothing_misbehaves_unless_somebody_asks_for_it() -> None:
    config = company(typed(), MANIFEST)
    assert (config.limits, config.misbehaviour) == (Limits(), Misbehaviour())
    assert config.apps[0].name == "Tried"


def test_a_manifest_that_is_typed_is_the_first_apps(tmp_path: Path) -> None:
    path = tmp_path / "other.yml"
    path.write_text("features: {slash_commands: [{command: /other}]}")
    config = company(typed("--manifest", str(path), "--config", str(EXAMPLE)), {})
    assert [row["command"] for row in config.apps[0].commands] == ["/other"]


def test_a_figure_that_makes_no_sense_is_said_in_a_sentence() -> None:
    with pytest.raises(Misdescribed, match="counts are at least 1"):
        company(typed("--burst", "0"), {})
