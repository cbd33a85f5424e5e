/** Routes of automation rules. The rules are read by queries, and so are the runs that they asked for. */
import type { RulePreview } from '../../../commands/run/automation-rule-commands.ts';
import { idToWire } from '../../../model/identifier.ts';
import { commands } from '../commands.ts';
import { parameter, type Route } from '../route.ts';
import { type Answering, bodyWith, commandRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

const previewed: Answering<RulePreview> = {
  status: 200,
  shape: { sentence: '{days, matched, withheld, runs, busiestDay, newest}' },
  render: async (_, preview) => ({
    ...preview,
    newest: preview.newest.map(({ id, rootId, createdAt, datum, depth: _depth, ...shown }) => ({
      _id: idToWire(id),
      rootId: idToWire(rootId),
      _createdAt: createdAt,
      data: datum,
      ...shown,
    })),
  }),
};

/** The routes. */
export const automationRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/automationRule',
      summary: 'Make a rule by which analyzers run on new observables by themselves',
      body: { entity: 'automationRule', mode: 'create' },
    },
    commands.createAutomationRule,
    bodyWith(() => ({})),
    objectOf('automationRule', 201),
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/automationRule/_preview',
      summary: 'What a rule would have done in the last days; nothing is run and nothing is kept',
      body: { entity: 'automationRule', mode: 'create' },
    },
    commands.previewAutomationRule,
    bodyWith(() => ({})),
    previewed,
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/automationRule/{automationRuleId}',
      summary: 'Change a rule; it works with the rights of whoever changed it last',
      body: { entity: 'automationRule', mode: 'update' },
    },
    commands.updateAutomationRule,
    onObject('automationRuleId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/automationRule/{automationRuleId}',
      summary: 'Remove a rule; the runs that it asked for stay',
    },
    commands.deleteAutomationRule,
    (call) => ({ id: parameter(call, 'automationRuleId') }),
    nothing,
  ),
];
