import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from './faults.ts';
import { loadConfig, processSurroundings, type Surroundings } from './load.ts';

const temporary = mkdtempSync(join(tmpdir(), 'skep-config-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Surroundings of their own, with files below their working folder. */
function surroundings(
  environment: Surroundings['environment'] = {},
  files: Readonly<Record<string, string>> = {},
): Surroundings {
  const workingFolder = mkdtempSync(join(temporary, 'run-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workingFolder, name)), { recursive: true });
    writeFileSync(join(workingFolder, name), text);
  }
  return { environment, workingFolder, homeFolder: join(workingFolder, 'home'), root: false };
}

/** The faults of settings that are not accepted, as lines. */
function faultsOf(given: Surroundings): string[] {
  try {
    loadConfig(given);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ name, sentence }) => `${name}: ${sentence}`);
    throw error;
  }
  return [];
}

describe('defaults', () => {
  it('need no setting at all', () => {
    const { server, data, engine } = loadConfig(surroundings());
    expect(server).toMatchObject({
      host: '127.0.0.1',
      port: 9000,
      publicUrl: 'http://localhost:9000',
      services: ['http', 'engine'],
    });
    expect(data).toMatchObject({ databaseUrl: undefined, deletedRetentionDays: 30 });
    expect(engine).toMatchObject({ isolation: 'separated', python: 'python3' });
  });

  it('keep data where the system expects it', () => {
    const folderFor = (given: Partial<Surroundings>) =>
      loadConfig({ ...surroundings(), ...given }).data.folder;
    expect(folderFor({ root: true })).toBe('/var/lib/skep');
    expect(folderFor({ environment: { XDG_DATA_HOME: '/srv/data' } })).toBe('/srv/data/skep');
    expect(folderFor({ environment: { XDG_DATA_HOME: 'relative' }, homeFolder: '/home/anna' })).toBe(
      '/home/anna/.local/share/skep',
    );
  });

  it('follow the settings they depend on', () => {
    const { server, data } = loadConfig(surroundings({ SKEP_DATA_DIR: '/srv/skep', SKEP_PORT: '9100' }));
    expect(server.publicUrl).toBe('http://localhost:9100');
    expect(data.filesFolder).toBe('/srv/skep/files');
  });

  it('can be read from the process itself', () => {
    expect(processSurroundings()).toMatchObject({ workingFolder: process.cwd(), environment: process.env });
  });
});

describe('sources', () => {
  it('win in order: environment, file, default', () => {
    const { server } = loadConfig(
      surroundings({ SKEP_PORT: '1' }, { 'skep.toml': 'port = 2\nhost = "0.0.0.0"' }),
    );
    expect([server.port, server.host, server.logLevel]).toEqual([1, '0.0.0.0', 'info']);
  });

  it('take an empty variable as none', () => {
    expect(loadConfig(surroundings({ SKEP_PORT: '', SKEP_DATABASE_URL: ' ' })).server.port).toBe(9000);
  });

  it('include the file in the data folder, unless the working folder has one', () => {
    const given = surroundings({ SKEP_DATA_DIR: 'data' }, { 'data/skep.toml': 'port = 3' });
    expect(loadConfig(given).server.port).toBe(3);
    writeFileSync(join(given.workingFolder, 'skep.toml'), 'port = 4');
    expect(loadConfig(given).server.port).toBe(4);
  });

  it('include the file that is named, and refuse a name without file', () => {
    const files = { 'skep.toml': 'port = 4', 'etc/other.toml': 'port = 5' };
    expect(loadConfig(surroundings({ SKEP_CONFIG: 'etc/other.toml' }, files)).server.port).toBe(5);
    expect(faultsOf(surroundings({ SKEP_CONFIG: 'etc/absent.toml' }, files))[0]).toMatch(
      /^SKEP_CONFIG: there is no file .*absent\.toml/,
    );
  });

  it('take relative paths from where they stand', () => {
    const given = surroundings(
      { SKEP_CONFIG: 'etc/skep.toml', SKEP_DATA_DIR: 'data' },
      { 'etc/skep.toml': 'neurons = ["mine", "/srv/theirs"]' },
    );
    const { data, engine } = loadConfig(given);
    expect(data.folder).toBe(join(given.workingFolder, 'data'));
    expect(engine.neuronFolders).toEqual([join(given.workingFolder, 'etc/mine'), '/srv/theirs']);
  });

  it('give lists by comma or as arrays', () => {
    expect(loadConfig(surroundings({ SKEP_SERVICES: 'engine, http' })).server.services).toEqual([
      'engine',
      'http',
    ]);
    expect(loadConfig(surroundings({}, { 'skep.toml': 'services = ["http"]' })).server.services).toEqual([
      'http',
    ]);
  });
});

