/** The traits of a mail that honest ones rarely have, and the mini-report made of them. */

import { buildTaxonomy, type Taxonomy } from '@skep/sdk';
import { controlledDomain } from '@skep/sdk/indicators';
import { decisiveVerdicts, type MailAddress, type MailAnatomy } from '@skep/sdk/mail';

/** Something worth knowing about a mail. */
export interface Trait {
  code: string;
  sentence: string;
}

const checkedMethods = ['spf', 'dkim', 'dmarc'];
const failed = new Set(['fail', 'softfail', 'permerror']);

const program =
  /\.(exe|scr|com|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|iso|img|vhd|one|chm|url|xll)$/i;
const page = /\.(s?html?|xht(ml)?|svg)$/i;

/** All suspicious traits of a mail, in a fixed order. */
export function traitsOf(mail: MailAnatomy): Trait[] {
  const mismatched = mail.links.filter(({ flags }) => flags.includes('mismatch'));
  const named = (form: RegExp) =>
    mail.attachments.filter(({ name }) => form.test(name)).map(({ name }) => name);
  return [
    ...authenticationTraits(mail),
    ...elsewhere('replyElsewhere', 'Answers go', mail.from, mail.replyTo),
    ...pretendedSender(mail.from),
    ...present(
      'deceptiveLinks',
      mismatched.length > 0,
      `${mismatched.length} links lead elsewhere than their text says`,
    ),
    ...present(
      'program',
      named(program).length > 0,
      `Programs or scripts are attached: ${named(program).join(', ')}`,
    ),
    ...present('page', named(page).length > 0, `Web pages are attached: ${named(page).join(', ')}`),
  ];
}

/** The mini-report of a mail. */
export function taxonomiesOf(mail: MailAnatomy, traits: readonly Trait[]): Taxonomy[] {
  const verdicts = decisiveVerdicts(mail.authentication);
  const known = checkedMethods.filter((method) => verdicts.has(method));
  return [
    buildTaxonomy(traits.length > 0 ? 'suspicious' : 'info', 'EmlParser', 'traits', traits.length),
    buildTaxonomy('info', 'EmlParser', 'links', mail.links.length),
    buildTaxonomy('info', 'EmlParser', 'attachments', mail.attachments.length),
    ...known.map((method) => {
      const verdict = verdicts.get(method) ?? 'none';
      return buildTaxonomy(failed.has(verdict) ? 'suspicious' : 'info', 'EmlParser', method, verdict);
    }),
  ];
}

function present(code: string, isPresent: boolean, sentence: string): Trait[] {
  return isPresent ? [{ code, sentence }] : [];
}

function authenticationTraits(mail: MailAnatomy): Trait[] {
  const verdicts = decisiveVerdicts(mail.authentication);
  return checkedMethods.flatMap((method) => {
    const verdict = verdicts.get(method) ?? 'none';
    return present(`${method}Failed`, failed.has(verdict), `${method.toUpperCase()} gave ${verdict}`);
  });
}

function elsewhere(
  code: string,
  what: string,
  from: readonly MailAddress[],
  others: readonly MailAddress[],
): Trait[] {
  const domains = new Set(from.map(domainOf));
  const strange = others.filter((other) => other.address !== '' && !domains.has(domainOf(other)));
  return present(
    code,
    from.length > 0 && strange.length > 0,
    `${what} to ${strange.map(domainOf).join(', ')}`,
  );
}

/** A display name that is itself an address, of somebody else. */
function pretendedSender(from: readonly MailAddress[]): Trait[] {
  const pretended = from.filter(({ name, address }) => {
    const [, domain] = /@([a-z0-9.-]+\.[a-z]{2,})/i.exec(name) ?? [];
    return domain !== undefined && controlledDomain(domain.toLowerCase()) !== domainOf({ name: '', address });
  });
  return present(
    'pretendedSender',
    pretended.length > 0,
    'The name of the sender is an address of somebody else',
  );
}

function domainOf({ address }: MailAddress): string {
  return controlledDomain(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}
