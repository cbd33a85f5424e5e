import { describe, expect, it } from 'vitest';
import { routes } from '../routes/index.ts';
import { openApiDocument, openApiText } from './openapi.ts';

const document = openApiDocument(routes, '1.0.0');

describe('the OpenAPI document', () => {
  it('describes every route once, with who may call it', () => {
    const { paths } = document as { paths: Record<string, Record<string, { operationId: string }>> };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(operations).toHaveLength(routes.length);
    expect(operations.every((operation) => 'x-permission' in operation)).toBe(true);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers only to schemas that it has', () => {
    const text = openApiText(routes, '1.0.0');
    const { components } = document as { components: { schemas: Record<string, unknown> } };
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(Object.keys(components.schemas)).toContain(name);
  });

  it('takes fields and their limits from the model', () => {
    expect(document).toHaveProperty('components.schemas.OutputCase.properties.severity.enum', [1, 2, 3, 4]);
    const objectType = 'components.schemas.OutputAction.properties.objectType.enum';
    expect(document).toHaveProperty(objectType, ['Case', 'Alert', 'Task', 'Log', 'Observable']);
    expect(document).toHaveProperty('components.schemas.OutputComment.properties.createdAt');
    expect(document).toHaveProperty(
      ['paths', '/api/v1/alert', 'post', 'requestBody', 'content', 'application/json', 'schema', 'required'],
      ['type', 'source', 'sourceRef', 'title', 'description'],
    );
    expect(openApiText(routes, '1.0.0')).not.toContain('configuration":{"description');
  });

  it('says what is answered where a part may be done and the rest not', () => {
    for (const path of ['/case/{caseId}/observable', '/pattern/import/attack', '/taxonomy/import-zip']) {
      const responses = ['paths', `/api/v1${path}`, 'post', 'responses'];
      expect(document).toHaveProperty([...responses, '207', 'content', 'application/json']);
      expect(document).toHaveProperty([...responses, '201']);
    }
  });

  it('says that files come in the type they were stored with', () => {
    for (const path of ['/api/v1/attachment/{attachmentId}/download', '/api/v1/caseReport/{reportId}/view'])
      expect(document).toHaveProperty(['paths', path, 'get', 'responses', '200', 'content', '*/*']);
  });

  it('is the same text each time', () => {
    expect(openApiText(routes, '1.0.0')).toBe(openApiText(routes, '1.0.0'));
  });
});
