/** Invented people and objects for the catalogue. */
import type { OutputUser } from '../../../../contract/v1-types.ts';
import type { SignedIn } from '../../data/session.tsx';
import type { PresentPerson } from '../../parts/editing/presence.tsx';
import type { ObservableRow } from '../../parts/observable/observable-data.ts';

const minute = 60_000;
/** When the catalogue was opened, in milliseconds since the epoch. */
export const openedAt = Date.now();

const made = { _createdAt: openedAt, _createdBy: 'lea@acme.example', _version: 1 } as const;

function person(number: number, login: string, name: string): OutputUser {
  return {
    ...made,
    _id: `~${number}`,
    login,
    name,
    type: 'Normal',
    locked: false,
    hasPassword: true,
    hasKey: false,
    hasMFA: false,
    permissions: [],
  };
}

/** Lea reads; Omar and Ines are colleagues. */
export const people: readonly OutputUser[] = [
  person(1, 'lea@acme.example', 'Léa Martin'),
  person(2, 'omar@acme.example', 'Omar Haddad'),
  person(3, 'ines@acme.example', 'Ines Okafor'),
];

/** Who reads the catalogue. */
export const reader: SignedIn = {
  ...person(1, 'lea@acme.example', 'Léa Martin'),
  organisation: 'acme',
  profile: 'analyst',
  permissions: [],
  organisations: [{ organisationId: '~9', organisation: 'acme', profile: 'analyst' }],
};

/** Colleagues at the object `~1`. */
export const present: readonly PresentPerson[] = [
  {
    login: 'omar@acme.example',
    name: 'Omar Haddad',
    doing: 'editing',
    field: 'description',
    since: openedAt - 4 * minute,
  },
];

const taxonomy = (level: string, namespace: string, predicate: string, value: string) => ({
  taxonomies: [{ level, namespace, predicate, value }],
});

/** Reports of an observable that several analyzers have looked at. */
export const reports = {
  VirusTotal: taxonomy('malicious', 'VT', 'score', '8/92'),
  AbuseIPDB: taxonomy('suspicious', 'AbuseIPDB', 'confidence', '41 %'),
  Shodan: taxonomy('info', 'Shodan', 'ports', '3'),
  Allowlist: taxonomy('safe', 'Allowlist', 'hit', 'yes'),
};

/** Observables: bad, seen before, never analysed, hostile. */
export const observables: readonly ObservableRow[] = [
  observable(11, 'domain', 'sso-acme.example', { reports, ioc: true, seen: { seen: 12, ioc: true } }),
  observable(12, 'ip', '203.0.113.57', { sighted: true, seen: { seen: 3, ioc: false } }),
  observable(13, 'hash', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', {}),
  observable(14, 'other', '<script>alert(1)</script>\u202Etxt.exe', {}),
];

interface Differing {
  readonly reports?: Readonly<Record<string, unknown>>;
  readonly ioc?: boolean;
  readonly sighted?: boolean;
  readonly seen?: { readonly seen: number; readonly ioc: boolean };
}

function observable(
  number: number,
  dataType: string,
  data: string,
  { reports: said = {}, ioc = false, sighted = false, seen }: Differing,
): ObservableRow {
  return {
    ...made,
    _id: `~${number}`,
    _type: 'Observable',
    dataType,
    data,
    reports: said,
    ioc,
    sighted,
    tlp: 2,
    pap: 2,
    tags: ['phishing', 'tlp-check', 'a-tag-that-is-rather-long-for-its-cell'],
    ignoreSimilarity: false,
    external: false,
    startDate: openedAt,
    extraData: seen === undefined ? {} : { seen },
  };
}
