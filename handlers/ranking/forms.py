"""The form in which an account is ranked, and what it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.kit import blocks, forms
from handlers.kit.feature import Ask, Block, Scene, Turn, View
from handlers.kit.forms import text_in
from handlers.kit.texts import cut
from handlers.ranking import words
from handlers.ranking.books import rules, segment_of
from handlers.ranking.controls import ACCOUNT, FORM
from policies.ranking import Ranked, Rules
from policies.ranking.tables import LONGEST_ACCOUNT, LONGEST_TEXT, MOST_USERS
from policies.trips.reading import Unclear, whole
from storage import members, ranks

NO_ACCOUNT = "Choose one of your accounts, or write the name of another, for example Acme."
TWO_ACCOUNTS = "Choose an account or write one, not both."
NO_RANK = "Choose a rank."
NO_SEGMENT = "Choose whether the account is SMB or Mid-Market: the ranks differ."
NO_REASON = "Say why, for example “They grow into a second team; 10-K, call with the CTO”."
NO_USERS = "{segment} {word} {rank} needs the potential users. For example 250."
CHOOSE_DOWN = "Choose which one moves down."
WHY_HINT = "And from which sources. Every rank needs it, also one that stays as it was."
USERS_HINT = "SMB needs them for {ranks}. For example 250."
NOTES_HINT = "SMB asks that the notes say why: left empty, the reason counts as the note."
CROWDED = (
    "*{word} {rank} of {segment} holds the {count} best accounts, and that many hold it.* Choose "
    "which one moves down to {word} {lower}, or give this one another rank."
)


class Unfit(Exception):
    """What is wrong, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(wrong.values()))
        self.wrong = dict(wrong)


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form at first; without an account it is asked for."""

    owner: str
    account: str = ""
    segment: str = ""
    rank: str = ""
    reason: str = ""
    users: str = ""
    notes: str = ""


def of_kept(one: Ranked) -> Draft:
    """The reason is asked for anew: a rank that stays has one too."""
    users = "" if one.users is None else f"{one.users:,}"
    return Draft(one.owner, one.account, one.segment, one.rank, one.reason, users, one.notes)


def form(turn: Turn, about: str, draft: Draft, best: Sequence[Ranked] = ()) -> View:
    """With `best`, those of whom one has to move down."""
    known = rules(turn)
    return forms.form(
        FORM,
        "Rank an account",
        *_head(turn, draft),
        *(_crowded(known, draft, best) if best else ()),
        *([] if draft.account else _account(turn, draft)),
        *_segment(turn, known, draft),
        forms.choice("rank", known.sheet.word, _ranks(turn, known, draft),
                     chosen=draft.rank, optional=False),
        forms.text("reason", "Reason", most=LONGEST_TEXT, lines=True, hint=WHY_HINT,
                   optional=False, filled=draft.reason),
        forms.number("users", "Potential users", hint=_users_hint(known), filled=draft.users),
        forms.text("notes", "Notes", most=LONGEST_TEXT, lines=True, hint=NOTES_HINT,
                   filled=draft.notes),
        submit="Save",
        about=about,
    )  # fmt: skip


def _head(turn: Turn, draft: Draft) -> Iterator[Block]:
    said = [words.title(draft.account)] if draft.account else []
    if draft.owner != turn.actor.id:
        said.append(f"of {words.name(turn, draft.owner)}")
    if said:
        yield blocks.section(" · ".join(said))


def _crowded(known: Rules, draft: Draft, best: Sequence[Ranked]) -> Iterator[Block]:
    segment, rank = best[0].segment, best[0].rank
    lower = known.next_down(segment, rank)
    label = known.segments[segment].label
    said = CROWDED.format(
        word=known.sheet.word, rank=rank, segment=label, count=known.ten_best, lower=lower
    )
    yield blocks.section(said)
    options = [(str(each.id), cut(each.account, 70)) for each in best]
    label = f"Moves down to {known.sheet.word} {lower}"
    yield forms.choice("down", label, options, hint="Its reason and users stay.")


def _account(turn: Turn, draft: Draft) -> Iterator[Block]:
    yield forms.suggested(
        "known", "One of your accounts", ACCOUNT, prompt="Type a part of its name"
    )
    yield forms.text("account", "Or another account", most=LONGEST_ACCOUNT, hint="For example Acme")


def _segment(turn: Turn, known: Rules, draft: Draft) -> Iterator[Block]:
    """Asked where neither the rank nor the owner's role says."""
    if not (draft.segment or own_segment(turn, draft.owner)):
        options = [(name, each.label) for name, each in known.segments.items()]
        yield forms.choice("segment", "Segment", options, optional=False)


