"""A long digest stays one message, whatever has been done in it."""

from typing import Any


def test_what_was_done_last_stands_first_and_the_rest_is_counted(
    mornings: Any, desk: Any, sell: Any, words: Any, labels: Any
) -> None:
    deals = [sell(f"Acme {place:02}", ahead=place - 40) for place in range(24)]
    mornings.at("Thu 09:00")
    for one in deals[:11]:
        desk.now = desk.now.replace(minute=desk.now.minute + 1)
        opened = desk.press_raw("nextsteps.update", str(one.id))
        desk.submit(opened, {"step": "Send Jane the order form", "day": "2025-03-20"})
    shown = mornings.digest()
    assert labels(shown).count("Update") == 12
    assert labels(shown).count("Undo") == 8
    assert words(shown).index("✔ *Acme 10*") < words(shown).index("✔ *Acme 09*")
    assert "✔ 3 more are dealt with." in words(shown)
    assert "13 things for you" in words(shown)
