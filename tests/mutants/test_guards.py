"""The list of guards stays true to the code, so that `make mutants` breaks what it says."""

from collections import Counter

import pytest

from tests.mutants.guards import Mutant, mutants
from tests.mutants.run import ROOT, files_of

ALL = tuple(mutants())


@pytest.mark.parametrize("mutant", ALL, ids=str)
def test_a_guard_stands_where_the_list_says(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text()
    assert source.count(mutant.old) == 1
    compile(source.replace(mutant.old, mutant.new), mutant.file, "exec")
    assert mutant.old != mutant.new
    assert all((ROOT / test).exists() for test in files_of(mutant.tests))


def test_no_guard_is_listed_twice() -> None:
    assert [name for name, times in Counter(map(str, ALL)).items() if times > 1] == []
