"""Gives birth to bots: `handrail serve` in real processes that need not import everything again.

Whoever connects sends the bot's settings as a line of JSON, and then hears what the bot prints;
the connection ends when the process does, however it ends.
"""

import json
import os
import signal
import socket
import sys
from importlib import import_module

from bot.cli import main
from tests.faults import drills, points

NEEDED = ("bot.commands.serving", "bot.server", "bot.scheduler", "psycopg", "uvloop")


def attend(path: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen()
        print("open", flush=True)
        while True:
            line, _ = door.accept()
            if os.fork() == 0:
                live(line)
            line.close()


def live(line: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ |= json.loads(line.makefile().readline())
    for stream in (1, 2):
        os.dup2(line.fileno(), stream)
    line.close()
    print("born", os.getpid(), flush=True)
    if folder := os.environ.get(drills.VARIABLE):
        drills.join(folder)
    if point := os.environ.get(points.VARIABLE):
        points.arm(point)
    main(["serve"])


for name in NEEDED:
    import_module(name)
attend(sys.argv[1])
