"""The Web API's front door: token, method, scopes, faults, then the method itself."""

import asyncio
from typing import Any

from aiohttp import web

from playground import bodies
from playground.api import METHODS
from playground.api.calls import Call, Method
from playground.callers import Caller
from playground.faults import Fault
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
        args = await bodies.arguments(request, LARGEST)
        response = await serve(platform, request, name, args)
    except bodies.Unreadable as bad:
        body = {"ok": False, "error": bad.error}
        response = web.json_response(body, status=bad.status)
        record(platform, name, "", args, body, start, [])
    return response


async def serve(
    platform: Platform, request: web.Request, name: str, args: Json
) -> web.StreamResponse:
    start = asyncio.get_running_loop().time()
    token = token_of(request, args)
    caller = Caller.of(platform, token)
    app = caller.installed
    platform.counters.called(name)
    fault = platform.faults.next_for(name)
    if fault and fault.kind == "rate_limited":
        return limited(platform, name, fault, app)
    if fault and not fault.stored:
        return broken(request, fault)
    body, problems = attempt(platform, caller, name, args)
    record(platform, name, caller.name, args, body, start, problems)
    return broken(request, fault) if fault else web.json_response(body, headers=scopes(app))


def attempt(platform: Platform, caller: Caller, name: str, args: Json) -> tuple[Json, list[str]]:
    try:
        method = admit(platform, caller, name)
        return {"ok": True, **method.act(Call(platform, args, caller))}, []
    except Refused as refused:
        platform.counters.violations += bool(refused.found)
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


def limited(platform: Platform, name: str, fault: Fault, app: Installed | None) -> web.Response:
    body = {"ok": False, "error": "ratelimited"}
    who = app.name if app else ""
    platform.inspector.record("web_api", name, who=who, status="429", response=body)
    return web.json_response(body, status=429, headers={"Retry-After": fault.retry_after})


def broken(request: web.Request, fault: Fault) -> web.StreamResponse:
    match fault.kind:
        case "server_error":
            return web.Response(status=500, text="")
        case "fatal_error":
            return web.json_response({"ok": False, "error": "fatal_error"})
        case "lost_reply":
            if request.transport is not None:
                request.transport.close()
            return web.Response(status=500)
        case "rate_limited":
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429)


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
