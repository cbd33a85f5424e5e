/** A made-up case: shows what a template looks like while no case is named. */
import type { ReadObject } from '../query/stage.ts';
import type { ReportSource, TimelineEntry } from './source.ts';

const day = 86_400_000;
/** The first moment of the story: 2 March 2026, 08:00 UTC. */
const start = Date.UTC(2026, 2, 2, 8);
const stamps = {
  id: '1',
  createdAt: start,
  createdBy: 'analyst@example.org',
  updatedAt: null,
  updatedBy: null,
};

const object = (entity: string, values: Readonly<Record<string, unknown>>): ReadObject => ({
  entity,
  values: { ...stamps, ...values },
  extraData: {},
});

const about: ReadObject = {
  ...object('case', {
    number: 42,
    title: 'Phishing against the finance department',
    description: 'A mail with a **forged invoice** was sent to five people.',
    severity: 2,
    tlp: 0,
    pap: 1,
    startDate: start,
    endDate: start + 2 * day,
    tags: ['phishing', 'sample'],
    flag: false,
    status: 'TruePositive',
    stage: 'Closed',
    summary: 'One account was reset; the sender is blocked.',
    assignee: 'analyst@example.org',
    impactStatus: 'NoImpact',
    owningOrganisation: 'Example',
  }),
  customFields: [
    { id: '1', name: 'business-unit', type: 'string', value: 'Finance', order: 0 },
    { id: '2', name: 'people-affected', type: 'integer', value: 5, order: 1 },
  ],
};

const observable = (dataType: string, data: string, ioc: boolean): ReadObject =>
  object('observable', {
    dataType,
    data,
    ioc,
    tlp: 0,
    pap: 1,
    tags: ['sample'],
    sighted: ioc,
    sightedAt: ioc ? start : null,
    startDate: start,
    message: 'Found in the mail',
    reports: {},
  });

const objects: Readonly<Record<string, readonly ReadObject[]>> = {
  alert: [
    object('alert', {
      type: 'mail',
      source: 'Mailbox',
      sourceRef: 'sample-1',
      title: 'Forged invoice',
      description: 'Reported by a colleague.',
      severity: 2,
      tlp: 0,
      pap: 1,
      date: start,
      tags: ['phishing'],
      status: 'Imported',
      stage: 'Imported',
    }),
  ],
  observable: [
    observable('domain', 'invoice.example.com', true),
    observable('ip', '192.0.2.10', true),
    observable('mail', 'billing@example.com', false),
  ],
  task: [
    object('task', {
      group: 'Containment',
      title: 'Block the sender',
      description: 'At the mail gateway.',
      status: 'Completed',
      flag: false,
      mandatory: true,
      startDate: start + day / 4,
      endDate: start + day / 2,
      assignee: 'analyst@example.org',
    }),
  ],
  log: [
    object('log', {
      taskId: '1',
      message: 'The sender is blocked; *two* copies were withdrawn.',
      date: start + day / 2,
      includeInTimeline: start + day / 2,
    }),
  ],
  procedure: [
    object('procedure', {
      patternId: 'T1566.001',
      patternName: 'Spearphishing Attachment',
      tactic: 'initial-access',
      description: 'A forged invoice as attachment.',
      occurDate: start,
    }),
  ],
  comment: [object('comment', { message: 'The finance department has been told.' })],
  page: [
    object('page', { title: 'Lessons', category: 'Review', content: 'Invoices come through the portal.' }),
  ],
};

const events: readonly TimelineEntry[] = [
  event('Alert', 'occurred', start, { title: 'Forged invoice' }),
  event('Procedure', 'occurred', start, { patternId: 'T1566.001', patternName: 'Spearphishing Attachment' }),
  event('Case', 'started', start, { title: 'Phishing against the finance department' }),
  event('Task', 'started', start + day / 4, { title: 'Block the sender' }),
  event('Log', 'noted', start + day / 2, { message: 'The sender is blocked.' }),
  event('Custom', 'occurred', start + day, { title: 'Staff informed', description: 'By mail to everybody.' }),
  event('Case', 'ended', start + 2 * day, { title: 'Phishing against the finance department' }),
];

function event(
  entity: string,
  kind: string,
  date: number,
  details: Readonly<Record<string, unknown>>,
): TimelineEntry {
  return { date, endDate: undefined, kind, entity, entityId: '~1', details };
}

/** The samples as a source; filters and orders change nothing in them. */
export function sampleSource(picture: ReportSource['picture']): ReportSource {
  const all = (entity: string): readonly ReadObject[] => objects[entity] ?? [];
  return {
    about,
    isSample: true,
    objects: async ({ entity }, from, to) => ({
      objects: all(entity).slice(from, to),
      total: all(entity).length,
    }),
    count: async () => 0,
    timeline: async () => events,
    picture,
  };
}
