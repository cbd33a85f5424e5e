/** Runs the responder against a real mail server on this machine and reads what arrived. */

import { text } from 'node:stream/consumers';
import { tryNeuron } from '@skep/sdk/testing';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const script = new URL('./mailer.ts', import.meta.url).pathname;
const letters: { to: string[]; from: string; user: string | undefined; content: string }[] = [];
const mailbox: { server: SMTPServer | undefined; port: number } = { server: undefined, port: 0 };

beforeAll(async () => {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('wrong password')),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('gone@') ? done(new Error('no such person')) : done(),
    onData: async (stream, { envelope, user }, done) => {
      letters.push({
        to: envelope.rcptTo.map(({ address }) => address),
        from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
        user,
        content: await text(stream),
      });
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  mailbox.server = server;
  mailbox.port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});

afterAll(() => new Promise<void>((resolve) => mailbox.server?.close(() => resolve())));

beforeEach(() => {
  letters.length = 0;
});

const case_ = {
  _type: 'case',
  _id: '~8',
  caseId: 12,
  title: 'Invoice phishing',
  description: 'Three people clicked http://pay.evil.example/x today.',
  tags: ['phishing', 'mail:lead@acme.example'],
};
const task = { _type: 'case_task', _id: '~9', title: 'Inform users', case: case_ };

async function send(kind: string, data: object, config: object = {}) {
  const { output } = await tryNeuron({
    script,
    input: {
      dataType: `thehive:${kind}`,
      data,
      tlp: 2,
      pap: 1,
      parameters: { organisation: 'acme', user: 'lea' },
      config: {
        from: 'soc@acme.example',
        smtp_host: '127.0.0.1',
        smtp_port: mailbox.port,
        url: 'https://skep.example/',
        ...config,
      },
    },
  });
  return output;
}

