"""What a bot or a test needs to work with a playground: addresses, tokens, ids."""

from playground.configs import Install, Workspace
from playground.server import Playground
from playground.shapes import Json

EXPORTS = """\
A Slack of its own: {url}

An app connects to it with these:

  export SLACK_API_URL={api_url}
  export SLACK_BOT_TOKEN={bot_token}
  export SLACK_APP_TOKEN={app_token}
  export SLACK_SIGNING_SECRET={signing_secret}

Bolt for Python      client = WebClient(token=…, base_url=os.environ["SLACK_API_URL"])
                     App(client=client), SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
Bolt for JavaScript  new App({{ token, appToken, socketMode: true,
                       clientOptions: {{ slackApiUrl: process.env.SLACK_API_URL }} }})
handrail serve       HANDRAIL_SLACK_API_URL, HANDRAIL_SLACK_BOT_TOKEN, HANDRAIL_SLACK_APP_TOKEN

Then open the address, choose who you are, and write to the app. {more}Ctrl-C stops.
"""


def keys(slack: Playground) -> Json:
    """At the top the first app in the first workspace, which is all that most need."""
    config = slack.config
    first = credentials(slack, config.installs[0])
    return {
        "url": slack.url,
        "api_url": slack.api_url,
        **{name: value for name, value in first.items() if name not in ("id", "name")},
        **places(slack, config.workspace),
        "workspaces": [
            {"id": home.id, "name": home.name, "domain": home.domain, **places(slack, home)}
            for home in config.workspaces
        ],
        "apps": [credentials(slack, one) for one in config.installs],
    }


def credentials(slack: Playground, one: Install) -> Json:
    app = next(app for app in slack.config.apps if app.id == one.app_id)
    return {
        "id": app.id,
        "name": app.name,
        "team_id": one.team_id,
        "bot_user": one.bot_user,
        "bot_token": one.bot_token,
        "app_token": app.app_token,
        "signing_secret": app.signing_secret,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }


def places(slack: Playground, home: Workspace) -> Json:
    world = slack.platform.world
    people = [one for one in world.people.values() if slack.platform.acquainted(home.id, one)]
    channels = [one for one in world.conversations.values() if one.team_id == home.id and one.name]
    return {
        "users": {one.name: one.id for one in people},
        "channels": {one.name: one.id for one in channels},
    }


def exports(slack: Playground) -> str:
    first, others = credentials(slack, slack.config.installs[0]), len(slack.config.installs) - 1
    more = "--json tells the tokens of the other apps. " if others else ""
    return EXPORTS.format(url=slack.url, api_url=slack.api_url, more=more, **first)
