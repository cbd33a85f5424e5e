/** Reads filters of the wire into the plain trees that the compiler knows. Nothing is passed over: what is unknown is refused. */
import type { Entity } from '../../../model/entity.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { entityNamed } from '../../../model/registry.ts';
import type { Filter, Operand, TextOperator } from '../../../query/filter/filter.ts';
import { idDigits, valueFromWire } from '../names.ts';
import { grammarFault, inside } from './grammar-fault.ts';
import { asIdOperand, holdsIds, parseOperand } from './parse-operand.ts';
import { parsePath } from './parse-path.ts';

type Reader = (entity: Entity, raw: unknown, at: string) => Filter;

/** Reads a filter; `at` is its path in the query, empty for the outermost. Keys named in `besides` are not part of it. */
export function parseFilter(entity: Entity, raw: unknown, at = '', besides: readonly string[] = []): Filter {
  if (!isRawObject(raw)) throw grammarFault(at === '' ? '_query' : at, 'filter', raw, operatorNames);
  const keys = Object.keys(raw).filter((key) => !besides.includes(key));
  if (keys.length === 0) return { op: 'all' };
  if (Object.hasOwn(raw, '_field')) return equality(entity, raw, at);
  const [key = '', ...others] = keys;
  if (others.length > 0)
    throw grammarFault(at === '' ? others.join(', ') : at, 'one operator; join several with _and', keys);
  return readOperator(entity, key, raw[key], at);
}

function readOperator(entity: Entity, key: string, value: unknown, at: string): Filter {
  const reader = readers.get(key);
  if (reader !== undefined) return reader(entity, value, inside(at, key));
  if (key.startsWith('_')) throw grammarFault(inside(at, key), 'filter', key, operatorNames);
  return compare(entity, 'equals', key, value, inside(at, key));
}

function equality(entity: Entity, raw: RawObject, at: string): Filter {
  return compare(entity, 'equals', raw._field, raw._value, at);
}

/** Field and value of an operator, in the full form or as `{field: value}`. */
function fieldAndValue(raw: unknown, at: string): { field: unknown; value: unknown } {
  if (!isRawObject(raw)) throw grammarFault(at, '{_field, _value}', raw);
  if (Object.hasOwn(raw, '_field')) return { field: raw._field, value: raw._value };
  const [only, ...others] = Object.entries(raw);
  if (only === undefined || others.length > 0 || only[0].startsWith('_'))
    throw grammarFault(at, '{_field, _value}', raw);
  return { field: only[0], value: only[1] };
}

type Comparison = 'equals' | 'differs' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

function comparing(op: Comparison): Reader {
  return (entity, raw, at) => {
    const { field, value } = fieldAndValue(raw, at);
    return compare(entity, op, field, value, at);
  };
}

function compare(entity: Entity, op: Comparison, field: unknown, raw: unknown, at: string): Filter {
  const path = parsePath(entity, field, inside(at, '_field'), 'filterable');
  const value = inModelWords(entity, path, parseOperand(raw, inside(at, '_value')));
  if (holdsIds(entity, path)) return compareId(op, path, value, at);
  if (path === 'keyword' && op === 'equals') return { op: 'match', path, value: String(value), at };
  return { op, path, value, at };
}

function inModelWords(entity: Entity, path: string, value: Operand): Operand {
  return typeof value === 'string' ? valueFromWire(entity, path, value) : value;
}

/** What is no id equals no id; it is no mistake to ask. */
function compareId(op: Comparison, path: string, value: Operand, at: string): Filter {
  const id = asIdOperand(value);
  if (op !== 'equals' && op !== 'differs') throw grammarFault(at, '_eq, _ne or _in on a field of ids', op);
  if (id === undefined) return { op: op === 'equals' ? 'none' : 'all' };
  return { op, path, value: id, at };
}

function joining(op: 'and' | 'or'): Reader {
  return (entity, raw, at) => {
    if (!Array.isArray(raw)) throw grammarFault(at, 'list of filters', raw);
    return { op, of: raw.map((item, index) => parseFilter(entity, item, `${at}[${index}]`)) };
  };
}

function texts(op: TextOperator): Reader {
  return (entity, raw, at) => {
    const { field, value } = fieldAndValue(raw, at);
    const path = parsePath(entity, field, inside(at, '_field'), 'filterable');
    if (typeof value !== 'string') throw grammarFault(inside(at, '_value'), 'text', value);
    return { op, path, value, at };
  };
}

