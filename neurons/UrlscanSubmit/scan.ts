/** The result of a scan of urlscan.io, shortened to what somebody who judges a site asks for. */

import {
  type AnalyzerResult,
  buildArtifact,
  buildTaxonomy,
  type JsonObject,
  NeuronError,
  textAt,
  textsAt,
  type ValueArtifact,
  valueAt,
} from '@skep/sdk';

/** Most hosts and addresses that are named in a report. */
const mostListed = 100;

/** The report on a scan. */
export function resultOf(content: unknown, asked: string): AnalyzerResult {
  const page = valueAt(content, 'page');
  const verdict = valueAt(content, 'verdicts.overall');
  if (page === undefined && verdict === undefined)
    throw new NeuronError('urlscan.io answered without a result', 'answerInvalid');
  const malicious = valueAt(verdict, 'malicious') === true;
  const score = numberAt(verdict, 'score');
  return {
    full: {
      finished: true,
      uuid: textAt(content, 'task.uuid') ?? null,
      report: textAt(content, 'task.reportURL') ?? null,
      screenshot: textAt(content, 'task.screenshotURL') ?? null,
      malicious,
      score,
      categories: textsAt(verdict, 'categories'),
      brands: textsAt(verdict, 'brands'),
      page: pageOf(page),
      domains: textsAt(content, 'lists.domains').slice(0, mostListed),
      ips: textsAt(content, 'lists.ips').slice(0, mostListed),
    },
    taxonomies: [
      buildTaxonomy(
        malicious ? 'malicious' : (score ?? 0) > 0 ? 'suspicious' : 'info',
        'urlscan',
        'score',
        score ?? 'none',
      ),
    ],
    artifacts: artifactsOf(page, asked),
  };
}

function pageOf(page: unknown): JsonObject {
  return {
    url: textAt(page, 'url') ?? null,
    title: textAt(page, 'title') ?? null,
    ip: textAt(page, 'ip') ?? null,
    country: textAt(page, 'country') ?? null,
    network: textAt(page, 'asnname') ?? null,
    server: textAt(page, 'server') ?? null,
    status: textAt(page, 'status') ?? null,
  };
}

function numberAt(value: unknown, path: string): number | null {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : null;
}

/** Where the visit ended, and the machine that answered. */
function artifactsOf(page: unknown, asked: string): ValueArtifact[] {
  const found = [
    { dataType: 'url', data: textAt(page, 'url') },
    { dataType: 'ip', data: textAt(page, 'ip') },
  ];
  return found.flatMap(({ dataType, data }) =>
    data === undefined || data === asked ? [] : [buildArtifact(dataType, data)],
  );
}
