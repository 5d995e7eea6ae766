"""P6: start-up to the first answer, and memory, against a bare app in the same server."""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

from bench.rounds import interleaved, ratio, row
from bench.servers import Server, bare_server, handrail_server, playground

MEMORY: dict[str, list[float]] = {"bare": [], "ours": []}


def starting(name: str, start: Callable[[], AbstractContextManager[Server]]) -> float:
    with start() as server:
        MEMORY[name].append(server.megabytes)
        return server.seconds_to_answer


def main() -> None:
    with playground() as slack, tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'bench.db'}"
        seconds = interleaved(
            {
                "bare": lambda: starting("bare", lambda: bare_server("immediate")),
                "ours": lambda: starting("ours", lambda: handrail_server(address, slack)),
            }
        )
    row("P6", "start-up to first answer, ours / bare", ratio(seconds, "ours", "bare"), "<= 2")
    share = median(MEMORY["ours"]) / median(MEMORY["bare"])
    row("P6", "memory, ours / bare", share, "<= 1.75")
    print(
        f"(seconds {median(seconds['bare']):.2f} and {median(seconds['ours']):.2f}, megabytes "
        f"{median(MEMORY['bare']):.0f} and {median(MEMORY['ours']):.0f})"
    )


if __name__ == "__main__":
    main()
