"""Seconds from `git clone` to the first answered `/roe`, and to a green `make test`.

Run in a checkout: `python -m bench.clone`. The package cache is as warm as it is.
"""

import re
import signal
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter, sleep
from urllib.request import Request, urlopen

from bench.rounds import figure
from bench.servers import free_port

ROE = b'{"do": "command", "channel": "C0SALESROE", "command": "/roe", "text": "620 employees"}'


def clone(folder: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", ".", str(folder)], check=True)


def to_first_answer(folder: Path) -> float:
    started = perf_counter()
    clone(folder)
    subprocess.run(["make", "--silent", "install"], cwd=folder, check=True)
    port = free_port()
    demo = subprocess.Popen([".venv/bin/handrail", "demo", "--port", str(port)], cwd=folder)
    try:
        return answered(port, started)
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(30)


def answered(port: int, started: float) -> float:
    request = Request(f"http://127.0.0.1:{port}/_page/act?as=U0AMARA01", ROE)
    request.add_header("content-type", "application/json")
    while perf_counter() - started < 300:
        try:
            if b'"ok": true' in urlopen(request, timeout=5).read():
                return perf_counter() - started
        except OSError:
            pass
        sleep(0.05)
    raise TimeoutError("no answer within 300 s")


def to_green_tests(folder: Path) -> tuple[float, str]:
    started = perf_counter()
    clone(folder)
    run = subprocess.run(["make", "test"], cwd=folder, capture_output=True, text=True, check=True)
    closing = re.findall(r"\d+ passed[^=]*", run.stdout)
    return perf_counter() - started, closing[-1].strip() if closing else "?"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        seconds = to_first_answer(Path(folder) / "demo")
        figure("clone", "to the first answered /roe", f"{seconds:.0f} s", "<= 90 s")
        seconds, closing = to_green_tests(Path(folder) / "test")
        figure("clone", f"to a green make test ({closing})", f"{seconds:.0f} s", "<= 180 s")


if __name__ == "__main__":
    main()
