/** Makes templates of case reports, pictures in them, and reports. */
import { randomUUID } from 'node:crypto';
import { commands } from '../../server/src/api/v1/commands.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import type { Person, Wire } from '../support/wire.ts';
import { someCase } from '../support/work.ts';
import { dot } from './dot.ts';

/** A definition with a part that reads the case. */
export const definition: RawObject = {
  i18n: { lang: 'en' },
  widgets: [{ _kind: 'Text', template: '# {{case.title}}' }, { _kind: 'TaskTable' }],
};

/** Makers of reports. */
export function reportMakers({ world }: Wire, maker: Person) {
  const template = async (): Promise<string> => {
    const raw = { title: randomUUID(), definition };
    return `~${(await world.run(maker, commands.createCaseReportTemplate, raw)).id}`;
  };
  return {
    reportTemplate: template,
    /** A picture in a template. */
    async reportImage(): Promise<{ readonly templateId: string; readonly attachmentId: string }> {
      const templateId = await template();
      const file = await world.upload('logo.png', Buffer.from(dot, 'base64'));
      const uploads = new Map([['attachments', [file]]]);
      const [id] = await world.run(maker, commands.addCaseReportImages, { id: templateId }, { uploads });
      return { templateId, attachmentId: `~${id}` };
    },
    async report(): Promise<string> {
      const uploads = new Map([['file', [await world.upload('report.html', randomUUID())]]]);
      const raw = { id: await someCase(world, maker) };
      return `~${(await world.run(maker, commands.addCaseReport, raw, { uploads })).id}`;
    },
  };
}
