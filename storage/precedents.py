"""Disputes that were decided and may be shown, by their rule, their account and their words."""

from collections.abc import Sequence
from dataclasses import fields
from itertools import chain, islice, repeat
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    false,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from storage.disputes import DISPUTES, Dispute
from storage.prepared import Prepared
from storage.rows import read

ALL_OF_IT = [DISPUTES.c[field.name] for field in fields(Dispute)]
ACCOUNTS = 48
"""Names that are looked for at once."""
NEWEST = 40
"""Of a rule, and of these accounts, as many as are compared."""


def _shown(workspace: str | BindParameter[str]) -> ColumnElement[bool]:
    ended = and_(DISPUTES.c.workspace == workspace, DISPUTES.c.state == "decided")
    return and_(ended, DISPUTES.c.private == false())


def _newest(which: ColumnElement[bool]) -> Select[Any]:
    found = select(*ALL_OF_IT).where(_shown(bindparam("workspace", type_=String())), which)
    newest = found.order_by(DISPUTES.c.decided_at.desc()).limit(literal_column(str(NEWEST)))
    return select(newest.subquery())


def _bound(name: str) -> BindParameter[str]:
    return bindparam(name, type_=String())


IS_OF_RULE = DISPUTES.c.rule == _bound("rule")
NAMED = [_bound(f"account{number}") for number in range(ACCOUNTS)]
OF_RULE = Prepared(lambda dialect: _newest(IS_OF_RULE), ("workspace", "rule"))
OF_RULE_OR_ACCOUNT = Prepared(
    lambda dialect: union_all(_newest(IS_OF_RULE), _newest(DISPUTES.c.account_key.in_(NAMED))),
    ("workspace", "rule", *(each.key for each in NAMED)),
)


def alike(session: Session, workspace: str, rule: str, accounts: Sequence[str]) -> list[Dispute]:
    """Decided ones that may be shown, of that rule or one of these accounts, in one statement."""
    values: dict[str, Any] = {"workspace": workspace, "rule": rule}
    if not accounts:
        return [Dispute(*row) for row in OF_RULE.all(session, values)]
    padded = islice(chain(accounts, repeat(accounts[0])), ACCOUNTS)
    values |= {f"account{number}": key for number, key in enumerate(padded)}
    rows = OF_RULE_OR_ACCOUNT.all(session, values)
    return [Dispute(*row) for row in {row[0]: row for row in rows}.values()]


def search(
    session: Session, workspace: str, words: Sequence[str], offset: int, limit: int | None
) -> list[Dispute]:
    """Decided ones that may be shown and hold each of the words, the newest first."""
    held = [DISPUTES.c.searched.contains(word.casefold(), autoescape=True) for word in words]
    query = select(DISPUTES).where(_shown(workspace), *held)
    newest = query.order_by(DISPUTES.c.decided_at.desc(), DISPUTES.c.id.desc())
    rows = session.connection().execute(newest.offset(offset).limit(limit))
    return [read(Dispute, row) for row in rows]
