"""usergroups.*: people who are mentioned together."""

from playground.api.calls import Call, method
from playground.records import Usergroup
from playground.refusals import Refused
from playground.shapes import Json


def here(call: Call) -> list[Usergroup]:
    groups = call.platform.world.usergroups.values()
    disabled = call.flag("include_disabled")
    ours = (group for group in groups if group.team_id == call.app.team_id)
    return [group for group in ours if disabled or not group.deleted]


def list_all(call: Call) -> Json:
    return {"usergroups": [shown(call, group) for group in here(call)]}


def shown(call: Call, group: Usergroup) -> Json:
    users = {"users": group.users} if call.flag("include_users") else {}
    count = {"user_count": len(group.users)} if call.flag("include_count") else {}
    return {
        "id": group.id,
        "team_id": group.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.created,
        "date_delete": group.deleted,
        "auto_type": None,
        "auto_provision": False,
        "created_by": "",
        "updated_by": "",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        **users,
        **count,
    }


def users(call: Call) -> Json:
    wanted = call.text("usergroup", needed=True)
    found = next((group for group in here(call) if group.id == wanted), None)
    if found is None:
        raise Refused("no_such_subteam")
    return {"users": found.users}


METHODS = {
    "usergroups.list": method(list_all, "usergroups:read", json=False),
    "usergroups.users.list": method(users, "usergroups:read", json=False),
}
