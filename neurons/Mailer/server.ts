/** The mail server: how it is reached, and one delivery to it. */

import { messageOf, NeuronError, type Settings } from '@skep/sdk';
import { createTransport, type SMTPSentMessageInfo } from 'nodemailer';
import type { Letter } from './letter.ts';

/** Where and as whom to send. */
export interface MailServer {
  host: string;
  port: number;
  from: string;
  encryption: Encryption;
  /** Absent when the server asks for no account. */
  account: { user: string; pass: string } | undefined;
}

/** What became of a mail. */
export interface Delivery {
  accepted: string[];
  refused: string[];
  messageId: string;
}

const encryptions = ['starttls', 'required', 'tls', 'none'] as const;
type Encryption = (typeof encryptions)[number];

/** Bound on connecting, on the greeting and on each answer, in milliseconds. */
const serverTimeoutMs = 20_000;

/** The mail server of a configuration. Throws `parameterMissing` or `parameterInvalid`. */
export function serverFrom(config: Settings): MailServer {
  const user = config.text('smtp_user', '');
  return {
    host: config.text('smtp_host', 'localhost'),
    port: config.number('smtp_port', 25),
    from: config.text('from'),
    encryption: encryptionFrom(config.text('smtp_tls', 'starttls')),
    account: user === '' ? undefined : { user, pass: config.text('smtp_password') },
  };
}

function encryptionFrom(name: string): Encryption {
  const found = encryptions.find((known) => known === name);
  if (found !== undefined) return found;
  throw new NeuronError(
    `Configuration item "smtp_tls" must be one of ${encryptions.join(', ')}`,
    'parameterInvalid',
  );
}

/** Sends one mail to all recipients. Throws when the server took it for none of them. */
export async function send(server: MailServer, to: string[], letter: Letter): Promise<Delivery> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.encryption === 'tls',
    requireTLS: server.encryption === 'required',
    ignoreTLS: server.encryption === 'none',
    connectionTimeout: serverTimeoutMs,
    greetingTimeout: serverTimeoutMs,
    socketTimeout: serverTimeoutMs,
    // Nothing of a mail comes from elsewhere: its text may hold a path or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(server.account === undefined ? {} : { auth: server.account }),
  });
  try {
    return deliveryOf(await transport.sendMail({ from: server.from, to, ...letter }));
  } catch (cause) {
    const place = `${server.host}:${server.port}`;
    throw new NeuronError(`${place} did not take the mail: ${messageOf(cause)}`, 'mailNotSent', cause);
  } finally {
    transport.close();
  }
}

function deliveryOf({ accepted, rejected, messageId }: SMTPSentMessageInfo): Delivery {
  return { accepted: accepted.map(addressOf), refused: rejected.map(addressOf), messageId };
}

function addressOf(recipient: string | { address: string }): string {
  return typeof recipient === 'string' ? recipient : recipient.address;
}
