"""Orders to a playground, and what it has counted."""

from typing import Any, TypeAlias

from aiohttp import ClientSession

from playground.server import Playground

Json: TypeAlias = dict[str, Any]


async def order(playground: Playground, **body: Any) -> Json:
    url = f"{playground.url}/_control"
    async with ClientSession() as session, session.post(url, json=body) as answer:
        said: Json = await answer.json()
    return said


async def counted(playground: Playground) -> Json:
    url = f"{playground.url}/_control"
    async with ClientSession() as session, session.get(url) as answer:
        said: Json = await answer.json()
    return said
