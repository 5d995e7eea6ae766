"""People and teams: who somebody is, how they are reminded, who is on the team, first contact."""

from handlers.kit.feature import Button, Feature, Fetched, Form
from handlers.kit.routines import Undo
from handlers.people import (
    absences,
    admins,
    changes,
    claims,
    controls,
    imports,
    mine,
    notices,
    posts,
    settings,
    teams,
    welcomes,
    zones,
)

FEATURE = Feature(
    name="people",
    slashes=(mine.SLASH, settings.SLASH, absences.SLASH, absences.BACK_SLASH, teams.SLASH),
    buttons=(
        Button(controls.SETTINGS, settings.open_form),
        Button(controls.AWAY, absences.open_form),
        Button(controls.BACK, absences.come_back),
        Button(controls.RIGHT, welcomes.agree),
        Button(controls.SAY, claims.open_form),
        Button(controls.UNDO, changes.undo),
        Button(controls.DECLINE, notices.decline),
        Button(controls.PICK, posts.open_form),
        Button(controls.REMOVE, posts.remove),
        Button(controls.IMPORT, imports.open_form),
        Button(controls.APPLY, imports.apply),
        Button(controls.DISCARD, imports.discard),
        Button(controls.EXPORT, teams.export),
        Button(controls.ADMINS, admins.pressed),
        Button(controls.FIRST, admins.become_first),
        Button(controls.ADMIN_ADD, admins.open_form),
        Button(controls.ADMIN_REMOVE, admins.remove),
    ),
    forms=(
        Form(controls.SETTINGS, settings.submitted),
        Form(controls.AWAY, absences.submitted),
        Form(controls.SAY, claims.submitted),
        Form(controls.PICK, posts.picked),
        Form(controls.EDIT, posts.submitted),
        Form(controls.IMPORT, imports.submitted),
        Form(controls.ADMIN_ADD, admins.submitted),
    ),
    fetched=(Fetched(controls.ROSTER, imports.fetched, name="A team roster", fits=imports.fits),),
    suggestions=(zones.SUGGESTION,),
    undos=(
        Undo(controls.CHANGED, changes.take_back),
        Undo(controls.NAMED, admins.unname),
        Undo(controls.UNNAMED, admins.name_again),
    ),
    met=(welcomes.met,),
)
