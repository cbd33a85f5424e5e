"""Observables of cases and alerts: values and files, finding, changing, deleting, and running analyzers on them."""

import io
import time

import requests
from thehive4py.models import AlertArtifact, CaseObservable
from thehive4py.query import And, Eq, Like, Parent

import alerts
import tasks


def making(api, checks, case):
    """A value, several at once, a file, and one that is there already."""
    given = CaseObservable(dataType="domain", data="evil.example", message="Seen", tags=["c2"], tlp=3, ioc=True)
    [made] = checks.answered("value", api.create_case_observable(case["id"], given), 201)
    checks.has("value", made, _type="case_artifact", data="evil.example", message="Seen", tags=["c2"], tlp=3, ioc=True)
    checks.holds("no file", "attachment" not in made)
    both = CaseObservable(dataType="ip", data=["203.0.113.1", "203.0.113.2"], message="Both")
    several = checks.answered("several", api.create_case_observable(case["id"], both), 201)
    checks.equal("several", sorted(one["data"] for one in several), ["203.0.113.1", "203.0.113.2"])
    file = CaseObservable(dataType="file", data=(io.BytesIO(b"a sample"), "a.txt"), message="File", sighted=True)
    [stored] = checks.answered("file", api.create_case_observable(case["id"], file), 201)
    checks.has("file", stored["attachment"], name="a.txt", size=8, contentType="text/plain")
    checks.has("what is said of it", stored, message="File", sighted=True)
    again = CaseObservable(dataType="domain", data="evil.example", message="Again")
    checks.equal("again", api.create_case_observable(case["id"], again).status_code, 207)
    return made, stored


def downloading(api, checks, made, stored):
    """The file of an observable, always in an archive; a value has none."""
    for archive in (True, False):
        response = api.download_observable_attachment(stored["id"], archive=archive)
        tasks.in_archive(checks, "archive of an observable", response, stored["attachment"]["id"], b"a sample")
    checks.raises("no file", "CaseObservableException", api.download_observable_attachment, made["id"])


def finding(api, checks, case, made):
    """One by its id, those of a case, and those of all cases."""
    shown = checks.answered("one", api.get_case_observable(made["id"]), 200)
    checks.has("one", shown, id=made["id"], data="evil.example")
    of_case = checks.answered("of the case", api.get_case_observables(case["id"], sort=["data"]), 200)
    checks.equal("of the case", len(of_case), 4)
    query = And(Eq("dataType", "ip"), Like("data", "203.0.113.*"))
    narrowed = checks.answered("narrowed", api.get_case_observables(case["id"], query=query), 200)
    checks.equal("narrowed", {one["dataType"] for one in narrowed}, {"ip"})
    by_parent = And(Parent("case", Eq("caseId", case["caseId"])), Eq("ioc", True))
    found = checks.answered("everywhere", api.find_observables(query=by_parent), 200)
    checks.equal("everywhere", [one["id"] for one in found], [made["id"]])


def changing(api, checks, made, stored):
    """Single fields by both names of the library, and one that is deleted."""
    change = CaseObservable(dataType="domain", data="evil.example", tags=["x"], message="Changed", tlp=1, sighted=True)
    changed = checks.answered("whole", api.update_case_observable(made["id"], change), 200)
    checks.has("whole", changed, tags=["x"], message="Changed", tlp=1, sighted=True, ioc=False)
    change.ioc = True
    checks.answered("field", api.update_case_observable(made["id"], change, ["ioc"]), 200)
    checks.has("field", api.get_case_observable(made["id"]).json(), ioc=True, message="Changed")
    change.id = made["id"]
    change.message = "By the old name"
    checks.has("old name", api.update_case_observables(change, ["message"]).json(), message="By the old name")
    checks.answered("deleted", api.delete_case_observable(stored["id"]), 204)
    checks.equal("gone", api.get_case_observable(stored["id"]).status_code, 404)


def of_alerts(fourth, third, checks):
    """Artifacts of an alert, which version 3 of the library refuses by itself."""
    alert = checks.answered("alert", fourth.create_alert(alerts.some_alert(20)), 201)
    artifact = AlertArtifact(dataType="url", data="http://evil.example/a", message="Link")
    [made] = checks.answered("artifact", fourth.create_alert_artifact(alert["id"], artifact), 201)
    checks.has("artifact", made, data="http://evil.example/a", message="Link")
    file = AlertArtifact(dataType="file", data=(io.BytesIO(b"a page"), "page.html"), message="Page")
    [stored] = checks.answered("its file", fourth.create_alert_artifact(alert["id"], file), 201)
    checks.has("its file", stored["attachment"], name="page.html", size=6)
    artifact.message = "Another"
    changed = checks.answered("changed", fourth.update_alert_artifact(made["id"], artifact, ["message"]), 200)
    checks.has("changed", changed, message="Another", data="http://evil.example/a")
    checks.answered("deleted", fourth.delete_alert_artifact(made["id"]), 204)
    left = [one["id"] for one in fourth.get_alert(alert["id"]).json()["artifacts"]]
    checks.equal("what is left", left, [stored["id"]])
    for call in (third.create_alert_artifact, third.update_alert_artifact):
        checks.raises("version 3", "AlertArtifactException", call, alert["id"], artifact)
    checks.raises("version 3 deletes none", "AlertArtifactException", third.delete_alert_artifact, stored["id"])


def running(api, checks, case, analyzer):
    """An analyzer runs on an observable, and its report is read there."""
    url = CaseObservable(dataType="url", data="http://evil.example/path?x=1", message="To look at")
    [made] = checks.answered("url", api.create_case_observable(case["id"], url), 201)
    job = checks.answered("job", api.run_analyzer("local", made["id"], analyzer), 201)
    checks.has("job", job, _type="case_artifact_job", analyzerName=analyzer, cortexId="local")
    address = f"{api.url}/api/connector/cortex/job/{job['id']}?nstats=true"
    deadline = time.monotonic() + 60
    while job["status"] in ("Waiting", "InProgress") and time.monotonic() < deadline:
        job = requests.get(address, auth=api.auth, timeout=30).json()
    checks.equal("its end", job["status"], "Success")
    checks.equal("its report", job["report"]["success"], True)
    checks.equal("misp", api.export_to_misp("misp", case["id"]).status_code, 404)
