"""Reports of opportunities: shown first, applied when somebody says so, once."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.kit.feature import Aside, Ask, Change, Close, Complain, File, Open, Place, Refused
from handlers.opportunities import importing, owning, reading
from storage import opportunities, people
from storage.import_previews import counts
from storage.opportunity_changes import history

Words = Callable[[Any], str]
HEAD = "Opportunity ID,Opportunity Name,Opportunity Owner,Stage,Net ARR,Close Date,Next Step"
REPORT = f"""{HEAD}
00A,Acme – Ultimate,Ana Lopez,3-Technical Evaluation,"$12,500.50",2025-04-30,Call Bo
00B,Bolt – Premium,"Sato, Vic",8-Closed Lost,900,2025-02-28,
00C,Coda,Nobody Here,4-Proposal,lots,2025-04-30,
00D,Dyne,Nobody Here,4-Proposal,700,2025-05-30,
"""


def test_a_report_is_shown_first_and_changes_nothing(sent: Any, words: Words) -> None:
    card = sent.send(REPORT)
    shown = words(card)
    assert "*report.csv* would change this" in shown
    assert "• Acme – Ultimate, Ana Lopez, Net ARR $12,501, closes Wed 30 April 2025" in shown
    assert "• line 4 (Coda): Net ARR: “lots” is no amount: write it as 12500" in shown
    assert "Owners whom I don't know in Slack, or not for certain*\nNobody Here (1)" in shown
    assert "Nothing is changed until you press *Apply*." in shown
    assert sent.states() == {}


def test_applying_does_what_was_shown_and_keeps_who_and_whence(sent: Any, words: Words) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    assert "✔ *report.csv* was imported" in words(sent.card())
    assert "3 new, 1 rejected" in words(sent.card())
    assert sent.states() == {"00A": "open", "00B": "lost", "00D": "open"}
    acme = sent.kept("00A")
    assert (acme.owner, acme.net_arr, acme.close_date) == ("U0ANA", 12_501, date(2025, 4, 30))
    assert (acme.next_step, acme.close_date_set_at) == ("Call Bo", sent.desk.now)
    assert sent.kept("00B").owner == "U0VIC"
    assert (sent.kept("00D").owner, sent.kept("00D").owner_name) == (None, "Nobody Here")
    (began,) = history(sent.desk.session, "T0ACME", acme.id)
    assert (began.field, began.after, began.by, began.source) == (
        "state",
        "open",
        "U0GRACE",
        "import",
    )
    (entry,) = sent.desk.kept("opportunities.imported")
    assert entry.detail["counts"]["new"] == 3


def test_the_same_file_twice_changes_nothing(sent: Any, words: Words) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    before = [sent.kept(ref) for ref in ("00A", "00B", "00D")]
    card = sent.send(REPORT)
    assert "It says what I know already, so there is nothing to apply." in words(card)
    assert sent.newest().counts == {"same": 3, "rejected": 1}
    assert [sent.kept(ref) for ref in ("00A", "00B", "00D")] == before


def test_a_second_press_is_told_and_applies_nothing_again(sent: Any, words: Words) -> None:
    card = sent.send(REPORT)
    sent.desk.press(card, "Apply", "U0GRACE")
    assert "It is being applied already." in words(sent.desk.press(card, "Apply", "U0GRACE"))
    sent.work()
    again = sent.desk.press(card, "Apply", "U0GRACE")
    assert isinstance(again, Aside)
    assert "It was applied already by Grace Kim, Wed 12 March" in words(again)
    assert len(sent.desk.kept("opportunities.imported")) == 1


def test_changes_are_shown_field_by_field_and_kept_as_history(sent: Any, words: Words) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    sent.desk.now += timedelta(days=1)
    card = sent.send(
        REPORT.replace("2025-04-30,Call Bo", "2025-05-01,Call Bo").replace("12,", "9,")
    )
    line = (
        "• Acme – Ultimate: Net ARR $12,501 → $9,501; Close date Wed 30 April 2025 → Thu 1 May 2025"
    )
    assert line in words(card)
    sent.press("Apply")
    acme = sent.kept("00A")
    assert (acme.net_arr, acme.close_date_set_at, acme.version) == (9_501, sent.desk.now, 2)
    fields = [each.field for each in history(sent.desk.session, "T0ACME", acme.id)]
    assert sorted(fields[:2]) == ["close_date", "net_arr"]
    assert len(fields) == 3


def test_what_is_missing_goes_only_if_somebody_says_the_report_is_whole(
    sent: Any, words: Words
) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    short = "\n".join(REPORT.splitlines()[:2])
    card = sent.send(short)
    assert "*Open here, not in this report*\n• Dyne" in words(card)
    sent.press("Apply, and mark 1 as gone")
    assert sent.states() == {"00A": "open", "00B": "lost", "00D": "gone"}
    assert "1 gone" in words(sent.card())
    gone = history(sent.desk.session, "T0ACME", sent.kept("00D").id)[0]
    assert (gone.field, gone.before, gone.after) == ("state", "open", "gone")


def test_applied_without_that_nothing_goes(sent: Any, words: Words) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    changed = REPORT.replace("Call Bo", "Call Mo").splitlines()[:2]
    sent.send("\n".join(changed))
    sent.press("Apply")
    assert sent.states()["00D"] == "open"
    assert "gone" not in words(sent.card())


def test_what_comes_back_into_the_report_is_open_again(sent: Any) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    sent.send("\n".join(REPORT.splitlines()[:2]))
    sent.press("Apply, and mark 1 as gone")
    sent.send(REPORT)
    sent.press("Apply")
    assert sent.states()["00D"] == "open"


def test_an_edit_here_stays_until_the_report_says_something_else(sent: Any) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    seen = sent.kept("00A")
    opportunities.change(
        sent.desk.session,
        seen,
        {"next_step": "Send the quote"},
        by="U0ANA",
        at=sent.desk.now,
        source="form",
    )
    sent.send(REPORT)
    assert sent.newest().counts == {"same": 3, "rejected": 1}
    sent.send(REPORT.replace("Call Bo", "Wait for legal"))
    sent.press("Apply")
    assert sent.kept("00A").next_step == "Wait for legal"


def test_an_opportunity_edited_after_the_preview_is_compared_again(sent: Any, words: Words) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    sent.send(REPORT.replace("$12,500.50", "$15,000"))
    opportunities.change(
        sent.desk.session,
        sent.kept("00A"),
        {"stage": "5-Negotiating"},
        by="U0ANA",
        at=sent.desk.now,
        source="form",
    )
    sent.press("Apply")
    assert sent.newest().state == "reading"
    sent.work()
    assert "Net ARR $12,501 → $15,000" in words(sent.card())
    sent.press("Apply")
    assert (sent.kept("00A").net_arr, sent.kept("00A").stage) == (15_000, "5-Negotiating")


def test_another_import_applied_first_makes_an_earlier_preview_void(
    sent: Any, words: Words
) -> None:
    sent.send(REPORT.replace("Nobody Here", "Ana Lopez"), who="U0BEN")
    void = sent.newest().id
    sent.send(REPORT)
    sent.press("Apply")
    assert "another report was imported by Grace Kim" in words(sent.card(void))
    assert not counts(sent.desk.session, sent.newest())


def test_a_newer_file_of_ones_own_takes_the_place_of_the_last(sent: Any, words: Words) -> None:
    card = sent.send(REPORT)
    first = sent.newest().id
    sent.send(REPORT)
    assert "you sent another report after this one" in words(sent.card(first))
    assert "It holds no more" in words(sent.desk.press(card, "Apply", "U0GRACE"))


def test_a_preview_can_be_dropped_and_expires_after_a_day(sent: Any, words: Words) -> None:
    sent.send(REPORT)
    assert "was not imported, and nothing was changed" in words(sent.press("Don't import"))
    card = sent.send(REPORT)
    sent.desk.now += timedelta(hours=25)
    assert "more than 24 hours old" in words(sent.desk.press(card, "Apply", "U0GRACE"))
    sent.send(REPORT)
    sent.desk.now += timedelta(hours=25)
    assert importing.expire(sent.round()) == 1
    assert sent.states() == {}


def test_only_whoever_sent_the_file_decides_on_it(sent: Any) -> None:
    card = sent.send(REPORT)
    with pytest.raises(Refused, match="Only Grace Kim"):
        sent.desk.press(card, "Apply", "U0BEN")


def test_an_account_executive_imports_only_their_own(sent: Any, words: Words) -> None:
    card = sent.send(REPORT, who="U0ANA")
    shown = words(card)
    assert sent.newest().counts == {"new": 1, "rejected": 3}
    assert "• line 3 (Bolt – Premium): it belongs to somebody outside your team" in shown
    assert "• line 5 (Dyne): its owner “Nobody Here” is nobody I know in your team" in shown
    sent.press("Apply", "U0ANA")
    assert sent.states() == {"00A": "open"}


def test_a_manager_imports_those_of_the_team(sent: Any) -> None:
    sent.send(REPORT, who="U0BEN")
    assert sent.newest().counts == {"new": 1, "rejected": 3}


def test_nobody_takes_an_opportunity_of_somebody_else_by_a_report(sent: Any) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    sent.send(REPORT.replace("Sato, Vic", "Ana Lopez").replace("8-Closed Lost", "4"), who="U0ANA")
    assert sent.newest().counts.get("changed", 0) == 0
    assert sent.kept("00B").owner == "U0VIC"


def test_gone_concerns_only_those_whom_one_may_import(sent: Any) -> None:
    sent.send(REPORT.replace("8-Closed Lost", "4-Proposal"))
    sent.press("Apply")
    sent.send(f"{HEAD}\n00Z,Zed,Ana Lopez,4-Proposal,1,2025-04-30,\n", who="U0ANA")
    sent.press("Apply, and mark 1 as gone", "U0ANA")
    assert sent.states() == {"00A": "gone", "00B": "open", "00D": "open", "00Z": "open"}


def test_a_report_without_owners_is_ones_own(sent: Any) -> None:
    sent.send("Opportunity ID,Opportunity Name\n00A,Acme", who="U0ANA")
    sent.press("Apply", "U0ANA")
    assert sent.kept("00A").owner == "U0ANA"


def test_an_owner_who_turns_up_later_gets_what_is_theirs(sent: Any) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    assert owning.match(sent.round()) == 0
    new = sent.desk.person("U0ANA")
    known = people.Person(
        *("U0NEW", new.workspace, "nobody", "Nobody Here", new.zone, new.team),
        *(False, False, "none", False, sent.desk.now),
    )
    people.save(sent.desk.session, known)
    assert owning.match(sent.round()) == 1
    assert sent.kept("00D").owner == "U0NEW"
    found = history(sent.desk.session, "T0ACME", sent.kept("00D").id)[0]
    assert (found.field, found.after, found.source) == ("owner", "U0NEW", "owner matched")


def test_every_changed_and_rejected_line_comes_as_a_csv(sent: Any) -> None:
    sent.send(REPORT)
    sent.press("Apply")
    sent.send(REPORT.replace("Call Bo", "- call Bo").replace("12,500.50", "9,000"))
    *_, letter = sent.desk.letters("upload")
    lines = list(csv.DictReader(io.StringIO(letter["content"].removeprefix("\ufeff"))))
    assert [(each["line"], each["what"], each["field"]) for each in lines] == [
        ("4", "rejected", ""),
        ("2", "changed", "Net ARR"),
        ("2", "changed", "Next step"),
    ]
    assert lines[2]["after"] == "'- call Bo"


def test_columns_that_are_not_recognised_are_asked_for_and_remembered(
    sent: Any, words: Words
) -> None:
    text = "Nr,Was,Wert\n7,Acme,12k\n"
    card = sent.send(text)
    assert "I can't tell which column holds Opportunity ID and Opportunity name" in words(card)
    form = sent.desk.press(card, "Choose columns", "U0GRACE")
    assert isinstance(form, Open)
    wrong = sent.desk.submit(form, {"ref": "0", "name": "0", "days": "-"}, "U0GRACE")
    assert wrong == Complain({"name": "This column is chosen for Opportunity ID already."})
    given = {"ref": "0", "name": "1", "net_arr": "2", "days": "-"}
    assert sent.desk.submit(form, given, "U0GRACE") == Close()
    sent.work()
    assert "• Acme, Net ARR $12,000" in words(sent.card())
    sent.press("Apply")
    assert "It says what I know already" in words(sent.send(text))


def test_the_columns_can_be_corrected_although_they_were_recognised(
    sent: Any, words: Words
) -> None:
    card = sent.send("Opportunity ID,Opportunity Name,Net ARR,Our ARR\n00A,Acme,1,2")
    form = sent.desk.press(card, "Change columns", "U0GRACE")
    given = {"ref": "0", "name": "1", "net_arr": "3", "days": "-"}
    sent.desk.submit(form, given, "U0GRACE")
    sent.work()
    assert "Net ARR from “Our ARR”" in words(sent.card())
    assert "• Acme, Net ARR $2" in words(sent.card())


def test_days_that_may_be_read_both_ways_are_asked_for(sent: Any, words: Words) -> None:
    card = sent.send(f"{HEAD}\n00A,Acme,Ana Lopez,4,1,03/04/2025,")
    assert "In the column “Close date”, what is 03/04/2025?" in words(card)
    asked = sent.card()
    sent.press("3 April 2025")
    assert "closes Thu 3 April 2025" in words(sent.card())
    again = sent.desk.press(asked, "4 March 2025", "U0GRACE")
    assert "I have read it already" in words(again)


def test_a_file_that_cannot_be_read_is_told_on_its_card(sent: Any, words: Words) -> None:
    card = sent.send(b"PK\x03\x04 no zip", name="report.xlsx")
    assert words(card).startswith("*report.xlsx* is damaged")
    card = sent.send(b"", name="report.csv")
    assert "is empty" in words(card)


def test_a_workbook_is_imported_alike(
    sent: Any, words: Words, workbook: Callable[..., bytes]
) -> None:
    data = workbook(HEAD.split(","), ["00A", "Acme", "Ana Lopez", "4", 1.5, date(2025, 4, 30), "x"])
    assert "Net ARR $2, closes Wed 30 April 2025" in words(sent.send(data, name="r.xlsx"))


@pytest.mark.parametrize("evil", ["<!channel>", "<@U0ANA>", "*x* _y_ `z`", "a\u202eb", "=1+1"])
def test_nothing_in_a_file_speaks_for_the_bot(sent: Any, words: Words, evil: str) -> None:
    row = f"00A,{evil} n,{evil} o,{evil} s,1,2025-04-30,{evil} t"
    card = sent.send(f"{HEAD},{evil}\n{row},x\n")
    for shown in (card.text, words(card)):
        assert "<!channel>" not in shown
        assert "<@U0ANA>" not in shown
        assert "\u202e" not in shown


def test_the_form_takes_one_file_and_says_where_the_preview_comes(sent: Any, words: Words) -> None:
    opened = sent.desk.press_raw("opportunities.import", "", "U0GRACE")
    told = sent.desk.submit(opened, {}, "U0GRACE")
    assert told == Complain({"file": "Choose a file, for example report.csv."})
    large = File("F8", "report.csv", "https://files.slack.com/report.csv", 50_000_001)
    told = sent.desk.submit(opened, {}, "U0GRACE", large)
    assert isinstance(told, Complain)
    assert told.errors["file"].startswith("The file is over 50 MB.")
    file = File("F9", "report.csv", "https://files.slack.com/report.csv", 9)
    told = sent.desk.submit(opened, {}, "U0GRACE", file)
    assert isinstance(told, Change)
    assert "Reading report.csv… What it would change follows" in words(told)


def test_a_file_over_which_the_process_died_is_read_again_into_the_same_card(sent: Any) -> None:
    file = File("F0", "report.csv", "https://files.slack.com/report.csv", 9)
    ask = Ask(Place.ERRAND, files=(file,), channel="U0GRACE")
    broken = reading.read_file(ask, REPORT.encode())
    for _ in range(3):
        next(broken)(sent.desk.turn("U0GRACE"))
    sent.sent.append(file)
    sent.walk("opportunities.read", file, REPORT.encode(), "U0GRACE")
    assert sent.newest().counts == {"new": 3, "rejected": 1}
    cards = [each for each in sent.desk.letters("post") if "Reading and checking" in each["text"]]
    assert len(cards) == 1


def test_what_is_dropped_while_it_is_read_stays_dropped(sent: Any, words: Words) -> None:
    file = File("F0", "report.csv", "https://files.slack.com/report.csv", 9)
    ask = Ask(Place.ERRAND, files=(file,), channel="U0GRACE")
    steps = reading.read_file(ask, REPORT.encode())
    for _ in range(2):
        next(steps)(sent.desk.turn("U0GRACE"))
    sent.sent.append(file)
    sent.desk.press_raw("opportunities.drop", "1", "U0GRACE")
    for step in steps:
        step(sent.desk.turn("U0GRACE"))
    assert sent.newest().state == "dropped"
    assert "was not imported" in words(sent.card())


def test_progress_is_shown_while_many_rows_are_read(sent: Any, words: Words) -> None:
    rows = "\n".join(f"{n},Deal {n},Ana Lopez,4,1,2025-04-30," for n in range(3_000))
    file = File("F0", "report.csv", "https://files.slack.com/report.csv", 9)
    ask = Ask(Place.ERRAND, files=(file,), channel="U0GRACE")
    seen = set()
    sent.sent.append(file)
    for step in reading.read_file(ask, f"{HEAD}\n{rows}".encode()):
        step(sent.desk.turn("U0GRACE"))
        seen.add(sent.card().text)
    assert "Reading and checking *report.csv*…" in seen
    assert "Reading and checking *report.csv*… 2,500 rows" in seen
    assert "*And 2,995 more" not in words(sent.card())
    assert "And 2,995 more of these." in words(sent.card())
