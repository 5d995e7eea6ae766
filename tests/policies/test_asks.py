"""Files of ways of asking: what is wrong is told with file and line."""

import pytest

from policies.asks import gathered, misasked, ways_of

IDS = {"forecast-due": 1, "rank-smb": 2}
GOOD = "# how people ask\n[forecast-due]\nwhen is it due\nDeadline?\n\n[rank-smb]\nrank of an smb\n"


def problems(text: str) -> list[str]:
    files = {"asks-one.txt": text}
    return list(misasked(files, ways_of(files), IDS))


def test_ways_are_gathered_by_entry() -> None:
    assert problems(GOOD) == []
    assert gathered(ways_of({"asks-one.txt": GOOD})) == {
        "forecast-due": ("when is it due", "Deadline?"),
        "rank-smb": ("rank of an smb",),
    }


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "[rank-smb]",
            "[rank-smbs]",
            "line 6: there is no entry rank-smbs; did you mean rank-smb?",
        ),
        ("[rank-smb]", "[]", "line 6: there is no entry []; write the id"),
        ("# how people ask", "when is lunch", "line 1: “when is lunch” stands before any"),
        ("rank of an smb\n", "", "line 6: nobody asks for rank-smb; write a question"),
        ("rank of an smb", "WHEN is it due", "line 7: “WHEN is it due” asks for forecast-due"),
        ("rank of an smb", "x" * 500, "line 7: a way of asking has at most 400 characters"),
    ],
)
def test_a_wrong_line_is_told_with_what_would_be_right(old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    told = problems(GOOD.replace(old, new, 1))
    assert any(f"asks-one.txt, {complaint}" in line for line in told), told


def test_the_same_ask_in_two_files_names_both_places() -> None:
    files = {"asks-a.txt": "[rank-smb]\nrank", "asks-b.txt": "[forecast-due]\n\nrank"}
    [told] = misasked(files, ways_of(files), IDS)
    assert told.startswith("asks-b.txt, line 3")
    assert "asks-a.txt, line 2" in told
