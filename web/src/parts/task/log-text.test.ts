/** Pictures in a log that is being written. */
import { expect, it } from 'vitest';
import { hasPlaceholders, placeholderFor, withAddresses, withoutPictures } from './log-text.ts';

const waiting = [
  { key: 'new-1', file: new File(['a'], 'shot [1].png') },
  { key: 'new-10', file: new File(['b'], 'other.png') },
];

it('gives every picture its address once the log is there', () => {
  const text = waiting.map(placeholderFor).join('\n');
  expect(text).toBe('![shot 1.png](attachment:new-1)\n![other.png](attachment:new-10)');
  expect(withAddresses(text, waiting, [{ _id: '~7' }, { _id: '~8' }])).toBe(
    '![shot 1.png](attachment:~7)\n![other.png](attachment:~8)',
  );
});

it('sees whether a picture was taken out of the text again', () => {
  expect(hasPlaceholders('nothing', waiting)).toBe(false);
  expect(hasPlaceholders('see ![x](attachment:new-10)', waiting)).toBe(true);
});

it('leaves out pictures where values are looked for', () => {
  expect(withoutPictures('Told host.example ![screen.png](attachment:new-1) and more')).toBe(
    'Told host.example   and more',
  );
});
