/** Finds the observables in a text or a text file. */

import { readFile, stat } from 'node:fs/promises';
import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  buildArtifact,
  buildTaxonomy,
  type JobFile,
  NeuronError,
} from '@skep/sdk';
import { defang, extractIndicators, type Indicator } from '@skep/sdk/indicators';
import { readableText } from './readable-text.ts';

/** Most indicators taken from one text; the report says when there were more. */
const mostIndicators = 1000;

analyzer({ run: findIndicators });

async function findIndicators({ data, file, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const text = file === undefined ? data : await textOf(file, config.number('most_megabytes', 20));
  const found = extractIndicators(text, { maximum: mostIndicators + 1 });
  const indicators = found.slice(0, mostIndicators);
  return {
    full: {
      counts: countsOf(indicators),
      cut: found.length > mostIndicators,
      indicators: indicators.map((indicator) => ({
        dataType: indicator.dataType,
        value: indicator.value,
        defanged: defang(indicator.value, indicator.dataType),
        original: indicator.original,
      })),
    },
    taxonomies: [buildTaxonomy('info', 'IocExtractor', 'found', indicators.length)],
    artifacts: indicators.map(({ dataType, value }) => buildArtifact(dataType, value)),
  };
}

async function textOf(file: JobFile, mostMegabytes: number): Promise<string> {
  const { size } = await stat(file.path);
  if (size > mostMegabytes * 1024 * 1024) {
    throw new NeuronError(`Only files of up to ${mostMegabytes} MB are read`, 'tooLarge');
  }
  return readableText(await readFile(file.path));
}

function countsOf(indicators: Indicator[]): Record<string, number> {
  const groups = Map.groupBy(indicators, ({ dataType }) => dataType);
  return Object.fromEntries([...groups].map(([dataType, members]) => [dataType, members.length]));
}
