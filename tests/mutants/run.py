"""Break each guard in a copy of its package; its tests must notice: `make mutants`."""

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
PATIENCE_SECONDS = 180


def files_of(names: Sequence[str]) -> list[str]:
    """Folders and files of tests, by the short names of the list."""
    paths = [Path("tests") / name for name in names]
    return [str(path if (ROOT / path).is_dir() else path.with_suffix(".py")) for path in paths]


def tried(folder: Path, tests: Sequence[str]) -> str:
    """The first of these tests that fails with the package of that folder, or nothing."""
    words = [sys.executable, "-P", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    words += ["-m", "not contracts and not browser", *tests]
    paths = os.pathsep.join(map(str, (folder, ROOT)))
    told = os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        words, cwd=ROOT, env=told, capture_output=True, text=True, timeout=PATIENCE_SECONDS,
        check=False,
    )  # fmt: skip
    return failure(done.stdout) if done.returncode else ""


def failure(said: str) -> str:
    lines = (line for line in said.splitlines() if line.startswith(("FAILED tests", "ERROR tests")))
    return next(lines, "no test could be run").partition(" - ")[0]


def noticed(mutant: Mutant) -> str:
    """The test that notices, if one does."""
    with tempfile.TemporaryDirectory() as name:
        folder, package = Path(name), mutant.file.partition("/")[0]
        shutil.copytree(ROOT / package, folder / package)
        broken = folder / mutant.file
        broken.write_text(broken.read_text().replace(mutant.old, mutant.new))
        return tried(folder, files_of(mutant.tests))


def check_whole(all_mutants: Sequence[Mutant]) -> None:
    """Unbroken, every one of the tests passes; otherwise nothing could be learnt."""
    names = sorted({name for mutant in all_mutants for name in mutant.tests})
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "playground", Path(folder) / "playground")
        failed = tried(Path(folder), files_of(names))
    if failed:
        sys.exit(f"Nothing is broken yet, and still: {failed}. Mend that first.")


def told(mutant: Mutant) -> bool:
    """Try it, and say at once which test noticed or that none did."""
    test = noticed(mutant)
    print(f"{mutant}: {test or 'SURVIVED'}", flush=True)
    return test.startswith("FAILED")


def main() -> None:
    wanted = [m for m in mutants() if all(word in str(m) for word in sys.argv[1:])]
    check_whole(wanted)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        caught = sum(pool.map(told, wanted))
    print(f"{caught} of {len(wanted)} mutants caught")
    sys.exit(caught < len(wanted))


if __name__ == "__main__":
    main()
