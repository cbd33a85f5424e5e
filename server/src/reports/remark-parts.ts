/** Comments and pages of a case, each with its text. */
import type { ReadObject } from '../query/stage.ts';
import type { Building } from './building.ts';
import { cleanLine, cleanText, shortened } from './clean-text.ts';
import type { Part } from './document.ts';
import { eachObject } from './object-parts.ts';
import type { Widget } from './plan.ts';
import { longestValue, momentText } from './values.ts';
import { said } from './words.ts';

type RemarksWidget = Extract<Widget, { readonly kind: 'comments' | 'pages' }>;

/** The parts of a widget of comments or pages. */
export async function remarkParts(building: Building, widget: RemarksWidget): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const entity = widget.kind === 'comments' ? 'comment' : 'page';
  const notes = await eachObject(building, entity, widget, (page) =>
    page.every((object) => {
      const text = shortened(cleanText(String(object.values[textField[entity]] ?? '')), longestValue);
      const head = headOf(building, object);
      const fits = building.budget.take(head.text, text);
      if (fits) parts.push(head, { kind: 'markdown', text, below: 3 });
      return fits;
    }),
  );
  return [...parts, ...notes];
}

const textField = { comment: 'message', page: 'content' } as const;

function headOf({ plan, words }: Building, { entity, values }: ReadObject): Part & { readonly text: string } {
  if (entity === 'page') return { kind: 'heading', level: 3, text: cleanLine(String(values.title ?? '')) };
  const author = cleanLine(String(values.createdBy));
  return { kind: 'note', text: said(words.by, { author, date: momentText(Number(values.createdAt), plan) }) };
}
