"""What the fuzzer does beside generating: it names objects that exist, and looks for words that the caller is not to see."""

import hashlib
import json
import os
from pathlib import Path

import schemathesis

_KNOWN = json.loads(Path(os.environ["SKEP_TEST_FUZZ_REFERENCES"]).read_text(encoding="utf-8"))
_OWN = _KNOWN["own"]
_FOREIGN = _KNOWN["foreign"]
_WORDS = _KNOWN["words"]
_CALLER = _KNOWN["caller"]

# Members of bodies and query strings that are called otherwise than the parameter of a path that names the same.
_OTHER_NAMES = {
    "organisation": "orgId",
    "organisations": "orgId",
    "user": "userId",
    "users": "userId",
    "login": "userId",
    "assignee": "userId",
    "owner": "userId",
    "caseTemplate": "id",
    "ids": "caseId",
    "object": "caseId",
    "objectId": "alertOrCaseId",
    "artifactId": "observableId",
    "rootId": "alertOrCaseId",
}

# What else must be right before a request is looked at any further.
_USUAL = {
    "analyzerName": ["Lookup"],
    "cortexId": ["local"],
    "data": ["198.51.100.9", "fuzz.example", ["a.example", "b.example"]],
    "dataType": ["ip", "domain", "other"],
    "definition": [{}, {"widgets": []}],
    "entity": ["Alert", "Case"],
    "entityType": ["case", "alert", "case_task", "case_artifact"],
    "filter": [{}],
    "format": ["markdown", "html", "csv", "json"],
    "listOptions": [{}],
    "model": ["case", "alert", "observable"],
    "objectType": ["case", "alert", "case_task", "case_artifact"],
    "options": ['{"model": "Case", "format": "json"}', '{"model": "Alert", "format": "csv"}'],
    "password": ["correct-horse-battery-9"],
    "patternId": ["T1059.006"],
    "profile": ["analyst", "read-only"],
    "query": ['[{"_name": "listCase"}]', '[{"_name": "listAlert"}]'],
    "status": ["New", "InProgress", "Waiting", "Completed"],
    "taxonomyId": ["colours"],
    "typeId": ["ip", "file"],
}


def _choices(references, name):
    for known in (name, _OTHER_NAMES.get(name), name.removesuffix("s")):
        if known in references:
            return references[known]
    return []


def _references_for(place, number):
    """Whose objects are named, if any. What is deleted can be named no more: that is rarely asked of the caller's own."""
    if place.startswith("DELETE "):
        return {0: _OWN, 1: _FOREIGN, 2: _FOREIGN}.get(number % 16)
    return {0: _OWN, 1: _OWN, 2: _FOREIGN}.get(number % 4)


def _named(place, name, value):
    """The name of an object, or what was generated: always the same in place of the same value, so that a failure can be repeated."""
    digest = hashlib.sha256(f"{place} {name} {value!r}".encode("utf-8", "surrogatepass")).digest()
    references = _references_for(place, digest[0])
    choices = [] if references is None else _choices(references, name) or _USUAL.get(name, [])
    return choices[digest[1] % len(choices)] if choices else value


def _filled(place, name, value):
    if isinstance(value, dict):
        return {key: _filled(place, str(key), inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(place, name, inner) for inner in value]
    return _named(place, name, value) if value is None or isinstance(value, str) else value


def _spared(place, parameters):
    """The fuzzer learns from answers who it is. It is not to end its own account, or it would be nobody from then on."""
    itself = str(parameters.get("userId")).lower() in _CALLER
    if not itself or place.startswith("GET "):
        return parameters
    return {**parameters, "userId": _choices(_FOREIGN, "userId")[0]}


@schemathesis.hook
def before_call(context, case, kwargs):
    """In every phase, unlike the hooks that map what a strategy has drawn."""
    for part in ("path_parameters", "query", "body"):
        given = getattr(case, part)
        if isinstance(given, (dict, list)):
            setattr(case, part, _filled(case.operation.label, "", given))
    case.path_parameters = _spared(case.operation.label, case.path_parameters or {})


def _sent(case):
    return repr((case.path_parameters, case.query, case.headers, case.cookies, case.body)).lower()


@schemathesis.check
def tells_nothing_of_others(context, response, case):
    """No answer holds a word of others, unless the request brought it along."""
    texts = [response.content.decode("utf-8", "replace"), *map(str, response.headers.values())]
    told = " ".join(texts).lower()
    for word in _WORDS:
        if word in told and word not in _sent(case):
            start = max(0, told.index(word) - 200)
            raise AssertionError(f"The answer tells {word!r}: …{told[start : start + 400]}…")
