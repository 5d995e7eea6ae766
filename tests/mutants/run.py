"""Break each guard in a copy of the playground; its tests must notice: `make mutants`."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutants.guards import Mutant, mutants

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
TESTS_FAILED = 1
PATIENCE_SECONDS = 180


def files_of(names: Sequence[str]) -> list[str]:
    """Folders and files of tests, by the short names of the list."""
    paths = [Path("tests") / name for name in names]
    return [str(path if (ROOT / path).is_dir() else path.with_suffix(".py")) for path in paths]


def tried(folder: Path, tests: Sequence[str]) -> int:
    """The exit code of these tests, with the playground of that folder."""
    words = [sys.executable, "-P", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    words += ["-m", "not contracts and not browser", *tests]
    paths = os.pathsep.join(map(str, (folder, ROOT)))
    told = os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        words, cwd=ROOT, env=told, capture_output=True, timeout=PATIENCE_SECONDS, check=False
    )
    return done.returncode


def is_caught(mutant: Mutant) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "playground", folder / "playground")
        broken = folder / "playground" / mutant.file
        broken.write_text(broken.read_text().replace(mutant.old, mutant.new))
        return tried(folder, files_of(mutant.tests)) == TESTS_FAILED


def check_whole(all_mutants: Sequence[Mutant]) -> None:
    """Unbroken, every one of the tests passes; otherwise nothing could be learnt."""
    names = sorted({name for mutant in all_mutants for name in mutant.tests})
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "playground", Path(folder) / "playground")
        if tried(Path(folder), files_of(names)):
            sys.exit("The tests fail on the playground as it is; mend that first.")


def told(mutant: Mutant) -> bool:
    """Try it, and say at once when nobody noticed."""
    caught = is_caught(mutant)
    print(f"{'caught  ' if caught else 'SURVIVED'} {mutant}", flush=True)
    return caught


def main() -> None:
    wanted = [m for m in mutants() if all(word in str(m) for word in sys.argv[1:])]
    check_whole(wanted)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        caught = sum(pool.map(told, wanted))
    print(f"{caught} of {len(wanted)} mutants caught")
    sys.exit(caught < len(wanted))


if __name__ == "__main__":
    main()
