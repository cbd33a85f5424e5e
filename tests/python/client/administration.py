"""Organisations, people and what administrators define, through the endpoint classes of the client."""

from thehive4py.query.filters import Eq
from thehive4py.query.page import Paginate
from thehive4py.query.sort import Asc


def organisations(root, checks):
    """Organisations and the links between them; gives the partner."""
    partner = root.organisation.create({"name": "partner", "description": "Shares our cases"})
    checks.has("created organisation", partner, name="partner", description="Shares our cases", _type="Organisation")
    root.organisation.update(partner["_id"], {"description": "Shares our worries"})
    checks.has("organisation by name", root.organisation.get("partner"), _id=partner["_id"], description="Shares our worries")
    root.organisation.link("main", "partner", {"linkType": "default", "otherLinkType": "default"})
    links = root.organisation.list_links("main")
    checks.equal("links", [link["organisation"]["name"] for link in links], ["partner"])
    root.organisation.unlink("main", "partner")
    checks.equal("no links", root.organisation.list_links("main"), [])
    root.organisation.bulk_link("main", [{"toOrganisation": "partner", "linkType": "default", "otherLinkType": "default"}])
    checks.equal("links set at once", len(root.organisation.list_links("main")), 1)
    names = {profile["name"] for profile in root.organisation.list_sharing_profiles()}
    checks.holds("sharing profiles", "default" in names)
    found = root.organisation.find(filters=Eq("name", "partner"))
    checks.equal("organisations found", [one["_id"] for one in found], [partner["_id"]])
    checks.holds("organisations counted", root.organisation.count() >= 3)
    return partner


def profiles(root, checks):
    """Profiles with their permissions."""
    made = root.profile.create({"name": "watcher", "permissions": ["manageComment"]})
    checks.has("created profile", made, name="watcher", permissions=["manageComment"])
    root.profile.update(made["_id"], {"permissions": ["manageComment", "manageTask"]})
    checks.equal("changed profile", sorted(root.profile.get("watcher")["permissions"]), ["manageComment", "manageTask"])
    names = [profile["name"] for profile in root.profile.find(sortby=Asc("name"))]
    checks.holds("profiles in order", names == sorted(names) and "analyst" in names)
    checks.equal("profiles counted", root.profile.count(filters=Eq("name", "watcher")), 1)
    root.profile.delete(made["_id"])
    checks.refused("profile that is gone", 404, root.profile.get, made["_id"])


def users(root, checks, connect):
    """People, their keys and passwords; gives clients of an administrator of `main` and an analyst of `partner`."""
    ana = root.user.create({"login": "ana@client.test", "name": "Ana", "profile": "org-admin", "organisation": "main"})
    checks.has("created user", ana, login="ana@client.test", name="Ana", profile="org-admin", hasKey=False)
    bo = root.user.create({"login": "bo@client.test", "name": "Bo", "profile": "analyst", "organisation": "partner"})
    root.user.update(ana["_id"], {"name": "Ana A."})
    checks.has("changed user", root.user.get("ana@client.test"), name="Ana A.", locked=False)
    checks.refused("the same login again", 400, root.user.create, {"login": "ana@client.test", "name": "x", "profile": "analyst"})
    clients = [connect(root.user.renew_apikey(one["_id"]), organisation) for one, organisation in ((ana, "main"), (bo, "partner"))]
    current = clients[0].user.get_current()
    checks.has("who ana is", current, login="ana@client.test", organisation="main", hasKey=True)
    checks.holds("own key", len(clients[0].user.get_apikey("ana@client.test")) > 20)
    checks.refused("key of somebody else", 404, clients[0].user.get_apikey, bo["_id"])
    clients[0].user.set_password(ana["_id"], "a-long-word-for-ana-7")
    clients[0].user.change_password(ana["_id"], password="another-word-for-ana-8", current_password="a-long-word-for-ana-7")
    checks.equal("password works", connect(("ana@client.test", "another-word-for-ana-8"), "main").user.get_current()["_id"], ana["_id"])
    found = clients[0].user.find(filters=Eq("login", "ana@client.test"), paginate=Paginate(start=0, end=5))
    checks.equal("users found", [user["_id"] for user in found], [ana["_id"]])
    checks.equal("users counted", clients[0].user.count(filters=Eq("login", "ana@client.test")), 1)
    spare(root, checks)
    return clients


def spare(root, checks):
    """A user who is moved, locked, loses the key and goes."""
    made = root.user.create({"login": "cy@client.test", "name": "Cy", "profile": "analyst", "organisation": "main"})
    memberships = [{"organisation": "main", "profile": "read-only", "default": True}, {"organisation": "partner", "profile": "analyst"}]
    after = root.user.set_organisations(made["_id"], memberships)
    checks.equal("memberships", sorted((one["organisation"], one["profile"]) for one in after), [("main", "read-only"), ("partner", "analyst")])
    root.user.renew_apikey(made["_id"])
    root.user.remove_apikey(made["_id"])
    checks.has("without a key", root.user.get(made["_id"]), hasKey=False)
    root.user.update(made["_id"], {"locked": True})
    checks.has("locked", root.user.get(made["_id"]), locked=True)
    root.user.delete(made["_id"], organisation="partner")
    root.user.delete(made["_id"], organisation="main")
    checks.refused("user that is gone", 404, root.user.get, made["_id"])


def definitions(ana, root, checks):
    """Custom fields, types of observables and case templates."""
    field = {"name": "hosts", "displayName": "Hosts", "group": "default", "description": "How many", "type": "integer", "options": []}
    made = root.custom_field.create(field)
    checks.has("created custom field", made, name="hosts", type="integer", displayName="Hosts")
    root.custom_field.update(made["_id"], {"description": "How many hosts"})
    listed = {one["name"]: one["description"] for one in ana.custom_field.list()}
    checks.equal("listed custom field", listed["hosts"], "How many hosts")
    unused = root.custom_field.create({**field, "name": "unused", "displayName": "Unused"})
    root.custom_field.delete(unused["_id"])
    checks.holds("removed custom field", "unused" not in [one["name"] for one in ana.custom_field.list()])
    kind = root.observable_type.create({"name": "wallet", "isAttachment": False})
    checks.has("created observable type", root.observable_type.get(kind["_id"]), name="wallet", isAttachment=False)
    checks.equal("types found", [one["name"] for one in ana.observable_type.find(filters=Eq("name", "wallet"))], ["wallet"])
    root.observable_type.delete(kind["_id"])
    checks.refused("type that is gone", 404, root.observable_type.get, kind["_id"])
    templates(ana, checks)


def templates(ana, checks):
    """Case templates."""
    made = ana.case_template.create({
        "name": "phishing", "displayName": "Phishing", "titlePrefix": "[P]", "severity": 3, "tags": ["phishing"],
        "tasks": [{"title": "Ask"}, {"title": "Block"}], "customFields": {"hosts": 4},
    })
    checks.has("created template", made, name="phishing", titlePrefix="[P]", severity=3, tags=["phishing"])
    checks.equal("tasks of the template", [task["title"] for task in made["tasks"]], ["Ask", "Block"])
    ana.case_template.update(made["_id"], {"description": "For mails"})
    checks.has("changed template", ana.case_template.get("phishing"), description="For mails", displayName="Phishing")
    spare_one = ana.case_template.create({"name": "spare", "displayName": "Spare"})
    checks.equal("templates found", len(ana.case_template.find()), 2)
    ana.case_template.delete(spare_one["_id"])
    checks.equal("templates left", [one["name"] for one in ana.case_template.find()], ["phishing"])
