"""Settings: documented, refused politely, and never printing what is secret."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import settings
from bot.mistakes import Mistake
from bot.settings import EXAMPLES, PREFIX, Settings

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
SECRETS = ("slack_bot_token", "slack_app_token", "slack_signing_secret", "database_url")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_settings_page_says_of_each_setting_what_the_class_says(name: str) -> None:
    field = Settings.model_fields[name]
    default = field.default
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    shown = "none" if default in (None, frozenset()) else f"`{default}`"
    assert f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |" in PAGE


def test_the_settings_page_names_no_setting_that_does_not_exist() -> None:
    rows = [line.split("`")[1] for line in PAGE.splitlines() if line.startswith(f"| `{PREFIX}")]
    assert rows == [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_never_in_the_settings_as_printed(name: str) -> None:
    read = settings.read(**{name: "xoxb-very-secret"})
    assert "very-secret" not in f"{read!r} {read} {read.model_dump()} {read.model_dump_json()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "eighty-secret"),
        ("timezone", "secret/Nowhere"),
        ("decider", "secret"),
        ("slack_api_url", "secret.example"),
        ("log_level", "secret"),
        ("log_format", "secret"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_an_example_and_never_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    variable = f"{PREFIX}{name.upper()}"
    monkeypatch.setenv(variable, value)
    with pytest.raises(Mistake) as refused:
        settings.read()
    said = str(refused.value)
    assert variable in said
    assert f"For example {variable}={EXAMPLES[name]}" in said
    assert "secret" not in said


def test_every_setting_that_is_no_secret_has_an_example_that_is_accepted() -> None:
    assert set(EXAMPLES) == set(Settings.model_fields) - set(SECRETS) | {"database_url"}
    assert settings.read(**EXAMPLES).port == 8080


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_DECIDER", "")
    monkeypatch.setenv("HANDRAIL_PORT", "")
    read = settings.read()
    assert (read.decider, read.port) == (frozenset(), 8080)


def test_a_token_pasted_with_a_line_break_is_read_without_it() -> None:
    assert settings.read(slack_bot_token="xoxb-1\n").secrets == ("xoxb-1",)
