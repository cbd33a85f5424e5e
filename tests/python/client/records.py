"""Alerts, cases and what lies in them, through the endpoint classes of the client."""

from thehive4py.errors import TheHiveError
from thehive4py.query.filters import Between, Contains, EndsWith, Eq, Gte, Id, In, Like, Lt, Ne, StartsWith
from thehive4py.query.page import Paginate
from thehive4py.query.sort import Asc, Desc


def alert_input(number, **more):
    """What an alert needs."""
    base = {"type": "siem", "source": "client", "sourceRef": f"ref-{number}", "title": f"Alert {number}", "description": "From the client"}
    return {**base, **more}


def alerts(ana, checks, folder):
    """Alerts from creation to deletion."""
    one = ana.alert.create(alert_input(1, severity=3, tags=["t:one"], tlp=1, observables=[{"dataType": "domain", "data": "evil.example", "ioc": True}]))
    checks.has("created alert", one, _type="Alert", sourceRef="ref-1", severity=3, tlp=1, tags=["t:one"], status="New", observableCount=1)
    checks.refused("the same alert again", 400, ana.alert.create, alert_input(1))
    checks.refused("an alert without a title", 400, ana.alert.create, {"type": "t", "source": "s", "sourceRef": "r"})
    two, three, four = (ana.alert.create(alert_input(number, severity=1)) for number in (2, 3, 4))
    ana.alert.update(one["_id"], {"title": "Alert one", "addTags": ["t:more"]})
    checks.has("changed alert", ana.alert.get(one["_id"]), title="Alert one", tags=["t:more", "t:one"])
    ana.alert.bulk_update({"ids": [two["_id"], three["_id"]], "severity": 4})
    checks.equal("changed together", ana.alert.count(filters=Eq("severity", 4)), 2)
    ana.alert.unfollow(two["_id"])
    checks.has("not followed", ana.alert.get(two["_id"]), follow=False)
    ana.alert.follow(two["_id"])
    checks.has("followed", ana.alert.get(two["_id"]), follow=True)
    path = write(folder, "alert note.txt", "a note on an alert\n")
    attached = ana.alert.add_attachment(one["_id"], [path])
    checks.equal("attachments", [file["name"] for file in ana.alert.find_attachments(one["_id"])], ["alert note.txt"])
    copy = f"{folder}/alert-copy"
    ana.alert.download_attachment(one["_id"], attached[0]["_id"], copy)
    checks.equal("downloaded", read(copy), "a note on an alert\n")
    ana.alert.delete_attachment(one["_id"], attached[0]["_id"])
    checks.equal("no attachments", ana.alert.find_attachments(one["_id"]), [])
    ana.alert.create_observable(one["_id"], {"dataType": "ip", "data": "203.0.113.9"})
    found = ana.alert.find_observables(one["_id"], sortby=Asc("dataType"))
    checks.equal("observables of the alert", [item["data"] for item in found], ["evil.example", "203.0.113.9"])
    ana.comment.create_in_alert(one["_id"], {"message": "looks bad"})
    checks.equal("comments of the alert", [item["message"] for item in ana.alert.find_comments(one["_id"])], ["looks bad"])
    finding(ana, checks, one)
    promoting(ana, checks, one, two, three, four)


def finding(ana, checks, one):
    """Filters, sorting and pages as the client writes them."""
    checks.equal("by id", len(ana.alert.find(filters=Id(one["_id"]))), 1)
    both = Eq("source", "client") & Ne("severity", 4)
    checks.equal("and, not equal", ana.alert.count(filters=both), 2)
    checks.equal("or", ana.alert.count(filters=Eq("sourceRef", "ref-1") | Eq("sourceRef", "ref-4")), 2)
    checks.equal("not", ana.alert.count(filters=~Eq("sourceRef", "ref-1")), 3)
    checks.equal("in", ana.alert.count(filters=In("sourceRef", ["ref-2", "ref-3", "none"])), 2)
    checks.equal("at least", ana.alert.count(filters=Gte("severity", 3)), 3)
    checks.equal("below", ana.alert.count(filters=Lt("severity", 3)), 1)
    checks.equal("between", ana.alert.count(filters=Between("severity", 1, 4)), 2)
    checks.equal("starts with", ana.alert.count(filters=StartsWith("sourceRef", "ref-")), 4)
    checks.equal("ends with", ana.alert.count(filters=EndsWith("sourceRef", "-2")), 1)
    checks.equal("like", ana.alert.count(filters=Like("title", "*one*")), 1)
    checks.equal("has a field", ana.alert.count(filters=Contains("title")), 4)
    page = ana.alert.find(sortby=Desc("sourceRef"), paginate=Paginate(start=1, end=3, extra_data=["status"]))
    checks.equal("a page in order", [item["sourceRef"] for item in page], ["ref-3", "ref-2"])
    checks.refused("an unknown field", 400, ana.alert.find, filters=Eq("nothing", 1))


