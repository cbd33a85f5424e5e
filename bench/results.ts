/** The results as a page: numbers next to their budgets, with what they were measured on. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Facts } from './facts.ts';
import { isMet, type Measurement, type Section } from './measure/measurement.ts';

/** What was measured on. Names of hosts and paths stay out of it. */
export interface Surroundings {
  readonly postgres: string;
  readonly size: Facts['size'];
}

/** The page. */
export function resultsPage(sections: readonly Section[], { postgres, size }: Surroundings): string {
  const number = (value: number): string => value.toLocaleString('en-GB');
  const facts = [
    ['Date', new Date().toISOString().slice(0, 10)],
    ['Processor', `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores`],
    ['Memory', `${Math.round(totalmem() / 1024 ** 3)} GB`],
    ['PostgreSQL', postgres],
    ['Node.js', process.version.slice(1)],
    [
      'Data',
      `${number(size.alerts)} alerts, ${number(size.cases)} cases, ${number(size.observables)} observables, ${size.organisations} organisations; asked from the largest, which holds half`,
    ],
  ];
  return [
    '# Results of the last measurement',
    '',
    'Written by `npm run bench`. Percentiles of single runs; a budget stands next to the percentile it is about.',
    '',
    '| | |',
    '| --- | --- |',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    ...sections.flatMap(sectionLines),
    '',
  ].join('\n');
}

function sectionLines({ title, measurements }: Section): string[] {
  const noted = measurements.some(({ note }) => note !== undefined);
  return [
    '',
    `## ${title}`,
    '',
    `| What | Runs | p50 | p95 | p99 | Budget | Met |${noted ? ' Note |' : ''}`,
    `| --- | ---: | ---: | ---: | ---: | --- | --- |${noted ? ' --- |' : ''}`,
    ...measurements.map((measurement) => {
      const row = [...cells(measurement), ...(noted ? [measurement.note ?? ''] : [])];
      return `| ${row.join(' | ')} |`;
    }),
  ];
}

/** One row as text: name, runs, three percentiles, budget, whether it is met. */
export function cells(measurement: Measurement): string[] {
  const { name, unit, samples, p50, p95, p99, budget, failure } = measurement;
  const met = isMet(measurement);
  const limit =
    budget === undefined
      ? ''
      : `${budget.of} ${'most' in budget ? `≤ ${budget.most}` : `≥ ${budget.least}`} ${unit}`.trim();
  const shown =
    failure === undefined ? [p50, p95, p99].map((value) => rounded(value, unit)) : [failure, '', ''];
  return [name, String(samples), ...shown, limit, met === undefined ? '' : met ? 'yes' : '**no**'];
}

function rounded(value: number, unit: string): string {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`.trim();
}
