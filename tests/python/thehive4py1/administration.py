"""Who asks, and what administrators define: custom fields and case templates."""

from thehive4py.models import CaseTask, CaseTemplate, CustomField, CustomFieldHelper


def server(api, checks, login):
    """The server works and knows who asks."""
    checks.equal("health", (api.health().status_code, api.health().text), (200, "Ok"))
    user = checks.answered("current user", api.get_current_user(), 200)
    checks.has("current user", user, id=login, _type="user", status="Ok", organisation="main")


def custom_fields(root, checks):
    """Each type, and that one that exists is not made again."""
    for name, kind in [
        ("ticket", "string"),
        ("score", "number"),
        ("ratio", "float"),
        ("urgent", "boolean"),
        ("seen", "date"),
    ]:
        field = CustomField(name=name, description=f"About {name}", type=kind, options=[])
        made = checks.answered(f"custom field {name}", root.create_custom_field(field), 200)
        checks.holds(f"id of {name}", made.startswith("~"))
        checks.raises(f"{name} again", "CustomFieldException", root.create_custom_field, field)


def templates(api, checks):
    """A template with tasks and custom fields, found by name and by search."""
    tasks = [CaseTask(title="Look", description="At it"), {"title": "Act", "group": "response"}]
    fields = CustomFieldHelper().add_string("ticket", "T-0").build()
    given = CaseTemplate(
        name="phishing",
        titlePrefix="[P]",
        description="A mail",
        severity=3,
        tlp=3,
        tags=["mail"],
        customFields=fields,
        tasks=tasks,
    )
    made = checks.answered("template", api.create_case_template(given), 201)
    checks.has("template", made, name="phishing", titlePrefix="[P]", severity=3, tlp=3, tags=["mail"], status="Ok")
    checks.equal("its tasks", [task["title"] for task in made["tasks"]], ["Look", "Act"])
    checks.equal("its group", made["tasks"][1]["group"], "response")
    checks.equal("its field", made["customFields"]["ticket"]["string"], "T-0")
    checks.equal("by name", api.get_case_template("phishing")["id"], made["id"])
    checks.raises("unknown name", "CaseTemplateException", api.get_case_template, "nothing")
    found = checks.answered("templates", api.find_case_templates(query={"severity": 3}), 200)
    checks.equal("found", [template["name"] for template in found], ["phishing"])