def own_segment(scene: Scene, owner: str) -> str:
    return segment_of(scene, members.find(scene.session, scene.workspace.id, owner))


def _ranks(turn: Turn, known: Rules, draft: Draft) -> list[tuple[str, str]]:
    segment = known.segments.get(draft.segment or own_segment(turn, draft.owner))
    if segment is None:
        return [(each, each) for each in known.ranks]
    return [(each.id, cut(f"{each.id}: {each.says}", 75)) for each in segment.ranks]


def _users_hint(known: Rules) -> str:
    ranks = " and ".join(rank for _, rank in known.with_users)
    return USERS_HINT.format(ranks=f"{known.sheet.word} {ranks}")


def read(turn: Turn, ask: Ask, draft: Draft) -> tuple[Draft, int | None, int]:
    """What the form holds, its users as a number, and which one moves down. Raises Unfit."""
    told = {name: text_in(ask, name) for name in ("rank", "reason", "users", "notes")}
    account = draft.account or _named(turn, ask, draft.owner)
    segment = draft.segment or own_segment(turn, draft.owner) or text_in(ask, "segment")
    found = Draft(draft.owner, account, segment, **told)
    users, wrong = checked(turn, found)
    both = bool(text_in(ask, "known") and text_in(ask, "account"))
    if both:
        wrong["account"] = TWO_ACCOUNTS
    if wrong:
        raise Unfit(wrong)
    down = text_in(ask, "down")
    return found, users, int(down) if down.isascii() and down.isdigit() else 0


def checked(turn: Turn, draft: Draft) -> tuple[int | None, dict[str, str]]:
    """The users as a number, and what is wrong, by field."""
    known, wrong = rules(turn), dict[str, str]()
    users = _users(draft.users, wrong)
    if not draft.account:
        wrong["account"] = NO_ACCOUNT
    if draft.segment not in known.segments:
        wrong["segment"] = NO_SEGMENT
    elif known.meaning(draft.segment, draft.rank) is None:
        wrong["rank"] = NO_RANK
    if not (draft.reason or draft.notes):
        wrong["reason"] = NO_REASON
    pair = (draft.segment, draft.rank)
    if pair in known.with_users and users is None and "users" not in wrong:
        label = known.segments[draft.segment].label
        said = NO_USERS.format(segment=label, word=known.sheet.word, rank=draft.rank)
        wrong["users"] = said
    return users, wrong


def _users(said: str, wrong: dict[str, str]) -> int | None:
    try:
        return whole(said, MOST_USERS, "250")
    except Unclear as unclear:
        wrong["users"] = str(unclear)
        return None


def _named(turn: Turn, ask: Ask, owner: str) -> str:
    """An offer is the folded name of one of theirs; what is written counts as it stands."""
    if key := text_in(ask, "known"):
        found = ranks.known_accounts(turn.session, turn.workspace.id, [owner]).get(owner, {})
        kept = ranks.of_account(turn.session, turn.workspace.id, owner, key)
        return kept.account if kept else found.get(key, "")
    return " ".join(text_in(ask, "account").split())[:LONGEST_ACCOUNT]


def spelt(draft: Draft) -> dict[str, str]:
    """As a ticket keeps it."""
    return {name: getattr(draft, name) for name in Draft.__slots__}


def unspelt(kept: Mapping[str, str]) -> Draft:
    return Draft(**{name: str(kept[name]) for name in Draft.__slots__})
