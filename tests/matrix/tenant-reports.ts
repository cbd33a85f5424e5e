/** Fills an organisation with report templates, pictures in them and reports; a word stands in every text and name. */
import { commands } from '../../server/src/api/v1/commands.ts';
import type { Person, Wire } from '../support/wire.ts';
import { dot } from './dot.ts';
import type { References } from './probes.ts';

/** Makes one of everything about a case. */
export async function fillReports(
  { world }: Wire,
  person: Person,
  word: string,
  caseId: string,
): Promise<References> {
  const template = await world.run(person, commands.createCaseReportTemplate, {
    title: `${word} report template`,
    group: `${word} group`,
    description: `${word} description`,
    definition: {
      i18n: { lang: 'en' },
      widgets: [{ _kind: 'Text', title: word, template: `${word} {{case.title}}` }],
    },
  });
  const templateId = `~${template.id}`;
  // What follows the end of a picture belongs to no picture, but to the file.
  const picture = Buffer.concat([Buffer.from(dot, 'base64'), Buffer.from(word)]);
  const image = await world.upload(`${word}-logo.png`, picture);
  const images = new Map([['attachments', [image]]]);
  const [imageId = ''] = await world.run(
    person,
    commands.addCaseReportImages,
    { id: templateId },
    { uploads: images },
  );
  const file = {
    ...(await world.upload(`${word}-report.txt`, `${word} report`)),
    contentType: `text/x-${word}`,
  };
  const uploads = new Map([['file', [file]]]);
  const report = await world.run(person, commands.addCaseReport, { id: caseId }, { uploads });
  return {
    templateId: [templateId, `${word} report template`],
    caseReportTemplateId: [templateId, `${word} report template`],
    reportId: [`~${report.id}`],
    imageId: [`~${imageId}`, image.id],
  };
}
