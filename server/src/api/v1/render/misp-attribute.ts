/** Observables as attributes of MISP. */
import type { ReadObject } from '../../../query/stage.ts';

/** Type and category by type of observable. */
const kinds: ReadonlyMap<string, readonly [type: string, category: string]> = new Map([
  ['ip', ['ip-dst', 'Network activity']],
  ['domain', ['domain', 'Network activity']],
  ['fqdn', ['hostname', 'Network activity']],
  ['hostname', ['hostname', 'Network activity']],
  ['url', ['url', 'Network activity']],
  ['uri_path', ['uri', 'Network activity']],
  ['user-agent', ['user-agent', 'Network activity']],
  ['user_agent', ['user-agent', 'Network activity']],
  ['autonomous-system', ['AS', 'Network activity']],
  ['mail', ['email-src', 'Payload delivery']],
  ['mail-subject', ['email-subject', 'Payload delivery']],
  ['mail_subject', ['email-subject', 'Payload delivery']],
  ['filename', ['filename', 'Payload delivery']],
  ['registry', ['regkey', 'Persistence mechanism']],
  ['regexp', ['pattern-in-traffic', 'Network activity']],
]);

/** Types of digests by their length in hexadecimal. */
const digests: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' };

/** One observable; a file is told by its name and SHA-256. */
export function mispAttribute({ values }: ReadObject): Readonly<Record<string, unknown>> {
  const [type, category, value] = attributeOf(values);
  const tags = Array.isArray(values.tags) ? values.tags.map((name) => ({ name: String(name) })) : [];
  return {
    type,
    category,
    value,
    to_ids: values.ioc === true,
    comment: String(values.message ?? ''),
    timestamp: String(Math.floor(Number(values.createdAt) / 1_000)),
    ...(tags.length === 0 ? {} : { Tag: tags }),
  };
}

function attributeOf(values: ReadObject['values']): readonly [type: string, category: string, value: string] {
  const dataType = String(values.dataType);
  if (typeof values.data !== 'string')
    return [
      'filename|sha256',
      'Payload delivery',
      `${String(values.attachmentName)}|${String(values.attachmentId)}`,
    ];
  if (dataType === 'hash') return [digests[values.data.length] ?? 'other', 'Payload delivery', values.data];
  const [type, category] = kinds.get(dataType) ?? ['other', 'Other'];
  return [type, category, values.data];
}
