#!/usr/bin/env python3
"""An analyzer in Python for trying the platform: it gives back what it was asked about."""

import os

from cortexutils.analyzer import Analyzer


class DemoPythonEcho(Analyzer):
    """Reports the observable, and for a file its size."""

    def run(self):
        greeting = self.get_param("config.greeting", "echo")
        report = {"message": f"{greeting}: {self.get_data()}", "dataType": self.data_type}
        path = self.get_param("file")
        if path is not None:
            report["bytes"] = os.path.getsize(path)
        self.report(report)

    def summary(self, raw):
        return {"taxonomies": [self.build_taxonomy("info", "DemoPythonEcho", "echo", raw["dataType"])]}


if __name__ == "__main__":
    DemoPythonEcho().run()
