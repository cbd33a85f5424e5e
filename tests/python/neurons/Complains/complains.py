#!/usr/bin/env python3
"""An analyzer that cannot do its work: it says so, falls over, or ends without a word, as it is told."""

import sys

from cortexutils.analyzer import Analyzer


class Complains(Analyzer):
    def run(self):
        key = self.get_param("config.service_key", None, "Missing service key")
        how = self.get_data()
        if how == "quietly.example":
            sys.exit(3)
        if how == "loudly.example":
            raise ValueError("nobody caught " + key)
        self.error("The service answered 403: quota is used up (naïve)")


if __name__ == "__main__":
    Complains().run()
