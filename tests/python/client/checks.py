"""Counting checks: each says what was expected, and a wrong one stops the scenario with what came instead."""

from thehive4py.errors import TheHiveError


class Checks:
    """How many things were found as they should be."""

    def __init__(self):
        self.count = 0

    def equal(self, what, found, expected):
        """Two values are the same."""
        if found != expected:
            raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")
        self.count += 1

    def holds(self, what, found):
        """Something is true."""
        if not found:
            raise SystemExit(f"{what}: does not hold, found {found!r}")
        self.count += 1

    def has(self, what, found, **expected):
        """An object has these fields with these values."""
        self.equal(what, {name: found.get(name) for name in expected}, expected)

    def refused(self, what, status, call, *words, **more):
        """A call is answered with an error of this status, which names its kind and a message."""
        try:
            answer = call(*words, **more)
        except TheHiveError as error:
            self.equal(f"{what}: status", error.response.status_code, status)
            self.holds(f"{what}: message", " - " in error.message and not error.message.startswith("{"))
            return
        raise SystemExit(f"{what}: expected {status}, but it was done: {answer!r}")
