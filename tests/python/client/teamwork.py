"""Shares, tags, free queries and neurons, through the endpoint classes of the client."""

import time

from thehive4py.query.filters import Eq
from thehive4py.query.sort import Asc

PATIENCE_SECONDS = 60


def shares(ana, bo, checks, case, task, observable):
    """What a partner sees of a case is what was shared."""
    checks.refused("a case of another organisation", 404, bo.case.get, case["_id"])
    made = ana.case.share(case["_id"], [{"organisation": "partner", "profile": "analyst", "share": False}])
    checks.equal("shared with", [share["organisationName"] for share in made], ["partner"])
    checks.has("the case as a partner sees it", bo.case.get(case["_id"]), title=case["title"])
    checks.refused("a task that is not shared", 404, bo.task.get, task["_id"])
    ana.task.share(task["_id"], ["partner"])
    checks.has("a shared task", bo.task.get(task["_id"]), title=task["title"])
    checks.equal("shares of the task", [share["organisationName"] for share in ana.task.list_shares(task["_id"])], ["partner"])
    ana.task.unshare(task["_id"], ["partner"])
    checks.refused("a task taken back", 404, bo.task.get, task["_id"])
    ana.observable.share(observable["_id"], ["partner"])
    checks.has("a shared observable", bo.observable.get(observable["_id"]), data=observable["data"])
    ana.observable.unshare(observable["_id"], ["partner"])
    checks.refused("an observable taken back", 404, bo.observable.get, observable["_id"])
    ana.case.unshare(case["_id"], ["partner"])
    checks.refused("a case taken back", 404, bo.case.get, case["_id"])
    ana.case.set_share(case["_id"], [{"organisation": "partner", "profile": "read-only"}])
    [share] = ana.case.list_shares(case["_id"])
    checks.has("share that was set", share, organisationName="partner", profileName="read-only")
    checks.refused("changing with a share for reading", 403, bo.case.update, case["_id"], {"title": "mine"})
    ana.case.remove_share(share["_id"])
    checks.equal("no shares", ana.case.list_shares(case["_id"]), [])


def tags(ana, checks):
    """Tags have no class of their own in the client; its session and its queries reach them."""
    found = ana.query.run([{"_name": "listTag"}, {"_name": "filter", **Eq("predicate", "hand")}])
    checks.equal("tags found", [tag["predicate"] for tag in found], ["hand"])
    ana.session.make_request("PATCH", f"/api/v1/tag/{found[0]['_id']}", json={"colour": "#102030"})
    checks.has("changed tag", ana.session.make_request("GET", f"/api/v1/tag/{found[0]['_id']}"), colour="#102030")


def queries(ana, checks, case):
    """Pipelines written by hand."""
    observables = ana.query.run([{"_name": "getCase", "idOrName": case["_id"]}, {"_name": "observables"}, {"_name": "sort", **Asc("dataType")}])
    checks.equal("observables of a case", [item["dataType"] for item in observables], ["domain", "file", "ip"])
    count = ana.query.run([{"_name": "listCase"}, {"_name": "count"}])
    checks.equal("cases counted", count, 2)
    [thin] = ana.query.run([{"_name": "getCase", "idOrName": case["_id"]}], exclude_fields=["description"])
    checks.holds("a field left out", "description" not in thin and thin["title"] == case["title"])
    checks.refused("an unknown operation", 400, ana.query.run, [{"_name": "listNothing"}])


def cortex(ana, checks, case):
    """Analyzers and responders that ship with the server."""
    enable(ana, "IocExtractor_1_0")
    enable(ana, "Demo_BlockDomain_1_0")
    analyzers = ana.cortex.list_analyzers(range="all")
    checks.equal("analyzers", [item["name"] for item in analyzers], ["IocExtractor_1_0"])
    checks.equal("one analyzer", ana.cortex.get_analyzer(analyzers[0]["id"])["name"], "IocExtractor_1_0")
    fitting = ana.cortex.list_analyzers_by_type(analyzers[0]["dataTypeList"][0])
    checks.equal("analyzers of a type", [item["id"] for item in fitting], [analyzers[0]["id"]])
    [text] = ana.observable.create_in_case(case["_id"], {"dataType": "other", "data": "see http://found.example/x"})
    wanted = {"analyzerId": analyzers[0]["id"], "cortexId": analyzers[0]["cortexIds"][0], "artifactId": text["_id"]}
    job = ended(ana, ana.cortex.create_analyzer_job(wanted))
    checks.has("job", job, status="Success", analyzerName="IocExtractor_1_0")
    checks.holds("what it found", "found.example" in str(job["report"]["artifacts"]))
    again = ana.cortex.bulk_create_analyzer_jobs([wanted])
    checks.equal("jobs at once", len(again), 1)
    ended(ana, again[0])
    checks.equal("jobs found", len(ana.cortex.find_analyzer_jobs(filters=Eq("status", "Success"))), 2)
    [domain] = [item for item in ana.case.find_observables(case["_id"]) if item["dataType"] == "domain"]
    above = ana.cortex.list_responders("case_artifact", domain["_id"])
    checks.equal("responders below the level of the object", above, [])
    ana.observable.update(domain["_id"], {"pap": 1})
    responders = ana.cortex.list_responders("case_artifact", domain["_id"])
    checks.equal("responders", [item["name"] for item in responders], ["Demo_BlockDomain_1_0"])
    action = ana.cortex.create_responder_action({"objectId": domain["_id"], "objectType": "case_artifact", "responderId": responders[0]["id"]})
    checks.has("action", action, responderName="Demo_BlockDomain_1_0", objectId=domain["_id"])


def enable(ana, definition):
    """Enabling is this server's own; the client's session does it."""
    ana.session.make_request("POST", "/api/v1/neuron", json={"definitionId": definition, "configuration": {}})


def ended(ana, job):
    """The job when it has ended."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = ana.cortex.get_analyzer_job(job["_id"])
        if found["status"] in ("Success", "Failure"):
            return found
        time.sleep(0.1)
    raise SystemExit(f"{job['analyzerName']} did not end")
