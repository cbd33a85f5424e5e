"""Organisations and users, through the controllers of the client."""

from cortex4py.models import Organization
from cortex4py.query import Eq, In, Not

PASSWORD = "a-long-word-for-ana-7"


def organizations(root, checks):
    """Organisations: every method of their controller."""
    made = root.organizations.create({"name": "soc", "description": "Watches", "status": "Active"})
    checks.has("created organisation", made, id="soc", name="soc", description="Watches", status="Active")
    checks.has("organisation from a model", root.organizations.create(Organization({"name": "lab", "description": "Tries"})), id="lab")
    checks.has("organisation by id", root.organizations.get_by_id("soc"), name="soc", description="Watches")
    checks.has("changed organisation", root.organizations.update("soc", {"description": "Sees", "name": "ignored"}), name="soc", description="Sees")
    checks.has("changed in chosen fields", root.organizations.update("soc", {"description": "x", "status": "Active"}, ["status"]), description="Sees")
    checks.equal("organisations in order", [one.id for one in root.organizations.find_all(In("name", ["lab", "soc"]), sort="-name")], ["soc", "lab"])
    checks.equal("a part of them", len(root.organizations.find_all({}, range="0-1")), 1)
    checks.has("one organisation", root.organizations.find_one_by(Eq("name", "lab")), id="lab")
    checks.equal("no organisation", root.organizations.find_one_by(Eq("name", "none")), None)
    checks.equal("organisations counted", root.organizations.count(Eq("name", "soc")), 1)
    checks.holds("all organisations counted", root.organizations.count({}) >= 3)
    checks.equal("locked organisation", root.organizations.delete("lab"), True)
    checks.has("organisation is locked", root.organizations.get_by_id("lab"), status="Locked")
    checks.refused("the same name again", "InvalidInputError", root.organizations.create, {"name": "soc", "description": "x"})
    checks.refused("unknown organisation", "NotFoundError", root.organizations.get_by_id, "none")


def users(root, connect, checks):
    """Users: every method of their controller; gives clients of an administrator and of an analyst of the organisation."""
    lead = root.users.create({"login": "lead@soc.test", "name": "Lead", "roles": ["read", "analyze", "orgadmin"], "organization": "soc"})
    checks.has("created administrator", lead, id="lead@soc.test", name="Lead", organization="soc", status="Ok", roles=["read", "analyze", "orgadmin"], hasKey=False)
    lead_key = root.users.set_key("lead@soc.test")
    checks.holds("a key", len(lead_key) >= 32)
    renewed = root.users.renew_key("lead@soc.test")
    checks.holds("another key", renewed != lead_key)
    checks.refused("the old key", "AuthenticationError", connect(lead_key).users.find_all, {})
    own = connect(renewed)
    checks.equal("own key", own.users.get_key("lead@soc.test"), renewed)
    checks.refused("key of somebody else", "NotFoundError", root.users.get_key, "lead@soc.test")
    ann = own.users.create({"login": "ann@soc.test", "name": "Ann", "roles": ["read", "analyze"], "organization": "soc", "password": PASSWORD})
    checks.has("created analyst", ann, organization="soc", roles=["read", "analyze"], hasPassword=True)
    checks.has("changed user", own.users.update("ann@soc.test", {"name": "Ann A.", "roles": ["read", "analyze"], "status": "ignored"}), name="Ann A.", status="Ok")
    checks.has("user by id", own.users.get_by_id("ann@soc.test"), name="Ann A.")
    checks.equal("users of the organisation", [one.id for one in root.organizations.get_users("soc", {}, sort="id", range="all")], ["ann@soc.test", "lead@soc.test"])
    checks.equal("users found", [one.id for one in own.users.find_all(Not(Eq("name", "Lead")), range="all")], ["ann@soc.test"])
    checks.has("one user", own.users.find_one_by(Eq("login", "ann@soc.test")), name="Ann A.")
    checks.equal("password set", own.users.set_password("ann@soc.test", PASSWORD), True)
    analyst = connect(own.users.renew_key("ann@soc.test"))
    checks.equal("password changed", analyst.users.change_password("ann@soc.test", PASSWORD, "another-word-for-ann-8"), True)
    checks.refused("wrong present password", "AuthorizationError", analyst.users.change_password, "ann@soc.test", PASSWORD, "x-word-for-ann-899")
    checks.refused("an analyst makes no users", "AuthorizationError", analyst.users.create, {"login": "x@soc.test", "name": "x"})
    locked(root, own, connect, checks)
    return own, analyst


def locked(root, own, connect, checks):
    """A user who moves, loses the key and is locked."""
    own.users.create({"login": "cy@soc.test", "name": "Cy", "roles": ["read"]})
    checks.has("moved user", root.users.update("cy@soc.test", {"organization": "main"}), organization="main", roles=["read"])
    key = root.users.renew_key("cy@soc.test")
    checks.has("with a key", root.users.get_by_id("cy@soc.test"), hasKey=True)
    checks.equal("key taken away", root.users.revoke_key("cy@soc.test"), True)
    checks.refused("without a key", "AuthenticationError", connect(key).jobs.find_all, {})
    checks.has("locked", root.users.lock("cy@soc.test"), status="Locked")
