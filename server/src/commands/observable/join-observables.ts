/** Joins the equal observables of one case. */
import { invalidFields } from '../../model/errors.ts';
import { type JoinedObservables, joinWithin } from '../case/join-contents.ts';
import type { Command } from '../frame/command.ts';

export const joinObservablesOfCase: Command<{ readonly reference: string }, JoinedObservables> = {
  name: 'joinObservablesOfCase',
  permission: 'manageCase/update',
  read(raw) {
    if (typeof raw.caseId === 'string') return { reference: raw.caseId };
    throw invalidFields([{ kind: 'missing', name: 'caseId', accepted: 'id or number of a case' }]);
  },
  async run(context, { reference }) {
    const caseRow = await context.find('case', reference);
    const joined = await joinWithin(context, caseRow);
    if (joined.deleted > 0) context.write.record(caseRow, 'update', { observablesJoined: joined.deleted });
    return joined;
  },
};
