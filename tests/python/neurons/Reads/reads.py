#!/usr/bin/env python3
"""An analyzer that leaves finding observables in its report to its library, which does so unless told not to."""

from cortexutils.analyzer import Analyzer


class Reads(Analyzer):
    def run(self):
        self.report(
            {
                "given": self.get_data(),
                "text": ["seen at 203.0.113.9", {"link": "http://bad.example/pay", "mail": "x@bad.example"}],
                "digest": "44d88612fea8a8f36de82e1278abb02f",
            }
        )


if __name__ == "__main__":
    Reads().run()
