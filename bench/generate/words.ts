/** What generated alerts and cases speak of: kinds of events, titles with names in them, tags, tasks. */

/** A kind of event. `weight`: how often it happens. */
export interface EventKind {
  readonly type: string;
  readonly sources: readonly string[];
  /** `{host}`, `{user}` and `{site}` are replaced by names. */
  readonly titles: readonly string[];
  readonly tags: readonly string[];
  readonly weight: number;
}

/** The kinds, the daily noise most of all. */
export const eventKinds: readonly EventKind[] = [
  {
    type: 'siem',
    sources: ['splunk', 'sentinel', 'elastic'],
    titles: [
      'Repeated failed logons of {user} on {host}',
      'Impossible travel of {user}',
      'Port scan from {host}',
      'Beaconing to {site}',
      'New administrator {user} on {host}',
      'Unusual volume of data to {site}',
    ],
    tags: ['auto', 'network', 'logon'],
    weight: 10,
  },
  {
    type: 'edr',
    sources: ['crowdstrike', 'defender'],
    titles: [
      'Credential dumping on {host}',
      'Suspicious PowerShell started by {user} on {host}',
      'Ransom note written on {host}',
      'Unsigned driver loaded on {host}',
    ],
    tags: ['endpoint', 'auto', 'mitre:T1059'],
    weight: 6,
  },
  {
    type: 'phishing',
    sources: ['mailbox', 'mail-gateway'],
    titles: [
      'Mail reported by {user}: invoice overdue',
      'Mail reported by {user}: your mailbox is full',
      '钓鱼邮件：{user} 报告了可疑的付款通知',
      'Pièce jointe suspecte reçue par {user}',
    ],
    tags: ['phishing', 'reported'],
    weight: 4,
  },
  {
    type: 'dlp',
    sources: ['purview'],
    titles: ['Customer list uploaded to {site} by {user}', 'Source code sent to a private address by {user}'],
    tags: ['data-loss'],
    weight: 1,
  },
  {
    type: 'misp',
    sources: ['misp'],
    titles: ['Campaign against suppliers, part {number}', 'Infrastructure behind {site}'],
    tags: ['tlp:amber', 'misp-galaxy:threat-actor="APT 29"', 'intelligence'],
    weight: 1,
  },
];

/** Paragraphs of descriptions. */
export const paragraphs: readonly string[] = [
  'The rule fired because the number of events was far above what the last thirty days had shown for this account.',
  'The process was started from a document that came by mail. Its parent ended right after; the command line is encoded.',
  'The address has not been seen before. It was registered a few days ago and is not on any list that is consulted.',
  'The same file was found on three further machines of the department, each time in the folder of temporary files.',
  'The connection was allowed by the proxy. Four kilobytes went out every sixty seconds, with little variation.',
  'The person says that nothing was entered on the page, and that the message has been deleted.',
];

/** Titles of tasks in the order of the work. */
export const taskTitles = [
  'Confirm the finding',
  'Find everybody concerned',
  'Contain',
  'Write down the outcome',
] as const;

/** Statuses that end an alert, with what is usual more often. */
export const alertEndings = ['FalsePositive', 'FalsePositive', 'Ignored', 'Ignored', 'Duplicate'] as const;

/** Statuses that end a case. */
export const caseEndings = [
  'TruePositive',
  'TruePositive',
  'FalsePositive',
  'Indeterminate',
  'Other',
  'Duplicated',
] as const;

/** Values of the custom field for the unit concerned. */
export const businessUnits = ['Finance', 'Sales', 'Production', 'IT', 'Research', 'Legal'] as const;
