import { describe, expect, it } from 'vitest';
import { fillMarkdown, fillPlain, namesOf, templateFault } from './placeholders.ts';

const names = namesOf([
  [
    'case',
    namesOf([
      ['title', '*not* <b>bold</b>'],
      ['description', { markdown: () => 'is **bold**' }],
    ]),
  ],
]);

describe('placeholders', () => {
  it('stand for text that shows as it is, or for Markdown', () => {
    expect(fillMarkdown('{{case.title}}: {{case.description}}', names)).toBe(
      '\\*not\\* \\<b\\>bold\\</b\\>: is **bold**',
    );
    expect(fillPlain('{{case.title}} {{case.description}}', names)).toBe('*not* <b>bold</b> is **bold**');
  });

  it('that stand for nothing leave nothing', () => {
    expect(fillMarkdown('[{{case.nope}}{{other}}{{> file}}]', names)).toBe('[]');
    expect(fillMarkdown('{{#case.nope}}hidden{{/case.nope}}{{^case.nope}}shown{{/case.nope}}', names)).toBe(
      'shown',
    );
  });

  it('reach nothing but what was put there', () => {
    for (const path of ['constructor', 'case.constructor.name', 'case.__proto__', 'toString'])
      expect(fillMarkdown(`[{{${path}}}]`, names)).toBe('[]');
  });

  it('are counted, and must be closed', () => {
    expect(templateFault('{{case.title}}')).toBeUndefined();
    expect(templateFault('{{#a}}')).toMatch(/closed/);
    expect(templateFault('{{a')).toMatch(/closed/);
    expect(templateFault('{{a}}'.repeat(201))).toMatch(/at most 200/);
  });
});
