"""/roe: whose account is it, and why; for one account or a list of them."""

from handlers.kit import menus
from handlers.kit.controls import DISPUTE
from handlers.kit.feature import Button, Feature, Fetched, Form, Job
from handlers.roe import accounts, cases, copies, disputes, lists, verdicts

FEATURE = Feature(
    name="roe",
    slashes=(accounts.SLASH, lists.SLASH, verdicts.SLASH),
    buttons=(
        Button(menus.ACCOUNT, accounts.open_form),
        Button(menus.LIST, lists.open_form),
        Button(menus.DISPUTES, verdicts.show_overview),
        Button(DISPUTE, disputes.ask_for_evidence),
        Button(cases.WITHDRAW, disputes.withdraw),
        Button(cases.DECIDE, verdicts.ask_for_decision),
        Button(cases.RULES, verdicts.see_rules),
    ),
    forms=(
        Form(menus.ACCOUNT, accounts.submitted),
        Form(lists.FORM, lists.submitted),
        Form(DISPUTE, disputes.send),
        Form(cases.DECIDE, verdicts.settle),
    ),
    fetched=(Fetched(lists.FETCHED, lists.fetched, name="A list of accounts", fits=lists.fits),),
    jobs=(Job("roe.disputes", copies.send_waiting),),
)
