"""Drives a server with the library of TheHive 3 and 4: its address, keys of an administrator and of an analyst, the analyst's login."""

import sys
import tempfile
from importlib.metadata import version

from thehive4py.api import TheHiveApi
from thehive4py.models import Version

import administration
import alerts
import cases
import methods
import observables
import tasks
from checks import Checks


def main(url, root_key, key, login):
    """Runs everything and prints how much was checked."""
    checks = Checks()
    names, called = methods.noted()
    root = TheHiveApi(url, root_key, organisation="admin")
    third = TheHiveApi(url, key)
    fourth = TheHiveApi(url, key, organisation="main", version=Version.THEHIVE_4.value)
    administration.server(third, checks, login)
    administration.custom_fields(root, checks)
    administration.templates(third, checks)
    checks.equal("by version 4", fourth.get_case_template("phishing")["name"], "phishing")
    with tempfile.TemporaryDirectory() as folder:
        alert = alerts.making(fourth, checks, folder)
    alerts.finding(third, checks)
    alerts.changing(fourth, checks, alert)
    promoted = alerts.joining(third, checks, alert)
    case = cases.making(third, checks, login)
    cases.finding(third, checks, case)
    cases.changing(fourth, checks, case)
    task, plain = tasks.making(third, checks, case, login)
    with tempfile.TemporaryDirectory() as folder:
        words, filed = tasks.logging(third, checks, task, folder)
    tasks.downloading(third, fourth, checks, words, filed)
    tasks.changing(third, checks, task, plain)
    value, file = observables.making(third, checks, case)
    observables.finding(third, checks, case, value)
    observables.downloading(third, checks, value, file)
    observables.changing(third, checks, value, file)
    observables.of_alerts(fourth, third, checks)
    observables.running(third, checks, case, "UrlAnatomy_1_0")
    linked = cases.linking(third, checks, promoted)
    cases.deleting(third, checks, linked)
    nobody = TheHiveApi(url, "no key")
    checks.equal("nobody", nobody.get_current_user().status_code, 401)
    checks.raises("nobody", "TheHiveException", nobody.case, 1)
    checks.equal("methods that nobody called", sorted(names - called), [])
    print(f"{len(called)} methods")
    print(f"thehive4py {version('thehive4py')}: {checks.count} checks passed")


if __name__ == "__main__":
    main(*sys.argv[1:5])
