"""Alerts: making, finding, changing, marking, promoting, merging and deleting them."""

import os

from thehive4py.models import Alert, AlertArtifact, CustomFieldHelper
from thehive4py.query import And, Contains, Eq, In, Like, Not, Or, String


def some_alert(number, **more):
    """An alert of its own reference."""
    fields = {"type": "external", "source": "siem", "sourceRef": f"ref-{number}", "title": f"Alert {number}"}
    return Alert(**{"description": "Seen", **fields, **more})


def making(api, checks, folder):
    """An alert with artifacts and custom fields, as it is shown by itself and among others."""
    path = os.path.join(folder, "sample.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("a sample")
    artifacts = [
        AlertArtifact(dataType="ip", data="198.51.100.7", tags=["c2"], ioc=True, message="Called"),
        AlertArtifact(dataType="file", data=path, tags=["sample"]),
    ]
    fields = CustomFieldHelper().add_string("ticket", "T-1").add_number("score", 7).add_boolean("urgent", True)
    given = some_alert(1, tlp=3, severity=3, tags=["a", "b"], artifacts=artifacts, customFields=fields.build())
    made = checks.answered("alert", api.create_alert(given), 201)
    checks.has("alert", made, _type="alert", title="Alert 1", tlp=3, severity=3, status="New", follow=True, case=None)
    checks.equal("its tags", made["tags"], ["a", "b"])
    checks.equal("its fields", made["customFields"]["score"]["integer"], 7)
    by_type = {artifact["dataType"]: artifact for artifact in made["artifacts"]}
    checks.has("its value", by_type["ip"], data="198.51.100.7", ioc=True, message="Called", tags=["c2"])
    checks.holds("value without file", "attachment" not in by_type["ip"])
    checks.has("its file", by_type["file"]["attachment"], size=8, contentType="text/plain")
    checks.equal("again", api.create_alert(given).status_code, 400)
    checks.equal("read", checks.answered("alert", api.get_alert(made["id"]), 200)["id"], made["id"])
    checks.equal("unknown", api.get_alert("~1").status_code, 404)
    return made


def finding(api, checks):
    """Conditions as the library writes them."""
    for number, more in [(2, {"severity": 1}), (3, {"tags": ["c"]}), (4, {"title": "Beacon of a host"})]:
        checks.answered("alert", api.create_alert(some_alert(number, **more)), 201)

    def titles(query, **more):
        found = checks.answered("search", api.find_alerts(query=query, **more), 200)
        return sorted(alert["title"] for alert in found)

    checks.equal("equal", titles(Eq("severity", 1)), ["Alert 2"])
    checks.equal("and, in", titles(And(In("tags", ["a", "c"]), Not(Eq("severity", 3)))), ["Alert 3"])
    checks.equal("or", titles(Or(Eq("severity", 1), Eq("tags", "c"))), ["Alert 2", "Alert 3"])
    checks.equal("like", titles(Like("title", "Beacon*")), ["Beacon of a host"])
    checks.equal("custom field", titles(Eq("customFields.score.integer", 7)), ["Alert 1"])
    checks.equal("has", titles(Contains("customFields.ticket")), ["Alert 1"])
    checks.equal("text", titles(String("sourceRef:ref-2")), ["Alert 2"])
    checks.equal("status", len(titles(Eq("status", "New"))), 4)
    first = api.find_alerts(query={}, sort=["-severity", "+title"], range="0-1")
    checks.equal("sorted", [alert["title"] for alert in first.json()], ["Alert 1"])
    checks.equal("total", first.headers["x-total"], "4")


def changing(api, checks, made):
    """Single fields, and everything written back as it was read."""
    one = some_alert(1, title="Renamed", tlp=1, tags=["new"])
    changed = checks.answered("fields", api.update_alert(made["id"], one, ["title", "tlp"]), 200)
    checks.has("fields", changed, title="Renamed", tlp=1, tags=["a", "b"])
    shown = api.get_alert(made["id"]).json()
    back = checks.answered("whole", api.update_alert(made["id"], Alert(json=shown)), 200)
    for volatile in ("updatedAt", "updatedBy"):
        shown.pop(volatile), back.pop(volatile)
    checks.equal("written back", back, shown)
    read = checks.answered("read", api.mark_alert_as_read(made["id"]), 200)
    checks.has("read", read, status="Ignored")
    checks.has("unread", checks.answered("unread", api.mark_alert_as_unread(made["id"]), 200), status="New")


def joining(api, checks, made):
    """A case from an alert, one merged into it, what is similar, and what is deleted."""
    case = checks.answered("promoted", api.promote_alert_to_case(made["id"]), 201)
    checks.has("promoted", case, _type="case", title="Renamed", status="Open")
    checks.has("its alert", api.get_alert(made["id"]).json(), status="Imported", case=case["id"])
    artifact = AlertArtifact(dataType="ip", data="198.51.100.7")
    other = checks.answered("other", api.create_alert(some_alert(5, artifacts=[artifact])), 201)
    similar = checks.answered("similar", api.get_alert(other["id"], similar_cases=True), 200)["similarCases"]
    checks.equal("similar", [found["id"] for found in similar], [case["id"]])
    merged = checks.answered("merged", api.merge_alert_into_case(other["id"], case["id"]), 200)
    checks.has("merged", merged, id=case["id"], caseId=case["caseId"])
    third = checks.answered("with template", api.create_alert(some_alert(6)), 201)
    from_template = checks.answered("template", api.promote_alert_to_case(third["id"], "phishing"), 201)
    checks.holds("prefix of its template", from_template["title"].startswith("[P] "))
    fourth = checks.answered("to delete", api.create_alert(some_alert(7)), 201)
    checks.answered("deleted", api.delete_alert(fourth["id"]), 204)
    checks.equal("gone", api.get_alert(fourth["id"]).status_code, 404)
    return case
