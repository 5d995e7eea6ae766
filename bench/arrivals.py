"""P5: commands that come by the clock, whether the ones before are answered or not."""

import tempfile
from pathlib import Path
from statistics import median

from bench.requests import arrivals
from bench.rounds import figure, row
from bench.servers import Server, bare_server, handrail_server, playground

ROUNDS = 5
ROE, NOOP = ("/roe", "620 employees inbound"), ("/noop", "")
SLOW = ("--latency", "2", "--fault", "* rate_limited chance=0.2 retry_after=1")
LATEST_SECONDS = 3.0


def waits(server: Server, question: tuple[str, str], a_second: int, seconds: int) -> list[float]:
    caller = server.caller
    requests = [caller.request(*question) for _ in range(a_second * seconds)]
    return arrivals(requests, caller.port, a_second)


def p99(found: list[float]) -> float:
    return found[len(found) * 99 // 100]


def beside_a_bare_app(ours: Server) -> None:
    with bare_server("immediate") as bare:
        rounds = [
            (p99(waits(ours, ROE, 100, 4)), p99(waits(bare, NOOP, 100, 4))) for _ in range(ROUNDS)
        ]
    ratio = median(mine / theirs for mine, theirs in rounds)
    row("P5", "/roe at 100 a second / bare no-op, p99", ratio, "<= 4")
    spoken = f"{1000 * median(mine for mine, _ in rounds):.0f} ms"
    figure("P5", "/roe at 100 a second, p99", spoken, "<= 50 ms")


def at_its_limit(ours: Server) -> None:
    found = waits(ours, ROE, 500, 8)
    late = sum(wait > LATEST_SECONDS for wait in found)
    said = f"{late} of {len(found):,}, slowest {found[-1]:.2f} s"
    figure("P5", "/roe at 500 a second, later than 3 s", said, "0")


def slack_ailing(database: str) -> None:
    with playground(*SLOW) as slack, handrail_server(database, slack) as ours:
        found = waits(ours, ("/roe", "list Acme, 620"), 42, 15)
    late = sum(wait > LATEST_SECONDS for wait in found)
    said = f"{late} of {len(found):,}, slowest {found[-1]:.2f} s"
    figure("P5", "42 a second that post, Slack slow and refusing, later than 3 s", said, "0")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'bench.db'}"
        with playground() as slack, handrail_server(address, slack) as ours:
            beside_a_bare_app(ours)
            at_its_limit(ours)
        slack_ailing(f"sqlite:///{Path(folder) / 'slow.db'}")


if __name__ == "__main__":
    main()
