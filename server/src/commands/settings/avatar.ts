/** Pictures of people and organisations: small PNG or JPEG files in base64, checked by what they begin with. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { RequestFiles } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { typeOfPicture } from './picture.ts';

/** What is wrong with a picture; nothing when there is none. */
export function avatarFaults(given: unknown): FieldFault[] {
  if (given === undefined || given === null || given === '') return [];
  if (typeof given === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(given)) {
    if (typeOfPicture(Buffer.from(given.slice(0, 16), 'base64')) !== undefined) return [];
  }
  return [{ kind: 'invalid', name: 'avatar', accepted: 'PNG or JPEG in base64' }];
}

/** An empty picture takes the picture away. */
export function withoutEmptyPicture(raw: RawObject): RawObject {
  return raw.avatar === '' ? { ...raw, avatar: null } : raw;
}

/** Records tell that a picture was set, not the picture: it is stored by its column, past the fields. */
export function separatePicture({ avatar, ...rest }: RowValues) {
  if (avatar === undefined) return { picture: { columns: {}, details: {} }, rest };
  const told = avatar === null ? null : '[binary data]';
  return { picture: { columns: { avatar }, details: { avatar: told } }, rest };
}

/** Largest file of a picture in bytes. */
const mostBytes = 1_000_000;

/** The picture that came as a file with the request, in base64; undefined when none came. Throws `invalidFields`. */
export async function uploadedPicture({ uploads, files }: RequestFiles): Promise<string | undefined> {
  const file = uploads.get('avatar')?.[0];
  if (file === undefined) return undefined;
  const accepted = `PNG or JPEG of at most ${mostBytes} bytes`;
  if (file.size > mostBytes) throw invalidFields([{ kind: 'invalid', name: 'avatar', accepted }]);
  const chunks: Buffer[] = [];
  for await (const chunk of (await files.open(file.id)).stream) chunks.push(Buffer.from(chunk));
  const picture = Buffer.concat(chunks);
  if (typeOfPicture(picture) === undefined)
    throw invalidFields([{ kind: 'invalid', name: 'avatar', accepted }]);
  return picture.toString('base64');
}
