"""Opportunities: imported from a report, found, added and changed by hand."""

from collections.abc import Sequence

from handlers.kit.feature import Button, Feature, Fetched, Form, Job, Suggestion
from handlers.kit.routines import Screen, Undo
from handlers.opportunities import (
    cards,
    columns,
    editing,
    finding,
    importing,
    owning,
    previews,
    reading,
)
from policies.imports.columns import likeness
from policies.imports.tables import LARGEST_BYTES
from policies.pack import Pack


def fits(headings: Sequence[str], pack: Pack) -> int:
    return likeness(headings, pack.cover.report)


FEATURE = Feature(
    name="opportunities",
    slashes=(finding.SLASH,),
    buttons=(
        Button(columns.IMPORT, columns.open_upload),
        Button(previews.APPLY, importing.apply),
        Button(previews.APPLY_WHOLE, importing.apply_whole),
        Button(previews.DROP, importing.drop),
        Button(previews.COLUMNS, columns.open_columns),
        Button(previews.MONTH_FIRST, importing.month_first),
        Button(previews.DAY_FIRST, importing.day_first),
        Button(cards.SHOW, cards.show),
        Button(cards.EDIT, editing.open_edit),
        Button(cards.HISTORY, cards.history),
        Button(cards.WON, editing.won),
        Button(cards.LOST, editing.lost),
        Button(cards.REOPEN, editing.reopen),
    ),
    forms=(
        Form(columns.IMPORT, columns.uploaded),
        Form(previews.COLUMNS, columns.chosen),
        Form(editing.ADD, editing.added),
        Form(editing.EDIT, editing.edited),
        Form(finding.PICK, finding.picked),
    ),
    suggestions=(Suggestion(finding.FIND, finding.suggest),),
    fetched=(
        Fetched(
            importing.READ,
            steps=reading.read_file,
            most=LARGEST_BYTES,
            name="A report of opportunities",
            fits=fits,
        ),
        Fetched(importing.DONE, steps=importing.carry_out, most=0),
    ),
    jobs=(
        Job("opportunities.expire", importing.expire),
        Job("opportunities.owners", owning.match),
    ),
    screens=(Screen(previews.SCREEN, previews.render, previews.posted),),
    undos=(Undo(editing.UNDO, editing.undo),),
)
