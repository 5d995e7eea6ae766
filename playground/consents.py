"""The page on which a person lets an app into their workspace, as an app's OAuth flow shows it."""

from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from aiohttp import web

from playground import bodies, grants
from playground.configs import App
from playground.platforms import Platform
from playground.worlds import Member

LARGEST = 2**16
PATH = "/oauth/v2/authorize"
STYLE = '<link rel="stylesheet" href="/page/consents.css">'


class Refusal(Exception):
    """What the person reads instead of the question."""


@dataclass(frozen=True)
class Asked:
    app: App
    scopes: list[str]
    redirect: str
    state: str
    team: str


class Consents:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self.ask), web.post(PATH, self.answer)]

    async def ask(self, request: web.Request) -> web.Response:
        try:
            asked = self.asked(dict(request.query))
        except Refusal as refusal:
            return page("Something went wrong", f"<p>{escape(str(refusal))}</p>", status=400)
        return page(f"{asked.app.name} wants to be installed", self.question(asked))

    async def answer(self, request: web.Request) -> web.Response:
        form = bodies.parse_form(await bodies.read(request, LARGEST))
        try:
            asked = self.asked(form)
            if form.get("answer") != "allow":
                return go(back(asked, error="access_denied"))
            user = self.installer(str(form.get("user")))
        except Refusal as refusal:
            return page("Something went wrong", f"<p>{escape(str(refusal))}</p>", status=400)
        code = grants.allow(self.platform, asked.app, user, asked.scopes, asked.redirect)
        return go(back(asked, code=code))

    def asked(self, given: dict[str, str]) -> Asked:
        app = self.client(given.get("client_id", ""))
        redirect = self.redirect(app, given.get("redirect_uri", ""))
        scopes = [one for one in given.get("scope", "").replace(" ", ",").split(",") if one]
        unknown = sorted(set(scopes) - app.scopes)
        if not scopes:
            raise Refusal("invalid_scope: the link asks for no scope, e.g. scope=chat:write.")
        if unknown:
            raise Refusal(f"invalid_scope: the manifest does not ask for {', '.join(unknown)}.")
        return Asked(app, scopes, redirect, given.get("state", ""), given.get("team", ""))

    def client(self, client_id: str) -> App:
        for app in self.platform.config.apps:
            if app.client_id and app.client_id == client_id:
                return app
        raise Refusal("invalid_client_id: no app of this playground has this client_id.")

    def redirect(self, app: App, wanted: str) -> str:
        """One of the manifest's addresses, or one below it; the first if the link names none."""
        known = app.redirect_urls
        if not known:
            raise Refusal("bad_redirect_uri: the manifest has no oauth_config.redirect_urls.")
        if not wanted:
            return known[0]
        if not any(is_below(wanted, url) for url in known):
            raise Refusal(f"bad_redirect_uri: {wanted} is not among {', '.join(known)}.")
        return wanted

    def installer(self, user: str) -> Member:
        member = self.platform.world.people.get(user)
        if member is None or member not in self.installers(""):
            raise Refusal("Guests, bots and people of other companies cannot install apps.")
        return member

    def installers(self, team: str) -> list[Member]:
        ours = [one.id for one in self.platform.config.workspaces if team in ("", one.id)]
        people = self.platform.world.people.values()
        return [one for one in people if one.team_id in ours and one.kind in ("member", "admin")]

    def question(self, asked: Asked) -> str:
        names = {one.id: one.name for one in self.platform.config.workspaces}
        people = "".join(
            f'<option value="{escape(one.id)}">{escape(one.real_name)}, '
            f"{escape(one.title)} ({escape(names[one.team_id])})</option>"
            for one in self.installers(asked.team)
        )
        scopes = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in asked.scopes)
        return (
            f"<p>{escape(asked.app.name)} asks for these scopes:</p><ul>{scopes}</ul>"
            f'<form method="post" action="{PATH}">{hidden(asked)}'
            f'<label for="user">You are</label><select id="user" name="user">{people}</select>'
            '<button name="answer" value="cancel">Cancel</button>'
            '<button name="answer" value="allow" class="primary">Allow</button></form>'
        )


def hidden(asked: Asked) -> str:
    kept = {
        "client_id": asked.app.client_id,
        "scope": ",".join(asked.scopes),
        "redirect_uri": asked.redirect,
        "state": asked.state,
        "team": asked.team,
    }
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in kept.items()
    )


def is_below(wanted: str, known: str) -> bool:
    """The same place, or a path inside it: scheme, host and port may not differ."""
    here, there = urlsplit(wanted), urlsplit(known)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc) or ".." in here.path:
        return False
    root = there.path.rstrip("/")
    return here.path == there.path or here.path.startswith(f"{root}/")


def back(asked: Asked, **told: str) -> str:
    """Where the browser goes next; an installation that began without a state returns none."""
    parts = urlsplit(asked.redirect)
    query = [*parse_qsl(parts.query), *told.items()]
    if asked.state:
        query.append(("state", asked.state))
    return urlunsplit(parts._replace(query=urlencode(query)))


def go(address: str) -> web.Response:
    return web.Response(status=302, headers={"Location": address})


def page(title: str, body: str, status: int = 200) -> web.Response:
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>'
        f"{escape(title)}</title>{STYLE}</head><body><main><h1>{escape(title)}</h1>{body}"
        "<footer>This is a local stand-in, not Slack.</footer></main></body></html>"
    )
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'self'"}
    return web.Response(text=text, content_type="text/html", status=status, headers=headers)
