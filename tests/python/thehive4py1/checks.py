"""Counting checks: each says what was expected, and a wrong one stops the scenario with what came instead."""

from thehive4py.exceptions import TheHiveException


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

    def answered(self, what, response, status):
        """A request is answered with this status; gives the JSON of the answer, or nothing."""
        if response.status_code != status:
            raise SystemExit(f"{what}: expected {status}, found {response.status_code} {response.text[:500]}")
        self.count += 1
        return response.json() if response.text and "json" in response.headers["content-type"] else None

    def raises(self, what, kind, call, *words, **more):
        """A call ends with an exception of this kind."""
        try:
            answer = call(*words, **more)
        except TheHiveException as error:
            self.equal(what, type(error).__name__, kind)
            return
        raise SystemExit(f"{what}: expected {kind}, but it was done: {answer!r}")
