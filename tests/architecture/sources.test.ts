import { expect, it } from 'vitest';
import { forbiddenImports, importCycles } from './imports.ts';
import { stateExceptions } from './rules.ts';
import {
  environmentUses,
  fogNames,
  largeFiles,
  largeFunctions,
  moduleState,
  unreadableSources,
} from './shape.ts';
import { type Finding, readSources, repositoryFiles, textOf } from './source.ts';
import { forbiddenTextsIn, isOurText } from './texts.ts';

const sources = readSources();
const files = repositoryFiles();

/** Findings as lines that an editor can open. */
function lines(findings: readonly Finding[]): string[] {
  return findings.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

it('reads the sources of the repository', () => {
  expect(sources.map(({ path }) => path)).toContain('server/src/config/load.ts');
  expect(lines(unreadableSources(sources))).toEqual([]);
});

it('imports only what the table of layers allows', () => {
  expect(lines(forbiddenImports(sources))).toEqual([]);
});

it('has no circle of imports', () => {
  expect(lines(importCycles(sources))).toEqual([]);
});

it('keeps files small', () => {
  expect(lines(largeFiles(sources))).toEqual([]);
});

it('keeps functions small', () => {
  expect(lines(largeFunctions(sources))).toEqual([]);
});

it('keeps modules free of state', () => {
  expect(lines(moduleState(sources))).toEqual([]);
});

it('keeps no exception for a file that is gone', () => {
  const present = new Set(files);
  expect(stateExceptions.map(({ path }) => path).filter((path) => !present.has(path))).toEqual([]);
});

it('names files after what they hold', () => {
  expect(lines(fogNames(files))).toEqual([]);
});

it('reads the environment in one place', () => {
  expect(lines(environmentUses(sources))).toEqual([]);
});

it('writes nothing that only makes sense on one machine or for a while', () => {
  const texts = files.filter(isOurText);
  expect(lines(texts.flatMap((path) => forbiddenTextsIn(path, textOf(path))))).toEqual([]);
});
