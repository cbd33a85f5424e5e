"""Analyzers, responders and their jobs, through the controllers of the client."""

import hashlib
import os
import time

from cortex4py.query import And, Between, Child, Contains, Eq, Gt, Gte, Id, Lt, Lte, Or, ParentId, Parent, String, Type

SAMPLE = b"a sample that is looked at"


def definitions(lead, checks):
    """What can be enabled."""
    found = {one.id: one for one in lead.analyzers.definitions()}
    checks.has("definition", found["UrlAnatomy_1_0"], name="UrlAnatomy", version="1.0", baseConfig="UrlAnatomy")
    checks.holds("its types", "url" in found["UrlAnatomy_1_0"].dataTypeList)
    items = {item["name"]: item for item in found["Demo_Reputation_1_0"].configurationItems}
    checks.equal("a setting", (items["key"]["type"], items["key"]["required"]), ("string", True))
    checks.holds("definitions of responders", "Demo_BlockDomain_1_0" in [one.id for one in lead.responders.definitions()])


def analyzers(lead, analyst, checks):
    """Analyzers: enabling, finding, changing, disabling; gives one that reads addresses and one that reads files."""
    url = lead.analyzers.enable("UrlAnatomy_1_0", {"configuration": {"check_tlp": True, "max_tlp": 2}, "rate": 1000, "rateUnit": "Day", "jobCache": 5})
    checks.has("enabled analyzer", url, name="UrlAnatomy_1_0", workerDefinitionId="UrlAnatomy_1_0", rate=1000, rateUnit="Day", jobCache=5)
    files = lead.analyzers.enable("FileInfo_1_0", {"configuration": {}})
    changed = lead.analyzers.update(url.id, {"name": "ignored", "jobCache": 0, "configuration": {"check_tlp": True, "max_tlp": 1}})
    checks.has("changed analyzer", changed, name="UrlAnatomy_1_0", jobCache=0, rate=1000)
    checks.equal("its settings", (changed.configuration["check_tlp"], changed.configuration["max_tlp"]), (True, 1))
    checks.has("analyzer by id", analyst.analyzers.get_by_id(url.id), name="UrlAnatomy_1_0", version="1.0", type="analyzer")
    checks.equal("settings are for those who set up", hasattr(analyst.analyzers.get_by_id(url.id), "configuration"), False)
    checks.has("analyzer by name", analyst.analyzers.get_by_name("FileInfo_1_0"), id=files.id)
    checks.equal("no analyzer", analyst.analyzers.get_by_name("none"), None)
    checks.equal("by type", [one.id for one in analyst.analyzers.get_by_type("url")], [url.id])
    checks.equal("in order", [one.id for one in analyst.analyzers.find_all({}, range="all", sort="-name")], [url.id, files.id])
    checks.has("one analyzer", analyst.analyzers.find_one_by(And(Contains("rate"), Type("worker"))), id=url.id)
    checks.equal("of the organisation", len(analyst.analyzers.find_all(ParentId("organization", "soc"))), 2)
    checks.equal("of another", analyst.analyzers.find_all(Parent("organization", Eq("name", "other"))), [])
    checks.equal("of one's own", len(analyst.organizations.get_analyzers()), 2)
    checks.equal("the older call", [one.id for one in analyst.get_analyzers("url")], [url.id])
    checks.equal("the older call for all", len(analyst.get_analyzers()), 2)
    spare = lead.analyzers.enable("Demo_Reputation_1_0", {"configuration": {"key": "x" * 12}})
    checks.equal("disabled", lead.analyzers.disable(spare.id), True)
    checks.refused("analyzer that is gone", "NotFoundError", lead.analyzers.get_by_id, spare.id)
    checks.refused("enabled twice", "InvalidInputError", lead.analyzers.enable, "UrlAnatomy_1_0", {"configuration": {}})
    checks.refused("without a setting it needs", "InvalidInputError", lead.analyzers.enable, "Demo_Reputation_1_0", {"configuration": {}})
    checks.refused("by an analyst", "AuthorizationError", analyst.analyzers.disable, url.id)
    checks.refused("what cannot be asked", "InvalidInputError", analyst.analyzers.find_all, Child("job", {}))
    return url, files