describe('Mailer', () => {
  it('writes about a case to everybody in its mail tags', async () => {
    const tags = ['phishing', 'mail:lead@acme.example', 'mail:ciso@acme.example; legal@acme.example'];
    const output = await send('case', { ...case_, tags });
    const people = ['lead@acme.example', 'ciso@acme.example', 'legal@acme.example'];
    expect(output).toMatchObject({
      success: true,
      full: { message: `Sent to ${people.join(', ')}`, recipients: people, refused: [] },
      operations: [{ type: 'AddTagToCase', tag: 'mailed' }],
    });
    expect(letters).toMatchObject([{ to: people, from: 'soc@acme.example' }]);
    const [letter] = letters;
    expect(letter?.content).toContain('Subject: [#12] Case: Invoice phishing');
    expect(letter?.content).toContain('Three people clicked hxxp://pay[.]evil[.]example/x today.');
    expect(letter?.content).toContain('Tags: phishing\r\n');
    expect(letter?.content).toContain('TLP:AMBER  PAP:GREEN');
    expect(letter?.content).toContain('https://skep.example/o/acme/cases/12\r\n');
  });

  it('writes about a task to its mailto line before the tags of its case', async () => {
    const description = 'Please warn them.\n- mailto: help@acme.example, desk@acme.example\nThanks.';
    const output = await send('case_task', { ...task, description });
    expect(output.operations).toEqual([{ type: 'AddTagToCase', tag: 'mailed' }]);
    expect(letters[0]?.to).toEqual(['help@acme.example', 'desk@acme.example']);
    expect(letters[0]?.content).toContain('[#12] Task: Inform users');
    expect(letters[0]?.content).toContain('Please warn them.\r\nThanks.');
    expect(letters[0]?.content).toContain('https://skep.example/o/acme/cases/12/tasks/~9');
  });

  it('takes the mailto line from the title of a task too', async () => {
    await send('case_task', { ...task, title: 'mailto:help@acme.example' });
    expect(letters[0]?.to).toEqual(['help@acme.example']);
  });

  it('writes about a log to the people of its task', async () => {
    const log = {
      _id: '~10',
      message: 'All accounts reset.',
      case_task: { ...task, description: 'mailto:help@acme.example' },
    };
    await send('case_task_log', log);
    expect(letters[0]?.to).toEqual(['help@acme.example']);
    expect(letters[0]?.content).toContain('[#12] Task log: Inform users');
    expect(letters[0]?.content).toContain('All accounts reset.');
    expect(letters[0]?.content).toContain('/cases/12/tasks/~9');
  });

  it('writes about an observable to its tags or its case, never to its value', async () => {
    const observable = { _id: '~11', dataType: 'mail', data: 'thief@evil.example', tags: [], case: case_ };
    const output = await send('case_artifact', observable);
    expect(output.operations).toEqual([{ type: 'AddTagToArtifact', tag: 'mailed' }]);
    expect(letters[0]?.to).toEqual(['lead@acme.example']);
    expect(letters[0]?.content).not.toContain('thief@evil.example');
    expect(letters[0]?.content).toContain('thief[@]evil[.]example');
    expect(letters[0]?.content).toContain('/cases/12/observables/~11');
  });

  it('writes about an alert', async () => {
    const alert = {
      _type: 'alert',
      _id: '~20',
      title: 'Odd logon',
      description: 'x',
      tags: ['mail:lead@acme.example'],
    };
    const output = await send('alert', alert);
    expect(output.operations).toEqual([{ type: 'AddTagToAlert', tag: 'mailed' }]);
    expect(letters[0]?.content).toContain('Subject: Alert: Odd logon');
    expect(letters[0]?.content).toContain('https://skep.example/o/acme/alerts/~20');
  });

  it('leaves the link out when no address of the platform is set', async () => {
    await send('case', case_, { url: null });
    expect(letters[0]?.content).not.toContain('https://');
  });

  it('signs in when an account is set', async () => {
    await send('case', case_, { smtp_user: 'soc', smtp_password: 'right' });
    expect(letters[0]?.user).toBe('soc');
  });

  it('says who was refused when others were reached', async () => {
    const output = await send('case', {
      ...case_,
      tags: ['mail:lead@acme.example', 'mail:gone@acme.example'],
    });
    expect(output).toMatchObject({
      success: true,
      full: {
        message: 'Sent to lead@acme.example; the mail server refused gone@acme.example',
        recipients: ['lead@acme.example'],
        refused: ['gone@acme.example'],
      },
    });
  });

  it('keeps a line break in a title out of the headers', async () => {
    await send('case', { ...case_, title: 'One\r\nBcc: thief@evil.example' });
    expect(letters[0]?.to).toEqual(['lead@acme.example']);
    expect(letters[0]?.content).toContain('Subject: [#12] Case: One Bcc: thief[@]evil[.]example');
  });

  it.each([
    [
      'nobody is named',
      { ...case_, tags: [] },
      {},
      /^Nobody to write to: tag the object or its case with mail:/,
    ],
    ['an address is wrong', { ...case_, tags: ['mail:everybody'] }, {}, /^Not a mail address: everybody$/],
    [
      'nobody is reached',
      { ...case_, tags: ['mail:gone@acme.example'] },
      {},
      / did not take the mail: .*no such person/,
    ],
    [
      'the password is wrong',
      case_,
      { smtp_user: 'soc', smtp_password: 'bad' },
      / did not take the mail: .*wrong password/,
    ],
    ['encryption is required but not offered', case_, { smtp_tls: 'required' }, / did not take the mail: /],
    [
      'the encryption is unknown',
      case_,
      { smtp_tls: 'ssl' },
      /must be one of starttls, required, tls, none$/,
    ],
    ['no server answers', case_, { smtp_port: 1 }, /^127\.0\.0\.1:1 did not take the mail: /],
    ['the sender is missing', case_, { from: '' }, /"from" is missing/],
  ])('fails when %s', async (_name, data, config, message) => {
    const output = await send('case', data, config);
    expect(output).toMatchObject({ success: false, errorMessage: expect.stringMatching(message) });
    expect(JSON.stringify(output)).not.toContain('"bad"');
    expect(letters).toEqual([]);
  });

  it('refuses to write to a crowd', async () => {
    const tags = Array.from({ length: 51 }, (_nobody, index) => `mail:p${index}@acme.example`);
    expect(await send('case', { ...case_, tags })).toMatchObject({
      errorMessage: '51 recipients are named; at most 50 are written to',
    });
  });
});
