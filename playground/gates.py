"""The Web API's front door: token, method, scopes, faults, then the method itself."""

import asyncio
from typing import Any

from aiohttp import web

from playground import bodies, restraints
from playground.api import METHODS
from playground.api.calls import Call, Method, answered, warned
from playground.callers import Caller
from playground.faults import Fault
from playground.faults.replies import problem, reply
from playground.installations import Installed
from playground.platforms import Platform
from playground.refusals import Refused
from playground.shapes import Json

LARGEST = 2 * 2**20


async def answer(platform: Platform, request: web.Request) -> web.StreamResponse:
    name = request.match_info["method"]
    start = asyncio.get_running_loop().time()
    args: Json = {}
    try:
        args = await bodies.arguments(request, LARGEST, json=reads_json(name))
        response = await serve(platform, request, name, args)
    except bodies.Unreadable as bad:
        body = {"ok": False, "error": bad.error}
        response = web.json_response(body, status=bad.status)
        record(platform, name, "", args, body, start, [])
    return response


def reads_json(name: str) -> bool:
    method = METHODS.get(name)
    return method is None or method.json


async def serve(
    platform: Platform, request: web.Request, name: str, args: Json
) -> web.StreamResponse:
    start = asyncio.get_running_loop().time()
    caller = Caller.of(platform, token_of(request, args))
    platform.counters.called(name)
    await delay(platform, name)
    fault = platform.faults.next_for(name, platform.clock.now())
    refusal = restraints.within(platform, caller, name, args, fault)
    if refusal is not None:
        return refusal
    body, problems = outcome(platform, caller, name, args, fault)
    body = warned(body, bodies.warnings(request))
    record(platform, name, caller.name, args, body, start, problems)
    return await reply(request, fault, body, scopes(caller.installed))


async def delay(platform: Platform, name: str) -> None:
    seconds = platform.faults.delay_for(name, platform.clock.now())
    if seconds:
        await platform.clock.sleep(seconds)


def outcome(
    platform: Platform, caller: Caller, name: str, args: Json, fault: Fault | None
) -> tuple[Json, list[str]]:
    if fault and not fault.is_stored:
        return problem(fault.kind), []
    return attempt(platform, caller, name, platform.ledger.trimmed(name, args))


def attempt(platform: Platform, caller: Caller, name: str, args: Json) -> tuple[Json, list[str]]:
    try:
        method = admit(platform, caller, name)
        if name == "chat.scheduleMessage":
            restraints.check_schedule(platform, caller, args)
        call = Call(platform, args, caller)
        return answered(call, method.act(call)), []
    except Refused as refused:
        if refused.found:
            platform.counters.violate("invalid_payload")
        return refused.answer(), [str(problem) for problem in refused.found]


def scopes(app: Installed | None) -> dict[str, str]:
    return {"X-OAuth-Scopes": ",".join(sorted(app.scopes))} if app else {}


def token_of(request: web.Request, args: Json) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    given: Any = args.pop("token", "")
    return token.strip() if kind.lower() == "bearer" else str(given or "")


def admit(platform: Platform, caller: Caller, name: str) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise Refused("unknown_method", req_method=name)
    if method.token != "none":
        caller.check(platform.clock.now())
        check_kind(method, caller)
        check_scopes(method, caller)
    return method


def check_kind(method: Method, caller: Caller) -> None:
    kind = "bot" if caller.installed else "app"
    if method.token not in (kind, "any"):
        raise Refused("not_allowed_token_type")


def check_scopes(method: Method, caller: Caller) -> None:
    held = caller.installed.scopes if caller.installed else frozenset()
    if method.scopes and not method.scopes & held:
        needed, provided = ",".join(sorted(method.scopes)), ",".join(sorted(held))
        raise Refused("missing_scope", needed=needed, provided=provided)


def record(
    platform: Platform,
    name: str,
    who: str,
    args: Json,
    body: Json,
    start: float,
    problems: list[str],
) -> None:
    platform.inspector.record(
        "web_api", name, who=who, status="ok" if body["ok"] else body["error"],
        ms=(asyncio.get_running_loop().time() - start) * 1000,
        request=args, response=body, problems=problems,
    )  # fmt: skip
