/** A reputation service for trying the platform: evil.example and everything below it is malicious. */

import { setTimeout as wait } from 'node:timers/promises';
import { analyzer, buildTaxonomy } from '@skep/sdk';

const evil = /(^|[.@/])evil\.example(?=$|[:/?#])/i;

analyzer({
  run: async ({ data, dataType, config }) => {
    // The key is read first, as a real service would refuse before doing any work.
    config.text('key');
    await wait(config.number('delay_ms', 1000));
    const malicious = evil.test(data);
    const verdict = malicious ? 'malicious' : 'clean';
    return {
      full: { observable: data, dataType, verdict, reason: malicious ? 'credential page' : 'nothing known' },
      taxonomies: [buildTaxonomy(malicious ? 'malicious' : 'safe', 'Reputation', 'verdict', verdict)],
      artifacts: [],
    };
  },
});
