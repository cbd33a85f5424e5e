import { expect, it } from 'vitest';
import { giveBrowserTo } from './begun-here.ts';

/** What browsers keep, in memory. */
class MemoryStorage implements Storage {
  readonly #values = new Map<string, string>();
  get length(): number {
    return this.#values.size;
  }
  key(place: number): string | null {
    return [...this.#values.keys()][place] ?? null;
  }
  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }
  removeItem(key: string): void {
    this.#values.delete(key);
  }
  clear(): void {
    this.#values.clear();
  }
}

it('puts aside what somebody else had begun, and brings back what is one’s own', () => {
  const storage = new MemoryStorage();
  const place = 'skep.draft.main.case:~1:description';
  storage.setItem('skep.theme', 'dark');
  storage.setItem(place, 'begun before anybody was known');
  giveBrowserTo('ana@soc.example', storage);
  expect(storage.getItem(place)).toBe('begun before anybody was known');
  storage.setItem(place, 'by Ana');
  storage.setItem('skep.settings.main.profile:~2', '{}');
  giveBrowserTo('ana@soc.example', storage);
  expect(storage.getItem(place)).toBe('by Ana');
  giveBrowserTo('ana', storage);
  expect([storage.getItem(place), storage.getItem('skep.settings.main.profile:~2')]).toEqual([null, null]);
  storage.setItem(place, 'by another');
  giveBrowserTo('ana@soc.example', storage);
  expect([storage.getItem(place), storage.getItem('skep.settings.main.profile:~2')]).toEqual([
    'by Ana',
    '{}',
  ]);
  giveBrowserTo('ana', storage);
  expect(storage.getItem(place)).toBe('by another');
  expect(storage.getItem('skep.theme')).toBe('dark');
});
