"""`handrail policy diff`, `show`, `init` and `export`."""

import json
from pathlib import Path

import pytest

from bot import cli


def _ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(("policy", *words))
    assert isinstance(ended.value.code, int)
    out, err = capsys.readouterr()
    return ended.value.code, out, err


def test_a_difference_is_told_with_what_it_changes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ours = tmp_path / "ours"
    assert _ran(capsys, "init", str(ours))[0] == 0
    (ours / "deal.yml").write_text("limits: {deck_smb: {is: 6000}}\n", "utf-8")
    code, out, _ = _ran(capsys, "diff", "fy23", str(ours), "--json")
    told = json.loads(out)
    assert code == 0
    assert [change["id"] for change in told["changes"]] == ["deal/deck_smb"]
    assert told["tried"] > 300
    turned = [turn for turn in told["answers"] if turn["policy"] == "deal"]
    assert turned
    assert all("custom deck" in turn["old"] for turn in turned)


def test_the_editions_differ_as_people_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _ran(capsys, "diff", "fy21", "fy22")
    assert code == 0
    assert out.startswith("fy21 → fy22\n")
    assert "  ~ source/source-2\n" in out
    assert "old: Step 2: DiscoverOrg counts" in out
    assert "new: Step 2: Zoominfo counts" in out
    assert "  + cosell: whether enough co-selling calls were logged" in out
    assert "Answers that change: " in out


@pytest.mark.parametrize("id", ["deck_smb", "deal/deck_smb"])
def test_a_limit_is_shown_with_its_figure_and_its_entry(
    capsys: pytest.CaptureFixture[str], id: str
) -> None:
    code, out, _ = _ran(capsys, "show", id)
    assert code == 0
    assert "is: 5,000" in out
    assert "cites deck-threshold" in out


def test_an_entry_is_shown_with_what_uses_it(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _ran(capsys, "show", "deck-threshold")
    assert "limit deal/deck_smb" in out
    assert "#opportunity-specific-slide-deck" in out


def test_an_unknown_id_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _ran(capsys, "show", "deck-treshold")
    assert code == 2
    assert "Did you mean deck-threshold?" in err


@pytest.mark.parametrize("form", [(), ("--whole",)])
def test_a_pack_that_was_begun_loads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, form: tuple[str, ...]
) -> None:
    folder = tmp_path / "ours"
    assert _ran(capsys, "init", str(folder), *form)[0] == 0
    assert (folder / "README.md").is_file()
    assert _ran(capsys, "check", str(folder))[0] == 0
    code, _, err = _ran(capsys, "init", str(folder), *form)
    assert code == 2
    assert "exists already" in err


def test_the_whole_handbook_is_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _ran(capsys, "export", "--edition", "fy21")
    assert code == 0
    assert out.startswith("# GitLab Commercial Sales handbook, the oldest edition")
    assert out.count("\n- Source: ") == 177
    assert "DiscoverOrg" in out
