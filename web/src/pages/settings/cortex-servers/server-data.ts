/** What the form of a Cortex server holds, and what is read about servers. */
import type { OutputCortexServer } from '../../../../../contract/v1-types.ts';
import { list, page, sort } from '../../../data/pipeline.ts';
import { useIsPlatform } from '../../../data/platform.ts';
import { usePipeline } from '../../../data/queries.ts';
import { mostRows } from '../list/settings-list.tsx';

/** Fields that people write. The API key is none of them: what is typed here is kept in the browser until it is saved. */
export interface ServerValues
  extends Pick<
    OutputCortexServer,
    'name' | 'address' | 'active' | 'organisations' | 'internal' | 'verifyCertificate'
  > {
  readonly certificateAuthority: string;
}

const newServer: ServerValues = {
  name: '',
  address: '',
  active: true,
  organisations: [],
  internal: false,
  verifyCertificate: true,
  certificateAuthority: '',
};

/** The values of a stored server, or those that a new one starts with. */
export function valuesOf(server: OutputCortexServer | undefined): ServerValues {
  if (server === undefined) return newServer;
  const { name, address, active, organisations, internal, verifyCertificate } = server;
  const certificateAuthority = server.certificateAuthority ?? '';
  return { name, address, active, organisations, internal, verifyCertificate, certificateAuthority };
}

/** Values as they are sent: an emptied certificate is none. */
export function sentValues(values: Partial<ServerValues>): Readonly<Record<string, unknown>> {
  return values.certificateAuthority === '' ? { ...values, certificateAuthority: null } : values;
}

/** The servers that are attached here. */
export function useServers() {
  return usePipeline<readonly OutputCortexServer[]>(
    'cortex-servers',
    [list('cortexServer'), sort([{ name: 'asc' }]), page(0, mostRows)],
    { entities: ['cortexServer'] },
  );
}

/** The organisations that a server of the platform may be for, by id. */
export function useOrganisations() {
  return usePipeline<readonly { readonly _id: string; readonly name: string }[]>(
    'organisations-for-servers',
    [list('organisation'), sort([{ name: 'asc' }]), page(0, mostRows)],
    { entities: ['organisation'] },
    { enabled: useIsPlatform() },
  );
}
