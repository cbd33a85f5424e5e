/** Finds its way in the object a responder runs on: which case it belongs to, and which objects lie between. */

import { isJsonObject, type JsonObject, textAt, valueAt } from './json.ts';

/** The five kinds of object a responder may run on, without the prefix `thehive:`. */
export type ObjectKind = 'case' | 'alert' | 'case_task' | 'case_task_log' | 'case_artifact';

/** An object with its kind. */
export interface LinkedObject {
  kind: ObjectKind;
  value: JsonObject;
}

/** Which key of an object holds the object it belongs to, and of what kind that is. */
const parents: Readonly<Record<ObjectKind, readonly { key: string; kind: ObjectKind }[]>> = {
  case: [],
  alert: [{ key: 'case', kind: 'case' }],
  case_task: [{ key: 'case', kind: 'case' }],
  case_task_log: [{ key: 'case_task', kind: 'case_task' }],
  case_artifact: [
    { key: 'case', kind: 'case' },
    { key: 'alert', kind: 'alert' },
  ],
};

/**
 * The object itself, then what it belongs to, nearest first: a log, its task, the case. Empty for a data type
 * that names none of the five kinds.
 */
export function lineageOf(dataType: string, data: JsonObject): LinkedObject[] {
  const lineage: LinkedObject[] = [];
  const kind = kindOf(dataType);
  let current: LinkedObject | undefined = kind && { kind, value: data };
  while (current) {
    lineage.push(current);
    current = parentOf(current);
  }
  return lineage;
}

/** What a person calls the object: title, message or value. Empty when it has none. */
export function titleOf({ kind, value }: LinkedObject): string {
  if (kind === 'case_task_log') return textAt(value, 'message') ?? '';
  if (kind === 'case_artifact') return textAt(value, 'data') ?? textAt(value, 'attachment.name') ?? '';
  return textAt(value, 'title') ?? '';
}

/** Number of a case, under the names the dialects give it; undefined when it has none. */
export function caseNumberOf(value: JsonObject): number | undefined {
  const number = valueAt(value, 'caseId') ?? valueAt(value, 'number');
  return typeof number === 'number' ? number : undefined;
}

function kindOf(dataType: string): ObjectKind | undefined {
  const kind = dataType.replace(/^thehive:/, '');
  return isKind(kind) ? kind : undefined;
}

function isKind(kind: string): kind is ObjectKind {
  return Object.hasOwn(parents, kind);
}

function parentOf(child: LinkedObject): LinkedObject | undefined {
  for (const { key, kind } of parents[child.kind]) {
    const value = child.value[key];
    if (isJsonObject(value)) return { kind, value };
  }
  return undefined;
}
