/** The types of data an observable can have out of the box, as clients and analyzers name them. */

/** Every built-in data type. Organisations may add types of their own, which nothing here recognises. */
export const dataTypes = [
  'ip',
  'domain',
  'fqdn',
  'hostname',
  'url',
  'uri_path',
  'mail',
  'mail-subject',
  'hash',
  'file',
  'filename',
  'registry',
  'regexp',
  'user-agent',
  'autonomous-system',
  'other',
] as const;

/** The name of a built-in data type. */
export type DataType = (typeof dataTypes)[number];
