"""Drives a server with the client of Cortex, controller by controller: URL and key of an administrator as arguments."""

import sys
import tempfile
import warnings
from importlib.metadata import version

from cortex4py.api import Api

import people
import workers
from checks import Checks


def main(url, key):
    """Runs everything and prints how much was checked."""
    # Old names that the client still offers are used on purpose.
    warnings.simplefilter("ignore", DeprecationWarning)
    checks = Checks()
    connect = lambda own_key: Api(url, own_key)
    root = connect(key)
    checks.holds("version", root.status().json()["versions"]["Cortex"].startswith("4."))
    people.organizations(root, checks)
    lead, analyst = people.users(root, connect, checks)
    workers.definitions(lead, checks)
    url_analyzer, file_analyzer = workers.analyzers(lead, analyst, checks)
    with tempfile.TemporaryDirectory() as folder:
        workers.runs(analyst, url_analyzer, file_analyzer, folder, checks)
    workers.responders(lead, analyst, checks)
    print(f"cortex4py {version('cortex4py')}: {checks.count} checks passed")


if __name__ == "__main__":
    main(*sys.argv[1:3])
