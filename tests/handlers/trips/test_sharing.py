"""Notes are shared by a command, a button, a form, or in the channel itself."""

from datetime import timedelta

import pytest

from handlers.kit.feature import Close, Open, Place
from storage import outbox
from tests.handlers.companies import ANA, BEN, GRACE, IMRAN, TEAM, button, labels, words
from tests.handlers.trips.conftest import CHANNEL, DOCUMENT, Company

ONE, TWO = DOCUMENT.format(name="abcdefgh"), DOCUMENT.format(name="ijklmnop")


def posts(company: Company) -> list[str]:
    """What the channel was told besides that it is the one."""
    return [each for each in company.told(CHANNEL) if "from now on" not in each]


@pytest.fixture
def back(company: Company) -> Company:
    """Ana is back from Paris, and there is a channel for trip notes."""
    company.set_channel()
    company.plan()
    company.at("2026-03-23")
    return company


def test_a_link_is_kept_shown_as_it_will_be_posted_and_posted_once_confirmed(
    back: Company,
) -> None:
    shown = back.write(f"{ONE} Platform teams decide now")
    said = words(shown)
    assert f"This is what I post in <#{CHANNEL}>" in said
    assert "*Takeaway:* Platform teams decide now" in said
    assert posts(back) == []
    action = next(
        each for block in shown.blocks if block["type"] == "actions" for each in block["elements"]
    )
    assert "people of other companies" in action["confirm"]["text"]["text"]
    done = back.press(shown, "Post it")
    assert f"are posted in <#{CHANNEL}>" in words(done)
    (post,) = posts(back)
    assert "*Trip notes by Ana Lopez*: *KubeCon, Paris*" in post
    assert f"<{ONE}|Open the notes>" in post
    assert "Platform teams decide now" in post
    assert "shared already" in words(back.press(shown, "Post it"))
    assert len(posts(back)) == 1


def test_the_form_says_where_it_goes_and_posts_at_once(back: Company) -> None:
    opened = back.press(back.card(), "Share my notes")
    assert isinstance(opened, Open)
    assert f"I post it in <#{CHANNEL}> at once" in words(opened)
    fields = {"link": ONE, "takeaway": "First\nsecond " * 30, "people": "Globex <!here>"}
    assert isinstance(back.submit(opened, **fields), Close)
    (post,) = posts(back)
    assert "<!here>" not in post
    takeaway = post.partition("*Takeaway:* ")[2].partition("\n*Met:*")[0]
    assert len(takeaway) <= 140
    assert "\n" not in takeaway
    assert back.trip().is_shared


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("http://docs.google.com/document/d/abcdefgh", "begin with https://"),
        ("https://notes.example/abc", "a document on docs.google.com or drive.google.com"),
        ("https://drive.google.com/drive/folders/abcdefgh", "a folder"),
    ],
)
def test_what_is_no_document_is_said_where_it_was_given(
    back: Company, link: str, says: str
) -> None:
    complaint = back.submit(back.press_raw("trips.notes", "1"), link=link)
    assert says in complaint.errors["link"]
    assert says in words(back.write(link))
    assert back.trip().notes is None


def test_a_document_that_is_notes_already_is_refused_with_whose_and_since_when(
    back: Company,
) -> None:
    back.press(back.write(ONE), "Post it")
    back.plan("Expo, Rome, 9-10 March 2026", BEN)
    said = words(back.write(f"{ONE}?usp=sharing", BEN))
    assert "the notes of KubeCon, Paris by Ana Lopez already, since Mon 23 March" in said
    complaint = back.submit(back.press_raw("trips.notes", "2", BEN), BEN, link=ONE)
    assert "by Ana Lopez already" in complaint.errors["link"]


def test_without_a_channel_the_link_is_kept_and_it_is_said_what_to_do(company: Company) -> None:
    company.plan()
    company.at("2026-03-23")
    said = words(company.write(ONE))
    assert "post it in #commercial_global_all yourself" in said
    assert "/tripnotes channel" in said
    assert company.trip().is_shared


def test_if_several_trips_may_be_meant_the_person_chooses(back: Company) -> None:
    back.plan("Globex, Lyon, 18 March 2026")
    back.press(back.plan("Globex, Lyon, 18 March 2026"), "Plan it all the same")
    shown = back.write(f"link {ONE} We learned a lot")
    assert labels(shown) == [
        "KubeCon, Paris, Sat 21 March", "Globex, Lyon, Wed 18 March", "None of them",
    ]  # fmt: skip
    chosen = back.press(shown, "Globex, Lyon, Wed 18 March")
    assert "the link of Globex, Lyon" in words(chosen)
    assert "We learned a lot" in words(chosen)
    assert back.trip(2).notes is not None
    assert "leave it alone" in words(back.press(shown, "None of them"))


