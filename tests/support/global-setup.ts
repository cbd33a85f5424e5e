/** Runs once before all test files: starts the test cluster and tells every file where it is. */
import type { TestProject } from 'vitest/node';
import { startTestCluster } from './test-cluster.ts';

/** Vitest calls this, and the function it gives back after the last file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startTestCluster();
  project.provide('testCluster', cluster);
  return stop;
}
