/** The order of templates. */
import { describe, expect, it } from 'vitest';
import { inOrder, type Template } from './templates.ts';

const template = (name: string): Template => ({
  _type: 'CaseTemplate',
  _id: `~${name}`,
  _createdAt: 0,
  _createdBy: 'ana',
  _version: 1,
  name,
  displayName: name,
  tags: [],
  flag: false,
});
const all = ['alpha', 'beta', 'gamma', 'delta'].map(template);

describe('the templates', () => {
  it('start with the suggested one, then those used most, then by name', () => {
    const found = inOrder(all, { beta: { count: 3 }, alpha: { count: 9 } }, 'gamma', '');
    expect(found.map(({ name }) => name)).toEqual(['gamma', 'alpha', 'beta', 'delta']);
  });

  it('are those that hold every word', () => {
    expect(inOrder(all, {}, undefined, 'ta E').map(({ name }) => name)).toEqual(['beta', 'delta']);
  });
});