def promoting(ana, checks, one, two, three, four):
    """Alerts that become cases, join cases, or go."""
    case = ana.alert.promote_to_case(one["_id"], {"caseTemplate": "phishing"})
    checks.has("case from an alert", case, title="[P] Alert one", _type="Case")
    checks.equal("tasks from the template", len(ana.case.find_tasks(case["_id"])), 2)
    checks.has("imported alert", ana.alert.get(one["_id"]), caseId=case["_id"], status="Imported")
    merged = ana.alert.merge_into_case(two["_id"], case["_id"])
    checks.equal("merged into", merged["_id"], case["_id"])
    ana.alert.bulk_merge_into_case(case["_id"], [three["_id"]])
    checks.has("merged together", ana.alert.get(three["_id"]), caseId=case["_id"])
    ana.case.unlink_alert(case["_id"], three["_id"])
    checks.equal("unlinked", ana.alert.get(three["_id"]).get("caseId"), None)
    ana.alert.import_into_case(three["_id"], case["_id"])
    checks.has("imported into", ana.alert.get(three["_id"]), caseId=case["_id"])
    other = ana.alert.create(alert_input(5, observables=[{"dataType": "domain", "data": "evil.example"}]))
    similar = ana.alert.get_similar_observables(other["_id"], case["_id"])
    checks.equal("similar observables", [item["data"] for item in similar], ["evil.example"])
    ana.alert.delete(four["_id"])
    checks.refused("alert that is gone", 404, ana.alert.get, four["_id"])
    ana.alert.bulk_delete([other["_id"]])
    checks.equal("alerts left", ana.alert.count(), 3)


def cases(ana, checks, folder):
    """Cases from creation to closing; gives one to go on with."""
    case = ana.case.create({"title": "By hand", "description": "Typed", "severity": 2, "tags": ["hand"], "customFields": {"hosts": 7}})
    checks.has("created case", case, title="By hand", status="New", stage="New", assignee="ana@client.test", tags=["hand"])
    checks.equal("custom field", [(item["name"], item["value"]) for item in case["customFields"]], [("hosts", 7)])
    checks.equal("by number", ana.case.get(case["number"])["_id"], case["_id"])
    ana.case.update(case["_id"], {"severity": 4, "status": "InProgress"})
    checks.has("changed case", ana.case.get(case["_id"]), severity=4, status="InProgress", stage="InProgress")
    ana.case.bulk_update({"ids": [case["_id"]], "flag": True})
    checks.has("changed together", ana.case.get(case["_id"]), flag=True)
    ana.case.apply_case_template({"ids": [case["_id"]], "caseTemplate": "phishing", "importTasks": ["Block"]})
    checks.equal("task from a template", [task["title"] for task in ana.case.find_tasks(case["_id"])], ["Block"])
    path = write(folder, "case note.txt", "a note on a case\n")
    attached = ana.case.add_attachment(case["_id"], [path])
    copy = f"{folder}/case-copy"
    ana.case.download_attachment(case["_id"], attached[0]["_id"], copy)
    checks.equal("downloaded", read(copy), "a note on a case\n")
    ana.case.delete_attachment(case["_id"], attached[0]["_id"])
    checks.equal("no attachments", ana.case.find_attachments(case["_id"]), [])
    value = ana.case.get(case["_id"])["customFields"][0]["_id"]
    ana.case.delete_custom_field(value)
    checks.equal("no custom fields", [item["name"] for item in ana.case.get(case["_id"])["customFields"] if item.get("value") is not None], [])
    joining(ana, checks, case)
    ana.case.close(case["_id"], status="TruePositive", summary="Blocked", impact_status="NoImpact")
    checks.has("closed", ana.case.get(case["_id"]), stage="Closed", status="TruePositive", summary="Blocked", impactStatus="NoImpact")
    ana.case.open(case["_id"], status="InProgress")
    checks.has("opened again", ana.case.get(case["_id"]), stage="InProgress")
    return case


def joining(ana, checks, case):
    """Merging, deleting, counting, similar cases."""
    pair = [ana.case.create({"title": title, "description": "d"}) for title in ("Left", "Right")]
    merged = ana.case.merge([item["_id"] for item in pair])
    checks.holds("merged title", "Left" in merged["title"] and "Right" in merged["title"])
    checks.refused("case that was merged", 404, ana.case.get, pair[0]["_id"])
    ana.case.delete(merged["_id"])
    checks.refused("case that is gone", 404, ana.case.get, merged["_id"])
    checks.equal("cases counted", ana.case.count(filters=Eq("title", "By hand")), 1)
    ana.case.create_observable(case["_id"], {"dataType": "domain", "data": "evil.example"})
    checks.equal("linked cases", [item["title"] for item in ana.case.get_linked_cases(case["_id"])], ["[P] Alert one"])
    other = ana.case.find(filters=Eq("title", "[P] Alert one"))[0]
    similar = ana.case.get_similar_observables(case["_id"], other["_id"])
    checks.equal("similar observables", [item["data"] for item in similar], ["evil.example"])


