/** The route that tells how long each step of a case took. */
import { type StepFacts, stepsOf } from '../../../model/case-steps.ts';
import { readOne } from '../read.ts';
import { type Answer, parameter, type Route, type RouteCall } from '../route.ts';

async function steps(call: RouteCall): Promise<Answer> {
  const found = await readOne(call, 'case', parameter(call, 'caseId'), ['steps']);
  const facts = found.extraData.steps as StepFacts;
  return { status: 200, body: stepsOf({ ...facts, now: call.services.commands.clock() }) };
}

/** The routes. */
export const stepRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/case/{caseId}/steps',
    permission: 'authenticated',
    summary: 'How long each step of a case took, worked and waited, in milliseconds',
    status: 200,
    answer: {
      sentence:
        'List of {step, from, to, worked, waited, who}: triage, waiting, investigation, waitingForOthers, containment, closing; `from` is null for a step not reached, `to` for one that goes on',
    },
    handle: steps,
  },
];
