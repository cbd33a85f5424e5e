"""A source of alerts, as one is written with the library: a mail that was reported, with its link and its file. Prints the ids."""

import json
import os
import sys
import tempfile

from thehive4py.api import TheHiveApi
from thehive4py.models import Alert, AlertArtifact


def main(url, key):
    """Sends the alert twice, as sources do after they were restarted; the second one is refused."""
    api = TheHiveApi(url, key)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "invoice.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write("<form action='http://pay.evil.example/in'>")
        artifacts = [
            AlertArtifact(dataType="file", data=path, message="What came with it", tags=["attached"]),
            AlertArtifact(dataType="url", data="http://pay.evil.example/in?to=carol", ioc=True),
        ]
        alert = Alert(
            title="Invoice with a form",
            description="Reported by carol",
            type="mail",
            source="gateway",
            sourceRef="mail-1",
            severity=3,
            tags=["reported"],
            artifacts=artifacts,
        )
        made, again = api.create_alert(alert), api.create_alert(alert)
    if (made.status_code, again.status_code) != (201, 400):
        raise SystemExit(f"answered {made.status_code} and {again.status_code}: {made.text} {again.text}")
    by_type = {artifact["dataType"]: artifact["id"] for artifact in made.json()["artifacts"]}
    print(json.dumps({"alert": made.json()["id"], "sent file": by_type["file"], "sent url": by_type["url"]}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