def tasks(ana, checks, case, folder):
    """Tasks, their logs and what is required."""
    task = ana.task.create(case["_id"], {"title": "Look", "group": "first", "flag": True})
    checks.has("created task", task, title="Look", group="first", status="Waiting", flag=True)
    ana.task.update(task["_id"], {"status": "InProgress", "assignee": "ana@client.test"})
    checks.has("changed task", ana.task.get(task["_id"]), status="InProgress", assignee="ana@client.test")
    ana.task.bulk_update({"ids": [task["_id"]], "description": "Look closely"})
    checks.equal("tasks found", [item["description"] for item in ana.task.find(filters=Id(task["_id"]))], ["Look closely"])
    checks.equal("tasks counted", ana.task.count(filters=Eq("title", "Look")), 1)
    organisation = ana.user.get_current()["organisation"]
    ana.task.set_as_required(task["_id"], organisation)
    checks.equal("required", ana.task.get_required_actions(task["_id"]).get(organisation), True)
    ana.task.set_as_done(task["_id"], organisation)
    checks.equal("done", ana.task.get_required_actions(task["_id"]).get(organisation), False)
    logs(ana, checks, task, folder)
    spare = ana.case.create_task(case["_id"], {"title": "Spare"})
    ana.task.delete(spare["_id"])
    checks.refused("task that is gone", 404, ana.task.get, spare["_id"])
    return task


def logs(ana, checks, task, folder):
    """Logs of a task, with files."""
    path = write(folder, "log.txt", "seen\n")
    log = ana.task_log.create(task["_id"], {"message": "Saw it", "attachments": [path]})
    checks.has("created log", log, message="Saw it", owner="ana@client.test")
    checks.equal("file of the log", [file["name"] for file in log["attachments"]], ["log.txt"])
    ana.task_log.update(log["_id"], {"message": "Saw it again"})
    checks.has("changed log", ana.task_log.get(log["_id"]), message="Saw it again")
    ana.task_log.add_attachment(log["_id"], [write(folder, "more.txt", "more\n")])
    files = ana.task_log.get(log["_id"])["attachments"]
    checks.equal("files of the log", sorted(file["name"] for file in files), ["log.txt", "more.txt"])
    ana.task_log.delete_attachment(log["_id"], files[0]["_id"])
    checks.equal("a file less", len(ana.task_log.get(log["_id"])["attachments"]), 1)
    ana.task.create_log(task["_id"], {"message": "Second"})
    checks.equal("logs of the task", sorted(item["message"] for item in ana.task.find_logs(task["_id"])), ["Saw it again", "Second"])
    ana.task_log.delete(log["_id"])
    try:
        checks.equal("log that is gone", ana.task_log.get(log["_id"]), None)
    except TheHiveError as error:
        checks.holds("log that is gone", "404" in str(error) or "ot found" in str(error))


def observables(ana, checks, case, folder):
    """Observables with data and with files; gives one."""
    one, two = ana.observable.create_in_case(case["_id"], {"dataType": "ip", "data": ["198.51.100.1", "198.51.100.2"], "tags": ["seen"]})
    checks.equal("several at once", sorted([one["data"], two["data"]]), ["198.51.100.1", "198.51.100.2"])
    ana.observable.update(one["_id"], {"ioc": True, "message": "known"})
    checks.has("changed observable", ana.observable.get(one["_id"]), ioc=True, message="known", tags=["seen"])
    ana.observable.bulk_update({"ids": [one["_id"], two["_id"]], "sighted": True})
    checks.equal("observables counted", ana.observable.count(filters=Eq("sighted", True)), 2)
    path = write(folder, "sample.bin", "a sample\n")
    [file] = ana.observable.create_in_case(case["_id"], {"dataType": "file"}, observable_path=path)
    checks.has("file", file["attachment"], name="sample.bin", size=9)
    copy = f"{folder}/sample-copy"
    ana.observable.download_attachment(file["_id"], file["attachment"]["_id"], copy, as_zip=False)
    checks.equal("downloaded", read(copy), "a sample\n")
    ana.observable.download_attachment(file["_id"], file["attachment"]["_id"], copy, as_zip=True)
    with open(copy, "rb") as archive:
        checks.equal("as an archive", archive.read(2), b"PK")
    ana.observable.delete(two["_id"])
    checks.refused("observable that is gone", 404, ana.observable.get, two["_id"])
    found = ana.observable.find(filters=Eq("dataType", "ip") & Eq("ioc", True))
    checks.equal("observables found", [item["data"] for item in found], ["198.51.100.1"])
    return one


def comments(ana, checks, case):
    """Comments on a case."""
    made = ana.comment.create_in_case(case["_id"], {"message": "first"})
    checks.has("created comment", made, message="first", createdBy="ana@client.test", isEdited=False)
    ana.comment.update(made["_id"], {"message": "first, better"})
    checks.has("changed comment", ana.comment.get(made["_id"]), message="first, better", isEdited=True)
    checks.holds("comments found", made["_id"] in [item["_id"] for item in ana.comment.find()])
    ana.comment.delete(made["_id"])
    checks.equal("comments of the case", ana.case.find_comments(case["_id"]), [])


def write(folder, name, content):
    """Writes a file to send; gives its path."""
    path = f"{folder}/{name}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)
    return path


def read(path):
    """What a file holds."""
    with open(path, encoding="utf-8") as file:
        return file.read()
