/** Sends pictures of people and organisations, which are kept as base64; what is neither PNG nor JPEG is never sent. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { typeOfPicture } from '../../commands/settings/picture.ts';
import { notFound } from '../../model/errors.ts';
import { matchesTag } from './download.ts';

/** A picture as it is read: its base64, and the digest that is a part of its address. */
export interface KeptPicture {
  readonly picture: unknown;
  readonly hash: unknown;
}

/** Sends the picture, or that it has not changed. `named` is the digest that was asked for. Throws `notFound`. */
export async function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  { picture, hash }: KeptPicture,
  named: string,
): Promise<void> {
  const bytes = typeof picture === 'string' ? Buffer.from(picture, 'base64') : undefined;
  const type = bytes === undefined || named !== hash ? undefined : typeOfPicture(bytes);
  if (bytes === undefined || type === undefined) throw notFound('Avatar');
  const tag = `"${named}"`;
  reply.headers({
    ETag: tag,
    'Cache-Control': 'private, max-age=86400',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  if (matchesTag(request.headers['if-none-match'], tag)) await reply.status(304).send();
  else await reply.type(type).send(bytes);
}
