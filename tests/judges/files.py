"""A file of each kind that somebody may send, and some that nobody can read."""

from importlib.resources import files

from handlers.kit.feature import File

LIST = "Acme, 620, , inbound\nBolt, 40\nCoda, 480, 130\nDyne, lots\n" + "Echo, 3000\n" * 40
ACCOUNTS = "account,employees\nAcme,620\nBolt,40\nDyne,lots\n"
REPORT = """Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Net ARR,Close Date
0061,Acme – Ultimate,Acme,Amara Okafor,3-Technical Evaluation,"12,500",2025-04-30
0062,Bolt <!here> & Co,Bolt,Benno Weiss,1-Discovery,900,2025-05-01
0063,Coda,Coda,Nobody Known,2-Scoping,lots,2025-05-02
"""
UNDECIDED = REPORT.replace("2025-04-30", "4/3/2025").replace("2025-05-0", "4/5/2")
ROSTER = "person,roles,manager\n@amara,mm-named,@fatima\n@emi,sdr,@graham\n@nobody,smb,@fatima\n"
RANKS = "account,owner,rank,potential users,notes,last talk\n" + "".join(
    f"Acme {number},Amara Okafor,{1 + number % 4},20,Why,2025-01-0{1 + number % 9}\n"
    for number in range(30)
)
LEADS = (
    "lead,company,sdr,assigned,ae,phone\n"
    "Jane <!here> Roe,Acme,@amara,2025-03-10 09:10,@chiara,yes\n"
    "Jo Marsh,Globex,@fatima,2025-03-10 09:10,@amara,no\n"
    "Ann Lee,Initech,@amara,tomorrow,,\n"
    "Bo Dahl,Umbra,@nobody,2025-03-10 09:10,,\n"
)
STRANGE = "when,what\nnow,this\n"
HELD = {
    "accounts.csv": ACCOUNTS.encode(),
    "roster.csv": ROSTER.encode(),
    "ranks.csv": RANKS.encode(),
    "report.csv": REPORT.encode(),
    "days.csv": UNDECIDED.encode(),
    "leads.csv": LEADS.encode(),
    "strange.csv": STRANGE.encode(),
    "broken.xlsx": b"PK\x03\x04 no workbook",
    "odd.csv": b"\xff\xfa\x00name",
    "photo.png": b"\x89PNG",
    "company.csv": files("bot").joinpath("company/opportunities.csv").read_bytes(),
}
SENT = tuple(
    File(f"F{number}", name, f"https://files.slack.com/F{number}", len(data))
    for number, (name, data) in enumerate(HELD.items())
)
