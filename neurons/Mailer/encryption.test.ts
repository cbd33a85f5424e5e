/** Sends over an encrypted connection to a real mail server, whose authority the administrator has named or not. */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { tryNeuron } from '@skep/sdk/testing';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { certificate } from '../../tests/support/certificate/paths.ts';

const script = new URL('./mailer.ts', import.meta.url).pathname;
const authority = readFileSync(certificate.authority, 'utf8');

interface Mailbox {
  readonly server: SMTPServer;
  readonly port: number;
}

describe('Mailer over an encrypted connection', () => {
  const letters: { secure: boolean; content: string }[] = [];
  const mailboxes = new Map<string, Mailbox>();

  beforeAll(async () => {
    mailboxes.set('starttls', await openMailbox(false));
    mailboxes.set('tls', await openMailbox(true));
  });
  afterAll(async () => {
    for (const { server } of mailboxes.values()) {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });
  beforeEach(() => {
    letters.length = 0;
  });

  async function openMailbox(secure: boolean): Promise<Mailbox> {
    const server = new SMTPServer({
      secure,
      authOptional: true,
      cert: readFileSync(certificate.server),
      key: readFileSync(certificate.key),
      onData: async (stream, session, done) => {
        letters.push({ secure: session.secure, content: await text(stream) });
        done();
      },
    });
    // A client that refuses the certificate hangs up; that is what is tested, not a fault of the server.
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    return { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
  }

  async function send(mailbox: string, encryption: string, certificates: string | undefined, host: string) {
    const { output } = await tryNeuron({
      script,
      ...(certificates === undefined ? {} : { certificates }),
      input: {
        dataType: 'thehive:case',
        data: { _type: 'case', _id: '~8', caseId: 12, title: 'Phishing', tags: ['mail:lead@acme.example'] },
        tlp: 2,
        pap: 1,
        config: {
          from: 'soc@acme.example',
          smtp_host: host,
          smtp_port: mailboxes.get(mailbox)?.port,
          smtp_tls: encryption,
        },
      },
    });
    return output;
  }

  const ways: [string, string][] = [
    ['starttls', 'starttls'],
    ['starttls', 'required'],
    ['tls', 'tls'],
  ];

  describe.each(ways)('to a server with %s, when it is set to %s', (mailbox, encryption) => {
    it.each(['localhost', '127.0.0.1'])('delivers to %s under the configured authority', async (host) => {
      expect(await send(mailbox, encryption, authority, host)).toMatchObject({ success: true });
      expect(letters).toMatchObject([{ secure: true, content: expect.stringContaining('Phishing') }]);
    });

    it('sends nothing when no authority known to it signed the certificate', async () => {
      expect(await send(mailbox, encryption, undefined, 'localhost')).toMatchObject({
        success: false,
        errorMessage: expect.stringMatching(/^localhost:\d+ did not take the mail: .*certificate/),
      });
      expect(letters).toEqual([]);
    });
  });
});
