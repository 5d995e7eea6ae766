"""Where somebody stands, their calls, their team, and who may see what."""

import csv
import io

import pytest

from handlers.kit.feature import Place
from storage import members, outbox, profiles
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM, labels, words
from tests.handlers.cosell.conftest import Company


def files(company: Company) -> list[list[list[str]]]:
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select().order_by(outbox.OUTBOX.c.id))
        held = [row.payload["content"] for row in rows if row.kind == "upload"]
    return [[*csv.reader(io.StringIO(each.removeprefix("\ufeff")))] for each in held]


def test_a_manager_sees_what_is_missing_and_what_falls_out_next(company: Company) -> None:
    company.log("Globex", day="2026-02-24")
    company.log(people=(BEN, GRACE), who=BEN)
    shown = words(company.write("", GRACE))
    assert "*2 calls in the last 7 days*, Tue 24 Feb to Mon 2 Mar" in shown
    assert "▰▰▱▱▱ ▱▱▱▱▱ ▱▱" in shown
    assert "3 more for the minimum of 5; the aim is 10 to 12." in shown
    falls = "Globex (Tue 24 Feb) falls out of the window on Tue 3 March; without new ones it is"
    assert f"{falls} then 1." in shown
    assert "Ana Lopez 1 · Ben Lopez 1 · Cleo Lopez none" in shown


def test_the_days_are_the_managers_own(company: Company) -> None:
    """Half an hour after midnight of Tuesday in Madrid it is still Monday in New York."""
    company.log(day="2026-02-24", at="00:30")
    assert "*1 call in the last 7 days*" in words(company.write("", GRACE))
    company.meet(GRACE, "America/New_York", roles=("asm",), manager=HUGO)
    assert "*0 calls in the last 7 days*" in words(company.write("", GRACE))


def test_a_seller_sees_the_calls_with_their_manager(company: Company) -> None:
    assert "No call with them has been logged yet." in words(company.write(""))
    company.log(day="2026-02-03")
    shown = words(company.write(""))
    assert "*0 calls with Grace Lopez in the last 7 days*" in shown
    assert "The last one: *Acme* · Tue 3 February, 08:30." in shown
    company.log("Globex")
    company.log("Initech", people=(ANA, OLA))
    assert "*1 call with Grace Lopez in the last 7 days*" in words(company.write(""))


def test_who_has_no_manager_is_told_so(company: Company) -> None:
    assert "I don't know who your manager is" in words(company.write("", IMRAN))


def test_a_manager_without_a_team_is_told_so(company: Company) -> None:
    assert "No account executive reports to you here" in words(company.write("", OLA))


def test_nothing_logged_says_how_to_begin(company: Company) -> None:
    shown = words(company.write("list"))
    assert "No co-selling call of yours has been logged in the last 60 days." in shown
    assert "cosell log Acme with @ana yesterday 3pm" in shown


def test_the_list_is_long_and_all_of_it_is_in_the_csv(company: Company) -> None:
    for number in range(12):
        company.log(f"={number}", day=f"2026-02-{number + 1:02}", seller=ANA, note="Ask")
    shown = company.write("list")
    assert "*Your 12 calls of the last 60 days*" in words(shown)
    assert "=2" in words(shown)
    assert "=1 " not in words(shown)
    assert "Previous 10" not in labels(shown)
    rest = company.press(shown, "Next 2")
    assert labels(rest).count("Open") == 2
    assert [each for each in labels(rest) if each.startswith(("Next", "Previous"))] == [
        "Previous 10"
    ]
    assert words(company.press(rest, "Previous 10")) == words(shown)
    company.press(rest, "Download as CSV")
    head, first, *rest = files(company)[0]
    assert dict(zip(head, first, strict=True)) | {"logged at": ""} == {
        "day": "2026-02-12", "time": "08:30", "zone": "CET", "account": "'=11",
        "people": "Ana Lopez; Grace Lopez", "primary seller": "Ana Lopez", "co-seller": "",
        "note": "Ask", "link": "", "logged by": "Ana Lopez", "logged at": "",
    }  # fmt: skip
    assert len(rest) == 11


def test_where_one_stands_names_ten_calls_and_says_where_the_others_are(company: Company) -> None:
    for number in range(12):
        company.log(f"Acme {number}", day="2026-02-28", at=f"{number + 7:02}:30")
    shown = company.write("", GRACE)
    assert labels(shown).count("Open") == 10
    assert "2 more are under *All calls*." in words(shown)
    assert "Next 2" in labels(company.press(shown, "All calls", GRACE))


