"""What can be done to socket connections by order."""

from collections.abc import Sequence

from playground.delivery.connections import Connection, Reason
from playground.delivery.sockets import Sockets
from playground.orders import ToOne, Trick
from playground.platforms import Platform
from playground.shapes import Json


async def play(
    platform: Platform, app_id: str, trick: Trick, connections: Sequence[Connection]
) -> None:
    match trick:
        case "link_disabled":
            platform.sockets.disabled.add(app_id)
            await end(connections, "link_disabled")
        case "link_enabled":
            platform.sockets.disabled.discard(app_id)
        case "too_many":
            await end(connections, "too_many_websockets")
        case "refresh" | "cut" | "half_open" | "warning" | "garbage":
            for connection in connections:
                await disturb(platform, connection, trick)


async def disturb(platform: Platform, connection: Connection, trick: ToOne) -> None:
    match trick:
        case "refresh":
            platform.spawn(platform.sockets.refresh(connection))
        case "cut":
            connection.cut()
        case "half_open":
            connection.deaf = True
        case "warning":
            await connection.part("warning")
        case "garbage":
            await connection.babble()


async def end(connections: Sequence[Connection], reason: Reason) -> None:
    for connection in connections:
        await connection.part(reason)
        await connection.socket.close()


def mend(sockets: Sockets) -> None:
    """Links are enabled again, and lines that let nothing through let it through."""
    sockets.disabled.clear()
    for connection in (one for held in sockets.connections.values() for one in held):
        connection.deaf = False


def shown(sockets: Sockets) -> Json:
    return {
        app_id: {
            "connections": len(held),
            "half_open": sum(one.deaf for one in held),
            "disabled": app_id in sockets.disabled,
        }
        for app_id, held in sockets.connections.items()
    }
