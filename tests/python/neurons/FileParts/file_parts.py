#!/usr/bin/env python3
"""An analyzer of files, written as published ones are: it reports a digest and gives back a file and two values."""

import hashlib
import os
import tempfile

from cortexutils.analyzer import Analyzer


class FileParts(Analyzer):
    def __init__(self):
        Analyzer.__init__(self)
        self.filename = self.get_param("filename", "unnamed")
        self.filepath = self.get_param("file", None, "File is missing")

    def run(self):
        with open(self.filepath, "rb") as given:
            content = given.read()
        self.lines = content.decode("utf-8").splitlines()
        self.digest = hashlib.sha256(content).hexdigest()
        self.report(
            {
                "filename": self.filename,
                "name_on_disk_is_another": os.path.basename(self.filepath) != self.filename,
                "size": len(content),
                "sha256": self.digest,
                "unicode": "naïve 表",
            }
        )

    def summary(self, raw):
        return {
            "taxonomies": [
                self.build_taxonomy("suspicious", "FileParts", "Lines", len(self.lines)),
                self.build_taxonomy("no such level", "FileParts", "Size", raw["size"]),
            ]
        }

    def artifacts(self, raw):
        folder = tempfile.mkdtemp()
        part = os.path.join(folder, "first-line.txt")
        with open(part, "w", encoding="utf-8") as first:
            first.write(self.lines[0])
        return [
            self.build_artifact("file", part, tags=["part"], tlp=3),
            self.build_artifact("hash", self.digest, message="digest of the whole"),
            self.build_artifact("domain", "second.example", tags=["from:file"]),
        ]


if __name__ == "__main__":
    FileParts().run()
