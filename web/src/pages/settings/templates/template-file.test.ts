/** Proves that a template survives the way through a file, and what is read from older files. */
import { describe, expect, it } from 'vitest';
import { readTemplate, writeTemplate } from './template-file.ts';
import { bodyOf, emptyTask, freeName, valuesOf } from './template-values.ts';

const values = {
  ...valuesOf(undefined),
  name: 'phishing',
  displayName: 'Phishing',
  severity: 2,
  tags: ['mail'],
  tasks: [
    { ...emptyTask, title: 'Look at the mail', group: 'Identification', mandatory: true },
    { ...emptyTask, title: 'Block the sender' },
  ],
  customFields: [{ name: 'business-unit', value: null }],
};

describe('a template as a file', () => {
  it('comes back as it was', () => {
    expect(readTemplate(writeTemplate(values))).toEqual(values);
  });

  it('is read with custom fields as an object, as older products write them', () => {
    const file = JSON.stringify({
      name: 'old',
      customFields: { hosts: { integer: 3, order: 0 } },
      tasks: [],
    });
    expect(readTemplate(file)?.customFields).toEqual([{ name: 'hosts', value: 3 }]);
  });

  it('is refused when it is something else', () => {
    expect(readTemplate('{')).toBeUndefined();
    expect(readTemplate('{"title":"x"}')).toBeUndefined();
    expect(readTemplate('null')).toBeUndefined();
  });

  it('loses values that no template can have', () => {
    const read = readTemplate('{"name":"x","severity":9,"tlp":"red","tasks":"none","tags":null}');
    expect(read).toMatchObject({ severity: null, tlp: null, tasks: [], tags: [] });
  });
});

describe('the body of a template', () => {
  it('leaves empty values out of a new one', () => {
    expect(bodyOf(values, true)).toMatchObject({ name: 'phishing', severity: 2 });
    expect(bodyOf(values, true)).not.toHaveProperty('tlp');
  });

  it('takes values away that were emptied', () => {
    expect(bodyOf({ titlePrefix: '', tlp: null }, false)).toEqual({ titlePrefix: null, tlp: null });
  });

  it('numbers tasks and fields by their place', () => {
    expect(bodyOf({ tasks: values.tasks }, false).tasks).toMatchObject([
      { order: 0 },
      { order: 1, group: 'default' },
    ]);
  });
});

describe('the name of a copy', () => {
  it('is the next one that is free', () => {
    expect(freeName('phishing', ['phishing'])).toBe('phishing-2');
    expect(freeName('phishing-2', ['phishing', 'phishing-2'])).toBe('phishing-3');
  });
});
