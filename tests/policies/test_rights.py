"""Who may do what, cell by cell."""

import pytest

from policies.pack import Pack
from policies.rights import DOES, MATRIX, WHO, Action, Standing, Subject, may, refusal, subjects

ROWS = """
                own peer manager other director operations admin stand-in decider founder leader
ask             yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
own             yes  no   no   no   no   no   no   no   no   no  no
see             yes  no   yes  no   yes  no   no   yes  no   no  no
see plan        yes  no   yes  no   yes  no   yes  yes  no   no  no
change          yes  no   yes  no   no   no   no   yes  no   no  no
roll up         no   no   yes  no   yes  no   no   no   no   no  no
reassign        no   no   yes  no   yes  yes  yes  no   no   no  no
list team       no   no   yes  no   yes  yes  yes  no   no   no  no
set team rules  no   no   yes  no   yes  no   yes  no   no   no  no
import          no   no   no   no   no   yes  yes  no   no   no  no
organise        no   no   no   no   no   no   yes  no   no   no  no
export          no   no   no   no   yes  no   yes  no   no   no  no
read audit      yes  no   yes  no   yes  no   yes  no   no   no  no
lead            no   no   no   no   no   no   no   no   no   no   yes
decide          no   no   no   no   no   no   no   no   yes  no  no
begin           no   no   no   no   no   no   no   no   no   yes  no
"""
CELLS = [
    (Action(line[:16].strip()), subject, said == "yes")
    for line in ROWS.strip("\n").splitlines()[1:]
    for subject, said in zip(Subject, line[16:].split(), strict=True)
]


@pytest.mark.parametrize(("action", "subject", "allowed"), CELLS)
def test_each_cell_is_as_the_table_says(action: Action, subject: Subject, allowed: bool) -> None:
    assert may({subject}, action) is allowed


def test_the_table_has_every_cell_and_every_sentence() -> None:
    assert len(CELLS) == len(Action) * len(Subject)
    assert set(MATRIX) == set(WHO) == set(DOES) == set(Action)


def test_a_refusal_says_who_may() -> None:
    assert refusal(Action.CHANGE, "Ana") == "Only Ana and their manager can change this."
    assert refusal(Action.SEE).startswith("Only the owner, their manager")
    assert refusal(Action.ORGANISE) == "Only admins of Handrail can do this."


@pytest.mark.parametrize(
    ("actor", "owner", "above", "standings", "duties", "are"),
    [
        ("U1", "U1", [], [], [], {Subject.OWN}),
        ("U2", "U1", ["U3"], [Standing.ACCOUNT_EXECUTIVE], [], {Subject.PEER}),
        ("U3", "U1", ["U3", "U4"], [], [], {Subject.PEER, Subject.MANAGER, Subject.LEADER}),
        ("U4", "U1", ["U3", "U4"], [], [], {Subject.PEER, Subject.MANAGER}),
        ("U5", "U1", ["U3"], [Standing.MANAGER], [], {Subject.PEER, Subject.OTHER_MANAGER}),
        ("U5", "U5", ["U3"], [Standing.MANAGER], [], {Subject.OWN}),
        ("U5", "", [], [Standing.MANAGER], [], {Subject.PEER, Subject.MANAGER}),
        (
            "U6",
            "U1",
            [],
            [Standing.DIRECTOR],
            [Subject.ADMIN],
            {Subject.PEER, Subject.DIRECTOR, Subject.ADMIN},
        ),
        ("U7", "", [], [Standing.OPERATIONS], [], {Subject.PEER, Subject.OPERATIONS}),
    ],
)
def test_what_somebody_is_to_the_owner(
    actor: str,
    owner: str,
    above: list[str],
    standings: list[Standing],
    duties: list[Subject],
    are: set[Subject],
) -> None:
    assert subjects(actor, owner, above, standings, duties) == are


def test_every_standing_of_the_pack_is_of_a_role(pack: Pack) -> None:
    assert pack.standing("asm") is Standing.MANAGER
    assert pack.standing("vp") is Standing.DIRECTOR
    assert pack.standing("sdr") is Standing.OTHER
    assert {Standing.OPERATIONS, Standing.DIRECTOR} <= {pack.standing(role) for role in pack.roles}
