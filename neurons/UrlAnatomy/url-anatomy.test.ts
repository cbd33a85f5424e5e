/** Runs the analyzer on addresses that hide something, and on honest ones. */

import { type JsonObject, valueAt } from '@skep/sdk';
import { tryNeuron } from '@skep/sdk/testing';
import { describe, expect, it } from 'vitest';

const script = new URL('./url-anatomy.ts', import.meta.url).pathname;

async function analyse(dataType: string, data: string): Promise<JsonObject> {
  const { output } = await tryNeuron({ script, input: { dataType, data, tlp: 2, pap: 2 } });
  return output;
}

/** Members of a list in a report, by one of their keys. */
function listed(output: JsonObject, path: string, key: string): unknown[] {
  const list = valueAt(output, path);
  return Array.isArray(list) ? list.map((member) => valueAt(member, key)) : [];
}

const chain = (output: JsonObject) => listed(output, 'full.redirects', 'url');

describe('UrlAnatomy', () => {
  it('takes an honest address apart without suspicion', async () => {
    const output = await analyse('url', 'https://www.example.org/help?lang=fr#top');
    expect(output.full).toMatchObject({
      defanged: 'hxxps://www[.]example[.]org/help?lang=fr#top',
      host: { name: 'www.example.org', domain: 'example.org', punycode: false },
      parts: { scheme: 'https', path: '/help', parameters: [{ name: 'lang', value: 'fr' }], fragment: 'top' },
      traits: [],
    });
    expect(listed(output, 'summary.taxonomies', 'level')).toEqual(['info']);
    expect(listed(output, 'artifacts', 'data')).toEqual(['www.example.org', 'example.org']);
  });

  const target = 'https://evil.example/login?x=1';

  it('unfolds addresses nested in each other and keeps the hosts of link services out', async () => {
    const inner = `https://urldefense.com/v3/__${target}__;!!key$`;
    const output = await analyse(
      'url',
      `hxxps://x[.]safelinks.protection.outlook.com/?url=${encodeURIComponent(inner)}`,
    );
    expect(chain(output)).toEqual([inner, target]);
    expect(listed(output, 'artifacts', 'data')).toEqual([inner, target, 'evil.example']);
    expect(listed(output, 'summary.taxonomies', 'value')).toEqual([0, 'evil[.]example']);
  });

  it('reads a bare domain and tells what it looks like', async () => {
    const output = await analyse('domain', 'xn--80ak6aa92e[.]com');
    expect(output.full).toMatchObject({
      host: { unicode: 'аррӏе.com', looksLike: 'apple.com' },
      redirects: [],
    });
    expect(listed(output, 'summary.taxonomies', 'level')).toEqual(['suspicious']);
  });

  it('reads a mail address', async () => {
    const output = await analyse('mail', 'b\u043eb@pay.evil.example');
    expect(output.full).toMatchObject({
      mailbox: 'b\u043eb',
      host: { name: 'pay.evil.example', domain: 'evil.example' },
    });
    expect(listed(output, 'full.traits', 'code')).toEqual(['mixedMailbox']);
    expect(listed(output, 'artifacts', 'data')).toEqual(['pay.evil.example', 'evil.example']);
  });

  it.each([
    ['url', 'http://', 'Not a url: http://'],
    ['mail', 'nobody', 'Not a mail address: nobody'],
    [
      'url',
      `https://evil.example/${'x'.repeat(20_000)}`,
      'Only addresses of up to 16384 characters are read',
    ],
  ])('refuses a wrong %s', async (dataType, data, message) => {
    expect(await analyse(dataType, data)).toMatchObject({ success: false, errorMessage: message });
  });
});
