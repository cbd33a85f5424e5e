/** How audit records are searched in v0: by types of objects, and by what was done to them. */
import { entities } from '../../model/registry.ts';
import type { Operand } from '../../query/filter/filter.ts';
import { operationNames } from '../http/audit-operation.ts';
import type { ComputedWord } from './words.ts';

/** Types whose name in v0 is not that of the model in lower case. */
const renamed: Readonly<Record<string, string>> = {
  Task: 'case_task',
  Log: 'case_task_log',
  Observable: 'case_artifact',
};

/** The name of a type of objects. */
export function typeInV0(wireType: string): string {
  return renamed[wireType] ?? wireType.toLowerCase();
}

function wordOver(path: string, byStored: ReadonlyMap<string, string>): ComputedWord {
  return {
    values: [...new Set(byStored.values())],
    sortedBy: path,
    filter: (value: Operand) => {
      const values = [...byStored].flatMap(([stored, shown]) => (shown === value ? [stored] : []));
      return values.length === 0 ? { op: 'none' } : { op: 'in', path, values, at: path };
    },
  };
}

/** `operation` in searches. */
export const operations = wordOver('action', operationNames);

/** `objectType` in searches. */
export const objectTypes = wordOver(
  'objectType',
  new Map(Object.values(entities).map(({ wireType }) => [wireType, typeInV0(wireType)])),
);
