"""Commands, shortcuts, buttons and forms: what an app is asked to do."""

from playground.acts.messages import write
from playground.acts.wants import app, flag, message, place, section, word
from playground.interactions import actions, commands, shortcuts, submissions, suggestions
from playground.interactions.sources import source
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json

BUILT_IN = "/me"


async def command(platform: Platform, user: str, body: Json) -> Json:
    name, here = word(body, "command"), place(platform, user, body)
    if name == BUILT_IN:
        return await write(platform, user, {**body, "text": f"{name} {word(body, 'text')}"})
    if body.get("thread"):
        raise Declined(f"{name} is not supported in threads. Sorry!")
    await commands.run(platform, user, here, name, word(body, "text"))
    return {}


async def shortcut(platform: Platform, user: str, body: Json) -> Json:
    found, name = app(platform, user, body), word(body, "callback_id")
    if "ts" in body:
        target = message(platform, user, body)
        await shortcuts.on_message(platform, found, user, name, target)
    else:
        await shortcuts.run(platform, found, user, name)
    return {}


async def action(platform: Platform, user: str, body: Json) -> Json:
    where = source(platform, user, section(body, "source"))
    if "state" in body:
        submissions.fill(platform, user, where, body["state"])
    await actions.press(platform, user, where, section(body, "action"), body.get("value"))
    return {}


async def suggest(platform: Platform, user: str, body: Json) -> Json:
    where = source(platform, user, section(body, "source"))
    asked, query = section(body, "action"), word(body, "value")
    return await suggestions.suggest(platform, user, where, asked, query)


async def submit(platform: Platform, user: str, body: Json) -> Json:
    done = await submissions.submit(platform, user, word(body, "view"), body.get("state"))
    return {"response_action": done.response_action, "errors": done.errors}


async def close(platform: Platform, user: str, body: Json) -> Json:
    await submissions.close(platform, user, word(body, "view"), whole=flag(body, "all"))
    return {}
