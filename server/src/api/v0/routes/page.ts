/** Routes of pages of the knowledge base. */
import {
  createKnowledgePage,
  deleteKnowledgePage,
  updateKnowledgePage,
} from '../../../commands/knowledge/page-commands.ts';
import { notFound } from '../../../model/errors.ts';
import type { RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { parameter, run } from '../../http/route-table.ts';
import { readFields } from '../input.ts';
import { conditionOf } from '../kind.ts';
import { counting, searching } from '../list-routes.ts';
import { readObjects } from '../read.ts';
import { referenceKinds, wireIdOf } from '../reference-kinds.ts';
import { renderPage } from '../render-reference.ts';
import type { Route, RouteCall } from '../route.ts';
import { making } from '../writing-routes.ts';

const kind = referenceKinds.page;
const one = '/page/{pageId}';

const read = ({ input }: RouteCall): RawObject =>
  readFields(input, ['title', 'content', 'order', 'category']);

/** The page of the path, by id or title. Throws `notFound`. */
async function pageIn(call: RouteCall): Promise<ReadObject> {
  const reference = parameter(call, 'pageId');
  const query = reference.startsWith('~') ? { _id: reference } : { title: reference };
  const [found] = await readObjects(call, [
    { op: 'list', entity: 'page' },
    { op: 'filter', filter: conditionOf(kind, query) },
    { op: 'page', from: 0, to: 1, extraData: [] },
  ]);
  if (found === undefined) throw notFound('Page');
  return found;
}

async function show(call: RouteCall, id: string): Promise<RawObject> {
  const asked = { ...call, parameters: { pageId: id } };
  return renderPage(await pageIn(asked));
}

/** The routes. */
export const pageRoutes: readonly Route[] = [
  searching('POST', '/page/_search', kind, 'Pages that fit conditions'),
  counting('/page/_stats', kind, 'pages'),
  making(kind, {
    path: '/page',
    summary: 'Add a page to the knowledge base',
    command: createKnowledgePage,
    read,
  }),
  {
    method: 'GET',
    path: one,
    permission: 'authenticated',
    summary: 'One page, by id or title',
    status: 200,
    answer: 'A page',
    handle: async (call) => ({ body: renderPage(await pageIn(call)) }),
  },
  {
    method: 'PATCH',
    path: one,
    permission: updateKnowledgePage.permission,
    summary: 'Change a page',
    status: 200,
    answer: 'A page',
    async handle(call) {
      const id = wireIdOf(await pageIn(call));
      await run(call, updateKnowledgePage, { ...read(call), id });
      return { body: await show(call, id) };
    },
  },
  {
    method: 'DELETE',
    path: one,
    permission: deleteKnowledgePage.permission,
    summary: 'Delete a page',
    status: 204,
    async handle(call) {
      await run(call, deleteKnowledgePage, { id: wireIdOf(await pageIn(call)) });
      return {};
    },
  },
];
