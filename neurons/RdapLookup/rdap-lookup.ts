/** Looks up the registration of a domain or an IP address by RDAP. */

import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  askJson,
  buildTaxonomy,
  isJsonObject,
  type JsonObject,
  NeuronError,
  serviceAddress,
  type Taxonomy,
  textAt,
} from '@skep/sdk';
import { controlledDomain } from '@skep/sdk/indicators';
import { registrationOf } from './registration.ts';

const dayMs = 86_400_000;

analyzer({ run: lookUp });

async function lookUp({ dataType, data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const value = data.trim();
  const path = dataType === 'ip' ? `/ip/${encodeURIComponent(value)}` : `/domain/${registeredName(value)}`;
  const { status, content } = await askJson({
    service: 'RDAP',
    address: serviceAddress(config, 'server', 'https://rdap.org', path),
    headers: { accept: 'application/rdap+json, application/json' },
    accepted: [404],
  });
  if (status === 404) {
    return {
      full: { found: false },
      taxonomies: [buildTaxonomy('info', 'RDAP', 'registered', 'unknown')],
      artifacts: [],
    };
  }
  if (!isJsonObject(content)) throw new NeuronError('RDAP answered without a registration', 'answerInvalid');
  const registration = registrationOf(content);
  const taxonomies = taxonomiesOf(dataType, registration, config.number('young_days', 30));
  return { full: { found: true, ...registration }, taxonomies, artifacts: [] };
}

/** Registries know what was registered, not the hosts below it. */
function registeredName(host: string): string {
  return encodeURIComponent(controlledDomain(host.toLowerCase()));
}

function taxonomiesOf(dataType: string, registration: JsonObject, youngDays: number): Taxonomy[] {
  const registered = textAt(registration, 'dates.registration') ?? '';
  const holder = textAt(registration, 'contacts.registrar') ?? textAt(registration, 'name');
  const isYoung = dataType !== 'ip' && Date.now() - Date.parse(registered) < youngDays * dayMs;
  return [
    buildTaxonomy(
      isYoung ? 'suspicious' : 'info',
      'RDAP',
      'registered',
      registered.slice(0, 10) || 'unknown',
    ),
    ...(holder === undefined
      ? []
      : [buildTaxonomy('info', 'RDAP', dataType === 'ip' ? 'network' : 'registrar', holder)]),
  ];
}
