"""Tasks and their logs: making, finding, changing, files, and downloading them by both versions of the library."""

import io
import zipfile

from thehive4py.models import CaseTask, CaseTaskLog
from thehive4py.query import And, Child, ContainsString, Eq, Parent


def making(api, checks, case, login):
    """A task with all that the library knows of it, one with nothing but a title, and finding both."""
    given = CaseTask(title="Call the bank", description="At once", group="phone", flag=True, owner=login, order=7)
    made = checks.answered("task", api.create_case_task(case["id"], given), 201)
    checks.has("task", made, _type="case_task", title="Call the bank", description="At once", flag=True, owner=login)
    checks.has("where it stands", made, status="Waiting", group="phone")
    plain = checks.answered("plain", api.create_case_task(case["id"], CaseTask(title="Write it down")), 201)
    checks.has("plain", plain, title="Write it down", status="Waiting", group="default", flag=False)
    checks.equal("one", checks.answered("one", api.get_case_task(made["id"]), 200), made)
    checks.equal("unknown", api.get_case_task("~1").status_code, 404)
    of_case = checks.answered("of the case", api.get_case_tasks(case["id"], sort=["title"]), 200)
    checks.equal("of the case", [one["title"] for one in of_case], ["Act", "Call the bank", "Look", "Write it down"])
    flagged = checks.answered("narrowed", api.get_case_tasks(case["id"], query=Eq("flag", True), sort=["title"]), 200)
    checks.equal("narrowed", [one["title"] for one in flagged], ["Act", "Call the bank"])
    query = And(Parent("case", Eq("caseId", case["caseId"])), ContainsString("title", "bank"))
    found = checks.answered("everywhere", api.find_tasks(query=query), 200)
    checks.equal("everywhere", [one["id"] for one in found], [made["id"]])
    return made, plain


def logging(api, checks, task, folder):
    """A log of words alone and one with a file, and finding them."""
    words = checks.answered("log", api.create_task_log(task["id"], CaseTaskLog(message="Nobody answers")), 201)
    checks.has("log", words, _type="case_task_log", message="Nobody answers", status="Ok")
    checks.holds("no file", "attachment" not in words)
    path = f"{folder}/call.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write("what was said")
    by_path = checks.answered("by path", api.create_task_log(task["id"], CaseTaskLog(message="By path", file=path)), 201)
    checks.has("by path", by_path["attachment"], name="call.txt", size=13, contentType="text/plain")
    given = CaseTaskLog(message="Recorded", file=(io.BytesIO(b"the record"), "record.txt"))
    filed = checks.answered("its file", api.create_task_log(task["id"], given), 201)
    checks.has("its file", filed["attachment"], name="record.txt", size=10)
    logs = checks.answered("logs", api.get_task_logs(task["id"], sort=["startDate"]), 200)
    checks.equal("logs", [one["message"] for one in logs], ["Nobody answers", "By path", "Recorded"])
    narrowed = api.get_task_logs(task["id"], query=Eq("attachment.name", "record.txt"))
    checks.equal("narrowed", [one["id"] for one in checks.answered("narrowed", narrowed, 200)], [filed["id"]])
    found = checks.answered("everywhere", api.find_task_logs(query=ContainsString("message", "answers")), 200)
    checks.equal("everywhere", [one["id"] for one in found], [words["id"]])
    by_log = checks.answered("by log", api.find_tasks(query=Child("case_task_log", Eq("message", "Recorded"))), 200)
    checks.equal("by log", [one["id"] for one in by_log], [task["id"]])
    return words, filed


def downloading(third, fourth, checks, words, filed):
    """The file of a log as it is and in an archive, by the library of either version."""
    one = checks.answered("log of version 3", third.get_task_log(filed["id"]), 200)
    checks.has("log of version 3", one, id=filed["id"], message="Recorded", attachment=filed["attachment"])
    [newer] = checks.answered("log of version 4", fourth.get_task_log(filed["id"]), 200)
    checks.has("log of version 4", newer, _id=filed["id"], message="Recorded")
    for name, api in [("3", third), ("4", fourth)]:
        content = api.download_task_log_attachment(filed["id"])
        checks.equal(f"file by version {name}", (content.status_code, content.content), (200, b"the record"))
        archive = api.download_task_log_attachment(filed["id"], archive=True)
        in_archive(checks, f"archive by version {name}", archive, filed["attachment"]["id"], b"the record")
        checks.raises(f"no file by version {name}", "CaseTaskLogException", api.download_task_log_attachment, words["id"])
    attachment = filed["attachment"]
    whole = third.download_attachment(attachment["id"], filename=attachment["name"])
    checks.equal("by its id", whole.content, b"the record")
    checks.holds("its name", 'filename="record.txt"' in whole.headers["content-disposition"])


def in_archive(checks, what, response, name, content):
    """An archive that the password of samples opens; its file is named by content, as the library sends the name in no readable form."""
    checks.equal(what, response.status_code, 200)
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        checks.equal(what, archive.namelist(), [name])
        checks.equal(what, archive.read(name, pwd=b"malware"), content)


def changing(api, checks, made, plain):
    """Single fields, a whole task as it was read, work that begins and ends, and what the library calls deleting."""
    task = CaseTask(json={**made, "title": "Call them again", "status": "InProgress"})
    task.id = made["id"]
    begun = checks.answered("begun", api.update_case_task(task, ["title", "status"]), 200)
    checks.has("begun", begun, title="Call them again", status="InProgress", description="At once", flag=True)
    checks.holds("its start", isinstance(begun["startDate"], int))
    whole = CaseTask(json=begun)
    whole.id = made["id"]
    back = checks.answered("whole", api.update_case_task(whole), 200)
    checks.equal("written back", back, begun)
    whole.status = "Completed"
    ended = checks.answered("ended", api.update_case_task(whole, ["status"]), 200)
    checks.has("ended", ended, status="Completed", startDate=begun["startDate"])
    checks.holds("its end", isinstance(ended["endDate"], int))
    cancelled = checks.answered("cancelled", api.delete_case_task(plain["id"]), 200)
    checks.has("cancelled", cancelled, id=plain["id"], status="Cancel")
    checks.has("still there", api.get_case_task(plain["id"]).json(), title="Write it down", status="Cancel")
