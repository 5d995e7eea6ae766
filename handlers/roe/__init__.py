"""/roe: whose account is it, and why; for one account or a list of them; and what is disputed."""

from handlers.kit import menus
from handlers.kit.controls import DISPUTE
from handlers.kit.feature import Button, Feature, Fetched, Form, Job
from handlers.kit.precedents import ALIKE
from handlers.kit.routines import Undo
from handlers.roe import (
    accounts,
    cases,
    copies,
    disputes,
    earlier,
    exports,
    lists,
    panels,
    queues,
    reminding,
    reopenings,
    verdicts,
)

FEATURE = Feature(
    name="roe",
    slashes=(accounts.SLASH, lists.SLASH, queues.SLASH, earlier.SLASH),
    buttons=(
        Button(menus.ACCOUNT, accounts.open_form),
        Button(menus.LIST, lists.open_form),
        Button(menus.DISPUTES, queues.show),
        Button(DISPUTE, disputes.ask_for_evidence),
        Button(cases.WITHDRAW, disputes.withdraw),
        Button(cases.DECIDE, verdicts.ask_for_decision),
        Button(cases.RULES, verdicts.see_rules),
        Button(cases.CASE, queues.see),
        Button(cases.REOPEN, reopenings.ask_why),
        *(Button(f"{queues.PAGE}.{place}", queues.turn_page) for place in range(4)),
        *(Button(f"{queues.MINE}.{place}", queues.turn_own) for place in range(3)),
        Button(queues.EXPORT, exports.whole),
        Button(ALIKE, earlier.alike),
        *(Button(f"{earlier.PAGE}.{place}", earlier.turn_page) for place in range(2)),
        Button(earlier.EXPORT, exports.decided),
    ),
    forms=(
        Form(menus.ACCOUNT, accounts.submitted),
        Form(lists.FORM, lists.submitted),
        Form(DISPUTE, disputes.send),
        Form(cases.DECIDE, verdicts.settle_it),
        Form(cases.REOPEN, reopenings.reopen),
    ),
    fetched=(Fetched(lists.FETCHED, lists.fetched, name="A list of accounts", fits=lists.fits),),
    jobs=(Job("roe.disputes", copies.send_waiting),),
    routines=(reminding.DISPUTES,),
    undos=(Undo(reminding.READ, reminding.unread),),
    panels=(panels.PANEL,),
)
