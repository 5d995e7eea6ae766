"""The company a playground starts with when nobody describes another."""

from playground.configs import App, Channel, Config, Group, Install, Kind, Person, Workspace
from playground.shapes import Json

TEAM = "T0ACME0001"
PARTNER_TEAM = "T0NORTH001"
BOT_USER = "U0HANDRAIL"

Row = tuple[str, str, str, str, str, str, Kind]

PEOPLE: tuple[Row, ...] = (
    ("U0AMARA01", "amara", "Amara Okafor", "AE, SMB", "America/New_York", "2b6cb0", "member"),
    ("U0BENNO01", "benno", "Benno Weiss", "AE, Mid-Market Territory", "Europe/Berlin",
     "2f855a", "member"),
    ("U0CHIARA1", "chiara", "Chiara Rossi", "AE, Key Accounts First Order", "Europe/Rome",
     "b7791f", "member"),
    ("U0DIEGO01", "diego", "Diego Fuentes", "AE, Named Accounts", "America/Denver",
     "9b2c2c", "member"),
    ("U0EMI0001", "emi", "Emi Tanaka", "SDR, Commercial", "Asia/Tokyo", "6b46c1", "member"),
    ("U0FATIMA1", "fatima", "Fatima Haddad", "ASM, SMB", "America/New_York", "2c7a7b", "member"),
    ("U0GRAHAM1", "graham", "Graham Boyle", "ASM, Mid-Market", "Europe/Dublin",
     "975a16", "member"),
    ("U0HELEN01", "helen", "Helen Park", "VP Commercial Sales", "America/Los_Angeles",
     "97266d", "member"),
    ("U0IMRAN01", "imran", "Imran Qureshi", "Sales Operations, admin", "Europe/London",
     "285e61", "admin"),
    ("U0JONAS01", "jonas", "Jonas Lind", "Contractor, data entry", "Europe/Stockholm",
     "718096", "guest"),
    ("U0KAVYA01", "kavya", "Kavya Nair", "Partner manager, Northwind", "Asia/Kolkata",
     "44337a", "external"),
    ("U0LUCIA01", "lucia", "Lucía Prieto", "AE, SMB (left in spring)", "America/Chicago",
     "a0aec0", "deactivated"),
    ("U0MATEO01", "mateo", "Mateo Silva", "Solutions Architect", "America/Sao_Paulo",
     "3c366b", "member"),
    ("U0NADIA01", "nadia", "Nadia Kowalska", "Technical Account Manager", "Europe/Warsaw",
     "702459", "member"),
    ("U0STATUS1", "statusbot", "Status Bot", "Another app", "America/New_York", "1a202c", "bot"),
    (BOT_USER, "handrail", "Handrail", "App", "America/New_York", "234e52", "bot"),
)  # fmt: skip

INSTALL = Install("A0HANDRAIL", TEAM, BOT_USER, "B0HANDRAIL", "xoxb-playground-handrail-bot")
MEMBERS = tuple(row[0] for row in PEOPLE if row[6] in ("member", "admin"))
BOTS = (BOT_USER, "U0STATUS1")


def person(row: Row) -> Person:
    id, name, real_name, title, tz, color, kind = row
    outside = kind == "external"
    domain = "northwind.example" if outside else "acme.example"
    team = PARTNER_TEAM if outside else TEAM
    email = "" if kind == "bot" else f"{name}@{domain}"
    return Person(id, name, real_name, title, tz, kind, color, team, email)


def channels() -> tuple[Channel, ...]:
    return (
        Channel("C0SALESROE", "sales-roe", "Who owns which account? Try /roe 620 employees",
                members=(*MEMBERS, BOT_USER, "U0JONAS01")),
        Channel("C0GENERAL1", "general", "Company news", members=(*MEMBERS, *BOTS)),
        Channel("C0COMMERC1", "commercial", "Deals, forecast and wins", members=(
            *MEMBERS, BOT_USER, "U0KAVYA01")),
        Channel("C0RANDOM01", "random", "Anything else", members=MEMBERS),
        Channel("C0ARCHIVE1", "q1-kickoff", "Over", archived=True, members=MEMBERS),
        Channel("C0ASMONLY1", "asm-only", "Managers only", private=True, members=(
            "U0FATIMA1", "U0GRAHAM1", "U0HELEN01")),
    )  # fmt: skip


def usergroups() -> tuple[Group, ...]:
    managers = ("U0FATIMA1", "U0GRAHAM1", "U0HELEN01")
    sellers = ("U0AMARA01", "U0BENNO01", "U0CHIARA1", "U0DIEGO01")
    return (
        Group("S0MANAGERS", "sales-managers", "Sales managers", "Who decides on exceptions",
              managers),
        Group("S0SELLERS1", "sellers", "Account executives", "Who owns accounts", sellers),
    )  # fmt: skip


def app(manifest: Json) -> App:
    shown = manifest.get("display_information") or {}
    return App(
        id="A0HANDRAIL",
        name=shown.get("name") or "Handrail",
        app_token="xapp-1-A0HANDRAIL-playground-socket",
        signing_secret="playground-signing-secret",
        client_id="1000000000.2000000000",
        client_secret="playground-client-secret",
        manifest=manifest,
    )


def company(manifest: Json | None = None) -> Config:
    """Acme Software: its commercial sales team, with the app installed."""
    return Config(
        workspaces=(Workspace(TEAM, "Acme Software", "acme-software"),),
        people=tuple(person(row) for row in PEOPLE),
        channels=channels(),
        apps=(app(manifest or {}),),
        installs=(INSTALL,),
        usergroups=usergroups(),
    )
