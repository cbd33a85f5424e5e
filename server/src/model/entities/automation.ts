/** Rules by which analyzers run on new observables without anybody asking. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
const required = { create: 'required', update: 'allowed' } as const;
/** Kept by the rule itself. */
const counted = { aggregable: false, sortable: false } as const;

export const automationRule = entity('automationRule', {
  wireType: 'AutomationRule',
  sentence: 'Says which analyzers run on new observables by themselves',
  table: 'automation_rule',
  root: 'none',
  visibility: 'organisation',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name, unique in the organisation', { ...required, minimum: 1, maximum: 128 }),
    description: field.string.single('What it is for', { ...optional, maximum: 2_048, fallback: '' }),
    active: field.boolean.single('It runs analyzers; otherwise it can only be previewed', {
      ...optional,
      fallback: false,
    }),
    activeSince: field.date.option('Since when it runs analyzers: older observables are left alone'),
    analyzers: field.string.set('Names of the enabled analyzers that it runs', {
      ...required,
      minimum: 1,
      maximum: 128,
    }),
    dataTypes: field.string.set('Types of observables that it is for; none: all that an analyzer accepts', {
      ...optional,
      minimum: 1,
      maximum: 64,
      fallback: [],
    }),
    place: field.enumeration.single('Where the observable has to be', {
      ...optional,
      values: ['any', 'alert', 'case'],
      fallback: 'any',
    }),
    minimumSeverity: field.integer.single('Least severity of the alert or case', {
      ...optional,
      values: [1, 2, 3, 4],
      fallback: 1,
    }),
    tags: field.string.set(
      'Tags of which the observable, its alert or its case has to carry one; none: any',
      {
        ...optional,
        minimum: 1,
        maximum: 128,
        fallback: [],
      },
    ),
    onlyIoc: field.boolean.single('Only observables marked as indicators of compromise', {
      ...optional,
      fallback: false,
    }),
    maxTlp: field.integer.single('Highest TLP of an observable that it hands to analyzers, 0 to 4', {
      ...optional,
      values: [0, 1, 2, 3, 4],
      fallback: 2,
    }),
    maxPap: field.integer.single('Highest PAP of an observable that it hands to analyzers', {
      ...optional,
      values: [0, 1, 2, 3],
      fallback: 2,
    }),
    dailyQuota: field.integer.single('Most runs that it asks for within a day, by the clock of UTC', {
      ...optional,
      minimum: 1,
      maximum: 100_000,
      fallback: 200,
    }),
    countedDay: field.string.option('Day that the counts are of, as 2026-01-31', {
      ...counted,
      output: false,
    }),
    requestedToday: field.integer.single('Runs it asked for on the day it last fired', {
      ...counted,
      fallback: 0,
    }),
    withheldToday: field.integer.single('Observables it held back that day because of TLP or PAP', {
      ...counted,
      fallback: 0,
    }),
    overQuotaToday: field.integer.single('Runs it did not ask for that day because its quota was used up', {
      ...counted,
      fallback: 0,
    }),
    lastFiredAt: field.date.option('When it last met an observable'),
    fault: field.json.option('What kept it from working: {code, name}', counted),
  },
  constraints: { automation_rule_organisation_id_name_key: 'automationRuleAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});
