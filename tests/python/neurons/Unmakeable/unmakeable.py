#!/usr/bin/env python3
"""An analyzer that needs a version which its registry does not have."""

from cortexutils.analyzer import Analyzer


class Unmakeable(Analyzer):
    def run(self):
        self.report({})


if __name__ == "__main__":
    Unmakeable().run()
