"""Slash commands: delivered to the app that registered them, answered by its acknowledgement."""

from playground.delivery.couriers import ask
from playground.delivery.payloads import slash_command
from playground.installations import Installed
from playground.interactions.objections import report
from playground.interactions.responses import open_url, respond
from playground.platforms import Platform
from playground.refusals import Declined, Refused
from playground.shapes import Json
from playground.worlds import Conversation, ResponseUrl


def owner(platform: Platform, user: str, command: str) -> Installed:
    """The app that has this command; people of other companies have no commands here."""
    for app in platform.installed_in(platform.world.people[user].team_id):
        if any(row.get("command") == command for row in app.commands):
            return app
    raise Declined(f"{command} is not a valid command. In Slack, type / to see the ones you have.")


async def run(platform: Platform, user: str, place: Conversation, command: str, text: str) -> None:
    app = owner(platform, user, command)
    check_place(user, place)
    url, made = open_url(platform, app, place.id, user)
    payload = {
        **slash_command(platform, app, user, place, (command, text)),
        "response_url": url,
        "trigger_id": platform.triggers.issue(user, app, channel=place.id),
    }
    title = f"{command} {text}".strip()
    answer = await ask(
        platform, app, "slash_commands", payload, what="command", title=title, who=user
    )
    if not answer.ok:
        raise Declined(f'{command} failed with the error "{answer.error}"')
    if answer.body:
        say(platform, command, made, answer.body)


def check_place(user: str, place: Conversation) -> None:
    if place.archived:
        raise Declined(f"#{place.name} is archived; nobody can write in it.")
    if user not in place.members:
        raise Declined(f"Join #{place.name} to write in it.")


def say(platform: Platform, command: str, made: ResponseUrl, body: Json) -> None:
    """What the acknowledgement itself holds is an answer like any other."""
    try:
        respond(platform, made, body)
    except Refused as refused:
        report(platform, "command", command, refused)
        raise Declined(f'{command} failed with the error "{refused.error}"') from refused
