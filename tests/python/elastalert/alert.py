"""Lets the alerter of ElastAlert 2 send two alerts, as the program does after a rule has matched: address and key of a server."""

import sys
from urllib.parse import urlsplit

from elastalert.alerters.thehive import HiveAlerter
from elastalert.ruletypes import AnyRule

RICH = {
    "name": "Logins",
    "index": "logs",
    "environment": "linux",
    "alert_text": "Seen by ElastAlert on {0}",
    "alert_text_args": ["host.name"],
    "alert_text_type": "alert_text_only",
    "alert_subject": "Unused",
    "hive_alert_config": {
        "title": "Logins of {0} on {1}",
        "title_args": ["user", "host.name"],
        "type": "login",
        "source": "siem",
        "severity": 3,
        "tlp": 3,
        "status": "New",
        "follow": True,
        "date": 1700000000000,
        "tags": ["login", "host.name", "environment"],
        "customFields": [
            {"name": "ticket", "type": "string", "value": "ticket.id"},
            {"name": "score", "type": "integer", "value": 7},
            {"name": "urgent", "type": "boolean", "value": True},
            {"name": "seen", "type": "date", "value": 1700000000000},
        ],
    },
    "hive_observable_data_mapping": [
        {"ip": "source.ip", "tlp": 3, "message": "Where it came from", "tags": ["login"]},
        {"hostname": "host.name"},
        {"domain": "no.such.field"},
    ],
}

PLAIN = {
    "name": "Plain rule",
    "index": "logs",
    "hive_alert_config": {"type": "external", "source": "siem", "customFields": []},
}


def match(host, address):
    """A document that a rule matched."""
    return {
        "@timestamp": "2023-11-14T22:13:20Z",
        "host": {"name": host},
        "source": {"ip": address},
        "user": "ann",
        "ticket": {"id": "T-7"},
    }


def send(rule, url, key, matches):
    """One alert of a rule for its matches."""
    address = urlsplit(url)
    connection = {
        "hive_host": f"{address.scheme}://{address.hostname}",
        "hive_port": address.port,
        "hive_apikey": key,
    }
    loaded = {**rule, "hive_connection": connection}
    # The program keeps there what its name for the type stands for.
    loaded["type"] = AnyRule({})
    HiveAlerter(loaded).alert(matches)


def main(url, key):
    """A rule with everything and two matches, and one with nothing but what it needs."""
    send(RICH, url, key, [match("web-1", "198.51.100.7"), match("web-1", "198.51.100.8")])
    send(PLAIN, url, key, [{"host": "web-2", "@timestamp": "2023-11-14T22:13:20Z"}])
    print("2 alerts sent")


if __name__ == "__main__":
    main(*sys.argv[1:3])
