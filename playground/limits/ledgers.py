"""Every app's use of every method, and who was told to wait."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from playground.limits import tiers
from playground.limits.allowances import Limits
from playground.limits.windows import Bucket, Window
from playground.shapes import Json

Meter: TypeAlias = Window | Bucket
MINUTE, HOUR = 60.0, 3600.0
SCHEDULED_AT_ONCE, SCHEDULED_WITHIN = 30, 300
UNDER_WAY = 0.25


@dataclass(frozen=True)
class Who:
    team_id: str
    app_id: str


@dataclass(frozen=True)
class Wait:
    """`scope` is what must wait: a whole method, or it in one channel."""

    seconds: float
    scope: str


@dataclass(frozen=True)
class Barred:
    since: float
    until: float


@dataclass
class Ledger:
    limits: Limits = field(default_factory=Limits)
    meters: dict[tuple[Who, str], Meter] = field(default_factory=dict)
    barred: dict[tuple[Who, str], Barred] = field(default_factory=dict)
    minutes: dict[Who, int] = field(default_factory=dict)

    def call(self, who: Who, method: str, args: Json, now: float) -> Wait | None:
        """What to wait for before this call fits; nothing when it does, and then it is counted."""
        if not self.limits.enforced:
            return None
        meters = dict(self.meters_of(who, method, args))
        if not self.spend(list(meters.values()), now):
            return None
        scope = max(meters, key=lambda scope: meters[scope].wait(now))
        return Wait(meters[scope].wait(now), scope)

    def event(self, who: Who, now: float) -> bool:
        """Whether one more event may be delivered this hour."""
        most = self.limits.events_per_hour
        return not self.limits.enforced or not self.spend(
            [self.meter(who, "events", lambda: Window(most, HOUR * self.limits.factor))], now
        )

    def is_news(self, who: Who, minute: int) -> bool:
        """Whether the app has not yet been told of this minute's lost events."""
        told = self.minutes.get(who) == minute
        self.minutes[who] = minute
        return not told

    def answer(self, who: Who, channel: str, now: float) -> float:
        """Seconds to wait before a response_url of this channel may be used again."""
        if not self.limits.enforced:
            return 0.0
        return self.spend([self.one_a_second(who, f"response_url {channel}")], now)

    def spend(self, meters: list[Meter], now: float) -> float:
        longest = max(meter.wait(now) for meter in meters)
        if not longest:
            for meter in meters:
                meter.take(now)
        return longest

    def meters_of(self, who: Who, method: str, args: Json) -> Iterator[tuple[str, Meter]]:
        most = self.most(method, args)
        yield method, self.meter(who, f"{method} {most}", lambda: self.a_minute(most))
        if method == "chat.postMessage":
            scope = in_channel(method, args)
            yield scope, self.one_a_second(who, scope)

    def most(self, method: str, args: Json) -> int:
        if method == "chat.postMessage":
            return self.limits.per_workspace
        if method == "users.list" and not (args.get("limit") or args.get("cursor")):
            return self.limits.unpaginated
        if self.limits.distributed and method in tiers.RARE_WHEN_DISTRIBUTED:
            return 1
        return tiers.per_minute(method)

    def a_minute(self, most: int) -> Window:
        return Window(most, MINUTE * self.limits.factor)

    def one_a_second(self, who: Who, what: str) -> Meter:
        return self.meter(who, what, lambda: Bucket(self.limits.burst, self.limits.factor))

    def meter(self, who: Who, what: str, make: Callable[[], Meter]) -> Meter:
        return self.meters.get((who, what)) or self.meters.setdefault((who, what), make())

    def trimmed(self, method: str, args: Json) -> Json:
        """The call as Slack reads it: a distributed app gets fifteen messages at most."""
        if not self.is_rationed(method):
            return args
        asked = str(args.get("limit") or "")
        fewer = asked.isdecimal() and int(asked) < tiers.FEWEST_MESSAGES
        return args if fewer else {**args, "limit": tiers.FEWEST_MESSAGES}

    def is_rationed(self, method: str) -> bool:
        rare = method in tiers.RARE_WHEN_DISTRIBUTED
        return rare and self.limits.enforced and self.limits.distributed

    def schedules(self, who: Who, channel: str, post_at: float) -> bool:
        """Whether one more message may be scheduled for these five minutes in the channel."""
        slot = int(post_at // SCHEDULED_WITHIN)
        name = f"schedule {channel} {slot}"
        made = self.meter(who, name, lambda: Window(SCHEDULED_AT_ONCE, SCHEDULED_WITHIN))
        return not self.limits.enforced or not self.spend([made], post_at)

    def bar(self, who: Who, scope: str, now: float, seconds: float) -> None:
        self.barred[who, scope] = Barred(now, now + seconds)

    def is_early(self, who: Who, method: str, args: Json, now: float) -> bool:
        """Whether the app was told to wait longer; a call already under way is forgiven."""
        if not self.barred:
            return False
        scopes = (method, in_channel(method, args))
        found = (self.barred.get((who, scope)) for scope in scopes)
        return any(one and one.since + UNDER_WAY < now < one.until for one in found)

    def configure(self, limits: Limits) -> None:
        """Other limits from now on, counted afresh."""
        self.limits = limits
        self.meters.clear()
        self.barred.clear()


def in_channel(method: str, args: Json) -> str:
    return f"{method} {args.get('channel')}"