@pytest.mark.parametrize("value", ["99", "<x>", "", "1000000000"])
def test_a_page_that_is_not_there_is_the_first(company: Company, value: str) -> None:
    company.log()
    told = company.press_raw("cosell.page.1", value)
    assert "*Your 1 call of the last 60 days*" in words(told)


def test_a_director_sees_every_manager_by_name_and_gets_a_csv(company: Company) -> None:
    for number in range(5):
        company.log(f"Account {number}")
    shown = company.write("team", HUGO)
    assert "*Co-selling of 2 managers*" in words(shown)
    assert "1 below the minimum of 5 · 1 at the minimum" in words(shown)
    assert words(shown).index("Grace Lopez") < words(shown).index("Ola Lopez")
    company.press(shown, "Download as CSV", HUGO)
    head, grace, ola = files(company)[0]
    told = dict(zip(head, grace, strict=True))
    assert (told["calls"], told["reached"], told["more for the aim"]) == ("5", "minimum met", "5")
    assert (told["account executives with a call"], told["account executives"]) == ("1", "3")
    assert ola[0] == "Ola Lopez"


def test_a_team_is_for_those_who_lead_it(company: Company) -> None:
    assert "Only managers of this team and directors" in words(company.write("team", ANA))
    with company.database.begin() as session:
        profiles.change(session, TEAM, OLA, roles=("vp",), claimed=("vp",))
    assert "Only managers of this team and directors" in words(company.write("team", OLA))


def test_a_call_is_seen_by_those_on_it_and_those_above(company: Company) -> None:
    company.log(note="A <!channel> pilot", link="https://example.com/n")
    value = str(company.only().id)
    for who in (ANA, GRACE, HUGO):
        shown = words(company.press_raw("cosell.open", value, who))
        assert "A &lt;!channel&gt; pilot" in shown
        assert "Ana Lopez logged it, Mon 2 Mar, 10:00" in shown
    for who in (CLEO, OLA, IMRAN):
        refused = words(company.press_raw("cosell.open", value, who))
        assert refused.startswith("Only Ana Lopez, their manager and directors can see this.")
    assert "I can't find that call" in words(company.press_raw("cosell.open", "99"))


def test_nothing_of_it_is_shown_to_a_channel(company: Company) -> None:
    for text in ("", "list", "team", "log Acme"):
        assert "between the two of us" in words(company.write(text, place=Place.MENTION))
    assert "Two roles" in words(company.write("how", place=Place.MENTION))


def test_the_roles_are_a_checklist_with_the_training(company: Company) -> None:
    shown = words(company.write("how"))
    assert "☐ Write raw notes in Salesforce" in shown
    assert "Both take notes: live the one, raw the other." in shown
    assert "rise.articulate.com" in shown


def test_other_lines_are_calculated_with(company: Company) -> None:
    assert "4 co-selling calls in seven days" in words(company.write("4 calls in the last 7 days"))
    assert "is enough" not in words(company.write("help"))
    assert "Log co-selling calls" in words(company.write("help"))


def panels(company: Company, who: str) -> str:
    with company.database.begin() as session:
        member = members.find(session, TEAM, who)
        assert member
        shown = [
            block
            for panel in company.routes.registry.panels
            if panel.name.startswith("cosell") and panel.for_whom(member, company.pack)
            for block in panel.show(company.round(session), member)
        ]
    return words({"blocks": shown})


def test_home_shows_managers_the_bar_and_sellers_their_last_call(company: Company) -> None:
    assert "With Grace Lopez. No call with them has been logged yet." in panels(company, ANA)
    company.log()
    assert "*1 call in 7 days*   ▰▱▱▱▱ ▱▱▱▱▱ ▱▱" in panels(company, GRACE)
    assert "Acme (Mon 2 Mar) falls out" in panels(company, GRACE)
    assert "The last one: *Acme* · Mon 2 March, 08:30." in panels(company, ANA)
    assert panels(company, IMRAN) == ""


def test_on_home_a_page_opens_over_it(company: Company) -> None:
    opened = company.press_raw("cosell.mine", "", GRACE, place=Place.HOME, response_url="")
    assert opened.view["title"]["text"] == "Co-selling"