describe('faults', () => {
  it('are all reported at once, with what would be accepted', () => {
    const given = surroundings(
      { SKEP_PORT: 'x', SKEP_SERVICES: 'web', SKEP_PROT: '1' },
      { 'skep.toml': 'log_levle = "info"\nhost = 3' },
    );
    expect(faultsOf(given)).toEqual([
      'SKEP_PROT: there is no such setting. Did you mean SKEP_PORT?',
      'log_levle: there is no such setting. Did you mean log_level?',
      'host: 3 is not accepted. Accepted: a host name or an IP address.',
      'SKEP_PORT: "x" is not accepted. Accepted: a whole number from 0 to 65535.',
      'SKEP_SERVICES: "web" is not accepted. Accepted: a list (commas in the environment, an array in the file), each one of http, engine.',
    ]);
  });

  it('name their source in the message', () => {
    const given = surroundings({ SKEP_HOST: '%' }, { 'skep.toml': 'port = -1' });
    expect(() => loadConfig(given)).toThrow(`port (${join(given.workingFolder, 'skep.toml')})`);
    expect(() => loadConfig(given)).toThrow(
      'Skep cannot start: 2 settings are wrong.\n  SKEP_HOST (environment)',
    );
  });

  it('never repeat a secret', () => {
    const secrets = {
      SKEP_DATABASE_URL: 'mysql://root:hunter22@db/x',
      SKEP_ADMIN_PASSWORD: 'hunter22',
      SKEP_SMTP_PASSWORD: 'hunter22',
    };
    const lines = faultsOf(surroundings(secrets));
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.join()).not.toContain('hunter22');
  });

  it('name the place where the file is not TOML', () => {
    expect(faultsOf(surroundings({}, { 'skep.toml': 'port = 1\nhost = ' }))[0]).toMatch(
      /^skep\.toml: line 2, column \d+ is not TOML/,
    );
  });

  it('refuse tables, S3 and a data folder inside the program', () => {
    expect(faultsOf(surroundings({}, { 'skep.toml': '[smtp]\nhost = "mail"' }))[0]).toMatch(
      /^smtp: there is no such setting/,
    );
    expect(faultsOf(surroundings({ SKEP_FILES_URL: 's3://bucket' }))[0]).toContain(
      'cannot be kept in S3 yet',
    );
    const program = resolve(import.meta.dirname, '../../../data');
    expect(faultsOf(surroundings({ SKEP_DATA_DIR: program }))[0]).toContain(
      'lies in the folder of the program',
    );
  });

  it('keep what neurons may read apart from the data folder', () => {
    const data = '/srv/skep';
    const readable = (folders: string) =>
      faultsOf(surroundings({ SKEP_DATA_DIR: data, SKEP_NEURON_FILES: folders }))[0];
    expect(readable('/srv/lists,/srv/skep/files')).toContain(
      '/srv/skep/files holds the data folder or lies in it',
    );
    expect(readable('/srv')).toContain('/srv holds the data folder');
    expect(
      loadConfig(surroundings({ SKEP_DATA_DIR: data, SKEP_NEURON_FILES: '/srv/lists' })).engine,
    ).toMatchObject({
      readableFolders: ['/srv/lists'],
    });
  });

  it('tell settings that do not fit together', () => {
    expect(faultsOf(surroundings({ SKEP_ADMIN_LOGIN: 'a@b.example' }))[0]).toContain('together');
    expect(faultsOf(surroundings({ SKEP_SESSION_IDLE_MINUTES: '721' }))[0]).toContain(
      'longer than the whole session',
    );
  });
});

it('gives settings that nobody can change', () => {
  const config = loadConfig(surroundings({ SKEP_SERVICES: 'http' }));
  for (const part of [config, config.server, config.server.services])
    expect(Object.isFrozen(part)).toBe(true);
});
