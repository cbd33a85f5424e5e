/** What people, organisations and the lists of administrators are searched by in v0. */
import { type ComputedWord, constantStatus, fieldsOf, type Words } from './words.ts';

const plain = { ids: new Set<string>(), customFields: false, computed: {}, related: {} } as const;

/** A status that says whether somebody can sign in. */
const lockStatus: ComputedWord = {
  values: ['Ok', 'Locked'],
  sortedBy: 'locked',
  filter(value) {
    if (value !== 'Ok' && value !== 'Locked') return { op: 'none' };
    return { op: 'equals', path: 'locked', value: value === 'Locked', at: 'status' };
  },
};

/** Words of users. */
export const userWords: Words = {
  ...plain,
  type: 'user',
  fields: fieldsOf(['login', 'name', 'hasKey'], { id: 'login' }),
  computed: { status: lockStatus },
  texts: ['login', 'name'],
};

/** Words of organisations. */
export const organisationWords: Words = {
  ...plain,
  type: 'organisation',
  fields: fieldsOf(['name', 'description']),
  texts: ['name', 'description'],
};

/** Words of profiles. */
export const profileWords: Words = {
  ...plain,
  type: 'profile',
  fields: fieldsOf(['name', 'permissions', 'editable']),
  texts: ['name'],
};

/** Words of custom fields: what is technical has another word than in the model. */
export const customFieldWords: Words = {
  ...plain,
  type: 'customField',
  fields: fieldsOf(['description', 'type', 'mandatory'], { name: 'displayName', reference: 'name' }),
  texts: ['name', 'displayName', 'description'],
};

/** Words of case templates. */
export const caseTemplateWords: Words = {
  ...plain,
  type: 'caseTemplate',
  fields: fieldsOf([
    ...['name', 'displayName', 'titlePrefix', 'description', 'summary'],
    ...['severity', 'tlp', 'pap', 'tags', 'flag'],
  ]),
  customFields: true,
  computed: constantStatus,
  texts: ['name', 'displayName', 'titlePrefix', 'description', 'summary'],
};

/** Words of types of observables. */
export const observableTypeWords: Words = {
  ...plain,
  type: 'observableType',
  fields: fieldsOf(['name', 'isAttachment']),
  texts: ['name'],
};

/** Words of tags. */
export const tagWords: Words = {
  ...plain,
  type: 'tag',
  fields: fieldsOf(['namespace', 'predicate', 'value', 'description', 'colour'], { text: 'predicate' }),
  texts: ['namespace', 'predicate', 'value', 'description'],
};

/** Words of pages of the knowledge base. */
export const pageWords: Words = {
  ...plain,
  type: 'page',
  fields: fieldsOf(['title', 'content', 'category', 'order'], { case: 'caseId' }),
  ids: new Set(['caseId']),
};

/** Words of dashboards. */
export const dashboardWords: Words = {
  ...plain,
  type: 'dashboard',
  fields: fieldsOf(['title', 'description', 'status']),
  texts: ['title', 'description'],
};
