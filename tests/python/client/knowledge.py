"""Pages and their templates, the timeline, and techniques of attackers."""

import json

DAY = 1_700_000_000_000


def pages(ana, checks, case):
    """Pages of a case, and templates for pages."""
    template = ana.page_template.create({"title": "Hand-over", "category": "Shift", "content": "# Open"})
    checks.equal("page template", ana.page_template.get(template["_id"]), template)
    ana.page_template.update(template["_id"], {"title": "Shift hand-over"})
    checks.equal("templates found", [one["title"] for one in ana.page_template.find()], ["Shift hand-over"])
    ana.page_template.delete(template["_id"])
    checks.equal("templates left", ana.page_template.find(), [])
    page = ana.case.create_page(case["_id"], {"title": "Notes", "category": "Work", "content": "Seen"})
    ana.case.update_page(case["_id"], page["_id"], {"content": "Seen twice"})
    checks.equal("pages found", [one["content"] for one in ana.case.find_pages(case["_id"])], ["Seen twice"])
    ana.case.delete_page(case["_id"], page["_id"])
    checks.equal("pages left", ana.case.find_pages(case["_id"]), [])


def timeline(ana, checks, case):
    """What happened in a case, with an event of one's own."""
    event = ana.timeline.create_event(case["_id"], {"date": DAY, "title": "Mail delivered"})
    checks.has("event", event, title="Mail delivered", date=DAY)
    ana.timeline.update_event(event["_id"], {"title": "Mail opened"})
    told = [one for one in ana.timeline.get(case["_id"])["events"] if one["entityId"] == event["_id"]]
    checks.equal("event in the timeline", [one["details"]["title"] for one in told], ["Mail opened"])
    ana.timeline.delete_event(event["_id"])
    left = [one["entityId"] for one in ana.timeline.get(case["_id"])["events"]]
    checks.holds("event that is gone", event["_id"] not in left)
    checks.refused("timeline of no case", 404, ana.timeline.get, "~999999999999")


def procedures(ana, root, checks, case, alert):
    """Techniques that were seen in a case and in an alert."""
    import_technique(root)
    seen = {"patternId": "T1566", "occurDate": DAY, "description": "A mail"}
    one = ana.procedure.create_in_case(case["_id"], seen)
    checks.has("procedure", one, patternId="T1566", patternName="Phishing", tactic="initial-access")
    checks.equal("procedure again", ana.procedure.get(one["_id"]), one)
    others = ana.procedure.bulk_create_in_case(case["_id"], [seen])
    others += [ana.procedure.create_in_alert(alert["_id"], seen)]
    others += ana.procedure.bulk_create_in_alert(alert["_id"], [seen])
    ana.procedure.update(one["_id"], {"description": "A mail with a link"})
    checks.has("procedure changed", ana.procedure.get(one["_id"]), description="A mail with a link")
    checks.equal("procedures found", len(ana.procedure.find()), 4)
    ana.procedure.delete(one["_id"])
    ana.procedure.bulk_delete([other["_id"] for other in others])
    checks.equal("procedures left", ana.procedure.find(), [])
    unknown = {"patternId": "T9999", "occurDate": DAY}
    checks.refused("an unknown technique", 404, ana.procedure.create_in_case, case["_id"], unknown)


def import_technique(root):
    """Importing is an administrator's; the client has no method for it."""
    technique = {
        "type": "attack-pattern",
        "name": "Phishing",
        "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "initial-access"}],
        "external_references": [
            {"source_name": "mitre-attack", "external_id": "T1566", "url": "https://attack.example/T1566"}
        ],
    }
    bundle = json.dumps({"type": "bundle", "objects": [technique]})
    root.session.make_request(
        "POST",
        "/api/v1/pattern/import/attack",
        data={"_json": json.dumps({"catalog": "Enterprise Attack"})},
        files={"file": ("bundle.json", bundle, "application/json")},
    )
