import { describe, expect, it } from 'vitest';
import {
  directDependencies,
  fixedAddresses,
  installScripts,
  type Lock,
  looseDependencies,
  oldDependencies,
  unfitDependencies,
} from './dependencies.ts';
import { readLock, readManifests, readNewestMajors } from './installed.ts';
import type { Finding } from './source.ts';

const messages = (findings: readonly Finding[]) => findings.map(({ path, message }) => `${path}: ${message}`);

describe('the dependencies of the repository', () => {
  const manifests = readManifests();
  const lock = readLock();
  const direct = directDependencies(manifests, lock);

  it('are one exact version each, and locked', () => {
    expect(direct.length).toBeGreaterThan(20);
    expect(messages(looseDependencies(direct))).toEqual([]);
  });

  it('are at most one major version behind', () => {
    expect(messages(oldDependencies(direct, readNewestMajors()))).toEqual([]);
  });

  it('run on the pinned Node.js, which is one version for all platforms', () => {
    const pinned = direct
      .filter(({ name }) => /^node-(?:bin-)?(?:linux|darwin|win)-/.test(name))
      .map(({ wanted }) => wanted);
    const [version = ''] = new Set(pinned);
    expect(new Set(pinned).size).toBe(1);
    expect(process.version).toBe(`v${version}`);
    expect(messages(unfitDependencies(direct, version))).toEqual([]);
  });

  it('need no script at installation', () => {
    expect(messages(installScripts(lock))).toEqual([]);
  });

  it('come from whatever registry the reader uses', () => {
    expect(messages(fixedAddresses(lock))).toEqual([]);
  });
});

describe('the checks', () => {
  const lock: Lock = {
    'node_modules/good': { version: '2.0.0', engines: { node: '>=20' } },
    'server/node_modules/good': {
      version: '1.0.0',
      resolved: 'https://registry.example/good.tgz',
      engines: { node: '^18' },
    },
    'node_modules/@skep/sdk': { link: true },
    'node_modules/deep/node_modules/scripted': { version: '1.0.0', hasInstallScript: true },
  };
  const direct = directDependencies(
    [
      { folder: '', dependencies: { good: '2.0.0' } },
      {
        folder: 'server/',
        dependencies: { good: '1.0.0', '@skep/sdk': '0.1.0' },
        devDependencies: { absent: '^3.0.0' },
      },
    ],
    lock,
  );

  it('take the package nearest to the manifest and leave workspaces out', () => {
    expect(direct.map(({ name, locked }) => [name, locked?.version])).toEqual([
      ['good', '2.0.0'],
      ['good', '1.0.0'],
      ['absent', undefined],
    ]);
  });

  it('find ranges and what is not locked', () => {
    expect(messages(looseDependencies(direct))).toEqual([
      'server/package.json: absent wants "^3.0.0": write one exact version',
    ]);
  });

  it('find what is more than a major version behind, and what nobody asked about', () => {
    const exact = direct.filter(({ name }) => name === 'good');
    expect(oldDependencies(exact, { good: 2 })).toEqual([]);
    expect(messages(oldDependencies(exact, { good: 3 }))[0]).toContain('2 major versions behind');
    expect(oldDependencies(exact, {})).toHaveLength(2);
  });

  it('find what does not run on the pinned Node.js, runs scripts or has a fixed address', () => {
    expect(messages(unfitDependencies(direct, '26.10.0'))).toHaveLength(1);
    expect(messages(installScripts(lock))[0]).toContain('scripted runs a script');
    expect(fixedAddresses(lock)).toHaveLength(1);
  });
});
