/** A name look-up for trying the platform: five addresses from the documentation ranges, made from the name. */

import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { analyzer, buildArtifact, buildTaxonomy } from '@skep/sdk';

analyzer({
  run: async ({ data, config }) => {
    await wait(config.number('delay_ms', 1000));
    const addresses = addressesOf(data);
    return {
      full: { name: data, records: addresses.map((address) => ({ type: recordType(address), address })) },
      taxonomies: [buildTaxonomy('info', 'DNS', 'addresses', addresses.length)],
      artifacts: addresses.map((address) =>
        buildArtifact('ip', address, { tags: ['demo'], message: `Address of ${data}` }),
      ),
    };
  },
});

/** The same name always has the same addresses, so that repeated runs find the same observables. */
function addressesOf(name: string): string[] {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = createHash('sha256')
    .update(name.toLowerCase())
    .digest();
  return [
    `192.0.2.${first}`,
    `198.51.100.${second}`,
    `203.0.113.${third}`,
    `2001:db8::${(fourth + 1).toString(16)}`,
    `2001:db8:1::${(fifth + 1).toString(16)}`,
  ];
}

function recordType(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}
