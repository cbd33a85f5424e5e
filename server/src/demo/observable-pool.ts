/** Observables for the demonstration, from ranges and names reserved for examples; some come back, so that alerts are related. */
import type { RawObject } from '../model/input.ts';
import type { Chance } from './random.ts';

/** Observables of one event of a type. */
export function observablesFor(chance: Chance, type: string): RawObject[] {
  const address = () => `203.0.113.${1 + chance.below(60)}`;
  const host = () => `${chance.pick(['login', 'cdn', 'update', 'mail'])}-${chance.below(40)}.evil.example`;
  switch (type) {
    case 'phishing':
      return [
        { dataType: 'mail', data: `sender${chance.below(50)}@evil.example`, tags: ['sender'] },
        { dataType: 'url', data: `http://${host()}/confirm`, ioc: chance.next() < 0.5 },
        { dataType: 'ip', data: address(), tags: ['relay'] },
      ];
    case 'edr':
      return [
        { dataType: 'hostname', data: `ws-${100 + chance.below(80)}` },
        { dataType: 'domain', data: host(), ioc: true },
        { dataType: 'hash', data: hashOf(chance), tags: ['binary'] },
      ];
    case 'siem':
      return [
        { dataType: 'ip', data: address() },
        { dataType: 'other', data: `user${chance.below(120)}`, tags: ['account'] },
      ];
    default:
      return [{ dataType: 'fqdn', data: `share${chance.below(9)}.files.example` }];
  }
}

function hashOf(chance: Chance): string {
  return Array.from({ length: 64 }, () => chance.below(16).toString(16)).join('');
}
