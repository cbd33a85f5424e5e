/** The smallest picture there is, and others made of it. */
import { createHash } from 'node:crypto';

/** A picture of one dot. */
export const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** A picture in base64 that holds a word: what follows the end of a picture belongs to no picture, but to the file. */
export const pictureWith = (word: string): string =>
  Buffer.concat([Buffer.from(dot, 'base64'), Buffer.from(word)]).toString('base64');

/** The part of the address of a kept picture that changes with it. */
export const hashOf = (picture: string): string => createHash('sha256').update(picture).digest('hex');
