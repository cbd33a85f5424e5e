/** Looks for what the cells of a table name among the observables and files of the case. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { OutputAttachment, OutputObservable } from '../../../../../../contract/v1-types.ts';
import type { Api } from '../../../../data/api.ts';
import { type Filter, filters } from '../../../../data/pipeline.ts';
import { runPipeline } from '../../../../data/queries.ts';
import { useApi } from '../../../../data/session.tsx';
import { evidenceOfFile, evidenceOfObservable } from '../../../../parts/evidence/evidence.ts';
import {
  type EvidenceWay,
  evidenceOrigin,
  evidenceSteps,
  evidenceWays,
} from '../../../../parts/evidence/evidence-data.ts';
import { type NamedEvidence, namedEvidence, possibleNames } from './csv-evidence.ts';

/** Names that are looked for with one question. */
const namesAtOnce = 200;

/** What the cells name. */
export function useNamedEvidence(caseId: string, cells: readonly string[]): UseQueryResult<NamedEvidence> {
  const api = useApi();
  const names = possibleNames(cells);
  return useQuery({
    queryKey: [api.organisation, 'evidence-named', caseId, names],
    queryFn: ({ signal }) => findNamed(api, caseId, names, signal),
    meta: evidenceOrigin(caseId),
  });
}

async function findNamed(
  api: Api,
  caseId: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<NamedEvidence> {
  const observables: OutputObservable[] = [];
  const files: OutputAttachment[] = [];
  const [known, own, logged] = evidenceWays;
  for (let from = 0; from < names.length; from += namesAtOnce) {
    const some = names.slice(from, from + namesAtOnce);
    const ask = <T>(way: EvidenceWay, ...conditions: readonly Filter[]): Promise<readonly T[]> => {
      const condition = filters.any(filters.in('_id', idsAmong(some)), ...conditions);
      return runPipeline(api, 'evidence-named', evidenceSteps(caseId, way, condition), signal);
    };
    const [found, ...those] = await Promise.all([
      ask<OutputObservable>(known, filters.in('data', some), filters.in('attachment.name', some)),
      ask<OutputAttachment>(own, filters.in('name', some)),
      ask<OutputAttachment>(logged, filters.in('name', some)),
    ]);
    observables.push(...found);
    files.push(...those.flat());
  }
  return namedEvidence(
    names,
    observables.map((one) => ({ ...evidenceOfObservable(one), data: one.data })),
    files.map(evidenceOfFile),
  );
}

function idsAmong(names: readonly string[]): readonly string[] {
  return names.filter((name) => /^~\d{1,18}$/.test(name));
}
