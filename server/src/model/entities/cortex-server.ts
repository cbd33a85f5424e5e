/** Cortex servers whose analyzers and responders stand among those that run here. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
/** Kept by looking at the server. */
const looked = { aggregable: false, sortable: false } as const;

export const cortexServer = entity('cortexServer', {
  wireType: 'CortexServer',
  sentence: 'A Cortex that runs analyzers and responders elsewhere',
  table: 'cortex_server',
  root: 'none',
  visibility: 'organisation',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name that runs on it carry; it stays as it is', {
      create: 'required',
      minimum: 1,
      maximum: 64,
    }),
    address: field.string.single(
      'Address of its API without /api: scheme, host, port, and a path where it has one',
      {
        create: 'required',
        update: 'allowed',
        minimum: 1,
        maximum: 2_048,
      },
    ),
    apiKey: field.json.single('API key of an account there; sealed', {
      secret: true,
      output: false,
      fallback: {},
    }),
    active: field.boolean.single('Its neurons can be used', { ...optional, fallback: true }),
    organisations: field.string.set(
      'Ids of the organisations that may use it, where the platform has attached it; none: all of them',
      { ...optional, minimum: 1, maximum: 128, fallback: [] },
    ),
    internal: field.boolean.single('It may stand in an internal network; the platform alone allows it', {
      ...optional,
      fallback: false,
    }),
    verifyCertificate: field.boolean.single('Its certificate has to be one that is trusted', {
      ...optional,
      fallback: true,
    }),
    certificateAuthority: field.string.option('Certificates of authorities that are trusted for it, as PEM', {
      create: 'optional',
      update: 'clearable',
      ...looked,
      minimum: 1,
      maximum: 65_536,
    }),
    status: field.enumeration.single('How it was found last', {
      values: ['Unknown', 'OK', 'AuthError', 'Error'],
      fallback: 'Unknown',
    }),
    statusReason: field.string.option('Why it cannot be used', looked),
    cortexVersion: field.string.option('Version of Cortex that it tells', looked),
    neuronCount: field.integer.single('Analyzers and responders that it offers', { ...looked, fallback: 0 }),
    checkedAt: field.date.option('When it was looked at', looked),
  },
  constraints: { cortex_server_organisation_id_name_key: 'cortexServerAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});
