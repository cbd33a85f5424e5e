/** Neurons whose runs are cut off: they take their time, keep a process besides, and bring everything a report can bring. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { neuronPrelude, writeNeuron } from '../../server/src/engine/testing.ts';
import type { Wire } from '../journeys/api-client.ts';
import { accepted, insist } from './client.ts';
import type { Scene } from './scene.ts';

/** Id of the analyzer in the catalogue. */
export const analyzerId = 'Lingering_1_0';

/** Id of the responder in the catalogue. */
export const responderId = 'LingeringResponder_1_0';

/** Observables that each report of the analyzer brings: data and a file to keep, and data to be taken over into the case. */
export const findingsOfJob = 3;

const script = `${neuronPrelude}
const { data } = input;
const name = typeof data === 'string' ? data : data.data;
console.log('looking at ' + name);
childProcess.spawn('/bin/sleep', [input.config.mark], { detached: true, stdio: 'ignore' });
setTimeout(() => {
  if (typeof data !== 'string') {
    succeed({ name }, { operations: [{ type: 'CreateTask', title: 'act ' + name, description: name }] });
    process.exit();
  }
  fs.writeFileSync(output('found'), 'found in ' + name);
  const artifacts = [
    { dataType: 'domain', data: 'kept.' + name },
    { dataType: 'domain', data: 'taken.' + name, tags: ['autoImport:true'] },
    { dataType: 'file', file: 'found', filename: name + '.txt' },
  ];
  succeed({ name }, { artifacts, operations: [{ type: 'CreateTask', title: 'look ' + name, description: name }] });
  process.exit();
}, input.config.milliseconds);
`;

const configurationItems = [
  { name: 'milliseconds', description: 'How long it takes', type: 'number', multi: false, required: true },
  {
    name: 'mark',
    description: 'How long its other process would live, in seconds',
    type: 'string',
    multi: false,
    required: true,
  },
];

/** Writes both neurons into a folder. */
export async function writeNeurons(folder: string): Promise<void> {
  await writeNeuron(folder, script, {
    name: 'Lingering',
    command: 'Lingering/lingering.mjs',
    dataTypeList: ['domain'],
    configurationItems,
  });
  await writeNeuron(folder, script, {
    name: 'LingeringResponder',
    command: 'LingeringResponder/lingering.mjs',
    dataTypeList: ['thehive:case_artifact'],
    configurationItems,
  });
}

/** Enables both; `mark` names their other processes and is a number of seconds longer than any test. */
export async function enableNeurons(
  scene: Pick<Scene, 'server'>,
  milliseconds: number,
  mark: string,
): Promise<void> {
  for (const definitionId of [analyzerId, responderId]) {
    const body: Wire = { definitionId, configuration: { milliseconds, mark } };
    const asked = { method: 'POST', path: '/neuron', body };
    accepted(asked, (await insist(scene, asked)).answer);
  }
}

/** Ids of the other processes of neurons that live at this moment. */
export async function neuronProcesses(mark: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')),
  );
  return pids.filter((_, index) => lines[index] === `/bin/sleep\0${mark}\0`);
}

/** Names of the folders of runs. */
export async function runFolders(scene: Pick<Scene, 'folder'>): Promise<readonly string[]> {
  return (await readdir(join(scene.folder, 'data', 'jobs'))).filter((name) => name.startsWith('job-'));
}
