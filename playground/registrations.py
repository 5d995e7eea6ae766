"""Apps from what a person wrote: registered, installed, and each with its bot."""

import re
from base64 import b32encode
from hashlib import sha256

from playground import descriptions as said
from playground.configs import App, Install, Person, Workspace
from playground.descriptions import app_manifest, objection
from playground.shapes import Json
from playground.yamls import Document, Misdescribed

BOT_COLOR = "234e52"


def derived(letter: str, *parts: str) -> str:
    """The same id for the same names, on every machine and after every start."""
    return letter + b32encode(sha256("/".join(parts).encode()).digest()).decode()[:10]


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "app"


def register(one: said.App, n: int, document: Document) -> App:
    check_address(one, n, document)
    manifest = manifest_of(one, document)
    name = one.name or str((manifest.get("display_information") or {}).get("name") or "App")
    id, short = one.id or derived("A", slug(name)), slug(name)
    return App(
        id, name,
        one.app_token or f"xapp-1-{id}-playground-{short}",
        one.signing_secret or f"playground-signing-secret-{short}",
        one.client_id or f"1000000000.{int(sha256(id.encode()).hexdigest()[:8], 16)}",
        one.client_secret or f"playground-client-secret-{short}",
        manifest, one.delivery, one.request_url,
    )  # fmt: skip


def check_address(one: said.App, n: int, document: Document) -> None:
    if one.delivery == "http" and not one.request_url:
        why = "an app reached over http has a request_url"
        raise Misdescribed(objection(document, ("apps", n, "request_url"), why))


def manifest_of(one: said.App, document: Document) -> Json:
    if isinstance(one.manifest, str):
        return app_manifest(document.path.parent / one.manifest)
    return one.manifest


def install(app: App, one: said.App, home: Workspace) -> Install:
    token = one.bot_token or f"xoxb-playground-{slug(app.name)}-{home.domain}"
    user, bot_id = derived("U", home.domain, app.id), derived("B", home.domain, app.id)
    return Install(app.id, home.id, user, bot_id, token)


def bot(app: App, one: Install) -> Person:
    shown = (app.features.get("bot_user") or {}).get("display_name") or app.name
    return Person(
        one.bot_user, slug(str(shown)), app.name, "App", kind="bot", color=BOT_COLOR,
        team_id=one.team_id,
    )  # fmt: skip
