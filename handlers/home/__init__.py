"""App Home: what today asks of a person, what is missing, their team, how the bot fares."""

from handlers.home import admins, beginnings, pipelines, teams
from handlers.home.pages import render
from handlers.kit import letters
from handlers.kit.events import HOME_OPENED
from handlers.kit.feature import Ask, Button, Feature, Heard, Quiet, Turn
from handlers.kit.homes import HOME
from handlers.kit.routines import Screen
from storage import homes


def opened(turn: Turn, ask: Ask) -> Quiet:
    homes.opened(turn.session, turn.workspace.id, turn.actor.id, turn.now)
    letters.refresh(turn, HOME, turn.actor.id)
    return Quiet()


FEATURE = Feature(
    name="home",
    buttons=(Button(admins.DEAD, admins.show_dead),),
    heard=(Heard(HOME_OPENED, opened),),
    screens=(Screen(HOME, render),),
    panels=(
        beginnings.FIRST_STEPS,
        beginnings.ROLE,
        pipelines.PANEL,
        teams.TEAM,
        teams.TEAMS,
        beginnings.SETTINGS_PANEL,
        admins.PANEL,
    ),
)
