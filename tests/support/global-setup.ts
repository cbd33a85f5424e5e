/** Runs once before all test files: starts the test cluster, tells every file where it is, and makes a folder for what they share. */
import type { TestProject } from 'vitest/node';
import { openRunFolder } from './prepared-data.ts';
import { startTestCluster } from './test-cluster.ts';

/** Vitest calls this, and the function it gives back after the last file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startTestCluster();
  project.provide('testCluster', cluster);
  const remove = await openRunFolder();
  return async () => {
    await remove();
    await stop();
  };
}
