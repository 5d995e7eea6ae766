"""Every hour of a week planned for ten people, as a demo does whose clock is moved by a week.

`python -m bench.hours [--database sqlite|postgresql]`: milliseconds of work a pass, the median.
"""

from argparse import ArgumentParser
from datetime import timedelta
from statistics import median
from time import process_time

from bench.planning import NOW, Watch, databases, releaser, seed
from bench.rounds import figure
from storage.database import Database

PEOPLE, HOURS = 10, 168


def measure(name: str, address: str, deals: int) -> None:
    database = Database(address)
    database.upgrade()
    seed(database, PEOPLE, deals)
    spent = [planned(database, hour) for hour in range(HOURS)][1:]
    what = f"{name}, a pass over {PEOPLE} people with {PEOPLE * deals} opportunities"
    figure("P7", what, f"{median(spent) * 1000:.1f} ms", "")
    database.close()


def planned(database: Database, hour: int) -> float:
    passes = releaser(database, NOW + timedelta(hours=hour), Watch())
    began = process_time()
    passes.plan()
    return process_time() - began


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("both", "sqlite", "postgresql"), default="both")
    asked = parser.parse_args()
    for deals in (0, 5):
        with databases(asked.database) as found:
            for name, address in found:
                measure(name, address, deals)


if __name__ == "__main__":
    main()
