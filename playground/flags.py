"""Limits and misbehaviour on the command line."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from playground.faults import Fault, Misbehaviour, Mishap
from playground.limits import Limits

Made = TypeVar("Made")
FAULT = 'a method and a kind, then what else: "chat.postMessage lost_reply chance=0.2"'
MISHAP = 'a kind and what it befalls, then what else: "repeat event.message copies=3"'
LATENCY = "seconds, or from-to: 0.2 or 0.2-1.5"
LIMITS: Mapping[str, tuple[str, str]] = {
    "--limit-factor": ("factor", "how long Slack's minutes last here, 1 being a minute"),
    "--burst": ("burst", "messages in hand before one a second per channel"),
    "--per-workspace": ("per_workspace", "messages a minute in all channels together"),
    "--unpaginated": ("unpaginated", "calls of users.list a minute without a limit"),
    "--events-per-hour": ("events_per_hour", "events an app is sent in an hour"),
    "--retry-after": ("retry_after", "the form: seconds missing zero huge date fractional"),
}
BEHAVIOUR: Mapping[str, tuple[str, str]] = {
    "--fault-seed": ("seed", "the same chances again with the same number"),
    "--connection-seconds": ("connection_seconds", "how long a socket connection is kept"),
}


def add(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("limits and faults (all off unless given)")
    on = "answer 429 where Slack would"
    group.add_argument("--limits", action="store_true", help=on)
    rare = "limit history to 1 call a minute and 15 messages, as for distributed apps"
    group.add_argument("--distributed", action="store_true", help=rare)
    for flag, (name, says) in {**LIMITS, **BEHAVIOUR}.items():
        group.add_argument(flag, dest=name, metavar="X", help=says)
    group.add_argument("--latency", type=readable(latency), metavar="S", help=LATENCY)
    group.add_argument("--fault", type=readable(fault), action="append", metavar="F", help=FAULT)
    group.add_argument("--mishap", type=readable(mishap), action="append", metavar="M", help=MISHAP)
    late = "try undelivered events hourly for a day"
    group.add_argument("--delayed-events", action="store_true", help=late)
    fail = "stop sending events to an app that fails 95%% of them for an hour"
    group.add_argument("--failure-limit", action="store_true", help=fail)


def limits(args: argparse.Namespace) -> Limits:
    """Any of the limit's figures asks for limits as well; ValueError says what is wrong."""
    given = {name: value for name, _ in LIMITS.values() if (value := getattr(args, name))}
    asked = bool(args.limits or args.distributed or given)
    words = {**given, "enforced": str(asked), "distributed": str(args.distributed)}
    return made(Limits, words)


def misbehaviour(args: argparse.Namespace) -> Misbehaviour:
    given = {name: value for name, _ in BEHAVIOUR.values() if (value := getattr(args, name))}
    found = made(Misbehaviour, given)
    slow = [args.latency] if args.latency else []
    return Misbehaviour(
        seed=found.seed,
        faults=(*slow, *(args.fault or ())),
        mishaps=tuple(args.mishap or ()),
        delayed_events=args.delayed_events,
        failure_limit=args.failure_limit,
        connection_seconds=found.connection_seconds,
    )


def fault(text: str) -> Fault:
    return made(Fault, words_of(text, "method", "kind"))


def mishap(text: str) -> Mishap:
    return made(Mishap, words_of(text, "kind", "what"))


def latency(text: str) -> Fault:
    least, _, most = text.partition("-")
    words = {"method": "*", "kind": "slow", "times": "0", "delay": least}
    return made(Fault, {**words, "at_most": most} if most else words)


def words_of(text: str, *places: str) -> dict[str, str]:
    """Words by their place, and `name=value` by their name."""
    words = text.split()
    named = dict(word.split("=", 1) for word in words if "=" in word)
    return {**dict(zip(places, (w for w in words if "=" not in w), strict=False)), **named}


def made(kind: type[Made], words: dict[str, str]) -> Made:
    try:
        return TypeAdapter(kind).validate_strings(words)
    except ValidationError as bad:
        first = bad.errors()[0]
        where = " ".join(str(part) for part in first["loc"])
        says = first["msg"].removeprefix("Value error, ")
        if first["type"] == "unexpected_keyword_argument":
            known = ", ".join(field.name for field in fields(kind))  # type: ignore[arg-type]
            says += f" (known: {known})"
        raise ValueError(f"{where}: {says}" if where else says) from None


def readable(read: Callable[[str], Made]) -> Callable[[str], Made]:
    """The same, for argparse, which shows the sentence instead of the function's name."""

    def reader(text: str) -> Made:
        try:
            return read(text)
        except ValueError as bad:
            raise argparse.ArgumentTypeError(str(bad)) from None

    return reader
