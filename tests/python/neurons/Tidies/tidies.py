#!/usr/bin/env python3
"""A responder that asks the platform for changes of the case it was run on."""

from cortexutils.responder import Responder


class Tidies(Responder):
    def run(self):
        title = self.get_param("data.title", None, "title is missing")
        self.report({"message": f"tidied {title}", "case": self.get_param("data.caseId")})

    def operations(self, raw):
        return [
            self.build_operation("AddTagToCase", tag="tidied"),
            self.build_operation("CreateTask", title="Look again", description="asked by a responder"),
            self.build_operation("AddArtifactToCase", data="tidy.example", dataType="domain", tags=["by:Tidies"]),
            self.build_operation("CloseTask"),
        ]


if __name__ == "__main__":
    Tidies().run()