def test_a_link_behind_other_words_is_taken_from_a_direct_message(back: Company) -> None:
    for text in ("My notes", "link My notes"):
        said = words(back.write(text, place=Place.DIRECT, links=(ONE,), response_url=""))
        assert "This is what I post" in said


def test_a_link_without_a_trip_is_not_lost(company: Company) -> None:
    shown = company.write(ONE)
    assert ONE in words(shown)
    assert isinstance(company.press(shown, "Plan a trip"), Open)


def test_another_link_replaces_the_first_and_its_post_says_so(back: Company) -> None:
    back.press(back.write(ONE), "Post it")
    shown = back.write(TWO)
    back.press(back.press(shown, "Replace: KubeCon, Paris, Sat 21 March"), "Post it")
    notes = back.trip().notes
    assert notes is not None
    assert notes.url == TWO
    assert "trips.post/1" in back.refreshed()
    assert "Ana Lopez has taken them back" in back.screen("trips.post", 1)


def test_a_post_that_slack_refused_is_said_to_be_so_and_can_be_shared_again(back: Company) -> None:
    back.press(back.write(ONE), "Post it")
    with back.database.begin() as session:
        letter = outbox.find(session, TEAM, "trip-notes/1")
        assert letter
        outbox.bury(session, letter.id, back.now, "not_in_channel")
    page = back.press_raw("trips.open", "1")
    assert f"did not take the post in <#{CHANNEL}>" in words(page)
    assert isinstance(back.submit(back.press(page, "Share my notes"), link=ONE), Close)
    assert len(posts(back)) == 2
    assert "did not take" not in words(back.press_raw("trips.open", "1"))


def test_sharing_is_undone_within_a_quarter_of_an_hour(back: Company) -> None:
    done = back.press(back.write(ONE), "Post it")
    assert back.items() == {"1/notes": "done"}
    back.now += timedelta(minutes=14)
    assert "are taken back" in words(back.press(done, "Undo"))
    assert back.trip().notes is None
    assert back.items() == {"1/notes": "open"}
    assert "taken them back" in back.screen("trips.post", 1)
    done = back.press(back.write(ONE), "Post it")
    back.now += timedelta(minutes=16)
    assert "more than 15 minutes ago" in words(back.press(done, "Undo"))


def test_notes_can_be_taken_back_later_too(back: Company) -> None:
    back.press(back.write(ONE), "Post it")
    back.now += timedelta(days=3)
    shown = back.press_raw("trips.open", "1")
    assert "are taken back" in words(back.press(shown, "Take notes back"))
    assert "No trip notes" in words(back.write("find"))


def test_a_document_posted_in_the_channel_is_taken_as_notes(back: Company) -> None:
    back.post(ONE, text="Platform teams decide now:")
    trip = back.trip()
    assert trip.notes is not None
    assert (trip.is_shared, trip.notes.takeaway) == (True, "Platform teams decide now")
    assert "is taken as the notes of KubeCon, Paris" in back.told(ANA)[-1]
    assert posts(back) == []
    assert back.items() == {"1/notes": "done"}


def test_what_is_posted_elsewhere_or_by_people_without_a_trip_is_let_be(back: Company) -> None:
    before = len(back.told(ANA))
    back.post(ONE, channel="C0OTHER")
    back.post("https://example.com/x")
    back.post(ONE, who=BEN)
    back.post(ONE, thread="1700.1")
    assert back.trip().notes is None
    assert (len(back.told(ANA)), back.told(BEN)) == (before, [])


def test_if_several_trips_may_be_meant_in_the_channel_the_person_is_asked_alone(
    back: Company,
) -> None:
    back.press(back.plan("Globex, Lyon, 18 March 2026"), "Plan it all the same")
    ts = back.post(ONE)
    asked = back.letters(ANA)[-1]
    assert "Which trip are these notes of?" in words(asked)
    back.press(asked, "KubeCon, Paris, Sat 21 March")
    notes = back.trip().notes
    assert notes is not None
    assert (notes.ts, back.trip().is_shared) == (ts, True)
    assert posts(back) == []


def test_a_colleagues_document_is_not_taken_and_it_is_said_why(back: Company) -> None:
    back.press(back.write(ONE), "Post it")
    back.plan("Expo, Rome, 9-10 March 2026", BEN)
    back.post(ONE, who=BEN)
    assert "by Ana Lopez already" in back.told(BEN)[-1]
    assert back.trip(2).notes is None


