"""Counting checks: each says what was expected, and a wrong one stops the scenario with what came instead."""

from cortex4py.exceptions import CortexException


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
        """An object of the client has these fields with these values."""
        fields = found.json()
        self.equal(what, {name: fields.get(name) for name in expected}, expected)

    def refused(self, what, kind, call, *words, **more):
        """A call ends with an exception of this kind."""
        try:
            answer = call(*words, **more)
        except CortexException as error:
            self.equal(what, type(error).__name__, kind)
            return
        raise SystemExit(f"{what}: expected {kind}, but it was done: {answer!r}")
