"""Notes which methods of the library were called, so that none of them is forgotten."""

from functools import wraps
from inspect import isfunction

from thehive4py.api import TheHiveApi
from thehive4py.models import CaseHelper


def every():
    """The public methods of the library: class, name and function of each."""
    return [
        (owner, name, method)
        for owner in (TheHiveApi, CaseHelper)
        for name, method in vars(owner).items()
        if isfunction(method) and (name == "__call__" or not name.startswith("_"))
    ]


def noted():
    """Lets every public method note its name when it is called; gives the names of all, and the set that those called fill."""
    called = set()
    methods = every()
    for owner, name, method in methods:
        setattr(owner, name, noting(called, f"{owner.__name__}.{name}", method))
    return {f"{owner.__name__}.{name}" for owner, name, _ in methods}, called


def noting(called, name, method):
    """A method that notes its name first."""

    @wraps(method)
    def wrapped(*words, **more):
        called.add(name)
        return method(*words, **more)

    return wrapped
