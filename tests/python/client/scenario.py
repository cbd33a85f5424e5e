"""Drives a server with the client library, endpoint class by endpoint class: URL, login and password as arguments."""

import sys
import tempfile
from importlib.metadata import version

from thehive4py import TheHiveApi

import administration
import knowledge
import records
import teamwork
from checks import Checks


def main(url, login, password):
    """Runs everything and prints how much was checked."""
    checks = Checks()

    def connect(key, organisation):
        if isinstance(key, tuple):
            return TheHiveApi(url=url, username=key[0], password=key[1], organisation=organisation)
        return TheHiveApi(url=url, apikey=key, organisation=organisation)

    root = connect((login, password), "admin")
    administration.organisations(root, checks)
    administration.profiles(root, checks)
    ana, bo = administration.users(root, checks, connect)
    administration.definitions(ana, root, checks)
    with tempfile.TemporaryDirectory() as folder:
        records.alerts(ana, checks, folder)
        case = records.cases(ana, checks, folder)
        task = records.tasks(ana, checks, case, folder)
        observable = records.observables(ana, checks, case, folder)
    records.comments(ana, checks, case)
    teamwork.shares(ana, bo, checks, case, task, observable)
    teamwork.tags(ana, checks)
    teamwork.queries(ana, checks, case)
    teamwork.cortex(ana, checks, case)
    knowledge.pages(ana, checks, case)
    knowledge.timeline(ana, checks, case)
    alert = ana.alert.create(records.alert_input(900))
    knowledge.procedures(ana, root, checks, case, alert)
    print(f"thehive4py {version('thehive4py')}: {checks.count} checks passed")


if __name__ == "__main__":
    main(*sys.argv[1:4])
