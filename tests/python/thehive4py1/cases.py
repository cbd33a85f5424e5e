"""Cases: making, reading, finding, changing, linking and deleting them."""

from thehive4py.models import Alert, Case, CaseTask, CustomFieldHelper
from thehive4py.query import And, Between, Child, ContainsString, EndsWith, Eq, Gt, Gte, Lt, Lte, StartsWith


def making(api, checks, login):
    """A case with everything that can be said at once, by both ways of the library."""
    fields = CustomFieldHelper().add_string("ticket", "T-9").add_float("ratio", 0.5).add_date("seen", 1700000000000)
    given = Case(
        title="Phishing",
        description="A wave",
        tlp=3,
        pap=1,
        severity=3,
        flag=True,
        tags=["mail"],
        customFields=fields.build(),
        tasks=[CaseTask(title="Look"), CaseTask(title="Act", status="InProgress", flag=True)],
    )
    made = checks.answered("case", api.create_case(given), 201)
    checks.has("case", made, _type="case", tlp=3, pap=1, severity=3, flag=True, status="Open", owner=login)
    checks.has("its fields", made["customFields"], seen={"date": 1700000000000, "order": 2})
    checks.equal("its ratio", made["customFields"]["ratio"]["float"], 0.5)
    by_template = api.case.create("Wave", "Again", template="phishing", severity=4)
    checks.equal("of a template", (by_template.title, by_template.status), ("[P] Wave", "Open"))
    checks.equal("its tags", by_template.tags, ["mail"])
    checks.equal("by number", api.case(made["caseId"]).id, made["id"])
    checks.raises("unknown", "CaseException", api.case, 99999)
    return made


def finding(api, checks, made):
    """Conditions, order and parts of the list."""

    def titles(query, **more):
        found = checks.answered("search", api.find_cases(query=query, **more), 200)
        return sorted(case["title"] for case in found)

    checks.equal("equal", titles(Eq("caseId", made["caseId"])), ["Phishing"])
    checks.equal("beginning", titles(StartsWith("title", "Phish")), ["Phishing"])
    checks.equal("end", titles(EndsWith("title", "hishing")), ["Phishing"])
    checks.equal("within", titles(ContainsString("title", "hishi")), ["Phishing"])
    checks.equal("below", titles(And(Gt("severity", 3), Lte("severity", 4))), ["[P] Wave"])
    checks.equal("between", titles(And(Between("severity", 3, 4), Eq("flag", True))), ["Phishing"])
    checks.equal("above", titles(And(Gte("pap", 1), Lt("pap", 2))), ["Phishing"])
    checks.equal("by tasks", titles(Child("case_task", Eq("flag", True))), ["Phishing"])
    checks.equal("first", api.find_first(query={}, sort=["-severity"])["title"], "[P] Wave")


def changing(api, checks, made):
    """Single fields, a whole case as it was read, and closing it."""
    changed = api.case.update(made["id"], title="Phishing wave", tags=["mail", "wave"])
    checks.equal("by helper", (changed.title, changed.tags), ("Phishing wave", ["mail", "wave"]))
    shown = api.get_case(made["id"]).json()
    case = Case(json=shown)
    case.id = made["id"]
    back = checks.answered("whole", api.update_case(case), 200)
    for volatile in ("updatedAt", "updatedBy"):
        shown.pop(volatile), back.pop(volatile)
    checks.equal("written back", back, shown)
    case.severity = 1
    checks.has("field", checks.answered("field", api.update_case(case, ["severity"]), 200), severity=1)
    closing = {"status": "Resolved", "resolutionStatus": "TruePositive", "impactStatus": "NoImpact", "summary": "Done"}
    api.case.update(made["id"], **closing)
    closed = api.get_case(made["id"]).json()
    checks.has("closed", closed, **closing)
    checks.holds("its end", isinstance(closed["endDate"], int))
    checks.equal("open again", api.case.update(made["id"], status="Open").status, "Open")


def linking(api, checks, promoted):
    """Cases that share an observable."""
    artifact = {"dataType": "ip", "data": "198.51.100.7"}
    alert = Alert(type="t", source="s", sourceRef="link", title="Linked", description="D", artifacts=[artifact])
    other = checks.answered("alert", api.create_alert(alert), 201)
    case = checks.answered("case", api.promote_alert_to_case(other["id"]), 201)
    links = checks.answered("links", api.get_linked_cases(case["id"]), 200)
    checks.equal("links", [link["id"] for link in links], [promoted["id"]])
    checks.equal("by what", [shared["data"] for shared in links[0]["linkedWith"]], ["198.51.100.7"])
    return case


def deleting(api, checks, case):
    """By both ways of the library."""
    checks.answered("deleted", api.delete_case(case["id"]), 204)
    checks.equal("gone", api.get_case(case["id"]).status_code, 404)
    other = checks.answered("case", api.create_case(Case(title="Short", description="D")), 201)
    checks.answered("deleted for good", api.delete_case(other["id"], force=True), 204)
    checks.equal("gone for good", api.get_case(other["id"]).status_code, 404)
