import { expect, it } from 'vitest';
import { readable } from './technique-text.ts';

it('leaves citations out and keeps code', () => {
  expect(readable('They run <code>sc.exe</code>.(Citation: Some (old) page) Then more.(Citation: X)')).toBe(
    'They run `sc.exe`. Then more.',
  );
});
