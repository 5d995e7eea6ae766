"""Every setting, from the environment."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.mistakes import Mistake

PREFIX = "HANDRAIL_"

EXAMPLES = {
    "slack_api_url": "https://slack.com/api/",
    "database_url": "postgresql://handrail@localhost/handrail",
    "pack": "/etc/handrail/pack",
    "edition": "fy23",
    "timezone": "Europe/Berlin",
    "decider": "U012ABCDEF",
    "admins": "U012ABCDEF,U034GHIJKL",
    "holidays": "US",
    "posts_a_minute": "240",
    "host": "127.0.0.1",
    "port": "8080",
    "log_level": "info",
    "log_format": "json",
}

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/.*)?$")]
UserId = Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{2,}$")]


def _ids(value: object) -> object:
    """`U1, U2` as an environment variable holds them."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


Ids = Annotated[frozenset[UserId], NoDecode, BeforeValidator(_ids)]


class Settings(BaseSettings):
    """Frozen once read; secrets show as asterisks wherever they are printed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
        extra="ignore",
    )

    slack_bot_token: SecretStr | None = Field(
        None, description="The bot's token, `xoxb-…`: OAuth & Permissions in the app's settings."
    )
    slack_app_token: SecretStr | None = Field(
        None,
        description="An app-level token, `xapp-…`, with `connections:write`: Socket Mode is used.",
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        description="The signing secret, under Basic Information: HTTP requests are answered.",
    )
    slack_api_url: Url = Field(
        "https://slack.com/api/", description="Where Slack's Web API is; another one only to try."
    )
    database_url: SecretStr = Field(
        SecretStr("sqlite:///handrail.db"),
        description="The database: `sqlite:///` and a path, or `postgresql://` and a server.",
    )
    pack: Path | None = Field(
        None, description="A folder with a policy pack of your own, instead of the one in the box."
    )
    edition: str = Field("fy23", description="The edition of the handbook that answers.")
    timezone: ZoneInfo = Field(
        ZoneInfo("UTC"), description="The workspace's time zone, as an IANA name."
    )
    decider: Ids = Field(
        frozenset(),
        description="Slack user ids of those who decide disputes, with commas between them.",
    )
    admins: Ids = Field(
        frozenset(),
        description="Slack user ids of those who look after the team, with commas between them.",
    )
    holidays: str | None = Field(
        None, description="Whose public holidays are no work days, such as `US` or `GB-ENG`."
    )
    posts_a_minute: int = Field(
        240,
        ge=0,
        le=6000,
        description="Messages a minute in one workspace at most; 0 waits only once Slack refuses.",
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(
        8080, ge=0, le=65535, description="The TCP port for requests and health checks; 0 is any."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least that is logged: debug, info, warning or error."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="How logs are written: text for people, json for one object a line."
    )

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be written anywhere."""
        kept = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return tuple(secret.get_secret_value() for secret in kept if secret)

    @property
    def database(self) -> str:
        return self.database_url.get_secret_value()


def read(**given: Any) -> Settings:
    """The settings, or a Mistake that names every variable to mend and never a value."""
    try:
        return Settings(**given)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)
    raise Mistake("\n".join(_sentence(each) for each in wrong))


def revealed(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _sentence(error: Mapping[str, Any]) -> str:
    """Our own words: the library's repeat the value."""
    name = str(error["loc"][0])
    meant, variable = Settings.model_fields[name].description, f"{PREFIX}{name.upper()}"
    example = f"{variable}={EXAMPLES.get(name, '…')}"
    return f"{variable} cannot be used as it is. {meant} For example {example}"
