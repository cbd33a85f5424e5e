import { expect, it } from 'vitest';
import { doMainJob } from './main-job.ts';
import { withServer } from './server.ts';

it('goes from a reported mail to a closed case with every step timed, live for a second person', async () => {
  const { steps, closedCase, seen } = await withServer({}, ({ url, administrator }) =>
    doMainJob({ url, administrator, organisation: 'main', python: false, tell: () => undefined }),
  );
  expect(steps.length).toBe(13);
  expect(closedCase).toMatchObject({
    stage: 'Closed',
    status: 'TruePositive',
    containedDate: expect.any(Number),
  });
  expect(closedCase.timeToResolve).toBeGreaterThan(0);
  expect(seen.some((event) => event.objectType === 'case_artifact_job')).toBe(true);
}, 120_000);
