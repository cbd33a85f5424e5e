#!/usr/bin/env python3
"""An analyzer whose library compares TLP and PAP with ceilings before it does anything."""

from cortexutils.analyzer import Analyzer


class Guarded(Analyzer):
    def run(self):
        self.report({"tlp": self.tlp, "pap": self.pap, "max_tlp": self.max_tlp})


if __name__ == "__main__":
    Guarded().run()