def test_a_deleted_message_takes_the_notes_along_and_reminders_resume(back: Company) -> None:
    ts = back.post(ONE)
    back.at("2026-03-27")
    assert back.items() == {"1/notes": "done", "1/feedback": "open"}
    back.hear("channel_message_deleted", ts=ts)
    assert back.trip().notes is None
    assert f"Your message in <#{CHANNEL}> with the notes" in back.told(ANA)[-1]
    assert labels(back.letters(ANA)[-1]) == ["Share my notes"]
    back.through("2026-03-28", "2026-04-12")
    days = [each for each in back.told(ANA) if "share your trip notes" in each]
    assert len(days) == 4  # the first card, and three more
    assert len([each for each in back.told(GRACE) if "not shared yet" in each]) == 1


def test_a_message_changed_without_the_link_is_the_same_and_one_with_it_is_not(
    back: Company,
) -> None:
    ts = back.post(ONE)
    before = back.trip()
    back.hear("channel_message_changed", f"{ONE}?usp=sharing", text="typo mended", ts=ts)
    assert back.trip() == before
    back.hear("channel_message_changed", text="never mind", ts=ts)
    assert back.trip().notes is None
    assert "no longer has the notes" in back.told(ANA)[-1]
    back.hear("channel_message_changed", ONE, ts=ts)
    assert back.trip().is_shared


def test_a_changed_link_is_checked_again_and_taken(back: Company) -> None:
    ts = back.post(ONE)
    back.hear("channel_message_changed", TWO, ts=ts)
    notes = back.trip().notes
    assert notes is not None
    assert (notes.url, notes.ts) == (TWO, ts)
    assert "the document now that your changed message leads to" in back.told(ANA)[-1]
    back.plan("Expo, Rome, 9-10 March 2026", BEN)
    theirs = back.post(ONE, who=BEN)
    assert back.trip(2).is_shared
    back.hear("channel_message_changed", TWO, ts=theirs, who=BEN)
    assert back.trip(2).notes is None
    assert "by Ana Lopez already" in back.told(BEN)[-1]


def test_events_that_come_twice_or_in_the_wrong_order_change_nothing(back: Company) -> None:
    ts = back.post(ONE)
    count = len(back.told(ANA))
    back.hear("channel_message", ONE, ts=ts)
    assert len(back.told(ANA)) == count
    back.hear("channel_message_deleted", ts=ts)
    back.hear("channel_message_deleted", ts=ts)
    back.hear("channel_message", ONE, ts=ts)
    assert back.trip().notes is None
    assert len(back.told(ANA)) == count + 1


def test_a_changed_message_that_was_never_heard_of_is_taken_like_a_new_one(back: Company) -> None:
    back.hear("channel_message_changed", ONE, ts="1700000001.000100")
    assert back.trip().is_shared
    back.hear("channel_message", TWO, ts="1700000001.000100")
    notes = back.trip().notes
    assert notes is not None
    assert notes.url == ONE


def test_only_an_admin_sets_the_channel_and_only_in_a_channel(company: Company) -> None:
    assert "Only admins of Handrail" in words(company.write("channel"))
    direct = {"channel": "D0IMRAN", "place": Place.DIRECT}
    assert "in the channel itself" in words(company.write("channel", IMRAN, **direct))
    assert "No channel is set" in words(company.write("channel ?"))
    company.set_channel()
    assert "I read messages with a link here" in company.told(CHANNEL)[-1]
    assert f"posted in <#{CHANNEL}>" in words(company.write("channel ?"))
    assert "No channel is set for trip notes any more" in words(company.write("channel off", IMRAN))


def test_the_archive_finds_by_event_place_person_and_year_without_figures(back: Company) -> None:
    back.submit(
        back.press_raw("trips.edit", "1"), event="KubeCon", place="Paris", starts="2026-03-17",
        ends="2026-03-21", purpose="business", cost="4321",
    )  # fmt: skip
    back.press(back.write(f"{ONE} Platform teams"), "Post it")
    for asked in ("kubecon", "paris", "@ana", "2026", "ana platform", ""):
        said = words(back.write(f"find {asked}", BEN))
        assert "*KubeCon, Paris* · Tue 17 – Sat 21 March 2026 · Ana Lopez" in said, asked
        assert "4,321" not in said
    assert "No shared notes have `berlin`" in words(back.write("find berlin", BEN))
    assert "Only Ana Lopez" in words(back.press_raw("trips.open", "1", BEN))


def test_the_archive_is_turned_page_by_page(company: Company) -> None:
    company.now = company.now.replace(day=30)
    for number in range(14):
        company.plan(f"Visit {number:02}, Rome, {number + 1} March 2026")
        company.submit(
            company.press_raw("trips.notes", str(number + 1)),
            link=DOCUMENT.format(name=f"abcdefgh{number}"),
        )
    first = company.write("find rome")
    assert labels(first) == ["Older"]
    second = company.press(first, "Older")
    assert labels(second) == ["Newer", "Older"]
    last = company.press(second, "Older")
    assert labels(last) == ["Newer"]
    assert words(last).count("Visit") == 2
    assert button(last, "Newer")[1].startswith("1 rome")