def runs(analyst, url, files, folder, checks):
    """Jobs: running analyzers, their reports, what they found, finding and deleting them."""
    address = {"data": "http://user@evil.example:8080/a?b=1", "dataType": "url", "tlp": 1, "pap": 1, "message": "why", "parameters": {"a": 1}}
    job = analyst.analyzers.run_by_id(url.id, address, force=1)
    checks.has("job", job, workerId=url.id, workerName="UrlAnatomy_1_0", organization="soc", type="analyzer", **address)
    report = analyst.jobs.get_report_async(job.id)
    checks.has("ended job", report, id=job.id, status="Success")
    checks.equal("its report", (report.report["success"], "full" in report.report, "taxonomies" in report.report["summary"]), (True, True, True))
    checks.equal("the report again", analyst.jobs.get_report(job.id).report["full"], report.report["full"])
    checks.has("job by id", analyst.jobs.get_by_id(job.id), status="Success", data=address["data"])
    found = [(one.dataType, one.data) for one in analyst.jobs.get_artifacts(job.id)]
    checks.equal("what it found", found, [(one["dataType"], one["data"]) for one in report.report["artifacts"]][:10])
    refused = analyst.analyzers.run_by_name("UrlAnatomy_1_0", {**address, "tlp": 3})
    checks.equal("above the ceiling", analyst.jobs.get_report_async(refused.id, "1minute").report["errorMessage"], "TLP is higher than allowed.")
    path = os.path.join(folder, "sample.txt")
    with open(path, "wb") as file:
        file.write(SAMPLE)
    sent = analyst.analyzers.run_by_name("FileInfo_1_0", {"data": path, "dataType": "file", "tlp": 0})
    digest = hashlib.sha256(SAMPLE).hexdigest()
    checks.equal("the file of a job", (sent.attachment["name"], sent.attachment["id"]), ("sample.txt", digest))
    checks.holds("its hash is in the report", digest in str(analyst.get_job_report(sent.id).report["full"]))
    again = analyst.analyzers.run_by_id(files.id, {"data": path, "dataType": "file", "tlp": 0})
    checks.has("an earlier report", analyst.jobs.get_report_async(again.id), fromCache=True, status="Success")
    older = analyst.run_analyzer("UrlAnatomy_1_0", "url", 1, "http://b.example/")
    checks.equal("the older call", analyst.get_job_report(older.id).status, "Success")
    search(analyst, url, job, sent, checks)
    checks.equal("deleted", analyst.delete_job(older.id) and analyst.jobs.delete(again.id), True)
    checks.refused("job that is gone", "NotFoundError", analyst.jobs.get_by_id, older.id)
    checks.refused("unknown job", "NotFoundError", analyst.jobs.get_report, "~1")
    checks.refused("a type that is not accepted", "InvalidInputError", analyst.analyzers.run_by_id, url.id, {"data": "x", "dataType": "registry"})


def search(analyst, url, job, sent, checks):
    """Finding jobs in every way that the client knows."""
    ids = lambda query, **more: [one.id for one in analyst.jobs.find_all(query, range="all", **more)]
    checks.equal("by id", ids(Id(job.id)), [job.id])
    checks.equal("by file", sent.id in ids(Eq("dataType", "file")), True)
    checks.equal("by worker and level", ids(And(Eq("workerId", url.id), Eq("tlp", 3))), ids(Gt("tlp", 2)))
    checks.equal("by either", set(ids(Or(Id(job.id), Id(sent.id)))), {job.id, sent.id})
    day = 86_400_000
    now = int(time.time() * 1000)
    checks.equal("of today", ids(Between("createdAt", now - day, now + day)), ids(And(Gte("createdAt", now - day), Lt("createdAt", now + day))))
    checks.equal("of tomorrow", ids(And(Lte("tlp", 3), Gt("createdAt", now + day))), [])
    checks.equal("by words", ids(String("evil.example"), sort="-createdAt")[-1], job.id)
    checks.has("the first", analyst.jobs.find_one_by({}, sort="createdAt"), id=job.id)
    checks.equal("ten at most", len(analyst.jobs.find_all({})) <= 10, True)


def responders(lead, analyst, checks):
    """Responders: every method of their controller."""
    made = lead.responders.enable("Demo_BlockDomain_1_0", {"configuration": {"check_pap": False}})
    checks.has("enabled responder", made, name="Demo_BlockDomain_1_0", type="responder")
    checks.has("changed responder", lead.responders.update(made.id, {"rate": 5, "rateUnit": "Hour"}), rate=5, rateUnit="Hour")
    checks.has("responder by id", analyst.responders.get_by_id(made.id), id=made.id)
    checks.has("responder by name", analyst.responders.get_by_name("Demo_BlockDomain_1_0"), id=made.id)
    kind = made.dataTypeList[0]
    checks.equal("responders by type", [one.id for one in analyst.responders.get_by_type(kind)], [made.id])
    checks.equal("responders found", [one.id for one in analyst.responders.find_all(Eq("dataTypeList", kind))], [made.id])
    checks.has("one responder", analyst.responders.find_one_by({}), id=made.id)
    data = {"dataType": "domain", "data": "evil.example"}
    for run in (lambda given: analyst.responders.run_by_id(made.id, given), lambda given: analyst.responders.run_by_name("Demo_BlockDomain_1_0", given)):
        job = run({"data": data, "dataType": kind, "tlp": 1, "message": "block", "parameters": {}})
        checks.has("job of a responder", job, type="responder", data=data, dataType=kind, tlp=1, message="block")
        ended = analyst.jobs.get_report_async(job.id)
        checks.equal("ended job of a responder", (ended.status, ended.report["success"]), ("Success", True))
        checks.equal("what it asks for", [one["type"] for one in ended.report["operations"]], ["AddTagToArtifact"])
    checks.equal("disabled responder", lead.responders.disable(made.id), True)
    checks.equal("no responders", analyst.responders.find_all({}), [])