const between: Reader = (entity, raw, at) => {
  if (!isRawObject(raw)) throw grammarFault(at, '{_field, _from, _to}', raw);
  const path = parsePath(entity, raw._field, inside(at, '_field'), 'filterable');
  const from = parseOperand(raw._from, inside(at, '_from'));
  return { op: 'between', path, from, to: parseOperand(raw._to, inside(at, '_to')), at };
};

const among: Reader = (entity, raw, at) => {
  if (!isRawObject(raw)) throw grammarFault(at, '{_field, _values}', raw);
  const path = parsePath(entity, raw._field, inside(at, '_field'), 'filterable');
  if (!Array.isArray(raw._values)) throw grammarFault(inside(at, '_values'), 'list of values', raw._values);
  const values = raw._values.map((value, index) => parseOperand(value, inside(at, `_values[${index}]`)));
  if (!holdsIds(entity, path))
    return { op: 'in', path, values: values.map((value) => inModelWords(entity, path, value)), at };
  return { op: 'in', path, values: values.flatMap((value) => asIdOperand(value) ?? []), at };
};

/** `_has` names a field; the older `_contains` may also give an element of a list. */
const has: Reader = (entity, raw, at) => {
  if (isRawObject(raw) && Object.hasOwn(raw, '_value')) return equality(entity, raw, at);
  const field = isRawObject(raw) ? raw._field : raw;
  const path = parsePath(entity, field, at, 'filterable');
  return { op: 'has', path, at };
};

const byId: Reader = (_, raw, at) => {
  if (typeof raw !== 'string') throw grammarFault(at, 'id, e.g. ~123', raw);
  const id = idDigits(raw);
  return id === undefined ? { op: 'none' } : { op: 'id', id };
};

/** Free text as earlier clients send it: looked for in every text of the object. */
const freeText: Reader = (entity, raw, at) => {
  if (raw === '' || raw === '*' || raw === null) return { op: 'all' };
  if (typeof raw !== 'string') throw grammarFault(at, 'text', raw);
  return { op: 'match', path: parsePath(entity, 'keyword', at, 'filterable'), value: raw, at };
};

/** Relations that earlier clients filter through, by the type they name; the empty name stands for any other. */
const parents: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  task: { caseTemplate: 'caseTemplate', '': 'case' },
  observable: { alert: 'alert', '': 'case' },
  log: { '': 'task' },
  job: { '': 'observable' },
  alert: { '': 'case' },
  case: { caseTemplate: 'caseTemplate' },
};
const children: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  task: { case_task_log: 'logs' },
  observable: { case_artifact_job: 'jobs' },
  case: { case_task: 'tasks', case_artifact: 'observables' },
  alert: { alert_artifact: 'observables' },
  caseTemplate: { caseTemplate_task: 'tasks' },
};

function relating(table: typeof parents): Reader {
  return (entity, raw, at) => {
    if (!isRawObject(raw) || typeof raw._type !== 'string')
      throw grammarFault(at, '{_type, _query} or {_type, _id}', raw);
    const byType = new Map(Object.entries(table[entity.name] ?? {}));
    const relation = byType.get(raw._type) ?? byType.get('');
    const target = relation === undefined ? undefined : entity.relations[relation];
    if (relation === undefined || target === undefined)
      throw grammarFault(inside(at, '_type'), 'type of a related object', raw._type, [...byType.keys()]);
    const filter =
      raw._id === undefined
        ? parseFilter(entityNamed(target.to), raw._query ?? {}, inside(at, '_query'))
        : byId(entity, raw._id, inside(at, '_id'));
    return { op: 'related', relation, filter, at };
  };
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['_and', joining('and')],
  ['_or', joining('or')],
  ['_not', (entity, raw, at) => ({ op: 'not', of: parseFilter(entity, raw, at) })],
  ['_any', () => ({ op: 'all' })],
  ['_eq', comparing('equals')],
  ['_is', comparing('equals')],
  ['_ne', comparing('differs')],
  ['_gt', comparing('greater')],
  ['_gte', comparing('greaterOrEqual')],
  ['_lt', comparing('less')],
  ['_lte', comparing('lessOrEqual')],
  ['_between', between],
  ['_in', among],
  ['_like', texts('like')],
  ['_wildcard', texts('like')],
  ['_match', texts('match')],
  ['_startsWith', texts('startsWith')],
  ['_endsWith', texts('endsWith')],
  ['_has', has],
  ['_contains', has],
  ['_id', byId],
  ['_string', freeText],
  ['_parent', relating(parents)],
  ['_child', relating(children)],
]);

/** Every operator, for error texts. */
const operatorNames: readonly string[] = [...readers.keys()];
