/** A slow sandbox for trying the platform: shows what it did so far while the job goes on. */

import { setTimeout as wait } from 'node:timers/promises';
import { analyzer, buildArtifact, buildTaxonomy } from '@skep/sdk';

const steps = [
  'Virtual machine started',
  'Sample opened',
  'Process tree recorded',
  'Files written: 3',
  'Registry keys changed: 2',
  'Name looked up: update.evil.example',
  'Connection made: 203.0.113.66',
  'Screens taken: 4',
  'Memory searched',
  'Virtual machine discarded',
];

analyzer({
  run: async ({ data, config, partial }) => {
    const stepMs = config.number('delay_ms', 20_000) / steps.length;
    for (const [index, step] of steps.entries()) {
      // Whoever watches the job reads this while it runs.
      process.stderr.write(`${step}\n`);
      partial({ sample: data, progress: index / steps.length, steps: steps.slice(0, index) });
      await wait(stepMs);
    }
    return {
      full: { sample: data, score: 7, progress: 1, steps },
      taxonomies: [buildTaxonomy('suspicious', 'Sandbox', 'score', '7/10')],
      artifacts: [
        buildArtifact('fqdn', 'update.evil.example', { message: 'Looked up by the sample' }),
        buildArtifact('ip', '203.0.113.66', { message: 'Contacted by the sample' }),
      ],
    };
  },
});
