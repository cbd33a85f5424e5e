import { expect, it } from 'vitest';
import { loadConfig } from './load.ts';
import { withWords } from './words.ts';

const surroundings = {
  environment: { SKEP_DATA_DIR: '/srv/skep', SKEP_PORT: '9100' },
  workingFolder: '/nowhere',
  homeFolder: '/nowhere',
  root: false,
};

it('takes settings from words, which win over the environment', () => {
  const config = loadConfig(withWords(surroundings, ['--demo', '--services=engine', '--port=9200', 'x']));
  expect(config.server).toMatchObject({ services: ['engine'], port: 9200 });
});

it('refuses a word that names no setting', () => {
  expect(() => loadConfig(withWords(surroundings, ['--job-second=5']))).toThrow(/SKEP_JOB_SECONDS/);
});
