/**
 * Asks the registry which of our dependencies have a newer major version and writes newest-majors.json, so that the
 * test needs no network. Run it when a dependency is added and before a release.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { major } from 'semver';
import { directDependencies } from './dependencies.ts';
import { readLock, readManifests } from './installed.ts';
import { repository } from './source.ts';

interface Outdated {
  readonly latest: string;
}

/** Newest versions of the dependencies that are behind; npm ends with 1 when there are any. */
function askRegistry(): Readonly<Record<string, Outdated | readonly Outdated[]>> {
  const asked = spawnSync('npm', ['outdated', '--json'], {
    cwd: repository,
    encoding: 'utf8',
    timeout: 120_000,
  });
  const answer: unknown = JSON.parse(asked.stdout.trim() || '{}');
  if (asked.status === null || typeof answer !== 'object' || answer === null || 'error' in answer) {
    throw new Error(`npm outdated failed: ${asked.stderr || asked.stdout}`);
  }
  return answer as Readonly<Record<string, Outdated | readonly Outdated[]>>;
}

const outdated = askRegistry();
const majors = directDependencies(readManifests(), readLock()).map(({ name, wanted }) => {
  const newer = [outdated[name] ?? []].flat().map(({ latest }) => major(latest));
  return [name, Math.max(major(wanted), ...newer)] as const;
});
const sorted = Object.fromEntries(majors.toSorted(([one], [other]) => one.localeCompare(other, 'en')));
writeFileSync(
  join(repository, 'tests/architecture/newest-majors.json'),
  `${JSON.stringify(sorted, null, 2)}\n`,
);
