"""A script that takes over what an analyst began: an analyzer, a task with logs, observables, and the end of the case. Prints the ids."""

import io
import json
import sys
import time

import requests
from thehive4py.api import TheHiveApi
from thehive4py.models import CaseObservable, CaseTask, CaseTaskLog

LONGEST_RUN = 60


def answered(response, status):
    """The JSON of an answer with this status; anything else ends the script."""
    if response.status_code != status:
        raise SystemExit(f"{response.request.method} {response.url}: {response.status_code} {response.text[:500]}")
    return response.json()


def task_of(api, case):
    """A task with a log and a log with a file, begun and completed."""
    made = answered(api.create_case_task(case["id"], CaseTask(title="Search mailboxes", group="mail")), 201)
    said = answered(api.create_task_log(made["id"], CaseTaskLog(message="Two more got it")), 201)
    given = CaseTaskLog(message="Who they are", file=(io.BytesIO(b"bob\neve\n"), "recipients.txt"))
    filed = answered(api.create_task_log(made["id"], given), 201)
    task = CaseTask(json={**made, "status": "Completed"})
    task.id = made["id"]
    answered(api.update_case_task(task, ["status"]), 200)
    return {"task": made["id"], "log": said["id"], "filed": filed["id"]}


def observables_of(api, case):
    """What was found meanwhile: a domain, and a file."""
    domain = CaseObservable(dataType="domain", data="evil.example", message="Where it leads", ioc=True)
    sample = CaseObservable(dataType="file", data=(io.BytesIO(b"MZ\x00"), "run.exe"), message="Loaded from there")
    [found] = answered(api.create_case_observable(case["id"], domain), 201)
    [stored] = answered(api.create_case_observable(case["id"], sample), 201)
    return {"domain": found["id"], "sample": stored["id"]}


def report_on(api, case, analyzer):
    """The report on the link that came with the alert, beside its file."""
    file, url = answered(api.get_case_observables(case["id"], sort=["dataType"]), 200)
    job = answered(api.run_analyzer("local", url["id"], analyzer), 201)
    deadline = time.monotonic() + LONGEST_RUN
    while job["status"] in ("Waiting", "InProgress") and time.monotonic() < deadline:
        address = f"{api.url}/api/connector/cortex/job/{job['id']}"
        job = answered(requests.get(address, auth=api.auth, timeout=30), 200)
    if job["status"] != "Success":
        raise SystemExit(f"the analyzer ended with {job}")
    return {"file": file["id"], "url": url["id"], "job": job["id"]}


def main(url, key, number, analyzer):
    """Works on the case of this number."""
    api = TheHiveApi(url, key)
    case = answered(api.get_case(number), 200)
    done = {**report_on(api, case, analyzer), **task_of(api, case), **observables_of(api, case)}
    api.case.update(
        case["id"],
        status="Resolved",
        resolutionStatus="TruePositive",
        impactStatus="NoImpact",
        summary="Blocked",
    )
    print(json.dumps({"case": case["id"], **done}))


if __name__ == "__main__":
    main(*sys.argv[1:5])
